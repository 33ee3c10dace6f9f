"""The declarations that readers and comment systems are made of.

A field names the selectors where its value stands, best first, and knows how to read an element.
lxml finds the element; what is read from it is given back with the rule that found it.

    title = text(".itemTitle")            visible text
    website = attr("a.author", "href")    an attribute
    created = when(".createdate")         a date
    author = person(".createdby")         a name, without "Written by"
    hits = number(".hits")                a whole number
    tags = texts(".tags a")               a list
    body = html(".itemIntroText", ".itemFullText", all=True)
    body = rest()                         what remains of the item without the other fields
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address, labels
from migrator.normalise import dates


@dataclass(frozen=True, slots=True)
class Found:
    """What a field gave: the value, the selector that led to it and the elements it came from."""

    value: Any
    rule: str
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """Selectors, best first, and how one element is read. `all` takes every element of the first
    selector that has any; `printed_first` passes over elements without words that are shown
    (microdata that a template has frozen) as long as others are there."""

    selectors: tuple[str, ...]
    read: Callable[[Element, Document], Any]
    all: bool = False
    printed_first: bool = False

    def find(
        self, doc: Document, scope: Element, skip: frozenset[Element] = frozenset()
    ) -> Found | None:
        """The first value that any selector leads to in `scope`, outside the elements of `skip`."""
        for selector, named in doc.each(self.selectors, scope):
            elements = [_definition(e) for e in named if e not in skip]
            if self.all:
                values = [v for v in (self.read(e, doc) for e in elements) if v not in (None, "")]
                if values:
                    return Found(tuple(values), selector, tuple(elements))
                continue
            if self.printed_first and len(elements) > 1:
                elements.sort(key=lambda element: not text_of(element))
            for element in elements:
                value = self.read(element, doc)
                if value not in (None, ""):
                    return Found(value, selector, (element,))
        return None


def _definition(element: Element) -> Element:
    """The `dd` after a `dt` that has the class and is a label, or `element`."""
    after = element.getnext() if element.tag == "dt" else None
    return after if after is not None and after.tag == "dd" else element


@dataclass(frozen=True, slots=True)
class Rest:
    """A body without a container of its own: what remains of the item."""

    drop: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Html:
    """A body with containers of its own; with `all` they are joined in page order."""

    selectors: tuple[str, ...]
    all: bool = False


def rest(*drop: str) -> Rest:
    """The body is what is left of the item; `drop` selects what is no part of it."""
    return Rest(drop)


def html(*selectors: str, all: bool = False) -> Html:  # noqa: A002 -- reads as it means
    """The body has a container of its own, with `all` several."""
    return Html(selectors, all)


def text(*selectors: str, without: tuple[str, ...] = ()) -> Field:
    """The text of the first element that a selector finds, without what others select in it."""
    return Field(selectors, lambda e, doc: once(text_of(e, doc.all(without, e) if without else ())))


def once(text: str) -> str:
    """`text` with entities that were escaped twice put right: "Q &amp; Co" in what a reader sees is
    "Q & Co"."""
    return html_entities.unescape(text) if _TWICE.search(text) else text


def category_name(*selectors: str, parent: bool = False) -> Field:
    """A category's name, without "Category:" before it; Joomla's own root is none, nor, without
    `parent`, the category above it, which microdata call the same."""

    def read(element: Element, doc: Document) -> str | None:
        if not parent and _names_parent(element):
            return None
        name = labels.value(once(text_of(element)), "category", "parent category").strip(" -:/|")
        return name if name and name != "ROOT" and not labels.is_label(name) else None

    return Field(selectors, read)


_PARENT = re.compile(r"parent[\w-]*categ", re.I)


def _names_parent(element: Element) -> bool:
    """Whether a category's name stands in a block of the category above it."""
    boxes = (element, *islice(element.iterancestors(), 2))
    return any(_PARENT.search(box.get("class") or "") for box in boxes)


def texts(*selectors: str) -> Field:
    """The texts of all elements that the first fitting selector finds."""
    return Field(selectors, lambda e, doc: text_of(e).strip(" ,;"), all=True)


def attr(selector: str, name: str) -> Field:
    """The value of an attribute."""
    return Field((selector,), lambda e, doc: (e.get(name) or "").strip() or None)


def link(*selectors: str) -> Field:
    """Where a link leads."""
    return Field(selectors, lambda e, doc: (e.get("href") or "").strip() or None)


def number(*selectors: str) -> Field:
    """The first whole number of an element's `content` or text."""
    return Field(selectors, lambda e, doc: first_number(e.get("content") or text_of(e)))


