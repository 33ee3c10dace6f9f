"""Tables that a text browser drew with spaces: their rows, where the columns are certain.

Facts seen in the output of w3m 0.5.3, lynx 2.9, links 2.29 and inscriptis 2.7: a column is as wide
as its widest cell, one space or two lie between columns, w3m and lynx centre the heads."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.textdump.lines import Line, width

#: Rows of a table, at least: two lines have a space below a space too often.
_ROWS = 3
#: Rows and columns of a page of text beyond which nothing is compared column by column: the widest
#: page that browsers were asked for in dumps is 2,000 columns.
_MOST = 5000
_WIDEST = 2000
#: Letters of a cell at most: columns of prose beside each other are no table.
_CELL = 60
#: The share of the rows that have two cells or more, and of those that fill the first column.
_FILLED = 0.7
#: Spaces between two words that only columns have, in one row at least.
_WIDE = 2
#: Fills the second column of a wide letter.
_FILLER = "\u0000"


def rows_of(lines: Sequence[Line]) -> list[list[str]]:
    """The rows of a table that `lines` draw with spaces, empty where they may be something else.

    Columns are certain where a gap goes through all rows, one row at least has more than one space
    there, and no cell is as long as prose."""
    if not _ROWS <= len(lines) <= _MOST or max(line.end for line in lines) > _WIDEST:
        return []
    if not all(map(is_as_drawn, lines)):
        return []
    rows = [_spread(line.raw.rstrip()) for line in lines]
    if not any("  " in row.strip() for row in rows) or any("\t" in row for row in rows):
        return []
    edges = _edges(rows)
    table = [_cells(row, edges) for row in rows]
    several = sum(1 for cells in table if sum(map(bool, cells)) > 1)
    named = sum(1 for cells in table if cells[0])
    if min(several, named) < _FILLED * len(table) or not _are_wide(rows, edges):
        return []
    if any(len(cell) > _CELL for cells in table for cell in cells):
        return []
    return table


def is_as_drawn(line: Line) -> bool:
    """Whether a line is nothing but what the dumper drew: not joined, without bullet and links."""
    return " ".join(line.raw.split()) == line.text


def _spread(row: str) -> str:
    """A row in which each letter takes one place for each column that it is wide."""
    if row.isascii():
        return row
    return "".join(letter + _FILLER * (width(letter) - 1) for letter in row)


def _edges(rows: Sequence[str]) -> list[tuple[int, int]]:
    """The gaps that go through all rows, as their first column and the one behind their last."""
    end = max(map(len, rows))
    blank = [all(row[column : column + 1] in ("", " ") for row in rows) for column in range(end)]
    starts = [column for column in range(1, end) if blank[column] and not blank[column - 1]]
    stops = [column for column in range(1, end) if not blank[column] and blank[column - 1]]
    if blank[0]:
        stops = stops[1:]
    return list(zip(starts, stops, strict=False))


def _cells(row: str, edges: Sequence[tuple[int, int]]) -> list[str]:
    starts = [0, *(after for _, after in edges)]
    stops = [*(first for first, _ in edges), len(row)]
    return [
        row[start:stop].replace(_FILLER, "").strip()
        for start, stop in zip(starts, stops, strict=True)
    ]


def _are_wide(rows: Sequence[str], edges: Sequence[tuple[int, int]]) -> bool:
    """Whether each gap is wider than between two words, in one row between two cells."""
    for first, after in edges:
        for row in rows:
            before = row[:first].rstrip()
            if before.strip() and row[after:].strip() and after - len(before) >= _WIDE:
                break
        else:
            return False
    return bool(edges)
