"""Pages as the Wayback Machine shows them, made what they were: without its toolbar and scripts,
with their own links.

Browser saves of archived pages, and mirrors made from the archive, hold only such pages. What it
adds is marked by comments and leads to `/web/TIME…/ADDRESS`; its last comment tells when the page
was captured."""

from __future__ import annotations

import re
from dataclasses import replace

from migrator.model import Capture

_ADDED = (
    re.compile(
        rb"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.S
    ),
    re.compile(
        rb"<script[^>]*>(?:(?!</script>).)*?(?:__wm\.|WB_wombat|archive_analytics|bundle-playback|RufflePlayer)(?:(?!</script>).)*</script>",
        re.S,
    ),
    re.compile(
        rb"<script[^>]+src=[\"'][^\"']*(?:/_static/|archive\.org/includes|web-static\.archive\.org)[^\"']*[\"'][^>]*>\s*</script>",
        re.I,
    ),
    re.compile(
        rb"<link[^>]+href=[\"'][^\"']*(?:/_static/|web-static\.archive\.org)[^\"']*[\"'][^>]*/?>",
        re.I,
    ),
    re.compile(rb"<!-- End Wayback Rewrite JS Include -->"),
    re.compile(
        (
            rb"<!--\s*FILE ARCHIVED ON (?P<when>.{10,40}?) AND RETRIEVED FROM "
            rb"THE\s+INTERNET ARCHIVE.*?-->"
        ),
        re.S,
    ),
    re.compile(rb"<!--\s*playback timings.*?-->", re.S),
)
_SIGN = re.compile(
    rb"WAYBACK TOOLBAR INSERT|RETRIEVED FROM THE\s+INTERNET "
    rb"ARCHIVE|web-static\.archive\.org|/_static/js/bundle-playback"
)
_LINK = re.compile(
    rb"(?:https?:)?(?://web\.archive\.org)?/web/(?P<time>\d{4,14})(?:[a-z]{2}_)?/(?P<address>(?:https?:)?//?|mailto:|javascript:|ftp:)"
)
_SHOWN = re.compile(r"/web/(\d{4,14})(?:[a-z]{2}_)?/(https?://?.+)$")


def undo(capture: Capture) -> Capture:
    """`capture` as the site sent it, where it is a page that the Wayback Machine shows; else as it
    is."""
    if b"/web/" not in capture.data or not _SIGN.search(capture.data):
        return capture
    data = capture.data
    for pattern in _ADDED:
        data = pattern.sub(b"", data)
    data = _LINK.sub(lambda m: _address(m["address"]), data)
    url, when = capture.url, capture.captured
    if url and (shown := _SHOWN.search(url)):
        url, when = original(shown[2]), when or iso(shown[1])
    return replace(capture, data=data, url=url, captured=when)


def _address(start: bytes) -> bytes:
    return start + b"/" if start in (b"http:/", b"https:/") else start


def original(address: str) -> str:
    """An address out of an archive's: `http:/x` is what is left of `http://x` where slashes were
    merged."""
    return re.sub(r"^(https?:)/(?!/)", r"\1//", address)


def iso(stamp: str) -> str:
    """A time such as 20090131120000, which may lack its end, as ISO."""
    whole = (stamp + "00000101000000"[len(stamp) :]) if len(stamp) >= 4 else stamp
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:8]}T{whole[8:10]}:{whole[10:12]}:{whole[12:14]}Z"
