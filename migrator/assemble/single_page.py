"""The article of a single page, put together as that of a site is, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from migrator.assemble import addresses as lookup
from migrator.assemble import article as whole
from migrator.assemble import identity, visibility
from migrator.assemble.date_settings import Calendar
from migrator.assemble.site_facts import Learner
from migrator.layout import survey
from migrator.model import Article, Reading, Witness


class _Page:
    """The page in the place of a store."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.rows: dict[str, tuple[str, str | None]] = {}

    def add(self, rows: Iterable[lookup.Row]) -> None:
        for key, _, kind, leads in rows:
            self.rows.setdefault(key, (kind, leads))

    def readings(self, numbers: Sequence[int]) -> Iterator[tuple[int, Reading]]:
        return ((number, self.reading) for number in numbers)

    def mentions(self, addresses: Sequence[str]) -> list[Witness]:
        return []

    def address(self, key: str) -> tuple[str, str | None] | None:
        return self.rows.get(key)


def article(reading: Reading) -> Article | None:
    """The article that the page of `reading` shows; None where it shows none."""
    if reading.kind not in ("article", "item"):
        return None
    learner = Learner()
    learner.take(reading)
    common = learner.common()
    stubs = identity.with_keys([identity.stub(0, reading)], reading.moved)
    groups, _ = visibility.shown(identity.groups(stubs, {}))
    if not groups:
        return None
    page, (group, members) = _Page(reading), groups[0]
    page.add(lookup.of_article(group, members))
    page.add(lookup.computed(groups))
    page.add(lookup.aliases(groups))
    page.add(list(lookup.moved(page, lookup.AddressLookup(page, common.hosts), reading.moved)))
    calendar = Calendar(survey.date_order(survey.votes(reading)))
    return whole.article(group, page, common, calendar)
