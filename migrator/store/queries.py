"""Questions that assembly and verification ask of the whole store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from migrator.store.database import Store


class BodyLink(NamedTuple):
    """A link of a body: where it leads, one article that has it, and how many have it."""

    url: str
    kind: str
    leads_to: str | None
    article: str
    articles: int


class NotedArticle(NamedTuple):
    """An article that has a note."""

    article: str
    code: str
    message: str
    url: str | None
    title: str | None


def body_links_to_no_article(store: Store) -> list[BodyLink]:
    """Links of bodies that lead to neither an article nor a file, each address once."""
    rows = store.db.execute(
        "SELECT url, kind, leads_to, article, count(DISTINCT article) FROM body_links "
        "WHERE kind NOT IN ('article', 'file') GROUP BY url ORDER BY min(rowid)"
    )
    return [BodyLink(*row) for row in rows]


def links_to_missing_pages(store: Store) -> list[tuple[str, str, str]]:
    """Addresses that pages link to and that no capture holds, with a page that links there and its
    kind."""
    return store.db.execute(
        "SELECT links.url, source, captures.kind FROM addresses "
        "JOIN links ON links.url = addresses.url JOIN captures ON capture = number "
        "WHERE addresses.kind = 'missing' ORDER BY position, links.url"
    ).fetchall()


def listed_articles(store: Store) -> Iterator[tuple[str, str]]:
    """Pages that list articles, and the id of each article that they list, in their order."""
    yield from store.db.execute(
        "SELECT source, coalesce(a.leads_to, k.leads_to) AS article FROM mentions "
        "JOIN captures ON capture = number "
        "LEFT JOIN addresses a ON a.key = mentions.address AND a.kind = 'article' "
        "LEFT JOIN addresses k ON k.key = mentions.key AND k.kind = 'article' "
        "WHERE captures.kind IN ('listing', 'archive') AND article IS NOT NULL "
        "ORDER BY position, at"
    )


def linked_addresses(store: Store) -> list[str]:
    """All addresses that links of pages name, in the order of the pages."""
    rows = store.db.execute(
        "SELECT links.url FROM links JOIN captures ON capture = number ORDER BY position, links.url"
    )
    return [url for (url,) in rows]


def articles_with_notes(store: Store, codes: Collection[str]) -> list[NotedArticle]:
    """The articles that have a note of one of the `codes`, in their order."""
    marks = ",".join("?" * len(codes))
    rows = store.db.execute(
        "SELECT about, code, message, url, title FROM notes JOIN articles ON id = about "
        f"WHERE code IN ({marks}) ORDER BY articles.number",
        tuple(codes),
    )
    return [NotedArticle(*row) for row in rows]


def integrity_faults(store: Store) -> list[str]:
    """What SQLite's own check of the file complains of; raises sqlite3.DatabaseError."""
    return [fault for (fault,) in store.db.execute("PRAGMA quick_check") if fault != "ok"]


def redirects(store: Store) -> list[tuple[str, str]]:
    """Key and address of what redirects; what only a place in a mirror names has no address of its
    own."""
    return store.db.execute(
        "SELECT key, url FROM addresses WHERE kind = 'redirect' AND url IS NOT NULL"
    ).fetchall()
