"""The line of a text that is its article's title: what the text says it is called, and the details,
buttons and neighbours that stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.document.text import PROSE
from migrator.normalise import word_digest
from migrator.textdump import survey, words
from migrator.textdump.lines import LONG
from migrator.textdump.page_names import (
    REPEATED,
    TITLE,
    PageNames,
    document_title,
    pathway_end,
    record_title,
)
from migrator.textdump.roles import STOPS, without_buttons
from migrator.textdump.text import Parts, Text, fields_in
from migrator.textdump.title_place import BELOW, NEAR, SURE, details_nearby

#: Points below which a line is no title: a place among details, or one other sign of it.
_LEAST = 5


#: Points of a title that has details or a name close by; below them the first of the text's own
#: lines is the better one.
_SURE_POINTS = 8


#: Lines of a text among which its title must be: the menus of the largest page seen had 400.
_TOP = 3000


def title(text: Text) -> Parts | None:
    """The line that is most likely the title, and the details around it; None where none is."""
    if told := _of_head(text):
        return told
    names = PageNames(text)
    best: tuple[float, int, str, str, int] | None = None
    for number in _candidates(text):
        words_, last, had = _whole(text, number)
        points, rule = _points(text, number, last, words_, had, names)
        if best is None or points > best[0]:
            best = points, number, words_, rule, last
    weak = best is None or (best[0] < _SURE_POINTS and not _is_repeated(text, best[1], best[3]))
    dated_only = best and best[3] == BY_DETAILS and not _has_list(text, best[4] + 1)
    if (weak or dated_only) and (record := _of_record(text, names.flat)):
        return record
    if weak and (named := _named(text, names.head)):
        return named
    if best is None or best[0] < _LEAST:
        return _untitled(text)
    _, number, words_, rule, last = best
    words_ = _FEATURED.sub("", words_)
    return Parts(words_, rule, number, start=last + 1)


#: Roles of lines that may be a title: one may begin with a label or be a date.
_MAY_BE = frozenset(("", "detail", "number", "date", "dated"))


def _candidates(text: Text) -> Iterator[int]:
    """The lines that may be the title. A line that the site repeats is none without details close
    by: what its place and its name speak for it does not outweigh that."""
    detailed = 0
    near = [False] * len(text.lines)
    for number in range(len(text.lines) - 1, -1, -1):
        detailed = NEAR if text.roles[number] in SURE else detailed - 1
        near[number] = detailed >= 0
    for number, line in enumerate(text.lines[:_TOP]):
        if text.roles[number] not in _MAY_BE or len(line.text) > TITLE:
            continue
        if near[number] or not text.shared[number] or text.roles[number - 1] in SURE:
            yield number


#: The rules of a title that only stands where details are, and of one that only the title of the
#: document tells.
BY_DETAILS = "textdump: line among its details"
BY_DOCUMENT = "textdump: title of the document"
BY_HEAD = "textdump: what the extractor names above the text"
#: Rules of titles that nothing but their place in the text tells.
BY_PLACE = ("textdump: first own line above prose", "textdump: end of the pathway")


def _of_head(text: Text) -> Parts | None:
    """The title that an extractor tells above the text, None where it tells none, or the same of
    several texts; the line that repeats it is no part of the body."""
    name = text.head.get("title", "")
    if not name or (text.survey and survey.is_site_title(text.survey, name)):
        return None
    letters = word_digest.of(name)
    for number, line in enumerate(text.lines):
        if len(line.text) > PROSE and word_digest.of(line.text) != letters:
            break
        if word_digest.of(line.text) == letters and not text.shared[number]:
            return Parts(name, BY_HEAD, number, start=number + 1)
    return Parts(name, BY_HEAD, 0)


#: Share of the letters of a text without a title that are prose, at least, and letters of it: what
#: an extractor leaves of an article; a page with its menus has less.
_PROSE_SHARE = 0.6
_PROSE_LETTERS = 160


def _untitled(text: Text) -> Parts | None:
    """The article of a text that is next to nothing but prose, without a title; None where it is
    not."""
    letters = sum(len(line.text) for line in text.lines)
    prose = sum(len(line.text) for line in text.lines if len(line.text) > PROSE)
    if prose < max(_PROSE_LETTERS, letters * _PROSE_SHARE):
        return None
    return Parts("", "textdump: no line is a title", 0)


def _named(text: Text, head: int) -> Parts | None:
    """The title of a page that shows no details: what the page is called elsewhere, as its heading
    may be the first of the article's own; else the first of the text's own lines. The pathway of a
    text alone may end with a category, so its heading comes first."""
    heading = _heading(text, head)
    if heading and not text.surveyed:
        return heading
    for name, rule in (
        (document_title(text), BY_DOCUMENT),
        (pathway_end(text), BY_PLACE[1]),
    ):
        if name and heading and word_digest.of(name) == word_digest.of(heading.title):
            break
        if name and text.main:
            return Parts(name, rule, text.main.start, start=text.main.start)
    return heading


def _is_repeated(text: Text, number: int, rule: str) -> bool:
    """Whether a line of the text's own repeats the end of one close above that opens a stretch of
    own lines, as the pathway does, or that is known as the pathway."""
    line = text.lines[number].text
    if REPEATED not in rule or text.shared[number] or text.roles[number] or line[0].islower():
        return False
    letters = word_digest.of(line)
    for above in range(max(0, number - _BELOW_PATHWAY), number):
        opens = not above or text.shared[above - 1] or text.roles[above] in ("crumbs", "pathway")
        whole = text.lines[above].text
        if opens and len(whole) < LONG and word_digest.of(whole).endswith(letters):
            return True
    return False


#: Lines between a pathway and the title that repeats its end, at most.
_BELOW_PATHWAY = 4


def _has_list(text: Text, first: int) -> bool:
    """Whether a list of details or the author stands below a line: a date alone stands in many a
    text."""
    below = range(first, min(first + NEAR, len(text.lines)))
    return any(text.roles[n] == "details" or "author" in fields_in(text, [n]) for n in below)


def _of_record(text: Text, flat: bool) -> Parts | None:
    """The title of a text alone whose first line is that of its document, None where it is not."""
    name = "" if text.surveyed or not (flat and text.main) else record_title(text)
    if not name:
        return None
    start = text.main.start
    if word_digest.of(text.lines[start].text) == word_digest.of(name):
        start += 1
    return Parts(name, BY_DOCUMENT, start, start=start)


def _heading(text: Text, head: int) -> Parts | None:
    """The line `head` as a title, None where it is none."""
    if head < 0 or text.lines[head].text.endswith((":", ",", ";")):
        return None
    hidden = head and text.roles[head - 1] == "buttons" and text.lines[head].text.endswith(STOPS)
    if hidden and not text.surveyed:
        return None
    if len(text.lines[head].text) > PROSE and text.lines[head].text.endswith(STOPS):
        return None
    words_, last, _ = _whole(text, head)
    return Parts(words_, BY_PLACE[0], head, start=last + 1)


#: What K2 prints behind the title of an item that is featured; pandoc writes raised words so.
_FEATURED = re.compile(r" (?:\^ ?)?\(?Featured\)?$")


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
        while (
            first
            and not lines[first].gap
            and not text.shared[first - 1]
            and _goes_on(text, first - 1, edge)
        ):
            first -= 1
            title = f"{lines[first].text} {title}"
    return title, last, had


def _goes_on(text: Text, number: int, edge: int) -> bool:
    """Whether a line left of a title's buttons is of the title: no detail, and within the cell."""
    line = text.lines[number]
    return line.end < edge and not text.roles[number] and not line.bullet


