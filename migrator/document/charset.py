"""Which characters the bytes of a page mean.

The order is the WHATWG's: byte order mark, HTTP header, `<meta>`, valid UTF-8, then the code page
of the page's language. What pages of this age really did is honoured: ISO-8859-1 means
windows-1252, and UTF-8 pages hold stray bytes of windows-1252, which are read as such one by one
and counted."""

from __future__ import annotations

import codecs
import re
from functools import cache

from migrator.document.mojibake import characters
from migrator.filetypes import utf16
from migrator.model import Note
from migrator.patterns import lazy_pattern

_META = lazy_pattern(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]+)", re.I)
_COMMENT = lazy_pattern(rb"<!--.*?-->", re.S)
_XML = lazy_pattern(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]+)", re.I)
_LANG = lazy_pattern(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman",
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5", "csbig5"), "big5hkscs"),
    "utf8": "utf-8",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
#: The Windows code page that is meant where bytes 80 to 9F stand in a page of an ISO charset, which
#: has no characters there; and the bytes of letters that only the Windows page has in this place:
#: one of them proves the whole page, else it is only punctuation that came from elsewhere (Word).
_WINDOWS = {
    "iso-8859-2": ("windows-1250", b"\x8a\x8c\x8d\x8e\x8f\x9a\x9c\x9d\x9e\x9f"),
    "iso-8859-4": ("windows-1257", b""),
    "iso-8859-7": ("windows-1253", b"\xa2"),
    "iso-8859-8": ("windows-1255", b""),
    "iso-8859-13": ("windows-1257", b""),
    "iso-8859-15": ("windows-1252", b""),
}
_WINDOWS_BYTES = lazy_pattern(rb"[\x80-\x9f]")
#: Spellings of Windows code pages: `x-cp1251`, `win-1251`, `cp-1251`.
_WINDOWS_NAME = lazy_pattern(r"(?:x-)?(?:cp|win|windows)[-_]?(125[0-8]|874)")
#: C1 control characters as the characters of windows-1252 that were meant, as in browsers for
#: `&#146;`; the five that windows-1252 lacks stay.
_C1 = {
    code: character
    for code, character in enumerate(characters("cp1252")[0x80:0xA0], 0x80)
    if character != chr(code)
}
#: Looked for first: to translate a page takes as long as to parse it three times.
_C1_CHARACTER = lazy_pattern(f"[{''.join(map(chr, _C1))}]")
_CODE_PAGES = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), "windows-1251"),
    **dict.fromkeys(("cs", "sk", "pl", "hu", "ro", "hr", "sl", "bs", "sq"), "windows-1250"),
    **dict.fromkeys(("lt", "lv", "et"), "windows-1257"),
    "el": "windows-1253",
    "tr": "windows-1254",
    "az": "windows-1254",
    "he": "windows-1255",
    "ar": "windows-1256",
    "fa": "windows-1256",
    "vi": "windows-1258",
    "th": "cp874",
    "ja": "cp932",
    "ko": "cp949",
    "zh": "gb18030",
}


