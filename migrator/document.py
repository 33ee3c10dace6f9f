"""Bytes to a decoded, parsed, bounded tree: the one place that calls a parser on a page.

The page is parsed once, by lxml. Regions that matter are handed to BeautifulSoup by `region`, which copies an element
without the parts that are not wanted. Bounds: pages over 16 MB are not parsed; elements deeper than 200 are replaced by
their text, because libxml2 drops what lies deeper than it allows without a word.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from migrator import address as addresses
from migrator import charset, mojibake, selectors
from migrator.model import Capture, Note

Element = Any  # lxml publishes no types

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 200

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_VOID = {"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "param", "source", "wbr"}
_CONTROL = bytes([*range(9), 11, *range(14, 32)])


@dataclass(slots=True)
class Document:
    """One parsed page. `elements` are all its elements in page order; `index` holds the places there of every class (`.x`), id
    (`#x`), `itemprop` (`=x`) and tag (`x`), so that most selectors are answered or ruled out without a search."""

    capture: Capture
    text: str
    charset: str
    tree: Element
    notes: list[Note] = field(default_factory=list)
    memo: dict[str, Any] = field(default_factory=dict)
    elements: list[Element] = field(init=False)
    places: dict[Element, int] = field(init=False)
    index: dict[str, list[int]] = field(init=False)
    names: frozenset[str] = field(init=False)
    naming: str = field(init=False)

    def __post_init__(self) -> None:
        self.elements = list(self.tree.iter(lxml.etree.Element))
        self.places = dict(zip(self.elements, range(len(self.elements)), strict=True))
        self.index = _index(self.elements, self.has("itemprop") or self.has("ITEMPROP"))
        self.names = frozenset(self.index)
        self.naming = " ".join(self.index)

    @property
    def url(self) -> str | None:
        return self.capture.url

    @property
    def address(self) -> addresses.Address:
        return addresses.read(self.capture.url or self.capture.mirror or "")

    @property
    def base(self) -> str | None:
        """The address from which the page's relative links lead: `<base>`, else where the page stands."""
        if "base" not in self.memo:
            here = self.capture.mirror or self.capture.url
            stated = next((e.get("href") for e in self.tagged("base") if (e.get("href") or "").strip()), None)
            self.memo["base"] = (addresses.absolute(here, stated) if stated else None) or here
        found: str | None = self.memo["base"]
        return found

    def absolute(self, link: str) -> str | None:
        """`link` on this page as a whole address, None where it leads to no page."""
        return addresses.absolute(self.base, link)

    def target(self, link: str) -> addresses.Address:
        """What the address says that `link` on this page leads to."""
        return addresses.read(self.absolute(link) or "")

    @property
    def links(self) -> list[tuple[Element, str]]:
        """The links of the page with whole addresses, in page order."""
        if "links" not in self.memo:
            self.memo["links"] = [(e, url) for e in self.tagged("a") if (url := self.absolute(e.get("href") or ""))]
        found: list[tuple[Element, str]] = self.memo["links"]
        return found

    def tagged(self, *tags: str) -> list[Element]:
        """The elements of the page that have one of some tags, in page order."""
        places = [at for tag in tags for at in self.index.get(tag, ())]
        return [self.elements[at] for at in (sorted(places) if len(tags) > 1 else places)]

    def find(self, selector: str, scope: Element | None = None) -> list[Element]:
        """The elements in `scope` (default: the page) that `selector` names, in page order, `scope` itself included."""
        found: list[Element] = selectors.compiled(selector).find(self, scope)
        return found

    def first(self, selector: str, scope: Element | None = None) -> Element | None:
        found = self.find(selector, scope)
        return found[0] if found else None

    def each(self, group: tuple[str, ...], scope: Element | None = None) -> Iterator[tuple[str, list[Element]]]:
        """Of a group of selectors those that name anything in `scope`, in the group's order, and what they name."""
        for selector in selectors.group(group).live(self):
            if found := selector.search(self, scope):
                yield selector.text, found

    def any(self, group: tuple[str, ...], scope: Element | None = None) -> list[Element]:
        """What the first of a group of selectors that names anything names."""
        return next((found for _, found in self.each(group, scope)), [])

    def all(self, group: tuple[str, ...], scope: Element | None = None) -> set[Element]:
        """What a group of selectors names, all together."""
        return {e for _, found in self.each(group, scope) for e in found}

    def has(self, word: str) -> bool:
        """Whether a word stands anywhere in the page's source."""
        known: dict[str, bool] = self.memo.setdefault("has", {})
        if word not in known:
            known[word] = word in self.text
        return known[word]

    def span(self, scope: Element) -> tuple[int, int] | None:
        """The places of an element and all within it: the first, and the one after the last. None for a copy of a part."""
        if (first := self.places.get(scope)) is None:
            return None
        spans: dict[Element, tuple[int, int]] = self.memo.setdefault("spans", {})
        if scope not in spans:
            at, after = scope, None
            while at is not None and (after := _next(at)) is None:
                at = at.getparent()
            spans[scope] = first, len(self.elements) if after is None else self.places.get(after, len(self.elements))
        return spans[scope]

    def part(self, tree: Element) -> Document:
        """A part of the page, or a copy of one, as a document of its own."""
        shared: dict[str, Any] = {k: self.memo[k] for k in ("base", "date order", "language", "has", "off") if k in self.memo}
        return Document(self.capture, self.text, self.charset, tree, memo=shared)

    def within(self, scope: Element, without: Collection[Element]) -> Iterator[Element]:
        """The elements of `scope`, itself included, in page order, not those of `without` and what is in them; `without` may grow
        meanwhile."""
        span = self.span(scope)
        if span is None:
            yield from (e for e in scope.iter(lxml.etree.Element) if e not in without and not is_in(e, without))
            return
        at, end = span
        while at < end:
            element = self.elements[at]
            if element not in without:
                yield element
                at += 1
            if element in without:
                at = (self.span(element) or span)[1]

    @property
    def title(self) -> str:
        """The text of `<title>`."""
        elements = self.tagged("title")
        return squeeze("".join(elements[0].itertext())) if elements else ""

    def meta(self, name: str) -> str | None:
        """The content of `<meta name>` or `<meta property>`, None where absent or empty."""
        if "metas" not in self.memo:
            metas: dict[str, str] = {}
            for e in self.tagged("meta"):
                key = (e.get("name") or e.get("property") or "").lower()
                if key and e.get("content", "").strip():
                    metas.setdefault(key, squeeze(html.unescape(self._whole(key, e) if len(e.attrib) > 3 else e.get("content"))))
            self.memo["metas"] = metas
        found: str | None = self.memo["metas"].get(name)
        return found


    def _whole(self, key: str, element: Element) -> str:
        """The content of a meta element whose quotes were not escaped (1.5): all up to the end of the element."""
        match = re.search(rf"<meta\s+name=\"{re.escape(key)}\"\s+content=\"([^\n<]*?)\"\s*/?>", self.text, re.I)
        return html.unescape(match[1]) if match else str(element.get("content"))


