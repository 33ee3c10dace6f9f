"""Which heading is the article's title.

Joomla repeats the title in `<title>`, in `meta[name=title]` (1.0, 1.5) and OpenGraph; a template
may hide the heading, print the menu's heading before it, or begin the body with a heading of the
author's. A heading is the title when its class says so or when the page's own words for itself hold
it."""

from __future__ import annotations

import re

from migrator.document.context import title_digest
from migrator.document.document import Document, Element, is_in
from migrator.document.text import squeeze, text_of
from migrator.layout import breadcrumbs
from migrator.layout.fields import Field, Found
from migrator.model import When
from migrator.normalise import dates
from migrator.normalise import word_digest as letters

#: Classes and microdata that mark the title of an article, surest first.
MARKS = (
    "[itemprop=headline]",
    ".contentheading",
    ".article-title",
    ".rt-article-title",
    ".item_title",
    ".uk-article-title",
    ".fc_item_title",
    ".eb-entry-title",
    ".itemTitle",
    "h1.title",
    "h2.title",
    "h3.title",
    ".headline h1",
    ".headline h2",
    ".article-header h2",
    ".article-header h1",
    ".entry-header h2",
    ".entry-header h1",
    ".page-header h2",
    ".page-header h1",
    "h2[itemprop=name]",
    "h1[itemprop=name]",
    ".entry-title",
    ".post-title",
    ".article_title",
    ".item-title",
    ".contentpagetitle",
    "header h1",
    "header h2",
    "header h3",
    "h1.item-title",
    ".title h1",
    ".title h2",
    "h2 > a.contentpagetitle",
)
_HEADINGS = ("h1", "h2", "h3", "h4")
_BADGES = (
    ".badge",
    ".label",
    "span > sup",
    ".icon",
    ".buttonheading",
    ".print-icon",
    ".email-icon",
    ".edit-icon",
    "script",
    "style",
    ".featured",
    "button",
    ".itemEditLink",
    "ul",
    ".icons",
    ".btn-group",
    ".visually-hidden",
    ".hasTooltip.icon",
    "img",
)


#: What stands between a page's name and the site's in `<title>`.
BETWEEN = re.compile(r"\s+[|–—:»/·-]+\s+|\s*[|»]\s*")


def said_by_page(doc: Document) -> tuple[str, ...]:
    """What the page calls itself: meta title, OpenGraph, `<title>`; where that is the site's name,
    which most pages print, the end of the path to the page and the title in its print link."""
    names = (doc.meta("title"), doc.meta("og:title"), doc.meta("twitter:title"), doc.title)
    survey = doc.context.survey
    if not survey or title_digest(doc.title or "") not in survey.site_titles:
        return tuple(n for n in names if n)
    others = (*(n for n in names if n != doc.title), breadcrumbs.own_crumb(doc), _printed(doc))
    return tuple(n for n in others if n)


#: The title of the link to an article's print view (`JGLOBAL_PRINT_TITLE` of Joomla 3's language
#: packs: "Print article < Title >", in each language with the same brackets).
_IN_BRACKETS = re.compile(r"<\s*(.+?)\s*>\s*$")


def _printed(doc: Document) -> str | None:
    """The article's title as its print link has it."""
    for link, url in doc.links:
        if "print=1" in url and (match := _IN_BRACKETS.search(link.get("title") or "")):
            return match[1]
    return None


def is_said(heading: str, doc: Document) -> bool:
    """Whether the page calls itself by `heading`."""
    bare = letters.of(heading)
    return bool(bare) and any(
        bare == name or (len(bare) > 3 and bare in name) for name in doc.once(_bare_names)
    )


def _bare_names(doc: Document) -> list[str]:
    return [letters.of(name) for name in said_by_page(doc)]


def title(doc: Document, item: Element, skip: frozenset[Element] = frozenset()) -> Found | None:
    """The title's heading in `item`, outside the elements of `skip`."""
    marked = [
        (e, s)
        for s, elements in doc.each(MARKS, item)
        for e in elements
        if e not in skip and not is_in(e, skip)
    ]
    named = [(e, s, read(doc, e)) for e, s in marked]
    named = [(e, s, t) for e, s, t in named if 0 < len(t) < 300]
    # what is printed goes before microdata that nobody sees: a template may have frozen it
    named = [(e, s, t) for e, s, t in named if e.tag != "meta"] or named
    if any(
        e.tag in ("h2", "h3") and ("header" in s or "head" in s or e.find("a") is not None)
        for e, s, _ in named
    ):
        named = [(e, s, t) for e, s, t in named if not (e.tag == "h1" and s == ".page-header h1")]
    for element, selector, text in named:
        if is_said(text, doc):
            return Found(text, selector, (element,))
    early = _before_prose(item)
    for element in item.iter(*_HEADINGS):
        if (
            named
            and element.tag == "h1"
            and "page-header" in (element.getparent().get("class") or "")
        ):
            continue
        if element not in skip and element in early and not is_in(element, skip):
            text = read(doc, element)
            if 0 < len(text) < 300 and is_said(text, doc):
                return Found(text, f"{element.tag} that the page's title repeats", (element,))
    if named:
        element, selector, text = named[0]
        return Found(text, selector, (element,))
    return _first_heading(doc, item, skip)


