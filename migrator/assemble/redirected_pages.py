"""Articles that a mirror has under an address that was redirected to them: `wget -r` saves the page
at the end of a redirect under the address that it asked for. Feeds and lists of the site tell the
article's own; `wget -k` rewrites the links of lists, but not those of feeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from migrator.assemble.identity import ALIKE, Stub
from migrator.joomla import address
from migrator.model import Mention
from migrator.normalise import word_digest
from migrator.store.database import Store


def renamed(stubs: Sequence[Stub], store: Store) -> list[Stub]:
    """`stubs` with the addresses that feeds, else lists give for their articles, where only the
    place of the file tells the page's own. Title and intro must be the page's, and no other article
    of that title may be there."""
    pages = _candidates(stubs)
    if not pages:
        return list(stubs)
    of_pages = {address.key(url): s.key for s in stubs for url in (s.url, s.canonical) if url}
    keys = {stub.key for stub in stubs if stub.key}
    by_source = {"feed": _Stated(), "listing": _Stated()}
    for key, mention in store.all_mentions():
        kind = by_source["feed" if mention.where == "feed" else "listing"]
        place = address.key(mention.url)
        (kind.of_pages if place in of_pages else kind.of_no_page).add(place)
        title = mention.fields.get("title")
        page = pages.get(word_digest.of(str(title.value))) if title else None
        if page is None or not _is_intro(mention.intro or "", page):
            continue
        is_own = page.key is not None and page.key in (key, of_pages.get(place))
        if is_own or (place not in of_pages and key not in keys):
            kind.of_title[page.title].setdefault(key or place, mention)
    return [
        _renamed(stub, by_source) if stub.title in pages and _is_placed(stub) else stub
        for stub in stubs
    ]


@dataclass(slots=True)
class _Stated:
    """What the feeds or the lists of a site tell: addresses that pages have, those that none has,
    and under these the articles of some titles, by number or address."""

    of_pages: set[str] = field(default_factory=set)
    of_no_page: set[str] = field(default_factory=set)
    of_title: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))


def _candidates(stubs: Sequence[Stub]) -> dict[str, Stub]:
    """By title, and by what feeds make of it, a page that may stand under a redirected address; all
    pages of that title are of the same article."""
    by_title: dict[str, list[Stub]] = defaultdict(list)
    for stub in stubs:
        by_title[stub.title].append(stub)
    pages = {
        title: page
        for title, same in by_title.items()
        if title and (page := next(filter(_is_placed, same), None))
        if len({s.key or s.number for s in same}) == 1
    }
    in_feeds: dict[str, list[Stub]] = defaultdict(list)
    for page in pages.values():
        in_feeds[page.feed_title].append(page)
    return pages | {
        title: same[0]
        for title, same in in_feeds.items()
        if title and title not in by_title and len(same) == 1
    }


def _is_placed(stub: Stub) -> bool:
    """Whether only its place in a mirror tells the address of a page, and that neither a number nor
    a part of an article."""
    if not stub.mirror or stub.url != stub.mirror:
        return False
    parsed = address.read(stub.url)
    return parsed.id is None and not parsed.query


def _is_intro(intro: str, page: Stub) -> bool:
    like = word_digest.likeness(page.sketch, word_digest.sketch(intro))
    return like is not None and like >= ALIKE


def _renamed(stub: Stub, by_source: dict[str, _Stated]) -> Stub:
    """`stub` under its address in feeds, where they name most pages as the mirror does, else in
    lists that do not name it as the mirror does."""
    place = address.key(stub.url or "")
    feeds, lists = by_source["feed"], by_source["listing"]
    trusted = (
        [feeds]
        if len(feeds.of_pages) >= len(feeds.of_no_page) or place not in lists.of_pages
        else []
    )
    for kind in (*trusted, lists):
        if place in kind.of_pages:
            return stub
        if len(mentions := kind.of_title.get(stub.title, {})) == 1:
            return _under(stub, next(iter(mentions.values())).url)
    return stub


def _under(stub: Stub, url: str) -> Stub:
    parsed = address.read(url)
    return stub._replace(
        url=url,
        listed=url,
        addresses=(stub.url or "", *stub.addresses),
        key=stub.key or (address.article_key(url) if parsed.option else None),
        alias=parsed.alias or stub.alias,
    )
