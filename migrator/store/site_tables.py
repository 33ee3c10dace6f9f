"""The tables that assembly fills: what the run made of all captures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from migrator import version
from migrator.model import (
    Article,
    Gap,
    Note,
    OpenBlock,
    Structure,
    Thread,
)
from migrator.store.database import Store
from migrator.store.packed_records import packed

_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE, url TEXT, title TEXT, alias TEXT, author TEXT,
  created TEXT, modified TEXT, published TEXT, categories TEXT, hits INTEGER, language TEXT,
  markdown TEXT, record BLOB);
CREATE TABLE IF NOT EXISTS comments (
  article TEXT, id TEXT, parent TEXT, author TEXT, created TEXT, title TEXT, text TEXT, html TEXT);
CREATE TABLE IF NOT EXISTS threads (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE, url TEXT, title TEXT, record BLOB);
CREATE TABLE IF NOT EXISTS belongs (capture INTEGER PRIMARY KEY, article TEXT, first INTEGER);
CREATE TABLE IF NOT EXISTS words (capture INTEGER PRIMARY KEY, words TEXT);
CREATE TABLE IF NOT EXISTS left_over (capture INTEGER, words INTEGER, place TEXT, start TEXT);
CREATE INDEX IF NOT EXISTS left_over_by_capture ON left_over (capture);
CREATE TABLE IF NOT EXISTS page_titles (capture INTEGER PRIMARY KEY, title TEXT);
CREATE TABLE IF NOT EXISTS withheld (capture INTEGER PRIMARY KEY, why TEXT);
CREATE TABLE IF NOT EXISTS notes (about TEXT, code TEXT, level TEXT, message TEXT);
CREATE TABLE IF NOT EXISTS addresses (
  key TEXT PRIMARY KEY, url TEXT, kind TEXT, leads_to TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS body_links (article TEXT, url TEXT, kind TEXT, leads_to TEXT);
CREATE TABLE IF NOT EXISTS gaps (
  number INTEGER PRIMARY KEY, kind TEXT, url TEXT, title TEXT, why TEXT, record BLOB);
DROP VIEW IF EXISTS pages;
CREATE VIEW pages AS
  SELECT source, url, CASE origin WHEN 'database' THEN 'record' ELSE kind END AS kind, article,
  CASE WHEN article IS NOT NULL AND NOT first THEN 'merged' WHEN why IS NOT NULL THEN 'skipped'
    ELSE status END AS status,
  CASE WHEN why IS NOT NULL THEN why WHEN article IS NOT NULL AND NOT first THEN
    CASE part WHEN 'whole' THEN 'another capture' WHEN 'page' THEN 'a page'
    WHEN 'print' THEN 'the print view' WHEN 'comments' THEN 'a page of comments'
    ELSE 'comments' END || ' of ' || article || '; ' || reason
    ELSE reason END AS reason,
  joomla, template, comment_system, words, origin, page_titles.title AS title, captured,
  CASE WHEN origin IN ('page', 'text') AND length THEN sha256 END AS sha256 FROM captures
  LEFT JOIN words ON words.capture = number
  LEFT JOIN page_titles ON page_titles.capture = number
  LEFT JOIN belongs ON belongs.capture = number LEFT JOIN withheld ON withheld.capture = number
  WHERE reading IS NOT NULL ORDER BY position;
"""
_TABLES = (
    "words",
    "left_over",
    "page_titles",
    "withheld",
    "articles",
    "comments",
    "threads",
    "belongs",
    "notes",
    "addresses",
    "body_links",
    "gaps",
)

_encode = msgspec.json.Encoder().encode


class ArticleRows(NamedTuple):
    """The rows of one article; made by the process that assembled it."""

    article: tuple[Any, ...]
    comments: list[tuple[Any, ...]]
    notes: list[tuple[Any, ...]]
    links: list[tuple[Any, ...]]


def rows_of(article: Article) -> ArticleRows:
    """The rows of an article."""
    a = article
    row = (
        a.id,
        a.url,
        a.title,
        a.alias,
        a.author,
        a.created.value if a.created else None,
        a.modified.value if a.modified else None,
        a.published.value if a.published else None,
        _encode(a.categories).decode(),
        a.hits,
        a.language,
        a.body_markdown,
        packed(a),
    )
    comments = [
        (
            a.id,
            c.id,
            c.parent,
            c.author,
            c.created.value if c.created else None,
            c.title,
            c.text,
            c.html,
        )
        for c in a.comments
    ]
    return ArticleRows(
        row,
        comments,
        [(a.id, n.code, n.level, n.message) for n in a.notes],
        [(a.id, k.url, k.kind, k.to) for k in a.references],
    )


def clear(store: Store) -> None:
    """Makes the tables, empty."""
    store.db.executescript("".join(f"DROP TABLE IF EXISTS {table};" for table in _TABLES))
    store.db.executescript(_SCHEMA)
    with store.db:
        store.db.execute("DELETE FROM meta WHERE key IN ('assembled', 'written')")


