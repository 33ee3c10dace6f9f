"""A text that has no others of its site beside it: whether it is a page, and where the article
stands, by the form of its lines alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.document.text import PROSE
from migrator.textdump import stretches, words
from migrator.textdump.lines import Line
from migrator.textdump.roles import STOPS

#: Letters of an item of a menu at most, and items that make one.
_ITEM = 45
_MENU = 5
#: Lines without a role above the first prose among which its heading stands.
_ABOVE = 5
#: Roles of lines that are no item of a menu, and of those at which an article ends.
_HEAD = frozenset(("buttons", "rating", "detail", "details", "date", "dated", "index", "page"))
_BREAKS = frozenset(("foot", "form", "comments", "after", "module"))


def menus(lines: Sequence[Line], roles: Sequence[str]) -> Iterator[range]:
    """The runs of lines that look like menus: short, without the end of a sentence."""
    first = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and _is_item(lines[number], roles[number]):
            continue
        if number - first >= _MENU:
            yield range(first, number)
        first = number + 1


def _is_item(line: Line, role: str) -> bool:
    return len(line.text) < _ITEM and role not in _HEAD and not line.text.endswith((*STOPS, ":"))


#: Lines at the end of a menu that may be a heading with what belongs to it, before details.
_HEADING = 3


def furniture(lines: Sequence[Line], roles: Sequence[str], stretch: range) -> list[bool]:
    """For each line whether it stands in a menu above the article's `stretch`; the last line of a
    menu may be a title, where no empty line or details follow."""
    flags = [False] * len(lines)
    for menu in menus(lines, roles):
        if menu.start >= stretch.start:
            break
        last = menu.stop - (_HEADING if roles[menu.stop : menu.stop + 1] != [""] else 0)
        for number in range(menu.start, min(last, stretch.start)):
            flags[number] = True
    return flags


def main(lines: Sequence[Line], roles: Sequence[str]) -> range:
    """The stretch with the most prose between menus, with what stands close above it; empty where
    no prose is."""
    best, most = range(0), 0
    start = 0
    ends = [*((menu.start, menu.stop) for menu in menus(lines, roles)), (len(lines), len(lines))]
    for stop, after in ends:
        prose = [n for n in range(start, stop) if len(lines[n].text) > PROSE]
        letters = sum(len(lines[n].text) for n in prose)
        if letters > most:
            best, most = range(_top(roles, prose[0]), stop), letters
        start = after
    return best


def heading(lines: Sequence[Line], roles: Sequence[str], stretch: range) -> int:
    """The line of a stretch that may be its heading, -1: none. Behind a pathway it is the first;
    else the last above the first prose, as no other text tells where the article begins."""
    first = stretches.head(lines, roles, stretch)
    if first <= 0 or roles[first - 1] in ("crumbs", "pathway"):
        return first
    prose = next((n for n in stretch if len(lines[n].text) > PROSE), first)
    for number in range(prose - 1, first, -1):
        if not roles[number] and stretches.is_heading(lines[number]):
            return number
    return first


def _top(roles: Sequence[str], prose: int) -> int:
    """The first line that may belong to an article whose first prose stands on line `prose`:
    details, and few lines of no role."""
    plain = 0
    number = prose
    while number and not _is_above(roles[number - 1]) and plain < _ABOVE:
        number -= 1
        plain += not roles[number]
    return number


def _is_above(role: str) -> bool:
    """Whether a line of this role has ended what stands below it."""
    return role in _BREAKS or role in ("crumbs", "pathway", "skip")


#: Kinds of lines that stand around pages, and how many tell one; the names of a site's pages count
#: as one kind.
_SIGNS = frozenset(("buttons", "rating", "module", "after", "foot", "comments", "form", "skip"))
_ENOUGH = 2


def is_page(lines: Sequence[Line], roles: Sequence[str]) -> bool:
    """Whether a text is that of a page of a site: a menu stands in it, and more that only pages
    have; a read-me, a licence and a log have lists, but no such lines."""
    signs = len(_SIGNS.intersection(roles)) + (not {"crumbs", "pathway"}.isdisjoint(roles))
    items = {lines[n].text.casefold().strip(" :»>") for menu in menus(lines, roles) for n in menu}
    signs += not items.isdisjoint(words.HOME)
    signs += not items.isdisjoint(words.PAGES)
    return bool(items) and signs >= _ENOUGH
