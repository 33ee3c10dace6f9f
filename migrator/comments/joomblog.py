"""JoomBlog 1.0 comments (com_joomblog, Joomla 1.5 to 2.5).

Read off hdlnerd/cathyscritters at 54a83e2c, components/com_joomblog/templates/default (1.0.9)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number, html, number, when


class JoomBlogComments(CommentSystem):
    """`#commentListFormDiv .post-comment#commentID`, flat."""

    marks = ("#commentListFormDiv", ".post-comment .desc-comment")
    block = ("#commentListFormDiv", "#commentFormDiv", "#write_comment_title")
    shared_block = ("#comments",)
    item = ".post-comment"
    created = when("li.date")
    body = html(".desc-comment")
    votes = number(".sumcommentvote")
    stated = number("#numComment")

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("comment"))

    def author(self, doc: Document, item: Element) -> str | None:
        """The name, without the comma that follows it."""
        element = doc.first("li.username", item)
        return text_of(element).rstrip(" ,") or None if element is not None else None

    def website(self, doc: Document, item: Element) -> str | None:
        """Where the name leads, if that is another site: on this one it is a profile."""
        link = doc.first("li.username a[href^=http]", item)
        url = str(link.get("href")) if link is not None else None
        return url if url and address.read(url).host != doc.address.host else None
