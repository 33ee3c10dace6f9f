"""Pictures that a saved page holds in itself: `data:` addresses as SingleFile and pasting into an
editor write them, and `cid:` addresses of MHTML (RFC 2392).

Each gets an address of its own, `embedded:NAME`. NAME is what the source loads the picture by: the
name of the page with the digest of the picture behind it, or the name of the other part. The long
addresses are taken out before the page is parsed.

A drawing (SVG) that could do more than be shown (scripts, event handlers, addresses that run,
entities) is no picture: as an address of `<img>` no browser lets it act, as a file of the new site
one would (SVG 2, section 2.6; `svg_drawing` tells)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, unquote_to_bytes

from migrator import filetypes
from migrator.document import svg_drawing
from migrator.model import Capture, Note
from migrator.patterns import lazy_pattern

SCHEME = "embedded"
_MARK = "#picture-"
_DATA = rb"data:image/[\w.+-]{1,30}(?:;[\w=-]{1,40})?;base64,([A-Za-z0-9+/=%]*)"
_SRC = rb"<img\b[^<>]{0,2000}?\ssrc\s*=\s*"
_SOURCE = lazy_pattern(rb"(" + _SRC + rb"[\"']?)(?:" + _DATA + rb"|cid:([^\"'<>\s]+))", re.I)
#: A drawing as text (RFC 2397): percent-encoded, or as it is between the quotation marks.
_DRAWING = lazy_pattern(
    rb"(" + _SRC + rb"([\"']))data:image/svg\+xml(?:;[\w=-]{1,40}){0,2},(.*?)(?=\2)", re.I | re.S
)
#: SingleFile writes a picture that stands several times once, as a variable of the style sheet.
_VARIABLE = lazy_pattern(rb"--sf-img-(\d+)\s*:\s*url\(\s*[\"']?" + _DATA)
_USED = lazy_pattern(
    rb"(" + _SRC + rb")([\"'])data:[^\"'<>]*\2([^<>]{0,2000}?var\(--sf-img-(\d+)\))", re.I
)
#: Pixels of width or height up to which a picture only keeps room, or stands for one that a script
#: was to load.
_SPACER = 2


def named(capture: Capture) -> tuple[bytes, list[Note]]:
    """The bytes of a page, its embedded pictures under their own addresses; placeholders stay. A
    note tells how many others cannot be used."""
    data = capture.data
    if b"data:image" not in data and b"cid:" not in data:
        return data, []
    shared = {m[1]: m[2] for m in _VARIABLE.finditer(data)} if b"--sf-img-" in data else {}
    if shared:
        data = _USED.sub(lambda m: _of_variable(m, shared, capture.source), data)
    data = _SOURCE.sub(lambda m: _of_source(m, capture.source), data)
    data = _DRAWING.sub(lambda m: _of_drawing(m, capture.source), data)
    return data, list(_unused(data))


def _unused(data: bytes) -> Iterator[Note]:
    """A note of the pictures of a page that are left in it and are no placeholders."""
    count = sum(_is_unusable(_decoded(m[2])) for m in _SOURCE.finditer(data) if m[2] is not None)
    count += sum(svg_drawing.acts(_text(m[3])) for m in _DRAWING.finditer(data))
    if count:
        why = "damaged, of no known type, or a drawing that holds a script"
        yield Note(
            "picture-embedded", f"{count} pictures in the page cannot be used: {why}", "loss"
        )


def _is_unusable(picture: bytes | None) -> bool:
    """Whether some bytes are neither a picture nor a placeholder for one."""
    return picture is None or not (
        not picture
        or filetypes.by_magic(picture) == "image"
        or (filetypes.is_svg(picture) and not svg_drawing.acts(picture))
    )


def _of_drawing(match: re.Match[bytes], source: str) -> bytes:
    drawing = _text(match[3])
    if not svg_drawing.is_picture(drawing):
        return match[0]
    return match[1] + _address(source + _key(drawing))


def _text(coded: bytes) -> bytes:
    """The drawing behind an attribute's value."""
    return unquote_to_bytes(html.unescape(coded.decode("utf-8", "replace")))


def _of_source(match: re.Match[bytes], source: str) -> bytes:
    if match[3] is not None:
        name = f"{source.rpartition('/')[0]}/" if "/" in source else ""
        return match[1] + _address(f"{name}cid:{unquote(match[3].decode('latin-1'))}")
    picture = _picture(match[2])
    return match[0] if picture is None else match[1] + _address(source + _key(picture))


def _of_variable(match: re.Match[bytes], shared: dict[bytes, bytes], source: str) -> bytes:
    picture = _picture(shared.get(match[4], b""))
    if picture is None:
        return match[0]
    return match[1] + match[2] + _address(source + _key(picture)) + match[2] + match[3]


def target(url: str) -> str | None:
    """What the source loads an embedded picture by, None for any other address."""
    scheme, mark, name = url.partition(":")
    return unquote(name) if mark and scheme == SCHEME else None


def file_name(url: str) -> str | None:
    """A name for the file of an embedded picture, None for any other address."""
    name = target(url)
    if name is None:
        return None
    _, mark, digest = name.rpartition(_MARK)
    return f"picture-{digest}" if mark else PurePosixPath(name.rpartition("cid:")[2]).name


def load(name: str, load_page: Callable[[str], Capture]) -> Capture:
    """The capture called `name`, which may be a picture embedded in a page that `load_page` gives.
    OSError where it is not in the page."""
    page, mark, digest = name.rpartition(_MARK)
    if not mark:
        return load_page(name)
    for picture in _pictures(load_page(page).data):
        if _key(picture) == _MARK + digest:
            return Capture(name, picture)
    raise OSError(f"{page} holds no such picture any more")


def _pictures(page: bytes) -> Iterator[bytes]:
    for match in re.finditer(_DATA, page, re.I):
        picture = _picture(match[1])
        if picture is not None:
            yield picture
    for match in _DRAWING.finditer(page):
        yield _text(match[3])


def _picture(coded: bytes) -> bytes | None:
    """The picture in some base64; None for what is none, or only keeps room for one."""
    data = _decoded(coded)
    if data is None:
        return None
    if svg_drawing.is_picture(data):
        return data
    return data if filetypes.by_magic(data) == "image" and not _is_spacer(data) else None


def _decoded(coded: bytes) -> bytes | None:
    try:
        return base64.b64decode(unquote_to_bytes(coded), validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_spacer(data: bytes) -> bool:
    form, offset = ("<HH", 6) if data.startswith(b"GIF8") else (">II", 16)
    if not data.startswith((b"GIF8", b"\x89PNG")) or len(data) < offset + struct.calcsize(form):
        return False
    width, height = struct.unpack_from(form, data, offset)
    return bool(min(width, height) <= _SPACER)


def _key(picture: bytes) -> str:
    return _MARK + hashlib.sha256(picture).hexdigest()[:16]


def _address(name: str) -> bytes:
    return f"{SCHEME}:{quote(name, safe='')}".encode()
