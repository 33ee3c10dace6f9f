"""JEM events (com_jem, Joomla 2.5 to 5), which grew out of EventList.

Read off jemproject/JEM-Project, site/views/event/tmpl/default.php (tags v2.3.6-stable and
v5.0.0-stable). When an event is, is no date of the page."""

from __future__ import annotations

from migrator.document.text import text_of
from migrator.layout.fields import Field, first_number, html, person, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class JEM(Reader):
    """`#jem.event_idN` with `dl.event_info`, `.event_desc`, and lists of contact and venue."""

    component = "com_jem"
    views = frozenset(("event",))
    own_section = "Events"
    item = ("#jem[class*=event_id]",)
    title = heading("dl.event_info dd.title")
    author = person("dl.event_info dd.createdby")
    category = text("dl.event_info dd.category a", "dl.event_info dd.category")
    hits = Field(("dl.event_info dd.hits",), lambda e, doc: first_number(text_of(e)))
    extra = (
        ("when", text("dl.event_info dd.when")),
        ("where", text("dl.event_info dd.where")),
        ("venue", text("dl.location dd.venue")),
        ("street", text("dl.location dd.venue_street")),
        ("city", text("dl.location dd.venue_city")),
        ("contact", text("dl.location dd.con_name")),
    )
    body = html(".event_desc")