def decode(data: bytes, http: str | None = None) -> tuple[str, str, tuple[Note, ...]]:
    """The text of `data`, the charset it was read by, and notes on what was not as stated.

    `http` is the charset of the Content-Type header, where a capture has one.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), name, ()
    if order := utf16(data):
        return data.decode(order, "replace"), order, ()
    stated = _known(http) or _of_meta(data[:8192]) or _known(_first(_XML, data[:200]))
    if stated and stated != "utf-8":
        return _by_statement(data, stated)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    data, joined = _rejoin(data)
    text, strays = _mixed(data)
    if joined and not strays:
        return (
            text,
            "utf-8",
            (
                Note(
                    "charset-split",
                    f"{joined} characters had been cut by a space and were put together again",
                    "info",
                ),
            ),
        )
    multibyte = sum(1 for c in text if c > "\x7f") - strays
    if stated or multibyte > strays:
        note = Note(
            "charset-mixed",
            f"{strays} bytes are not UTF-8; each was read as windows-1252",
            "warning",
        )
        return text, "utf-8", (note,)
    page = _CODE_PAGES.get((_first(_LANG, data[:4096]) or "").lower()) or _guess(data)
    note = Note("charset-guessed", f"no charset is stated; read as {page}", "warning")
    return data.decode(page, "replace"), page, (note,)


def _of_meta(head: bytes) -> str | None:
    """The first charset that is one in `<meta>`, as browsers look for it: not within comments."""
    matches = _META.finditer(_COMMENT.sub(b"", head) if b"<!--" in head else head)
    return next((name for m in matches if (name := _known(m[1].decode("ascii")))), None)


def _by_statement(data: bytes, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """A legacy charset is stated; bytes that are well-formed UTF-8 with several sequences prove the
    statement a lie."""
    try:
        text = data.decode("utf-8")
        if sum(1 for c in text if c > "\x7f") >= 2:
            return (
                text,
                "utf-8",
                (Note("charset-lie", f"the page says {name} but is UTF-8", "warning"),),
            )
    except UnicodeDecodeError:
        pass
    if name == "windows-1252":
        return "".join(_CP1252[b] for b in data), name, ()
    if name in _WINDOWS and _WINDOWS_BYTES.search(data):
        return _of_windows(data, name)
    return data.decode(name, "replace"), name, ()


def _of_windows(data: bytes, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """The text of a page that states an ISO charset and has bytes of the Windows page."""
    page, letters = _WINDOWS[name]
    of_page, of_name = characters(page), characters(name)
    if any(byte in data for byte in letters):
        table, used = of_page, page
    else:
        table, used = [*of_name[:0x80], *of_page[0x80:0xA0], *of_name[0xA0:]], name
    note = Note(
        "charset-lie", f"the page says {name} but has characters of {page}, and was read so", "info"
    )
    return "".join(table[b] for b in data), used, (note,)


def without_c1(text: str) -> tuple[str, Note | None]:
    """`text` with C1 control characters, which mean nothing in HTML, as the punctuation of
    windows-1252 that was meant, and a note; Joomla's own migrator from 1.0 to 1.5 wrote them."""
    characters = _C1_CHARACTER.findall(text)
    if not characters:
        return text, None
    return text.translate(_C1), Note(
        "charset-c1",
        f"{len(characters)} control characters (U+0080 to U+009F) were read as windows-1252's, "
        "for example quotation marks",
        "info",
    )


def _first(pattern: re.Pattern[bytes], data: bytes) -> str | None:
    match = pattern.search(data)
    return match[1].decode("ascii") if match else None


@cache
def _known(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    if windows := _WINDOWS_NAME.fullmatch(name):
        name = f"windows-{windows[1]}" if windows[1] != "874" else "cp874"
    name = _ALIASES.get(name, name)
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return name


_CP1252 = characters("cp1252")


_SPLIT = lazy_pattern(
    rb"([\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})( |<br "
    rb"?/?>)([\x80-\xbf]{1,3})"
)


def _rejoin(data: bytes) -> tuple[bytes, int]:
    """Characters that a comment system cut with a space, when it broke long words by bytes, put
    together; and how many."""
    count = 0

    def join(match: re.Match[bytes]) -> bytes:
        nonlocal count
        first_byte = match[1][0]
        need = 2 if first_byte < 0xE0 else 3 if first_byte < 0xF0 else 4
        if len(match[1]) + len(match[3]) != need:
            return match[0]
        count += 1
        return match[1] + match[3]

    return _SPLIT.sub(join, data), count


def _mixed(data: bytes) -> tuple[str, int]:
    """UTF-8 with each byte that is not taken as windows-1252, and how many those were."""
    out: list[str] = []
    strays = place = 0
    while place < len(data):
        try:
            out.append(data[place:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(data[place : place + error.start].decode("utf-8"))
            bad = data[place + error.start : place + error.end]
            out.extend(_CP1252[b] for b in bad)
            strays += len(bad)
            place += error.end
            if strays > 2000:
                out.append(data[place:].decode("utf-8", "replace"))
                break
    return "".join(out), strays


def _guess(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:65536]).best()
    return best.encoding if best and best.encoding != "ascii" else "windows-1252"
