"""Dates, once all pages are known: the order of day and month that the site's unambiguous dates tell, the zone that its owner
configured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from migrator import survey
from migrator.model import Comment, Reading, Value, When
from migrator.normalise import dates


def settle(readings: Sequence[Reading], order: str | None = None, zone: str | None = None) -> list[Reading]:
    """`readings` with their dates read again where `order` (None: what the pages tell) or `zone` (a name such as Europe/Berlin)
    changes them."""
    order = order or survey.date_order(readings)
    if order == "dmy" and not zone:
        return list(readings)
    return [_settled(r, order, ZoneInfo(zone) if zone else None) for r in readings]


def _settled(reading: Reading, order: str, zone: ZoneInfo | None) -> Reading:
    fields = {n: Value(_when(v.value, order, zone), v.rule) if isinstance(v.value, When) else v for n, v in reading.fields.items()}
    comments = tuple(_dated(c, order, zone) for c in reading.comments)
    return replace(reading, fields=fields, comments=comments)


def _dated(comment: Comment, order: str, zone: ZoneInfo | None) -> Comment:
    return replace(comment, created=_when(comment.created, order, zone)) if comment.created else comment


def _when(when: When, order: str, zone: ZoneInfo | None) -> When:
    if order == "mdy" and dates.ambiguous(when.raw) and (again := dates.parse(when.raw, order)):
        when = again
    if zone and when.zone == "unknown" and when.precision != "day":
        stamp = datetime.fromisoformat(when.value).replace(tzinfo=zone)
        offset = stamp.isoformat(timespec="seconds" if when.precision == "second" else "minutes")
        when = replace(when, value=offset, zone="configured")
    return when
