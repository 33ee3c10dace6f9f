"""Text to trees and back: the one place that calls a parser on a page.

Pages are parsed by lxml. Bounds: a page may be PAGE_DEPTH deep, because
libxml2 drops what lies deeper than it allows without a word, and a text within it TEXT_DEPTH; what
is deeper is replaced by its words. A thread of a thousand replies is deep, and each reply is not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from functools import cache
from itertools import islice

import lxml.etree

from migrator.document.elements import _VOID, Element
from migrator.model import Note
from migrator.patterns import lazy_pattern

#: Elements within one another in a text: those who write nest a dozen.
TEXT_DEPTH = 200
#: … in a page: libxml2 2.14 stops at 2,048, `html` and `body` among them.
PAGE_DEPTH = 2040

_TAG = lazy_pattern(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
#: What no tree may hold: control characters, as bytes and as references; a form feed is a space.
_CONTROL = bytes([*range(9), 11, *range(14, 32)])
_SPACE = bytes.maketrans(b"\x0c", b" ")
_REFERENCE = lazy_pattern(
    r"&#(?:x0*(?:[0-8bce-f]|1[0-9a-f]|fff[ef])(?![0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.I,
)
_NO_CHARACTER = lazy_pattern("\ufffe|\uffff".encode())


def parse(text: str, notes: list[Note] | None = None, depth: int = TEXT_DEPTH) -> Element:
    """The tree of an HTML text, no deeper than `depth`."""
    if "<!--" in text and text.rfind("<!--") > text.rfind("-->"):
        closed = text.rfind("-->")
        text = text[: closed + 1] + text[closed + 1 :].replace("<!--", "")
        if notes is not None:
            notes.append(
                Note(
                    "document-comment",
                    "an HTML comment is never closed; what follows was read as text",
                    "warning",
                )
            )
    if len(text) > _LONG_TEXT and _has_long_tag(text):
        text = _without_attributes(text, notes)
    root = _tree(text)
    if len(text) <= len("<b>") * TEXT_DEPTH or not is_deep(root):
        return root
    if depth > TEXT_DEPTH:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 4 * depth))  # walks go level by level
    is_cut = bool(_beyond(depth)(root))
    if notes is not None:
        limit = depth if is_cut else TEXT_DEPTH
        where = "on the page" if is_cut else "in one text"
        message = f"elements deeper than {limit} {where} are replaced by their words"
        notes.append(Note("document-depth", message, "warning" if is_cut else "info"))
    return _tree(_flatten(text, depth)) if is_cut else root


def fragment(html: str) -> Element:
    """The tree of a fragment of HTML, a `div` around it."""
    root = parse(f"<div>{html}</div>")
    return next(iter(root.iter("div")), root)


#: A tag has so many attributes at most: libxml2 compares each with all before it, which took 1.6 s
#: for 20,000 and 12 s for 40,000.
MAX_ATTRIBUTES = 1000
#: Letters that as many attributes take at least (` a=` each).
_LONG_TAG = lazy_pattern(rf"<[a-zA-Z][^<>]{{{3 * MAX_ATTRIBUTES},}}+>")
#: Letters of a text whose tags are not looked at: what it can hold takes half a second.
_LONG_TEXT = 30_000
_ATTRIBUTE = lazy_pattern(r"\s[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


def _has_long_tag(text: str) -> bool:
    """Whether a tag may have more than MAX_ATTRIBUTES attributes: told by the length of the pieces
    between `<`, a tenth of the pattern's work."""
    least = 3 * MAX_ATTRIBUTES
    pieces = text.split("<")
    if max(map(len, pieces)) <= least:
        return False
    return any(">" not in piece[:least] for piece in pieces if len(piece) > least)


def _without_attributes(text: str, notes: list[Note] | None) -> str:
    """`text` without the attributes of a tag beyond MAX_ATTRIBUTES."""

    def bounded(match: re.Match[str]) -> str:
        beyond = next(islice(_ATTRIBUTE.finditer(match[0]), MAX_ATTRIBUTES, None), None)
        if beyond is None:
            return match[0]
        if notes is not None:
            message = f"a tag has more than {MAX_ATTRIBUTES} attributes; the others are left out"
            notes.append(Note("document-attributes", message, "warning"))
        return f"{match[0][: beyond.start()]}>"

    return _LONG_TAG.sub(bounded, text)


