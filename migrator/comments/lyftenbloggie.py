"""LyftenBloggie 1.1 comments (com_lyftenbloggie, Joomla 1.5).

Read off linkatic/Cultunet at f90bf2d5, components/com_lyftenbloggie/addons/themes (1.1.0b)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, when


class LyftenBloggieComments(CommentSystem):
    """`.lb_comments > .lb_comoment_content` (so spelt), flat; the form is such a box too."""

    marks = ("#lb_comment_container", ".lb_comments .lb_comoment_txt")
    block = ("#lb_comment_container", ".lb_comments", ".lb_new_comment")
    item = ".lb_comments .lb_comoment_content"
    created = when(".lb_usertime")
    website = attr(".lb_user a[href^=http]", "href")
    body = html(".lb_comoment_txt")
    votes = number(".lb_votetotal")
    stated = number("#lb_comment_container > h3")

    def items(self, doc: Document) -> list[Element]:
        return [
            e
            for e in super().items(doc)
            if not any("lb_new_comment" in (a.get("class") or "") for a in e.iterancestors())
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        link = doc.first("[id^=rate-up-]", item)
        return first_number(link.get("id").removeprefix("rate-up-")) if link is not None else None

    def author(self, doc: Document, item: Element) -> str | None:
        """What stands before the date in the line of both."""
        line = doc.first(".lb_user", item)
        return text_of(line, set(line.iter("em"))) or None if line is not None else None
