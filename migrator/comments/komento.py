"""Komento 1.7 to 3 (Joomla 2.5 to 4)."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, when


class Komento(CommentSystem):
    """`li.kmt-item` with parent and depth as attributes; the rest of a long list comes by
    script."""

    marks = (".kmt-item", "#section-kmt", "#kmt-form", ".kmt-list", ".kmt-readon")
    block = (
        "#section-kmt",
        "#kmt-form",
        ".kmt-readon",
        ".komento-readmore",
        ".kmt-list",
        "[data-kt-wrapper]",
    )
    item = ".kmt-item"
    created = when(".kmt-time time[itemprop=dateCreated]", ".kmt-time time", ".kmt-time", "time")
    body = html(".kmt-text", ".commentText", "[itemprop=text]")
    url = attr("a.kmt-permalink", "href")
    votes = number(".kmt-like-counter span")
    stated = number(".kmt-list-title .commentCounter", ".commentCounter", ".kmt-title .kmt-count")
    drop = (".kmt-info",)

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or item.get("data-id") or "").removeprefix("kmt-"))

    def author(self, doc: Document, item: Element) -> str | None:
        """The name; a guest's has the site's word for guest before it ("Guest - Ann")."""
        element = next(
            iter(doc.any((".kmt-author [itemprop=name]", ".kmt-author a", ".kmt-author"), item)),
            None,
        )
        if element is None:
            return None
        name = text_of(element)
        known = doc.first(".kmt-comment-item-public", item) is not None or "usergroup" in (
            item.get("class") or ""
        )
        return re.sub(r"^\w+ - (?=\S)", "", name) if known else name

    def parent(self, doc: Document, item: Element) -> str | None:
        number_ = first_number(
            (item.get("parentid") or item.get("data-parentid") or "").removeprefix("kmt-")
        )
        return str(number_) if number_ else None

    def website(self, doc: Document, item: Element) -> str | None:
        link = doc.first(".kmt-author a[href^=http]", item)
        return (
            link.get("href") if link is not None and "nofollow" in (link.get("rel") or "") else None
        )
