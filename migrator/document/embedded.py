"""Pictures that a saved page holds in itself: `data:` addresses as SingleFile and pasting into an
editor write them, and `cid:` addresses of MHTML (RFC 2392).

Each gets an address of its own, `embedded:NAME`. NAME is what the source loads the picture by: the
name of the page with the digest of the picture behind it, or the name of the other part. The long
addresses are taken out before the page is parsed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, unquote_to_bytes

from migrator import filetypes
from migrator.model import Capture

SCHEME = "embedded"
_MARK = "#picture-"
_DATA = rb"data:image/[\w.+-]{1,30};base64,([A-Za-z0-9+/=%]*)"
_SRC = rb"<img\b[^<>]{0,2000}?\ssrc\s*=\s*"
_SOURCE = re.compile(rb"(" + _SRC + rb"[\"']?)(?:" + _DATA + rb"|cid:([^\"'<>\s]+))", re.I)
#: SingleFile writes a picture that stands several times once, as a variable of the style sheet.
_VARIABLE = re.compile(rb"--sf-img-(\d+)\s*:\s*url\(\s*[\"']?" + _DATA)
_USED = re.compile(
    rb"(" + _SRC + rb")([\"'])data:[^\"'<>]*\2([^<>]{0,2000}?var\(--sf-img-(\d+)\))", re.I
)
#: Pixels of width or height up to which a picture only keeps room, or stands for one that a script
#: was to load.
_SPACER = 2


def named(capture: Capture) -> bytes:
    """The bytes of a page, its embedded pictures under their own addresses; placeholders stay."""
    data = capture.data
    if b"data:image" not in data and b"cid:" not in data:
        return data
    shared = {m[1]: m[2] for m in _VARIABLE.finditer(data)} if b"--sf-img-" in data else {}
    if shared:
        data = _USED.sub(lambda m: _of_variable(m, shared, capture.source), data)
    return _SOURCE.sub(lambda m: _of_source(m, capture.source), data)


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


def _picture(coded: bytes) -> bytes | None:
    """The picture in some base64; None for what is none, or only keeps room for one."""
    try:
        data = base64.b64decode(unquote_to_bytes(coded), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if filetypes.by_magic(data) == "image" and not _is_spacer(data) else None


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
