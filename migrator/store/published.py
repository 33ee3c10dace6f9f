"""The tables that people query: a SQLite file of their own, declared as data.

It is a copy beside `site.db`, which also holds what must not be handed on: unpublished articles and
the names behind pseudonyms.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from migrator.store.connection import Connection, connect

#: Rows that are written at once.
_BATCH = 1000

Row = Sequence[Any]


class Column(NamedTuple):
    """A column: its `kind` is SQLite's (TEXT, INTEGER, REAL); `refers` names the table whose key
    its values are."""

    name: str
    kind: str
    meaning: str
    refers: str = ""


class Table(NamedTuple):
    """A table. `key` names the column that is its primary key, `searched` the columns of a
    full-text index."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: str = ""
    searched: tuple[str, ...] = ()

    @property
    def search_index(self) -> str:
        """The name of its full-text index."""
        return f"{self.name}_search"


class PublishedDatabase:
    """The file at `path`, which is not there yet; a private one, gone when it is closed, where
    `path` is None. The same rows make the same bytes."""

    def __init__(self, path: Path | None, tables: Sequence[Table]) -> None:
        # "" is a file of the system's own, removed with the connection
        self._db = connect(path) if path else sqlite3.connect("", factory=Connection)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._tables = {table.name: table for table in tables}
        keys = {table.name: table.key for table in tables}
        for table in tables:
            self._db.execute(_create(table, keys))

    def __enter__(self) -> PublishedDatabase:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Adds rows, each with the name of its table."""
        waiting: dict[str, list[Row]] = {name: [] for name in self._tables}
        for name, row in rows:
            waiting[name].append(row)
            if len(waiting[name]) >= _BATCH:
                self._insert(name, waiting[name])
        for name, left in waiting.items():
            self._insert(name, left)
        self._db.commit()

    def _insert(self, name: str, rows: list[Row]) -> None:
        marks = ",".join("?" * len(self._tables[name].columns))
        self._db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        rows.clear()

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table, in the order in which they came."""
        yield from self._db.execute(f'SELECT * FROM "{name}" ORDER BY rowid')

    def index(self) -> None:
        """Makes references quick to follow and words quick to find; called after all rows.

        Words are found without their accents, in any script that separates words (FTS5's
        `unicode61`).
        """
        for table in self._tables.values():
            for column in table.columns:
                if column.refers:
                    name = f"{table.name}_by_{column.name}"
                    self._db.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
            if table.searched:
                words = ", ".join(f'"{column}"' for column in table.searched)
                self._db.execute(
                    f'CREATE VIRTUAL TABLE "{table.search_index}" USING fts5({words}, '
                    f"content=\"{table.name}\", tokenize='unicode61 remove_diacritics 2')"
                )
                self._db.execute(
                    f'INSERT INTO "{table.search_index}" ("{table.search_index}") '
                    "VALUES ('rebuild')"
                )
        self._db.commit()


def _create(table: Table, keys: dict[str, str]) -> str:
    columns = []
    for column in table.columns:
        words = [f'"{column.name}"', column.kind]
        if column.name == table.key:
            words.append("PRIMARY KEY")
        if column.refers:
            words.append(f'REFERENCES "{column.refers}" ("{keys[column.refers]}")')
        columns.append(" ".join(words))
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'
