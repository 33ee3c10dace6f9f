"""iCagenda 3 events (com_icagenda, Joomla 2.5 and 3).

Read off gtsoul/cnjeu at 347a75f2, components/com_icagenda (3.2.3). When an event is, is no date of
the page."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout import article_box
from migrator.layout.fields import Field, Found, html
from migrator.layout.reader import Reader


def _row(element: Element, doc: Document) -> str | None:
    """A row of the details: "Venue: The tower"; their labels are in the site's language."""
    label, value = element.find("th"), element.find("td")
    if label is None or value is None or not text_of(value):
        return None
    return f"{text_of(label).rstrip(' :')}: {text_of(value)}"


class ICagenda(Reader):
    """`h2`, a table of details in `.icinfo`, the text in `#detail-desc`."""

    component = "com_icagenda"
    views = frozenset(("event", "list"))
    own_section = "Events"
    item = ("#icagenda",)
    extra = (("fields", Field((".icinfo .details tr",), _row, all=True)),)
    body = html("#detail-desc")
    drop = (".icinfo", ".ic-share", ".icback")

    def items(self, doc: Document) -> list[Element]:
        """The box around the text and the heading before it."""
        element = doc.first("#detail-desc")
        if element is None:
            return []
        if named := super().items(doc):
            return named[:1]
        details = next((a for a in element.iterancestors() if a.get("class") == "icinfo"), None)
        box = details.getparent() if details is not None else None
        return [box if box is not None else article_box.around(doc, element)]

    def title(self, doc: Document, item: Element) -> Found | None:
        """The first heading."""
        for name in ("h1", "h2"):
            for element in item.iter(name):
                if text_of(element):
                    return Found(text_of(element), name, (element,))
        return None
