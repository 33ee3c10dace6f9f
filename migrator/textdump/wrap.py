"""Lines that a text browser broke at a column, made whole again, and nowhere else.

A browser wraps a page at its width and a cell of a layout table at the cell's, so one text may have
several columns. A paragraph tells its column itself: every line of it ends where the next word did
not fit. Shorter runs of lines near it take its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from migrator.textdump.lines import Line, first_word, join, width


class _Run(NamedTuple):
    """Lines without an empty line between, by number: `low` is the longest, `high` the column from
    which a break would be the writer's own; `sure` tells that it is a paragraph that was
    wrapped."""

    first: int
    last: int
    low: int
    high: int
    sure: bool


#: Breaks of a paragraph that prove a column, and columns of the narrowest cell with prose in it.
_BREAKS = 2
_NARROW = 15
#: The same of a run in which the writer broke lines too (`<br>`).
_MIXED = 4
#: Breaks of all such paragraphs of a text that prove that it was wrapped at all.
_PROOF = 3
#: Lines between a run and the paragraph whose column it takes, at most.
_NEAR = 40


def unwrap(
    lines: Sequence[Line], shared: Sequence[bool], column: int = 0
) -> tuple[list[Line], list[bool]]:
    """`lines` with those joined that a browser broke apart; a joined line is `shared` where all of
    it is. `column` is where the texts of the source are wrapped, for one too short to tell."""
    columns = _columns(_runs(lines), column)
    groups: list[list[Line]] = []
    flags: list[bool] = []
    for number, line in enumerate(lines):
        index = columns.get(number, 0)
        full = index and _is_full(lines[number - 1], line, index)
        if full or (groups and _is_rest_of_head(groups[-1][-1], line)):
            groups[-1].append(line)
            flags[-1] = flags[-1] and shared[number]
        else:
            groups.append([line])
            flags.append(shared[number])
    return [group[0] if len(group) == 1 else _joined(group) for group in groups], flags


def _joined(group: Sequence[Line]) -> Line:
    """Several lines as one: each is added once, as a text may be one paragraph of 200,000 lines."""
    pieces = [group[0].text]
    links = list(group[0].links)
    length, last = len(pieces[0]), group[0].text.rpartition(" ")[2]
    for line in group[1:]:
        glued = join(last, line.text)
        piece = glued[len(last) :]
        pieces.append(piece)
        length += len(piece)
        shift = length - len(line.text)
        links += [(offset + shift, address) for offset, address in line.links]
        last = glued.rpartition(" ")[2]
    text = "".join(pieces)
    return group[0]._replace(text=text, cells=(text,), end=group[-1].end, links=tuple(links))


def _first(line: Line) -> int:
    """The columns of what a dumper could not break at the begin of a line."""
    return width(first_word(line.text)) + line.lead


def _runs(lines: Sequence[Line]) -> list[_Run]:
    out = []
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and _follows(lines[number - 1], lines[number]):
            continue
        if number - first > 1:
            out.append(_run(lines, first, number - 1))
        first = number
    return out


def _follows(line: Line, after: Line) -> bool:
    """Whether `after` may be the rest of `line`."""
    plain = not after.gap and not after.bullet and not line.is_rule and not after.is_rule
    return plain and len(line.cells) == len(after.cells) == 1 and line.indent == after.indent


def _run(lines: Sequence[Line], first: int, last: int) -> _Run:
    low = max(line.end for line in lines[first : last + 1])
    breaks = [
        (line.end + 1 + _first(after), after.text[0])
        for line, after in zip(lines[first:last], lines[first + 1 : last + 1], strict=True)
    ]
    forced = [(edge, letter) for edge, letter in breaks if edge > low]
    goes_on = sum(1 for _, letter in forced if letter.isalpha() and not letter.isupper())
    whole = len(forced) == len(breaks)
    sure = len(forced) >= (_BREAKS if whole else _MIXED) and len(forced) * 2 >= len(breaks)
    sure = sure and low >= _NARROW and goes_on * 2 >= len(forced)
    high = min(edge for edge, _ in (forced if sure else breaks))
    return _Run(first, last, low, high, sure)


def column(lines: Sequence[Line]) -> int:
    """The widest column at which a browser wrapped these lines, 0 where it wrapped nothing."""
    return max((run.low for run in _runs(lines) if run.sure), default=0)


def _columns(runs: Sequence[_Run], column: int) -> dict[int, int]:
    """For the number of each line after the first of a run, the column of the run, if it has
    one."""
    out: dict[int, int] = {}
    paragraphs = [run for run in runs if run.sure]
    if sum(run.last - run.first for run in paragraphs) < _PROOF and not column:
        return {}
    widest = max((run.low for run in paragraphs), default=column)
    index = 0
    for run in runs:
        while index < len(paragraphs) and paragraphs[index].first < run.first:
            index += 1
        column = (
            run.low if run.sure else _near(run, paragraphs[max(0, index - 1) : index + 1], widest)
        )
        if column:
            out.update((number, column) for number in range(run.first + 1, run.last + 1))
    return out


def _near(run: _Run, beside: Sequence[_Run], widest: int) -> int:
    """The column of the nearest paragraph that the lines of `run` fit, else the text's widest; 0:
    none."""
    near = [
        k
        for k in beside
        if k.high > run.low and min(abs(k.first - run.last), abs(run.first - k.last)) <= _NEAR
    ]
    if near:
        return min(near, key=lambda k: min(abs(k.first - run.last), abs(run.first - k.last))).low
    return widest if run.low <= widest else 0


def _is_full(line: Line, after: Line, column: int) -> bool:
    """Whether `line` ends where the first word of `after` did not fit before `column`."""
    return line.end + 1 + _first(after) > column and not _CLOCK.search(line.text)


def _is_rest_of_head(line: Line, after: Line) -> bool:
    """Whether `after` is the hour of the date that `line` ends with, or the name behind its "posted
    by": a narrow cell breaks there."""
    if _BY.search(line.text) and not after.gap and not after.bullet:
        return line.text[-1] in "yY" or after.text.lower().startswith("by ")
    if after.gap or not after.text[0].isdecimal() or not line.text[-1].isdecimal():
        return False
    return bool(_HOUR.fullmatch(after.text)) and bool(_YEAR.search(line.text))


_BY = re.compile(r"\d \(?posted(?: by)?$", re.I)
_HOUR = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: [ap]\.?m\.?)?", re.I)
_YEAR = re.compile(r"\D[12]\d{3}$")
#: A line that ends with an hour is a head or a detail, and whole.
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?$")
