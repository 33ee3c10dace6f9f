"""What a comment's box holds in no box of its own: loose words, files, the address of an entry."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout import block_parts
from migrator.model import Attachment


def loose_text(
    doc: Document, block: Element, without: set[Element]
) -> tuple[list[Element], set[Element]]:
    """The box of a comment whose words stand beside its name and date, in no box of their own, as
    in templates that site owners edited (a `tpl_comment.php` of JComments for rated reviews), and
    what in it is no text; name and title are among `without`."""
    parts = block_parts.parts(doc, block)
    if parts is None:
        return [], set()
    dated = {parts.line} if parts.line is not None else set()
    beside = without | dated | block_parts.buttons(block)
    return [block_parts.innermost(block, beside)], beside


def with_fragment(doc: Document, link: str | None) -> str | None:
    """A link as a whole address, its fragment kept."""
    base = doc.absolute(link or "")
    _, _, fragment = (link or "").partition("#")
    return f"{base}#{fragment}" if base and fragment else base


def attachments(doc: Document, boxes: Iterable[Element]) -> tuple[Attachment, ...]:
    """The files that a post brings in some boxes, each address once: links, and pictures without
    one. A link around a small picture may be followed by one with the name."""
    by_address: dict[str, Attachment] = {}
    for box in boxes:
        for element in box.iter("a", "img"):
            link = element.get("href") or element.get("src") or ""
            linked = element.tag == "img" and next(element.iterancestors("a"), None) is not None
            url = None if linked else doc.absolute(link)
            if url:
                name = text_of(element) or element.get("alt") or None
                if url not in by_address or not by_address[url].name:
                    by_address[url] = Attachment(url, name)
    return tuple(by_address.values())


def behind_rule(cell: Element) -> Element:
    """A copy of a cell that holds a date, a rule (`<hr>`) and a text, with the text alone."""
    twin = copy.deepcopy(cell)
    twin.tail = None
    if twin.find("hr") is None:
        return twin
    twin.text = None
    for child in list(twin):
        twin.remove(child)
        if child.tag == "hr":
            twin.text = child.tail
            break
    return twin
