"""Quotes in comments, as each system prints them, made `<blockquote title="NAME">`: the name is
kept, the words "Quoting" go.

They stand in one table, not on the classes of the systems: the quotes of a system are in comments
that were read without knowing it, and in posts that were moved from one system to another.

Read off JComments 2 to 4, !JoomlaComment 4, CComment 5, sliComments, RSComments!, AkoComment TE and
Kunena 5."""

from __future__ import annotations

import re

from migrator.document.nodes import (
    Node,
    Tag,
    Text,
    each,
    first_behind,
    holds,
    text_of,
    with_class,
)

#: boxes that are a quote: class of the box, class of its label, class of its words
_BOXES = (
    ("quote", "genmed", "quotebody"),
    ("ccomment-quote-text", "ccomment-quote-text-head", "ccomment-quote-text-body"),
    ("slicomments-quote", "slicomments-quoteHead", "slicomments-quoteBody"),
    ("kmsgtext-quote", "", ""),
)
_LABEL_CLASSES = {"quote", "kmsgtext-quote-label", "quote-author"}
#: A label is of so many nodes at most, has so many letters beside the name, and so many in bold.
_LABEL_NODES, _LABEL_TEXT, _LABEL_NAME = 4, 12, 60
_BARE_LABEL = re.compile(r"(?:quote|zitat|цитата)\s*[:：]$", re.I)
_NAMED = re.compile(
    r"^(?:quoting|quote by|quote from|zitiere|zitat von|citando(?: a)?|citation(?: de)?|cytowanie"
    r"|cituji|idézet|цитирую|цитата|citaat van|quote|zitat|цитата:)?\s*[:：]?\s*"
    r"(?P<name>.*?)\s*(?:wrote|said|schrieb|a écrit|escribió|ha "
    r"scritto|napisał\(a\)|napisał|писал\(а\)|писал)?\s*[:：]?\s*$",
    re.I | re.S,
)


def tidy(tag: Tag) -> None:
    """Makes one kind of quote of all."""
    for box, label, words in _BOXES:
        for element in with_class(tag, box):
            if tag not in element.parents or element.name in ("span", "figcaption"):
                continue
            inner = next(iter(with_class(element, words)), None) if words else None
            if inner is None and element.name != "blockquote" and label != "":
                continue
            head = next(iter(with_class(element, label)), None) if label else None
            name = name_in(head.get_text()) if head else None
            if head:
                head.extract()
            if inner:
                inner.unwrap()
            element.name = "blockquote"
            element.attrs = {"title": name} if name else {}
    for quote in each(tag, ("blockquote",)):
        _take_label(quote)
    _tidy_code(tag)
    for shell in each(tag, ("figure", "span")):
        if holds(shell, ("blockquote", "pre")) and not holds(shell, ("img",)):
            for child in shell.children:
                if isinstance(child, Tag) and child.name == "br":
                    child.extract()
            shell.unwrap()


_CODE_LABEL = re.compile(r"^\s*code\s*[:：]?\s*$", re.I)


def _tidy_code(tag: Tag) -> None:
    """The word "Code:" before a piece of code goes; between two lines (AkoComment TE) the code gets
    an element of its own."""
    for mark in each(tag, ("b", "strong", "span", "figcaption", "div")):
        if tag not in mark.parents or not _CODE_LABEL.match(mark.get_text()):
            continue
        after = first_behind(mark, ("pre", "code", "hr"))
        if after is None or holds(mark, ("pre", "code")):
            continue
        if after.name == "hr" and mark.next_tag is after:
            _between_lines(after)
            mark.extract()
        elif after.name != "hr" and (_is_called(mark, "code") or _is_called(mark.parent, "code")):
            mark.extract()
    for pre in each(tag, ("pre", "code")):
        label = pre.previous_sibling
        if (
            isinstance(label, Text)
            and _CODE_LABEL.match(label.text)
            and _is_called(pre.parent, "code")
        ):
            label.extract()


def _is_called(element: Tag | None, word: str) -> bool:
    """Whether the class of an element has a word."""
    return element is not None and word in (element.get("class") or "")


def _between_lines(line: Tag) -> None:
    """What stands between a line and the next becomes preformatted; both lines go."""
    inner: list[Node] = []
    node = line.next_sibling
    while node is not None and not (isinstance(node, Tag) and node.name == "hr"):
        inner.append(node)
        node = node.next_sibling
    if node is None:
        return
    block = Tag("pre")
    line.replace_with(block)
    for element in inner:
        block.append(element)
    node.extract()


def name_in(label: str) -> str | None:
    """The name in "Quoting Ann:" or "Ann said :"; None where the label names nobody."""
    match = _NAMED.match(" ".join(label.split()))
    name = match["name"].strip(" :\xa0") if match else ""
    return name or None


def _take_label(quote: Tag) -> None:
    """The label just before a quote goes into it: `span.quote`, `figcaption.quote`, or text and
    bold that end in a colon."""
    before: list[Node] = []
    node = quote.previous_sibling
    while node is not None and len(before) < _LABEL_NODES and _is_of_label(node, before):
        before.append(node)
        node = node.previous_sibling
    if any(isinstance(e, Tag) and text_of(e).strip() for e in before):
        while isinstance(before[-1], Text):  # words of the comment's own before the label
            before.pop()
    label = "".join(text_of(e) for e in reversed(before)).strip()
    classed = any(isinstance(e, Tag) and _LABEL_CLASSES & set(e.classes) for e in before)
    boxed = _is_called(quote.parent, "quote")
    if not label or not (classed or boxed or _BARE_LABEL.match(label)):
        return
    name = name_in(label)
    if name and "title" not in quote.attrs:
        quote.attrs["title"] = name
    for element in before:
        element.extract()


def _is_of_label(node: Node, behind: list[Node]) -> bool:
    """Whether a node before a quote may be of its label; `behind` are those between the two."""
    if isinstance(node, Text):
        return len(node.text.strip()) < _LABEL_TEXT
    if not isinstance(node, Tag):
        return False
    if node.name in ("br", "hr") and not any(text_of(e).strip() for e in behind):
        return True
    is_bold = node.name in ("strong", "b") and len(node.get_text()) < _LABEL_NAME
    return is_bold or bool(_LABEL_CLASSES & set(node.classes))