@cache
def _beyond(depth: int) -> lxml.etree.XPath:
    """True where something lies `depth` levels within an element: a path of as many steps, which
    ends where the tree does."""
    return lxml.etree.XPath(f"boolean({'/'.join('*' * depth)})")


def is_deep(element: Element) -> bool:
    """Whether what is in an element is deeper than one text may be."""
    return bool(_beyond(TEXT_DEPTH)(element))


def _tree(text: str) -> Element:
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True)
    if "&#" in text:
        text = _REFERENCE.sub("", text)
    data = text.encode("utf-8", "replace").translate(_SPACE, _CONTROL)
    if b"\xef\xbf" in data:
        data = _NO_CHARACTER.sub(b"", data)
    try:
        root = lxml.etree.fromstring(data, parser)
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


def _flatten(text: str, depth: int) -> str:
    """`text` without the tags that lie deeper than `depth`; unclosed tags of one name close one
    another."""
    stack: list[str] = []

    def keep(match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in _VOID or match[3]:
            return match[0]
        if not match[1]:
            if (
                name in ("p", "li", "td", "tr", "option", "dt", "dd")
                and stack
                and stack[-1] == name
            ):
                stack.pop()
            stack.append(name)
            return match[0] if len(stack) <= depth else " "
        for position in range(len(stack) - 1, max(len(stack) - 12, -1), -1):
            if stack[position] == name:
                deep = position >= depth
                del stack[position:]
                return " " if deep else match[0]
        return " "

    return re.sub(r" {3,}", "  ", _TAG.sub(keep, text))


#: Regions of more elements than this go through no rules.
MAX_ELEMENTS = 40_000


def is_large(element: Element) -> bool:
    """Whether a region has more elements than can be read one by one."""
    return next(islice(element.iter(), MAX_ELEMENTS, None), None) is not None


def source(
    element: Element, without: Collection[Element] = (), end: Collection[Element] = ()
) -> str:
    """The HTML of what `element` holds, without the elements of `without` and HTML comments, and
    nothing from the first element of `end` on."""
    pieces: list[str] = []
    _write(element, frozenset(without), frozenset(end), pieces)
    return "".join(pieces)


def whole_source(element: Element) -> str:
    """The HTML of an element as lxml writes it, its own tag and comments too: for what is sanitised
    and looked at, at a tenth of the CPU of `source`."""
    return lxml.etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _attributes(element: Element) -> str:
    return "".join([f" {k}={_QUOTE}{escape(v, True)}{_QUOTE}" for k, v in element.items()])


def _write(
    element: Element, without: frozenset[Element], end: frozenset[Element], pieces: list[str]
) -> bool:
    """Writes the inside of `element`; False where the end was met."""
    if element.text:
        pieces.append(element.text if element.tag in _RAW else escape(element.text))
    for child in element:
        if child in end:
            return False
        if isinstance(child.tag, str) and child not in without:
            name = element_name(child)
            pieces.append(f"<{name}{_attributes(child)}>")
            ended = not _write(child, without, end, pieces)
            if name not in _VOID:  # the parser puts into a `<wbr>` what stands behind it
                pieces.append(f"</{name}>")
            if ended:
                return False
        if child.tail:
            pieces.append(escape(child.tail))
    return True


_QUOTE = '"'
_RAW = frozenset(("script", "style"))


def escape(text: str, quoted: bool = False) -> str:
    """`text` as HTML text or, `quoted`, as the value of an attribute."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quoted and '"' in text else text


def drop(element: Element) -> None:
    """Takes an element out of its tree; the text after it stays. The root of a tree stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def element_name(element: Element) -> str:
    """The name of an element without a prefix of XML: `p` for `o:p`."""
    name = str(element.tag)
    return name.rpartition(":")[2] if name.count(":") else name
