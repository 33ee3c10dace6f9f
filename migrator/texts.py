"""What a reader sees of an element: its words, without scripts and styles."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

Element = Any  # lxml publishes no types


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space."""
    if not text.isascii():
        text = text.replace("\xad", "").replace("\u200b", "")
    return " ".join(text.split())


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


def own_text(element: Element) -> str:
    """The words that stand in `element` itself, not in what is in it."""
    return squeeze(" ".join(own_texts(element)))


def own_texts(element: Element) -> list[str]:
    """The pieces of text that stand in `element` itself, as they are."""
    return [element.text or "", *[c.tail or "" for c in element]]


#: Letters of a text that is prose, and no label or menu item.
PROSE = 80


def is_prose(element: Element) -> bool:
    """Whether `element` itself, not what is in it, holds a text of some length."""
    return len((element.text or "").strip()) > PROSE or any(len((c.tail or "").strip()) > PROSE for c in element)


def text_of(element: Element, without: Collection[Element] = ()) -> str:
    """The visible text of `element`, white space squeezed."""
    if not len(element) and isinstance(element.tag, str):
        return squeeze(element.text or "")
    return squeeze("".join(texts(element, without)))
