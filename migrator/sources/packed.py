"""A packed folder of saved pages, and the zip. Members are read where they are, never unpacked to
disk; their names stay data."""

from __future__ import annotations

import io
import lzma
import weakref
import zipfile
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, ClassVar, Literal, NamedTuple, cast

from migrator.errors import SourceError
from migrator.guard import limits
from migrator.joomla.private_files import HEAD, private_file
from migrator.model import Capture
from migrator.sources.file_form import FileForm
from migrator.sources.installation import Installation
from migrator.sources.nested import Nested
from migrator.sources.source import LARGE, File, file_stamp
from migrator.sources.tables import Tables

_ZIP = ".zip"
#: Zips that are captures wherever they lie: those of SingleFile that a browser opens as a page, of
#: WebScrapBook (`.htz`), and a multi-WACZ, which holds several WACZ files.
_ZIPPED_CAPTURES = (".zip.html", ".zip.htm", ".htz", ".wacz")


def bounded(name: str, member: IO[bytes], size: int) -> bytes:
    """What a member of `size` bytes holds; of a large private file its first bytes. Raises OSError
    where it is too large."""
    head = member.read(HEAD)
    if size > LARGE and private_file(name, head):
        return head
    if size > limits.FILE_BYTES:
        raise OSError(f"{name} unpacks to {size} bytes, more than {limits.FILE_BYTES}")
    return head + member.read(limits.FILE_BYTES)


def opened_zip(file: File) -> zipfile.ZipFile:
    """A zip to read; errors are those of `zipfile.ZipFile`."""
    return zipfile.ZipFile(file if isinstance(file, Path) else file.open("rb"))


def zip_members(file: File) -> list[str]:
    """The names in a zip; none where a file is no zip or a damaged one."""
    try:
        with opened_zip(file) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


class _Status(NamedTuple):
    st_size: int
    st_mtime_ns: int


@dataclass(frozen=True)
class Member:
    """A file in a packed one, held in memory while it is read."""

    packed: Packed
    name: str

    def __str__(self) -> str:
        return f"{self.packed.label}/{self.name}"

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix

    def open(self, mode: Literal["rb"]) -> IO[bytes]:
        return io.BytesIO(self.packed.read(self.name))

    def stat(self) -> _Status:
        stamp = self.packed.file_stamp(self.name)
        return _Status(self.packed.size(self.name), zlib.crc32(stamp.encode()))


class Packed(Nested):
    """What zip and tar have in common: tables and mirrored names are read as in a folder."""

    #: The cached properties that hold an open file, in the order in which they are closed.
    opened: ClassVar[tuple[str, ...]] = ()

    def __init__(self, path: File, level: int = 0) -> None:
        self.path, self.level = path, level
        self.label = str(path)
        if not self.members():
            raise SourceError(
                f"{path}: no file can be read in it: it is empty, cut or damaged; copy it again "
                f"from where it was made, or name the folder of what could be unpacked"
            )

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label, "level": self.level}

    def close(self) -> None:
        super().close()
        for name in self.opened:
            if name in vars(self):
                vars(self).pop(name).close()

    def __del__(self) -> None:
        self.close()

    def file_names(self) -> list[str]:
        return self.members()

    def file(self, name: str) -> Member:
        return Member(self, name)

    def size(self, name: str) -> int:
        """The bytes that a member unpacks to."""
        return self._sizes[name]

    def is_capture(self, name: str) -> bool:
        return not self._tables.is_table(name)

    def load_file(self, name: str) -> Capture:
        capture = self._installation.capture(name, self.read) or self._tables.capture(
            name, self.read(name)
        )
        return replace(capture, written=self.written(name))

    def open_file(self, name: str) -> BinaryIO:
        return io.BytesIO(self.read(name))

    @cached_property
    def _installation(self) -> Installation:
        return Installation(self.members())

    @cached_property
    def _tables(self) -> Tables:
        source = weakref.proxy(self)  # a circle would be freed late, and its files closed too late
        folder = self.path.name.partition(".zip")[0]
        return Tables(self.members(), lambda name: source.read(name), folder)

    def members(self) -> list[str]:
        """The names of all files within."""
        return list(self._sizes)

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """The names of all files within, and the bytes that each unpacks to."""
        raise NotImplementedError

    @cached_property
    def _beyond(self) -> frozenset[str]:
        """The files that are not read, because with them the whole would unpack to more than any
        site's pages do."""
        room = max(limits.UNPACKED_BYTES, limits.UNPACKED_RATIO * self.path.stat().st_size)
        beyond, total = set(), 0
        for name, size in self._sizes.items():
            total += size
            if total > room:
                beyond.add(name)
        return frozenset(beyond)

    def _check(self, name: str) -> None:
        """Raises OSError where a member is not to be read, because all is too much."""
        if name in self._beyond:
            raise OSError(
                f"{name} is not read: up to it {self.path.name} unpacks to more than "
                f"{limits.UNPACKED_RATIO} times its size; unpack it yourself if it is no bomb"
            )

    def read(self, name: str) -> bytes:
        """What the member called `name` holds; OSError where it cannot be read."""
        raise NotImplementedError

    def written(self, name: str) -> str | None:
        """When the member called `name` was written (ISO), as far as that is known."""
        raise NotImplementedError

    def file_stamp(self, name: str) -> str:
        return file_stamp(self.path)


class Zip(Packed):
    """A zip file."""

    opened = ("_zip",)

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        try:
            return opened_zip(self.path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise SourceError(
                f"{self.path}: cannot be read as a zip ({error}); is it whole? Unpack what can be "
                f"unpacked, and name that folder"
            ) from error

    @cached_property
    def _sizes(self) -> dict[str, int]:
        infos = sorted(self._zip.infolist(), key=lambda info: info.filename)
        return {info.filename: info.file_size for info in infos if not info.is_dir()}

    def read(self, name: str) -> bytes:
        self._check(name)
        try:
            with self._zip.open(name) as member:
                return bounded(name, member, self._sizes[name])
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            RuntimeError,
            EOFError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise OSError(f"{name}: {error}") from error

    def open_file(self, name: str) -> BinaryIO:
        return cast("BinaryIO", self._zip.open(name))

    def written(self, name: str) -> str | None:
        """The time of the machine that made the zip, whose zone a zip does not tell."""
        try:
            return f"{datetime(*self._zip.getinfo(name).date_time):%Y-%m-%dT%H:%M:%S}Z"
        except ValueError:
            return None

    def file_stamp(self, name: str) -> str:
        info = self._zip.getinfo(name)
        return f"{info.file_size}-{info.CRC:08x}"


def _zip(file: File, level: int) -> Zip | None:
    if level:
        return Zip(file, level) if zip_members(file) else None
    with file.open("rb") as data:
        return Zip(file) if zipfile.is_zipfile(data) else None


FORMS = (
    FileForm(_ZIPPED_CAPTURES, _zip, order=39),
    FileForm((_ZIP,), _zip, order=40, beside_pages=False),
)
