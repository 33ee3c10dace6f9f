"""The index of a WACZ and the list of its pages, while it is being written."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator

from migrator.warc import cdx, http
from migrator.warc.index import Line
from migrator.warc.reader import Record
from migrator.warc.writer import sha1

#: Types of records that a player shows.
SHOWN = ("response", "resource", "revisit")
_PAGES = "SELECT line FROM pages WHERE key IN (SELECT key FROM cdx) ORDER BY rowid"
_LINES = "SELECT line FROM cdx ORDER BY line"


class Index:
    """Lines by SURT key and time, pages in the order in which they came. They lie in a file of
    SQLite's own, on the disk: an index may be larger than memory. `latest` is the latest date."""

    def __init__(self) -> None:
        self.latest = "1980-01-01T00:00:00Z"
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE cdx (line TEXT, key TEXT)")
        self._db.execute("CREATE TABLE pages (line TEXT, url TEXT, date TEXT, key TEXT)")
        self._db.execute("CREATE INDEX keys ON cdx (key)")

    def close(self) -> None:
        self._db.close()

    def add(self, line: Line) -> None:
        """Adds where a record is."""
        url, key = cdx.uri(line.url), cdx.surt(line.url)
        entry = {
            "url": url,
            "mime": "warc/revisit" if line.type == "revisit" else line.mime,
            "status": line.status or "200",
            "digest": line.digest,
            "length": line.length,
            "offset": line.offset,
            "filename": line.filename,
        }
        text = f"{key} {cdx.stamp(line.date)} {json.dumps(entry)}"
        self._db.execute("INSERT INTO cdx VALUES (?, ?)", (text, key))
        self.latest = max(self.latest, cdx.iso(line.date))

    def add_page(self, url: str, title: str | None, date: str) -> None:
        """Adds a page that a person may open; it is listed if a record holds it."""
        url, date = cdx.uri(url), cdx.iso(date)
        ident = hashlib.blake2b(f"{url} {date}".encode(), digest_size=9).hexdigest()
        entry = {"id": ident, "url": url, "ts": date} | ({"title": title} if title else {})
        self._db.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?)",
            (json.dumps(entry, ensure_ascii=False), url, date, cdx.surt(url)),
        )

    def holds(self, url: str, but: str) -> bool:
        """Whether a record stands under an address, in any spelling, that is not the one of `but`
        as well."""
        key = cdx.surt(url)
        row = self._db.execute("SELECT 1 FROM cdx WHERE key = ?", (key,)).fetchone()
        return row is not None and key != cdx.surt(but)

    def front(self) -> tuple[str, str] | None:
        """Address and date of the page that a viewer opens first: the one with the shortest
        address, which is the front page where that was captured."""
        row: tuple[str, str] | None = self._db.execute(
            "SELECT url, date FROM pages WHERE key IN (SELECT key FROM cdx) "
            "ORDER BY length(url), rowid LIMIT 1"
        ).fetchone()
        return row

    def lines(self) -> tuple[int, Iterator[str]]:
        """The index, sorted, and how many bytes it has."""
        return self._text(_LINES)

    def pages(self) -> tuple[int, Iterator[str]]:
        """The list of pages, and how many bytes it has."""
        return self._text(_PAGES)

    def _text(self, query: str) -> tuple[int, Iterator[str]]:
        size = f"SELECT total(length(CAST(line AS BLOB)) + 1) FROM ({query})"
        (count,) = self._db.execute(size).fetchone()
        return int(count), (line for (line,) in self._db.execute(query))


def line_of(record: Record, name: str, offset: int, length: int) -> Line:
    """The line of a record that stands at `offset` of the file `name`."""
    answer = http.parse(record.block)
    mime = (
        answer.headers.get("content-type") if answer.status else record.fields.get("content-type")
    )
    digest = record.fields.get("warc-payload-digest") or sha1(
        record.block.partition(b"\r\n\r\n")[2] if answer.status else record.block
    )
    return Line(
        record.uri or "",
        name,
        str(offset),
        str(length),
        "",
        (mime or "").partition(";")[0].strip() or "unk",
        str(answer.status or ""),
        digest,
        record.type,
        record.date or "",
    )
