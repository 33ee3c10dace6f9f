"""Text that was UTF-8, was read as an old code page and stored so ("cafÃ©", "РїСЂРёРІРµС‚"), put
right where that is certain.

It is certain for a whole page where nearly all of its letters beyond ASCII are such pairs, and for
words of four or more pairs in a row that give letters of one other script, with the words beside
them: no language writes so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from migrator.model import Note
from migrator.patterns import lazy_pattern

#: Code pages that UTF-8 was taken for, the most frequent first; how much of a page's letters must
#: be pairs.
_PAGES = {"cp1252": 0.6, "cp1251": 0.9, "cp1250": 0.9, "cp1253": 0.9, "cp1254": 0.9}
#: First bytes of the letters of Greek, Cyrillic, Hebrew and Arabic.
_SCRIPTS = bytes((0xCE, 0xCF, 0xD0, 0xD1, 0xD7, 0xD8, 0xD9))
_ASCII = bytes(range(128))
#: Letters beyond ASCII that tell what a page is.
_SAMPLE = 400


def characters(page: str) -> list[str]:
    """The 256 characters of a code page; bytes that it leaves open are control characters, as in
    browsers."""
    return [_character(bytes([b]), page) for b in range(256)]


def _character(byte: bytes, page: str) -> str:
    try:
        return byte.decode(page)
    except UnicodeDecodeError:
        return chr(byte[0])


@dataclass(frozen=True, slots=True)
class _CodePage:
    """How UTF-8 looks in a code page: the bytes of its characters, one letter of two or more; the
    first characters of letters of other scripts, four of them in a row, and those with the words
    beside them."""

    bytes_of: dict[str, int]
    pair: re.Pattern[str]
    leads: str
    sure: re.Pattern[str]
    stretch: re.Pattern[str]
    share: float


@cache
def _code_page(name: str) -> _CodePage:
    all_ = characters(name)
    controls = [chr(b) for b in range(0x80, 0xA0)]  # as PHP's utf8_encode wrote these bytes
    heads = re.escape("".join(all_[0xC2:0xF5]))
    rest = re.escape("".join(dict.fromkeys([*all_[0x80:0xC0], *controls])))
    leads = "".join(all_[b] for b in _SCRIPTS)
    letter, gap = f"(?:[{re.escape(leads)}][{rest}])", r"[\s,.!?:;-]{1,3}"
    stretch = f"(?:{letter}+{gap}){{0,9}}{letter}{{4,}}(?:{gap}{letter}+)*"
    return _CodePage(
        {c: ord(c) for c in controls} | {c: b for b, c in enumerate(all_)},
        re.compile(f"[{heads}][{rest}]{{1,3}}"),
        leads,
        re.compile(f"{letter}{{4}}"),
        re.compile(stretch),
        _PAGES[name],
    )


#: How often text was stored wrongly at most: three layers have been reported.
_LAYERS = 3


def repair(text: str) -> tuple[str, Note | None]:
    """`text` put right, and a note with one example; as it was where nothing is certain. Text that
    went wrong several times is put right as often."""
    first: Note | None = None
    for _ in range(_LAYERS):
        text, note = _repaired(text)
        first = first or note
        if note is None:
            break
    return text, first


def _repaired(text: str) -> tuple[str, Note | None]:
    if text.isascii():
        return text, None
    beyond = text.encode("utf-8", "ignore").translate(None, _ASCII).decode("utf-8")
    for name in _PAGES:
        page = _code_page(name)
        if (
            _share(beyond[:_SAMPLE], page) >= page.share
            and _share(" ".join(re.findall(r"[^\x00-\x7f]+", text)[:_SAMPLE]), page) >= page.share
        ):
            return _mended(text, page.pair, page, name)
    for name in ("cp1252", "cp1251", "cp1253"):
        page = _code_page(name)
        if (
            any(c in beyond for c in page.leads)
            and page.sure.search(beyond)
            and page.sure.search(text)
        ):
            return _mended(text, page.stretch, page, name)
    return text, None


def _share(letters: str, page: _CodePage) -> float:
    """How much of some letters are pairs of `page`."""
    good = [pair for pair in page.pair.findall(letters) if _once(pair, page)]
    return sum(map(len, good)) / (len(letters) - letters.count(" ")) if len(good) > 2 else 0.0


def _mended(
    text: str, pattern: re.Pattern[str], page: _CodePage, name: str
) -> tuple[str, Note | None]:
    count = 0
    example = ""

    def letter(match: re.Match[str]) -> str:
        nonlocal count
        mended = _once(match[0], page)
        count += mended is not None
        return mended or match[0]

    def mend(match: re.Match[str]) -> str:
        nonlocal example
        mended = page.pair.sub(letter, match[0])
        example = example or f"{match[0][:20]!r} to {mended[:10]!r}"
        return mended

    mended = pattern.sub(mend, text)
    return mended, Note(
        "charset-mojibake",
        (
            f"{count} characters of UTF-8 had been read as {name} and were repaired, for "
            f"example {example}"
        ),
        "warning",
    )


def _once(letters: str, page: _CodePage) -> str | None:
    """The text whose UTF-8 was read as `page`, with what follows it; None where it is none."""
    data = bytes(page.bytes_of[c] for c in letters)
    return next(
        (
            made
            for length in range(len(data), 1, -1)
            if (made := _decoded(data[:length], letters[length:])) is not None
        ),
        None,
    )


#: Letters and marks in everyday use; pairs that give others were no UTF-8.
_USUAL = lazy_pattern(
    "[\xa0-\u0131\u0134-\u017f\u0192\u0218-\u021b\u02c6\u02dc\u0386-\u03ce\u0401-\u045f\u0490\u0491\u05b0-\u05ea\u060c-\u06d2"
    "\u0e01-\ufffd\U00010000-\U0010ffff]"
)


def _decoded(data: bytes, rest: str) -> str | None:
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded + rest if _USUAL.match(decoded) else None
