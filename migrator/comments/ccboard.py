"""ccBoard 1.2 (com_ccboard, Joomla 1.5): topics of a forum.

Read off nsclick/DAV10 at ff5e47cc, components/com_ccboard/views/postlist/tmpl/default.php
(1.2-RC)."""

from __future__ import annotations

import copy
import re

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, text, when


def _subject(element: Element, doc: Document) -> str | None:
    return re.sub(r"^[^:]{1,20}:\s*", "", text_of(element)) or None


class CCBoard(CommentSystem):
    """Rows of one table: an anchor `ccbpID` begins each post; its subject stands a second time, in
    full, before the text."""

    component = ("com_ccboard",)
    page_kind = "forum"
    own_section = "Forum"
    pages = ("form#FrmPostlist", ".ccbmaindiv .ccbposttextcol")
    marks = (".ccbposttextcol",)
    id = Field(("a[name^=ccbp]",), lambda e, doc: first_number(e.get("name") or ""))
    author = text(".ccbpstusername")
    created = when(".ccbdvpostime")
    title = Field((".ccbposttextcol > u", ".ccbdvsubject"), _subject)
    body = html(".ccbposttextcol")
    attached = (".attachbox",)
    drop = (
        ".ccbposttextcol > u:first-child",
        ".ccbpostlogip",
        ".ccbpostmod",
        ".ccbpostsignature",
        ".ccbmodmenu",
    )

    def items(self, doc: Document) -> list[Element]:
        """A box of copies for each post: the rows from one anchor to the next."""
        boxes: list[Element] = []
        rows = {
            row: None
            for e in doc.find("a[name^=ccbp]") + doc.find(".ccbposttextcol")
            if (row := next(e.iterancestors("tr"), None)) is not None
        }
        tables = dict.fromkeys(next(r.iterancestors("table"), None) for r in rows)
        for table in tables:
            for row in table.iter("tr") if table is not None else ():
                if next(row.iterancestors("table"), None) is not table:
                    continue
                if any((a.get("name") or "").startswith("ccbp") for a in row.iter("a")):
                    boxes.append(lxml.etree.Element("div"))
                if boxes:
                    boxes[-1].append(copy.deepcopy(row))
        return [b for b in boxes if b.find(".//td[@class]") is not None and _has_text(b)]


def _has_text(box: Element) -> bool:
    return any("ccbposttextcol" in (e.get("class") or "") for e in box.iter("td"))
