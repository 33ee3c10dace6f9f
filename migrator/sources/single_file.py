"""One saved page, or the plain-text capture of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from migrator.document import own_address
from migrator.model import Capture
from migrator.sources import mirror
from migrator.sources.source import file_stamp, file_time, whole_or_head


class Page:
    """A single file; its name is its file name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = str(path)

    def names(self) -> Iterator[str]:
        yield self.path.name

    def load(self, name: str) -> Capture:
        status = self.path.stat()
        with self.path.open("rb") as file:
            data = whole_or_head(name, file, status.st_size)
        return Capture(
            name,
            data,
            own_address.stated_address(data),
            captured=mirror.saved_at(data),
            written=file_time(status.st_mtime),
        )

    def open(self, name: str) -> BinaryIO:
        return self.path.open("rb")

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)
