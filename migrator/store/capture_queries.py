"""What the rows of captures, and what listings and feeds tell of articles, are asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from migrator.model import Mention, Reading, Witness
from migrator.store.packed_records import decoder, unpacker

decode_reading = unpacker(Reading)
_decode_mention = decoder(Mention)


class CaptureQueries:
    """Questions to the tables `captures` and `mentions`."""

    db: sqlite3.Connection

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
            yield number, decode_reading(blob)

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
        return [Witness(_decode_mention(blob), *numbers) for blob, *numbers in rows]

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
            yield _decode_mention(blob), source

    def pages_without_known_layout(self) -> list[tuple[int, str, str, bool]]:
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

    def count(self) -> int:
        """How many captures have been read."""
        number: int = self.db.execute(
            "SELECT count(*) FROM captures WHERE reading IS NOT NULL"
        ).fetchone()[0]
        return number

    def sample(self, most: int) -> list[tuple[int, str, str]]:
        """Number, name and stamp of captured pages, `most` of them at equal distances."""
        query = (
            "SELECT number, source, stamp FROM captures WHERE origin = 'page' AND kind NOT IN "
            "('media', 'redirect', 'feed') AND status != 'failed' "
            "AND part != 'fragment' ORDER BY position"
        )
        rows = self.db.execute(query).fetchall()
        step = max(len(rows) / most, 1.0)
        return [rows[int(index * step)] for index in range(min(most, len(rows)))]

    def all_mentions(self) -> Iterator[tuple[str | None, Mention]]:
        """The key, where its address has a number, and what listings and feeds tell of an
        article."""
        query = "SELECT key, mention FROM mentions JOIN captures ON number = capture"
        for key, blob in self.db.execute(f"{query} ORDER BY position, at"):
            yield key, _decode_mention(blob)
