"""One saved page, the plain-text capture of one, or a database dump with its later parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from migrator.document import own_address
from migrator.model import Capture
from migrator.sources import mirror
from migrator.sources.source import file_stamp, file_time, whole_or_head


class Page:
    """A single file, named by its file name; `parts` are the names of files beside it that hold the
    rest of it."""

    def __init__(self, path: Path, parts: Sequence[str] = ()) -> None:
        self.path, self.parts = path, parts
        self.label = str(path)

    def names(self) -> Iterator[str]:
        yield self.path.name
        yield from self.parts

    def load(self, name: str) -> Capture:
        path = self.path.with_name(name)
        status = path.stat()
        with path.open("rb") as file:
            data = whole_or_head(name, file, status.st_size)
        return Capture(
            name,
            data,
            own_address.stated_address(data),
            captured=mirror.saved_at(data),
            written=file_time(status.st_mtime),
        )

    def open(self, name: str) -> BinaryIO:
        return self.path.with_name(name).open("rb")

    def stamp(self, name: str) -> str:
        return file_stamp(self.path.with_name(name))
