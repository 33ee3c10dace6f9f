"""iCagenda 3 events (com_icagenda, Joomla 2.5 and 3).

Read off gtsoul/cnjeu at 347a75f2, components/com_icagenda (3.2.3). When an event is, is no date of
the page."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout import article_box
from migrator.layout.fields import Found, html
from migrator.layout.reader import Reader


class ICagenda(Reader):
    """`h2`, a table of details in `.icinfo`, the text in `#detail-desc`."""

    component = "com_icagenda"
    views = frozenset(("event", "list"))
    own_section = "Events"
    item = ("#icagenda",)
    body = html("#detail-desc")
    drop = (".icinfo", ".ic-share", ".icback")

    def items(self, doc: Document) -> list[Element]:
        """The box around the text and the heading before it."""
        element = doc.first("#detail-desc")
        if element is None:
            return []
        return [super().items(doc)[0] if super().items(doc) else article_box.around(doc, element)]

    def title(self, doc: Document, item: Element) -> Found | None:
        """The first heading."""
        for name in ("h1", "h2"):
            for element in item.iter(name):
                if text_of(element):
                    return Found(text_of(element), name, (element,))
        return None
