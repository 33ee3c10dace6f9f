"""Details, body and end of the article of one text, around its title."""

from __future__ import annotations

from migrator.document.text import PROSE
from migrator.normalise import word_digest
from migrator.textdump import stretches
from migrator.textdump.roles import STOPS, details_of
from migrator.textdump.survey import count
from migrator.textdump.text import LABEL, Parts, Text
from migrator.textdump.title import BY_PLACE, title
from migrator.textdump.title_place import END, NEAR

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


def parts(text: Text) -> Parts | None:
    """The parts of the article in `text`, None where no line can be its title."""
    article = title(text)
    if article is None:
        return None
    _head_before(text, article)
    _head_after(text, article)
    article.end = _end(text, article.start)
    _take_main(text, article)
    if not text.surveyed and article.rule in BY_PLACE and article.start in text.main:
        article.end = min(article.end, text.main.stop)
    if tags := _tags_before(text, article.start, article.end):
        article.tags += tags
        article.end = tags[0]
    return article


def _take_main(text: Text, article: Parts) -> None:
    """Take the longest stretch of the text's own lines for the body, where next to nothing follows
    the title: a pathway that names the page stands above a module, or below the article."""
    inside = article.title_line in text.main or article.start in text.main
    letters = _letters(text, range(article.start, article.end))
    named_only = text.main.stop <= 1  # the title of the document, above the site's own lines
    if not text.surveyed or inside or named_only or (article.head and letters):
        return
    if letters * _NEXT_TO >= _letters(text, text.main):
        return
    article.start = text.main.start
    head = stretches.head(text.lines, text.roles, text.main)
    if head >= 0 and word_digest.of(text.lines[head].text) == word_digest.of(article.title):
        article.start = head + 1
    _head_after(text, article)
    article.end = _end(text, article.start)


#: How many times less than the main stretch is next to nothing.
_NEXT_TO = 4


def _letters(text: Text, stretch: range) -> int:
    return sum(len(text.lines[number].text) for number in stretch if not text.shared[number])


#: Lines among which details without a label may stand: author, categories, dates, tags.
_LOOSE = 14


def _head_before(text: Text, article: Parts) -> None:
    """Details above the title: K2 and others put the date there, some templates all of them."""
    number = article.title_line - 1
    if number >= 0 and text.roles[number] == "buttons":
        article.head.insert(0, number)
        number -= 1
    while (
        number >= 0
        and article.title_line - number < _LOOSE
        and text.roles[number] in ("date", "detail", "dated")
    ):
        article.head.insert(0, number)
        number -= 1
    if not article.head:
        return
    top = number
    while number >= 0 and top - number < 3 and _is_label(text, number) and not text.shared[number]:
        article.loose.insert(0, number)
        number -= 1


def _is_label(text: Text, number: int) -> bool:
    line = text.lines[number]
    return (
        not text.roles[number]
        and len(line.text) < LABEL
        and not line.bullet
        and line.text[-1] not in ":;,"
        and not line.text.endswith(STOPS)
    )


def _head_after(text: Text, article: Parts) -> None:
    """Details below the title; `article.start` is left at the first of the article's own words."""
    number = article.start
    while number < len(text.lines):
        name = text.roles[number]
        if name in ("index", "page"):
            number = _after_index(text, number)
        elif (name in HEAD and not _is_number_list(text, number)) or _is_counter(
            text, number, article
        ):
            article.head.append(number)
            number += 1
        elif _is_author(text, number, article):
            article.loose.append(number)
            number += 1
        elif tags := _tags(text, number, article):
            article.tags.extend(range(number, number + tags))
            number += tags
        elif after := _labels_until(text, number):
            for loose in range(number, after):
                (article.head if text.roles[loose] else article.loose).append(loose)
            number = after
        else:
            break
    article.start = number


def _is_author(text: Text, number: int, article: Parts) -> bool:
    """Whether a line below the date is a name that stands so below other titles of the site."""
    below = bool(article.head) and article.head[-1] == number - 1
    dated = below and text.roles[number - 1] == "date" and not text.roles[number]
    return bool(dated and text.survey and text.lines[number].text in text.survey.names)


#: Letters of a tag at most.
_TAG = 40


def _tags(text: Text, number: int, article: Parts) -> int:
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
            text.lines[number].gap or not article.head or article.head[-1] != number - 1
        ):
            return 0
        after += 1
    return after - number


def _is_counter(text: Text, number: int, article: Parts) -> bool:
    """Whether a counter of comments stands among the details: K2 and EasyBlog print it there."""
    above = article.head and number == article.head[-1] + 1
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
            name in ("detail", "date", "dated") and after - number < NEAR
        ):
            return after if after > number else 0
        if (
            (name in END and not (name == "comments" and line.bullet))
            or len(line.text) > LABEL
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


def _end(text: Text, start: int) -> int:
    """The line after the last of the article's own words."""
    number = start
    while number < len(text.lines):
        if text.roles[number] in END or text.roles[number] == "crumbs":
            break
        if text.roles[number] == "detail" and not _goes_on(text, number):
            break
        if text.shared[number] and not stretches.bridged(
            text.lines, text.roles, text.shared, number, stretches.OWN_AHEAD
        ):
            break
        number += 1
    return number


#: Lines behind one that may be a detail among which the article must go on.
_ON = 3


def _goes_on(text: Text, number: int) -> bool:
    """Whether a line that may be a detail stands amid the article ("Date: Friday", in a list of
    facts): its own words go on behind. The date of the last change ends every article."""
    fields = text.labelled.get(number) or details_of(text.lines[number].text)
    if (text.surveyed and number not in text.main) or not fields.keys().isdisjoint(_ENDING):
        return False
    end = text.main.stop if text.surveyed else len(text.lines)
    after = text.roles[number + 1 : min(number + 1 + _ON, end)]
    if {"comments", "form"}.isdisjoint(text.roles[number:]):
        return "" in after and END.isdisjoint(after)
    return text.surveyed and len(after) == _ON and not any(after)


#: Details that Joomla and K2 print below an article.
_ENDING = frozenset(("modified", "hits", "tags"))


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
