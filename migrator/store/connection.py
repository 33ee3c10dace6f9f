"""A connection to SQLite whose errors say what happened and what to do next.

Wherever an error arises (a statement, a row that is fetched, a commit), it leaves as a StoreError
or DiskFullError: a run that meets it ends with one line and its exit code, and goes on from there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from migrator.errors import DiskFullError, StoreError

Result = TypeVar("Result")
#: Text of a damaged file may be no UTF-8, in a value or in the message of an error.
_ERRORS = (sqlite3.Error, UnicodeDecodeError)


def connect(path: Path | None, reader: bool = False) -> Connection:
    """A connection to the file at `path`, to memory where it is None; `reader` cannot write.

    Raises StoreError where it cannot be opened.
    """
    if reader:
        address = f"{path.resolve().as_uri()}?mode=ro" if path else ":memory:"
    else:
        address = str(path) if path else ":memory:"
    return _told(path, lambda: sqlite3.connect(address, uri=reader, factory=Connection).at(path))


class Connection(sqlite3.Connection):
    """A connection that knows its file."""

    path: Path | None = None

    def at(self, path: Path | None) -> Connection:
        """The connection itself, after it was told its file."""
        self.path = path
        return self

    def cursor(self, factory: Any = None) -> Any:
        cursor = super().cursor(factory or _Cursor)
        cursor.path = self.path
        return cursor

    def execute(self, *args: Any) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.execute(*args)

    def executemany(self, sql: str, rows: Iterable[Any]) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.executemany(sql, rows)

    def executescript(self, sql: str) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.executescript(sql)

    def commit(self) -> None:
        _told(self.path, super().commit)

    def __exit__(self, *raised: Any) -> Any:
        return _told(self.path, lambda: super(Connection, self).__exit__(*raised))


class _Cursor(sqlite3.Cursor):
    path: Path | None = None

    def execute(self, *args: Any) -> _Cursor:
        _told(self.path, lambda: super(_Cursor, self).execute(*args))
        return self

    def executemany(self, sql: str, rows: Iterable[Any]) -> _Cursor:
        _told(self.path, lambda: super(_Cursor, self).executemany(sql, rows))
        return self

    def executescript(self, sql: str) -> _Cursor:
        _told(self.path, lambda: super(_Cursor, self).executescript(sql))
        return self

    def fetchone(self) -> Any:
        return _told(self.path, super().fetchone)

    def fetchall(self) -> list[Any]:
        return _told(self.path, super().fetchall)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except _ERRORS as error:
            raise meaning(error, self.path) from error


def _told(path: Path | None, call: Callable[[], Result]) -> Result:
    try:
        return call()
    except _ERRORS as error:
        raise meaning(error, path) from error


def meaning(error: Exception, path: Path | None) -> StoreError | DiskFullError:
    """What an error of SQLite means to a person."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return DiskFullError(
            f"{path}: no room left on the disk; make room and run the same command "
            f"again: it goes on where it was"
        )
    if code == sqlite3.SQLITE_IOERR:
        return DiskFullError(
            f"{path}: the disk cannot write or read it ({error}); is it full, or failing? Make "
            f"room, and run the same command again: it goes on where it was"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            f"{path}: another run is writing to it; wait for it to end, or name "
            f"another output folder with -o"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError(
            f"{path}: cannot be opened to write to it ({error}); name another output folder with -o"
        )
    return damaged(path, str(error))


def damaged(path: Path | None, why: str) -> StoreError:
    """What is said of a store whose content makes no sense."""
    return StoreError(
        f"{path}: is damaged ({why}); move it out of the folder and run the same command again: "
        f"the pages are read anew, and the archive and the files written stay as they are"
    )
