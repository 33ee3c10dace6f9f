"""site.db: one SQLite file that is the journal of a run, the input of the writing half, and a product that opens in any
SQLite viewer.

A run that was killed goes on from it: what is in `captures` has been read. `articles`, `comments` and `pages` are what
assembly made, for people who want to ask questions of their own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from migrator.errors import DiskFullError, StoreError
from migrator.model import Reading, Site, plain, revive

FORMAT = "1"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS captures (
  number INTEGER PRIMARY KEY, source TEXT UNIQUE, url TEXT, kind TEXT, status TEXT, sha256 TEXT, length INTEGER, reading TEXT);
CREATE TABLE IF NOT EXISTS pages (
  source TEXT, url TEXT, kind TEXT, article TEXT, status TEXT, reason TEXT, joomla TEXT, template TEXT, comment_system TEXT);
CREATE TABLE IF NOT EXISTS articles (
  id TEXT PRIMARY KEY, url TEXT, title TEXT, alias TEXT, author TEXT, created TEXT, modified TEXT, category TEXT, hits INTEGER,
  language TEXT, body_html TEXT, body_markdown TEXT, record TEXT);
CREATE TABLE IF NOT EXISTS comments (
  article TEXT, id TEXT, parent TEXT, author TEXT, created TEXT, title TEXT, text TEXT, html TEXT);
CREATE TABLE IF NOT EXISTS notes (source TEXT, code TEXT, level TEXT, message TEXT);
CREATE TABLE IF NOT EXISTS addresses (url TEXT, article TEXT, UNIQUE (url, article));
"""


class Store:
    """The file at `path`, or in memory where `path` is None."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        try:
            self.db = sqlite3.connect(str(path) if path else ":memory:")
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
            self.db.executescript(_SCHEMA)
            found = self._meta("format")
            if found and found != FORMAT:
                raise StoreError(f"{path}: made by another version of migrator (format {found}); name a new output folder with -o")
            self._set("format", FORMAT)
        except sqlite3.DatabaseError as error:
            raise _told(error, path) from error

    def _meta(self, key: str) -> str | None:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _set(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
        self.db.commit()

    def begin(self, label: str, config: dict[str, Any] | None = None) -> None:
        """Notes what the run reads and what site.yaml says; a store that holds another source's pages is refused."""
        held = self._meta("source")
        if held and held != label:
            raise StoreError(f"{self.path}: holds the pages of {held}; name another output folder with -o, or remove this one")
        self._set("source", label)
        self._set("config", _dump(config or {}))

    @property
    def label(self) -> str | None:
        """The source that the pages came from."""
        return self._meta("source")

    @property
    def config(self) -> dict[str, Any]:
        """What site.yaml said when the pages were read."""
        found: dict[str, Any] = json.loads(self._meta("config") or "{}")
        return found

    def done(self) -> dict[str, tuple[str, int]]:
        """The names that have been read, with the sha256 and length of what was read."""
        return {s: (h, n) for s, h, n in self.db.execute("SELECT source, sha256, length FROM captures")}

    def add(self, readings: Iterable[tuple[int, Reading, str, int]]) -> None:
        """Keeps readings with their place in the source, sha256 and length; a name read again replaces what was there."""
        rows = [(number, r.source, r.url, r.kind, r.status, sha, length, json.dumps(plain(r), ensure_ascii=False))
                for number, r, sha, length in readings]
        try:
            with self.db:
                self.db.executemany("INSERT OR REPLACE INTO captures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            raise _told(error, self.path) from error

    def readings(self) -> Iterator[Reading]:
        """All readings, in the order of the source."""
        for (text,) in self.db.execute("SELECT reading FROM captures ORDER BY number, source"):
            yield revive(Reading, json.loads(text))

    def unsure(self) -> list[tuple[int, str]]:
        """Place and name of the pages that were read alone, or not understood: those that a survey can help."""
        query = "SELECT number, source, kind, reading FROM captures WHERE kind IN ('article', 'other', 'listing') ORDER BY number"
        return [(number, source) for number, source, kind, reading in self.db.execute(query)
                if '"read alone"' in reading or (kind == "other" and '"blocks": [' in reading and '"reading-generic"' not in reading)]

    def keep(self, site: Site) -> None:
        """Writes what assembly made, in place of what was there."""
        try:
            with self.db:
                for table in ("pages", "articles", "comments", "notes", "addresses"):
                    self.db.execute(f"DELETE FROM {table}")
                self.db.executemany("INSERT INTO pages VALUES (?,?,?,?,?,?,?,?,?)", [
                    (p.source, p.url, p.kind, p.article, p.status, p.reason, p.joomla, p.template, p.comment_system) for p in site.pages])
                for a in site.articles:
                    self.db.execute("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", (
                        a.id, a.url, a.title, a.alias, a.author, a.created.value if a.created else None, a.modified.value if a.modified else None,
                        a.categories[-1] if a.categories else None, a.hits, a.language, a.body_html, a.body_markdown, _dump(plain(a))))
                    self.db.executemany("INSERT INTO comments VALUES (?,?,?,?,?,?,?,?)", [
                        (a.id, c.id, c.parent, c.author, c.created.value if c.created else None, c.title, c.text, c.html) for c in a.comments])
                    self.db.executemany("INSERT OR IGNORE INTO addresses VALUES (?,?)", [(u, a.id) for u in a.urls])
                    self.db.executemany("INSERT INTO notes VALUES (?,?,?,?)", [(a.id, n.code, n.level, n.message) for n in a.notes])
        except sqlite3.DatabaseError as error:
            raise _told(error, self.path) from error

    def close(self) -> None:
        self.db.close()


def digest(data: bytes) -> str:
    """The sha256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _told(error: sqlite3.DatabaseError, path: Path | None) -> StoreError | DiskFullError:
    if "full" in str(error):
        return DiskFullError(f"{path}: no room left on the disk; make room and run the same command again: it goes on where it was")
    if "locked" in str(error):
        return StoreError(f"{path}: another run is writing to it; wait for it to end, or name another output folder with -o")
    return StoreError(f"{path}: cannot be used as site.db ({error}); remove it, or name another output folder with -o")
