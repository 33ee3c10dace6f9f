"""Quotes in comments, as each system prints them, made `<blockquote title="NAME">`: the name is kept, the words "Quoting" go.

Read off JComments 2 to 4, !JoomlaComment 4, CComment 5, sliComments, RSComments!, AkoComment TE and Kunena 5.
"""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

#: boxes that are a quote: class of the box, class of its label, class of its words
_BOXES = (
    ("quote", "genmed", "quotebody"), ("ccomment-quote-text", "ccomment-quote-text-head", "ccomment-quote-text-body"),
    ("slicomments-quote", "slicomments-quoteHead", "slicomments-quoteBody"), ("kmsgtext-quote", "", ""),
)
_LABEL_CLASSES = {"quote", "kmsgtext-quote-label", "quote-author"}
_NAMED = re.compile(
    r"^(?:quoting|quote by|quote from|zitiere|zitat von|citando(?: a)?|citation(?: de)?|cytowanie"
    r"|cituji|idézet|цитирую|цитата|citaat van|quote|zitat|цитата:)?\s*[:：]?\s*"
    r"(?P<name>.*?)\s*(?:wrote|said|schrieb|a écrit|escribió|ha scritto|napisał\(a\)|napisał|писал\(а\)|писал)?\s*[:：]?\s*$", re.I | re.S)


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
    for mark in tag.find_all(class_="code"):
        after = mark.find_next_sibling()
        if mark.name in ("span", "figcaption") and after is not None and after.name in ("code", "pre"):
            mark.decompose()
    for figure in tag.find_all("figure"):
        if figure.find(["blockquote", "pre"]) and not figure.find("img"):
            for br in figure.find_all("br", recursive=False):
                br.decompose()
            figure.unwrap()


def name_in(label: str) -> str | None:
    """The name in "Quoting Ann:" or "Ann said :"; None where the label names nobody."""
    match = _NAMED.match(" ".join(label.split()))
    name = match["name"].strip(" :\xa0") if match else ""
    return name or None


def _take_label(quote: Tag) -> None:
    """The label just before a quote goes into it: `span.quote`, `figcaption.quote`, or text and bold that end in a colon."""
    before: list[Tag | NavigableString] = []
    at = quote.previous_sibling
    while at is not None and len(before) < 4:
        if (isinstance(at, Tag) and at.name in ("br", "hr") and not "".join(_said(e) for e in before).strip()) or (isinstance(at, Tag)
            and (_LABEL_CLASSES & set(at.get("class") or ()) or (at.name in ("strong", "b") and len(_said(at)) < 60))) or (isinstance(at,
                NavigableString) and len(at.strip()) < 12 and not isinstance(at.parent, type(None))):
            before.append(at)
        else:
            break
        at = at.previous_sibling
    label = "".join(_said(e) for e in reversed(before)).strip()
    classed = any(isinstance(e, Tag) and _LABEL_CLASSES & set(e.get("class") or ()) for e in before)
    boxed = isinstance(quote.parent, Tag) and any("quote" in c for c in quote.parent.get("class") or ())
    if not label or not (classed or boxed or re.search(r"^(?:quote|zitat|цитата)\s*[:：]$", label, re.I)):
        return
    name = name_in(label)
    if name and "title" not in quote.attrs:
        quote["title"] = name
    for element in before:
        element.extract()


def _said(element: Tag | NavigableString) -> str:
    return element.get_text() if isinstance(element, Tag) else str(element)
