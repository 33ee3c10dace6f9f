"""HTML of articles and comments as the XHTML that EPUB 3 takes: the elements and attributes of
HTML5, each where its content model allows it.

What is written is what epubcheck 4.2.6 accepts; old elements (`center`, `font`) become what HTML5
has for them, or go and leave their content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import lxml.etree

from migrator.document.parsing import parse

# fmt: off
_BLOCKS = frozenset((
    "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
_PHRASES = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
    "wbr",
))
# fmt: on
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Old names and those that a book does not need, with what takes their place.
_RENAMED = {
    "acronym": "abbr",
    "address": "div",
    "big": "span",
    "center": "div",
    "details": "div",
    "dfn": "em",
    "dir": "ul",
    "fieldset": "div",
    "footer": "div",
    "form": "div",
    "header": "div",
    "legend": "p",
    "main": "div",
    "menu": "ul",
    "nav": "div",
    "strike": "s",
    "summary": "p",
    "time": "span",
    "tt": "code",
}
#: What shows something from an address of its own: a link stands in its place.
_EMBEDDED = ("audio", "embed", "iframe", "object", "video")
_NUMBERS = {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}
_NUMBERS["img"] = ("width", "height")
_SCHEMES = {"http", "https", "mailto", "ftp", "tel"}
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")
_SAFE = ":/?#@!$&'()*+,;=%~-._"

Element = Any  # lxml.etree has no types


@dataclass
class Xhtml:
    """Makes XHTML. `leads` says where links and pictures lead within the book, `base` is the
    address that relative ones start from; `shown` says whether the book holds a picture.
    `missing` counts the pictures that are named instead."""

    base: str
    shown: Callable[[str], bool]
    missing: int = 0
    _ids: set[str] = field(default_factory=set)

    def page(self) -> None:
        """Begins another file: ids are unique within one."""
        self._ids = set()

    def fragment(self, html: str, leads: Mapping[str, str], deeper: int = 0) -> str:
        """The inside of a `div`; headings are `deeper` by so many levels."""
        root = parse(f"<div>{html}</div>")
        body = root.find("body")
        box = body if body is not None else root
        for element in list(box.iter()):
            self._element(element, leads, deeper)
        lxml.etree.strip_tags(box, "unknown")
        lxml.etree.strip_elements(box, lxml.etree.Comment, with_tail=False)
        _mend(box)
        self._check_places(box)
        pieces = [_escape(box.text or "")]
        pieces += [lxml.etree.tostring(child, encoding="unicode") for child in box]
        return "".join(pieces)

    def _element(self, element: Element, leads: Mapping[str, str], deeper: int) -> None:
        name = element.tag
        if not isinstance(name, str):
            return
        given = dict(element.attrib)
        element.attrib.clear()
        if name in _EMBEDDED:
            self._embedded(element, given, leads)
            return
        name = _RENAMED.get(name, name)
        if name in _HEADINGS:
            name = _HEADINGS[min(_HEADINGS.index(name) + deeper, 5)]
        is_allowed = name in _BLOCKS or name in _PHRASES
        element.tag = name if is_allowed or name in ("body", "html") else "unknown"
        self._attributes(element, name, given)
        if name == "a" and (address := self._address(given.get("href"), leads)):
            element.set("href", address)
        if name == "img":
            self._picture(element, given, leads)

    def _attributes(self, element: Element, name: str, given: Mapping[str, str]) -> None:
        for key in _NUMBERS.get(name, ()):
            number = given.get(key, "").removesuffix("px")
            if number.isdecimal() and number.isascii() and (0 < int(number) < 10_000):
                element.set(key, str(int(number)))
        if given.get("title", "").strip():
            element.set("title", given["title"])
        if given.get("dir", "").lower() in ("ltr", "rtl", "auto"):
            element.set("dir", given["dir"].lower())
        place = given.get("id") or (given.get("name") if name == "a" else None) or ""
        if place and not re.search(r"\s", place) and place not in self._ids:
            self._ids.add(place)
            element.set("id", place)
        if given.get("class") in ("comments", "comment", "text"):  # those of comment threads
            element.set("class", given["class"])

    def _address(self, address: str | None, leads: Mapping[str, str]) -> str | None:
        """Where a link leads in the book or outside; None where that cannot be written."""
        if not address:
            return None
        bare, mark, place = address.partition("#")
        if bare in leads:
            return leads[bare]
        if not bare:
            return quote(mark + place, _SAFE) if place else None
        if bare.startswith("/") and self.base:
            bare = self.base.rstrip("/") + bare
        whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(bare + mark + place, _SAFE))
        try:
            parts = urlsplit(whole)
        except ValueError:
            return None
        if parts.scheme not in _SCHEMES or whole.count("#") > 1:
            return None
        if parts.scheme in ("http", "https", "ftp") and not _HOST.fullmatch(parts.netloc):
            return None
        return whole

    def _picture(
        self, element: Element, given: Mapping[str, str], leads: Mapping[str, str]
    ) -> None:
        source = given.get("src", "")
        alt = given.get("alt", "").strip()
        if source in leads and self.shown(leads[source]):
            element.set("src", leads[source])
            element.set("alt", alt)
            return
        self.missing += 1
        element.attrib.clear()
        element.tag = "em"
        element.text = f"[{alt or source.rpartition('/')[2] or 'image'}]"

    def _embedded(
        self, element: Element, given: Mapping[str, str], leads: Mapping[str, str]
    ) -> None:
        source = given.get("src") or given.get("data") or ""
        for child in list(element):
            source = source or child.get("src") or ""
            element.remove(child)
        element.tag, element.text = "unknown", None
        address = self._address(source, leads)
        if address:
            element.tag, element.text = "a", source
            element.set("href", address)

    def _check_places(self, box: Element) -> None:
        """Links to places that are not in the file are no links."""
        places = set(box.xpath(".//@id"))
        for link in box.iter("a"):
            href = link.get("href", "")
            if href.startswith("#") and href[1:] not in places:
                del link.attrib["href"]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _mend(box: Element) -> None:
    """Puts elements where the content models of HTML5 have them."""
    for element in list(box.iter()):
        name = element.tag
        if name in ("ul", "ol"):
            _only_items(element)
        elif name == "dl" and not _is_description_list(element):
            element.tag = "div"
        elif name == "table":
            _order_table(element)
        elif name == "figure":
            for caption in element.findall("figcaption"):
                if caption is not element[0]:
                    caption.tag = "p"
    for element in list(box.iter()):
        parent = element.getparent()
        above = parent.tag if parent is not None else None
        if (element.tag == "li" and above not in ("ul", "ol")) or (
            element.tag in ("dt", "dd") and above != "dl"
        ):
            element.tag = "div"
        elif element.tag == "figcaption" and above != "figure":
            element.tag = "p"
    _unwrap_phrases(box)


def _only_items(element: Element) -> None:
    """A list holds items alone: what stands between them becomes one."""
    loose = None
    text, element.text = element.text, None
    if text and text.strip():
        loose = lxml.etree.Element("li")
        loose.text = text
        element.insert(0, loose)
    for child in list(element):
        if child is loose:
            continue
        tail, child.tail = child.tail, None
        if child.tag != "li":
            if loose is None:
                loose = lxml.etree.Element("li")
                child.addprevious(loose)
            loose.append(child)
            child.tail = tail
        else:
            loose = None
            if tail and tail.strip():
                loose = lxml.etree.Element("li")
                loose.text = tail
                child.addnext(loose)


def _is_description_list(element: Element) -> bool:
    """Whether a `dl` is groups of `dt` and `dd` that begin with a `dt` and end with a `dd`."""
    names = [child.tag for child in element]
    text = [element.text, *(child.tail for child in element)]
    return (
        bool(names)
        and set(names) == {"dt", "dd"}
        and (names[0], names[-1]) == ("dt", "dd")
        and not any(words and words.strip() for words in text)
    )


def _order_table(table: Element) -> None:
    """The caption stands first, then the head, the bodies and the foot."""
    for number, caption in enumerate(table.findall("caption")):
        if number:
            caption.tag = "div"
            table.addprevious(caption)
        else:
            table.insert(0, caption)
    groups = [child for child in table if child.tag in ("thead", "tbody", "tfoot")]
    for position, group in enumerate(groups):
        if (group.tag == "thead" and position) or (
            group.tag == "tfoot" and position < len(groups) - 1
        ):
            group.tag = "tbody"
    rows = table.findall("tr")
    if rows and groups:
        body = lxml.etree.SubElement(table, "tbody")
        for row in rows:
            body.append(row)


def _unwrap_phrases(box: Element) -> None:
    """Where a block stands in a phrase, the phrase goes; where it stands in a paragraph, that is a
    `div`; where it stands in a heading or in `pre`, the block goes."""
    for element in list(box.iter()):
        if element.tag in (*_HEADINGS, "pre"):
            for inner in list(element.iter()):
                if inner is not element and inner.tag in _BLOCKS:
                    inner.attrib.clear()
                    inner.tail = f" {inner.tail or ''}"
                    inner.tag = "unknown"
        elif element.tag == "p" and _holds_block(element):
            element.tag = "div"
        elif element.tag in _PHRASES and (
            _holds_block(element) or (element.tag == "a" and element.find(".//a") is not None)
        ):
            element.attrib.clear()
            element.tag = "unknown"
    lxml.etree.strip_tags(box, "unknown")


def _holds_block(element: Element) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants())
