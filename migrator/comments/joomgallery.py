"""JoomGallery 3's comments (com_joomgallery, Joomla 3): of a picture.

Read off JoomGallery/JoomGallery, tag v3.3.4, views/detail/tmpl. Dates are to the day; there are no
numbers."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_contents import behind_rule
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import text, when


class JoomGallery(CommentSystem):
    """Rows of a table after `a[name=joomcomments]`: the name, then date, a rule and the text."""

    marks = ("a[name=joomcomments]", ".jg_cmtl")
    block = (".jg_commentsarea",)
    author = text(".jg_cmtl span")
    created = when(".jg_cmtr span.small")

    def blocks(self, doc: Document) -> set[Element]:
        """Also the table, whatever its box is called."""
        tables = (next(e.iterancestors("table"), None) for e in doc.find("td.jg_cmtl"))
        return super().blocks(doc) | {t for t in tables if t is not None}

    def items(self, doc: Document) -> list[Element]:
        """The rows with a name; the head has none."""
        rows = (next(e.iterancestors("tr"), None) for e in doc.find("td.jg_cmtl span"))
        return [row for row in dict.fromkeys(rows) if row is not None]

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        """The cell without the date and the rule after it."""
        cell = doc.first(".jg_cmtr", item)
        return [behind_rule(cell)] if cell is not None else []

    def id(self, doc: Document, item: Element) -> int | None:
        return None
