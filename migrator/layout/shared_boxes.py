"""Boxes that many pages of a site share, in the region of an article and around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrator.document.context import Survey
from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout import survey

#: Letters of a label in a cell.
_LABEL = 40
#: Letters of a paragraph that says something.
_SENTENCE = 25


def _paragraphs_before(element: Element) -> Iterator[Element]:
    """The paragraphs right before what holds words of the page's own: the intro of an article,
    which lists and modules show on other pages."""
    before = element.getprevious()
    while before is not None and before.tag == "p" and len(text_of(before)) >= _SENTENCE:
        yield before
        before = before.getprevious()


def _heads(box: Element) -> bool:
    """Whether a box says what a small heading in it says and nothing else: what heads the text that
    follows. A large one is the menu's or a module's."""
    return any(text_of(h) == text_of(box) for h in box.iter("h3", "h4", "h5", "h6"))


def _is_label(box: Element) -> bool:
    """A cell with a word or two, beside cells with the page's own."""
    return (
        box.tag in ("td", "th", "dt", "dd", "li")
        and len(text_of(box)) < _LABEL
        and next(box.iter("a"), None) is None
    )


def shared(
    doc: Document, item: Element, learned: Survey
) -> tuple[frozenset[Element], list[Element]]:
    """The boxes of `item` in which nothing is the page's own (share buttons, notices, menus that
    stand on other pages too), as large as they come; and the elements that have words or pictures
    of the page's own."""
    inside = set(item.iter())
    own_blocks: list[Element] = []
    seen: list[Element] = []
    for element, block, length in survey.blocks(doc):
        if element in inside:
            (seen if learned.is_furniture(block, length) else own_blocks).append(element)
    around = {a for e in own_blocks for a in (e, *e.iterancestors())}
    worded = set(own_blocks)
    boxes = (_largest(e, around) for e in seen if e not in around and e is not item)
    return frozenset(b for b in boxes if b.getparent() not in worded), own_blocks


def _largest(element: Element, around: set[Element]) -> Element:
    while (parent := element.getparent()) is not None and parent not in around:
        element = parent
    return element


def amid(
    doc: Document, item: Element, boxes: Iterable[Element], own_blocks: list[Element]
) -> frozenset[Element]:
    """Those of `boxes` in `item` that stand between the first and the last of the page's own words
    (`own_blocks`), open or head them, or label them in a cell: what an author used on many pages,
    or lists and modules show."""
    places = [doc.places[e] for e in own_blocks if e.tag != "a"]
    boxes = list(boxes)
    heading = max(
        (b for b in boxes if places and doc.places[b] < min(places)),
        key=lambda b: doc.places[b],
        default=None,
    )
    around = {a for e in own_blocks for a in e.iterancestors()}
    openings = {
        paragraph
        for e in own_blocks
        for level in (e, *e.iterancestors())
        if doc.places[level] > doc.places[item]
        for paragraph in _paragraphs_before(level)
    }
    return frozenset(
        b
        for b in boxes
        if places
        and (
            min(places) < doc.places[b] < max(places)
            or b in openings
            or (_is_label(b) and b.getparent() in around)
            or (b is heading and _heads(b))
        )
    )
