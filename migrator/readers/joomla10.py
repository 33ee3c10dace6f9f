"""com_content as Joomla 1.0 prints it, and 1.5 under templates without a layout of their own: in
tables."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout import boilerplate as furniture
from migrator.layout.fields import Found, person, when
from migrator.layout.reader import Reader


class Joomla10(Reader):
    """Rows of `table.contentpaneopen`: heading and buttons, then section and category, author,
    created, the text, modified."""

    item = ("table.contentpaneopen",)
    author = person("span.small", ".author")
    created = when("td.createdate", ".createdate")
    modified = when("td.modifydate", ".modifydate")

    def items(self, doc: Document) -> list[Element]:
        """The parents of the tables, module tables (newsflash) left out; one heading is one
        article."""
        groups: dict[Element, list[Element]] = {}
        for table in doc.find("table.contentpaneopen"):
            if not furniture.in_module(table) and (parent := table.getparent()) is not None:
                groups.setdefault(parent, []).append(table)
        return [parent for parent, tables in groups.items() if any(text_of(t) for t in tables)]

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """The cells of the tables that hold neither heading nor details; the last such cell where
        none has prose."""
        cells = []
        for table in item.iterchildren("table"):
            if "contentpaneopen" not in (table.get("class") or "").split():
                continue
            for row in _rows(table):
                cells += [c for c in row.iterchildren("td") if not _is_detail(c, doc)]
        return tuple(cells) or (item,), "table.contentpaneopen td"

    def section(self, doc: Document, item: Element) -> Found | None:
        """The first link of the row of section and category, which has no class (1.5)."""
        return self._place(doc, item, 0)

    def category(self, doc: Document, item: Element) -> Found | None:
        """The last link of the row of section and category (1.5)."""
        return self._place(doc, item, -1)

    def _place(self, doc: Document, item: Element, which: int) -> Found | None:
        for table in item.iterchildren("table"):
            for row in _rows(table):
                for cell in row.iterchildren("td"):
                    spans = [
                        s
                        for s in cell.iterchildren("span")
                        if "small" not in (s.get("class") or "") and text_of(s).strip(" -")
                    ]
                    if (
                        not cell.get("class")
                        and spans
                        and _only_spans(cell)
                        and (which or len(spans) > 1)
                    ):
                        return Found(
                            text_of(spans[which]).strip(" -"),
                            "row of section and category",
                            (cell,),
                        )
        return None


def _rows(table: Element) -> list[Element]:
    return [r for r in table.iter("tr") if next(r.iterancestors("table"), None) is table]


def _only_spans(cell: Element) -> bool:
    """A cell of spans with links and dashes between, as the row of section and category is."""
    loose = (cell.text or "") + "".join(c.tail or "" for c in cell)
    return (
        not loose.strip(" \n\t\xa0-")
        and all(c.tag in ("span", "br") for c in cell)
        and len(text_of(cell)) < 160
    )


def _is_detail(cell: Element, doc: Document) -> bool:
    classes = set((cell.get("class") or "").split())
    if classes & {
        "contentheading",
        "buttonheading",
        "createdate",
        "modifydate",
        "contentheading_rating",
        "componentheading",
    }:
        return True
    small = doc.first("span.small", cell)
    if small is not None and (said := text_of(cell)) and len(said) - len(text_of(small)) < 3:
        return True
    return (
        _only_spans(cell)
        and bool(text_of(cell))
        and len(cell) > 0
        and cell.getnext() is None
        and not cell.get("class")
        and any(True for _ in cell.getparent().itersiblings("tr"))
    )
