"""Lists of the old site that are no category's: archives, tags, authors, months, blogs of a
menu."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from migrator.joomla import address
from migrator.model import Category, ListPage, Reading

#: Kinds of pages that list articles.
_KINDS = ("listing", "archive")


@dataclass(slots=True)
class _Pages:
    """What the pages of one list tell: its title, the addresses of the first, and their names in
    the source."""

    title: str = ""
    urls: dict[str, None] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)


class Lists:
    """Takes every reading of a site once, then gives its lists."""

    def __init__(self) -> None:
        self._pages: dict[str, _Pages] = {}

    def take(self, reading: Reading) -> None:
        """Learns from one reading; the pages of one list are put together."""
        if reading.kind not in _KINDS or not reading.url:
            return
        pages = self._pages.setdefault(address.key(reading.url), _Pages())
        first = address.read(reading.url).start is None
        title = reading.fields.get("title")
        if first or not pages.title:
            pages.title = str(title.value) if title else reading.page_title
        if first:
            pages.urls.update(dict.fromkeys((reading.url, *reading.addresses)))
        pages.sources.append(reading.source)

    def pages(
        self, categories: Iterable[Category], listed: Iterable[tuple[str, str]]
    ) -> tuple[ListPage, ...]:
        """The lists that have articles, in the order in which they were seen; `listed` are pages by
        their name in the source, and the id of an article on each. Two addresses with the same
        title and articles are one list."""
        rows: dict[str, list[str]] = {}
        for source, article in listed:
            rows.setdefault(source, []).append(article)
        of_categories = {address.key(url) for category in categories for url in category.urls}
        urls_of: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for key, pages in self._pages.items():
            ids = (article for source in pages.sources for article in rows.get(source, ()))
            articles = tuple(dict.fromkeys(ids))
            if articles and pages.urls and key not in of_categories:
                urls_of.setdefault((pages.title, articles), []).extend(pages.urls)
        return tuple(
            ListPage(title, tuple(urls), articles) for (title, articles), urls in urls_of.items()
        )
