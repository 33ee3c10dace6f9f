"""ZOO 2 comments (Joomla 1.5 to 3)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text, when


class ZooComments(CommentSystem):
    """`#comments .comments ul.levelN > li > #comment-ID.comment`; replies stand in a list after the
    comment they answer."""

    marks = (
        "#comments .comments-meta",
        "#comments .comments .comment-head",
        "#comments #respond .comments-meta",
    )
    block = (".element-itemcommentslink",)
    shared_block = ("#comments", "#respond")
    author = text(".comment-head .author", ".author")
    website = attr(".author a", "href")
    created = when(".meta")
    body = html("p.content", ".content")
    url = attr("a.permalink", "href")
    stated = number(".comments-count")

    def items(self, doc: Document) -> list[Element]:
        return [
            e
            for e in doc.find("#comments [id^=comment-]")
            if "comment" in (e.get("class") or "").split()
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("comment-"))

    def parent(self, doc: Document, item: Element) -> str | None:
        """The comment of the list item around this one's list."""
        entry = next(item.iterancestors("li"), None)
        outer = next(entry.iterancestors("li"), None) if entry is not None else None
        above = (
            next((e for e in outer if (e.get("id") or "").startswith("comment-")), None)
            if outer is not None
            else None
        )
        return (above.get("id") or "").removeprefix("comment-") if above is not None else None
