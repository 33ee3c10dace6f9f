"""Any source packed as a WACZ: its web archive files as they are, its other captures as records
made of what is known of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from migrator import filetypes as media
from migrator.document import document, saved_names
from migrator.errors import SourceError
from migrator.guard.small_files import disk_error
from migrator.model import Capture
from migrator.preserve.redaction import Redaction
from migrator.preserve.wacz import Wacz
from migrator.reading.page import with_address
from migrator.sources.mirror import is_index_or_cookies, left_by_saver
from migrator.sources.opening import split
from migrator.sources.source import Source
from migrator.version import __version__
from migrator.warc import cdx
from migrator.warc.writer import MIRROR_OF, CaptureToStore, now

#: The name of the file with what had no record before.
MADE = "data.warc.gz"


class PackResult(NamedTuple):
    """What of a source could not be read, and which files were left out because nobody is to see
    them; each with the reason."""

    unread: list[str]
    private: list[str]


def _left_out(unread: list[str], private: list[str]) -> str:
    """Why nothing was packed: the first reason, and how many there are."""
    reasons = private + unread
    more = f" and {len(reasons) - 1} more" if len(reasons) > 1 else ""
    return f"{reasons[0]}{more}" if reasons else "there are no files"


def pack(
    source: Source,
    path: Path,
    tell: Callable[[str, int, int], None] | None = None,
    redaction: Redaction | None = None,
) -> PackResult:
    """Writes `source` to `path`, without its private files (database dumps, backups, configuration,
    logs). With a `redaction`, records of web archive files are made anew like all others, with
    status, type and target of a redirect as their only headers."""
    unread: list[str] = []
    private: list[str] = []
    about = {
        "software": f"migrator {__version__}",
        "format": "WARC File Format 1.1",
        **({"isPartOf": source.label} if _is_address(source.label) else {}),
        "description": "Files that were saved without their headers are resource records; where "
        "a log tells status and type, they are responses with these headers only. Revisits with "
        f"{MIRROR_OF} stand under the names that a mirror gave its files.",
    }
    names = list(source.names())
    archives, loose = ([], names) if redaction else split(source)
    left = left_by_saver(loose)
    loose = [name for name in loose if name not in left]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with Wacz(path, about) as wacz:
            for file in archives:
                wacz.add_file(file)
            time = now()
            captures = (
                capture
                for name in loose
                if (capture := _load(source, name, unread, private, redaction))
            )
            if loose:
                wacz.add_captures((kept(capture, time) for capture in captures), MADE)
            if not archives and len(unread) + len(private) >= len(loose):
                raise SourceError(
                    f"{source.label}: nothing can be packed: {_left_out(unread, private)}; "
                    "name saved pages or a web archive"
                )
            for index, name in enumerate(names, 1):
                if name not in left and (capture := _load(source, name, [], [], redaction)):
                    for url, title in _page(capture):
                        wacz.add_page(url, title, _date(capture) or time)
                if tell:
                    tell("packing", index, len(names))
    except OSError as error:
        raise disk_error(error, path) from error
    return PackResult(unread + wacz.damage, private)


def _is_address(label: str) -> bool:
    return label.startswith(("http://", "https://", "wayback:"))


def _load(
    source: Source,
    name: str,
    unread: list[str],
    private: list[str],
    redaction: Redaction | None,
) -> Capture | None:
    """The capture called `name`; None where it cannot be read, or is not to be handed on."""
    try:
        capture = source.load(name)
    except OSError as error:
        unread.append(f"{name}: {error}")
        return None
    if secret := media.private(capture):
        private.append(f"{name}: {secret.what}")
        return None
    if is_index_or_cookies(capture.data):
        private.append(f"{name}: a file of the program that saved the site")
        return None
    capture = with_address(capture)
    try:
        return redaction.capture(capture) if redaction else capture
    except OSError as error:
        private.append(f"{name}: {error}")
        return None


def _page(capture: Capture) -> Iterator[tuple[str, str | None]]:
    """Address and title of a capture that a person would open."""
    is_shown = capture.status == 200 or (capture.status is None and not capture.location)
    if is_shown and media.kind(capture) == "page":
        yield _address(capture), document.read(capture).title or None


def _address(capture: Capture) -> str:
    return capture.url or f"file:///{quote(capture.source)}"


def kept(capture: Capture, time: str) -> CaptureToStore:
    """What an archive keeps of a capture; `time` stands for a time of capture that nothing
    tells."""
    date = _date(capture) or time
    mime = media.media_type(capture)
    mirrors, base = _mirror_names(capture), capture.mirror
    if capture.status is None:
        return CaptureToStore(
            _address(capture), capture.data, date, mime=mime, mirrors=mirrors, mirror_base=base
        )
    phrase = HTTPStatus(capture.status).phrase if capture.status in {*HTTPStatus} else ""
    fields = {
        "Content-Type": mime,
        "Location": capture.location,
        "Content-Length": str(len(capture.data)),
    }
    lines = [
        f"HTTP/1.1 {capture.status} {phrase}",
        *(f"{name}: {' '.join(value.split())}" for name, value in fields.items() if value),
    ]
    return CaptureToStore(
        _address(capture),
        capture.data,
        date,
        "\r\n".join([*lines, "", ""]).encode("utf-8", "replace"),
        mime,
        capture.status,
        mirrors=mirrors,
        mirror_base=base,
    )


def _date(capture: Capture) -> str | None:
    """When a capture was made, else when its file was written."""
    return capture.captured or capture.written


_OTHER_ALPHABETS = re.compile(r"%[89A-F][0-9A-F]")


def _mirror_names(capture: Capture) -> tuple[str, ...]:
    """The addresses that the capture's file has in its mirror, else the one that its place stands
    for, where they are spelt otherwise than the capture's own. pywb 2.10 finds any spelling of an
    address; ReplayWeb.page 2.5 asks for a link as it is written: `a%3Fb=c` (wget) is not `a?b=c`,
    and `%d1` (HTTrack) is not `%D1`. HTTrack's links to a name with a digest have the query too,
    but for those to an address that was redirected."""
    url, saved_as = cdx.uri(_address(capture)), cdx.uri(capture.saved_as or "")
    names = (name for name in (saved_as, capture.mirror) if name and _is_address(name))
    name = next((name for name in map(cdx.uri, names) if _differ(name, url)), "")
    lower = _OTHER_ALPHABETS.sub(lambda match: match[0].lower(), saved_as)
    bare, _, query = saved_as.partition("?")
    hashed = [bare, f"{bare}?{query or urlsplit(url).query}"] if _is_hashed(bare, url) else []
    other = [name, lower if lower != saved_as else "", *hashed]
    return tuple(dict.fromkeys(n for n in other if n))


def _is_hashed(saved_as: str, url: str) -> bool:
    """Whether a file has HTTrack's name for an address with a query."""
    return bool(urlsplit(url).query and saved_names.HASHED_FILE.search(f"{saved_as}?"))


def _differ(name: str, url: str) -> bool:
    """Whether two addresses of one host lead to different places, for who compares letters."""
    return cdx.surt(name) != cdx.surt(url) or urlsplit(name)[2:4] != urlsplit(url)[2:4]
