"""The reading of one text: an article with its comments, a list, a search, or no page of Joomla."""

from __future__ import annotations

import re
from dataclasses import replace

from migrator.document import charset
from migrator.document.context import TextSurvey
from migrator.joomla import address
from migrator.model import Capture, Comment, Fields, Note, Reading, Value, When
from migrator.normalise import dates, word_digest
from migrator.normalise.weekdays import WEEKDAYS
from migrator.textdump import (
    alone,
    article,
    body,
    comments,
    front_matter,
    kinds,
    lines,
    moments,
    rows,
    survey,
    unbroken,
)
from migrator.textdump.moments import find
from migrator.textdump.roles import details_of
from migrator.textdump.survey import TextLook
from migrator.textdump.text import Parts, Text, text_of
from migrator.textdump.title import BY_HEAD

#: Words of a text that is a page, at least.
_WORDS = 20


def looks_like(capture: Capture) -> bool:
    """Whether a text may be that of a page: some words, and no file that only servers read."""
    return len(capture.data.split(None, _WORDS)) > _WORDS


def look(capture: Capture) -> TextLook:
    """A look at one text, for a survey."""
    head, rest = front_matter.split(charset.decode(capture.data)[0])
    return survey.look(lines.read(rest), head.get("title", ""))


def read(
    capture: Capture,
    learned: TextSurvey | None = None,
    order: str = "dmy",
    address_kind: str | None = None,
) -> Reading:
    """The reading of a text; `learned` is what the texts of the source have in common, `order` that
    of day and month in its dates, `address_kind` the kind of page that its address tells."""
    decoded, _, notes = charset.decode(capture.data)
    head, rest = front_matter.split(decoded)
    text = text_of(lines.read(rest), learned, head)
    base = Reading(
        capture.source,
        capture.url,
        "other",
        "text without an article",
        captured=capture.captured,
        origin="text",
        generic="survey" if text.surveyed else "alone",
        notes=tuple(notes),
    )
    if not head and unbroken.is_page(text.drawn, learned):
        return _unbroken(base, text)
    if not _is_page(text, capture.url):
        return replace(
            base, kind="not-joomla", reason="a text that is no Joomla page", status="skipped"
        )
    parts = article.parts(text)
    other = kinds.classify(text, parts, address_kind)
    if parts is None or other:
        kind, reason = other or ("other", "no article is in it")
        mentions = rows.mentions(text, order) if kind in _LISTS else ()
        return replace(base, kind=kind, reason=f"text dump: {reason}", mentions=mentions)
    html = body.to_html(text.lines[parts.start : parts.end])
    talk = comments.read(text, parts.end, order)
    return replace(
        base,
        kind="article",
        reason="text dump of a page",
        key=address.article_key(capture.url) if capture.url else None,
        page_title=parts.title,
        fields=_fields(text, parts, order),
        body=html,
        text_mark=word_digest.mark(html),
        comments=talk.comments,
        comments_stated=talk.stated,
        comment_system=talk.system or ("generic" if talk.comments else None),
        notes=(*notes, *_notes(text, parts), *_age_notes(text, parts.end, talk.comments)),
    )


def _unbroken(base: Reading, text: Text) -> Reading:
    """The reading of a page's text on one line: all its words, and nothing else."""
    html = body.to_html(text.lines)
    message = (
        "the text has no line breaks: nothing tells title, details and comments from the words of "
        "menus and article, so they are null and all words are in the body; make the text again "
        "with a line for each block to have them"
    )
    return replace(
        base,
        kind="article",
        reason="text dump of a page, on one line",
        fields={"body": Value(None, "textdump: the whole text")},
        body=html,
        text_mark=word_digest.mark(html),
        notes=(*base.notes, Note("textdump-no-lines", message, "warning")),
    )


#: Kinds of pages whose rows tell of articles.
_LISTS = frozenset(("listing", "front", "archive"))
#: Kinds of lines that Joomla prints around an article; a text with so many of them is a page.
_SIGNS = frozenset(
    (
        *("buttons", "rating", "module", "after", "foot", "comments", "form", "pathway", "skip"),
        *("detail", "details", "dated", "date"),
    )
)
_ENOUGH = 3
_DATES = frozenset(("date", "dated"))


def _is_page(text: Text, url: str | None) -> bool:
    """Whether a text is that of a page, and no read-me or licence: the site repeats its lines, or
    several kinds of lines are there that stand around an article; author and date do for a print
    view, one of its buttons where the other texts are a site, an address of Joomla's for any."""
    if text.surveyed or text.head or (url and address.read(url).option):
        return True
    fields = {name for line in text.lines for name in details_of(line.text)}
    dated = "created" in fields or not _DATES.isdisjoint(text.roles)
    if text.survey and text.survey.pairs and {"buttons", "detail"} & set(text.roles):
        return True
    if "buttons" in text.roles and not fields.isdisjoint(("author", "created", "modified")):
        return True
    signs = len(_SIGNS.intersection(text.roles)) + ("author" in fields and dated)
    named = any("joomla" in line.text.casefold() for line in text.lines)
    return signs + named >= _ENOUGH or alone.is_page(text.lines, text.roles)