def is_in(element: Element, boxes: Collection[Element]) -> bool:
    """Whether an element stands in one of some others."""
    return any(above in boxes for above in element.iterancestors()) if boxes else False


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.replace("\xad", "").replace("\u200b", "").split())


def read(capture: Capture) -> Document:
    """The parsed page of `capture`. Never fails: what cannot be parsed is an empty tree with a note."""
    notes: list[Note] = []
    data = capture.data
    if len(data) > MAX_BYTES:
        notes.append(Note("document-size", f"{len(data)} bytes; only the first {MAX_BYTES} were read", "loss"))
        data = data[:MAX_BYTES]
    stated = _CHARSET.search(capture.content_type or "")
    text, name, more = charset.decode(data, stated[1] if stated else None)
    notes += more
    if name != "utf-8" or b"\xc3" in data:  # else no letter is on the page as which a byte may have been misread
        text, repaired = mojibake.repair(text)
        notes += [repaired] if repaired else []
    tree = parse(text, notes)
    return Document(capture, text, name, tree, notes)


def hidden_document(doc: Document, text: str) -> Document:
    """A document of what stands in an HTML comment of `doc`."""
    tree = parse(f"<div>{text}</div>")
    return Document(doc.capture, text, doc.charset, tree, [], {k: doc.memo[k] for k in ("date order", "language") if k in doc.memo})


