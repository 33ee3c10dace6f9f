"""Title, details, body and what follows of one text, by the roles of its lines and what the site
repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from migrator.document.context import TextSurvey
from migrator.document.text import PROSE
from migrator.normalise import word_digest
from migrator.textdump import words
from migrator.textdump.lines import LONG, Line, width
from migrator.textdump.roles import STOPS, details_of, label_of, role, without_buttons
from migrator.textdump.survey import count
from migrator.textdump.survey import shared as shared_lines
from migrator.textdump.wrap import unwrap

#: Roles of lines that stand between a title and the words of its article.
HEAD = frozenset(
    (
        "buttons",
        "rating",
        "detail",
        "date",
        "details",
        "index",
        "page",
        "number",
        "rule",
        "skip",
        "dated",
        "since",
    )
)
#: Of these the ones that only stand there: what is between a title and one of them is a detail too.
_SURE = frozenset(("buttons", "rating", "details", "detail", "date", "dated"))
#: Roles that end an article.
_END = frozenset(("after", "comments", "form", "foot", "module"))


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a text with their roles and whether the site repeats them; `surveyed` tells that
    other texts of the site were there to compare with. `trail` are the lines of the pathway, `told`
    the fields of a label whose value stands on the next line."""

    lines: Sequence[Line]
    roles: Sequence[str]
    shared: Sequence[bool]
    surveyed: bool
    survey: TextSurvey | None = None
    trail: set[int] = field(default_factory=set)
    told: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Parts:
    """The parts of a text as numbers of lines. `head` are the lines of details, `loose` those among
    them that no label names, `tags` the bullets below them; the body runs from `start` to `end`."""

    title: str
    rule: str
    at: int
    head: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    start: int = 0
    end: int = 0


def text_of(drawn: Sequence[Line], survey: TextSurvey | None) -> Text:
    """`drawn` lines made whole, with their roles; `survey` is what the source repeats."""
    flags = shared_lines(survey, drawn) if survey else [False] * len(drawn)
    lines, shared = unwrap(drawn, flags, survey.column if survey else 0)
    roles = [role(line) for line in lines]
    told: dict[int, dict[str, Any]] = {}
    for number, (line, after) in enumerate(pairwise(lines)):
        if len(line.text) < _LABEL and len(after.text) < _LABEL and (label := label_of(line.text)):
            fields = details_of(f"{LABEL_OF[label]}: {after.text}")
            if fields and number not in told and number - 1 not in told:
                told[number] = fields
                roles[number] = roles[number + 1] = "detail"
    return Text(lines, roles, shared, any(shared), survey, told=told)


#: An English label of each field, to read a value that stands on the line after its label.
LABEL_OF = {
    "author": "written by",
    "created": "created",
    "modified": "last updated",
    "published": "published on",
    "category": "category",
    "parent": "parent category",
    "hits": "hits",
    "tags": "tags",
}
#: Letters of a label, or of a detail that has none.
_LABEL = 60


def parts(text: Text) -> Parts | None:
    """The parts of the article in `text`, None where no line can be its title."""
    found = _title(text)
    if found is None:
        return None
    _head_before(text, found)
    _head_after(text, found)
    found.end = _end(text, found.start)
    if tags := _tags_before(text, found.start, found.end):
        found.tags += tags
        found.end = tags[0]
    return found


# -- the title --

#: Points below which a line is no title: a place among details, or one other sign of it.
_LEAST = 5


def _title(text: Text) -> Parts | None:
    names = _Names(text)
    best: tuple[float, int, str, str, int] | None = None
    for number, line in enumerate(text.lines):
        if len(line.text) > 250 or text.roles[number] not in (
            "",
            "detail",
            "number",
            "date",
            "dated",
        ):
            continue
        words_, last, had = _whole(text, number)
        points, rule = _points(text, number, last, words_, had, names)
        if best is None or points > best[0]:
            best = points, number, words_, rule, last
    if best is None or best[0] < _LEAST:
        return None
    _, number, words_, rule, last = best
    words_ = _FEATURED.sub("", words_)
    return Parts(words_, f"textdump: {rule}", number, start=last + 1)


