"""A page: decoded, parsed once, indexed. Pages over 16 MB are read as far as that."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import lxml.etree

from migrator.document import (
    charset,
    class_suffixes,
    embedded,
    mojibake,
    saved_names,
    selectors,
    teleport,
)
from migrator.document import parsing as trees
from migrator.document.context import PageContext
from migrator.document.cut_pages import is_cut
from migrator.document.element_index import index_of
from migrator.document.text import squeeze
from migrator.joomla import address as addresses
from migrator.joomla import uri
from migrator.model import Capture, Note
from migrator.patterns import lazy_pattern

Element = Any  # lxml publishes no types
Result = TypeVar("Result")


MAX_BYTES = 16 * 1024 * 1024


#: Tags of a page, closing ones too: reading takes a kilobyte for each, and no page that was looked
#: at has a tenth as many. What is large for what it shows is pictures in the page.
MAX_TAGS = 300_000


_CHARSET = lazy_pattern(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


@dataclass(eq=False)
class Document:
    """One parsed page. `elements` are all its elements in page order; `index` holds the places
    there of every class (`.x`), id (`#x`), `itemprop` (`=x`) and tag (`x`), and of all that have an
    id, an `itemtype` or a `role` (`[id]`), so that most selectors are answered or ruled out without
    a search."""

    capture: Capture
    text: str
    charset: str
    tree: Element
    notes: list[Note] = field(default_factory=list)
    context: PageContext = field(default_factory=PageContext)
    live: dict[selectors.Group, list[selectors.Selector]] = field(init=False, default_factory=dict)
    _words: dict[str, bool] = field(default_factory=dict)
    _spans: dict[Element, tuple[int, int]] = field(init=False, default_factory=dict)
    _results: dict[Any, Any] = field(init=False, default_factory=dict)

    @cached_property
    def elements(self) -> list[Element]:
        elements = list(self.tree.iter(lxml.etree.Element))
        class_suffixes.add_plain_names(elements, self.text)
        return elements

    @cached_property
    def places(self) -> dict[Element, int]:
        return dict(zip(self.elements, range(len(self.elements)), strict=True))

    @cached_property
    def index(self) -> dict[str, list[int]]:
        microdata = self.has("itemprop") or self.has("itemtype")
        roles = self.has("role") or self.has("ROLE")
        return index_of(self.elements, microdata, roles)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.index)

    @cached_property
    def naming(self) -> str:
        return " ".join(self.index)

    @cached_property
    def body(self) -> Element:
        """The page's `<body>`; the whole tree where it has none."""
        return next(self.tree.iter("body"), self.tree)

    @property
    def url(self) -> str | None:
        return self.capture.url

    @cached_property
    def fitting(self) -> selectors.Fitting:
        """The selectors of all groups that the page's names do not rule out."""
        return selectors.fitting(self.names)

    @property
    def address(self) -> addresses.Address:
        return addresses.read(self.capture.url or self.capture.mirror or "")

    @cached_property
    def base(self) -> str | None:
        """The address from which the page's relative links lead: `<base>`, else where the page
        stands."""
        here = self.capture.mirror or self.capture.url
        hrefs = (e.get("href") for e in self.tree.iter("base"))
        stated = next((href for href in hrefs if (href or "").strip()), None)
        return (uri.absolute(here, stated) if stated else None) or here

    def absolute(self, link: str) -> str | None:
        """`link` on this page as a whole address, None where it leads to no page."""
        return uri.absolute(self.base, link)

    def target(self, link: str) -> addresses.Address:
        """What the address says that `link` on this page leads to."""
        return addresses.read(self.absolute(link) or "")

    @cached_property
    def links(self) -> list[tuple[Element, str]]:
        """The links of the page with whole addresses, in page order."""
        pairs = ((e, self.absolute(e.get("href") or "")) for e in self.tagged("a"))
        return [(element, url) for element, url in pairs if url]

    def tagged(self, *tags: str) -> list[Element]:
        """The elements of the page that have one of some tags, in page order."""
        places = [place for tag in tags for place in self.index.get(tag, ())]
        return [self.elements[place] for place in (sorted(places) if len(tags) > 1 else places)]

    def find(self, selector: str, scope: Element | None = None) -> list[Element]:
        """The elements in `scope` (default: the page) that `selector` names, in page order, `scope`
        itself included."""
        elements: list[Element] = selectors.compiled(selector).find(self, scope)
        return elements

    def first(self, selector: str, scope: Element | None = None) -> Element | None:
        elements = self.find(selector, scope)
        return elements[0] if elements else None

    def each(
        self, group: tuple[str, ...], scope: Element | None = None
    ) -> Iterator[tuple[str, list[Element]]]:
        """Of a group of selectors those that name anything in `scope`, in the group's order, and
        what they name."""
        for selector in selectors.group(group).live(self):
            if elements := selector.search(self, scope):
                yield selector.text, elements

    def any(self, group: tuple[str, ...], scope: Element | None = None) -> list[Element]:
        """What the first of a group of selectors that names anything names."""
        return next((elements for _, elements in self.each(group, scope)), [])

    def all(self, group: tuple[str, ...], scope: Element | None = None) -> set[Element]:
        """What a group of selectors names, all together."""
        return {
            e
            for selector in selectors.group(group).live(self)
            for e in selector.search(self, scope)
        }

    def has(self, word: str) -> bool:
        """Whether a word stands anywhere in the page's source."""
        if word not in self._words:
            self._words[word] = word in self.text
        return self._words[word]

    def once(self, function: Callable[[Document], Result]) -> Result:
        """What `function` gives for this page, worked out the first time only."""
        if function not in self._results:
            self._results[function] = function(self)
        result: Result = self._results[function]
        return result

    def span(self, scope: Element) -> tuple[int, int] | None:
        """The places of an element and all within it: the first, and the one after the last. None
        for a copy of a part."""
        if (first := self.places.get(scope)) is None:
            return None
        if scope not in self._spans:
            element, after = scope, None
            while element is not None and (after := _next(element)) is None:
                element = element.getparent()
            last = len(self.elements) if after is None else self.places.get(after)
            self._spans[scope] = first, len(self.elements) if last is None else last
        return self._spans[scope]

    def part(self, tree: Element) -> Document:
        """A part of the page, or a copy of one, as a document of its own."""
        part = Document(
            self.capture, self.text, self.charset, tree, context=self.context, _words=self._words
        )
        part.base = self.base
        return part

    def within(self, scope: Element, without: Collection[Element]) -> Iterator[Element]:
        """The elements of `scope`, itself included, in page order, not those of `without` and what
        is in them; `without` may grow meanwhile."""
        span = self.span(scope)
        if span is None:
            yield from (
                e
                for e in scope.iter(lxml.etree.Element)
                if e not in without and not is_in(e, without)
            )
            return
        place, end = span
        while place < end:
            element = self.elements[place]
            if element not in without:
                yield element
                place += 1
            if element in without:
                place = (self.span(element) or span)[1]

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        element = next(self.tree.iter("title"), None)
        return squeeze("".join(element.itertext())) if element is not None else ""

    def meta(self, name: str) -> str | None:
        """The content of `<meta name>` or `<meta property>`, None where absent or empty."""
        return self._metas.get(name)

    @cached_property
    def _metas(self) -> dict[str, str]:
        metas: dict[str, str] = {}
        for e in self.tagged("meta"):
            key = (e.get("name") or e.get("property") or "").lower()
            if key and e.get("content", "").strip():
                content = self._whole(key, e) if len(e.attrib) > 3 else e.get("content")
                metas.setdefault(key, squeeze(html.unescape(content)))
        return metas

    def _whole(self, key: str, element: Element) -> str:
        """The content of a meta element whose quotes were not escaped (1.5): all up to the end of
        the element."""
        match = re.search(
            rf"<meta\s+name=\"{re.escape(key)}\"\s+content=\"([^\n<]*?)\"\s*/?>", self.text, re.I
        )
        return html.unescape(match[1]) if match else str(element.get("content"))


