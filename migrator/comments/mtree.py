"""Mosets Tree 2 (com_mtree, Joomla 1.5): reviews of a listing.

Read off linkatic/Cultunet at f90bf2d5, components/com_mtree/templates/m2 (2.1.5)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, number, rated, text, when


class MosetsTree(CommentSystem):
    """`.reviews .review`, flat; the owner's answer stands in the text."""

    marks = (".reviews .review-text",)
    block = (".reviews",)
    item = ".reviews .review"
    id = Field(("a[id^=rev-]",), lambda e, doc: first_number(e.get("id").removeprefix("rev-")))
    author = text(".review-owner")
    created = when(".review-info")
    title = text("a[id^=rev-]", ".review-title")
    body = html(".review-text")
    drop = (".review-rating", ".found-helpful", ".ask-helpful", ".review-reply-and-report")
    owner_answer = html(".owners-reply")
    owner_label = (".owners-reply > span",)
    stated = number(".reviews > .title")

    def rating(self, doc: Document, item: Element) -> dict[str, float | None] | None:
        """The number of stars in the picture's name, in tens."""
        image = doc.first(".review-rating img", item)
        field = rated("img").find(doc, image) if image is not None else None
        return {"value": field.value["value"] / 10, "best": None} if field else None
