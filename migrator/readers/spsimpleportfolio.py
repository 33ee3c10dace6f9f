"""SP Simple Portfolio items (com_spsimpleportfolio, Joomla 3 and 4).

Read off Nikitosia1996/novopolock at 53163a44,
components/com_spsimpleportfolio/views/item/tmpl/default.php."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.fields import Field, html, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


def _behind_heading(element: Element, doc: Document) -> str | None:
    return text_of(element, set(element.iter("h4"))) or None


class SPSimplePortfolio(Reader):
    """`.sp-simpleportfolio-view-item`: a picture or film, a description with the heading in it, and
    client, date and link at its side."""

    component = "com_spsimpleportfolio"
    views = frozenset(("item",))
    own_section = "Portfolio"
    item = (".sp-simpleportfolio-view-item",)
    title = heading(".sp-simpleportfolio-description h2")
    created = when(".sp-simpleportfolio-created")
    extra = (
        ("client", text(".sp-simpleportfolio-client-title")),
        ("tags", Field((".sp-simpleportfolio-tags",), _behind_heading)),
    )
    body = html(
        ".sp-simpleportfolio-image",
        ".sp-simpleportfolio-description",
        ".sp-simpleportfolio-link",
        all=True,
    )
