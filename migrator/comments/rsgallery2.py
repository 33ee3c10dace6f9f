"""RSGallery2's comments (com_rsgallery2, Joomla 1.0 to 3): of a picture.

Read off RSGallery2/RSG2.J2.5--.Legacy.2015.04.03 at 65ec93ed, lib/rsgcomments (1.16.1, and tag
3.2.0, which prints the same)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_contents import behind_rule
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import text
from migrator.model import When
from migrator.normalise import dates


class RSGallery2(CommentSystem):
    """`table.comment_table`: `.posttitle`, `.postusername`, and a cell with the date, a rule and
    the text."""

    marks = (".comment_table .postusername", ".comment_table .posttitle")
    block = (".comment_table", "#comment2")
    shared_block = ("#comment",)
    author = text(".postusername")
    title = text(".posttitle")

    def items(self, doc: Document) -> list[Element]:
        """The tables with a name; the head has none."""
        tables = (next(e.iterancestors("table"), None) for e in doc.find(".postusername"))
        return [table for table in dict.fromkeys(tables) if table is not None]

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        """The cell without the date and the rule after it."""
        cell = doc.first(".content_area", item)
        return [behind_rule(cell)] if cell is not None else []

    def created(self, doc: Document, item: Element) -> When | None:
        """The date before the rule."""
        cell = doc.first(".content_area", item)
        line = (cell.text or "") if cell is not None else ""
        return dates.parse(line, *doc.context.date_style)

    def id(self, doc: Document, item: Element) -> int | None:
        return None
