"""Rows of a database dump, kept for as long as they are read: a private SQLite file of the system
that is gone when it is closed. What of them is no part of the site is never written anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

#: Rows that are written at once.
_BATCH = 500

Record = dict[str, str | None]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class RowTables:
    """Tables of rows by (prefix, name); values are text or None."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")  # a file of the system's own, removed with the connection
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA cache_size=-8000")
        self._columns: dict[tuple[str, str], list[str]] = {}
        self._waiting: dict[tuple[str, str, tuple[str, ...]], list[Sequence[str | None]]] = {}
        self._indexed: set[tuple[str, str, str]] = set()

    def add(
        self, prefix: str, table: str, columns: tuple[str, ...], values: Sequence[str | None]
    ) -> None:
        """Keeps one row."""
        key = prefix, table, columns
        waiting = self._waiting.setdefault(key, [])
        waiting.append(values)
        if len(waiting) >= _BATCH:
            self._write(key)

    def _write(self, key: tuple[str, str, tuple[str, ...]]) -> None:
        prefix, table, columns = key
        rows = self._waiting.pop(key, [])
        name = _quoted(prefix + table)
        known_columns = self._columns.get((prefix, table))
        if known_columns is None:
            self._db.execute(f"CREATE TABLE {name} ({', '.join(map(_quoted, columns))})")
            known_columns = self._columns[prefix, table] = list(columns)
        for column in columns:
            if column not in known_columns:
                self._db.execute(f"ALTER TABLE {name} ADD COLUMN {_quoted(column)}")
                known_columns.append(column)
        marks = ",".join("?" * len(columns))
        self._db.executemany(
            f"INSERT INTO {name} ({', '.join(map(_quoted, columns))}) VALUES ({marks})", rows
        )

    def settle(self) -> None:
        """Writes what is waiting; called before anything is read."""
        for key in list(self._waiting):
            self._write(key)

    def change(
        self, prefix: str, table: str, column: str, change: Iterable[tuple[str, int]]
    ) -> None:
        """Puts new values (value, number of the row) into a column."""
        self._db.executemany(
            f"UPDATE {_quoted(prefix + table)} SET {_quoted(column)} = ? WHERE rowid = ?", change
        )

    def values(self, prefix: str, table: str, column: str) -> list[tuple[int, str]]:
        """Number and value of all rows that have one in `column`."""
        name, quoted = _quoted(prefix + table), _quoted(column)
        query = f"SELECT rowid, {quoted} FROM {name} WHERE {quoted} IS NOT NULL"
        return self._db.execute(query).fetchall()

    def prefixes(self) -> dict[str, set[str]]:
        """The tables of each prefix."""
        prefixes: dict[str, set[str]] = {}
        for prefix, table in self._columns:
            prefixes.setdefault(prefix, set()).add(table)
        return prefixes

    def site(self, prefix: str) -> SiteTables:
        """The tables of one prefix."""
        return SiteTables(self, prefix)

    def select(
        self, prefix: str, table: str, where: str = "", values: Sequence[object] = ()
    ) -> Iterator[Record]:
        """The rows of a table; those that `where` names."""
        columns = self._columns.get((prefix, table))
        if columns is None:
            return
        cursor = self._db.execute(f"SELECT * FROM {_quoted(prefix + table)} {where}", tuple(values))
        for row in cursor:
            yield dict(zip(columns, row, strict=True))

    def index(self, prefix: str, table: str, column: str) -> bool:
        """Makes a column quick to search; False where the table does not have it."""
        if column not in self._columns.get((prefix, table), ()):
            return False
        if (prefix, table, column) not in self._indexed:
            name = _quoted(f"{prefix}{table}.{column}")
            self._db.execute(
                f"CREATE INDEX {name} ON {_quoted(prefix + table)} ({_quoted(column)})"
            )
            self._indexed.add((prefix, table, column))
        return True

    def columns(self, prefix: str, table: str) -> frozenset[str]:
        """The columns of a table that came in."""
        return frozenset(self._columns.get((prefix, table), ()))

    def count(self, prefix: str, table: str) -> int:
        """How many rows a table has."""
        if (prefix, table) not in self._columns:
            return 0
        number: int = self._db.execute(
            f"SELECT count(*) FROM {_quoted(prefix + table)}"
        ).fetchone()[0]
        return number

    def close(self) -> None:
        """Lets go of all rows."""
        self._db.close()


class SiteTables:
    """The tables of one site: those of one prefix."""

    def __init__(self, tables: RowTables, prefix: str) -> None:
        self._tables, self.prefix = tables, prefix

    def has(self, table: str) -> bool:
        """Whether there are rows of `table`."""
        return bool(self._tables.columns(self.prefix, table))

    def columns(self, table: str) -> frozenset[str]:
        """The columns of `table` that came in."""
        return self._tables.columns(self.prefix, table)

    def count(self, table: str) -> int:
        """How many rows `table` has."""
        return self._tables.count(self.prefix, table)

    def all(self, table: str) -> Iterator[Record]:
        """All rows of `table` in the dump's order."""
        return self._tables.select(self.prefix, table)

    def where(self, table: str, column: str, value: object) -> list[Record]:
        """The rows of `table` whose `column` is `value` (as text)."""
        if not self._tables.index(self.prefix, table, column):
            return []
        return list(
            self._tables.select(self.prefix, table, f"WHERE {_quoted(column)} = ?", (str(value),))
        )
