"""Ninjaboard 1 (com_ninjaboard, Joomla 1.5): topics of a forum.

Read off the template of one post; the box around it was not seen, so a post is what is around each
permanent link to it."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_items import boxes_around
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, text, when


class Ninjaboard(CommentSystem):
    """`a.ninjaboard-post-permalink[href$="#pID"]` with the date, `.text`, the author beside."""

    component = ("com_ninjaboard",)
    page_kind = "forum"
    own_section = "Forum"
    pages = ("a.ninjaboard-post-permalink",)
    marks = ("a.ninjaboard-post-permalink",)
    id = Field(
        ("a.ninjaboard-post-permalink",),
        lambda e, doc: first_number((e.get("href") or "").rpartition("#p")[2]),
    )
    author = text(".user h6.username", ".username")
    created = when("a.ninjaboard-post-permalink")
    body = html(".section > .text", ".text")
    attached = ("ol.attachments", "ol.images")
    drop = (".ninjaboard-post-footer",)

    def items(self, doc: Document) -> list[Element]:
        return boxes_around(doc.find("a.ninjaboard-post-permalink"))
