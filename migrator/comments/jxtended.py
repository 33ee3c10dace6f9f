"""JXtended Comments 1.1 (com_comments, Joomla 1.5).

Read off lycoben/veneflights at ec4a6a50, modules/mod_comments_comment/tmpl (1.1.1). Dates are as
C's `%c` prints them, unless the site chose otherwise."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import own_text, text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, when


class JXtendedComments(CommentSystem):
    """`ol#commentlist > li.comment#comment-ID`, flat."""

    component = ("com_comments",)
    marks = ("#commentlist .metadata", "#comments-num", "#respond-form")
    block = ("#commentlist", "#comments-num", "#leave-response", "#respond-container")
    shared_block = ("#comments",)
    item = "#commentlist li.comment"
    created = when(".metadata .date")
    website = attr(".metadata .author a[href^=http]", "href")
    body = html("div.comment")
    stated = number("#comments-num")

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("comment-"))

    def author(self, doc: Document, item: Element) -> str | None:
        """The link on the name, else the words before the link to the comment: "Ann makes this
        comment"."""
        line = doc.first(".metadata .author", item)
        if line is None:
            return None
        link = next((a for a in line.iter("a") if not (a.get("href") or "#").startswith("#")), None)
        if link is not None:
            return text_of(link) or None
        name = (line.text or "").strip() or own_text(line)
        return name.removesuffix("makes this").strip() or None
