"""What the addresses lead to that pages of a site link to, and those that it redirected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from migrator.assemble.addresses import AddressLookup, Row
from migrator.joomla import address
from migrator.model import Link
from migrator.store import queries
from migrator.store.database import Store

#: What a redirect may end at that is nothing on the new site.
_NOWHERE = ("missing", "outside", "redirect", "error")

#: Addresses for which the store is asked at once.
_AT_ONCE = 1000


def linked(store: Store, lookup: AddressLookup) -> list[Row]:
    """Rows for all addresses that links of pages name and that no page stands under itself."""
    rows: list[Row] = []
    read_keys: set[str] = set()
    urls = iter(queries.linked_addresses(store))
    while batch := list(islice(urls, _AT_ONCE)):
        unread: dict[str, str] = {}
        for url in batch:
            if (key := address.key(url)) not in read_keys:
                unread.setdefault(key, url)
        read_keys.update(unread)
        page_keys = store.known_addresses(list(unread))
        missing = [(key, url) for key, url in unread.items() if key not in page_keys]
        for (key, url), link in zip(missing, _leads(store, lookup, missing), strict=True):
            rows.append((key, url, *((link.kind, link.to) if link else ("outside", None))))
    return rows


def _leads(
    store: Store, lookup: AddressLookup, pairs: Sequence[tuple[str, str]]
) -> Iterator[Link | None]:
    """As `lookup.lead` of each address (key and address). Nearly all lead to nothing that was
    captured, which one question to the store tells of many."""
    keys = [lookup.keys(url) for _, url in pairs]
    present = store.known_addresses([key for some in keys for key in some])
    for (_, url), some in zip(pairs, keys, strict=True):
        if lookup.is_page(url) and present.isdisjoint(some):
            yield Link(url, "missing", None)
        else:
            yield lookup.lead(url)


def resolved_redirects(store: Store, lookup: AddressLookup) -> list[tuple[str, str, str | None]]:
    """Key, kind and target of the addresses at which the old site answered with a redirect, where
    that ended at a page of the capture."""
    leads = ((key, lookup.lead(url)) for key, url in queries.redirects(store))
    return [
        (key, destination.kind, destination.to)
        for key, destination in leads
        if destination and destination.kind not in _NOWHERE
    ]
