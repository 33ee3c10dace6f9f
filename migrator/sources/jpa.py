"""Akeeba's backup archives: JPA, and ZIP without a directory, whole or in parts. Members are read
where they are; nothing is unpacked to disk.

JPA is little endian: a head, then entities `JPF` (a block with path, type, compression and sizes,
and the data behind it). Only the first part has the head; data may run over a part's end, a block
does not. Read as Akeeba's own extraction script does it (Kickstart): archives written from this
description come out of that script byte for byte. Akeeba's ZIP in parts, and one of a backup that
died, has no directory that a reader of ZIP could use: its members are found by their own heads."""

from __future__ import annotations

import bz2
import io
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import BinaryIO, NamedTuple, cast

from migrator.errors import SourceError
from migrator.guard import limits
from migrator.joomla.private_files import HEAD, private_file
from migrator.sources.akeeba import AkeebaArchive, counted, next_mark, unread
from migrator.sources.parts import Joined, Window
from migrator.sources.source import LARGE

_STORED, _DEFLATED, _BZIP2 = 0, 1, 2
_MARK = b"JPF"
_FIXED = struct.Struct("<3sHH")
_SIZES = struct.Struct("<BBIII")
_WIDE = struct.Struct("<QQ")
_TIME_FIELD, _WIDE_FIELD = 0x0100, 0x0200


class Entity(NamedTuple):
    """A member: where its block begins and where its data, its compression, its sizes, when it was
    written (seconds since 1970, 0: not told)."""

    path: str
    is_file: bool
    compression: int
    start: int
    offset: int
    compressed: int
    size: int
    written: int = 0

    @property
    def end(self) -> int:
        return self.offset + self.compressed


class Jpa(AkeebaArchive):
    """A JPA archive; `path` is its last or only part (`.jpa`)."""

    @cached_property
    def _all_entities(self) -> list[Entity]:
        """The members in order, folders and repeated names too."""
        return list(entities(self._file))

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        by_path: dict[str, Entity] = {}
        for entity in self._all_entities:
            if entity.is_file:
                by_path.setdefault(entity.path, entity)
        return by_path

    def _fault(self) -> str | None:
        """By its head, which counts folders too, else by bytes that belong to no member."""
        members = self._all_entities
        return counted(_stated(self._file) or 0, len(members)) or unread(
            self._file.size - _head_size(self._file) - sum(m.end - m.start for m in members)
        )

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return {name: self._entities[name].size for name in sorted(self._entities)}

    def written(self, name: str) -> str | None:
        return written(self._entities[name].written)

    def read(self, name: str) -> bytes:
        self._check(name)
        entity = self._entities[name]
        if entity.size > LARGE and entity.compression == _STORED:
            self._file.seek(entity.offset)
            head = self._file.read(min(HEAD, entity.compressed))
            if private_file(name, head):
                return head
        if max(entity.size, entity.compressed) > limits.FILE_BYTES:
            raise OSError(f"{name} unpacks to {entity.size} bytes, more than {limits.FILE_BYTES}")
        self._file.seek(entity.offset)
        data = self._file.read(entity.compressed)
        if len(data) < entity.compressed:
            raise OSError(f"{name}: the archive ends within it")
        return unpacked(name, data, entity.compression, entity.size)

    def open(self, name: str) -> BinaryIO:
        entity = self._entities[name]
        if entity.compression == _STORED:
            window = Window(self._file, entity.offset, entity.compressed)
            return cast("BinaryIO", io.BufferedReader(window))
        return io.BytesIO(self.read(name))


def unpacked(name: str, data: bytes, compression: int, size: int) -> bytes:
    """The bytes of a member; OSError where they cannot be had, or are more than its head says."""
    if compression == _STORED:
        return data
    try:
        if compression == _DEFLATED:
            plain_data = zlib.decompressobj(-15).decompress(data, size + 1)
        elif compression == _BZIP2:
            plain_data = bz2.BZ2Decompressor().decompress(data, size + 1)
        else:
            raise OSError(f"{name}: compression {compression} is not known")
    except (zlib.error, ValueError, EOFError) as error:
        raise OSError(f"{name}: {error}") from error
    if len(plain_data) != size:
        raise OSError(f"{name}: does not unpack to the {size} bytes that its head names")
    return plain_data


def is_jpa(head: bytes) -> bool:
    """Whether a file that begins with `head` is a JPA archive or its first part."""
    return head.startswith(b"JPA") and len(head) >= 19 and head[3] | head[4] << 8 >= 19


