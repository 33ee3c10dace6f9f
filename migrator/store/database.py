"""site.db: one SQLite file that is the journal of a run, the input of the writing half, and a
product that opens in any SQLite viewer.

`captures`, `mentions` and `links` are what was read, page by page: a run that was killed goes on
from them. `articles`, `comments`, `threads`, `addresses`, `gaps` and the view `pages` are what
assembly made (`store/site.py`)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from migrator import version as edition
from migrator.errors import StoreError
from migrator.model import Gap, Mention, Note, Reading, Witness
from migrator.store.capture_rows import Entry, entry, keyed
from migrator.store.connection import connect
from migrator.store.packed_records import decoder, packed, unpacker

FORMAT = "4"


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


_reading = unpacker(Reading)


_mention = decoder(Mention)


_gaps = decoder(tuple[Gap, ...])


class Store:
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
        reading = f"{edition.code()} {known_readers} {settings}"
        if self.meta("reading") != reading:
            with self.db:
                self.db.execute("UPDATE captures SET stamp = NULL")
                self._changed()
        self.set_meta("settings", settings)
        self.set_meta("reading", reading)

    @property
    def label(self) -> str | None:
        """The source that the pages came from."""
        return self.meta("source")

    @property
    def settings(self) -> str:
        """The settings, as JSON, that the pages were read with."""
        return self.meta("settings") or "{}"

    def expect(self, names: Sequence[str]) -> list[tuple[int, str, str | None]]:
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

    def dumps(self) -> list[tuple[int, str, str]]:
        """Number, name and stamp of the captures that are database dumps."""
        return self.db.execute(
            "SELECT number, source, stamp FROM captures WHERE origin = 'dump' ORDER BY position"
        ).fetchall()

    def private_files(self) -> dict[str, int]:
        """The numbers of the private files that are no dumps, by their names."""
        query = "SELECT source, number FROM captures WHERE origin = 'private' ORDER BY position"
        return dict(self.db.execute(query).fetchall())

    def files_below(self, folder: str) -> frozenset[str]:
        """The captured files in a folder of the site (`media/k2/items/`) or below it, as paths from
        its root."""
        query = (
            "SELECT source FROM captures WHERE kind = 'media' AND instr(source, ?) "
            "UNION SELECT url FROM captures WHERE kind = 'media' AND instr(url, ?)"
        )
        names = (name for (name,) in self.db.execute(query, (folder, folder)))
        return frozenset(folder + name.rpartition(folder)[2] for name in names)

    def page_addresses(self) -> Iterator[str]:
        """The addresses of captured pages of the site."""
        query = (
            "SELECT url FROM captures WHERE origin = 'page' AND url IS NOT NULL AND "
            "kind IN ('article', 'listing', 'front', 'archive')"
        )
        yield from (url for (url,) in self.db.execute(query))

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
        reading = _reading(blob)
        self.replace_reading(number, replace(reading, notes=(*reading.notes, note)))

    def _changed(self) -> None:
        self.db.execute("DELETE FROM meta WHERE key IN ('assembled', 'written')")

    def readings(self, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, Reading]]:
        """Number and reading of all captures, or of some, in the order of the source; without
        mentions and links."""
        if numbers is None:
            rows = self.db.execute(
                "SELECT number, reading FROM captures WHERE reading IS NOT NULL ORDER BY position"
            )
        else:
            rows = self.db.execute(
                "SELECT number, reading FROM captures "
                "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY position",
                (json.dumps(numbers),),
            )
        for number, blob in rows:
            yield number, _reading(blob)

    def mentions(self, addresses: Sequence[str]) -> list[Witness]:
        """What listings and feeds tell of the article that has one of the `addresses` or keys, in
        the order of the source."""
        marks = ",".join("?" * len(addresses))
        rows = self.db.execute(
            f"SELECT mention, category, section FROM mentions JOIN captures ON number "
            f"= capture WHERE address IN ({marks}) "
            f"OR key IN ({marks}) ORDER BY position, at",
            (*addresses, *addresses),
        )
        return [Witness(_mention(blob), *numbers) for blob, *numbers in rows]

    def unheld_mentions(self) -> Iterator[tuple[Mention, str]]:
        """Mentions of articles under addresses that no captured page has, with the name of the page
        that tells of them."""
        query = (
            "SELECT mention, source FROM mentions JOIN captures ON number = capture "
            "WHERE NOT EXISTS (SELECT 1 FROM addresses WHERE "
            "addresses.kind != 'missing' AND (addresses.key = mentions.address OR "
            "addresses.key = mentions.key)) ORDER BY position, at"
        )
        for blob, source in self.db.execute(query).fetchall():
            yield _mention(blob), source

    def all_mentions(self) -> Iterator[tuple[str | None, Mention]]:
        """The key, where its address has a number, and what listings and feeds tell of an
        article."""
        query = "SELECT key, mention FROM mentions JOIN captures ON number = capture"
        for key, blob in self.db.execute(f"{query} ORDER BY position, at"):
            yield key, _mention(blob)

    def address(self, key: str) -> tuple[str, str | None] | None:
        """The kind of what an address (its key) leads to, and its name; None where no page has
        it."""
        row: tuple[str, str | None] | None = self.db.execute(
            "SELECT kind, leads_to FROM addresses WHERE key = ?", (key,)
        ).fetchone()
        return row

    def taken(self, keys: Sequence[str]) -> set[str]:
        """Those of the `keys` that an address has."""
        query = "SELECT key FROM addresses WHERE key IN (SELECT value FROM json_each(?))"
        return {key for (key,) in self.db.execute(query, (json.dumps(keys),))}

    def unsure(self) -> list[tuple[int, str, str, bool]]:
        """Number, name and stamp of the pages that a survey can help, those of no known structure;
        and whether no article of their template has one."""
        query = (
            "SELECT number, source, stamp, template FROM captures WHERE "
            "origin != 'text' AND (generic = 'alone' OR (kind = 'other' AND status = 'read' "
            "AND part != 'fragment')) ORDER BY position"
        )
        templates = self.templates()
        return [
            (number, source, stamp, template not in templates)
            for number, source, stamp, template in self.db.execute(query)
        ]

    def texts(self) -> list[tuple[int, str, str]]:
        """Number, name and stamp of the captures that are texts without markup."""
        query = "SELECT number, source, stamp FROM captures WHERE origin = 'text' ORDER BY position"
        return self.db.execute(query).fetchall()

    def article_pages(self) -> int:
        """How many captures with markup were read as articles."""
        query = "SELECT count(*) FROM captures WHERE kind = 'article' AND origin = 'page'"
        count: int = self.db.execute(query).fetchone()[0]
        return count

    def templates(self) -> frozenset[str | None]:
        """The templates of which articles were read by a known structure."""
        return frozenset(
            t
            for (t,) in self.db.execute(
                "SELECT DISTINCT template FROM captures WHERE kind = 'article' AND generic IS NULL"
            )
        )

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
        return _gaps(damaged_files) if state == f"{edition.code()} {what}" else None

    def keep_written(self, what: str, damaged_files: Sequence[Gap]) -> None:
        """Keeps what a run wrote in full."""
        self.set_meta("written", f"{edition.code()} {what}\n{_encode(damaged_files).decode()}")

    def count(self) -> int:
        """How many captures have been read."""
        number: int = self.db.execute(
            "SELECT count(*) FROM captures WHERE reading IS NOT NULL"
        ).fetchone()[0]
        return number

    def spread(self, most: int) -> list[tuple[int, str, str]]:
        """Number, name and stamp of captured pages, `most` of them at equal distances."""
        query = (
            "SELECT number, source, stamp FROM captures WHERE origin = 'page' AND kind NOT IN "
            "('media', 'redirect', 'feed') AND status != 'failed' "
            "AND part != 'fragment' ORDER BY position"
        )
        rows = self.db.execute(query).fetchall()
        step = max(len(rows) / most, 1.0)
        return [rows[int(index * step)] for index in range(min(most, len(rows)))]

    def settle(self) -> None:
        """Puts all into the file itself, so that it can be copied."""
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the file and frees what `on_close` frees: the lock of its folder."""
        self.db.close()
        if self.on_close:
            self.on_close()
            self.on_close = None
