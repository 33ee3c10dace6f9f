"""site.db: one SQLite file that is the journal of a run, the input of the writing half, and a
product that opens in any SQLite viewer.

`captures`, `mentions` and `links` are what was read, page by page: a run that was killed goes on
from them. `articles`, `comments`, `threads`, `addresses`, `gaps` and the view `pages` are what
assembly made (`store/site.py`)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from migrator import version
from migrator.errors import StoreError
from migrator.model import Gap, Note, Reading
from migrator.store.capture_queries import CaptureQueries, decode_reading
from migrator.store.capture_rows import Entry, entry, keyed
from migrator.store.connection import connect
from migrator.store.packed_records import decoder, packed

FORMAT = "4"

#: The key of a digest of the dumps whose rows were read, and of what was asked of them.
DUMPS_READ = "databases"


_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS captures (
  number INTEGER PRIMARY KEY, source TEXT UNIQUE, position INTEGER, url TEXT, kind TEXT,
  status TEXT, reason TEXT, part TEXT, generic TEXT, origin TEXT, dump INTEGER, joomla TEXT,
  template TEXT, comment_system TEXT, captured TEXT, stamp TEXT, sha256 TEXT,
  length INTEGER, reading BLOB);
CREATE INDEX IF NOT EXISTS captures_in_order ON captures (position);
CREATE TABLE IF NOT EXISTS mentions (
  capture INTEGER, at INTEGER, address TEXT, key TEXT, category INTEGER, section INTEGER,
  mention BLOB, PRIMARY KEY (capture, at)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentions_by_address ON mentions (address);
CREATE INDEX IF NOT EXISTS mentions_by_key ON mentions (key);
CREATE TABLE IF NOT EXISTS outputs (path TEXT PRIMARY KEY, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (url TEXT PRIMARY KEY, capture INTEGER) WITHOUT ROWID;
"""


_encode = msgspec.json.Encoder().encode


_decode_gaps = decoder(tuple[Gap, ...])


