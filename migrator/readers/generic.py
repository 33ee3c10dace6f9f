"""Pages of no known structure: what the page says of itself, and what it does not share with the
other pages of the site."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from migrator.document.context import Survey
from migrator.document.document import Document, Element, is_in
from migrator.document.text import own_text, says_anything, text_of
from migrator.layout import article_box as regions
from migrator.layout import boilerplate as furniture
from migrator.layout import breadcrumbs, link_lists, shared_boxes, survey
from migrator.layout import column_edges as surroundings
from migrator.layout import titles as headings
from migrator.layout.column_edges import CONTAINERS
from migrator.layout.fields import Found, html
from migrator.layout.reader import Part, Reader
from migrator.patterns import lazy_pattern

_CANDIDATES = (
    "[itemprop=articleBody]",
    "main article",
    "article",
    "[role=main]",
    "main",
    "#component",
    "#content",
    ".content",
    "#main",
    "#maincontent",
    "#mainbody",
)
#: share of a page's own words that the content column holds at least
_SHARE = 0.92


class Generic(Reader):
    """The content column that the survey learned; for a page alone, the box around the heading that
    `<title>` repeats, or a box that is named for its role."""

    general = True
    body = html("[itemprop=articleBody]")

    def items(self, doc: Document) -> list[Element]:
        """One region, or none where the page has no prose of its own."""
        learned = doc.context.survey
        region = column(doc, learned) if learned else alone(doc)
        if learned and region is doc.body:
            named = _by_heading(doc)
            region = region if named is None else named
        if region is None or len(text_of(region)) < 25:
            return []
        return [region]

    def title(self, doc: Document, item: Element) -> Found | None:
        """The heading; where no element is one, what stands first and is what the page calls
        itself."""
        return headings.title(doc, item) or surroundings.named(doc, item)

    def read(self, doc: Document, item: Element, blocks: frozenset[Element]) -> Part:
        """As for known structures, without what other pages share around the text and the lists of
        other pages below it; with what they share where it is all that the page says (a short text
        that a module or a list shows as well)."""
        learned = doc.context.survey
        shared, own_blocks = (
            shared_boxes.shared(doc, item, learned) if learned else (frozenset(), [])
        )
        part = self._read_without(doc, item, blocks, shared, own_blocks)
        if shared and not _says_more(item, part.without):
            return self._read_without(doc, item, blocks, frozenset(), own_blocks)
        return part

    def _read_without(
        self,
        doc: Document,
        item: Element,
        blocks: frozenset[Element],
        shared: frozenset[Element],
        own_blocks: list[Element],
    ) -> Part:
        """The article without the boxes in `shared`, but those amid the elements of `own`."""
        heading = self.title(doc, item)
        icons = frozenset(e for e in item.iter("ul", "ol") if not _shows_anything(e))
        feet = doc.once(furniture.module_boxes).intersection(item.iterdescendants("footer"))
        lists = link_lists.lists(doc, item, blocks, heading.value if heading else "")
        part = super().read(doc, item, blocks | icons | feet | shared | set(lists))
        beside = surroundings.beside(doc, item, blocks) if doc.context.survey else {}
        repeated = surroundings.repeated(doc, item, blocks)
        lines, read = surroundings.at_edges(doc, item, blocks | set(lists))
        fields = (
            surroundings.first_heading(doc, own_blocks, read)
            | beside
            | lines
            | part.fields
            | repeated
        )
        read |= {e for f in fields.values() for e in f.elements} | headings.shell(
            fields.get("title"), item
        )
        amid = shared_boxes.amid(
            doc,
            item,
            shared,
            [e for e in own_blocks if not {e, *e.iterancestors()} & (part.without | read)],
        )
        return replace(
            part,
            fields=fields,
            without=(part.without | read) - (amid - furniture.parts(doc, item) - blocks - read),
            doubtful=lists,
        )


def _shows_anything(element: Element) -> bool:
    """Whether an element has words or anything to look at; a list of icons that style sheets draw
    has neither."""
    return says_anything(element) or next(element.iter(*_SHOWN), None) is not None


_SHOWN = ("img", "picture", "svg", "iframe", "object", "embed", "video", "audio", "input", "math")


def _says_more(item: Element, without: Collection[Element]) -> bool:
    """Whether words or pictures remain in `item`."""
    return bool(text_of(item, without)) or any(
        e not in without and not is_in(e, without) for e in item.iter("img", "iframe", "video")
    )


def column(doc: Document, learned: Survey) -> Element | None:
    """The smallest element that holds nearly all of the words that are this page's own; those of
    its comments, which may be many times the article's, only where it has no others."""
    comments = frozenset(e for box in doc.context.comments for e in box.iter())
    region = _column(doc, learned, comments)
    return _column(doc, learned) if region is None and comments else region


