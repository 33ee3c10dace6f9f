"""Media types of captures and of names."""

from __future__ import annotations

import mimetypes
import re

from migrator.filetypes.kinds import kind
from migrator.filetypes.signatures import format_of
from migrator.model import Capture
from migrator.patterns import lazy_pattern

_FILE_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_TYPES_BESIDE_PAGES = ("text/css", "text/javascript", "application/javascript")
#: How the address of a file that people download ends: documents, archives, sound and film.
DOWNLOAD = lazy_pattern(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|epub|mobi|djvu|zip|rar|7z|tar|gz|exe|"
    r"mp3|ogg|wav|wma|mp4|avi|wmv|mov|flv|swf)$",
    re.I,
)


def media_type(capture: Capture) -> str:
    """The media type of a capture: what its server said, else what its bytes are, else what its
    name says; `application/octet-stream` where nothing tells."""
    if capture.content_type:
        return capture.content_type
    what = kind(capture)
    if what == "page":
        return "text/html"
    if what == "feed":
        return "application/xml"
    if form := format_of(capture.data):
        return form[0]
    for name in (capture.url or "", capture.source):
        guess, coding = mimetypes.guess_type(re.split(r"[?#]", name)[0].rpartition("/")[2])
        if guess and not coding and guess != "text/html":
            return guess
    return "text/plain" if what == "text" else "application/octet-stream"


def is_named_like_a_file(name: str) -> bool:
    """Whether a capture's name is that of a picture, a document, a style sheet or a script: of
    something that is no page, whatever its address answers."""
    guess, _ = mimetypes.guess_type(re.split(r"[?#@]", name)[0])
    return guess is not None and guess.startswith((*_FILE_TYPES, *_TYPES_BESIDE_PAGES))
