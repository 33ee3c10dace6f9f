"""Pages of no known structure: what the page says of itself, and what it does not share with the other pages of the site."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from migrator import address, details, furniture, headings, regions, survey
from migrator.document import Document, Element, is_in
from migrator.fields import Found, html
from migrator.readers import Part, Reader
from migrator.texts import text_of

_CONTAINERS = ("div", "td", "section", "article", "main", "table", "tbody", "tr", "center", "form", "body", "span", "dl", "dd")
_CANDIDATES = ("[itemprop=articleBody]", "main article", "article", "[role=main]", "main", "#component", "#content", ".content", "#main",
    "#maincontent", "#mainbody")
#: share of a page's own words that the content column holds at least
_SHARE = 0.92


class Generic(Reader):
    """The content column that the survey learned; for a page alone, the box around the heading that `<title>` repeats, or a box
    that is named for its role."""

    general = True
    body = html("[itemprop=articleBody]")

    def items(self, doc: Document) -> list[Element]:
        """One region, or none where the page has no prose of its own."""
        learned: Any = doc.memo.get("survey")
        region = column(doc, learned) if learned else alone(doc)
        if region is None or len(text_of(region)) < 25:
            return []
        return [region]

    def read(self, doc: Document, item: Element, blocks: frozenset[Element]) -> Part:
        """As for known structures, without the blocks that other pages share and the lists of other pages below the text."""
        learned: Any = doc.memo.get("survey")
        shared = _shared(doc, item, learned) if learned else frozenset()
        below = _lists_below(doc, item, blocks)
        part = super().read(doc, item, blocks | shared | set(below))
        told = _repeated(doc, item, blocks) | (_beside(doc, item, blocks) if learned else {})
        return replace(part, fields=told | part.fields, doubtful=below)


def column(doc: Document, learned: survey.Survey) -> Element | None:
    """The smallest element that holds nearly all of the words that are this page's own."""
    weights: dict[Element, int] = {}
    total = 0
    modules = furniture.modules(doc)
    for element, block, length in survey.blocks(doc):
        if learned.is_furniture(block) or element in modules:
            continue
        if element.tag == "a" and length < 60:
            length = max(1, length // 8)
        total += length
        for holder in (element, *element.iterancestors()):
            weights[holder] = weights.get(holder, 0) + length
    if not total:
        return None
    at = next(iter(doc.tagged("body")), doc.tree)
    while True:
        inner = max((c for c in at if weights.get(c) and c.tag in _CONTAINERS), key=lambda c: weights[c], default=None)
        if inner is None or weights[inner] < _SHARE * weights[at] or _names_page(doc, at, inner):
            return at if at.tag != "html" else None
        at = inner


def _names_page(doc: Document, outer: Element, inner: Element) -> bool:
    """Whether what stands beside `inner` in `outer` is the heading by which the page calls itself."""
    inside = set(inner.iter())
    return any(e not in inside and headings.is_said(text_of(e), doc) for e in outer.iter("h1", "h2", "h3") if len(text_of(e)) > 2) \
        and not any(headings.is_said(text_of(e), doc) for e in inner.iter("h1", "h2", "h3") if len(text_of(e)) > 2)


def _shared(doc: Document, item: Element, learned: survey.Survey) -> frozenset[Element]:
    """The boxes of `item` in which nothing is the page's own: share buttons, notices, menus that stand on other pages too."""
    own: set[Element] = set()
    seen: set[Element] = set()
    inside = set(item.iter())
    for element, block, _ in survey.blocks(doc):
        if element not in inside:
            continue
        target = seen if learned.is_furniture(block) else own
        target.add(element)
        if target is own:
            own.update(a for a in element.iterancestors() if a in inside)
    return frozenset(e for e in seen if e not in own and e is not item and e.tag not in ("a", "strong", "em", "b", "i", "td", "th", "tr")
                     and not any(d.tag in ("img", "iframe") for d in e.iter()))


def _repeated(doc: Document, item: Element, blocks: frozenset[Element]) -> dict[str, Found]:
    """Author and category, which stand alike on the pages of many articles, so that they look like furniture."""
    told = _details(doc, item, set(blocks))
    return {name: told[name] for name in ("author", "section", "parent category", "category") if name in told}


def _details(doc: Document, box: Element, without: set[Element]) -> dict[str, Found]:
    told = details.by_class(doc, box, frozenset(e for block in without for e in block.iter()))
    return details.by_label(doc, box, without | {e for f in told.values() for e in f.elements}) | told


def _beside(doc: Document, item: Element, blocks: frozenset[Element]) -> dict[str, Found]:
    """The details of boxes that stand around the column and hold nothing else: a row above with author and date, one below with
    the last change."""
    found: dict[str, Found] = {}
    inner = item
    while (outer := inner.getparent()) is not None and outer.tag in _CONTAINERS and outer.tag != "body":
        parts = furniture.parts(doc, outer) | blocks
        for box in (e for e in outer.iterchildren(*_CONTAINERS, "p", "ul", "h1", "h2", "h3") if e is not inner):
            told = _details(doc, box, set(blocks))
            known = parts | {e for f in told.values() for e in f.elements}
            if box not in known and (left := text_of(box, known)) and not headings.is_said(left, doc):
                return found
            found = told | found
        inner = outer
    return found


#: Letters of a text that is prose; share of a list's words that are links.
_PROSE, _LINKED = 80, 0.7


def _lists_below(doc: Document, item: Element, blocks: frozenset[Element]) -> tuple[Element, ...]:
    """Boxes below the last prose of `item` that hold little but links to other pages of the site (related items, the author's
    others, next and previous), and forms to be filled in. None where there is no prose above them; a list without a class or id
    may be the author's own."""
    inside = list(item.iter("p", "div", "ul", "ol", "li", "section", "table", "dl", "td", "span", "nav", "blockquote", "h2", "h3", "h4"))
    elsewhere = blocks | set(item.iter("form"))
    last = max((at for at, e in enumerate(inside) if len((e.text or "").strip()) > _PROSE and not is_in(e, elsewhere)), default=None)
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


def alone(doc: Document) -> Element | None:
    """The region of an article on a page that is alone."""
    for heading in doc.tagged("h1", "h2", "h3", "td", "div"):
        if heading.tag in ("td", "div") and not re.search(r"head|title", heading.get("class") or "", re.I):
            continue
        said = text_of(heading)
        if 3 < len(said) < 200 and headings.is_said(said, doc) and not furniture.in_module(heading):
            region = regions.around(doc, heading)
            if len(text_of(region)) - len(said) > 40:
                return region
    for _, named in doc.each(_CANDIDATES):
        found = [e for e in named if not furniture.in_module(e) and len(text_of(e)) > 120]
        if found:
            return max(found, key=lambda e: len(text_of(e)))
    return _densest(doc)


def _densest(doc: Document) -> Element | None:
    """The box whose own paragraphs hold the most words that are no links."""
    best, most = None, 150
    for box in doc.tagged("div", "td", "section", "article", "main", "body"):
        prose = sum(len(text_of(p)) - sum(len(text_of(a)) for a in p.iter("a")) for p in box.iterchildren("p", "h2", "h3", "ul", "ol", "blockquote"))
        if prose > most and not furniture.in_module(box):
            best, most = box, prose
    return best
