"""Why a text is a list of articles: links to the rest of each, details of several, a table, a
pager, intros that stand in other texts of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from migrator.document.text import PROSE
from migrator.textdump import moments, packs, survey, words
from migrator.textdump.lines import Line
from migrator.textdump.page_names import NAMED
from migrator.textdump.roles import details_of
from migrator.textdump.text import Parts, Text, fields_in

_LIST = re.compile(
    r"display #|filters?$|title filter|list of articles in category|subcategories$|"
    r"article count: |items tagged with|more articles|article title$|results \d+ - \d+ of|"
    r"(?:[<«]+ ?)?start (?:[<«] ?)?prev(?:ious)? (?:\d+ )+next|category blog$|anzeige #|"
    r"nombre d'articles: |número de artículos: |(?:.* )?displaying items by |items filtered by ",
    re.I,
)
#: The heads of a table of articles, and the counter behind a category of a list of categories: no
#: article has them, whatever else is on the page.
_TABLE = re.compile(
    r"(?:article )?title (?:(?:created )?date |published ).{0,20}hits$|.{0,80}\barticle count: \d",
    re.I,
)
#: Rows of a table of articles that make a list.
_ROWS = 2


def reason(text: Text, article: Parts | None, detailed: bool) -> str:
    """Why a text is a list, "" where it is none."""
    end = _discussion(text, article)
    more = [n for n in range(end) if _is_more(text, n)]
    first = min(article.start, text.main.start if text.main else article.start) if article else 0
    if len(more) > 1 or (article and more and first <= more[-1] <= article.end):
        return "links that lead to the rest of articles"
    numbers = [n for n in range(end) if not text.shared[n]]
    rows = sum(1 for n in numbers if _is_row(text, n))
    prose = sum(1 for n in numbers if len(text.lines[n].text) > PROSE and not _is_row(text, n))
    if rows >= max(_ROWS, prose) and not detailed:
        return f"a table of {rows} articles"
    if _limits(text.lines):
        return "a box for the number of articles shown"
    named = article and article.rule == f"textdump: {NAMED}"
    listed = article and any(text.roles[n] == "details" for n in article.head)
    if not (named and listed) and _pager(text, end):
        return "links to further pages"
    if _lists(text, end) > 1:
        return "several articles with details of their own"
    if not (named and detailed) and (intros := _intros(text, article)):
        return f"the intros of {intros} articles"
    if any(_TABLE.match(line.text) for line in text.lines[:end]):
        return "words that stand around lists"
    if article and _further_heads(text, article, end):
        return "several articles with details of their own"
    if groups := _alike_groups(text, end):
        return f"details of {groups} articles"
    if entries := _dated_entries(text, article, end):
        return f"dates of {entries} articles"
    if (forms := _openings(text, first)) >= _GROUPS:
        return f"the links to the comments of {forms} articles"
    if any(line.text.casefold().rstrip(" :#") in _NO_ARTICLES for line in text.lines[:end]):
        return "words that stand around lists"
    heads = article.head if article else []
    if {text.roles[n] for n in heads} <= {"rule", "number"} and any(
        _LIST.match(line.text) or line.text.casefold().rstrip(" :#") in packs.LISTS
        for line in text.lines[:end]
    ):
        return "words that stand around lists"
    return ""


#: What Joomla offers for the number of items on a page, and how many of these in a row make its
#: box.
_LIMITS = ("5", "10", "15", "20", "25", "30", "50", "100", "200", "500")
_CHOICES = 4
#: The same box where a crawler's record has nothing between its numbers.
_LIMITS_JOINED = "5101520253050100"


def _limits(lines: Sequence[Line]) -> bool:
    """Whether the box that lists have for the number of their items is in a text, each number on a
    line of its own or all in one."""
    choices = list(_LIMITS[:_CHOICES])
    for number, line in enumerate(lines):
        if _LIMITS_JOINED in line.text:
            return True
        if not line.text.startswith(choices[0]):
            continue
        if line.text == choices[0]:
            row = [after.text for after in lines[number : number + _CHOICES]]
        else:
            row = line.text.split(" ", _CHOICES)[:_CHOICES]
        if row == choices:
            return True
    return False


#: The share of the texts from which on such numbers are those of a slide show.
_EVERYWHERE = 0.3
#: Numbers of pages in a row that make a pager, and lines between it and the end of the text's own
#: stretch at most.
_PAGES = 3
_PAGER_NEAR = 14


def _pager(text: Text, end: int) -> bool:
    """Whether links to the pages of a list stand where the text's own stretch ends; a discussion
    has such links too, and begins at line `end`. The counter of an article's pages stands above
    its prose."""
    stop = text.main.stop
    if text.survey and survey.count(text.survey, "1") > text.survey.texts * _EVERYWHERE:
        return False
    run = 0
    for number in range(max(text.main.start + 1, stop - _PAGER_NEAR), min(end, stop + 2 * _PAGES)):
        page, before = text.lines[number].text, text.lines[number - 1].text
        if page == "1":
            run = 1
        elif run:
            run = run + 1 if page == str(run + 1) and before == str(run) else 0
        if run >= _PAGES:
            return True
    return False


def _lists(text: Text, end: int) -> int:
    """How many lists of details stand up to line `end` of a text: in its own stretch, or headings
    with details right below anywhere. A heading stands twice where a template prints it for readers
    and for the screen."""
    roles = text.roles
    heads = [n for n in range(end) if roles[n] == "details" and roles[n - 1 : n] != ["details"]]
    in_main = sum(1 for n in heads if n in text.main)
    return max(in_main, sum(1 for n in heads if roles[n + 1 : n + 2] == ["detail"]))


#: Articles with an intro in a text that make it a list, and the share of its prose that other
#: texts have: an article may quote two others.
_INTROS = 2
_COMMON = 0.5
#: The share of a text's prose with which another text is the same page once more.
_SAME = 0.7


def _intros(text: Text, article: Parts | None) -> int:
    """How many articles have their intros in a text, 0 where it is no list of them: its lines of
    prose stand in other texts, and not all in the same. The intro of an article stands in some
    lists, and a longer one in some of these."""
    if not (text.survey and text.surveyed and text.main):
        return 0
    outside = article and article.title_line not in text.main and article.start not in text.main
    stretch = range(article.start, article.end) if article and outside else text.main
    lines = _as_drawn(text, stretch)
    sharers = survey.sharers(text.survey, lines, survey.name_of(text.drawn))
    often = Counter(name for names in sharers for name in names)
    same = {name for name, lines in often.items() if lines > _SAME * len(sharers)}
    groups = {names - same for names in sharers if names - same}
    apart = [
        names for names in groups if any(names - others and others - names for others in groups)
    ]
    common = sum(1 for names in sharers if names)
    return len(apart) if len(apart) >= _INTROS and common >= _COMMON * len(sharers) else 0


def _as_drawn(text: Text, stretch: range) -> Sequence[Line]:
    """The lines of a stretch as the dumper broke them: a line made whole has kept the raw text of
    its first."""
    starts: list[int] = []
    place = 0
    for line in text.lines:
        while text.drawn[place].raw is not line.raw:
            place += 1
        starts.append(place)
        place += 1
    starts.append(len(text.drawn))
    return text.drawn[starts[stretch.start] : starts[stretch.stop]]


def _discussion(text: Text, article: Parts | None) -> int:
    """The line at which what readers said may begin, behind the article's begin."""
    start = article.start if article else 0
    details = ("detail", "date", "dated")
    for number in range(start + 1, len(text.lines)):
        name = text.roles[number]
        if name == "form" or (name == "comments" and text.roles[number - 1] not in details):
            return number
    return len(text.lines)


