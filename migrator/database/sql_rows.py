"""The rows of one INSERT statement: each whole row, and after a torn one the next that is whole.

A row is torn where its values are not as many as its columns: a missing quote turns words into
syntax. The rows behind it are looked for one by one, so that damage costs what it struck.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from migrator.database import sql_values
from migrator.database.sql_buffer import MAX_ROW, Buffer
from migrator.database.sql_values import Lexer, Values

#: The columns that a row may have, by their number.
Layouts = dict[int, tuple[str, ...]]

#: Where a line begins a statement that dumps have; in a string a writer of dumps escapes line ends.
STATEMENT = re.compile(
    rb"\n(?=(?:INSERT|REPLACE) |(?:CREATE|DROP|ALTER) TABLE|(?:UN)?LOCK TABLES|COPY |-- |/\*M?!)",
    re.I,
)
_ROW_START = re.compile(rb"\)\s*+,\s*+(?=\()|\n\s*+(?=\()")
#: Another row within one: by other rules for strings a torn row may reach into the next.
_NEXT_ROW = re.compile(rb"\)\s*,\s*\(['\"\d]")
_AFTER_ROW = re.compile(rb"\s*+([,;]?)\s*+")
_ROW_END = re.compile(rb"\s*+(?:[,;]|\Z)")
_TAIL = re.compile(rb"(?i)(?:ON|AS|RETURNING)\b")


def swallowed(buffer: Buffer, start: int, end: int) -> int | None:
    """Where in a stretch of the data a statement begins on a line of its own behind the end of
    another: a quote is missing before it. None where none does."""
    for mark in (b";\n", b";\r\n"):
        place = buffer.data.find(mark, start, end)
        while place >= 0:
            line = place + len(mark) - 1
            if (match := STATEMENT.match(buffer.data, line)) and match.end() < end:
                return match.end()
            place = buffer.data.find(mark, place + 1, end)
    return None


class RowReader:
    """Reads the rows that begin where `buffer` stands; `lost` is called for each torn one."""

    def __init__(self, buffer: Buffer, lexer: Lexer, lost: Callable[[str], None]) -> None:
        self._buffer, self._lexer, self._lost = buffer, lexer, lost
        #: Whether the statement's end was there: a `;`.
        self.ended = True

    def rows(self, layouts: Layouts) -> Iterator[Values]:
        """The rows of a statement; afterwards the buffer stands behind the last of them."""
        while True:
            row = self._row(layouts)
            if row is None:
                self._lost("a row is torn")
                if not self._next_row(layouts):
                    return
                continue
            yield row
            mark = self._after_row()
            if mark != b",":
                self.ended = mark == b";"
                return

    @property
    def has_tail(self) -> bool:
        """Whether something stands between the last row and the statement's end."""
        return not self.ended and self._buffer.match(_TAIL) is not None

    def _row(self, layouts: Layouts) -> Values | None:
        """The values of the row that begins here, its end passed; None where no whole row does."""
        buffer = self._buffer
        while not (match := buffer.match(self._lexer.row)):
            size = buffer.size
            if size > MAX_ROW or buffer.data[buffer.position : buffer.position + 1] not in (
                b"(",
                b"",
            ):
                return None
            if swallowed(buffer, buffer.position, len(buffer.data)) or not buffer.fill(size):
                return self._by_other_rules(layouts)
        if swallowed(buffer, match.start(), match.end()):
            return None
        values = sql_values.values(match[0][1:-1], self._lexer)
        if values is None or len(values) not in layouts:
            return self._by_other_rules(layouts)
        buffer.position = match.end()
        return values

    def _by_other_rules(self, layouts: Layouts) -> Values | None:
        """A row in the other way to write strings, where its column count fits: dumps do not always
        say which they use."""
        other = sql_values.PLAIN if self._lexer.backslashes else sql_values.BACKSLASHES
        return self._whole_row(layouts, other, go=True)

    def _whole_row(self, layouts: Layouts, lexer: Lexer, go: bool = False) -> Values | None:
        """The values of a row with the right number of them and an end behind it."""
        buffer = self._buffer
        match = buffer.match(lexer.row)
        if match is None or not _ROW_END.match(buffer.data[match.end() : match.end() + 64]):
            return None
        if swallowed(buffer, match.start(), match.end()) or (go and _NEXT_ROW.search(match[0])):
            return None
        values = sql_values.values(match[0][1:-1], lexer)
        if values is None or len(values) not in layouts:
            return None
        if go:
            buffer.position = match.end()
        return values

    def _after_row(self) -> bytes:
        self._buffer.ensure(4096)
        match = self._buffer.match(_AFTER_ROW)
        if match is None:
            return b""
        self._buffer.position = match.end()
        return bytes(match[1])

    def _next_row(self, layouts: Layouts) -> bool:
        """After a torn row: goes to the next whole row of the statement (True) or to the next
        statement (False)."""
        buffer = self._buffer
        start = buffer.position + 1
        while True:
            row = _ROW_START.search(buffer.data, start)
            statement = STATEMENT.search(buffer.data, start)
            if statement and (row is None or statement.start() <= row.start()):
                buffer.position = statement.end()
                return False
            if row is not None:
                start = buffer.position = row.end()
                buffer.ensure(1 << 18)
                start = buffer.position
                if self._whole_row(layouts, self._lexer) is not None:
                    return True
                continue
            buffer.position = max(buffer.position, len(buffer.data) - 64)
            if not buffer.fill():
                buffer.position = len(buffer.data)
                return False
            start = buffer.position
