"""Every address of the old site and what it leads to.

One page has many spellings: raw and SEF, with and without Itemid, print views, several menu paths,
mirrored file names. `address.key` makes one of most; what is left is found by the article's number,
or by number and alias together, which SEF routers of 1.5 to 3 write behind any menu path."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from urllib.parse import urljoin

from migrator.assemble.identity import Group, Stub
from migrator.document import embedded, saved_names
from migrator.joomla import address
from migrator.model import Link, Reading

#: How many redirects are followed.
_HOPS = 5

Row = tuple[str, str | None, str, str | None]


class Addresses(Protocol):
    """What knows the addresses of a site: its store, or one page."""

    def address(self, key: str, /) -> tuple[str, str | None] | None:
        """The kind of what an address (its key) leads to, and its name; None where no page has
        it."""


def of_article(group: Group, stubs: Iterable[Stub]) -> Iterator[Row]:
    """The rows of an article: its addresses, its number, its number with its alias. Addresses
    without a query come first: of those with one key the first is what a redirect is made of."""
    for stub in sorted(stubs, key=lambda stub: "?" in (stub.url or "")):
        for url in (stub.url, stub.canonical, stub.mirror):
            if url:
                yield from _spellings(stub, url, "article", group.id)
                if key := address.numbered_alias(address.read(url)):
                    yield key, None, "article", group.id
        yield from _file_name(stub, "article", group.id)
        if stub.key:
            yield stub.key, None, "article", group.id


def _file_name(page: Stub | Reading, kind: str, leads: str | None) -> Iterator[Row]:
    """The row of the name that HTTrack gave a page's file: links to an address that was redirected
    to the page have it without the query (3.49)."""
    name = posixpath.basename(page.source)
    if page.mirror and saved_names.HASHED.search(name):
        yield address.key(urljoin(page.mirror, name)), None, kind, leads


def of_capture(reading: Reading) -> Iterator[Row]:
    """The rows of a capture that is no article: its kind and its name in the source, or where it
    redirects to."""
    kind, leads = (
        ("redirect", reading.location)
        if reading.location
        else ("file" if reading.kind == "media" else reading.kind, reading.source)
    )
    for url in (reading.url, reading.mirror, *reading.addresses):
        if url:
            yield from _spellings(reading, url, kind, leads)
    yield from _file_name(reading, kind, leads)


def _spellings(page: Stub | Reading, url: str, kind: str, leads: str | None) -> Iterator[Row]:
    """The rows of one address of a page. The place of a mirrored file is an address only where the
    site answered there, or where it differs from the page's by the `.html` of which nothing tells
    whether the saver added it. At a place where the page calls itself otherwise, that may be so
    too: `wget -E` puts `.html` behind what it asked for, and -k rewrites the links to it."""
    key = address.key(url)
    if url != page.mirror or url == page.url:
        yield key, url, kind, leads
    elif url in page.addresses:
        without_suffix = url.removesuffix(".html")
        yield key, without_suffix, kind, leads
        if without_suffix != url:
            yield f"{key}.html", url, kind, leads
    elif page.url and page.url == f"{url}.html":
        yield f"{key}.html", url, kind, leads
    else:
        yield key, None, kind, leads


def computed(groups: Iterable[tuple[Group, list[Stub]]]) -> Iterator[Row]:
    """Rows for the addresses that were computed for rows of a database; one that two articles would
    have is nobody's."""
    owners: dict[str, tuple[str, str | None]] = {}
    for group, stubs in groups:
        for stub in stubs:
            for url in stub.addresses:
                key = address.key(url)
                earlier_owner = owners.get(key)
                owners[key] = (
                    url,
                    group.id if earlier_owner is None or earlier_owner[1] == group.id else None,
                )
    for key, (url, owner) in owners.items():
        if owner:
            yield key, url, "article", owner


def moved(
    store: Addresses, lookup: AddressLookup, pairs: Iterable[tuple[str, str]]
) -> Iterator[Row]:
    """Rows for old addresses that the site itself led on to an article, by others or at once."""
    pairs = list(pairs)
    onward = {address.key(old): new for old, new in pairs}
    for old, new in pairs:
        key = address.key(old)
        destination = _led_on(lookup, onward, new)
        if destination and destination.kind == "article" and store.address(key) is None:
            yield key, old, "article", destination.to


def _led_on(lookup: AddressLookup, onward: Mapping[str, str], url: str) -> Link | None:
    """Where an address leads when the redirects `onward` (by key) are followed."""
    for _ in range(_HOPS):
        destination = lookup.lead(url)
        if destination is None or destination.kind == "article":
            return destination
        further = next((onward[key] for key in lookup.keys(url) if key in onward), None)
        if further is None:
            return destination
        url = further
    return None


def aliases(groups: Iterable[tuple[Group, list[Stub]]]) -> Iterator[Row]:
    """Rows for aliases that one article alone has: the router of 3.8 on writes addresses without
    numbers."""
    owners: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for group, stubs in groups:
        for alias in {s.alias for s in stubs if s.url and s.alias}:
            counts[alias] += 1
            owners[alias] = group.id
    yield from (
        (f"@{alias}", None, "article", owners[alias])
        for alias, count in counts.items()
        if count == 1
    )


class AddressLookup:
    """Looks addresses up in a store whose `addresses` are written; `hosts` are those of the
    site."""

    def __init__(self, store: Addresses, hosts: frozenset[str]) -> None:
        self.store, self.hosts = store, hosts

    def lead(self, url: str) -> Link | None:
        """What a link of the site leads to; None where it leads to another site, or to no page
        (`mailto:`)."""
        if (name := embedded.target(url)) is not None:
            return Link(url, "file", name)
        if not self.is_page(url):
            return None
        kind, to = self._row(url)
        return Link(url, kind, to)

    def is_page(self, url: str) -> bool:
        """Whether an address may be one of a page of the site."""
        if embedded.target(url) is not None:
            return False
        if url.partition(":")[0].lower() not in ("http", "https") and not url.startswith("/"):
            return False
        host = address.read(url).host
        return not host or host in self.hosts

    def _row(self, url: str) -> tuple[str, str | None]:
        for _ in range(_HOPS):
            known_row = next(
                (row for key in self.keys(url) if (row := self.store.address(key))), None
            )
            if known_row is None:
                return "missing", None
            if known_row[0] != "redirect":
                return known_row
            url = known_row[1] or ""
        return "missing", None

    def keys(self, url: str) -> tuple[str, ...]:
        """The keys under which the store may have an address, the surest first."""
        return tuple(self._keys(url))

    def _keys(self, url: str) -> Iterator[str]:
        parsed = address.read(url)
        yield address.key(url)
        if parsed.host:
            yield parsed.place  # pages of a mirror that does not tell its host
        else:
            yield from (f"{host}{parsed.place}" for host in sorted(self.hosts) if host)
        if (
            parsed.option
            and parsed.id is not None
            and parsed.view in (None, "article", "item", "entry", "items")
        ):
            yield f"{parsed.option}:{parsed.id}"
        if parsed.alias and parsed.view in (None, "article", "item", "entry", "items"):
            yield address.numbered_alias(parsed) or f"@{parsed.alias}"
        if saved_names.HASHED_FILE.search(url):
            yield address.key(url.partition("?")[0])
