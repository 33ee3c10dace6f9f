"""Pages as a web archive shows them, made what they were: without its toolbar and scripts, with
their own links.

Browser saves of archived pages, and mirrors made from an archive, hold only such pages. Archives
with the interface of the Wayback Machine (OpenWayback, pywb: Archive-It, Arquivo.pt, the British
Library …) lead to `…/TIME/ADDRESS`, the time in 8 to 14 digits, sometimes with a mark (`im_`);
archive.today to `/o/ID/ADDRESS`, and its pages call themselves `/2009.03.12-140500/ADDRESS`. The
Wayback Machine adds comments, too; savers such as SingleFile take them out."""

from __future__ import annotations

import re
from dataclasses import replace

from migrator.joomla import address
from migrator.model import Capture
from migrator.patterns import lazy_pattern

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
            rb"<!--(?:\s|//)*FILE ARCHIVED ON (?P<when>.{10,40}?) AND RETRIEVED FROM "
            rb"THE(?:\s|//)+INTERNET ARCHIVE.*?-->"
        ),
        re.S,
    ),
    re.compile(rb"<!--\s*playback timings.*?-->", re.S),
)
_SIGN = lazy_pattern(
    rb"WAYBACK TOOLBAR INSERT|RETRIEVED FROM THE(?:\s|//)+INTERNET "
    rb"ARCHIVE|web-static\.archive\.org|/_static/js/bundle-playback"
)
#: The archive's part of an address: host, folders, time.
_ARCHIVE = (
    rb"(?:(?:https?:)?//[\w.-]+(?::\d+)?)?(?:/[\w.-]{1,40}){0,3}?"
    rb"/(?:(?P<time>\d{8,14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2,3}_)?|o/\w{5})/"
)
_LINK = lazy_pattern(
    rb"(?:https?:)?(?://web\.archive\.org)?/web/(?P<time>\d{4,14})(?:[a-z]{2}_)?"
    rb"/(?P<address>(?:https?:)?//?|mailto:|javascript:|ftp:)"
)
_MEMENTO = lazy_pattern(_ARCHIVE + rb"(?P<address>https?:/{1,2}|mailto:|javascript:|ftp:)")
_QUICK = lazy_pattern(rb"/(?:[\d.-]{8,17}(?:[a-z]{2,3}_)?|o/\w{5})/https?:/")
#: Where a page or its saver states the page's own address.
_STATED = lazy_pattern(
    rb"(?:saved from url=\(\d+\)|\burl:\s*|<base[^>]{0,50}\shref=[\"']?"
    rb"|rel=[\"']?canonical[\"']?[^>]{0,50}\shref=[\"']?)" + _ARCHIVE + rb"https?:/",
    re.I,
)
_ATTRIBUTE = lazy_pattern(rb"\s(?:href|src)\s*=\s*[\"']?", re.I)
_SHOWN = lazy_pattern(r"/(\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2,3}_)?/(https?://?.+)$")
#: Share of a page's links that lead into an archive from which on it is a page that the archive
#: shows; a page of the site that links to an archive has a menu of its own, too.
_SHARE = 0.8


def _is_shown(capture: Capture) -> bool:
    """Whether a page is as an archive shows it: it states so, or most links lead there."""
    if _STATED.search(capture.data[:8192]):
        return True
    starts = [match.end() for match in _ATTRIBUTE.finditer(capture.data)]
    within = sum(1 for start in starts if _MEMENTO.match(capture.data, start))
    return within > 2 and within >= _SHARE * len(starts)


def undo(capture: Capture) -> Capture:
    """`capture` as the site sent it, where it is a page that an archive shows; else as it is."""
    pattern = None
    if b"/web/" in capture.data and _SIGN.search(capture.data):
        pattern = _LINK
    elif _QUICK.search(capture.data) and _is_shown(capture):
        pattern = _MEMENTO
    if pattern is None:
        return capture
    data = capture.data
    for added in _ADDED:
        data = added.sub(b"", data)
    data = pattern.sub(lambda m: _address(m["address"]), data)
    capture = replace(capture, data=data)
    if not capture.url or not (shown := _SHOWN.search(capture.url)):
        return capture
    archive = address.read(capture.url).host
    mirror = capture.mirror
    if mirror and address.read(mirror).host == archive and _SHOWN.search(mirror):
        mirror = None  # no file of the site lies in the archive's own folders
    return replace(capture, url=original(shown[2]), captured=iso(shown[1]), mirror=mirror)


def _address(start: bytes) -> bytes:
    return start + b"/" if start in (b"http:/", b"https:/") else start


def original(url: str) -> str:
    """An address out of an archive's: `http:/x` is what is left of `http://x` where slashes were
    merged."""
    return re.sub(r"^(https?:)/(?!/)", r"\1//", url)


def iso(stamp: str) -> str:
    """A time such as 20090131120000, which may lack its end, or 2009.01.31-120000, as ISO."""
    stamp = re.sub(r"\D", "", stamp)
    whole = (stamp + "00000101000000"[len(stamp) :]) if len(stamp) >= 4 else stamp
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:8]}T{whole[8:10]}:{whole[10:12]}:{whole[12:14]}Z"
