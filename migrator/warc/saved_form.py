"""A capture as the site sent it, without what its saver did to the bytes: gzip that was never
undone (wget without `--compression`, downloaders of the Wayback Machine), the answer's headers in
front of the page (`wget --save-headers`, `curl -i`), what a web archive adds to the pages that it
shows."""

from __future__ import annotations

import re
from dataclasses import replace

from migrator.document import wayback_pages
from migrator.model import Capture
from migrator.patterns import lazy_pattern
from migrator.warc import http

_ANSWER = lazy_pattern(rb"HTTP/\d(?:\.\d)? \d{3}[^\r\n]*\r?\n[\w-]+:")
#: Answers in front of the last one: `curl -iL` writes the redirects that it followed.
_ANSWERS = 20
_GZIP = b"\x1f\x8b\x08"
_PACKED_NAME = lazy_pattern(r"\.(?:tar\.gz|tgz|warc\.gz|arc\.gz|sql\.gz|svgz)$", re.I)


def original(capture: Capture) -> Capture:
    """`capture` as the site sent it; as it is where its saver changed nothing."""
    if _ANSWER.match(capture.data[:500]):
        capture = _without_headers(capture)
    return wayback_pages.undo(unpacked(capture))


def _without_headers(capture: Capture) -> Capture:
    """The page behind the headers that wget or curl wrote before it, with what the last say."""
    answer = http.parse(capture.data)
    for _ in range(_ANSWERS):
        if not _ANSWER.match(answer.body[:500]):
            break
        answer = http.parse(answer.body)
    return replace(
        capture,
        data=answer.body,
        status=capture.status or answer.status,
        content_type=capture.content_type or answer.headers.get("content-type"),
        location=capture.location or answer.headers.get("location"),
        faults=(*capture.faults, *answer.faults),
    )


def unpacked(capture: Capture) -> Capture:
    """The text in a gzip, which a page or feed is; a gzip of something else is a file that the site
    offered."""
    if not capture.data.startswith(_GZIP) or _PACKED_NAME.search(capture.source):
        return capture
    data, faults = http.undo(capture.data, {"content-encoding": "gzip"})
    head = data[:1000]
    if not data or b"\x00" in head or b"<" not in head:
        return capture
    return replace(capture, data=data, faults=(*capture.faults, *faults))
