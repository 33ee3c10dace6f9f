"""JoomGallery 4 pictures (com_joomgallery, Joomla 4 and 5).

Read off JoomGalleryfriends/JG4-dev at 266067d7, site/com_joomgallery/tmpl/image/default.php."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.layout.fields import Found, first_number, html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading
from migrator.normalise import dates


class JoomGallery4(Reader):
    """`figure.joom-image` with the description as its caption, after a heading in no box of its
    own; `.item_fields` is a table of labels and values."""

    component = "com_joomgallery"
    views = frozenset(("image",))
    own_section = "Gallery"
    item = ("figure.joom-image",)
    title = heading("h2")
    body = html("figure.joom-image")

    def items(self, doc: Document) -> list[Element]:
        """The box around the picture and its table."""
        table = doc.first(".item_fields")
        around = set(table.iterancestors()) if table is not None else set()
        boxes = (
            next((a for a in e.iterancestors() if a in around), None) for e in super().items(doc)
        )
        return [box for box in boxes if box is not None]

    def author(self, doc: Document, item: Element) -> Found | None:
        return _labelled(doc, item, "author")

    def category(self, doc: Document, item: Element) -> Found | None:
        return _labelled(doc, item, "category")

    def created(self, doc: Document, item: Element) -> Found | None:
        """The date in a row of its own, whatever the row is called."""
        for row in doc.find(".item_fields tr", item):
            cell = row.find("td")
            if cell is not None and (date := dates.only(text_of(cell), *doc.context.date_style)):
                return Found(date, "date of .item_fields", (cell,))
        return None

    def hits(self, doc: Document, item: Element) -> Found | None:
        field = _labelled(doc, item, "hits")
        number = first_number(field.value) if field else None
        return Found(number, field.rule, field.elements) if field and number is not None else None


def _labelled(doc: Document, item: Element, name: str) -> Found | None:
    """The value of the row whose label is one of a field's, in any language."""
    for row in doc.find(".item_fields tr", item):
        label, cell = row.find("th"), row.find("td")
        if label is None or cell is None or not text_of(cell):
            continue
        if labels.field_of_label(text_of(label)) == name:
            return Found(text_of(cell), f"row {name} of .item_fields", (cell,))
    return None
