"""JEvents 1.5 events (com_jevents, Joomla 1.5).

Read off bbarclay/myzenvei at b094b7b1, components/com_jevents/views/default (1.5). When an event
is, is no date of the page."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.fields import Field, first_number, person, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


def _after_label(element: Element, doc: Document) -> str | None:
    """What stands behind the label in bold: "Location : The tower"."""
    label = next(element.iter("b"), None)
    return text_of(element, {label}) or None if label is not None else None


class JEvents(Reader):
    """`#jevents_body` with a table: heading, `td.ev_detail` of each kind, the text in a row of its
    own."""

    component = "com_jevents"
    views = frozenset(("icalrepeat.detail", "icalevent.detail", "jevent.detail"))
    own_section = "Events"
    item = ("#jevents_body table.contentpaneopen",)
    title = heading("td.contentheading")
    author = person("td.ev_detail.contact")
    hits = Field(("td.ev_detail.hits",), lambda e, doc: first_number(text_of(e)))
    extra = (
        ("when", text("td.ev_detail.repeat")),
        ("where", Field(("td.ev_detail",), _after_label)),
    )
    drop = (".ev_detail", "tr.headingrow", "tr.dialogs", ".ev_navigation")

    def items(self, doc: Document) -> list[Element]:
        """Only an event: the calendar's views have the same box."""
        return [
            e
            for e in super().items(doc)
            if doc.find("td.ev_detail", e) and doc.find("td.contentheading", e)
        ]
