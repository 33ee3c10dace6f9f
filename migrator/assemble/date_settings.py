"""Dates, once all pages are known: the order of day and month that the site's unambiguous dates
tell, the zone that its owner configured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

from migrator.model import Comment, Mention, Reading, Value, When
from migrator.normalise import dates


@dataclass(frozen=True, slots=True)
class Calendar:
    """The order of day and month (dmy, mdy) and the zone (a name such as Europe/Berlin, None: not
    known) of a site's dates."""

    order: str = "dmy"
    zone: str | None = None

    def _zone_info(self) -> ZoneInfo | None:
        if self.zone is None:
            return None
        from zoneinfo import ZoneInfo  # most sites name none

        return ZoneInfo(self.zone)

    def settle(self, reading: Reading) -> Reading:
        """`reading` with its dates read again where order or zone change them."""
        if self.order == "dmy" and not self.zone:
            return reading
        zone = self._zone_info()
        fields = {
            n: Value(_when(v.value, self.order, zone), v.rule) if isinstance(v.value, When) else v
            for n, v in reading.fields.items()
        }
        return replace(
            reading,
            fields=fields,
            comments=tuple(_dated(c, self.order, zone) for c in reading.comments),
        )

    def told(self, mention: Mention) -> Mention:
        """`mention` with its dates read again."""
        if self.order == "dmy" and not self.zone:
            return mention
        zone = self._zone_info()
        return replace(
            mention,
            fields={
                n: Value(_when(v.value, self.order, zone), v.rule)
                if isinstance(v.value, When)
                else v
                for n, v in mention.fields.items()
            },
        )


def _dated(comment: Comment, order: str, zone: ZoneInfo | None) -> Comment:
    return (
        replace(comment, created=_when(comment.created, order, zone))
        if comment.created
        else comment
    )


def _when(when: When, order: str, zone: ZoneInfo | None) -> When:
    if order == "mdy" and dates.ambiguous(when.raw) and (again := dates.parse(when.raw, order)):
        when = again
    if zone and when.zone == "unknown" and when.precision != "day":
        stamp = datetime.fromisoformat(when.value).replace(tzinfo=zone)
        offset = stamp.isoformat(timespec="seconds" if when.precision == "second" else "minutes")
        when = replace(when, value=offset, zone="configured")
    return when
