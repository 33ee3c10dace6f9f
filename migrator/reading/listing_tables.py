"""Lists of articles that are tables: a row an article, a cell a detail."""

from __future__ import annotations

from typing import Any

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address, labels
from migrator.joomla.address import Address
from migrator.joomla.field_names import FieldName
from migrator.layout.fields import first_number
from migrator.model import Fields, Mention, Value
from migrator.normalise import dates

_CELLS: dict[str, FieldName] = {
    "list-title": "title",
    "list-date": "created",
    "list-author": "author",
    "list-hits": "hits",
}


def article_link(doc: Document, links: list[Element]) -> tuple[Element, Address] | None:
    """The first of some links that leads to an article, and its address."""
    for link in links:
        url = doc.absolute(link.get("href") or "")
        if (
            url
            and not (parsed := address.read(url)).printed
            and not parsed.format
            and parsed.view in (None, "article", "item", "entry", "items")
        ):
            return link, parsed
    return None


def cells(doc: Document, row: Element) -> Mention | None:
    """A row of a category table: what a cell is stands in its class or in the table's head."""
    link = article_link(doc, list(row.iter("a")))
    if link is None or link[1].view not in (None, "article", "item") or not text_of(link[0]):
        return None
    fields: Fields = {"title": Value(text_of(link[0]), "listing: table")}
    table = next(row.iterancestors("table"), None)
    heads = _heads(table) if table is not None else []
    for column, cell in enumerate(row.iterchildren("td", "th")):
        if link[0] in set(cell.iter()):
            continue
        name = next((n for c, n in _CELLS.items() if c in (cell.get("class") or "")), None) or (
            heads[column] if column < len(heads) else None
        )
        value = _cell_value(name, text_of(cell), doc)
        if value is not None and name:
            fields[name] = Value(value, "listing: table")
    return Mention(link[1].url, "listing", fields)


def _heads(table: Element) -> list[FieldName | None]:
    row = next(
        (
            r
            for r in table.iter("tr")
            if list(r.iterchildren("th"))
            or any("sectiontableheader" in (c.get("class") or "") for c in r)
        ),
        None,
    )
    if row is None:
        return []
    out: list[FieldName | None] = []
    for cell in row.iterchildren("td", "th"):
        field = labels.field_of(text_of(cell) + ":")
        out.append(field[0] if field else None)
    return out


def _cell_value(name: FieldName | None, text: str, doc: Document) -> Any:
    if not text or name is None:
        return None
    if name == "hits":
        return first_number(text)
    if name in ("created", "modified", "published"):
        return dates.parse(text, *doc.context.date_style)
    if name != "author" or dates.parse(text, *doc.context.date_style):
        return None  # a template that prints a date in the author's column (a table of 3.x)
    return labels.person(text)