def is_assembled(store: Store) -> bool:
    """Whether the tables hold what this edition of migrator makes of the captures."""
    return store.meta("assembled") == version.code()


def mark_assembled(store: Store) -> None:
    """Notes that the tables are filled."""
    store.set_meta("assembled", version.code())


def add_addresses(store: Store, rows: Iterable[tuple[str, str | None, str, str | None]]) -> None:
    """Keeps what addresses lead to; the first word on an address counts."""
    with store.db:
        store.db.executemany("INSERT OR IGNORE INTO addresses VALUES (?,?,?,?)", rows)


def update_redirects(store: Store, rows: Iterable[tuple[str, str, str | None]]) -> None:
    """Keeps what redirects end at: key, kind, target."""
    with store.db:
        store.db.executemany(
            "UPDATE addresses SET kind = ?2, leads_to = ?3 WHERE key = ?1 AND kind = 'redirect'",
            rows,
        )


def add_captures_of_articles(store: Store, rows: Iterable[tuple[int, str, bool]]) -> None:
    """Keeps which article each capture belongs to, and whether it is the first of it."""
    with store.db:
        store.db.executemany("INSERT OR IGNORE INTO belongs VALUES (?,?,?)", rows)


def add_withheld(store: Store, rows: Iterable[tuple[int, str]]) -> None:
    """Keeps which captures are no article because of what a database says, and why."""
    with store.db:
        store.db.executemany("INSERT OR IGNORE INTO withheld VALUES (?,?)", rows)


def add_words(
    store: Store, rows: Iterable[tuple[int, dict[str, int], Sequence[OpenBlock]]]
) -> None:
    """Keeps where the words of each capture went, and the blocks of those that are left over."""
    with store.db:
        for number, words, blocks in rows:
            row = (number, _encode(words).decode())
            store.db.execute("INSERT OR IGNORE INTO words VALUES (?,?)", row)
            store.db.executemany(
                "INSERT INTO left_over VALUES (?,?,?,?)",
                [(number, block.words, block.where, block.start) for block in blocks],
            )


def add_page_titles(store: Store, rows: Iterable[tuple[int, str]]) -> None:
    """Keeps the titles of pages that are no article."""
    with store.db:
        store.db.executemany("INSERT OR IGNORE INTO page_titles VALUES (?,?)", rows)


def add_articles(store: Store, articles: Iterable[ArticleRows]) -> None:
    """Keeps articles, in the order in which they come."""
    with store.db:
        for rows in articles:
            store.db.execute(
                "INSERT INTO articles (id, url, title, alias, author, created, "
                "modified, published, categories, hits, language, markdown, record) "
                "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                rows.article,
            )
            store.db.executemany("INSERT INTO comments VALUES (?,?,?,?,?,?,?,?)", rows.comments)
            store.db.executemany("INSERT INTO notes VALUES (?,?,?,?)", rows.notes)
            store.db.executemany("INSERT INTO body_links VALUES (?,?,?,?)", rows.links)


def category_paths(store: Store) -> list[tuple[str, ...]]:
    """The paths of all categories that have articles, each once, in the articles' order."""
    rows = store.db.execute(
        "SELECT categories FROM articles WHERE categories != '[]' GROUP BY categories "
        "ORDER BY min(number)"
    )
    return [tuple(msgspec.json.decode(path)) for (path,) in rows]


def articles_in(store: Store, categories: Sequence[str]) -> dict[str, str]:
    """The articles of some categories ("News / Old") and of those below them, each with the
    category."""
    if not categories:
        return {}
    rows = store.db.execute("SELECT id, categories FROM articles")
    owners = ((ident, category_of(msgspec.json.decode(path), categories)) for ident, path in rows)
    return {ident: category for ident, category in owners if category}


def category_of(path: Iterable[str], categories: Iterable[str]) -> str | None:
    """Which of some categories ("News / Old") a path is that of, or stands below; None: none."""
    place = f"{' / '.join(path)} / "
    return next((name for name in categories if place.startswith(f"{name} / ")), None)


def keep_settings_notes(store: Store, notes: Sequence[Note]) -> None:
    """Keeps what is to be told of settings that have no effect."""
    store.set_meta("settings notes", _encode(notes).decode())


def keep_structure(store: Store, structure: Structure) -> None:
    """Keeps what holds the site together."""
    store.set_meta("structure", _encode(structure).decode())


def add_threads(store: Store, threads: Iterable[Thread]) -> None:
    """Keeps forum threads."""
    with store.db:
        store.db.executemany(
            "INSERT INTO threads (id, url, title, record) VALUES (?,?,?,?)",
            [(t.id, t.url, t.title, packed(t)) for t in threads],
        )


def add_gaps(store: Store, gaps: Iterable[Gap]) -> None:
    """Keeps what the capture is known not to hold."""
    with store.db:
        store.db.executemany(
            "INSERT INTO gaps (kind, url, title, why, record) VALUES (?,?,?,?,?)",
            [
                (g.kind, g.url, g.title, g.why, _encode(g) if g.told or g.article else None)
                for g in gaps
            ],
        )
