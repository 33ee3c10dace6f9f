"""A zip of a folder of saved pages. Members are read where they are, never unpacked to disk; their names stay data."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources import mirror
from migrator.sources.folder import TABLE, read_table

#: A member that unpacks to more than this is not read: no saved page is so large, and a zip can hold a bomb.
MAX_MEMBER = 256 * 1024 * 1024


class Zip:
    """`urls.tsv` inside is used as in a folder; a single folder around everything is looked through."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = str(path)
        if not any(self.names()):
            raise SourceError(f"{path}: the zip holds no files; make one of the folder that the pages were saved in")

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.path)

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    def names(self) -> Iterator[str]:
        for name in sorted(i.filename for i in self._zip.infolist() if not i.is_dir()):
            if name.rpartition("/")[2] != TABLE:
                yield name

    def load(self, name: str) -> Capture:
        data = self._read(name)
        row = self._table.get(name)
        if row:
            return Capture(name, data, *row)
        url, place = mirror.addresses(name, data, self._address)
        return Capture(name, data, url, mirror=place)

    def stamp(self, name: str) -> str:
        info = self._zip.getinfo(name)
        return f"{info.file_size}-{info.CRC:08x}"

    def _read(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.file_size > MAX_MEMBER:
            raise OSError(f"{name} unpacks to {info.file_size} bytes, more than {MAX_MEMBER}")
        try:
            with self._zip.open(info) as member:
                return member.read(MAX_MEMBER)
        except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError) as error:
            raise OSError(f"{name}: {error}") from error

    @cached_property
    def _table(self) -> dict[str, tuple[str | None, int | None, str | None, str | None]]:
        table = {}
        for info in self._zip.infolist():
            if info.filename.rpartition("/")[2] == TABLE:
                inside = info.filename.removesuffix(TABLE)
                for line in read_table(self._read(info.filename).decode("utf-8", "replace")):
                    table[inside + line[0]] = line[1:]
        return table

    @cached_property
    def _address(self) -> str | None:
        return None if self._table else mirror.root_of(self.names(), self._read)
