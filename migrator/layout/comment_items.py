"""The boxes of comments on a page: which stands in which, each without the others, the box around a
text, and parents by how far they are set in."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import lxml.etree

from migrator.document.document import Document, Element
from migrator.layout.comment_ids import fingerprint
from migrator.model import Comment


def outer(items: list[Element]) -> dict[Element, Element]:
    """The item in which each item stands, where it stands in one."""
    all_items = set(items)
    return {
        item: box
        for item in items
        if (box := next((a for a in item.iterancestors() if a in all_items), None)) is not None
    }


def alone(
    doc: Document, items: Sequence[Element], outer: dict[Element, Element]
) -> dict[Element, tuple[Document, Element]]:
    """Each item without the items in it, and the document to read it in: a copy where there are
    any. While copies are made no item is in another: to copy and take away all replies of all
    replies would take their number squared."""
    boxes = set(outer.values())
    inner = [item for item in items if item in outer]
    places = [lxml.etree.Comment("") for _ in inner]
    for item, place in zip(reversed(inner), reversed(places), strict=True):
        place.tail, item.tail = item.tail, None
        item.getparent().replace(item, place)
    copies = {item: copy.deepcopy(item) for item in items if item in boxes}
    for item, place in zip(inner, places, strict=True):
        if (parent := place.getparent()) is not None:
            parent.replace(place, item)
        item.tail = place.tail
    return {
        item: (doc.part(twin), twin)
        if (twin := copies.get(item)) is not None
        else (doc, item)
        if doc.span(item)
        else (doc.part(item), item)
        for item in items
    }


def boxes_around(texts: list[Element]) -> list[Element]:
    """For each text the widest box around it that holds no other: a comment whose own box has no
    mark."""
    texts_inside = Counter(e for text in set(texts) for e in (text, *text.iterancestors()))
    boxes = []
    for text in texts:
        box = text
        while (
            (parent := box.getparent()) is not None
            and parent.tag not in ("body", "form")
            and texts_inside[parent] == 1
        ):
            box = parent
        boxes.append(box)
    return boxes


def by_depth(comments: list[Comment], depths: list[int | None]) -> list[Comment]:
    """Parents from how far each comment is indented, where the system tells that."""
    if not any(depths):
        return comments
    comments = [c if c.id else replace(c, id=fingerprint(c)) for c in comments]
    out: list[Comment] = []
    path: list[tuple[int, str]] = []
    for comment, depth in zip(comments, depths, strict=True):
        level = depth or 0
        while path and path[-1][0] >= level:
            path.pop()
        out.append(
            replace(comment, parent=comment.parent or (path[-1][1] if path and level else None))
        )
        path.append((level, comment.id))
    return out
