"""Files of values whose first line names the columns: CSV exports (phpMyAdmin, Adminer, HeidiSQL),
and what the client `mysql --batch` writes."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

from migrator.database import door, tab_files
from migrator.database.exports import MAX_OBJECT, RawStream, Rows
from migrator.database.sql_buffer import Stream
from migrator.database.sql_dump import Loss

_FIRST_LINE = re.compile(rb'\A"?\w+"?(?:[,;\t]"?\w+"?){2,}\s*[\r\n]')


def is_csv(head: bytes) -> bool:
    """Whether a file begins with a line that names columns."""
    return bool(_FIRST_LINE.match(head))


#: A quote within a value behind a backslash; a value may end with a backslash.
_ESCAPED_QUOTE = re.compile(rb'\\"(?![,;\t\r\n])')
_WORD = re.compile(r"[A-Za-z_]\w*")
_QUOTED = re.compile(rb'(?:^|\t)"[^"\t\n]*"(?:[\t\r\n]|\Z)', re.M)
_NAMES = re.compile(rb'\A"?[A-Za-z_]\w*+"?(?:[,;\t]"?[A-Za-z_]\w*+"?)+\s*[\r\n]')


def names_columns(name: str, head: bytes) -> bool:
    """Whether the file of one table, called by it, begins with names of columns and not with a row:
    no row of the tables that come in is without a number. Those of others may be two words."""
    return door.split_name(door.called_table(name)) is not None and bool(_NAMES.match(head))


def _csv_table(line: str, name: str) -> tuple[str, list[str], str]:
    """Table, columns and separator of a first line. phpMyAdmin calls the file by its table; where
    `name` tells none, it is the known table most of whose columns the line names. A table that is
    no part of a site has no name."""
    separator = max(",;\t", key=line.count)
    columns = next(csv.reader([line], delimiter=separator), [])
    named = set(columns)
    called = door.called_table(name)
    split = door.split_name(called)
    if split and door.TABLES[split[1]].key in named:
        return called, columns, separator
    best = max(
        door.TABLES,
        key=lambda t: (
            len(door.TABLES[t].names & named),
            len(door.TABLES[t].names & named) / len(door.TABLES[t].names),
        ),
    )
    columns_known = door.TABLES[best].names
    is_table = (
        len(columns_known & named) >= max(3, 0.6 * len(columns_known))
        and door.TABLES[best].key in named
    )
    return best if is_table else "", columns, separator


def _is_batch(head: bytes) -> bool:
    r"""Whether a file is what `mysql --batch` writes: values between tabs, none in quotes, line
    ends and tabs within one as `\n` and `\t`."""
    names, _, rest = head.partition(b"\n")
    return b"\t" in names and b'"' not in names and not _QUOTED.search(rest)


def csv_rows(stream: Stream, head: bytes, losses: list[Loss], name: str = "") -> Rows:
    r"""The rows of a CSV export called `name` whose first line names the columns; NULL is `NULL` or
    `\N`. Those of a table that is no part of a site have no name."""
    line = head.lstrip(b"\xef\xbb\xbf").splitlines()[0].decode("ascii", "replace")
    table, columns, separator = _csv_table(line, name)
    if _is_batch(head):
        return _batch_rows(stream, table, columns, losses)
    return _quoted_rows(stream, head, (table, columns, separator), losses)


def _batch_rows(stream: Stream, table: str, columns: list[str], losses: list[Loss]) -> Rows:
    def lost(offset: int) -> None:
        losses.append(Loss(table, offset, "a row is torn"))

    rows = tab_files.rows(stream, len(columns), lost, quoted=False)
    for values in islice(rows, 1, None):
        texts = [None if v is None else v.decode("utf-8", "replace") for v in values]
        yield table, dict(zip(columns, texts, strict=True))


def _begins_table(row: list[str], columns: list[str]) -> bool:
    """Whether a row of a file of all tables names the columns of the next one: words alone, and
    more than two, or two where rows have another number of values."""
    return (len(row) > 2 or len(row) == 2 != len(columns)) and all(map(_WORD.fullmatch, row))


def _quoted_rows(
    stream: Stream, head: bytes, layout: tuple[str, list[str], str], losses: list[Loss]
) -> Rows:
    table, columns, separator = layout
    csv.field_size_limit(MAX_OBJECT)
    text = io.TextIOWrapper(
        io.BufferedReader(RawStream(stream)), "utf-8-sig", "replace", newline=""
    )
    escaped = _ESCAPED_QUOTE.search(head) is not None
    reader = csv.reader(
        text, delimiter=separator, doublequote=not escaped, escapechar="\\" if escaped else None
    )
    try:
        next(reader, None)
        for row in reader:
            if _begins_table(row, columns):
                table, columns, _ = _csv_table(separator.join(row), "")
            elif len(row) == len(columns):
                yield (
                    table,
                    {
                        c: None if v in ("NULL", "\\N") else v
                        for c, v in zip(columns, row, strict=True)
                    },
                )
            elif row and table:
                losses.append(
                    Loss(
                        table,
                        0,
                        f"line {reader.line_num} has {len(row)} values for {len(columns)} columns",
                    )
                )
    except csv.Error as error:
        losses.append(Loss(table, 0, f"the CSV is damaged ({error})"))
