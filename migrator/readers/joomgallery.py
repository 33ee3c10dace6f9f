"""JoomGallery 3 pictures (com_joomgallery, Joomla 3).

Read off JoomGallery/JoomGallery, tag v3.3.4, views/detail/tmpl."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import Field, first_number, html, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class JoomGallery(Reader):
    """`#jg_photo_title`, `#jg_photo_big`, `#jg_photo_description` and more, each by its id."""

    component = "com_joomgallery"
    views = frozenset(("detail",))
    own_section = "Gallery"
    item = ("#jg_dtl_photo",)
    title = heading("#jg_photo_title")
    author = text("#jg_photo_author")
    created = when("#jg_photo_date")
    hits = Field(("#jg_photo_hits",), lambda e, doc: first_number("".join(e.itertext())))
    body = html("#jg_dtl_photo", "#jg_photo_description", all=True)

    def items(self, doc: Document) -> list[Element]:
        """The box around picture and title."""
        picture = next(iter(doc.any(("#jg_dtl_photo", "#jg_photo_big"))), None)
        heading_ = doc.first("#jg_photo_title")
        if picture is None or heading_ is None:
            return []
        around = set(picture.iterancestors())
        return [next(a for a in heading_.iterancestors() if a in around)]