def is_in(element: Element, boxes: Collection[Element]) -> bool:
    """Whether an element stands in one of some others."""
    return any(above in boxes for above in element.iterancestors()) if boxes else False


def read(capture: Capture) -> Document:
    """The parsed page of `capture`. Never fails: what cannot be parsed is an empty tree with a
    note."""
    data, notes = embedded.named(capture)
    if len(data) > MAX_BYTES:
        notes.append(
            Note(
                "document-size", f"{len(data)} bytes; only the first {MAX_BYTES} were read", "loss"
            )
        )
        data = data[:MAX_BYTES]
    stated = _CHARSET.search(capture.content_type or "")
    text, name, more = charset.decode(data, stated[1] if stated else None)
    notes += more
    if not text.isascii():
        text, repaired = mojibake.repair(text)
        text, controls = charset.without_c1(text)
        notes += [note for note in (repaired, controls) if note]
    if len(capture.data) <= MAX_BYTES and is_cut(text):
        message = f"the page ends in the middle: {text.rstrip()[-40:]!r}; the rest was not saved"
        notes.append(Note("page-cut", message, "loss"))
    if text.count("<") > MAX_TAGS:
        rest = text.split("<", MAX_TAGS)[-1]
        text = text[: -len(rest) - 1]
        why = f"more than {MAX_TAGS} tags; only the first {len(text)} letters were read"
        notes.append(Note("document-size", why, "loss"))
    tree = trees.parse(text, notes, trees.PAGE_DEPTH)
    doc = Document(capture, text, name, tree, notes)
    if "tppabs" in text:
        teleport.undo(tree)
    if capture.mirror:
        _undo_saved_names(doc)
    return doc


def _undo_saved_names(doc: Document) -> None:
    """Links from file to file that a saver wrote lead to the addresses that the files' names stand
    for."""
    for element in doc.tree.iter("a", "area", "link", "img"):
        attribute = "src" if element.tag == "img" else "href"
        link = (element.get(attribute) or "").strip()
        if saved_names.is_saved(link) and (url := doc.absolute(link)):
            element.set(attribute, saved_names.link_of(url))


def hidden_document(doc: Document, text: str) -> Document:
    """A document of what stands in an HTML comment of `doc`."""
    tree = trees.parse(f"<div>{text}</div>")
    return Document(doc.capture, text, doc.charset, tree, context=doc.context)


def _next(element: Element) -> Element | None:
    """The next element beside one, comments passed over."""
    after = element.getnext()
    while after is not None and not isinstance(after.tag, str):
        after = after.getnext()
    return after