def _is_more(text: Text, number: int) -> bool:
    own = not text.shared[number] or number in text.main
    return own and bool(words.MORE.fullmatch(text.lines[number].text))


def _is_row(text: Text, number: int) -> bool:
    """Whether a line is one of a table of articles: a title, then cells with author, date, hits."""
    cells = text.lines[number].cells
    if len(cells) < 2 or text.roles[number] in ("buttons", "after"):
        return False
    return cells[-1].isdigit() or bool(details_of(cells[-1]))


#: Fields that the heads of two articles of a list have in common, at least.
_ALIKE = 2


def _further_heads(text: Text, article: Parts, end: int) -> bool:
    """Whether details of another article follow: a group of the same fields under a line of its
    own."""
    first = fields_in(text, article.head)
    group: list[int] = []
    for number in range(max(article.start, article.title_line + 1), end):
        if text.roles[number] in ("detail", "date", "dated", "buttons", "rating"):
            group.append(number)
            continue
        if _like(text, first, group):
            return True
        group = []
    return _like(text, first, group)


#: Groups of details of the same fields that make a list where no head of an article is known.
_GROUPS = 3


def _alike_groups(text: Text, end: int) -> int:
    """How many groups of details in the text's own stretch, up to line `end`, have the same fields,
    two of them or more; 0 where they are too few for a list."""
    alike: Counter[frozenset[str]] = Counter()
    group: list[int] = []
    stop = min(text.main.stop, end)
    for number in range(text.main.start, stop + 1):
        if number < stop and text.roles[number] in ("detail", "date", "dated"):
            group.append(number)
            continue
        fields = frozenset(fields_in(text, group) & {"author", "created", "published", "category"})
        if len(fields) >= _ALIKE:
            alike[fields] += 1
        group = []
    most = max(alike.values(), default=0)
    return most if most >= _GROUPS else 0


