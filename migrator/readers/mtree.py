"""Mosets Tree 2 listings (com_mtree, Joomla 1.5).

Read off linkatic/Cultunet at f90bf2d5, components/com_mtree/templates/m2 (2.1.5)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.fields import Field, html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


def _fields(element: Element, doc: Document) -> str | None:
    """A row of the listing's fields: "Address: Market 1"."""
    caption, output = doc.first(".caption", element), doc.first(".output", element)
    if caption is None or output is None or not text_of(output):
        return None
    return f"{text_of(caption).rstrip(' :')}: {text_of(output)}"


class MosetsTree(Reader):
    """`#listing h2`, `.listing-desc`, rows of fields."""

    component = "com_mtree"
    views = frozenset(("viewlink",))
    own_section = "Directory"
    item = ("#listing",)
    title = heading("h2", "h1")
    extra = (("fields", Field((".fieldRow",), _fields, all=True)),)
    body = html(".listing-desc")

    def items(self, doc: Document) -> list[Element]:
        return [e for e in super().items(doc) if doc.find(".listing-desc", e)]