#: What K2 prints behind the title of an item that is featured.
_FEATURED = re.compile(r" (?:\^ ?)?Featured$")


def _whole(text: Text, number: int) -> tuple[str, int, bool]:
    """The words of a title that begins on line `number`, its last line, whether buttons stand
    beside it.

    A text browser wraps a title in its own cell and puts the buttons beside it: the lines above and
    below, up to an empty line and left of the buttons, are the same title."""
    lines = text.lines
    line = lines[number]
    title, had = without_buttons(line)
    last = number
    if had and "\t" not in line.raw and len(line.cells) > 1:
        edge = _second_cell(line.raw)
        while last + 1 < len(lines) and _goes_on(text, last + 1, edge) and not lines[last + 1].gap:
            last += 1
            title = f"{title} {lines[last].text}"
        first = number
        while first and not lines[first].gap and _goes_on(text, first - 1, edge):
            first -= 1
            title = f"{lines[first].text} {title}"
    return title, last, had


#: A text of which less than one line in so many stands after an empty line has lost its empty
#: lines.
_FLAT = 20


def _goes_on(text: Text, number: int, edge: int) -> bool:
    """Whether a line left of a title's buttons is of the title: no detail, and within the cell."""
    return text.lines[number].end < edge and not text.roles[number]


def _second_cell(raw: str) -> int:
    """The column at which the second cell of a drawn row begins."""
    start = len(raw) - len(raw.lstrip())
    gap = raw.find("   ", start)
    return gap + len(raw[gap:]) - len(raw[gap:].lstrip())


#: Columns of a title's letters from which a line that ends with them repeats it.
_ENOUGH = 5


class _Names:
    """What a text says its page is called: the end of the pathway, the line that a crawler's record
    begins with, lines that stand twice."""

    def __init__(self, text: Text) -> None:
        self.crumbs: set[str] = set()
        self.openings: list[tuple[int, str]] = []
        self.discussed = _discussed(text)
        self.flat = sum(1 for line in text.lines if line.gap) * _FLAT < len(text.lines)
        self.first = word_digest.of(text.lines[0].text) if text.lines else ""
        for number, name in enumerate(text.roles):
            line = text.lines[number]
            if name == "pathway":
                self.crumbs.update(_crumbs(text, number))
            if not line.bullet and len(line.text) < 400 and number < 60:
                self.openings.append((number, word_digest.of(line.text)))

    def points(self, text: Text, number: int, title: str) -> tuple[int, str]:
        """Points for a line that these name, and by which."""
        letters = word_digest.of(title)
        if len(letters) < 2:
            return 0, ""
        long = width(letters) > _ENOUGH
        if (
            number
            and not text.shared[number]
            and (
                letters == self.first
                or (long and (self.first.startswith(letters) or self.first.endswith(letters)))
            )
        ):
            return 8, "line that the page's title names"
        if letters in self.crumbs:
            return 6, "line that the pathway names"
        if long and any(
            n < number and opening.endswith(letters) and len(opening) > len(letters)
            for n, opening in self.openings
        ):
            return 6, "line that repeats the pathway"
        return 0, ""


def _discussed(text: Text) -> int:
    """The line at which a discussion begins: a heading of comments, or a form for one, after
    prose."""
    begun = False
    for number, line in enumerate(text.lines):
        begun = begun or (
            not text.shared[number]
            and (len(line.text) > PROSE or text.roles[number] in ("detail", "date"))
        )
        if begun and not line.bullet and text.roles[number] in ("comments", "form"):
            return number
    return len(text.lines)


