"""Phoca Gallery's comments (com_phocagallery, Joomla 1.5 to 4): of a picture or of a category.

Read off EleuterioZM/Projecto_Sistemas_Multimedia at cc720019,
components/com_phocagallery/views/comment/tmpl (5.0.0)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import text, when


class PhocaGallery(CommentSystem):
    """`#phocagallery-comments blockquote`: name, title, text and date, told apart by their tags."""

    marks = ("#phocagallery-comments",)
    block = ("#phocagallery-comments fieldset", "#phocagallery-comments-form")
    item = "#phocagallery-comments blockquote"
    author = text("h4")
    title = text("p strong")
    created = when("p small")

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        """The paragraphs that hold neither title nor date."""
        return [
            p
            for p in item.iterchildren("p")
            if p.find("small") is None and p.find("strong") is None
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        return None
