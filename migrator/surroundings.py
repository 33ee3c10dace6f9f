"""What stands in and around the content column of an unknown structure and is no part of its text: details, what other pages
share, lists of other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrator import address, details, furniture, headings, survey
from migrator.document import Document, Element, is_in
from migrator.fields import Found
from migrator.normalise import letters
from migrator.survey import Survey
from migrator.texts import is_prose, text_of

#: Elements that a content column, or a box beside it, can be.
CONTAINERS = ("div", "td", "section", "article", "main", "table", "tbody", "tr", "center", "form", "body", "span", "dl", "dd")
#: Letters of a label in a cell.
_LABEL = 40


def shared(doc: Document, item: Element, learned: Survey) -> tuple[frozenset[Element], list[Element]]:
    """The boxes of `item` in which nothing is the page's own (share buttons, notices, menus that stand on other pages too), as large
    as they come; and the elements that have words or pictures of the page's own."""
    inside = set(item.iter())
    own: list[Element] = []
    seen: list[Element] = []
    for element, block, length in survey.blocks(doc):
        if element in inside:
            (seen if learned.is_furniture(block, length) else own).append(element)
    around = {a for e in own for a in (e, *e.iterancestors())}
    worded = set(own)
    boxes = (_largest(e, around) for e in seen if e not in around and e is not item)
    return frozenset(b for b in boxes if b.getparent() not in worded and not _is_label(b)), own


def _largest(element: Element, around: set[Element]) -> Element:
    while (parent := element.getparent()) is not None and parent not in around:
        element = parent
    return element


def _is_label(box: Element) -> bool:
    """A cell with a word or two, beside cells with the page's own."""
    return box.tag in ("td", "th", "dt", "dd", "li") and len(text_of(box)) < _LABEL and next(box.iter("a"), None) is None


def amid(doc: Document, boxes: Iterable[Element], own: list[Element]) -> frozenset[Element]:
    """Those of `boxes` that stand between the first and the last of the page's `own` words: headings and labels that an author used
    on many pages."""
    places = [doc.places[e] for e in own if e.tag != "a"]
    return frozenset(b for b in boxes if places and min(places) < doc.places[b] < max(places))


#: What stands between a page's name and the site's in `<title>`.
_BETWEEN = re.compile(r"\s+[|–—:»/·-]+\s+|\s*[|»]\s*")


def named(doc: Document, item: Element) -> Found | None:
    """An element with a class before the first prose that says, word for word, what the page calls itself, where the page has no
    heading that does; one without a class may be the author's own first line."""
    marked = [*doc.tagged("h1", "h2", "h3", "h4"), *(e for _, found in doc.each(headings.MARKS) for e in found)]
    if any(headings.is_said(text_of(e), doc) for e in marked):
        return None
    names = {letters.of(name) for said in headings.said_by_page(doc) for name in (said, *_BETWEEN.split(said)) if " " in name.strip()}
    for element in doc.within(item, ()):
        if is_prose(element):
            return None
        if element is not item and element.get("class") and letters.of(said := text_of(element)) in names:
            return Found(said, f"{element.tag} that says what the page's title says", (element,))
    return None


def repeated(doc: Document, item: Element, blocks: frozenset[Element]) -> dict[str, Found]:
    """Author, category and tags, which stand alike on the pages of many articles, so that they look like furniture."""
    told = _details(doc, item, set(blocks))
    return {name: told[name] for name in ("author", "section", "parent category", "category", "tags") if name in told}


def _details(doc: Document, box: Element, without: set[Element]) -> dict[str, Found]:
    told = details.by_class(doc, box, frozenset(e for block in without for e in block.iter()))
    return details.by_label(doc, box, without | {e for f in told.values() for e in f.elements}) | told


def beside(doc: Document, item: Element, blocks: frozenset[Element]) -> dict[str, Found]:
    """The details of boxes that stand around the column and hold nothing else: a row above with author and date, one below with
    the last change."""
    found: dict[str, Found] = {}
    inner = item
    while (outer := inner.getparent()) is not None and outer.tag in CONTAINERS and outer.tag != "body":
        parts = furniture.parts(doc, outer) | blocks
        for box in (e for e in outer.iterchildren(*CONTAINERS, "p", "ul", "h1", "h2", "h3") if e is not inner):
            told = _details(doc, box, set(blocks))
            known = parts | {e for f in told.values() for e in f.elements}
            if box not in known and (left := text_of(box, known)) and not headings.is_said(left, doc):
                return found
            found = told | found
        inner = outer
    return found


#: Share of a list's words that are links.
_LINKED = 0.7


def lists_below(doc: Document, item: Element, blocks: frozenset[Element]) -> tuple[Element, ...]:
    """Boxes below the last prose of `item` that hold little but links to other pages of the site (related items, the author's
    others, next and previous), and forms to be filled in. None where there is no prose above them; a list without a class or id
    may be the author's own."""
    inside = list(item.iter("p", "div", "ul", "ol", "li", "section", "table", "dl", "td", "span", "nav", "blockquote", "h2", "h3", "h4"))
    elsewhere = blocks | set(item.iter("form"))
    last = max((at for at, e in enumerate(inside) if is_prose(e) and not is_in(e, elsewhere)), default=None)
    if last is None:
        return ()
    above = set(inside[last].iterancestors()) | set(inside[:last + 1])
    lists = [e for e in inside[last + 1:] if e not in above and e.tag in ("div", "ul", "ol", "section", "table", "dl", "nav")
             and (e.get("class") or e.get("id")) and _is_list(doc, e)]
    forms = [f for f in item.iter("form") if doc.places.get(f, 0) > doc.places.get(inside[last], 0) and _asks(f)]
    found = set(lists) | set(forms)
    return tuple(e for e in (*lists, *forms) if not is_in(e, found))


def _asks(form: Element) -> bool:
    """Whether a form has a field to write in."""
    return any(e.tag == "textarea" or (e.get("type") or "text") in ("text", "email") for e in form.iter("input", "textarea"))


def _is_list(doc: Document, box: Element) -> bool:
    said = len(text_of(box))
    links = [(a, url) for a in box.iter("a") if text_of(a) and (url := doc.absolute(a.get("href") or ""))]
    elsewhere = {url for _, url in links if (there := address.read(url)).host == doc.address.host and there.place != doc.address.place}
    return len(elsewhere) > 1 and sum(len(text_of(a)) for a, _ in links) > said * _LINKED
