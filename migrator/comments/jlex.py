"""JLex Comment 3 to 6 (Joomla 3 to 5)."""

from __future__ import annotations

from migrator.comments import CommentSystem
from migrator.document import Document, Element
from migrator.fields import first_number, html, number, text, when


class JLex(CommentSystem):
    """`#jcm-comments .jcm-item` (older: `.jlexcomment`), replies in `.jcm-replies` inside the item they answer."""

    marks = ("#jcm-comments", ".jcm-item", "#jlexcomment", ".jlexcomment")
    block = ("#jcm-comments", "#jlexcomment", ".jlexcomment", "#jcm", ".jcm-wrapper", ".jcm-form")
    item = ".jcm-item"
    author = text(".jcm-author", ".jcm-name", ".author")
    created = when(".jcm-time", "time", ".jcm-date")
    body = html(".jcm-text", ".jcm-content", ".jcm-body")
    votes = number(".jcm-score", ".jcm-votes")
    stated = number(".jcm-count", ".jcm-total")

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number(item.get("data-id") or item.get("id") or "")
