"""SP Simple Portfolio items (com_spsimpleportfolio, Joomla 3 and 4).

Read off Nikitosia1996/novopolock at 53163a44,
components/com_spsimpleportfolio/views/item/tmpl/default.php."""

from __future__ import annotations

from migrator.layout.fields import html, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


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
        ("tags", text(".sp-simpleportfolio-tags", without=("h4",))),
    )
    body = html(
        ".sp-simpleportfolio-image",
        ".sp-simpleportfolio-description",
        ".sp-simpleportfolio-link",
        all=True,
    )
