"""Udja Comments 1.x (Joomla 1.6 to 2.5)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, text, when


class UdjaComments(CommentSystem):
    """`ul.parentLayer > li#commentID`; replies stand in `ul.childLayer` inside the item they
    answer."""

    text_sign = "^reply to comment$"
    component = ("com_udjacomments",)
    marks = ("#udjaCommentsWrapper",)
    block = ("#udjaCommentsWrapper", "p.articleMeta", "a.commentCount", ".commentPagination")
    item = "#udjaCommentsWrapper li[id^=comment]"
    author = text(".commentName")
    website = attr(".commentName a", "href")
    created = when(".commentDate")
    body = html(".commentContent", all=True)

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("comment"))
