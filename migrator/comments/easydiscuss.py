"""EasyDiscuss 3 to 5 (com_easydiscuss, Joomla 2.5 to 4): a question and its answers.

Read off kiret/rcc-joomla at 64341fd3, components/com_easydiscuss/themes/simplistic (3.0);
quanghung0404/it2tech at 9e59dd58 (4.0.5) and stichtingjoomlanederland/joomlacommunity.nl at
2db1500d (5.0.4), themes/wireframe/post. From 4 on dates are relative but for the question's; 5
tells that of the question in JSON-LD. One of 4's two templates for comments prints no number."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number, html, read_when, text
from migrator.model import When

_ITEMS = (
    ".discussQuestion",
    ".discussReplyItem",
    ".commentsList .commentItem",
    ".ed-post-item",
    ".ed-reply-item",
    ".ed-comment-item",
)
_QUESTION = re.compile(r"\b(?:discussQuestion|ed-post-item)\b")


#: The question. "Resolved" and "Locked" stand in boxes of their own; 4 prints "Resolved" before
#: every title, and its style sheet hides it.
_TITLE = text(
    ".discussQuestion .discuss-post-title",
    ".ed-post-item__title",
    without=(".ed-state-resolved", ".ed-post-item__status"),
)


class EasyDiscuss(CommentSystem):
    """`.discussQuestion`, `.discussReplyItem`, comments on each in a list inside (3);
    `.ed-post-item`, `.ed-reply-item`, `.ed-comment-item` (4 and 5). An accepted answer stands a
    second time."""

    component = ("com_easydiscuss",)
    page_kind = "forum"
    own_section = "Forum"
    pages = (".discussQuestion .discuss-content-item", ".ed-reply-item", ".ed-post-item__title")
    marks = (".discussQuestion", ".ed-reply-item", ".ed-post-item")
    heading = _TITLE
    author = text(
        ".discuss-user-name",
        ".ed-user-name",
        ".ed-comment-item__action b",
        ".ed-comment-item__action a",
        ".discuss-item-left span.fs-11",
    )
    body = html(
        ".discuss-content-item",
        ".discuss-comment-text",
        ".ed-reply-content",
        ".ed-post-content",
        ".ed-comment-item__content",
    )
    drop = (".discuss-users-action", ".discuss-reply-minimized", ".postVote")
    title = _TITLE

    def items(self, doc: Document) -> list[Element]:
        """Question, answers, and comments on them, each once."""
        posts = doc.all(_ITEMS) - doc.all((".discuss-answer .discussReplyItem",))
        if not posts:
            return []
        seen: set[str] = set()
        items = []
        for element in sorted(posts, key=lambda e: doc.places.get(e, 0)):
            ident = self._ident(element)
            if ident not in seen:
                items.append(element)
            if re.search(r"\d", ident):
                seen.add(ident)
        return items

    def _ident(self, item: Element) -> str:
        """A comment's number is not that of an answer."""
        number = item.get("data-id") or str(first_number(item.get("id") or "") or "")
        classes = (item.get("class") or "").split()
        kind = "comment-" if {"commentItem", "ed-comment-item"} & set(classes) else ""
        return f"{kind}{number}"

    def id(self, doc: Document, item: Element) -> str | None:
        return self._ident(item) if re.search(r"\d", self._ident(item)) else None

    def url(self, doc: Document, item: Element) -> str | None:
        number = item.get("data-id")
        return (
            f"#reply-{number}" if number and not _QUESTION.search(item.get("class") or "") else None
        )

    def created(self, doc: Document, item: Element) -> When | None:
        """The date of its own line; "8 years ago" is no date."""
        lines = [
            e
            for selector in (".discuss-clock", ".ed-post-item__sub-hd li", "time")
            for e in reversed(doc.find(selector, item))
        ]
        date: When | None = next((d for e in lines if (d := read_when(e, doc))), None)
        return date
