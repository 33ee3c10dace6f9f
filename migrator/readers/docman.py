"""DOCman 1.4 documents (com_docman, Joomla 1.0 and 1.5).

Read off allenahner/mizzou at e7109941, components/com_docman/themes (1.4)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import PROSE, text_of
from migrator.joomla import labels
from migrator.layout.fields import Found, first_number
from migrator.layout.reader import Reader
from migrator.normalise import dates


class DOCman(Reader):
    """`#dm_details table` of rows of a name and a value; the cell with blocks in it is the text."""

    component = "com_docman"
    views = frozenset(("doc_details",))
    own_section = "Downloads"
    item = ("#dm_details",)
    drop = (".dm_taskbar",)

    def title(self, doc: Document, item: Element) -> Found | None:
        element = doc.first("caption em", item)
        name = text_of(element) if element is not None else ""
        return Found(name, "caption em", (element,)) if name else None

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """The cell of the description; none where the document has none."""
        cells = [cell for _, cell in _rows(item)]
        texts = [c for c in cells if next(c.iter("p", "div", "ul"), None) is not None]
        cells = texts or [c for c in cells if len(text_of(c)) > PROSE]
        return tuple(cells[:1]), "cell with paragraphs"

    def author(self, doc: Document, item: Element) -> Found | None:
        return _labelled(item, "author", "creator", "maintainer")

    def hits(self, doc: Document, item: Element) -> Found | None:
        field = _labelled(item, "hits", "hits")
        number = first_number(field.value) if field else None
        return Found(number, field.rule, field.elements) if field and number is not None else None

    def created(self, doc: Document, item: Element) -> Found | None:
        return self._date(doc, item, "created", "created on")

    def modified(self, doc: Document, item: Element) -> Found | None:
        return self._date(doc, item, "modified", "last updated on")

    def _date(self, doc: Document, item: Element, *names: str) -> Found | None:
        field = _labelled(item, *names)
        date = dates.parse(field.value, *doc.context.date_style) if field else None
        return Found(date, field.rule, field.elements) if field and date else None


def _rows(item: Element) -> list[tuple[str, Element]]:
    """Name and cell of each row."""
    rows = []
    for row in item.iter("tr"):
        cells = list(row.iterchildren("td"))
        if len(cells) == 2 and text_of(cells[0]):
            rows.append((text_of(cells[0]).rstrip(" :").lower(), cells[1]))
    return rows


def _labelled(item: Element, field: str, *names: str) -> Found | None:
    """The value of the row that is called by one of `names`, or by a label of `field`."""
    for name, cell in _rows(item):
        if text_of(cell) and (name in names or labels.field_of_label(name) == field):
            return Found(text_of(cell), f"row {name}", (cell,))
    return None