def _dated_entries(text: Text, article: Parts | None, end: int) -> int:
    """How many dates up to line `end` have the words around them that a list has around each of its
    entries: "Published in" beside it, or those that the first article's date begins with; 0 where
    they are too few for a list."""
    dates = [number for number in range(end) if text.roles[number] in ("date", "dated")]
    beside = sum(
        any(_PUBLISHED.match(line.text) for line in text.lines[max(0, n - 1) : n + 2])
        for n in dates
    )
    first = {_label(text, n) for n in (article.head if article else ())} - {""}
    alike = sum(1 for n in dates if n in text.main and _label(text, n) in first)
    most = max(beside, alike)
    return most if most >= _GROUPS else 0


def _label(text: Text, number: int) -> str:
    """The first word before a date with an hour, "" where there is none."""
    moment = moments.find(text.lines[number].text)
    if moment is None or moment.when is None or moment.when.precision not in _HOURS:
        return ""
    return moment.before.split(" ")[0]


_HOURS = ("minute", "second")


#: What K2 prints with the category of each item of its lists.
_PUBLISHED = re.compile(r"published in \w", re.I)


def _openings(text: Text, first: int) -> int:
    """How many times the same line that leads to a form for comments stands below prose of its own:
    one stands below each article of a list; 0 where dates stand between, as in a discussion."""
    counts: Counter[str] = Counter()
    prose = False
    for number in range(first, len(text.lines)):
        line, role = text.lines[number], text.roles[number]
        if counts and role in ("date", "dated", "since"):
            return 0
        if role == "form" and words.FORM.match(line.text):
            counts[line.text] += prose
            prose = False
        elif not text.shared[number] and len(line.text) > PROSE:
            prose = True
    return max(counts.values(), default=0)


#: What Joomla says of categories and lists, never of an article.
_NO_ARTICLES = frozenset(("subcategories",))


def _like(text: Text, first: set[str], group: list[int]) -> bool:
    """Whether a group of lines of details has the fields of an article's head."""
    if not group:
        return False
    fields = fields_in(text, group) & {"author", "created", "published", "category"}
    alike = fields & first
    return len(alike) >= _ALIKE or ("author" in alike and len(first) == 1)
