"""EasyBlog 5 comments (Joomla 3)."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number, number
from migrator.model import When
from migrator.normalise import dates


class EasyBlogComments(CommentSystem):
    """`.eb-comment[data-comment-item]`, depth in a class; each comment stands a second time in a
    hidden editor."""

    marks = (".eb-comment", ".eb-comments", "[data-comment-list]")
    block = (
        ".eb-comments",
        "[data-comment-list]",
        ".eb-comment-form",
        ".eb-comment-login",
        "[data-comment-form]",
    )
    item = ".eb-comment[data-comment-item]"
    stated = number(
        ".eb-comments .eb-section-heading", ".eb-comments-count", "[data-comment-counter]"
    )

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        """The text that is shown; where its code boxes came out empty, the hidden copy, which has
        them as they were typed."""
        shown = doc.find(".eb-comment-body", item) or doc.find("[data-comment-preview]", item)
        raw = doc.find("[data-comment-edit-raw]", item)
        empty = any(not text_of(code) for box in shown for code in box.iter("code", "pre"))
        return raw[:1] if empty and raw else shown[:1]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number(item.get("data-id") or "")

    def url(self, doc: Document, item: Element) -> str | None:
        return f"#comment-{item.get('data-id')}" if item.get("data-id") else None

    def depth(self, doc: Document, item: Element) -> int | None:
        match = re.search(r"(?:^|\s)depth-(\d+)", item.get("class") or "")
        return int(match[1]) if match else 0

    def author(self, doc: Document, item: Element) -> str | None:
        """The link in the head; a guest's has the site's word for guest before it ("Guest -
        Ann")."""
        link = doc.first(".eb-comment-head a", item)
        if link is None:
            return None
        name = text_of(link)
        guest = link.get("title") or ""
        return name.removeprefix(f"{guest} - ") if guest and name != guest else name

    def website(self, doc: Document, item: Element) -> str | None:
        link = doc.first(".eb-comment-head a[href^=http]", item)
        return link.get("href") if link is not None else None

    def created(self, doc: Document, item: Element) -> When | None:
        """What follows the name in the head."""
        head = doc.first(".eb-comment-head", item)
        if head is None:
            return None
        return dates.parse(
            text_of(head, set(head.iter("a"))),
            *doc.context.date_style,
        )