def _notes(text: Text, parts: Parts) -> tuple[Note, ...]:
    how = "with what the site's texts have in common" if text.surveyed else "alone"
    lost = "links, pictures and emphasis are not in it"
    if any(line.is_markdown for line in text.lines):
        lost = "only what Markdown has is in it"
    elif any(line.links for line in text.lines[parts.start : parts.end]):
        lost = (
            "pictures and emphasis are not in it, and not where a link ends: it is the first word"
        )
    message = f"read from a text, {how}: {lost}"
    return (Note("textdump-reading", message, "warning"),)


def _age_notes(text: Text, start: int, readers: tuple[Comment, ...]) -> tuple[Note, ...]:
    """A note on comments whose dates are null, as the text tells only how long ago they were
    written: when it was saved is not known to the day, and such ages are rounded."""
    undated = sum(1 for comment in readers if comment.created is None)
    if not undated or not any(moments.has_age(line.text) for line in text.lines[start:]):
        return ()
    message = (
        f"{undated} of {len(readers)} comments have no date: the text tells only how long ago "
        "they were written"
    )
    return (Note("textdump-comment-ages", message, "warning"),)


def _fields(text: Text, parts: Parts, order: str) -> Fields:
    fields: Fields = {
        "body": Value(None, "textdump: lines between details and what follows"),
    }
    if parts.title:
        fields["title"] = Value(parts.title, parts.rule)
    moments_: list[When] = []
    names: list[str] = []
    loose = set(parts.loose)
    for number in sorted((*parts.head, *parts.loose), key=lambda n: (n < parts.title_line, n)):
        line = text.lines[number].text
        labelled = text.labelled.get(number) or details_of(line, order)
        for name, value in labelled.items():
            fields.setdefault(name, Value(value, "textdump: labelled line"))
        if labelled or number - 1 in text.labelled or (number in loose and text.roles[number]):
            continue
        if number in loose:
            names.append(line)
        elif moment := find(line, order):
            moments_ += [moment.when] if moment.when else []
            names += [moment.before] if moment.before else [moment.after] if moment.after else []
    if moments_:
        first = min(moments_, key=lambda d: d.value)
        fields.setdefault("created", Value(first, "textdump: date beside the title"))
    if parts.tags:
        tags = tuple(text.lines[n].text for n in parts.tags)
        fields.setdefault("tags", Value(tags, "textdump: bullets below the details"))
    if "author" not in fields and (author := _author(text, parts, names)):
        fields["author"] = Value(author, "textdump: name among the details")
    if author := text.head.get("author"):
        fields.setdefault("author", Value(author, BY_HEAD))
    if written := dates.parse(text.head.get("date", "")):
        fields.setdefault("created", Value(written, BY_HEAD))
    return fields


def _author(text: Text, parts: Parts, names: list[str]) -> str | None:
    """The author of the names that stand among the details without a label: Joomla prints the
    author first, and the names of categories stand in menus too."""
    title = word_digest.of(parts.title)
    loose = set(parts.loose)
    others = {
        line.text
        for n, line in enumerate(text.lines)
        if n not in loose and n not in text.trail and (line.bullet or n < parts.title_line)
    }
    for shown in names:
        name = _LOGO.sub("", shown)
        author = survey.author(text.survey, shown) if text.survey else None
        if author and not author[0].islower() and not _NO_NAME.search(author):
            return author
        if shown not in others and word_digest.of(name) != title and _may_be_name(name):
            return name
    return None


#: Letters and words of a name at most: "Maria del Carmen de la Fuente Ruiz" has seven.
_NAME_LETTERS = 60
_NAME_WORDS = 7


#: Small words within names.
_PARTICLES = frozenset(
    ("de", "la", "le", "du", "des", "del", "di", "da", "do", "dos", "van", "der", "den", "von", "y")
)
#: What no name has that stands beside a date: of 80 real sites' texts 106 had an author that the
#: pages have not: titles of events and dishes, categories, labels, other sites' names.
_NO_NAME = re.compile(r"[\d:：@()\[\]!?|/]|\w\.\w{2,}$|[,.\-–]$| - |^[\W_]")


#: Letters of a Chinese or Japanese name, which dumpers print without a space.
_WIDE_NAME = (2, 6)


def _may_be_name(text: str) -> bool:
    """Whether some words beside a date may be a name: two or more, each with a capital or of a
    script without capitals; not all in capitals, as headings and labels are."""
    words = [word for word in text.split() if word not in _PARTICLES]
    capitals = all(not word[0].islower() for word in words)
    if len(words) == 1 and lines.width(text) == 2 * len(text):
        return _WIDE_NAME[0] <= len(text) <= _WIDE_NAME[1] and text not in WEEKDAYS
    short = len(text) < _NAME_LETTERS and 1 < len(words) <= _NAME_WORDS
    return short and capitals and not text.isupper() and not _NO_NAME.search(text)


#: What T3 prints behind the name of an author: the text of a picture for search engines.
_LOGO = re.compile(r" logo$")