class Store(CaptureQueries):
    """The file at `path`, or in memory where `path` is None. `reader` opens it for a process that
    only reads."""

    def __init__(self, path: Path | None, reader: bool = False) -> None:
        self.path = path
        self.key = secrets.token_bytes(32)
        self.on_close: Callable[[], None] | None = None
        self.db = connect(path, reader)
        if reader:
            return
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(_SCHEMA)
        format_stored = self.meta("format")
        if format_stored and format_stored != FORMAT:
            raise StoreError(
                f"{path}: made by another version of migrator (format {format_stored}); "
                f"name a new output folder with -o"
            )
        self.set_meta("format", FORMAT)

    def meta(self, key: str) -> str | None:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        with self.db:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def claim(self, label: str, places: Iterable[str] = ()) -> None:
        """Notes what the run reads: what a user calls the sources, and the `places` (absolute paths
        or addresses) where they lie. Sources may be spelled otherwise than before, and further ones
        added; raises StoreError where a source of before is missing."""
        before, places_before = self.meta("source"), json.loads(self.meta("places") or "[]")
        marks = {self._mark(place) for place in places}
        if before and before != label and not (places_before and marks.issuperset(places_before)):
            raise StoreError(
                f"{self.path}: holds the pages of {before}, and that is not among the sources now; "
                f"name it too, or another output folder with -o, or remove this one"
            )
        self.set_meta("source", label)
        self.set_meta("places", json.dumps(sorted(marks)))

    def _mark(self, place: str) -> str:
        """What tells a place from others; the paths of a machine do not belong into a store."""
        return hashlib.blake2b(place.encode("utf-8", "replace"), key=self.key[:64]).hexdigest()

    def begin(
        self,
        label: str,
        settings: str = "{}",
        known_readers: bool = True,
        places: Iterable[str] = (),
    ) -> None:
        """Claims the store, and keeps the settings (JSON) that pages are read with. What was read
        by another edition of migrator, or with other settings, counts as not read."""
        self.claim(label, places)
        reading = f"{version.code()} {known_readers} {settings}"
        if self.meta("reading") != reading:
            with self.db:
                self.db.execute("UPDATE captures SET stamp = NULL")
                self._changed()
        self.set_meta("settings", settings)
        self.set_meta("reading", reading)

    @property
    def has_dumps(self) -> bool:
        """Whether there are dumps to read, or rows of dumps that may be gone."""
        return bool(self.dumps() or self.meta(DUMPS_READ))

    @property
    def label(self) -> str | None:
        """The source that the pages came from."""
        return self.meta("source")

    @property
    def settings(self) -> str:
        """The settings, as JSON, that the pages were read with."""
        return self.meta("settings") or "{}"

    def sync_sources(self, names: Sequence[str]) -> list[tuple[int, str, str | None]]:
        """Number, name and known stamp (None: not read yet) of each of `names`, which are all that
        the source holds, in its order; captures that it no longer holds are dropped."""
        with self.db:
            self.db.executemany(
                "INSERT OR IGNORE INTO captures (source) VALUES (?)", [(n,) for n in names]
            )
            entries = {
                s: (n, index, stamp)
                for n, s, index, stamp in self.db.execute(
                    "SELECT number, source, position, stamp FROM captures WHERE dump IS NULL"
                )
            }
            moved = [
                (index, entries[name][0])
                for index, name in enumerate(names)
                if entries[name][1] != index
            ]
            self.db.executemany("UPDATE captures SET position = ? WHERE number = ?", moved)
            gone = [(entries[name][0],) for name in entries.keys() - set(names)]
            self.db.executemany("DELETE FROM mentions WHERE capture = ?", gone)
            self.db.executemany("DELETE FROM captures WHERE number = ?", gone)
            if moved or gone:
                self._changed()
        return [(entries[name][0], name, entries[name][2]) for name in names]

    def add(self, entries: Iterable[Entry]) -> None:
        """Keeps what was read; a capture that was read again replaces what was there."""
        with self.db:
            for entry in entries:
                self._put(entry)
            self._changed()

    def _put(self, entry: Entry) -> None:
        number, row, mentions, links = entry
        self.db.execute(
            "UPDATE captures SET url=?, kind=?, status=?, reason=?, part=?, generic=?, "
            "origin=?, joomla=?, template=?, comment_system=?, captured=?, "
            "stamp=?, sha256=?, length=?, reading=? WHERE number=?",
            row,
        )
        self.db.execute("DELETE FROM mentions WHERE capture = ?", (number,))
        self.db.executemany("INSERT INTO mentions VALUES (?,?,?,?,?,?,?)", mentions)
        self.db.executemany(
            "INSERT OR IGNORE INTO links VALUES (?,?)", [(url, number) for url in links]
        )

    def drop_records(self) -> None:
        """Forgets all rows of databases."""
        with self.db:
            self.db.execute("DELETE FROM captures WHERE dump IS NOT NULL")
            self._changed()

    def add_records(self, dump: int, readings: Iterable[Reading]) -> int:
        """Keeps the readings of rows of the dump with number `dump`, behind all captures; how many
        they were."""
        count = 0
        position: int = self.db.execute(
            "SELECT coalesce(max(position), 0) FROM captures"
        ).fetchone()[0]
        with self.db:
            for count, reading in enumerate(readings, 1):
                cursor = self.db.execute(
                    "INSERT OR REPLACE INTO captures (source, position, dump) VALUES (?, ?, ?)",
                    (reading.source, position + count, dump),
                )
                self._put(entry(cursor.lastrowid or 0, keyed(reading, self.key), "", "", 0))
            self._changed()
        return count

    def replace_reading(self, number: int, reading: Reading) -> None:
        """Puts another reading in the place of that of a capture; what else is known of it
        stays."""
        blob = packed(reading)
        with self.db:
            self.db.execute(
                "UPDATE captures SET status=?, reason=?, reading=? WHERE number=?",
                (reading.status, reading.reason, blob, number),
            )
            self._changed()

    def note(self, number: int, note: Note) -> None:
        """Adds a note to the reading of a capture."""
        blob = self.db.execute(
            "SELECT reading FROM captures WHERE number = ?", (number,)
        ).fetchone()[0]
        reading = decode_reading(blob)
        self.replace_reading(number, replace(reading, notes=(*reading.notes, note)))

    def _changed(self) -> None:
        self.db.execute("DELETE FROM meta WHERE key IN ('assembled', 'written')")

    def address(self, key: str) -> tuple[str, str | None] | None:
        """The kind of what an address (its key) leads to, and its name; None where no page has
        it."""
        row: tuple[str, str | None] | None = self.db.execute(
            "SELECT kind, leads_to FROM addresses WHERE key = ?", (key,)
        ).fetchone()
        return row

    def known_addresses(self, keys: Sequence[str]) -> set[str]:
        """Those of the `keys` that an address has."""
        query = "SELECT key FROM addresses WHERE key IN (SELECT value FROM json_each(?))"
        return {key for (key,) in self.db.execute(query, (json.dumps(keys),))}

    def outputs(self) -> dict[str, str]:
        """The files that runs have written, with their sha256."""
        return dict(self.db.execute("SELECT path, sha256 FROM outputs"))

    def keep_outputs(self, outputs: dict[str, str]) -> None:
        """Keeps which files a run has written, in place of what was known before."""
        with self.db:
            self.db.execute("DELETE FROM outputs")
            self.db.executemany("INSERT INTO outputs VALUES (?,?)", outputs.items())

    def written(self, what: str) -> tuple[Gap, ...] | None:
        """The damaged files of the last run, if it wrote `what` with this edition of migrator and
        nothing was read since."""
        state, _, damaged_files = (self.meta("written") or "").partition("\n")
        return _decode_gaps(damaged_files) if state == f"{version.code()} {what}" else None

    def keep_written(self, what: str, damaged_files: Sequence[Gap]) -> None:
        """Keeps what a run wrote in full."""
        self.set_meta("written", f"{version.code()} {what}\n{_encode(damaged_files).decode()}")

    def checkpoint(self) -> None:
        """Puts all into the file itself, so that it can be copied."""
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the file and frees what `on_close` frees: the lock of its folder."""
        self.db.close()
        if self.on_close:
            self.on_close()
            self.on_close = None
