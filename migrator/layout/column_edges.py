"""What stands in and around the content column of an unknown structure and is no part of its text:
details, what other pages share, lists of other pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from migrator.document.document import Document, Element, is_in
from migrator.document.text import is_prose, short_text, text_of
from migrator.joomla.field_names import FieldName
from migrator.layout import boilerplate as furniture
from migrator.layout import detail_classes, detail_lines, details
from migrator.layout import titles as headings
from migrator.layout.fields import Found
from migrator.model import When
from migrator.normalise import dates
from migrator.normalise import word_digest as letters

#: Elements that a content column, or a box beside it, can be.
CONTAINERS = (
    "div",
    "td",
    "section",
    "article",
    "main",
    "table",
    "tbody",
    "tr",
    "center",
    "form",
    "body",
    "span",
    "dl",
    "dd",
)
#: Letters of a line that tells details and nothing else.
_LINE_LEAST, _LINE = 4, 259


def named(doc: Document, item: Element) -> Found | None:
    """An element with a class before the first prose that says, word for word, what the page calls
    itself, where the page has no heading that does; one without a class may be the author's own
    first line."""
    marked = [
        *doc.tagged("h1", "h2", "h3", "h4"),
        *(e for _, elements in doc.each(headings.MARKS) for e in elements),
    ]
    if any(headings.is_said(text_of(e), doc) for e in marked):
        return None
    names = {
        letters.of(name)
        for title in headings.said_by_page(doc)
        for name in (title, *headings.BETWEEN.split(title))
        if " " in name.strip()
    }
    for element in doc.within(item, ()):
        if is_prose(element):
            return None
        if (
            element is not item
            and element.get("class")
            and letters.of(title := text_of(element)) in names
        ):
            return Found(title, f"{element.tag} that says what the page's title says", (element,))
    return None


def repeated(doc: Document, item: Element, blocks: frozenset[Element]) -> dict[FieldName, Found]:
    """Author, category and tags, which stand alike on the pages of many articles, so that they look
    like furniture."""
    fields = _details(doc, item, set(blocks))
    return {
        name: fields[name]
        for name in ("author", "section", "parent category", "category", "tags")
        if name in fields
    }


def _details(doc: Document, box: Element, without: set[Element]) -> dict[FieldName, Found]:
    fields = detail_classes.by_class(
        doc, box, frozenset(e for block in without for e in block.iter())
    )
    return (
        details.by_label(doc, box, without | {e for f in fields.values() for e in f.elements})
        | fields
    )


def beside(doc: Document, item: Element, blocks: frozenset[Element]) -> dict[FieldName, Found]:
    """The details of boxes that stand around the column and hold nothing else: a row above with
    author and date, one below with the last change."""
    values: dict[FieldName, Found] = {}
    inner = item
    while (
        (outer := inner.getparent()) is not None and outer.tag in CONTAINERS and outer.tag != "body"
    ):
        parts = furniture.parts(doc, outer) | blocks
        for box in (
            e
            for e in outer.iterchildren(*CONTAINERS, "p", "ul", "h1", "h2", "h3")
            if e is not inner
        ):
            fields = _details(doc, box, set(blocks))
            read = parts | {e for f in fields.values() for e in f.elements}
            if box not in read and (left := text_of(box, read)) and not headings.is_said(left, doc):
                return values
            values = fields | values
        inner = outer
    return values


def edges(
    doc: Document, item: Element, without: Collection[Element]
) -> tuple[list[Element], list[Element]]:
    """The elements of `item` with a class, id or tooltip, or in such a one, that stand before its
    first prose, and those after its last."""
    named = [
        e
        for e in doc.within(item, without)
        if e is not item
        and (
            is_named(e)
            or details.tooltip(e)
            or (e.tag in _BARE and (box := e.getparent()) is not item and is_named(box))
        )
    ]
    prose = [doc.places[e] for e in doc.within(item, without) if is_prose(e) and e.tag != "a"]
    if not prose:
        return named, []
    over = {
        a
        for edge in (prose[0], prose[-1])
        for a in (doc.elements[edge], *doc.elements[edge].iterancestors())
    }
    return [e for e in named if doc.places[e] < prose[0] and e not in over], [
        e for e in named if doc.places[e] > prose[-1]
    ]


#: Elements that templates, and seldom authors, write without a class.
_BARE = ("div", "span", "td", "dd", "dt", "li", "small", "time", "a")


def is_named(element: Element) -> bool:
    """Whether an element has a class or an id."""
    return bool(element.get("class") or element.get("id"))


def at_edges(
    doc: Document, item: Element, without: Collection[Element]
) -> tuple[dict[FieldName, Found], set[Element]]:
    """The details around the text that are called nothing in particular: lines that are labels and
    values, or a date, and nothing else. And all elements that only tell so: what is said twice is
    no text either."""
    fields: dict[FieldName, Found] = {}
    taken: set[Element] = set()
    above, below = edges(doc, item, without)
    for element in (*above, *below):
        text = short_text(element, _LINE)
        label = details.tooltip(element)
        if text is None or len(text + label) < _LINE_LEAST or is_in(element, taken):
            continue
        values = detail_lines.sentence(text, doc)
        if not values and label and text:
            text = f"{label}: {text}"
            values = detail_lines.sentence(text, doc)
        values = values if _is_sure(doc, values, text) else {}
        when = _date(doc, text) if not values else None
        if (
            when
            and ("created" not in fields or fields["created"].value.value[:10] == when.value[:10])
            and doc.places[element] < (doc.places[below[0]] if below else len(doc.elements))
        ):
            values = {"created": when}
        if values:
            taken.add(element)
        for name, value in values.items():
            fields.setdefault(name, Found(value, f"line in {element.tag}", (element,)))
    return fields, taken


def _date(doc: Document, text: str) -> When | None:
    return dates.only(text, *doc.context.date_style)


def first_heading(
    doc: Document, own_blocks: list[Element], read: set[Element]
) -> dict[FieldName, Found]:
    """The title of a page whose head does not say it: a heading that is the first of the page's
    `own_blocks`, before details (the elements of `read`)."""
    heading = (
        next(
            (
                e
                for e in (own_blocks[0], *own_blocks[0].iterancestors())
                if e.tag in ("h1", "h2", "h3")
            ),
            None,
        )
        if own_blocks
        else None
    )
    after = next((e for e in own_blocks if heading not in (e, *e.iterancestors())), None)
    if heading is None or after is None or not {after, *after.iterancestors()} & read:
        return {}
    return {
        "title": Found(headings.read(doc, heading), f"{heading.tag} before the details", (heading,))
    }


def _is_sure(doc: Document, values: dict[FieldName, Any], text: str) -> bool:
    """Whether a line, called nothing in particular, can only be one of details: it has a colon, a
    date or a number of hits, or two words before a name ("Written by"); each of its dates is a date
    and nothing else."""
    moments = [v for v in values.values() if isinstance(v, When)]
    if any(_date(doc, moment.raw) is None for moment in moments):
        return False
    named = len(text.split()) - len(str(values.get("author", text)).split())
    return bool(moments) or ":" in text[:-1] or "hits" in values or named > 1
