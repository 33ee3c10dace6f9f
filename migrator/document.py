"""Bytes to a decoded, parsed, bounded tree: the one place that calls a parser on a page.

The page is parsed once, by lxml. Regions that matter are handed to BeautifulSoup by `region`, which copies an element
without the parts that are not wanted. Bounds: pages over 16 MB are not parsed; elements deeper than 200 are replaced by
their text, because libxml2 drops what lies deeper than it allows without a word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import lxml.etree
import lxml.html
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from lxml.cssselect import CSSSelector

from migrator import address as addresses
from migrator import charset
from migrator.model import Capture, Note

Element = Any  # lxml publishes no types

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 200

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_VOID = {"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "param", "source", "wbr"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_NEEDS = re.compile(r"([.#])([\w-]+)")


@dataclass(slots=True)
class Document:
    """One parsed page. `names` holds every class (`.x`) and id (`#x`) of it, so that selectors can be ruled out."""

    capture: Capture
    text: str
    charset: str
    tree: Element
    notes: list[Note] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    memo: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str | None:
        return self.capture.url

    @property
    def address(self) -> addresses.Address:
        return addresses.read(self.capture.url or "")

    @property
    def base(self) -> str | None:
        """The address from which the page's relative links lead: `<base>`, else where the page stands."""
        if "base" not in self.memo:
            here = self.capture.mirror or self.capture.url
            stated = next((e.get("href") for e in self.tree.iter("base") if (e.get("href") or "").strip()), None)
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
            self.memo["links"] = [(e, url) for e in self.tree.iter("a") if (url := self.absolute(e.get("href") or ""))]
        found: list[tuple[Element, str]] = self.memo["links"]
        return found

    def find(self, selector: str, scope: Element | None = None) -> list[Element]:
        """The elements in `scope` (default: the page) that `selector` names, in page order, `scope` itself included."""
        needs, select = compiled(selector)
        if not needs <= self.names:
            return []
        found: list[Element] = select(self.tree if scope is None else scope)
        return found

    def first(self, selector: str, scope: Element | None = None) -> Element | None:
        found = self.find(selector, scope)
        return found[0] if found else None

    @property
    def title(self) -> str:
        """The text of `<title>`."""
        element = next(iter(self.tree.iter("title")), None)
        return squeeze(element.text_content()) if element is not None else ""

    def meta(self, name: str) -> str | None:
        """The content of `<meta name>` or `<meta property>`, None where absent or empty."""
        if "metas" not in self.memo:
            metas: dict[str, str] = {}
            for e in self.tree.iter("meta"):
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


@lru_cache(maxsize=4096)
def compiled(selector: str) -> tuple[frozenset[str], Callable[[Element], list[Element]]]:
    """The classes and ids without which `selector` cannot match, and the compiled selector."""
    bare = re.sub(r":not\([^)]*\)|\[[^\]]*\]", "", selector)
    needs = frozenset(f"{k}{n}" for k, n in _NEEDS.findall(bare)) if "," not in selector else frozenset()
    select: Callable[[Element], list[Element]] = CSSSelector(selector, translator="html")
    return needs, select


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
    text, repaired = charset.repair(text)
    if repaired:
        notes.append(repaired)
    tree = parse(text, notes)
    return Document(capture, text, name, tree, notes, _names(tree))


def hidden_document(doc: Document, text: str) -> Document:
    """A document of what stands in an HTML comment of `doc`."""
    tree = parse(f"<div>{text}</div>")
    return Document(doc.capture, text, doc.charset, tree, [], _names(tree), dict(doc.memo))


def parse(text: str, notes: list[Note] | None = None) -> Element:
    """The tree of an HTML text, no deeper than MAX_DEPTH."""
    text = _CONTROL.sub("", text)
    if text.count("<") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        text = _flatten(text)
        if notes is not None:
            notes.append(Note("document-depth", f"elements deeper than {MAX_DEPTH} were replaced by their text", "warning"))
    if "<!--" in text and text.rfind("<!--") > text.rfind("-->"):
        closed = text.rfind("-->")
        text = text[:closed + 1] + text[closed + 1:].replace("<!--", "")
        if notes is not None:
            notes.append(Note("document-comment", "an HTML comment is never closed; what follows was read as text", "warning"))
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        root = None
    if root is None:
        root = lxml.html.document_fromstring("<html><body></body></html>")
    return root


def _depth(text: str) -> int:
    """The most tags open at once, unclosed ones counted: never less than the depth of the tree."""
    open_tags = deepest = 0
    for match in _TAG.finditer(text):
        if match[2].lower() in _VOID or match[3]:
            continue
        open_tags += -1 if match[1] else 1
        open_tags = max(open_tags, 0)
        deepest = max(deepest, open_tags)
    return deepest


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


def _names(tree: Element) -> frozenset[str]:
    names: set[str] = set()
    for e in tree.iter(lxml.etree.Element):
        if classes := e.get("class"):
            names.update("." + c for c in classes.split())
        if ident := e.get("id"):
            names.add("#" + ident)
    return frozenset(names)


#: Regions of more elements than this are not handed to BeautifulSoup: it would take minutes.
MAX_ELEMENTS = 40_000


def is_large(element: Element) -> bool:
    """Whether a region has more elements than can be read one by one."""
    return sum(1 for _ in zip(element.iter(), range(MAX_ELEMENTS + 1), strict=False)) > MAX_ELEMENTS


def source(element: Element, without: Collection[Element] = ()) -> str:
    """The HTML of what `element` holds; the elements of `without` are taken out of the page for good."""
    for gone in without:
        if gone.getparent() is not None and gone is not element:
            gone.drop_tree()
    return (element.text or "") + "".join(str(lxml.etree.tostring(c, encoding="unicode", method="html")) for c in element)


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
    root = parse(f"<div>{html}</div>")
    return region(next(iter(root.iter("div")), root))


def texts(element: Element, without: Collection[Element] = ()) -> list[str]:
    """The text pieces of `element` in order, not those of scripts, styles or elements of `without`."""
    pieces: list[str] = []
    if isinstance(element.tag, str):
        _texts(element, without, pieces)
    return pieces


def _texts(element: Element, without: Collection[Element], pieces: list[str]) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _SILENT and child not in without:
            if tag in _BREAKS:
                pieces.append(" ")
                _texts(child, without, pieces)
                pieces.append(" ")
            else:
                if tag not in _KNOWN and not child.attrib and tag.isalpha():
                    pieces.append(f"<{tag}>")
                _texts(child, without, pieces)
        if child.tail:
            pieces.append(child.tail)


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


def text_of(element: Element, without: Collection[Element] = ()) -> str:
    """The visible text of `element`, white space squeezed."""
    return squeeze("".join(texts(element, without)))