def _stated(file: Joined) -> int | None:
    """How many members the head of a JPA names; 0 in a backup that was killed."""
    file.seek(0)
    head = file.read(19)
    return int(struct.unpack_from("<I", head, 7)[0]) if is_jpa(head) else None


def _head_size(file: Joined) -> int:
    """The bytes before the first entity; 0 where the head is missing, as with the first part."""
    file.seek(0)
    head = file.read(19)
    return head[3] | head[4] << 8 if is_jpa(head) else 0


def entities(file: Joined) -> Iterator[Entity]:
    """The entities of an archive in order; behind damage it goes on with the next whole one.

    Raises SourceError where the file does not begin like an archive.
    """
    position = _head_size(file)
    if not position and not _is_entity(file, 0):
        position = next_mark(file, 0, _MARK, partial(_is_entity, file))
        if position < 0:
            raise SourceError("the file is no JPA archive; name its last part, which ends in .jpa")
    while 0 <= position < file.size:
        entity = _entity(file, position)
        if entity is None:
            position = next_mark(file, position + 1, _MARK, partial(_is_entity, file))
            continue
        yield entity
        position = entity.end


def _is_entity(file: Joined, position: int) -> bool:
    return _entity(file, position) is not None


def _entity(file: Joined, position: int) -> Entity | None:
    """The entity whose block begins at `position`; None where that cannot be one."""
    file.seek(position)
    block = file.read(_FIXED.size)
    if len(block) < _FIXED.size:
        return None
    mark, length, path_length = _FIXED.unpack(block)
    if mark != _MARK or path_length == 0 or length < 21 + path_length:
        return None
    rest = file.read(length - _FIXED.size)
    if len(rest) < path_length + _SIZES.size:
        return None
    path = rest[:path_length].decode("utf-8", "replace")
    kind, compression, compressed, size, _ = _SIZES.unpack_from(rest, path_length)
    if kind > 2 or compression > 2 or re.search(r"[\x00-\x1f]", path):
        return None
    extra = rest[path_length + _SIZES.size :]
    compressed, size, time = _extra_fields(extra, compressed, size)
    return Entity(path, kind == 1, compression, position, position + length, compressed, size, time)


def _extra_fields(extra: bytes, compressed: int, size: int) -> tuple[int, int, int]:
    """The sizes and the time of a member: fields of their own have the time (JPA 1.2) and the sizes
    of a member of 4 GB or more (JPA 1.3)."""
    position, time = 0, 0
    while position + 4 <= len(extra):
        ident, length = struct.unpack_from("<HH", extra, position)
        if ident == _WIDE_FIELD and length >= 20 and position + 20 <= len(extra):
            compressed, size = _WIDE.unpack_from(extra, position + 4)
        if ident == _TIME_FIELD and length >= 8 and position + 8 <= len(extra):
            time = struct.unpack_from("<I", extra, position + 4)[0]
        position += max(length, 4)
    return compressed, size, time


def written(seconds: int) -> str | None:
    """Seconds since 1970 as ISO; None where an archive tells no time."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}Z" if seconds else None


class ZipByHeads(Jpa):
    """A ZIP whose directory cannot be used: in parts (`.z01` … `.zip`), or cut."""

    @cached_property
    def _all_entities(self) -> list[Entity]:
        return list(zip_entities(self._file))

    def _fault(self) -> str | None:
        self._file.seek(max(0, self._file.size - (1 << 16)))
        cut = b"PK\x05\x06" not in self._file.read()
        return "the zip was cut: it has no directory of its members" if cut else None


_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_ZIP_MARK = b"PK\x03\x04"
_METHODS = {0: _STORED, 8: _DEFLATED, 12: _BZIP2}


def zip_entities(file: Joined) -> Iterator[Entity]:
    """The members of a ZIP by their own heads, in order."""
    position = next_mark(file, 0, _ZIP_MARK)
    while position >= 0:
        file.seek(position)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            return
        _, _, _, method, _, _, _, compressed, size, names, extras = _LOCAL.unpack(head)
        path = file.read(names).decode("utf-8", "replace")
        extra = file.read(extras)
        if size == 0xFFFFFFFF and extra[:2] == b"\x01\x00" and len(extra) >= 20:
            size, compressed = _WIDE.unpack_from(extra, 4)
        offset = position + _LOCAL.size + names + extras
        if method in _METHODS and path and not re.search(r"[\x00-\x1f]", path):
            is_file = not path.endswith("/")
            yield Entity(path, is_file, _METHODS[method], position, offset, compressed, size)
        position = next_mark(file, offset + compressed, _ZIP_MARK)
