"""RSGallery2 pictures (com_rsgallery2, Joomla 1.0 to 3) in the template "semantic".

Read off RSGallery2/RSG2.J2.5--.Legacy.2015.04.03 at 65ec93ed, site/templates/semantic (1.16.1, and
tag 3.2.0, which prints the same)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.fields import Field, first_number, html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class RSGallery2(Reader):
    """`.rsg_sem_inl` with the title, the picture, and tabs for description, votes and comments."""

    component = "com_rsgallery2"
    own_section = "Gallery"
    item = (".rsg_sem_inl",)
    title = heading("h2.rsg2_display_name")
    drop = (".rsg_sem_inl_Nav", ".rsg_sem_inl_footer")
    hits = Field((".rsg2_hits span",), lambda e, doc: first_number("".join(e.itertext())))
    body = html(".rsg_sem_inl_dispImg div", ".rsg2_description", all=True)

    def items(self, doc: Document) -> list[Element]:
        """Only a picture with a description or a comment: a bare one is no page of its own."""
        words = (".rsg2_description", ".comment_table .postusername")
        described = any(text_of(e) for _, elements in doc.each(words) for e in elements)
        return super().items(doc) if described else []
