"""Where a page stands in its site: the pathway to it, the categories that it names, its article's
number, which page of a page-break article it is, its canonical address, its links."""

from __future__ import annotations

import re

from migrator.comments import registry as comment_systems
from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address
from migrator.layout.fields import first_number
from migrator.layout.reader import Part
from migrator.reading.recognition import Recognition

_COUNTER = re.compile(r"(\d+)\D+(\d+)")


def page_of(doc: Document, item: Element) -> tuple[int, int]:
    """Which page of a page-break article this is, from 0, and how many there are (1: no
    page-break)."""
    counter = doc.first(".pagenavcounter")
    if counter is not None and (match := _COUNTER.search(text_of(counter))):
        return int(match[1]) - 1, int(match[2])
    toc = next(
        iter(doc.any(("table.contenttoc", "#article-index", ".article-index", ".contenttoc"))), None
    )
    if toc is None:
        return 0, 1
    links = [a.get("href") or "" for a in toc.iter("a")]
    numbers = [doc.target(h) for h in links]
    pages = len([n for n in numbers if not n.showall])
    return doc.address.start or 0, max(pages, 2)


#: The article's number in a form: Joomla's own, and of comment systems that share its names.
_IN_FORM = re.compile(r"name=\"(?:cid|content_id|contentid|article_id)\"\s+value=\"(\d+)\"")


def number_of(doc: Document, part: Part, known: Recognition) -> int | None:
    """The article's number: from the address, from print and edit links in the region, from forms
    of comment systems."""
    said = doc.address
    if said.id is not None and (
        known.kind == "article" or said.view in (None, "article", "item", "entry")
    ):
        return said.id
    if part.component == "com_easyblog":
        return first_number((part.item.get("id") or "").removeprefix("entry-")) or first_number(
            part.item.get("data-id") or ""
        )
    for link in part.item.iter("a"):
        target = doc.target(link.get("href") or "")
        if target.printed and target.id is not None:
            return target.id
    if stated := canonical(doc):
        target = address.read(stated)
        if target.id is not None and target.view in (None, "article", "item") and target.alias:
            return target.id
    if part.component != "com_content":
        return None
    number = comment_systems.number_of_article(doc)
    match = _IN_FORM.search(doc.text) if number is None else None
    return int(match[1]) if match else number


def canonical(doc: Document) -> str | None:
    link = next(
        (
            e
            for e in doc.tagged("link")
            if (e.get("rel") or "").lower() == "canonical" and e.get("href")
        ),
        None,
    )
    return doc.absolute(link.get("href")) if link is not None else None


def links(doc: Document) -> tuple[str, ...]:
    """Where the page's links lead, each address once."""
    return tuple(dict.fromkeys(url for _, url in doc.links))
