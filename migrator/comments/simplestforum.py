"""Simplest Forum (com_simplestforum, Joomla 1.5): topics of a forum.

Read off lycoben/veneflights at ec4a6a50, components/com_simplestforum/views/postlist/tmpl."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, html, text, when


def _name(element: Element, doc: Document) -> str | None:
    """The name behind the date in "Posted: DATE by NAME"."""
    match = re.search(r"\d.*?\s(?:by|von|par|por|da|door)\s+(.+)$", text_of(element))
    return match[1] if match else None


class SimplestForum(CommentSystem):
    """`ul.post`, an answer `ul.post.child.cN` (N its depth)."""

    component = ("com_simplestforum",)
    page_kind = "forum"
    own_section = "Forum"
    pages = (".sposts ul.post",)
    marks = (".sposts ul.post",)
    heading = text(".sposts ul.post li.subject")
    item = ".sposts ul.post"
    author = Field(("li.postby",), _name)
    created = when("li.postby")
    title = text("li.subject")
    body = html("li.message")

    def id(self, doc: Document, item: Element) -> int | None:
        return None

    def depth(self, doc: Document, item: Element) -> int | None:
        match = re.search(r"(?:^|\s)c(\d+)(?:\s|$)", item.get("class") or "")
        return int(match[1]) if match else 0
