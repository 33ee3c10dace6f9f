"""What kind of file a capture is: a page, a feed, a picture, a script …"""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from migrator.filetypes.signatures import by_magic, is_feed, utf16
from migrator.joomla import uri
from migrator.joomla.private_files import HEAD, PrivateFile, private_file
from migrator.model import Capture
from migrator.patterns import lazy_pattern

#: An element that pages have.
_HTML = lazy_pattern(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|ul|li|h[1-6]|article|section|span|a|br|form|font|center)\b",
    re.I,
)
#: What a name's suffix says where the bytes and the server say nothing.
_SUFFIXES = {
    "css": "style sheet",
    "js": "script",
    "json": "data",
    "txt": "text",
    "svg": "image",
    "xml": "data",
    "ico": "image",
    "woff": "font",
    "ttf": "font",
    "eot": "font",
    "map": "data",
    "jsonl": "data",
    "ndjson": "data",
    "htc": "script",
    "vcf": "contact card",
    "ics": "calendar",
    # sources of a site that was built, which repositories keep beside its pages
    "scss": "style sheet",
    "sass": "style sheet",
    "less": "style sheet",
    "ts": "script",
    "md": "document",
    "markdown": "document",
    "rst": "document",
    "yml": "data",
    "yaml": "data",
    "toml": "data",
    "ini": "data",
    "htaccess": "data",
    "sh": "program",
    "py": "program",
    "rb": "program",
}
#: What savers and editors add to the name of a file that they keep beside a new one.
_KEPT_COPY = lazy_pattern(r"(?:\.(?:orig|bak|old)|~)$", re.I)


#: Where the name of a file ends and a query begins, or what stands for one: savers that replace `?`
#: write `mootools.js__ff6897` and `style.css_2`.
_NAME_ENDS = lazy_pattern(r"[?#@]|(?<=\.js)_|(?<=\.css)_", re.I)


def _is_json(data: bytes) -> bool:
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


#: What stands between the braces of a style sheet's rule: nothing, or a property first.
_CSS_DECLARATIONS = lazy_pattern(rb"\s*(?:[-\w*]+\s*:|$)")
#: Share of a text that rules make up in a style sheet; of pages and their texts none has a tenth.
_CSS_SHARE = 0.5


def _is_style_sheet(data: bytes) -> bool:
    """Whether a text is a style sheet, whatever it is called: scripts deliver some
    (`css.php?group=typo.css`), and copies of them have names of their own (`style.css_old`)."""
    first, *others = data[:100000].split(b"/*")
    text = first + b"".join(piece.partition(b"*/")[2] for piece in others)
    rules = 0
    for piece in text.strip().split(b"}"):
        _, brace, declarations = piece.rpartition(b"{")
        if brace and _CSS_DECLARATIONS.match(declarations):
            rules += len(piece) + 1
    return rules > _CSS_SHARE * len(text)


def private(capture: Capture) -> PrivateFile | None:
    """What kind of private file (dump, backup, configuration, log) a capture is; None for any
    other."""
    return private_file(capture.source, capture.data[:HEAD])


#: Kinds of bytes that hold no page, whatever they are called.
_NO_PAGE = ("binary file", "empty file", "archive", "database")
_PAGE_SUFFIX = lazy_pattern(r"\.(?:x?html?|shtml)$", re.I)
_SCRIPT_SUFFIX = lazy_pattern(r"\.(?:php\d?|aspx?|jsp)$", re.I)


def is_lost_page(capture: Capture, kind_by_content: str) -> bool:
    """Whether a capture calls itself a page, by its name, its type or its address, and is none by
    its bytes (`kind_by_content`): a page that was lost, not a file of the site. An empty answer
    that came with a status is what the site sent."""
    if kind_by_content not in _NO_PAGE or (
        kind_by_content == "empty file" and capture.status is not None
    ):
        return False
    declared = (capture.content_type or "").partition(";")[0].strip().lower()
    if declared:
        return declared in ("text/html", "application/xhtml+xml")
    name, _, query = capture.source.replace("@", "?").partition("?")
    if _PAGE_SUFFIX.search(capture.source) or _PAGE_SUFFIX.search(name):
        return True
    path = uri.parts(capture.url or "").path
    return any(
        _PAGE_SUFFIX.search(p) or (_SCRIPT_SUFFIX.search(p) and not query) for p in (name, path)
    )


_TYPES_OF_SCRIPTS = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
)
_FAMILIES = ("image/", "font/", "audio/", "video/")


def _kind_of_type(declared: str) -> str | None:
    """What sort of file a media type says that something is; None for types that say nothing: a
    server gives pages as text/plain, and anything as text/html."""
    if declared.startswith(_TYPES_OF_SCRIPTS):
        return "script or style sheet"
    return declared.partition("/")[0] if declared.startswith(_FAMILIES) else None


def kind(capture: Capture) -> str:
    """page, feed, data, or what sort of file it is."""
    if order := utf16(capture.data):
        capture = replace(capture, data=capture.data[:200000].decode(order, "ignore").encode())
    head = capture.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "page"
    if head[:5].lower() == b"<?php":
        return "program"
    declared = (capture.content_type or "").partition(";")[0].strip().lower()
    if magic := by_magic(capture.data):
        return magic
    if is_feed(capture.data):
        return "feed"
    name = _KEPT_COPY.sub("", _NAME_ENDS.split(capture.source)[0])
    suffix = name.rpartition(".")[2].lower()
    if declared in ("application/json", "text/json") or (
        head[:1] in (b"{", b"[") and (suffix == "json" or _is_json(capture.data))
    ):
        return "data"
    if stated := _kind_of_type(declared):
        return stated
    if head.startswith(b"<?xml") and not _HTML.search(capture.data[:20000]):
        return "data"
    if declared == "text/plain" and not head.startswith(b"<"):
        return "text" if head else "empty file"
    if suffix in _SUFFIXES and not declared.startswith("text/html"):
        return _SUFFIXES[suffix]
    if b"\x00" in head[:1000] and not _HTML.search(head):
        return "binary file"
    if _HTML.search(capture.data[:200000]) or declared in ("text/html", "application/xhtml+xml"):
        return "page"
    if _is_style_sheet(capture.data):
        return "style sheet"
    return "text" if capture.data.strip() else "empty file"
