"""The lines after an article as items of a discussion: dates, numbers, actions, words, stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from migrator.textdump import moments, words
from migrator.textdump.lines import Line
from migrator.textdump.roles import details_of
from migrator.textdump.text import Text


@dataclass(slots=True)
class Item:
    """One line of the zone, unwrapped: `kind` is date, number, action, stop or text; `shared` tells
    that the site repeats it."""

    line: Line
    text: str
    kind: str
    moment: moments.Moment | None = None
    shared: bool = False


_NUMBER = re.compile(r"(?:[+-]?\d{1,4} ?)?#(?: ?\d{1,6})?$|\d{1,5}$|[+-]\d{1,4}$")


VOTES = re.compile(r"[+-]?\d{1,4}(?: {0,4}[+-]?\d{1,4})?$")


#: A field of a form with what stands in it, as w3m draws it.
_VALUE = re.compile(r"\[[^\]]*\]|https?://\S+")


_ACTION = re.compile(r"[^\s|•]+")


def items_of(text: Text, start: int, order: str) -> list[Item]:
    """The lines from number `start` on, each with the kind of part that it is; `order` is that of
    day, month and year."""
    out: list[Item] = []
    for number in range(start, len(text.lines)):
        line = text.lines[number]
        before = out[-1] if out else None
        if before and not line.gap and _row_goes_on(before.line, line):
            out[-1] = Item(before.line, _row(before.line, line), "")
            continue
        role = text.roles[number]
        if line.is_rule:
            continue
        fields = details_of(line.text, order) if role == "detail" else {}
        stop = (role in _STOPS or (fields and _LEFT.issuperset(fields))) and not is_action(
            line.text
        )
        field = line.drawn and role == "form" and not words.FORM.match(line.text)
        kind = "action" if field else "stop" if stop else ""
        out.append(Item(line, _VOTING.sub("", line.text), kind, shared=text.shared[number]))
    for item in out:
        if not item.kind:
            item.kind, item.moment = _kind(item, order)
    return out


#: The texts of JComments' pictures for voting, which some dumpers print before a head.
_VOTING = re.compile(r"^good comment! ?(?:poor|bad) comment! ?", re.I)
#: Details that stand below an article, and never in the head of a comment.
_LEFT = frozenset(("modified", "hits", "category", "tags", "parent category"))


#: Roles of lines that are no part of a discussion.
_STOPS = frozenset(("form", "foot", "comments", "module", "pathway", "after"))


def _row_goes_on(line: Line, after: Line) -> bool:
    """Whether a text browser wrapped the cells of one row: the hour stands below its date."""
    return (
        len(line.cells) > 1
        and "|" in line.cells[-1]
        and "   " in after.raw.strip()
        and bool(_CLOCK.search(after.text))
    )


_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?$")


def _row(line: Line, after: Line) -> str:
    return (
        f"{line.cells[0]} {' '.join(after.cells[:-1])} {' '.join(line.cells[1:])} {after.cells[-1]}"
    )


def _kind(item: Item, order: str) -> tuple[str, moments.Moment | None]:
    text = item.text
    if is_action(text):
        return "action", None
    if _NUMBER.match(text) or VOTES.match(text):
        return "number", None
    if len(text) < _HEAD and (moment := moments.find(text, order)) and _is_head(moment):
        return "date", moment
    return "text", None


#: Letters of a head at most: number, title, author and date.
_HEAD = 220


#: Words before a number of years that make it no age of a comment: "for 16 years".
_SPAN = re.compile(r"\b(?:for|of|after|over|in|since|last|seit|nach|depuis|desde)$", re.I)


#: Letters before a date that may end like a sentence: "Ivan K." does.
_SHORT = 60


#: Words behind the date in a head: votes, "posted by", a link's sign.
_BEHIND = re.compile(
    r"[|#\s]*$|[+-]?\d{1,4}$|posted by \S|https?://\S+$|\(?permalink\)?$|(?:said|wrote|says):?$|"
    r"[+-]?\d+ votes?$",
    re.I,
)


def _is_head(moment: moments.Moment) -> bool:
    """Whether a line with a date can be a head: little but a name before it, a sign behind it."""
    if (
        not _BEHIND.match(moment.after)
        or len(moment.before) > _HEAD - 40
        or _SPAN.search(moment.before)
    ):
        return False
    return len(moment.before) < _SHORT or not moment.before.endswith((".", "!", "?"))


def is_action(text: str) -> bool:
    """Whether a line only offers what a reader may do: "Reply | Quote"; numbers of votes may stand
    with it."""
    actions = _ACTION.findall(_VALUE.sub("", text.casefold()))
    named = [word for word in actions if not word.lstrip("+-").isdigit()]
    return bool(named) and all(word in words.ACTIONS for word in named)


def stated_count(items: Sequence[Item]) -> int | None:
    """How many comments a heading states: "Comments (3)", or the number on the line after it."""
    for number, item in enumerate(items):
        if match := words.COMMENTS.match(item.text):
            count = match["a"] or match["b"]
            after = items[number + 1].text if number + 1 < len(items) else ""
            if count or (after.isdigit() and len(after) < 6):
                return int(count or after)
    return None


def regions(items: Sequence[Item]) -> list[tuple[int, int]]:
    """The runs of items between lines that are no comments."""
    out = []
    first = 0
    for number, item in enumerate(items):
        if item.kind == "stop":
            if number > first:
                out.append((first, number))
            first = number + 1
    if first < len(items):
        out.append((first, len(items)))
    return out


def words_before(item: Item) -> str:
    """The words before the date of an item."""
    return item.moment.before if item.moment else ""
