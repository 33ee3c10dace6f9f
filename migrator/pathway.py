"""Where a page stands in its site: the pathway to it, the categories that it names, its article's number, which page of a
page-break article it is, its canonical address, its links."""

from __future__ import annotations

import re

from migrator import address, fields
from migrator.document import Document, Element
from migrator.fields import first_number, once
from migrator.readers import Part
from migrator.recognise import Recognition
from migrator.texts import text_of


def taxonomy(doc: Document) -> tuple[Named, ...]:
    """The names of sections and categories that links of the page tell: level, number, name, number of the section, weight.

    A section's own list names its categories surest (`a.category`), then the pathway; menus call them what they like."""
    found: list[Named] = []
    for link, url in doc.links:
        said = address.read(url)
        level = LEVELS.get(said.view or "") if said.option == "com_content" else None
        if not level or said.id is None or said.start is not None or said.format:
            continue
        classes = link.get("class") or ""
        weight = 3 if classes == "category" else 2 if "pathway" in classes or (level == "section" and not classes) else 0
        if weight and (name := text_of(link)):
            found.append((level, said.id, once(name), first_number(said.get("sectionid") or ""), weight))
    return tuple(found)


#: level, number, name, number of the section, weight
Named = tuple[str, int, str, int | None, int]

LEVELS = {"category": "category", "blogcategory": "category", "section": "section", "blogsection": "section"}

_CRUMBS = ("#kunena .breadcrumb", ".breadcrumbs", ".breadcrumb", ".pathway", "#breadcrumbs", ".mod-breadcrumbs", ".uk-breadcrumb", "#pathway",
    ".rt-breadcrumbs", "#ja-pathway")


def breadcrumbs(doc: Document) -> tuple[tuple[str, bool, str], ...]:
    """The names of the path to the page, outermost first, as far as they are links; whether one seems a category's, and the
    place that it leads to."""
    box = next((found[0] for _, found in doc.each(_CRUMBS) if next(found[0].iter("a"), None) is not None), None)
    if box is None:
        return ()
    return tuple((t, _is_category(doc, a), doc.target(a.get("href") or "").place) for a in box.iter("a") if (t := text_of(a)))


def _is_category(doc: Document, link: Element) -> bool:
    said = doc.target(link.get("href") or "")
    return said.view in ("category", "section", "blogcategory", "blogsection", "itemlist") or (
        said.option is None and said.path not in ("/", "/index.php") and doc.address.path.startswith(said.path.rstrip("/") + "/"))


def category_link(doc: Document, found: fields.Found) -> str | None:
    """The place of the category's own list, by the link on its name."""
    for element in found.elements:
        links = [*element.iter("a"), *element.iterancestors("a")]
        link = next((a for a in links if text_of(a) == found.value), links[0] if links else None)
        if link is not None and (url := doc.absolute(link.get("href") or "")):
            said = address.read(url)
            return said.place if not said.query else None
    return None


_COUNTER = re.compile(r"(\d+)\D+(\d+)")


def page_of(doc: Document, item: Element) -> tuple[int, int]:
    """Which page of a page-break article this is, from 0, and how many there are (1: no page-break)."""
    counter = doc.first(".pagenavcounter")
    if counter is not None and (match := _COUNTER.search(text_of(counter))):
        return int(match[1]) - 1, int(match[2])
    toc = next(iter(doc.any(("table.contenttoc", "#article-index", ".article-index", ".contenttoc"))), None)
    if toc is None:
        return 0, 1
    links = [a.get("href") or "" for a in toc.iter("a")]
    numbers = [doc.target(h) for h in links]
    pages = len([n for n in numbers if not n.showall])
    return doc.address.start or 0, max(pages, 2)


_IDS = (
    re.compile(r"new JComments\(\s*(\d+)\s*,\s*'com_content'"), re.compile(r"jcomments\.showPage\(\s*(\d+)\s*,\s*'com_content'"),
    re.compile(r"name=\"(?:cid|content_id|contentid|article_id)\"\s+value=\"(\d+)\""),
)


def number_of(doc: Document, part: Part, known: Recognition) -> int | None:
    """The article's number: from the address, from print and edit links in the region, from forms of comment systems."""
    said = doc.address
    if said.id is not None and (known.kind == "article" or said.view in (None, "article", "item", "entry")):
        return said.id
    if part.component == "com_easyblog":
        return first_number((part.item.get("id") or "").removeprefix("entry-")) or first_number(part.item.get("data-id") or "")
    for link in part.item.iter("a"):
        target = doc.target(link.get("href") or "")
        if target.printed and target.id is not None:
            return target.id
    if stated := canonical(doc):
        target = address.read(stated)
        if target.id is not None and target.view in (None, "article", "item") and target.alias:
            return target.id
    for pattern in _IDS:
        if part.component == "com_content" and (match := pattern.search(doc.text)):
            return int(match[1])
    return None


def canonical(doc: Document) -> str | None:
    link = next((e for e in doc.tagged("link") if (e.get("rel") or "").lower() == "canonical" and e.get("href")), None)
    return doc.absolute(link.get("href")) if link is not None else None


def links(doc: Document) -> tuple[str, ...]:
    """Where the page's links lead, each address once."""
    return tuple(dict.fromkeys(url for _, url in doc.links))