def _second_cell(raw: str) -> int:
    """The column at which the second cell of a drawn row begins."""
    start = len(raw) - len(raw.lstrip())
    gap = raw.find("   ", start)
    return gap + len(raw[gap:]) - len(raw[gap:].lstrip())


#: The text of a picture, as w3m and lynx write it, and lynx's line of the page's feeds.
_SIGN = re.compile(r"\[[^\[\]]*\]$|# ?(?:\[\d+\])?\S.*\b(?:RSS|Atom|next|prev|alternate)\b", re.I)
#: Points of a line with buttons beside it; more than a place among details and all other signs of
#: one: a list of facts in an article has such places too.
_BESIDE = 12


def _is_site_name(text: Text, number: int) -> bool:
    """Whether one of the two first lines of a text alone is the title of its document, or the
    site's name below that: another line follows, right above buttons. Below a title they stand
    themselves."""
    if number > 1:
        return False
    roles = text.roles[number + 1 : number + 4]
    return roles[:2] == ["", "buttons"] or (not number and roles == ["", "", "buttons"])


def _points(
    text: Text, number: int, last: int, title: str, had: bool, names: PageNames
) -> tuple[float, str]:
    """How much speaks for a line being the title, and the strongest of it."""
    line = text.lines[number]
    if not any(c.isalnum() for c in title) or title.casefold() in words.HOME or _SIGN.match(title):
        return -9, ""
    named, rule = names.points(text, number, title)
    place = details_nearby(text, number, last, names.flat)
    if number > names.prose and not had:
        place = min(place, BELOW)
    if not number and text.main.start > 1 and text.roles[1] == "date":
        place = 0
    if not text.surveyed and not had and _is_site_name(text, number):
        named, place, rule = 0, 0, ""
    points = float(named + place) + (_BESIDE if had else 0)
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
    if rule or had:
        return points, f"textdump: {rule or 'line beside its buttons'}"
    return points, BY_DETAILS
