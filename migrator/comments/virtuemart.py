"""VirtueMart 1 and 2 (com_virtuemart, Joomla 1.5 and 2.5): customers' reviews of a product.

Read off bbarclay/myzenvei at b094b7b1, components/com_virtuemart/themes/default/templates (1.1.4),
and microwises/virtuemart at df3ff312 (2.0, May 2012)."""

from __future__ import annotations

import copy

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import byline, html, rated, when


class VirtueMart(CommentSystem):
    """2: `.list-reviews`. 1 has no classes: name and date in bold, stars, a quote with the words;
    made one box each."""

    marks = (".list-reviews blockquote", "#vmMainPage blockquote")
    block = (".list-reviews",)
    body = html("blockquote")
    created = when(".list-reviews .date", ".date", "strong")
    rating = rated("img[src*='/stars/']")
    author = byline(".bold", "strong")

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
