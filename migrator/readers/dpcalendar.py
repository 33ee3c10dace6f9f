"""DPCalendar events (com_dpcalendar, Joomla 4 and 5).

Read off Digital-Peak/DPCalendar-Free at cc45d73f, com_dpcalendar/site/tmpl/event (10.9). When an
event is, is no date of the page."""

from __future__ import annotations

from migrator.layout.fields import html, person, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading

_VALUE = ".dp-description__description"


class DPCalendar(Reader):
    """`.com-dpcalendar-event`: the title in its header, a list for each detail, the text in
    `.com-dpcalendar-event__description-content`."""

    component = "com_dpcalendar"
    views = frozenset(("event",))
    own_section = "Events"
    item = (".com-dpcalendar-event",)
    title = heading(".com-dpcalendar-event__title")
    author = person(f".dp-information__author {_VALUE}")
    category = text(f".dp-information__calendar {_VALUE}")
    extra = (
        ("when", text(f".dp-information__date {_VALUE}")),
        ("where", text(f".dp-information__locations {_VALUE}")),
        ("link", text(f".dp-information__url {_VALUE}")),
    )
    body = html(
        ".com-dpcalendar-event__image", ".com-dpcalendar-event__description-content", all=True
    )
