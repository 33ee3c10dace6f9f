"""Lists of the old site that are no category's: archives, tags, authors, months, blogs of a
menu."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from migrator.assemble.addresses import AddressLookup
from migrator.joomla import address
from migrator.model import Category, ListPage, Reading

#: Kinds of pages that list articles.
_KINDS = ("listing", "archive")


@dataclass(slots=True)
class _Rows:
    """What the pages of one list tell: its title, its addresses, and those of the articles."""

    title: str = ""
    urls: dict[str, None] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)


class Lists:
    """Takes every reading of a site once, then gives its lists."""

    def __init__(self) -> None:
        self._rows: dict[str, _Rows] = {}

    def take(self, reading: Reading) -> None:
        """Learns from one reading; the pages of one list are put together."""
        if reading.kind not in _KINDS or not reading.url:
            return
        rows = self._rows.setdefault(address.key(reading.url), _Rows())
        first = address.read(reading.url).start is None
        title = reading.fields.get("title")
        if first or not rows.title:
            rows.title = str(title.value) if title else reading.page_title
        if first:
            rows.urls.update(dict.fromkeys((reading.url, *reading.addresses)))
        rows.articles.update(dict.fromkeys(mention.url for mention in reading.mentions))

    def pages(self, categories: Iterable[Category], lookup: AddressLookup) -> tuple[ListPage, ...]:
        """The lists that have articles which the capture holds, in the order in which they were
        seen. Two addresses with the same title and articles are one list."""
        taken = {address.key(url) for category in categories for url in category.urls}
        pages: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for key, rows in self._rows.items():
            if key in taken or not rows.urls:
                continue
            leads = (lookup.lead(url) for url in rows.articles)
            articles = tuple(
                dict.fromkeys(
                    lead.to for lead in leads if lead and lead.kind == "article" if lead.to
                )
            )
            if articles:
                pages.setdefault((rows.title, articles), []).extend(rows.urls)
        return tuple(
            ListPage(title, tuple(urls), articles) for (title, articles), urls in pages.items()
        )
