"""com_content as Joomla 1.0 prints it, and 1.5 under templates without a layout of their own: in
tables."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout import boilerplate as furniture
from migrator.layout.fields import Found, person, when
from migrator.layout.reader import Reader

#: Letters at most of a cell of details, or of a row of section and category.
_DETAIL_LETTERS = 160


class Joomla10(Reader):
    """Rows of `table.contentpaneopen`: heading and buttons, then section and category, author,
    created, the text, modified."""

    item = ("table.contentpaneopen",)
    author = person("span.small", ".author")
    # the cell `td.small` of a template that trebiano/trebiano.github.io keeps
    created = when("td.createdate", ".createdate", "tr:first-child > td.small")
    modified = when("td.modifydate", ".modifydate")

    def items(self, doc: Document) -> list[Element]:
        """The parents of the tables, module tables (newsflash) left out; one heading is one
        article."""
        groups: dict[Element, list[Element]] = {}
        for table in doc.find("table.contentpaneopen"):
            if not furniture.in_module(doc, table) and (parent := table.getparent()) is not None:
                groups.setdefault(parent, []).append(table)
        regions: list[Element] = []
        heading = None
        for parent, tables in groups.items():
            if not any(text_of(t) for t in tables):
                continue
            headed = any(_heading(t) is not None for t in tables)
            if heading is not None and not headed:
                regions[-1] = _box_of_both(heading, parent)
            else:
                regions.append(parent)
            heading = parent if headed and not any(map(_holds_text, tables)) else None
        return regions or [parent for parent, tables in groups.items() if any(map(_shows, tables))]

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """The cells of the tables that hold neither heading nor details; the last such cell where
        none has prose."""
        cells = []
        for table in _tables(item):
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
        for table in _tables(item):
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


def _tables(item: Element) -> list[Element]:
    """The tables of the article in `item`: its children, else those in the template's boxes."""
    children = list(item.iterchildren("table"))
    if any("contentpaneopen" in (t.get("class") or "").split() for t in children):
        return [t for t in children if "contentpaneopen" in (t.get("class") or "").split()]
    return [t for t in item.iter("table") if "contentpaneopen" in (t.get("class") or "").split()]


def _heading(table: Element) -> Element | None:
    """The cell of the title."""
    return next(
        (c for c in table.iter("td") if "contentheading" in (c.get("class") or "").split()), None
    )


def _holds_text(table: Element) -> bool:
    """Whether a table has words that are neither the title's nor a button's."""
    heading = _heading(table)
    without = {e for e in table.iter("td") if "buttonheading" in (e.get("class") or "").split()}
    return bool(text_of(table, without | ({heading} if heading is not None else set())))


def _shows(table: Element) -> bool:
    """Whether a table without a word has a picture or a film, and no button."""
    return any(
        not any("buttonheading" in (a.get("class") or "").split() for a in e.iterancestors("td"))
        for e in table.iter("img", "iframe", "object", "embed")
    )


def _box_of_both(heading: Element, text: Element) -> Element:
    """The box around the tables of title and text, which a template put into boxes of their own
    (theme566 for 1.5, as cshireman/verticalpenguin_site keeps it)."""
    around = {heading, *heading.iterancestors()}
    return next(e for e in (text, *text.iterancestors()) if e in around)


def _rows(table: Element) -> list[Element]:
    return [r for r in table.iter("tr") if next(r.iterancestors("table"), None) is table]


def _only_spans(cell: Element) -> bool:
    """A cell of spans with links and dashes between, as the row of section and category is."""
    loose = (cell.text or "") + "".join(c.tail or "" for c in cell)
    return (
        not loose.strip(" \n\t\xa0-")
        and all(c.tag in ("span", "br") for c in cell)
        and len(text_of(cell)) < _DETAIL_LETTERS
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
    if "small" in classes and len(text_of(cell)) < _DETAIL_LETTERS:
        return True
    buttons = set(doc.find("td.buttonheading", cell))
    if buttons and not text_of(cell, buttons):
        return True
    small = doc.first("span.small", cell)
    if small is not None and (text := text_of(cell)) and len(text) - len(text_of(small)) < 3:
        return True
    return (
        _only_spans(cell)
        and bool(text_of(cell))
        and len(cell) > 0
        and cell.getnext() is None
        and not cell.get("class")
        and any(True for _ in cell.getparent().itersiblings("tr"))
    )
