"""Rows of an SQLite file that a site left, read in memory; nothing in it is run or written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator


def rows(data: bytes, wants: Callable[[str], bool]) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Table, columns and values (as text) of all rows of the tables that `wants` names;
    sqlite3.DatabaseError where the file is damaged."""
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(_without_wal(data))
        database.row_factory = sqlite3.Row
        names = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
        ]
        for name in names:
            if wants(name):
                quoted = name.replace('"', '""')
                for row in database.execute(f'SELECT * FROM "{quoted}"'):
                    yield name, {key: _text(row[key]) for key in row.keys()}  # noqa: SIM118 -- a row is no mapping
    finally:
        database.close()


def _without_wal(data: bytes) -> bytes:
    """The file with the mark of a rollback journal in place of that of a write-ahead log, which a
    database in memory cannot have (https://www.sqlite.org/c3ref/deserialize.html)."""
    return data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
