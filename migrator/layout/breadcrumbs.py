"""Categories and sections of an article: breadcrumbs and links."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address
from migrator.layout import fields
from migrator.layout.fields import first_number, once


def taxonomy(doc: Document) -> tuple[Named, ...]:
    """The names of sections and categories that links of the page tell: level, number, name, number
    of the section, weight.

    A section's own list names its categories surest (`a.category`), then the pathway; menus call
    them what they like."""
    levels: list[Named] = []
    for link, url in doc.links:
        if "category" not in url and "section" not in url:  # a word of each level
            continue
        parsed = address.read(url)
        level = LEVELS.get(parsed.view or "") if parsed.option == "com_content" else None
        if not level or parsed.id is None or parsed.start is not None or parsed.format:
            continue
        classes = link.get("class") or ""
        weight = (
            3
            if classes == "category"
            else 2
            if "pathway" in classes or (level == "section" and not classes)
            else 0
        )
        if weight and (name := text_of(link)):
            levels.append(
                (level, parsed.id, once(name), first_number(parsed.get("sectionid") or ""), weight)
            )
    return tuple(levels)


#: level, number, name, number of the section, weight
Named = tuple[str, int, str, int | None, int]


LEVELS = {
    "category": "category",
    "blogcategory": "category",
    "section": "section",
    "blogsection": "section",
}


_CRUMBS = (
    "#kunena .breadcrumb",
    ".breadcrumbs",
    ".breadcrumb",
    ".pathway",
    "#breadcrumbs",
    ".mod-breadcrumbs",
    ".uk-breadcrumb",
    "#pathway",
    ".rt-breadcrumbs",
    "#ja-pathway",
)


def breadcrumbs(doc: Document) -> tuple[tuple[str, bool, str], ...]:
    """The names of the path to the page, outermost first, as far as they are links; whether one
    seems a category's, and the place that it leads to."""
    box = doc.once(path_box)
    if box is None:
        return ()
    return tuple(
        (t, _is_category(doc, a), doc.target(a.get("href") or "").place)
        for a in box.iter("a")
        if (t := text_of(a))
    )


def own_crumb(doc: Document) -> str | None:
    """What the path to the page calls the page itself: its words after the last link (`no-link` of
    RocketTheme, the bare words of `mod_breadcrumbs` 1.5, its `.active` since 3.0)."""
    box = doc.once(path_box)
    if box is None:
        return None
    words: list[str] = []
    for event, element in etree.iterwalk(box, events=("start", "end")):
        if not isinstance(element.tag, str):
            words.append((element.tail or "") if event == "end" else "")
        elif event == "start":
            words.append(element.text or "")
        elif element.tag == "a":
            words = [element.tail or ""]
        elif element is not box:
            words.append(element.tail or "")
    name = " ".join("".join(words).split()).strip(_BETWEEN_CRUMBS)
    return name if 0 < len(name) <= _LONGEST_CRUMB else None


#: What stands between the names of a path.
_BETWEEN_CRUMBS = " /|>»›→•·-–—:"
#: Letters of a page's name at most; what is longer is not only a path.
_LONGEST_CRUMB = 200


def path_box(doc: Document) -> Element | None:
    """The box of the path to the page, as far as a name in it is a link: by its class, else by
    where its links lead."""
    named = (boxes[0] for _, boxes in doc.each(_CRUMBS))
    box = next((e for e in named if next(e.iter("a"), None) is not None), None)
    return box if box is not None else _path_by_links(doc)


def _path_by_links(doc: Document) -> Element | None:
    """The smallest box of two links or more, the first to the front page, each other to what the
    page's address begins with, and words after the last."""
    for link, url in doc.links:
        if not _IS_HOME(url):
            continue
        for box in islice(link.iterancestors(), _PATH_DEPTH):
            links = [a for a in box.iter("a") if text_of(a)]
            if len(links) < 2:
                continue
            if (
                links[0] is link
                and all(_leads_here(doc, a) for a in links[1:])
                and 0 < len(text_of(box, set(links))) <= _LONGEST_CRUMB
            ):
                return box
            break
    return None


#: Addresses and paths of a site's front page.
_IS_HOME = re.compile(r"(?:\w+://[^/]*)?/?(?:index\.php)?").fullmatch
#: Boxes around the first link of a path at most: `li`, `ul`, `div`.
_PATH_DEPTH = 3


def _leads_here(doc: Document, link: Element) -> bool:
    """Whether a link leads to what the page's own address begins with."""
    path = doc.target(link.get("href") or "").path.rstrip("/")
    return bool(path) and doc.address.path.startswith(path + "/")


def _is_category(doc: Document, link: Element) -> bool:
    target = doc.target(link.get("href") or "")
    return target.view in ("category", "section", "blogcategory", "blogsection", "itemlist") or (
        target.option is None
        and not _IS_HOME(target.path)
        and doc.address.path.startswith(target.path.rstrip("/") + "/")
    )


def category_link(doc: Document, field: fields.Found) -> str | None:
    """The place of the category's own list, by the link on its name."""
    for element in field.elements:
        links = [*element.iter("a"), *element.iterancestors("a")]
        link = next((a for a in links if text_of(a) == field.value), links[0] if links else None)
        if link is not None and (url := doc.absolute(link.get("href") or "")):
            parsed = address.read(url)
            return parsed.place if not parsed.query else None
    return None
