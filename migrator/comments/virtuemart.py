"""VirtueMart 1 to 3 (com_virtuemart, Joomla 1.5 to 3): customers' reviews of a product.

Read off bbarclay/myzenvei at b094b7b1, components/com_virtuemart/themes/default/templates (1.1.4),
microwises/virtuemart at df3ff312 (2.0, May 2012) and lemanhtoan/basezoomla (3), whose reviews are
the same; five public templates print them so, one with the name before the text."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from typing import Any

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem, PageComments
from migrator.layout.fields import Field, byline, first_decimal, html, rated, when

_PICTURE = rated("img[src*='/stars/']")


def _rating(element: Element, doc: Document) -> Any:
    """The stars given of those that can be given: "Rating: 4/5" in a tooltip; in 1 a picture."""
    if match := re.search(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d+)", element.get("title") or ""):
        return {"value": first_decimal(match[1]), "best": first_decimal(match[2])}
    return _PICTURE.read(element, doc)


class VirtueMart(CommentSystem):
    """2: `.list-reviews`. 1 has no classes: name and date in bold, stars, a quote with the words;
    made one box each."""

    marks = (".list-reviews blockquote", "#vmMainPage blockquote")
    block = (".list-reviews",)
    body = html("blockquote")
    created = when(".list-reviews .date", ".date", "strong")
    rating = Field((".ratingbox[title]", "img[src*='/stars/']"), _rating)
    author = byline(".bold", "strong")

    def read(self, doc: Document) -> PageComments:
        """The reviews; 2 and 3 show the first three, and a link to a page with all."""
        harvest = super().read(doc)
        more = doc.first(".list-reviews > a.details") is not None
        return replace(harvest, pages=2 if more else 1)

    def ends(self, doc: Document) -> set[Element]:
        """Of 1 the heading of the reviews, or the first name."""
        return {
            next((e for e in cell if e.tag in ("h4", "strong")), cell[0])
            for cell in dict.fromkeys(e.getparent() for e in _quotes(doc))
        }

    def items(self, doc: Document) -> list[Element]:
        """The reviews."""
        listed = [e for e in doc.find(".list-reviews > div") if e.find(".//blockquote") is not None]
        return listed or [box for e in _quotes(doc) if (box := _box(e)) is not None]

    def id(self, doc: Document, item: Element) -> int | None:
        return None


def _quotes(doc: Document) -> list[Element]:
    """The quotes of reviews in 1: those with a name in bold and stars before them."""
    return [e for e in doc.find("#vmMainPage blockquote") if _box(e) is not None]


def _box(quote: Element) -> Element | None:
    before = []
    for element in quote.itersiblings(preceding=True):
        if element.tag in ("blockquote", "h4"):
            break
        before.append(element)
    if not any(e.tag == "strong" and text_of(e) for e in before) or not any(
        e.tag == "img" and "/stars/" in (e.get("src") or "") for e in before
    ):
        return None
    box = lxml.etree.Element("div")
    for element in (*reversed(before), quote):
        twin = copy.deepcopy(element)
        twin.tail = None
        box.append(twin)
    return box
