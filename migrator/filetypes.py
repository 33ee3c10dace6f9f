"""What a file is, by looking at it."""

from __future__ import annotations

import codecs
import mimetypes
import re
from dataclasses import replace

import msgspec

from migrator import filetypes
from migrator.joomla import uri
from migrator.joomla.private_files import HEAD, PrivateFile, private_file
from migrator.model import Capture
from migrator.patterns import lazy_pattern

_MAGIC = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "media"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BM", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"ID3", "audio"),
    (b"OggS", "media"),
    (b"\xd0\xcf\x11\xe0", "document"),
    (b"FWS", "flash"),
    (b"CWS", "flash"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"BZh", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"JPA", "archive"),
    (b"ZIM\x04", "archive"),
    (b"SQLite format 3\x00", "database"),
)
_HTML = lazy_pattern(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|ul|li|h[1-6]|article|section|span|a|br|form|font|center)\b",
    re.I,
)
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


#: Brands of files in boxes (ISO 14496-12) that are pictures: AVIF, and what telephones write.
_PICTURE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1")
_SVG = lazy_pattern(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>|<!--.*?-->|<!DOCTYPE\s+svg[^>]*>|\s)*<svg[\s>/]",
    re.S | re.I,
)


def is_svg(data: bytes) -> bool:
    """Whether some bytes begin as an SVG document."""
    return _SVG.match(data[:4000]) is not None


def by_magic(data: bytes) -> str | None:
    """What sort of file some bytes are by how they begin, None where that does not tell."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp":
        return "image" if data[8:12] in _PICTURE_BRANDS else "video"
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


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


def utf16(data: bytes) -> str | None:
    """The byte order of a page in UTF-16, by its mark or by its first `<`; None where it is not in
    UTF-16."""
    if data.startswith(codecs.BOM_UTF16_LE) or re.match(
        rb"(?:\s\x00){0,8}<\x00[!a-zA-Z?]\x00", data
    ):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or re.match(
        rb"(?:\x00\s){0,8}\x00<\x00[!a-zA-Z?]", data
    ):
        return "utf-16-be"
    return None


def is_lost_page(capture: Capture, kind_by_content: str) -> bool:
    """Whether a capture calls itself a page, by its name, its type or its address, and what was
    `found` in it is none: a page that was lost, not a file of the site. An empty answer that came
    with a status is what the site sent."""
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
    if filetypes.is_feed(capture.data):
        return "feed"
    name = _KEPT_COPY.sub("", _NAME_ENDS.split(capture.source)[0])
    suffix = name.rpartition(".")[2].lower()
    if declared in ("application/json", "text/json") or (
        head[:1] in (b"{", b"[") and (suffix == "json" or _is_json(capture.data))
    ):
        return "data"
    if declared.startswith(
        (
            "text/css",
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "image/",
            "font/",
            "audio/",
            "video/",
        )
    ):
        return (
            declared.partition("/")[0]
            if not declared.startswith(("text/", "application/"))
            else "script or style sheet"
        )
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


#: What bytes begin with: media type, and the suffixes that files of the type have.
_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg", "jpe")),
    (b"GIF8", "image/gif", ("gif",)),
    (b"BM", "image/bmp", ("bmp",)),
    (b"\x00\x00\x01\x00", "image/x-icon", ("ico",)),
    (b"%PDF", "application/pdf", ("pdf",)),
    (b"ID3", "audio/mpeg", ("mp3",)),
    (b"OggS", "audio/ogg", ("ogg", "oga", "ogv")),
    (b"FWS", "application/x-shockwave-flash", ("swf",)),
    (b"CWS", "application/x-shockwave-flash", ("swf",)),
    (b"wOFF", "font/woff", ("woff",)),
    (b"wOF2", "font/woff2", ("woff2",)),
    (b"Rar!", "application/vnd.rar", ("rar",)),
    (b"\x1f\x8b", "application/gzip", ("gz", "tgz")),
)


def format_of(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Media type and usual suffixes of some bytes by how they begin; None where they may be of
    several types (a zip is many documents)."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", ("webp",)
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif", ("avif",)
    if is_svg(data):
        return "image/svg+xml", ("svg",)
    return next(
        ((type_, suffixes) for magic, type_, suffixes in _FORMATS if data.startswith(magic)), None
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


_MEDIA_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_OF_PAGES = ("text/css", "text/javascript", "application/javascript")


def is_named_like_a_file(name: str) -> bool:
    """Whether a capture's name is that of a picture, a document, a style sheet or a script: of
    something that is no page, whatever its address answers."""
    guess, _ = mimetypes.guess_type(re.split(r"[?#@]", name)[0])
    return guess is not None and guess.startswith((*_MEDIA_TYPES, *_OF_PAGES))


_SAVERS_OWN = lazy_pattern(
    r"(?:^|/)(?:hts-cache/[^/]*|hts-(?:log|err)\.txt|hts-in_progress\.lock|hts-nodeleted|cookies\.txt"
    r"|wget-log(?:\.\d+)?|[^/]*\.log|[^/]*\.cdxj?|backblue\.gif|fade\.gif"
    r"|_vti_(?:bin|cnf|pvt|script|txt)/[^/]*"  # what FrontPage keeps of each file
    r"|(?:readme|license|copying|changelog|install|authors)(?:\.(?:txt|md|rst))?)$",
    re.I,
)


def is_named_like_a_log(name: str) -> bool:
    """Whether a file is called like one that a saver or a crawler writes for itself: logs, lists,
    caches; or like one that goes with a set of files (README)."""
    return bool(_SAVERS_OWN.search(name))


#: Pages that HTTrack 3.42 to 3.49 writes beside the sites that it mirrors: its index of them, of
#: several projects, and the page that stands for what it did not fetch.
_SAVERS_PAGE = lazy_pattern(
    rb"<title>(?:Local index|List of available projects|Page not retrieved!) - HTTrack Website "
    rb"Copier</title>",
    re.I,
)


def is_savers_page(data: bytes) -> bool:
    """Whether a page is a saver's own and none of the site."""
    head = data[:3000]
    return b"HTTrack" in head and _SAVERS_PAGE.search(head) is not None


_SIGN = lazy_pattern(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)


def is_feed(data: bytes) -> bool:
    """Whether the bytes are an RSS or Atom feed."""
    return bool(_SIGN.search(data[:2000])) and b"<html" not in data[:1000].lower()