def _column(
    doc: Document, learned: Survey, without: frozenset[Element] = frozenset()
) -> Element | None:
    weights: dict[Element, int] = {}
    total = 0
    modules = furniture.modules(doc)
    if (path := doc.once(breadcrumbs.path_box)) is not None:
        modules = modules | set(path.iter())
    for element, block, length in survey.blocks(doc):
        if learned.is_furniture(block, length) or element in modules or element in without:
            continue
        if (element.tag == "a" and length < 60) or _is_counter(element):
            length = max(1, length // 8)
        total += length
        for holder in (element, *element.iterancestors()):
            weights[holder] = weights.get(holder, 0) + length
    if not total:
        return None
    column = doc.body
    while True:
        inner = max(
            (c for c in column if weights.get(c) and c.tag in CONTAINERS),
            key=lambda c: weights[c],
            default=None,
        )
        if (
            inner is None
            or weights[inner] < _SHARE * weights[column]
            or _names_page(doc, column, inner)
        ):
            return column if column.tag != "html" else None
        column = inner


def _is_counter(element: Element) -> bool:
    """Whether the words of an element are a number, outside of tables: a counter of visits differs
    from page to page, wherever the template prints it (js_relevant, 1.5: in its footer)."""
    return element.tag not in ("td", "th") and not _LETTER.search(own_text(element))


def _names_page(doc: Document, outer: Element, inner: Element) -> bool:
    """Whether what stands beside `inner` in `outer` is the heading by which the page calls
    itself."""
    inside = set(inner.iter())
    return any(
        e not in inside and headings.is_said(text_of(e), doc)
        for e in outer.iter("h1", "h2", "h3")
        if len(text_of(e)) > 2
    ) and not any(
        headings.is_said(text_of(e), doc)
        for e in inner.iter("h1", "h2", "h3")
        if len(text_of(e)) > 2
    )


_LETTER = lazy_pattern(r"[^\W\d_]")
_HEADED = lazy_pattern(r"head|title", re.I)


def alone(doc: Document) -> Element | None:
    """The region of an article on a page that is alone."""
    if (region := _by_heading(doc)) is not None:
        return region
    for _, named in doc.each(_CANDIDATES):
        elements = [e for e in named if not furniture.in_module(doc, e) and len(text_of(e)) > 120]
        if elements:
            return max(elements, key=lambda e: len(text_of(e)))
    return _densest(doc)


def _by_heading(doc: Document) -> Element | None:
    """The region around the heading that says what the page calls itself."""
    for heading in doc.tagged("h1", "h2", "h3", "td", "div"):
        if heading.tag in ("td", "div") and not _HEADED.search(heading.get("class") or ""):
            continue
        text = text_of(heading)
        if (
            3 < len(text) < 200
            and headings.is_said(text, doc)
            and not furniture.in_module(doc, heading)
        ):
            region = regions.around(doc, heading)
            if len(text_of(region)) - len(text) > 40:
                return region
    return None


def _densest(doc: Document) -> Element | None:
    """The box whose own paragraphs hold the most words that are no links."""
    best, most = None, 150
    for box in doc.tagged("div", "td", "section", "article", "main", "body"):
        prose = sum(
            len(text_of(p)) - sum(len(text_of(a)) for a in p.iter("a"))
            for p in box.iterchildren("p", "h2", "h3", "ul", "ol", "blockquote")
        )
        if prose > most and not furniture.in_module(doc, box):
            best, most = box, prose
    return best
