"""What the first bytes of a file tell of it."""

from __future__ import annotations

import codecs
import re

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


_FEED = lazy_pattern(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)


def is_feed(data: bytes) -> bool:
    """Whether the bytes are an RSS or Atom feed."""
    return bool(_FEED.search(data[:2000])) and b"<html" not in data[:1000].lower()