def rated(*selectors: str, best: str = "") -> Field:
    """What a review gives: the first number, or the one in a picture's name; `best` selects where
    the most that can be given stands."""

    def read(element: Element, doc: Document) -> dict[str, float | None] | None:
        named = (element.get("src") or "").rpartition("/")[2]
        value = first_decimal(element.get("content") or text_of(element) or named)
        top = doc.first(best, doc.tree) if best else None
        most = first_decimal(top.get("content") or text_of(top)) if top is not None else None
        return {"value": value, "best": most} if value is not None else None

    return Field(selectors, read)


def person(*selectors: str) -> Field:
    """A name, without a label before it."""
    return Field(selectors, read_person, printed_first=True)


def guest(*selectors: str) -> Field:
    """A name without the word for a guest in brackets behind it: "Ann (Guest)"."""
    return Field(selectors, lambda e, doc: _GUEST.sub("", once(text_of(e))).strip() or None)


_GUEST = re.compile(
    r"\s*\((?:guest|gast|гость|гост|invité|visiteur|invitado|visitante|ospite|gość|host|misafir|"
    r"vendég|vieras|gäst|gjest|επισκέπτης|ゲスト|访客)[^)]*\)?\s*$",
    re.I,
)


def when(*selectors: str) -> Field:
    """A date, from `datetime`, `content` or the text."""
    return Field(selectors, read_when)


def first_number(text: str) -> int | None:
    """The first whole number in `text`, thousands' separators undone: 1,234 is 1234."""
    match = re.search(r"(?:(?<![\w-])-)?(?:\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+)", text)
    if not match:
        return None
    number = address.whole_number(re.sub(r"\D", "", match[0]))
    return -number if number and match[0].startswith("-") else number


def first_decimal(text: str) -> float | None:
    """The first number in `text`, with its decimals."""
    match = re.search(r"\d+(?:[.,]\d+)?", text)
    return float(match[0].replace(",", ".")) if match else None


_TWICE = re.compile(r"&(?:amp|quot|lt|gt|nbsp|#0?39);")

_NAME = ("[itemprop=name]", "a")


def read_person(element: Element, doc: Document) -> str | None:
    """The name in an author's element: the one in microdata, else the text without its label."""
    for _, elements in doc.each(_NAME, element):
        inner = elements[0]
        if inner is not element:
            name = once(text_of(inner) or inner.get("content") or "")
            if name and len(name) < 100:
                return labels.person(name) if inner.tag == "a" else labels.without_phrase(name)
    if element.tag == "meta":
        return str(element.get("content") or "") or None
    name = labels.person(once(text_of(element)))
    return name if 0 < len(name) < 120 else None


def read_when(element: Element, doc: Document) -> Any:
    """The date in an element: its machine form where it has one, else the text."""
    for e in (element, *element.iter("time", "meta", "abbr", "span")):
        stamp = e.get("datetime") or (
            e.get("content") if e.tag == "meta" or e.get("itemprop") else None
        )
        if stamp and (date := dates.parse(stamp)):
            return date
    return dates.parse(text_of(element), *doc.context.date_style)


def byline(*selectors: str) -> Field:
    """The name in a line that also tells a date: "Posted by Ann, on 15 March 2009 13:02"."""
    return Field(selectors, _byline_name)


def _byline_name(element: Element, doc: Document) -> str | None:
    text = _GUEST.sub("", once(text_of(element)))
    date = dates.parse(text, *doc.context.date_style)
    if date is None:
        return labels.person(text) or None
    head = _WEEKDAY.sub("", _DATE_START.split(text, maxsplit=1)[0])
    name = labels.person(_GUEST.sub("", _BETWEEN.sub("", head)))
    return name if 0 < len(name) < 120 else None


def bare_name(text: str) -> str:
    """A name without what comments print around it: "Written by", a weekday, "wrote", "(Guest)"."""
    head = _WEEKDAY.sub("", text.strip())
    return labels.person(_GUEST.sub("", _VERB.sub("", _GUEST.sub("", head))))


_VERB = re.compile(
    r"\s+(?:wrote|said|says|makes this(?:\s+comment)?|replied(?: the topic)?|schrieb|sagte|a écrit|"
    r"escribió|ha scritto|napisał|написал)(?:\s+on)?\s*:?$",
    re.I,
)
#: Where a date begins that a name stands before: a figure, or a month's name before its figure.
_DATE_START = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+)?(?<![\w#])\d"
)
_WEEKDAY = re.compile(
    r"[\s,(|-]+(?:Mon|Tues?|Wednes|Thu(?:rs)?|Fri|Satur|Sat|Sun|Wed)(?:day)?\.?[\s,]*$", re.I
)
#: What stands between name and date.
_BETWEEN = re.compile(
    r"[\s,(|·•:–-]+(?:wrote\s+on|wrote|said|on|at|am|um|le|el|il|op|den|dnia|em|på|na|в|от)?"
    r"[\s,:]*$",
    re.I,
)
