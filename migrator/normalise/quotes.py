"""Quotes in comments, as each system prints them, made `<blockquote title="NAME">`: the name is
kept, the words "Quoting" go.

They stand in one table, not on the classes of the systems: the quotes of a system are in comments
that were read without knowing it, and in posts that were moved from one system to another.

Read off JComments 2 to 4, !JoomlaComment 4, CComment 5, sliComments, RSComments!, AkoComment TE and
Kunena 5."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from migrator.patterns import lazy_pattern

#: boxes that are a quote: class of the box, class of its label, class of its words
_BOXES = (
    ("quote", "genmed", "quotebody"),
    ("ccomment-quote-text", "ccomment-quote-text-head", "ccomment-quote-text-body"),
    ("slicomments-quote", "slicomments-quoteHead", "slicomments-quoteBody"),
    ("kmsgtext-quote", "", ""),
)
_LABEL_CLASSES = {"quote", "kmsgtext-quote-label", "quote-author"}
_NAMED = lazy_pattern(
    r"^(?:quoting|quote by|quote from|zitiere|zitat von|citando(?: a)?|citation(?: de)?|cytowanie"
    r"|cituji|idézet|цитирую|цитата|citaat van|quote|zitat|цитата:)?\s*[:：]?\s*"
    r"(?P<name>.*?)\s*(?:wrote|said|schrieb|a écrit|escribió|ha "
    r"scritto|napisał\(a\)|napisał|писал\(а\)|писал)?\s*[:：]?\s*$",
    re.I | re.S,
)


def tidy(tag: Tag) -> None:
    """Makes one kind of quote of all."""
    for box, label, words in _BOXES:
        for element in tag.find_all(class_=box):
            if element.decomposed or element.name in ("span", "figcaption"):
                continue
            inner = element.find(class_=words) if words else None
            if inner is None and element.name != "blockquote" and label != "":
                continue
            head = element.find(class_=label) if label else None
            name = name_in(head.get_text()) if isinstance(head, Tag) else None
            if isinstance(head, Tag):
                head.decompose()
            if isinstance(inner, Tag):
                inner.unwrap()
            element.name = "blockquote"
            element.attrs = {"title": name} if name else {}
    for quote in tag.find_all("blockquote"):
        _take_label(quote)
    _tidy_code(tag)
    for shell in tag.find_all(["figure", "span"]):
        if shell.find(["blockquote", "pre"]) and not shell.find("img"):
            for br in shell.find_all("br", recursive=False):
                br.decompose()
            shell.unwrap()


_CODE_LABEL = lazy_pattern(r"^\s*code\s*[:：]?\s*$", re.I)


def _tidy_code(tag: Tag) -> None:
    """The word "Code:" before a piece of code goes; between two lines (AkoComment TE) the code gets
    an element of its own."""
    for mark in tag.find_all(["b", "strong", "span", "figcaption", "div"]):
        if mark.decomposed or not _CODE_LABEL.match(mark.get_text()):
            continue
        after = mark.find_next(["pre", "code", "hr"])
        if after is None or mark.find(["pre", "code"]):
            continue
        if after.name == "hr" and mark.find_next_sibling() is after:
            _between_lines(after)
            mark.decompose()
        elif after.name != "hr" and "code" in " ".join(
            [*(mark.get("class") or ()), *((mark.parent.get("class") or ()) if mark.parent else ())]
        ):
            mark.decompose()
    for pre in tag.find_all(["pre", "code"]):
        label = pre.previous_sibling
        if (
            isinstance(label, NavigableString)
            and _CODE_LABEL.match(label)
            and any("code" in c for c in (pre.parent.get("class") or () if pre.parent else ()))
        ):
            label.extract()


def _between_lines(line: Tag) -> None:
    """What stands between a line and the next becomes preformatted; both lines go."""
    inner: list[Tag | NavigableString] = []
    node = line.next_sibling
    while isinstance(node, (Tag, NavigableString)) and not (
        isinstance(node, Tag) and node.name == "hr"
    ):
        inner.append(node)
        node = node.next_sibling
    if not isinstance(node, Tag):
        return
    block = Tag(name="pre", parser=None)
    line.replace_with(block)
    for element in inner:
        block.append(element.extract())
    node.extract()


def name_in(label: str) -> str | None:
    """The name in "Quoting Ann:" or "Ann said :"; None where the label names nobody."""
    match = _NAMED.match(" ".join(label.split()))
    name = match["name"].strip(" :\xa0") if match else ""
    return name or None


def _take_label(quote: Tag) -> None:
    """The label just before a quote goes into it: `span.quote`, `figcaption.quote`, or text and
    bold that end in a colon."""
    before = _before(quote)
    label = "".join(_words(e) for e in reversed(before)).strip()
    classed = any(isinstance(e, Tag) and _LABEL_CLASSES & set(e.get("class") or ()) for e in before)
    boxed = isinstance(quote.parent, Tag) and any(
        "quote" in c for c in quote.parent.get("class") or ()
    )
    if not label or not (
        classed or boxed or re.search(r"^(?:quote|zitat|цитата)\s*[:：]$", label, re.I)
    ):
        return
    name = name_in(label)
    if name and "title" not in quote.attrs:
        quote["title"] = name
    for element in before:
        element.extract()


#: Nodes before a quote that may be its label, letters of a bold name, and of loose text beside it.
_NODES, _BOLD, _LOOSE = 4, 60, 12


def _before(quote: Tag) -> list[Tag | NavigableString]:
    """The nodes just before a quote that may be its label, the nearest first."""
    before: list[Tag | NavigableString] = []
    node = quote.previous_sibling
    while node is not None and len(before) < _NODES:
        if isinstance(node, Tag):
            is_break = node.name in ("br", "hr") and not "".join(map(_words, before)).strip()
            is_bold = node.name in ("strong", "b") and len(_words(node)) < _BOLD
            if not (is_break or is_bold or _LABEL_CLASSES & set(node.get("class") or ())):
                break
        elif not isinstance(node, NavigableString) or len(node.strip()) >= _LOOSE:
            break
        before.append(node)
        node = node.previous_sibling
    if any(isinstance(e, Tag) and _words(e).strip() for e in before):
        while isinstance(before[-1], NavigableString):  # the comment's own words before the label
            before.pop()
    return before


def _words(element: Tag | NavigableString) -> str:
    return element.get_text() if isinstance(element, Tag) else str(element)
