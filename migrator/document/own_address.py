"""What a saved page says of its own address."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from migrator.filetypes import utf16
from migrator.patterns import lazy_pattern


class Statement(NamedTuple):
    """An address that a page gives for its own, and what says it (`saver`, `base`, `canonical`,
    `og:url`)."""

    url: str
    by: str

    @property
    def by_saver(self) -> bool:
        return self.by == "saver"


#: Save Page WE writes its names behind all style sheets of the page.
_SAVE_PAGE_WE = b'name="savepage-url"'
#: What states an address, a word in small letters that is on such pages, and the form. Savers:
#: browsers, HTTrack, SingleFile, WebScrapBook, Save Page WE, MaoXian (the last three as
#: webscrapbook 2.10.2 reads them).
_STATED = (
    ("saver", b"saved from url", re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.I)),
    ("saver", b"by httrack", re.compile(rb"<!--\s*Mirrored from (\S+) by HTTrack", re.I)),
    ("saver", b"singlefile", re.compile(rb"Page saved with SingleFile\s+url:\s*(\S+)", re.I)),
    (
        "saver",
        b"data-scrapbook-source",
        re.compile(rb"<html\s[^>]*?data-scrapbook-source\s*=\s*[\"']([^\"'>\s]+)", re.I),
    ),
    (
        "saver",
        _SAVE_PAGE_WE,
        re.compile(rb"<meta name=\"savepage-url\" content=\"([^\"\s]+)", re.I),
    ),
    ("saver", b"originalsrc:", re.compile(rb"<!--\s*OriginalSrc:\s*(\S+)", re.I)),
    ("base", b"<base", re.compile(rb"<base\s[^>]*?href\s*=\s*[\"']?(https?://[^\"'\s>]+)", re.I)),
    (
        "canonical",
        b"canonical",
        re.compile(
            rb"<link\s[^>]*?rel\s*=\s*[\"']?canonical[\"']?[^>]*?href\s*=\s*[\"']?"
            rb"(https?://[^\"'>\s]+)",
            re.I,
        ),
    ),
    (
        "canonical",
        b"canonical",
        re.compile(
            rb"<link\s[^>]*?href\s*=\s*[\"']?(https?://[^\"'>\s]+)[\"']?[^>]*?"
            rb"rel\s*=\s*[\"']?canonical",
            re.I,
        ),
    ),
    (
        "og:url",
        b"og:url",
        re.compile(
            rb"<meta\s[^>]*?property\s*=\s*[\"']og:url[\"'][^>]*?content\s*=\s*[\"']"
            rb"(https?://[^\"'>]+)",
            re.I,
        ),
    ),
)
#: Where in a page its address is looked for; HTTrack writes it behind the page.
_HEAD, _TAIL = 30_000, 2_000


def statements(data: bytes) -> list[Statement]:
    """What a page says of its own address: as its saver wrote it, `<base>` (Joomla prints the
    page's address there), canonical, og:url."""
    whole = _latin(data)
    text = whole[:_HEAD] + (whole[-_TAIL:] if len(whole) > _HEAD else b"")
    if (place := whole.find(_SAVE_PAGE_WE, _HEAD)) > 0:
        text += whole[place - len("<meta ") : place + _TAIL]
    lowered, stated = text.lower(), []
    for by, word, pattern in _STATED:
        if word in lowered and (match := pattern.search(text)):
            url = html.unescape(match[1].decode("utf-8", "replace")).partition("#")[0]
            if by == "saver" and re.match(r"(?:file|about):", url, re.I):
                continue
            stated.append(Statement(url if "://" in url else f"http://{url}", by))
    return stated


def _latin(data: bytes) -> bytes:
    order = utf16(data)
    return data.decode(order, "replace").encode() if order else data


def stated_address(data: bytes, base: bool = True) -> str | None:
    """The page's own address, by the first of its statements (but for `<base>` where not
    wanted)."""
    return next((s.url for s in statements(data) if base or s.by != "base"), None)


_BASE_PATH = lazy_pattern(
    rb"<base\s[^>]*?href\s*=\s*[\"'](/[^/\"'\s>][^\"'\s>]*[^/\"'\s>])[\"']", re.I
)


def stated_path(data: bytes) -> str | None:
    """The page's own path where its `<base>` tells that and no host."""
    match = _BASE_PATH.search(data[:30000])
    return html.unescape(match[1].decode("utf-8", "replace")) if match else None
