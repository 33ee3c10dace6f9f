"""Akeeba's backup archives: JPA, whole or in parts. Members are read where they are; nothing is
unpacked to disk.

The format is little endian: a head, then entities `JPF` (a block with path, type, compression and
sizes, and the data behind it). Only the first part has the head; data may run over a part's end, a
block does not. Read as Akeeba's own extraction script does it (Kickstart): archives written from
this description come out of that script byte for byte.
"""

from __future__ import annotations

import bz2
import re
import struct
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from migrator.errors import SourceError
from migrator.sources.packed import MAX_MEMBER, Packed
from migrator.sources.parts import Joined, missing_parts, parts_of
from migrator.sources.source import file_stamp

_FOLDER, _FILE = 0, 1
_STORED, _DEFLATED, _BZIP2 = 0, 1, 2
_FIXED = struct.Struct("<3sHH")
_SIZES = struct.Struct("<BBIII")
_WIDE = struct.Struct("<QQ")
_WIDE_FIELD = 0x0200
#: So much of a file is searched at once for the next entity behind damage.
_STEP = 1 << 19


class Entity(NamedTuple):
    """A member: where its data begins, its compression, its sizes."""

    path: str
    type: int
    compression: int
    offset: int
    compressed: int
    size: int


class Jpa(Packed):
    """A JPA archive; `path` is its last or only part (`.jpa`)."""

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    @cached_property
    def _file(self) -> Joined:
        return Joined([part.open("rb") for part in parts_of(self.path)])

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for entity in entities(self._file):
            if entity.type == _FILE:
                found.setdefault(entity.path, entity)
        return found

    @property
    def faults(self) -> tuple[str, ...]:
        """What is known to be missing of the archive."""
        return tuple(f"part {part} is missing" for part in missing_parts(parts_of(self.path)))

    def members(self) -> list[str]:
        return sorted(self._entities)

    def read(self, name: str) -> bytes:
        entity = self._entities[name]
        if max(entity.size, entity.compressed) > MAX_MEMBER:
            raise OSError(f"{name} unpacks to {entity.size} bytes, more than {MAX_MEMBER}")
        self._file.seek(entity.offset)
        data = self._file.read(entity.compressed)
        if len(data) < entity.compressed:
            raise OSError(f"{name}: the archive ends within it")
        return unpacked(name, data, entity.compression, entity.size)

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)

    def __del__(self) -> None:
        if opened := vars(self).get("_file"):
            opened.close()


def unpacked(name: str, data: bytes, compression: int, size: int) -> bytes:
    """The bytes of a member; OSError where they cannot be had, or are more than its head says."""
    if compression == _STORED:
        return data
    try:
        if compression == _DEFLATED:
            made = zlib.decompressobj(-15).decompress(data, size + 1)
        elif compression == _BZIP2:
            made = bz2.BZ2Decompressor().decompress(data, size + 1)
        else:
            raise OSError(f"{name}: compression {compression} is not known")
    except (zlib.error, ValueError, EOFError) as error:
        raise OSError(f"{name}: {error}") from error
    if len(made) != size:
        raise OSError(f"{name}: does not unpack to the {size} bytes that its head names")
    return made


def is_jpa(head: bytes) -> bool:
    """Whether a file that begins with `head` is a JPA archive or its first part."""
    return head.startswith(b"JPA") and len(head) >= 19 and head[3] | head[4] << 8 >= 19


def entities(file: Joined) -> Iterator[Entity]:
    """The entities of an archive in order; behind damage it goes on with the next whole one.

    Raises SourceError where the file does not begin like an archive.
    """
    file.seek(0)
    head = file.read(19)
    if is_jpa(head):
        position = head[3] | head[4] << 8
    elif head.startswith(b"JPF"):  # the first part is missing: its head is, too
        position = 0
    else:
        position = _next(file, 0)
        if position < 0:
            raise SourceError("the file is no JPA archive; name its last part, which ends in .jpa")
    while 0 <= position < file.size:
        entity = _entity(file, position)
        if entity is None:
            position = _next(file, position + 1)
            continue
        yield entity
        position = entity.offset + entity.compressed


def _entity(file: Joined, position: int) -> Entity | None:
    """The entity whose block begins at `position`; None where that cannot be one."""
    file.seek(position)
    block = file.read(_FIXED.size)
    if len(block) < _FIXED.size:
        return None
    mark, length, path_length = _FIXED.unpack(block)
    if mark != b"JPF" or path_length == 0 or length < 21 + path_length:
        return None
    rest = file.read(length - _FIXED.size)
    if len(rest) < path_length + _SIZES.size:
        return None
    path = rest[:path_length].decode("utf-8", "replace")
    kind, compression, compressed, size, _ = _SIZES.unpack_from(rest, path_length)
    if kind > 2 or compression > 2 or re.search(r"[\x00-\x1f]", path):
        return None
    compressed, size = _wide_sizes(rest[path_length + _SIZES.size :], compressed, size)
    return Entity(path, kind, compression, position + length, compressed, size)


def _wide_sizes(extra: bytes, compressed: int, size: int) -> tuple[int, int]:
    """The sizes of a member of 4 GB or more stand in a field of their own (JPA 1.3)."""
    position = 0
    while position + 4 <= len(extra):
        ident, length = struct.unpack_from("<HH", extra, position)
        if ident == _WIDE_FIELD and length >= 20 and position + 20 <= len(extra):
            compressed, size = _WIDE.unpack_from(extra, position + 4)
        position += max(length, 4)
    return compressed, size


def _next(file: Joined, position: int) -> int:
    """Where the next plausible entity begins; -1 where there is none."""
    while position < file.size:
        file.seek(position)
        block = file.read(_STEP)
        index = block.find(b"JPF")
        while index >= 0:
            if _entity(file, position + index) is not None:
                return position + index
            index = block.find(b"JPF", index + 1)
        position += max(1, len(block) - 2)
        if len(block) < 3:
            break
    return -1
