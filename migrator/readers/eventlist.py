"""EventList 1.0 events (com_eventlist, Joomla 1.5).

Read off bbarclay/myzenvei at b094b7b1, components/com_eventlist/views/details/tmpl (1.0.1). When an
event is, is no date of the page."""

from __future__ import annotations

from migrator.layout.fields import html, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class EventList(Reader):
    """`#eventlist` with `dl.event_info`, `.event_desc`, and the venue's own list."""

    component = "com_eventlist"
    views = frozenset(("details",))
    own_section = "Events"
    item = ("#eventlist.el_details", "#eventlist[class*=event_id]")
    title = heading("dd.title")
    category = text("dl.event_info dd.category a", "dl.event_info dd.category")
    extra = (
        ("when", text("dl.event_info dd.when")),
        ("where", text("dl.event_info dd.where")),
        ("venue", text("dl.location dd.venue")),
        ("street", text("dl.location dd.venue_street")),
        ("city", text("dl.location dd.venue_city")),
    )
    body = html(".event_desc")
    drop = (".elcomments", ".copyright")
