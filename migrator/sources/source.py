"""Where pages come from, one kind a file. A source is told by looking at it; the user names it and
no more.

A source lists the names of its captures and loads one by name, so that workers can read it, a run
can go on where it was, and memory holds one page at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, Literal, Protocol, runtime_checkable

from migrator.joomla.private_files import HEAD, private_file
from migrator.model import Capture


class Container(Protocol):
    """A file in the folder that holds captures."""

    def names(self) -> Iterator[str]: ...

    def load(self, name: str) -> Capture: ...

    def stamp(self, name: str) -> str: ...


class Status(Protocol):
    """What `stat` tells of a file."""

    @property
    def st_size(self) -> int: ...

    @property
    def st_mtime_ns(self) -> int: ...


class File(Protocol):
    """A file to read: a `Path`, or a file in a packed one."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def open(self, mode: Literal["rb"]) -> IO[bytes]: ...

    def stat(self) -> Status: ...


def file_stamp(path: File) -> str:
    """What changes when a file does: its size and when it was written."""
    try:
        status = path.stat()
    except OSError:
        return "unreadable"
    return f"{status.st_size}-{status.st_mtime_ns}"


#: A private file of more than this, in bytes, is not loaded whole: who reads a dump opens it as a
#: stream.
LARGE = 16 << 20


def whole_or_head(name: str, file: BinaryIO, size: int) -> bytes:
    """What `file` holds; of a large private file (a database dump, a backup) only its first
    bytes."""
    head = file.read(HEAD)
    if size <= LARGE:
        return head + file.read()
    if private_file(name, head):
        return head
    file.seek(0)  # to put two pieces together would take the file's size twice
    return file.read()


@runtime_checkable
class Streams(Protocol):
    """A source that opens its captures as streams, so that a large one need not be in memory."""

    def open(self, name: str) -> BinaryIO:
        """The bytes of the capture called `name`; OSError where it cannot be read."""


def open_stream(source: object, name: str) -> BinaryIO:
    """The bytes of the capture called `name` in a source."""
    if isinstance(source, Streams):
        return source.open(name)
    return io.BytesIO(source.load(name).data)  # type: ignore[attr-defined]


def file_time(seconds: float) -> str:
    """A time of a file (ISO, UTC)."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_run(folder: Path) -> bool:
    """Whether a folder is what a run of migrator wrote."""
    return (folder / "site.db").is_file() and (folder / ".run.key").is_file()


class Source(Protocol):
    """`label` is what a person calls it; names are stable from run to run."""

    label: str

    def names(self) -> Iterator[str]:
        """The names of all captures, in a fixed order."""

    def load(self, name: str) -> Capture:
        """The capture called `name`; OSError where it cannot be read."""

    def stamp(self, name: str) -> str:
        """What changes when the capture called `name` does, known without reading it."""


class Captures:
    """Captures that are in memory already."""

    label = "captures in memory"

    def __init__(self, captures: Iterable[Capture]) -> None:
        self.captures = {c.source: c for c in captures}

    def names(self) -> Iterator[str]:
        yield from self.captures

    def load(self, name: str) -> Capture:
        return self.captures[name]

    def stamp(self, name: str) -> str:
        return str(len(self.captures[name].data))
