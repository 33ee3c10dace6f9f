"""The boxes of an article's body, and what belongs to the body beside them."""

from __future__ import annotations

from migrator.document.document import Document, Element, is_in
from migrator.document.text import is_long, is_prose, is_words

#: The image of the full article (2.5 on), which stands beside the body's box.
_FULL_IMAGE = (
    "[class*=img-fulltext]",
    ".item-image",
    ".article-full-image",
    ".article-image.full-image",
    "[property=image][typeof=ImageObject]",  # YOOtheme Pro
    ".itemImageBlock",  # K2's item image with its caption and credits
)


def full_images(
    doc: Document, item: Element, containers: tuple[Element, ...]
) -> tuple[Element, ...]:
    """The images of the full article in `item`, outside the body's boxes."""
    inside = {e for c in containers for e in c.iter()}
    images = {
        e: None
        for _, named in doc.each(_FULL_IMAGE, item)
        for e in named
        if e not in inside and next(e.iter("img"), None) is not None
    }
    return tuple(e for e in images if not is_in(e, images))


#: Details of Joomla's own that templates print within the body's box.
_CORE = {"createdate", "modifydate", "createdby", "article-info"}


def body_elements(containers: tuple[Element, ...], item: Element) -> frozenset[Element]:
    """The elements of the body's own containers, where no detail is looked for; none where the body
    is what remains."""
    if containers == (item,):
        return frozenset()
    inside = {e for c in containers for e in c.iter()}
    core = {e for e in inside if _CORE & set((e.get("class") or "").split())}
    return frozenset(inside - {d for e in core for d in e.iter()})


#: What authors write without a class; a template's own boxes have one.
_AUTHORS = ("p", "div", "ul", "ol", "table", "blockquote", "pre", "center", "span", "font")


def with_rest(box: Element, item: Element, without: set[Element]) -> Element | None:
    """The parent of the body's box, where an author's stray end tag closed the box early: prose in
    elements without a class, or loose, follows it; None where none does."""
    parent = box.getparent()
    if box is item or parent is None or parent not in (item, *item.iterdescendants()):
        return None
    if any(is_words(e.tail) for e in box.itersiblings(preceding=True)) or is_words(parent.text):
        return None
    loose = is_long(box.tail) or any(is_long(e.tail) for e in box.itersiblings())
    written = any(
        e.tag in _AUTHORS
        and not (e.get("class") or e.get("id"))
        and e not in without
        and any(is_prose(inner) and inner.tag != "a" for inner in e.iter(*_AUTHORS, "li", "td"))
        for e in box.itersiblings(*_AUTHORS)
    )
    return parent if loose or written else None


def behind_item(item: Element) -> tuple[Element, ...]:
    """What an author's end tags put behind the article's element: its box is empty, and prose in
    elements without a class follows, up to the first element of the template's own (the second part
    of a text that a page break parts within a `<div>`)."""
    following: list[Element] = []
    for element in item.itersiblings():
        if isinstance(element.tag, str):
            if element.get("class") or element.get("id") or element.tag in ("script", "nav"):
                break
            following.append(element)
    has_prose = any(is_prose(inner) for e in following for inner in e.iter(*_AUTHORS))
    return tuple(following) if has_prose else ()


def amid_prose(doc: Document, item: Element, without: set[Element]) -> frozenset[Element]:
    """The elements between the first and the last prose of `item`: an author or a date there is
    that of something quoted."""
    prose: list[int] = []
    for element in doc.within(item, set(without)):
        if is_long(element.text):
            prose.append(doc.places[element])
        if element is not item and is_long(element.tail) and (span := doc.span(element)):
            prose.append(span[1])
    return frozenset(doc.elements[min(prose) + 1 : max(prose)]) if prose else frozenset()
