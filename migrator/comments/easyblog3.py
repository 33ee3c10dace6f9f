"""EasyBlog 3 comments (com_easyblog, Joomla 1.5 to 2.5).

Read off ZDteam/emil at ee8750b9, components/com_easyblog/themes/default/blog.comment.box.php (3.8).
Dates are to the day."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, text, when


class EasyBlog3Comments(CommentSystem):
    """`#blog-comment > li.comment-row#comment-ID`; replies are set in by a margin."""

    marks = ("#blog-comment .comment-row", "#section-comments #blog-comment", "form#frmComment")
    block = ("#section-comments", "#blog-comment", "form#frmComment", ".blog-comment-tabs")
    item = "#blog-comment .comment-row"
    author = text(".comment-author b", ".comment-author a", ".comment-author")
    website = attr(".comment-author a[href^=http]", "href")
    created = when(".comment-date")
    title = text(".comment-title")
    body = html(".comment-text")
    drop = (".comment-control", ".comment-action")

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("comment-"))

    def depth(self, doc: Document, item: Element) -> int | None:
        match = re.search(r"margin-(?:left|right)\s*:\s*(\d+)", item.get("style") or "")
        return int(match[1]) if match else 0
