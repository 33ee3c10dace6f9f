"""A zip or tar of a folder of saved pages. Members are read where they are, never unpacked to disk;
their names stay data."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO, cast

from migrator.errors import SourceError
from migrator.joomla.private_files import HEAD, private_file
from migrator.model import Capture
from migrator.sources.installation import Installation
from migrator.sources.source import LARGE, file_stamp, file_time
from migrator.sources.tables import Tables

#: A member that unpacks to more than this is not read: no saved page is so large, and a zip can
#: hold a bomb.
MAX_MEMBER = 256 * 1024 * 1024


def bounded(name: str, member: IO[bytes], size: int) -> bytes:
    """What a member of `size` bytes holds; of a large private file its first bytes. Raises OSError
    where it is too large."""
    head = member.read(HEAD)
    if size > LARGE and private_file(name, head):
        return head
    if size > MAX_MEMBER:
        raise OSError(f"{name} unpacks to {size} bytes, more than {MAX_MEMBER}")
    return head + member.read(MAX_MEMBER)


class Packed:
    """What zip and tar have in common: tables and mirrored names are read as in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = str(path)
        if not any(True for _ in self.names()):
            raise SourceError(
                f"{path}: holds no files; make one of the folder that the pages were saved in"
            )

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    def names(self) -> Iterator[str]:
        yield from (name for name in self.members() if not self._tables.is_table(name))

    def load(self, name: str) -> Capture:
        capture = self._installation.capture(name, self.read) or self._tables.capture(
            name, self.read(name)
        )
        return replace(capture, written=self.written(name))

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self.read(name))

    @cached_property
    def _installation(self) -> Installation:
        return Installation(self.members())

    @cached_property
    def _tables(self) -> Tables:
        return Tables(list(self.members()), self.read)

    def members(self) -> list[str]:
        """The names of all files within."""
        raise NotImplementedError

    def read(self, name: str) -> bytes:
        """What the member called `name` holds; OSError where it cannot be read."""
        raise NotImplementedError

    def written(self, name: str) -> str | None:
        """When the member called `name` was written (ISO), as far as that is known."""
        raise NotImplementedError

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)


class Zip(Packed):
    """A zip file."""

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.path)

    def members(self) -> list[str]:
        return sorted(i.filename for i in self._zip.infolist() if not i.is_dir())

    def read(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        try:
            with self._zip.open(info) as member:
                return bounded(name, member, info.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            EOFError,
            NotImplementedError,
        ) as error:
            raise OSError(f"{name}: {error}") from error

    def open(self, name: str) -> BinaryIO:
        return cast("BinaryIO", self._zip.open(name))

    def written(self, name: str) -> str | None:
        """The time of the machine that made the zip, whose zone a zip does not tell."""
        try:
            return f"{datetime(*self._zip.getinfo(name).date_time):%Y-%m-%dT%H:%M:%S}Z"
        except ValueError:
            return None

    def stamp(self, name: str) -> str:
        info = self._zip.getinfo(name)
        return f"{info.file_size}-{info.CRC:08x}"


class Tar(Packed):
    """A tar file, compressed or not. Its members stay in their order: a compressed one can only be
    read forwards."""

    @cached_property
    def _tar(self) -> tarfile.TarFile:
        return tarfile.open(self.path)

    def __del__(self) -> None:
        if opened := vars(self).get("_tar"):
            opened.close()

    @cached_property
    def _infos(self) -> dict[str, tarfile.TarInfo]:
        infos: dict[str, tarfile.TarInfo] = {}
        try:
            for info in self._tar:
                if info.isfile():
                    infos.setdefault(info.name.removeprefix("./"), info)
        except (tarfile.TarError, zlib.error, OSError, EOFError):
            pass  # a cut tar holds what it holds; its last member says so when it is read
        return infos

    def members(self) -> list[str]:
        return list(self._infos)

    def read(self, name: str) -> bytes:
        info = self._infos[name]
        if info.size > MAX_MEMBER:
            raise OSError(f"{name} holds {info.size} bytes, more than {MAX_MEMBER}")
        try:
            member = self._tar.extractfile(info)
            data = member.read() if member else b""
        except (tarfile.TarError, zlib.error, EOFError, KeyError) as error:
            raise OSError(f"{name}: {error}") from error
        if len(data) < info.size:
            raise OSError(f"{name}: the tar ends within it")
        return data

    def written(self, name: str) -> str | None:
        return file_time(self._infos[name].mtime)

    def stamp(self, name: str) -> str:
        info = self._infos[name]
        return f"{info.size}-{info.mtime}-{info.chksum}"
