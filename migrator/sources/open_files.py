"""Files that are open to be read, few at a time. A folder may hold thousands of web archives and
zips, and a process may have no more than some hundred files open."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar, runtime_checkable

#: Files that stay open at once. Captures are read file by file; only a repeated record (revisit)
#: makes a reader go back to an earlier one.
MOST = 8


@runtime_checkable
class Closable(Protocol):
    """What holds an open file, or several."""

    def close(self) -> None:
        """Closes it."""


Key = TypeVar("Key", bound=Hashable)
File = TypeVar("File", bound=Closable)


def close(source: object) -> None:
    """Closes what a source holds open, if it does; it is opened again when it is next read. What is
    left to the garbage collector may be closed in any order."""
    if isinstance(source, Closable):
        source.close()


class OpenFiles(Generic[Key, File]):
    """At most `MOST` open files by a key; the one that was used longest ago is closed."""

    def __init__(self) -> None:
        self._files: dict[Key, File] = {}

    def use(self, key: Key, opened: Callable[[], File]) -> File:
        """The file of `key`, by `opened` where it is not open."""
        file = self._files.pop(key, None)
        self._files[key] = file = opened() if file is None else file
        if len(self._files) > MOST:
            self._files.pop(next(iter(self._files))).close()
        return file

    def close(self) -> None:
        """Closes all."""
        while self._files:
            self._files.popitem()[1].close()