def _crumbs(text: Text, number: int) -> list[str]:
    """The last item of the pathway that begins on line `number`."""
    lines = text.lines
    rest = words.PATHWAY.sub("", lines[number].text, count=1)
    last = word_digest.of(rest)
    if lines[number].bullet:
        after = number + 1
        while after < len(lines) and lines[after].bullet and not lines[after].gap:
            text.trail.add(after)
            last = word_digest.of(lines[after].text.removesuffix("[arrow]"))
            after += 1
        return [last] if last else []
    found = [last] if last else []
    text.trail.add(number)
    for after in range(number + 1, min(number + 9, len(lines))):
        if (
            len(lines[after].text) > LONG
            or (lines[after].gap and after > number + 1)
            or text.roles[after]
        ):
            break
        text.trail.add(after)
        found.append(word_digest.of(lines[after].text))
    return found


def _points(
    text: Text, number: int, last: int, title: str, had: bool, names: _Names
) -> tuple[float, str]:
    """How much speaks for a line being the title, and the strongest of it."""
    line = text.lines[number]
    if not any(c.isalnum() for c in title) or title.casefold() in words.HOME:
        return -9, ""
    named, rule = names.points(text, number, title)
    place = _place(text, number, last, names.flat)
    points = float(named + place) + (8 if had else 0)
    if line.bullet:
        points -= 8
    if text.shared[number]:
        points -= 8
    if number in text.trail and not names.flat:
        points -= 8
    if number > names.discussed:
        points -= 8
    if title.endswith((":", ",", ";", ".", "。")) and not title.endswith(".."):
        points -= 3
    if text.roles[number] in ("detail", "date", "dated", "number") and named < 8:
        points -= 8
    if len(title) > PROSE and not named and not had:
        points -= 4
    if text.surveyed and not text.shared[number]:
        points += 2
    points -= number / 1000
    return points, rule or ("line beside its buttons" if had else "line among its details")


#: Roles before a date that tell that the title has come already.
_HEADED = frozenset(("details", "buttons", "rating"))
#: Points of a line by how many lines lie between it and the details.
_BY_STEP = (9, 6, 4, 3, 2)
#: Lines after a title among which its details must begin.
_NEAR = 5


def _place(text: Text, number: int, last: int, flat: bool) -> int:
    """Points for the details that stand below a line, nearest first, and above it."""
    points = 0
    for step, after in enumerate(range(last + 1, min(last + 1 + _NEAR, len(text.lines)))):
        name = text.roles[after]
        if name in _SURE:
            points = _BY_STEP[step]
            break
        if (
            name in _END
            or len(text.lines[after].text) > PROSE
            or (text.shared[after] and name == "module")
        ):
            break
    if (
        number
        and (text.lines[number].gap or flat)
        and text.roles[number - 1] in ("date", "dated", "detail")
        and _HEADED.isdisjoint(text.roles[max(0, number - 8) : number - 1])
    ):
        points += 4
    return points


# -- the details --

#: Lines among which details without a label may stand: author, categories, dates, tags.
_LOOSE = 14


def _head_before(text: Text, found: Parts) -> None:
    """Details above the title: K2 and others put the date there, some templates all of them."""
    number = found.at - 1
    while (
        number >= 0
        and found.at - number < _LOOSE
        and text.roles[number] in ("date", "detail", "dated")
    ):
        found.head.insert(0, number)
        number -= 1
    if not found.head:
        return
    top = number
    while number >= 0 and top - number < 3 and _is_label(text, number) and not text.shared[number]:
        found.loose.insert(0, number)
        number -= 1


def _is_label(text: Text, number: int) -> bool:
    line = text.lines[number]
    return (
        not text.roles[number]
        and len(line.text) < _LABEL
        and not line.bullet
        and line.text[-1] not in ":;,"
        and not line.text.endswith(STOPS)
    )


