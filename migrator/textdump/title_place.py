"""What stands around a line of a text that may be its article's title: details and buttons."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.document.text import PROSE
from migrator.textdump.roles import details_of
from migrator.textdump.text import Text

#: Of these the ones that only stand there: what is between a title and one of them is a detail too.
SURE = frozenset(("buttons", "rating", "details", "detail", "date", "dated"))


#: Roles that end an article.
END = frozenset(("after", "comments", "form", "foot", "module"))


#: Points at most of details that stand below prose of the same stretch: buttons at an article's
#: end.
BELOW = 2


#: Roles before a date that tell that the title has come already.
_HEADED = frozenset(("details", "buttons", "rating"))


#: Points of a line by how many lines lie between it and the details.
_BY_STEP = (9, 6, 4, 3, 2)


#: Lines after a title among which its details must begin.
NEAR = 5


def details_nearby(text: Text, number: int, last: int, flat: bool) -> int:
    """Points for the details that stand below a line, nearest first, and above it."""
    points = 0
    for step, after in enumerate(range(last + 1, min(last + 1 + NEAR, len(text.lines)))):
        name = text.roles[after]
        if name in SURE:
            points = min(_BY_STEP[step], BELOW) if _is_last(text, after) else _BY_STEP[step]
            break
        if (
            name in END
            or len(text.lines[after].text) > PROSE
            or (text.shared[after] and name == "module")
        ):
            break
    if (
        number
        and (text.lines[number].gap or flat or _is_beside(text, number, last))
        and text.roles[number - 1] in ("date", "dated", "detail")
        and _HEADED.isdisjoint(_roles_above(text, number - 1))
    ):
        points += 4
    if number and text.roles[number - 1] == "buttons" and not points:
        points = _BY_STEP[1]
    return points


#: Lines above a date that may be of the same head.
_HEAD_LINES = 7


def _roles_above(text: Text, number: int) -> Iterator[str]:
    """The roles of the lines of a head above line `number`, up to a line of the site's own that is
    no detail: what stands above that are the buttons of the page."""
    for above in range(number - 1, max(-1, number - 1 - _HEAD_LINES), -1):
        if text.shared[above] and not text.roles[above]:
            return
        yield text.roles[above]


def _is_beside(text: Text, number: int, last: int) -> bool:
    """Whether a line below a date has its details close below it, and the site's own lines close
    above the date: no other line can be the title."""
    close = last + 1 < len(text.lines) and not text.lines[last + 1].gap
    return close and number > 1 and text.shared[number - 2]


def _is_last(text: Text, number: int) -> bool:
    """Whether a detail is the date of the last change alone, as Joomla prints it below an
    article."""
    beside = text.roles[max(0, number - 1) : number] + text.roles[number + 1 : number + 2]
    fields = text.labelled.get(number) or details_of(text.lines[number].text)
    return fields.keys() == {"modified"} and SURE.isdisjoint(beside)
