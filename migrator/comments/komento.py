"""Komento 1.7 to 4 (Joomla 2.5 to 4).

Komento 4 read off EleuterioZM/Projecto_Sistemas_Multimedia at cc720019,
components/com_komento/themes/wireframe/comments (4.0.4)."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, number, when


class Komento(CommentSystem):
    """`li.kmt-item` with parent and depth as attributes; the rest of a long list comes by
    script."""

    text_sign = "powered by komento"
    marks = (
        ".kmt-item",
        "[data-kt-comment-item]",
        "#section-kmt",
        "#kmt-form",
        ".kmt-list",
        ".kmt-readon",
    )
    block = (
        "#section-kmt",
        "#kmt-form",
        ".kmt-readon",
        ".komento-readmore",
        ".kmt-list",
        "[data-kt-wrapper]",
    )
    component = ("com_komento",)
    created = when(".kmt-time time[itemprop=dateCreated]", ".kmt-time time", ".kmt-time", "time")
    body = html(".kt-comment-message", ".kmt-text", ".commentText", "[itemprop=text]")
    url = Field(("a.kmt-permalink", ".kt-comment-permalink a"), lambda e, doc: e.get("href"))
    votes = number(".kmt-like-counter span")
    stated = number(
        "[data-kt-counter]",
        ".kmt-list-title .commentCounter",
        ".commentCounter",
        ".kmt-title .kmt-count",
    )
    drop = (".kmt-info", ".kt-edited-info", ".kt-comment-minimize")

    def items(self, doc: Document) -> list[Element]:
        """The comments; those that 4 pins stand a second time above the list."""
        return doc.find(".kmt-item") or [
            e
            for e in doc.find("[data-kt-comment-item]")
            if not any(a.get("data-kt-comments-pinned") is not None for a in e.iterancestors())
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or item.get("data-id") or "").removeprefix("kmt-"))

    def author(self, doc: Document, item: Element) -> str | None:
        """The name; a guest's has the site's word for guest before it ("Guest - Ann")."""
        element = next(
            iter(
                doc.any(
                    (
                        ".kmt-author [itemprop=name]",
                        ".kmt-author a",
                        ".kmt-author",
                        "[itemprop=creator] [itemprop=name]",
                    ),
                    item,
                )
            ),
            None,
        )
        if element is None:
            line = doc.first(".kt-reply-to", item)
            return (
                next((text_of(e) for e in line if text_of(e)), None) if line is not None else None
            )
        name = text_of(element)
        is_member = doc.first(".kmt-comment-item-public", item) is not None or "usergroup" in (
            item.get("class") or ""
        )
        return re.sub(r"^\w+ - (?=\S)", "", name) if is_member else name

    def parent(self, doc: Document, item: Element) -> str | None:
        number_ = first_number(
            (item.get("parentid") or item.get("data-parentid") or "").removeprefix("kmt-")
        )
        return str(number_) if number_ else None

    def website(self, doc: Document, item: Element) -> str | None:
        link = doc.first(".kmt-author a[href^=http]", item)
        if link is None:
            link = doc.first(".kt-reply-to a[href^=http]", item)
        return (
            link.get("href") if link is not None and "nofollow" in (link.get("rel") or "") else None
        )
