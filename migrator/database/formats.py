"""Which form a dump has, and its rows: SQL, XML, JSON and CSV of phpMyAdmin, XML of mysqldump,
J2XML, SQLite; each as it is or packed by gzip, bzip2, xz, Zstandard (mydumper's) or zip. All but
SQLite are read as streams; what a packed file holds is bounded."""

from __future__ import annotations

import bz2
import io
import lzma
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from migrator.database import csv_files, door, exports, j2xml
from migrator.database.intake import Taker
from migrator.database.sql_buffer import Stream
from migrator.database.sql_dump import Loss
from migrator.joomla.private_files import HEAD, private_file
from migrator.joomla.table_files import is_table_file
from migrator.store import sqlite_file
from migrator.version import DISTRIBUTION

#: A packed dump is read up to so many bytes; more is a bomb.
MAX_UNPACKED = 64 << 30
#: An SQLite file is read whole, up to so many bytes.
MAX_SQLITE = 512 << 20


class Decompressor(Protocol):
    """What zlib, bz2 and lzma have in common."""

    def decompress(self, data: bytes, /) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


_ZSTANDARD = b"\x28\xb5\x2f\xfd"
#: What the packages raise where a packed file is damaged.
_DAMAGED: tuple[type[Exception], ...] = (
    *(zlib.error, OSError, EOFError, lzma.LZMAError, ValueError),
)


class Unpacked:
    """A packed stream as what is packed in it; what is left of a cut or damaged one. `damage` says
    what is wrong: `errors` are those that tell of it."""

    def __init__(
        self,
        stream: Stream,
        make: Callable[[], Decompressor],
        errors: tuple[type[Exception], ...] = _DAMAGED,
    ) -> None:
        self._stream, self._make, self._decompressor = stream, make, make()
        self._errors = errors
        self._total = 0
        self._rest = b""
        self.damage: str | None = None

    def read(self, size: int = -1) -> bytes:
        while self.damage is None:
            block = self._rest or self._stream.read(1 << 16)
            self._rest = b""
            if not block:
                if not self._decompressor.eof:
                    self.damage = "the packed file ends too early"
                return b""
            if self._decompressor.eof:
                if not block.strip(b"\0"):
                    continue
                self._decompressor = self._make()
            try:
                data = self._decompressor.decompress(block)
            except self._errors as error:
                self.damage = f"the packed file is damaged ({error})"
                return b""
            self._rest = self._decompressor.unused_data if self._decompressor.eof else b""
            self._total += len(data)
            if self._total > MAX_UNPACKED:
                self.damage = f"it unpacks to more than {MAX_UNPACKED >> 30} GB"
            if data:
                return data
        return b""


class Ahead:
    """A stream whose first bytes were looked at already."""

    def __init__(self, head: bytes, stream: Stream) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int = -1) -> bytes:
        if self._head:
            if size < 0:
                block, self._head = self._head, b""
                return block + self._stream.read()
            block, self._head = self._head[:size], self._head[size:]
            return block
        return self._stream.read(size)


def _first(stream: Stream, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (block := stream.read(size - len(data))):
        data += block
    return bytes(data)


def take(name: str, stream: BinaryIO, taker: Taker) -> None:
    """Takes the rows of the dump called `name`."""
    _take(name, stream, taker, 0)
    taker.settle()


def _take(name: str, stream: Stream, taker: Taker, depth: int) -> None:
    head = _first(stream, HEAD)
    packers: dict[bytes, Callable[[], Decompressor]] = {
        b"\x1f\x8b": lambda: zlib.decompressobj(31),
        b"BZh": bz2.BZ2Decompressor,
        b"\xfd7zXZ\x00": lzma.LZMADecompressor,
    }
    make = next((make for mark, make in packers.items() if head.startswith(mark)), None)
    errors = _DAMAGED
    if head.startswith(_ZSTANDARD):
        try:
            import zstandard
        except ImportError:
            why = f"one more package is needed: pip install '{DISTRIBUTION}[codings]'"
            taker.intake.losses.append(Loss("", 0, f"compressed with Zstandard; {why}"))
            return
        make, errors = zstandard.ZstdDecompressor().decompressobj, (*errors, zstandard.ZstdError)
    if make and depth < 2:
        unpacked = Unpacked(Ahead(head, stream), make, errors)
        _take(name, unpacked, taker, depth + 1)
        if unpacked.damage:
            taker.intake.losses.append(Loss("", 0, unpacked.damage))
    elif head.startswith(b"PK\x03\x04") and depth < 2:
        _take_zip(name, Ahead(head, stream), taker, depth)
    elif head.startswith(b"SQLite format 3\x00"):
        _take_sqlite(head + _first(stream, MAX_SQLITE), taker)
    else:
        _take_text(name, head, Ahead(head, stream), taker)


def _take_sqlite(data: bytes, taker: Taker) -> None:
    try:
        taker.records(sqlite_file.rows(data, taker.wants))
    except sqlite3.DatabaseError as error:
        why = f"the SQLite file is damaged ({error})"
        if len(data) >= MAX_SQLITE:
            why = f"the SQLite file is larger than {MAX_SQLITE >> 20} MB"
        taker.intake.losses.append(Loss("", 0, why))


def _take_zip(name: str, stream: Stream, taker: Taker, depth: int) -> None:
    """The dumps in a zip."""
    whole = io.BytesIO(_first(stream, MAX_SQLITE))
    try:
        with zipfile.ZipFile(whole) as packed:
            for info in packed.infolist():
                with packed.open(info) as member:
                    if private_file(info.filename, _first(member, HEAD)) is None:
                        continue
                with packed.open(info) as member:
                    _take(f"{name}/{info.filename}", member, taker, depth + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        EOFError,
        NotImplementedError,
        OSError,
    ) as error:
        taker.intake.losses.append(Loss("", 0, f"the zip is damaged ({error})"))


def _take_text(name: str, head: bytes, stream: Stream, taker: Taker) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_table_file(name, head):
        if csv_files.names_columns(name, start):
            taker.records(csv_files.csv_rows(stream, head, taker.intake.losses, name))
        else:
            taker.table_rows(door.called_table(name), stream)
        return
    if start.startswith((b"<?xml", b"<j2xml", b"<pma_xml", b"<mysqldump", b"<resultset", b"<!--")):
        if b"<j2xml" in head:
            taker.records(j2xml.rows(stream, taker.intake.losses))
        else:
            taker.records(exports.xml_rows(stream, taker.intake.losses))
    elif (
        start.startswith((b"[", b"/**", b"/*"))
        and b"PHPMyAdmin" in head[:2000].replace(b"phpMyAdmin", b"PHPMyAdmin")
        and b"{" in head
    ):
        taker.records(exports.json_rows(stream, taker.intake.losses))
    elif csv_files.is_csv(start):
        taker.records(csv_files.csv_rows(stream, head, taker.intake.losses, name))
    else:
        taker.sql(stream, head)
