"""Akeeba Engage 1 to 3 (Joomla 3 and 4)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text, when


class Engage(CommentSystem):
    """`article[id^=akengage-comment-]` with microdata, in lists inside one another."""

    component = ("com_engage",)
    marks = ("#akengage-comments-section", ".akengage-outer-container")
    block = (
        "#akengage-comments-section",
        ".akengage-outer-container",
        "#akengage-comment-form",
        ".akengage-comment-form",
    )
    author = text("[itemprop=author] [itemprop=name]", ".akengange-commenter-name [itemprop=name]")
    created = when("[itemprop=dateCreated]", "[itemprop=datePublished]")
    body = html(".akengage-comment-body", "[itemprop=text]")
    url = attr(".akengage-comment-permalink a", "href")
    stated = number(".akengage-title")

    def items(self, doc: Document) -> list[Element]:
        return [
            e
            for e in doc.find("[id^=akengage-comment-]")
            if (e.get("id") or "").removeprefix("akengage-comment-").isdigit()
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("akengage-comment-"))

    def parent(self, doc: Document, item: Element) -> str | None:
        """The article before the list in which this one stands."""
        box = next(
            (
                a
                for a in item.iterancestors("ul")
                if "akengage-comment-list" in (a.get("class") or "")
            ),
            None,
        )
        before = box.getprevious() if box is not None else None
        while before is not None and not (before.get("id") or "").startswith("akengage-comment-"):
            before = before.getprevious()
        return (
            (before.get("id") or "").removeprefix("akengage-comment-")
            if before is not None
            else None
        )
