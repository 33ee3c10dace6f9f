"""JEvents 1.5 to 3.1 events (com_jevents, Joomla 1.5 to 3).

Read off bbarclay/myzenvei at b094b7b1, components/com_jevents/views/default (1.5), and
faizalruzky/informatics_organzation_of_uinbdg at 0f0dae3, views/default and flat (3.1.41), whose
tables are the same. When an event is, is no date of the page."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.fields import Field, first_number, person, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


def _behind_label(number: int) -> Field:
    """What stands behind one of the labels in bold, up to the next: "Location : The tower"."""

    def words(element: Element, doc: Document) -> str | None:
        labels = element.findall("b")
        if len(labels) <= number:
            return None
        value = [labels[number].tail or ""]
        for beside in labels[number].itersiblings():
            if beside in labels:
                break
            value += [text_of(beside), beside.tail or ""]
        return " ".join(" ".join(value).split()) or None

    return Field(("td.ev_detail",), words)


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
        ("where", _behind_label(0)),
        ("contact", _behind_label(1)),
    )
    drop = (".ev_detail", "tr.headingrow", "tr.dialogs", ".ev_navigation")

    def items(self, doc: Document) -> list[Element]:
        """Only an event: the calendar's views have the same box."""
        return [
            e
            for e in super().items(doc)
            if doc.find("td.ev_detail", e) and doc.find("td.contentheading", e)
        ]
