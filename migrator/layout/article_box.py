"""From an article's heading to the region that holds the article: the least box with something
after the heading that is neither heading nor detail nor furniture."""

from __future__ import annotations

from migrator.document.document import Document, Element, is_in
from migrator.document.text import is_prose, text_of
from migrator.layout import boilerplate as furniture
from migrator.layout import detail_classes, details
from migrator.layout import titles as headings
from migrator.layout.fields import Found

_STOP = ("body", "html", "form")
_MEDIA = ("img", "iframe", "object", "embed", "video", "audio", "table")


def around(doc: Document, heading: Element, blocks: frozenset[Element] = frozenset()) -> Element:
    """The region of the article whose heading is `heading`; `blocks` (comments) count as
    nothing."""
    title = Found(headings.read(doc, heading), "", (heading,))
    box = heading.getparent()
    if box is None:
        return heading
    while box.tag not in _STOP and (parent := box.getparent()) is not None:
        if box.tag not in ("header", "thead", "tr", "tbody", "hgroup", "dl", "a") and holds_more(
            doc, box, title, blocks
        ):
            return box
        if parent.tag in _STOP:
            return box
        box = parent
    return box


def holds_more(doc: Document, box: Element, heading: Found, blocks: frozenset[Element]) -> bool:
    """Whether `box` holds words or pictures that are neither the heading nor details nor
    furniture."""
    without = furniture.parts(doc, box) | set(blocks) | headings.shell(heading, box)
    if any(map(is_prose, doc.within(box, without))):
        return True
    if text_of(box) == heading.value and next(box.iter(*_MEDIA), None) is None:
        return False
    read = without | {e for f in detail_classes.by_class(doc, box).values() for e in f.elements}
    read |= {e for f in details.by_label(doc, box, read).values() for e in f.elements}
    if text_of(box, read):
        return True
    return any(e.tag in _MEDIA and e not in read and not is_in(e, read) for e in box.iter(*_MEDIA))
