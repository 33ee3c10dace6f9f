"""RSEvents! Pro 1 events (com_rseventspro, Joomla 2.5 to 3).

Read off stichtingjoomlanederland/joomlacommunity.nl at 2db1500d,
components/com_rseventspro/views/rseventspro/tmpl (1.13.6). When an event is, is no date of the
page."""

from __future__ import annotations

from migrator.layout.fields import person, text, texts
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class RSEventsPro(Reader):
    """`#rs_event_show`, details each in an element of their own."""

    component = "com_rseventspro"
    views = frozenset(("show",))
    own_section = "Events"
    item = ("#rs_event_show",)
    title = heading("h1")
    author = person(".rsep_posted a")
    category = text(".rsep_categories a")
    tags = texts(".rsep_tags a")
    extra = (
        ("when", text(".rsep_date")),
        ("where", text(".rsep_location")),
    )
    drop = (
        ".rsep_date",
        ".rsep_location",
        ".rsep_categories",
        ".rsep_tags",
        ".rsep_posted",
        ".rs_options",
    )
