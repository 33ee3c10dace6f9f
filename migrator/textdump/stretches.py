"""Stretches of a text's own lines: those that the site's other texts do not repeat. The longest is
where the article of a page without details stands; and pathways that no label names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from migrator.document.text import PROSE
from migrator.textdump import words
from migrator.textdump.lines import LONG, Line

#: Lines of furniture that may stand amid an article: a module, a banner.
BRIDGE = 4
#: Lines behind such furniture of which so many must be the article's own, where none is prose: rows
#: of a table share some of their cells with other tables of the site.
_AHEAD = 8
OWN_AHEAD = 5
_NEVER = frozenset(("foot", "crumbs", "after", "comments", "form", "module"))
#: What templates draw between the items of a pathway.
_BETWEEN = " \t>»›/|→·•:-"
#: A picture or a button, as w3m draws it.
_PICTURE = re.compile(r"\[[^\[\]]*\]")
#: Words of the first item of a pathway, at most: "Strona główna".
_FIRST = 2


#: What a letter below the page's foot counts: a console for developers is printed there.
_BELOW_FOOT = 0.1


def longest(lines: Sequence[Line], roles: Sequence[str], shared: Sequence[bool]) -> range:
    """The stretch with the most letters; empty where every line is the site's. It begins below the
    furniture and its pathway, and ends where furniture goes on."""
    best, most = range(0), 0.0
    first = letters = 0
    weight = 1.0
    for number, line in enumerate(lines):
        if roles[number] == "foot" and best:
            weight = _BELOW_FOOT
        if roles[number] in ("foot", "crumbs") or (
            shared[number] and not (letters and bridged(lines, roles, shared, number))
        ):
            first, letters = number + 1, 0
            continue
        letters += 0 if shared[number] else len(line.text)
        if letters * weight > most:
            best, most = range(first, number + 1), letters * weight
    return range(best.start, end_of(lines, roles, shared, best.stop)) if best else best


def end_of(lines: Sequence[Line], roles: Sequence[str], shared: Sequence[bool], number: int) -> int:
    """Where the stretch ends that goes on at line `number`: rows of a table share some of their
    cells with other tables of the site."""
    while (
        number < len(lines)
        and roles[number] not in _NEVER
        and (not shared[number] or bridged(lines, roles, shared, number, OWN_AHEAD))
    ):
        number += 1
    return number


def bridged(
    lines: Sequence[Line],
    roles: Sequence[str],
    shared: Sequence[bool],
    number: int,
    rows: int = _AHEAD + 1,
) -> bool:
    """Whether the shared line `number` stands amid an article: few such lines, and prose of the
    article's own goes on behind, or so many `rows` of the next lines are its own."""
    after = number
    while after < len(lines) and after - number < BRIDGE and shared[after]:
        if roles[after] in ("after", "comments", "form", "foot", "module"):
            return False
        after += 1
    if after >= len(lines) or shared[after]:
        return False
    for ahead in range(after, min(after + _AHEAD, len(lines))):
        if shared[ahead] or roles[ahead] in _NEVER:
            break
        if len(lines[ahead].text) > PROSE:
            return True
    return shared[after : after + _AHEAD].count(False) >= rows


def mark_pathways(lines: Sequence[Line], roles: list[str]) -> None:
    """Give the role "crumbs" to the pathways without a label: a line that begins with the word for
    the home page, then names of the menu, then at most one name that no menu has; or such a list of
    bullets."""
    names = {line.text.casefold() for line in lines if len(line.text) < PROSE}
    for number, line in enumerate(lines):
        if line.bullet:
            if line.text.casefold() in words.HOME:
                _mark_bullets(lines, roles, number)
        elif not roles[number] and len(line.text) < PROSE * 2:
            goes_on = number and roles[number - 1] == "crumbs" and _STEP.search(line.text)
            if goes_on or _begins(line, names):
                roles[number] = "crumbs"


def _begins(line: Line, names: set[str]) -> bool:
    """Whether a line begins a pathway; `names` are the short lines of its text."""
    if line.text[-1] in ARROWS and line.text.rstrip(" >»›").casefold() in words.HOME:
        return True
    rest = _without_home(line.text) or _without_home(line.cells[-1])
    return bool(rest) and (rest[0] in _BETWEEN.strip() or _is_trail(rest.casefold(), names))


#: What stands between the items of a pathway whose items a dumper put on lines of their own.
ARROWS = ">»›"
_STEP = re.compile(r" [>»›](?: |$)")
#: Items of a pathway at most; more are a menu.
_ITEMS = 6


def _mark_bullets(lines: Sequence[Line], roles: list[str], first: int) -> None:
    """The list that begins on line `first`, if it is as short as a pathway."""
    after = first + 1
    while after < len(lines) and lines[after].bullet and not lines[after].gap:
        after += 1
    if after - first <= _ITEMS and not (first and lines[first - 1].bullet and not lines[first].gap):
        for number in range(first, after):
            roles[number] = roles[number] or "crumbs"


@lru_cache(maxsize=16384)
def _without_home(text: str) -> str:
    """What follows the word for the home page at the begin of a line, "" where none is."""
    pieces = text.split(" ", _FIRST)
    for count in range(1, len(pieces)):
        if " ".join(pieces[:count]).casefold() in words.HOME:
            return " ".join(pieces[count:])
    return ""


def _is_trail(rest: str, names: set[str]) -> bool:
    """Whether words are names of the text's other lines one behind the other, at least one, and at
    most one other name behind them."""
    if rest in names:
        return True
    cuts = [match.start() for match in re.finditer(" ", rest)]
    return any(rest[:cut].strip(_BETWEEN) in names for cut in cuts)


#: What stands between the items of a pathway in one line; pictures and the name of Joomla's arrow
#: may.
_ARROW = re.compile(r" ?(?:[>»›→|]+|\[[^\[\]]*\]|\barrow\b) ?| [/·•] ")


def last_item(trail: str, names: set[str]) -> str:
    """The last item of a pathway in one line; `names` are short lines of its text, case-folded.

    Where nothing stands between the items, they are the longest names that fit one behind the
    other, and what no name fits is the last."""
    items = [item for item in _ARROW.split(trail) if item]
    if len(items) != 1:
        return items[-1] if items else ""
    rest, last = _without_home(trail), ""
    while rest:
        cuts = [*(m.start() for m in re.finditer(" ", rest)), len(rest)]
        cut = next((c for c in reversed(cuts) if rest[:c].casefold() in names), 0)
        if not cut:
            return rest
        last, rest = rest[:cut], rest[cut:].strip()
    return last


def first_prose(lines: Sequence[Line], stretch: range) -> int:
    """The first line of prose of a stretch; the line behind the text where it has none."""
    return next((number for number in stretch if len(lines[number].text) > PROSE), len(lines))


def head(lines: Sequence[Line], roles: Sequence[str], stretch: range) -> int:
    """The first line of a stretch that may be a title, where prose or a list stands below; -1:
    none."""
    for number in stretch:
        line = lines[number]
        if roles[number] or line.bullet or not _may_be_heading(line.text):
            continue
        return number if is_heading(line) and number + 1 < stretch.stop else -1
    return -1


def _may_be_heading(text: str) -> bool:
    return text.casefold() not in words.HOME and not _PICTURE.fullmatch(text)


def is_heading(line: Line) -> bool:
    """Whether a line can be a heading: short, or of some length without the end of a sentence."""
    text = line.text
    if line.bullet or not _may_be_heading(text):
        return False
    return len(text) < PROSE or (len(text) < LONG and text[-1] not in ".:;,")
