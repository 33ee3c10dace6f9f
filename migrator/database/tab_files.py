r"""Rows of a table in a text file of their own, without names of columns: what `mysqldump --tab`
and `SELECT … INTO OUTFILE` leave, and exports as CSV without a first line of names.

Values stand between tabs, or between commas or semicolons and then in double quotes; a backslash
stands before what would end a value, `\N` for no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from migrator.database.sql_buffer import MAX_ROW, Buffer, Stream
from migrator.database.sql_values import Values

_BETWEEN_TABS = re.compile(rb"((?>(?:[^\\\n]++|\\.)*))\n", re.S)
_IN_QUOTES = re.compile(rb'((?>(?:[^\\\n"]++|\\.|"(?>(?:[^"\\]++|\\.|"")*)")*))\n', re.S)
_TAB_VALUE = re.compile(rb"((?>(?:[^\\\t]++|\\.)*))(?:\t|\Z)", re.S)
_QUOTED_VALUE = re.compile(
    rb'("(?>(?:[^"\\]++|\\.|"")*)"|(?>(?:[^\\,;\t"]++|\\.)*))(?:[,;\t]|\Z)', re.S
)
_ESCAPE = re.compile(rb"\\(.)", re.S)
_LETTERS = {b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a"}


def rows(
    stream: Stream, columns: int, lost: Callable[[int], None], quoted: bool | None = None
) -> Iterator[Values]:
    """The rows of `columns` values each; `lost` is called with the byte at which one that has not
    so many begins. Whether values stand in `quoted` form is told by the first lines, unless it is
    given."""
    buffer = Buffer(stream)
    buffer.ensure(1)
    if quoted is None:
        quoted = buffer.data[:1] == b'"' or b',"' in buffer.data[:4096].partition(b"\n")[0]
    line, value = (_IN_QUOTES, _QUOTED_VALUE) if quoted else (_BETWEEN_TABS, _TAB_VALUE)
    while not buffer.at_end():
        start = buffer.offset
        while not (match := buffer.match(line)):
            if buffer.size > MAX_ROW or not buffer.fill(buffer.size):
                break
        text = match[1] if match else buffer.data[buffer.position :]
        buffer.position += len(text) + (1 if match else 0)
        values = [_value(v) for v in _split(value, text.removesuffix(b"\r") if quoted else text)]
        if len(values) == columns:
            yield values
        elif text.strip():
            lost(start)


def _split(value: re.Pattern[bytes], text: bytes) -> list[bytes]:
    """The values of a line as they are written. The pattern matches once more, with nothing, where
    the last value ends with the line."""
    values, position = [], 0
    while match := value.match(text, position):
        values.append(match[1])
        position = match.end()
        if position == len(text) and position == match.end(1):
            break
    return values


def _value(raw: bytes) -> bytes | None:
    """A value without its quotes and backslashes."""
    if raw in (b"\\N", b"NULL"):
        return None
    if raw[:1] == b'"' and raw[-1:] == b'"' and len(raw) > 1:
        raw = raw[1:-1].replace(b'""', b'"')
    return _ESCAPE.sub(lambda m: _LETTERS.get(m[1], m[1]), raw) if b"\\" in raw else raw
