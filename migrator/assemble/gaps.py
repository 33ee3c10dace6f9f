"""The gap list: what is known to have been on the site and is not in the capture. Archivists' most
wanted.

An article is known by listings and feeds (with all that they tell of it) and by links; a page of
one by its page counter; comments by the number that the page states; an image or a file by the body
that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from migrator.assemble.addresses import AddressLookup
from migrator.assemble.media import is_file
from migrator.joomla import address, traps
from migrator.model import Gap, Value, When
from migrator.patterns import lazy_pattern
from migrator.store import queries
from migrator.store.database import Store

#: Views that show one article, item or entry, of com_content and of extensions.
_ONE = {"article", "item", "items", "entry"}
_IMAGE = lazy_pattern(r"\.(?:jpe?g|png|gif|webp|bmp|svg|ico|tiff?)$", re.I)


def find(
    store: Store,
    lookup: AddressLookup,
    orphans: dict[str, list[int]],
    components: frozenset[str],
    site: str | None,
) -> Iterator[Gap]:
    """The gaps of the site, each address once; `orphans` are captures of comments whose article was
    not captured, addresses of `components` hold nothing of their own. Links of pages without any
    address lead to `site`, the address of the site, where it has one host alone."""
    origin = site if site and len(lookup.hosts - {""}) == 1 else None
    listed_urls: set[str] = set()
    for gap in _each(store, lookup, orphans, components, listed_urls):
        if origin and gap.url and gap.url.startswith("/") and not gap.url.startswith("//"):
            gap = replace(gap, url=urljoin(origin, gap.url))
            key = address.key(gap.url or "")
            if key in listed_urls:
                continue
            listed_urls.add(key)
        yield gap


def _each(
    store: Store,
    lookup: AddressLookup,
    orphans: dict[str, list[int]],
    components: frozenset[str],
    listed_urls: set[str],
) -> Iterator[Gap]:
    """The gaps as they are found, the surest first; `seen` are the addresses of those before."""
    yield from _orphans(store, orphans)
    yield from _mentioned(store, lookup, listed_urls)
    yield from _in_bodies(store, listed_urls, components)
    yield from _linked(store, listed_urls, components)
    yield from _parts(store)


def _orphans(store: Store, orphans: dict[str, list[int]]) -> Iterator[Gap]:
    for key, numbers in orphans.items():
        comments = [c for _, reading in store.readings(numbers) for c in reading.comments]
        yield Gap(
            "article",
            None,
            f"its {len(comments)} comments are in the capture, its own page is not",
            told={"key": key, "comments": comments},
        )


def _mentioned(store: Store, lookup: AddressLookup, listed_urls: set[str]) -> Iterator[Gap]:
    """Articles that listings and feeds tell of."""
    for mention, source in store.unheld_mentions():
        destination = lookup.lead(mention.url)
        key = address.key(mention.url)
        if destination is None or destination.kind != "missing" or key in listed_urls:
            continue
        listed_urls.add(key)
        fields: dict[str, Any] = {
            name: _as_data(value) for name, value in mention.fields.items() if name != "title"
        }
        if mention.intro:
            fields["intro"] = mention.intro
        title = mention.fields.get("title")
        yield Gap(
            "article",
            mention.url,
            f"named on {source}",
            str(title.value) if title else None,
            told=fields,
        )


def _as_data(value: Value) -> object:
    return value.value.value if isinstance(value.value, When) else value.value


def _in_bodies(store: Store, listed_urls: set[str], components: frozenset[str]) -> Iterator[Gap]:
    """What articles and comments link to or show."""
    for url, destination, source, article, count in queries.body_links_to_no_article(store):
        key, kind = address.key(url), _kind(url)
        pages = kind in ("article", "page")
        if key in listed_urls or (
            pages and (destination != "missing" or traps.is_trap(url, components))
        ):
            continue
        listed_urls.add(key)
        reason = f"{'shown' if kind == 'image' else 'linked'} by {article}" + (
            f" and {count - 1} more" if count > 1 else ""
        )
        yield Gap(
            kind,
            url,
            reason if destination == "missing" else f"{reason}; {source} is no {kind}",
            article=article,
        )


def _linked(store: Store, listed_urls: set[str], components: frozenset[str]) -> Iterator[Gap]:
    """What menus and other parts of pages link to. Of pages that are not Joomla's, articles alone:
    the pages that an archiving program makes of its own link to its own files."""
    for url, source, linked_by in queries.links_to_missing_pages(store):
        key, kind = address.key(url), _kind(url)
        foreign = linked_by == "not-joomla" and kind != "article"
        if key not in listed_urls and not foreign and not traps.is_trap(url, components):
            listed_urls.add(key)
            yield Gap(kind, url, f"linked on {source}")


def _parts(store: Store) -> Iterator[Gap]:
    """Pages and comments of articles that were captured in part."""
    kinds = {
        "assemble-page-missing": "page",
        "comments-missing": "comments",
        "comments-pages": "comments",
        "assemble-body-missing": "page",
    }
    for article, code, message, url, title in queries.articles_with_notes(store, kinds):
        yield Gap(kinds[code], url, message, title, article=article)


def _kind(url: str) -> str:
    """What a missing address was: an image, a file, an article, or another page."""
    parsed = address.read(url)
    if _IMAGE.search(parsed.path):
        return "image"
    if is_file(parsed.path):
        return "file"
    return "article" if parsed.id is not None and (parsed.alias or parsed.view in _ONE) else "page"
