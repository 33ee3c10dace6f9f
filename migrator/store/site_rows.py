"""The tables of a site read back, as records: one in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import msgspec

from migrator.model import (
    DAMAGED,
    Article,
    Gap,
    Link,
    Note,
    Page,
    Reading,
    Site,
    Structure,
    Thread,
)
from migrator.store.database import Store
from migrator.store.packed_records import decoder, unpacker

Record = TypeVar("Record")


def _page(*row: Any) -> Page:
    """The record of a row of `pages`, in which the words are JSON."""
    words = msgspec.json.decode(row[9]) if row[9] else None
    return Page(*(*row[:9], words, *row[10:]))


def source_notes(store: Store) -> tuple[tuple[str, Note], ...]:
    """What is to be told of settings without effect, of dumps that were read and of damaged
    captures that became no article: source and note."""
    rows = store.db.execute(
        "SELECT source, reading FROM captures WHERE origin = 'dump' "
        "OR kind != 'article' AND instr(reason, ?)",
        (DAMAGED,),
    ).fetchall()
    decode = unpacker(Reading)
    notes = [(source, note) for source, blob in rows if blob for note in decode(blob).notes]
    of_settings = msgspec.json.decode(store.meta("settings notes") or "[]", type=list[Note])
    return (*(("site.yaml", note) for note in of_settings), *notes)


class Rows(Sequence[Record], Generic[Record]):
    """The records of a table, one in memory at a time; can be gone through again and again.

    `order` names the columns that sort them, `where` which are taken.
    """

    def __init__(
        self,
        store: Store,
        table: str,
        columns: str,
        make: Callable[..., Record],
        order: str = "",
        where: str = "",
    ) -> None:
        condition = f" WHERE {where}" if where else ""
        self._count = f"SELECT count(*) FROM {table}{condition}"
        self._rows = f"SELECT {columns} FROM {table}{condition}"
        self._rows += f" ORDER BY {order}" if order else ""
        self._store, self._make = store, make

    def __len__(self) -> int:
        count: int = self._store.db.execute(self._count).fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Record]:
        for row in self._store.db.execute(self._rows):
            yield self._make(*row)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return list(self)[index]
        offset = index + len(self) if index < 0 else index
        row = self._store.db.execute(f"{self._rows} LIMIT 1 OFFSET ?", (offset,)).fetchone()
        if offset < 0 or row is None:
            raise IndexError(index)
        return self._make(*row)


_decoded_gap = decoder(Gap)


def _gap(kind: str, url: str | None, why: str, title: str | None, record: bytes | None) -> Gap:
    """A gap; those of links, which may be many, have no record beside their columns."""
    return _decoded_gap(record) if record else Gap(kind, url, why, title)


def site(store: Store) -> Site:
    """The site that the tables hold; closing it closes the store."""
    made_by = "joomla, template, comment_system"
    columns = (
        f"source, url, kind, article, status, reason, {made_by}, words, origin, title, "
        "captured, sha256"
    )
    on_site = "url IS NOT NULL AND kind NOT IN ('missing', 'outside', 'redirect')"
    return Site(
        Rows(store, "pages", columns, _page),
        Rows(store, "articles", "record", unpacker(Article), "number"),
        Rows(store, "threads", "record", unpacker(Thread), "number"),
        Rows(store, "gaps", "kind, url, why, title, record", _gap, "number"),
        decoder(Structure)(store.meta("structure") or "{}"),
        Rows(store, "addresses", "url, kind, leads_to", Link, "kind != 'article', key", on_site),
        source_notes(store),
        store.close,
    )