def parse(text: str, notes: list[Note] | None = None) -> Element:
    """The tree of an HTML text, no deeper than MAX_DEPTH."""
    if "<!--" in text and text.rfind("<!--") > text.rfind("-->"):
        closed = text.rfind("-->")
        text = text[:closed + 1] + text[closed + 1:].replace("<!--", "")
        if notes is not None:
            notes.append(Note("document-comment", "an HTML comment is never closed; what follows was read as text", "warning"))
    root = _tree(text)
    if _deep(root):
        if notes is not None:
            notes.append(Note("document-depth", f"elements deeper than {MAX_DEPTH} were replaced by their text", "warning"))
        root = _tree(_flatten(text))
    return root


def _tree(text: str) -> Element:
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.etree.fromstring(text.encode("utf-8", "replace").translate(None, _CONTROL), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None:
        return lxml.etree.fromstring("<html><body></body></html>")
    if root.getnext() is not None:
        _gather(root)
    return root


def _gather(root: Element) -> None:
    """What stands behind the end of a document, where the parser begins another one, joins it."""
    body = next(root.iter("body"), root)
    for element in [e for e in root.itersiblings() if isinstance(e.tag, str)]:
        if element.tag != "html":
            body.append(element)
            continue
        if element.text:
            body.append(lxml.etree.Element("span"))
            body[-1].text = element.text
        body.extend(list(element))


#: True where something lies deeper than MAX_DEPTH: a path of as many steps, which ends where the tree does.
_deep = lxml.etree.XPath("boolean(" + "/*" * MAX_DEPTH + ")")


def _flatten(text: str) -> str:
    """`text` without the tags that lie deeper than MAX_DEPTH; unclosed tags of one name close one another."""
    stack: list[str] = []

    def keep(match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in _VOID or match[3]:
            return match[0]
        if not match[1]:
            if name in ("p", "li", "td", "tr", "option", "dt", "dd") and stack and stack[-1] == name:
                stack.pop()
            stack.append(name)
            return match[0] if len(stack) <= MAX_DEPTH else " "
        for at in range(len(stack) - 1, max(len(stack) - 12, -1), -1):
            if stack[at] == name:
                deep = at >= MAX_DEPTH
                del stack[at:]
                return " " if deep else match[0]
        return " "

    return re.sub(r" {3,}", "  ", _TAG.sub(keep, text))


def _index(elements: list[Element], microdata: bool) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for at, element in enumerate(elements):
        index[element.tag].append(at)
        if classes := element.get("class"):
            for one in set(classes.split()) if " " in classes else classes.split():
                index[f".{one}"].append(at)
        if ident := element.get("id"):
            index[f"#{ident}"].append(at)
        if microdata and (prop := element.get("itemprop")):
            index[f"={prop}"].append(at)
    return dict(index)


def _next(element: Element) -> Element | None:
    """The next element beside one, comments passed over."""
    after = element.getnext()
    while after is not None and not isinstance(after.tag, str):
        after = after.getnext()
    return after


#: Regions of more elements than this are not handed to BeautifulSoup: it would take minutes.
MAX_ELEMENTS = 40_000


def is_large(element: Element) -> bool:
    """Whether a region has more elements than can be read one by one."""
    return sum(1 for _ in zip(element.iter(), range(MAX_ELEMENTS + 1), strict=False)) > MAX_ELEMENTS


def source(element: Element, without: Collection[Element] = (), end: Collection[Element] = ()) -> str:
    """The HTML of what `element` holds, without the elements of `without` and HTML comments, and nothing from the first
    element of `end` on."""
    pieces: list[str] = []
    _write(element, frozenset(without), frozenset(end), pieces)
    return "".join(pieces)


def _write(element: Element, without: frozenset[Element], end: frozenset[Element], pieces: list[str]) -> bool:
    """Writes the inside of `element`; False where the end was met."""
    if element.text:
        pieces.append(element.text if element.tag in _RAW else _escape(element.text))
    for child in element:
        if child in end:
            return False
        if isinstance(child.tag, str) and child not in without:
            name = _name(child)
            attributes = child.items()
            pieces.append(f"<{name}{''.join([f' {k}={_QUOTE}{_escape(v, True)}{_QUOTE}' for k, v in attributes])}>" if attributes else f"<{name}>")
            if name not in _VOID:
                ended = not _write(child, without, end, pieces)
                pieces.append(f"</{name}>")
                if ended:
                    return False
        if child.tail:
            pieces.append(_escape(child.tail))
    return True


_QUOTE = '"'
_RAW = frozenset(("script", "style"))


def _escape(text: str, quoted: bool = False) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quoted and '"' in text else text


def drop(element: Element) -> None:
    """Takes an element out of its tree; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


_MAKER = BeautifulSoup("", "lxml")


def region(element: Element, without: Collection[Element] = (), end: Collection[Element] = ()) -> Tag:
    """`element` as a BeautifulSoup tag, without the elements of `without`, and nothing from the first element of `end` on.
    HTML comments do not come along."""
    tag = Tag(parser=None, builder=_MAKER.builder, name=_name(element), attrs=dict(element.attrib))
    _copy(element, tag, frozenset(without), frozenset(end))
    return tag


def _copy(element: Element, tag: Tag, without: frozenset[Element], end: frozenset[Element]) -> bool:
    """Copies the inside of `element` into `tag`; False where the end was met."""
    if element.text:
        tag.append(NavigableString(element.text))
    for child in element:
        if child in end:
            return False
        if isinstance(child.tag, str) and child not in without:
            inner = Tag(parser=None, builder=_MAKER.builder, name=_name(child), attrs=dict(child.attrib))
            tag.append(inner)
            if not _copy(child, inner, without, end):
                return False
        if child.tail:
            tag.append(NavigableString(child.tail))
    return True


def _name(element: Element) -> str:
    name = str(element.tag)
    return name.rpartition(":")[2] if name.count(":") else name


def soup(html: str) -> Tag:
    """A fragment of HTML as a BeautifulSoup tag (a `div` around it)."""
    return region(soup_tree(html))


def soup_tree(html: str) -> Element:
    """A fragment of HTML as a tree (a `div` around it)."""
    root = parse(f"<div>{html}</div>")
    return next(iter(root.iter("div")), root)


def texts(element: Element, without: Collection[Element] = ()) -> list[str]:
    """The text pieces of `element` in order, not those of scripts, styles or elements of `without`."""
    pieces: list[str] = []
    if isinstance(element.tag, str):
        _texts(element, without, pieces.append)
    return pieces


def _texts(element: Element, without: Collection[Element], add: Callable[[str], None]) -> None:
    if text := element.text:
        add(text)
    for child in element:
        tag = child.tag
        if tag in _PLAIN:
            if not without or child not in without:
                _texts(child, without, add)
        elif tag in _BREAKS:
            if not without or child not in without:
                add(" ")
                _texts(child, without, add)
                add(" ")
        elif isinstance(tag, str) and tag not in _SILENT and child not in without:
            if tag not in _KNOWN and not child.attrib and tag.isalpha():
                add(f"<{tag}>")
            _texts(child, without, add)
        if tail := child.tail:
            add(tail)


_SILENT = frozenset(("script", "style", "noscript", "template"))
#: Elements of HTML; another name without attributes is text that was not escaped ("<angle> brackets").
_KNOWN = frozenset(
    ["a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink",
        "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del",
        "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame",
        "frameset", "g", "h", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "isindex", "kbd", "keygen",
        "label", "layer", "legend", "li", "link", "listing", "main", "map", "mark", "marquee", "menu", "menuitem", "meta", "meter", "nav", "nobr",
        "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "path", "picture", "plaintext", "pre",
        "progress", "q", "rb", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "spacer", "span", "strike", "strong",
        "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track",
        "tt", "u", "ul", "use", "var", "video", "wbr", "xml", "xmp", "circle", "rect", "line", "polygon", "polyline", "text", "defs"])
_BREAKS = {"p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "br", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt",
           "blockquote", "section", "article", "option"}


#: Elements of a line that say nothing of the text itself.
_PLAIN = frozenset(("a", "span", "strong", "b", "em", "i", "img", "small", "font", "u", "time", "input", "label"))


def says_anything(element: Element) -> bool:
    """Whether `element` has any visible text."""
    if (element.text or "").strip():
        return True
    return any((isinstance(c.tag, str) and c.tag not in _SILENT and says_anything(c)) or (c.tail or "").strip() for c in element)


def text_of(element: Element, without: Collection[Element] = ()) -> str:
    """The visible text of `element`, white space squeezed."""
    return squeeze("".join(texts(element, without)))