def _first_heading(doc: Document, item: Element, skip: frozenset[Element]) -> Found | None:
    """A heading that is the very first thing of the item, where it links to itself or details and
    buttons follow it: so com_content 1.6 to 3 prints the title; a body's own first heading comes
    after those."""
    for element in item.iter(*_HEADINGS):
        if element in skip or is_in(element, skip) or element not in _before_prose(item):
            return None
        link = next(iter(element.iter("a")), None)
        linked = (
            link is not None
            and text_of(link) == text_of(element)
            and "#" not in (link.get("href") or "#")
        )
        followed = any(
            _AFTER_TITLE & set((e.get("class") or "").split()) for e in element.itersiblings()
        )
        if element.tag == "h1" and any(e.tag == "h2" for e in element.itersiblings()):
            continue
        return (
            Found(read(doc, element), f"first heading {element.tag}", (element,))
            if linked or followed
            else None
        )
    return None


_AFTER_TITLE = {
    "actions",
    "article-info",
    "icons",
    "content_rating",
    "article-tools",
    "article-info-block",
    "buttonheading",
    "createdby",
    "create",
}


def _before_prose(item: Element) -> set[Element]:
    """The headings in `item` before which no paragraph of some length stands."""
    elements: set[Element] = set()
    for element in item.iter("p", *_HEADINGS):
        if element.tag != "p":
            elements.add(element)
        elif len(text_of(element)) > 150:
            break
    return elements


def read(doc: Document, element: Element) -> str:
    """The words of a heading without badges, buttons, icons and a block that is a date in it."""
    without = doc.all(_BADGES, element) - {element} if len(element) else set()
    without.update(box for box, _ in _dates_in(doc, element))
    if element.tag == "meta":
        return squeeze(element.get("content") or "")
    return text_of(element, without) or text_of(element)


def _dates_in(doc: Document, heading: Element) -> list[tuple[Element, When]]:
    """The blocks within a heading that hold a date alone, where the heading says more."""
    boxes = list(heading.iterdescendants("div", "p", "span", "small", "time"))
    if not boxes:
        return []
    style = doc.context.date_style
    dated = [(e, when) for e in boxes if (when := dates.only(text_of(e), *style))]
    return dated if text_of(heading, {e for e, _ in dated}) else []


def date_within(doc: Document, field: Found | None) -> Found | None:
    """The date that stands in the title's heading in a block of its own."""
    for element in field.elements if field else ():
        for box, when in _dates_in(doc, element):
            return Found(when, f"{box.tag} in the title's heading", (box,))
    return None


def before(doc: Document, item: Element, field: Found | None) -> set[Element]:
    """The headings of `item` that stand before the article's title, nothing between: the menu's
    page heading, which com_content prints there."""
    if not field or not field.elements or field.elements[0] not in doc.places:
        return set()
    title = field.elements[0]
    headings: set[Element] = set()
    for element in item.iterdescendants():
        if element is title or title in element.iterdescendants():
            if element is title:
                return headings
        elif element.tag in ("h1", "h2"):
            headings.add(element)
        elif text_of(element) and not is_in(element, headings):
            return set()
    return set()


def repeated(
    doc: Document, item: Element, field: Found | None, body: frozenset[Element]
) -> set[Element]:
    """The headings that print the title once more before the prose, for screens of another width:
    of the same tag and a class of the title's (kbrookes/kmb)."""
    if not field or not field.elements or not (classes := field.elements[0].get("class")):
        return set()
    title = field.elements[0]
    return {
        e
        for e in item.iter(title.tag)
        if e is not title
        and e not in body
        and e.get("class") == classes
        and text_of(e) == text_of(title)
        and e in _before_prose(item)
    }


def shell(field: Found | None, item: Element) -> set[Element]:
    """The boxes that hold nothing but the title (`.page-header`, a table of title and buttons)."""
    if not field or not field.elements:
        return set()
    element = field.elements[0]
    boxes = {element}
    if element.tag == "a" and (parent := element.getparent()) is not None and parent is not item:
        boxes.add(parent)
        element = parent
    parent = element.getparent()
    while (
        parent is not None
        and parent is not item
        and text_of(parent) == text_of(element)
        and not list(parent.iter("img", "iframe"))
    ):
        boxes.add(parent)
        parent = parent.getparent()
    return boxes


def heading(*selectors: str) -> Field:
    """A title's declaration: the words of the heading without badges and buttons."""
    return Field(selectors, lambda e, doc: read(doc, e))