def _head_after(text: Text, found: Parts) -> None:
    """Details below the title: found.start is left at the first line of the article's own words."""
    number = found.start
    while number < len(text.lines):
        name = text.roles[number]
        if name in ("index", "page"):
            number = _after_index(text, number)
        elif (name in HEAD and not _is_number_list(text, number)) or _is_counter(
            text, number, found
        ):
            found.head.append(number)
            number += 1
        elif tags := _tags(text, number, found):
            found.tags.extend(range(number, number + tags))
            number += tags
        elif after := _labels_until(text, number):
            for loose in range(number, after):
                (found.head if text.roles[loose] else found.loose).append(loose)
            number = after
        else:
            break
    found.start = number


#: Letters of a tag at most.
_TAG = 40


def _tags(text: Text, number: int, found: Parts) -> int:
    """How many bullets from `number` on are the article's tags: they stand close below its details,
    or other texts have them as well."""
    after = number
    while (
        after < len(text.lines)
        and text.lines[after].bullet
        and len(text.lines[after].text) < _TAG
        and not text.roles[after]
    ):
        if not text.shared[after] and (
            text.lines[number].gap or not found.head or found.head[-1] != number - 1
        ):
            return 0
        after += 1
    return after - number


def _is_counter(text: Text, number: int, found: Parts) -> bool:
    """Whether a counter of comments stands among the details: K2 and EasyBlog print it there."""
    above = found.head and number == found.head[-1] + 1
    return bool(above) and text.roles[number] == "comments" and not text.lines[number].gap


def _is_number_list(text: Text, number: int) -> bool:
    """Whether a number begins the article itself, as a line of its own would not."""
    return (
        text.roles[number] == "number"
        and not text.lines[number].bullet
        and len(text.lines[number].text) > 3
    )


def _labels_until(text: Text, number: int) -> int:
    """The line of the next sure detail, where only short lines lead to it from `number`; else 0."""
    for after in range(number, min(number + _LOOSE, len(text.lines))):
        name, line = text.roles[after], text.lines[after]
        if name in ("buttons", "rating", "details") or (
            name in ("detail", "date", "dated") and after - number < _NEAR
        ):
            return after if after > number else 0
        if (
            (name in _END and not (name == "comments" and line.bullet))
            or len(line.text) > _LABEL
            or line.text.endswith((*STOPS, ":"))
        ):
            return 0
    return 0


#: Lines of an index of a page-break article at most.
_INDEX = 40


def _after_index(text: Text, number: int) -> int:
    """The line after the index of an article's pages, or after "Page 1 of 6"."""
    if text.roles[number] == "page":
        return number + 1
    lines = text.lines
    for after in range(number + 1, min(number + _INDEX, len(lines))):
        if text.roles[after] == "page":
            return after + 1
        if len(lines[after].text) > PROSE or (
            lines[after].gap and after > number + 1 and not lines[after].bullet
        ):
            return after
    return number + 1


# -- the end --


def _end(text: Text, start: int) -> int:
    """The line after the last of the article's own words."""
    number = start
    while number < len(text.lines):
        if text.roles[number] in _END or text.roles[number] == "detail":
            break
        if text.shared[number] and not _returns(text, number):
            break
        number += 1
    return number


def _returns(text: Text, number: int) -> bool:
    """Whether a few shared lines stand amid the article: a module or a banner, prose goes on
    behind."""
    after = number
    while after < len(text.lines) and after - number < 4 and text.shared[after]:
        if text.roles[after] in _END:
            return False
        after += 1
    return (
        after < len(text.lines) and not text.shared[after] and len(text.lines[after].text) > PROSE
    )


def _tags_before(text: Text, start: int, end: int) -> list[int]:
    """The bullets at the end of an article that other texts have as well: its tags."""
    number = end
    while (
        number > start and text.lines[number - 1].bullet and len(text.lines[number - 1].text) < _TAG
    ):
        number -= 1
    tags = list(range(number, end))
    shared = text.survey and all(count(text.survey, text.lines[n].text) > 1 for n in tags)
    return tags if shared and number > start else []
