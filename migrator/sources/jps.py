"""Akeeba's encrypted backup archives: JPS 1.9 and 2.0, whole or in parts.

The password comes from the environment (`MIGRATOR_JPS_PASSWORD`) or is asked for; it is kept
nowhere. Blocks are AES-128-CBC; the key is PBKDF2 of the password with the block's or the archive's
salt, or (1.9) the password under itself. Read as Akeeba's own extraction script does it
(Kickstart).
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from migrator.errors import SourceError
from migrator.guard import limits
from migrator.sources.akeeba import AkeebaArchive, counted, next_mark, unread
from migrator.sources.jpa import written
from migrator.sources.parts import Joined
from migrator.sources.source import file_stamp

PASSWORD = "MIGRATOR_JPS_PASSWORD"
_HASHES = {0: "sha1", 1: "sha256", 2: "sha512"}
#: What Akeeba encrypts at once is set by its user, up to 10 MB ("chunk size", 1 MB by itself; read
#: from and seen in archives of Akeeba Engine 8.4.0).
_MAX_CHUNK = 10 << 20
#: So many bytes at most are an encrypted chunk longer than what is in it: deflate's own blocks,
#: padding, vector, salt.
_MAX_CHUNK_MORE = 1 << 16
_MARK, _END_MARK = b"JPF", b"JPE"
_MAX_ITERATIONS = 10_000_000


class PasswordError(SourceError):
    """An encrypted backup whose password is missing or wrong."""


class Entity(NamedTuple):
    """A member: where its block begins, where its chunks, its compression and size, when it was
    written, where its last chunk ends."""

    path: str
    type: int
    compression: int
    start: int
    offset: int
    size: int
    written: int
    end: int


class Head(NamedTuple):
    """What the archive's head says of keys: hash, iterations, the salt of all blocks where there is
    one; where entities begin."""

    hash: str
    iterations: int
    salt: bytes | None
    end: int


def is_jps(head: bytes) -> bool:
    """Whether a file that begins with `head` is a JPS archive or its first part."""
    return head.startswith(b"JPS") and len(head) >= 8


class Jps(AkeebaArchive):
    """A JPS archive; `path` is its last or only part (`.jps`)."""

    def __init__(self, path: Path) -> None:
        """Raises PasswordError where the environment has no password, or a wrong one."""
        if not os.environ.get(PASSWORD):
            raise PasswordError(f"{path}: is encrypted; put its password into {PASSWORD}")
        super().__init__(path)

    @cached_property
    def _cipher(self) -> Cipher:
        return Cipher(os.environ.get(PASSWORD, "").encode(), _head(self._file))

    @cached_property
    def _all_entities(self) -> list[Entity]:
        """The members in order, folders too; behind damage it goes on with the next whole one."""
        entities, position = [], _head(self._file).end
        while position >= 0:
            entity = self._entity(position)
            if entity:
                entities.append(entity)
                position = entity.end
            elif not entities:  # each try may cost a key: what opens nothing is not searched
                break
            if not entity or not self._begins_with(_MARK, position):
                position = next_mark(self._file, position, _MARK, self._is_entity)
        if not entities:
            raise PasswordError(f"{self.path}: the password is wrong, or the archive is damaged")
        return entities

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.path: e for e in self._all_entities if e.type == 1}

    def _begins_with(self, mark: bytes, position: int) -> bool:
        self._file.seek(position)
        return self._file.read(len(mark)) == mark

    def _is_entity(self, position: int) -> bool:
        return self._entity(position) is not None

    def _entity(self, position: int) -> Entity | None:
        """The member whose block begins at `position`; None where that cannot be one, or the
        password does not open it."""
        self._file.seek(position)
        block = self._file.read(7)
        if len(block) < 7 or not block.startswith(_MARK):
            return None
        data = self._file.read(struct.unpack_from("<H", block, 3)[0])
        try:
            entity = _entity(self._cipher.plain(data), position, position + 7 + len(data))
        except ValueError:
            return None
        return entity._replace(end=entity.offset + self._length(entity))

    def _fault(self) -> str | None:
        """By what stands behind the last member, else by bytes that belong to no member."""
        members = self._all_entities
        position = members[-1].end
        if not self._begins_with(_END_MARK, position):
            return "its end is missing"
        self._file.seek(position + len(_END_MARK) + 2)
        stated = struct.unpack("<I", self._file.read(4).ljust(4, b"\0"))[0]
        return counted(stated, len(members)) or unread(
            position - _head(self._file).end - sum(m.end - m.start for m in members)
        )

    def _length(self, entity: Entity) -> int:
        """How many bytes the chunks of a member take."""
        position, done = entity.offset, 0
        while entity.type == 1 and done < entity.size:
            self._file.seek(position)
            sizes = self._file.read(8)
            if len(sizes) < 8:
                break
            encrypted = struct.unpack("<II", sizes)[0]
            try:
                done += len(self._chunk(encrypted, entity))
            except (ValueError, zlib.error):  # told when the member is read
                break
            position += 8 + encrypted
        return position - entity.offset

    def _chunk(self, encrypted: int, entity: Entity) -> bytes:
        if encrypted > _MAX_CHUNK + _MAX_CHUNK_MORE:
            raise ValueError(f"{entity.path}: a block of {encrypted} bytes; the archive is damaged")
        data = self._file.read(encrypted)
        plain = self._cipher.plain(data)
        return (
            zlib.decompressobj(-15).decompress(plain, _MAX_CHUNK) if entity.compression else plain
        )

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return {name: self._entities[name].size for name in sorted(self._entities)}

    def written(self, name: str) -> str | None:
        return written(self._entities[name].written)

    def read(self, name: str) -> bytes:
        entity = self._entities[name]
        if entity.size > limits.FILE_BYTES:
            raise OSError(f"{name} unpacks to {entity.size} bytes, more than {limits.FILE_BYTES}")
        plain, position = bytearray(), entity.offset
        while len(plain) < entity.size:
            self._file.seek(position)
            sizes = self._file.read(8)
            if len(sizes) < 8:
                raise OSError(f"{name}: the archive ends within it")
            encrypted = struct.unpack("<II", sizes)[0]
            try:
                block = self._chunk(encrypted, entity)
            except (ValueError, zlib.error) as error:
                raise OSError(f"{name}: {error}") from error
            if not block:
                raise OSError(f"{name}: a block of it is empty")
            plain += block
            position += 8 + encrypted
        return bytes(plain)

    def file_stamp(self, name: str) -> str:
        return file_stamp(self.path)


def _head(file: Joined) -> Head:
    file.seek(0)
    head = file.read(8)
    if not is_jps(head):
        raise SourceError(
            "the file is no JPS archive, or its first part is missing; name its last part, "
            "which ends in .jps"
        )
    extra_length = struct.unpack_from("<H", head, 6)[0]
    extra = file.read(extra_length)
    settings = Head("sha1", 1000, None, 8 + extra_length)
    if extra.startswith(b"JH\x00\x01") and len(extra) >= 75:
        method, iterations, static = struct.unpack_from("<BIB", extra, 6)
        salt = extra[12:76]
        iterations = min(iterations, _MAX_ITERATIONS)
        settings = Head(
            _HASHES.get(method, "sha1"), iterations, salt if static else None, 8 + extra_length
        )
    return settings


def _entity(plain: bytes, start: int, offset: int) -> Entity:
    if len(plain) < 2:
        raise ValueError("the password is wrong")
    length = struct.unpack_from("<H", plain)[0]
    if len(plain) < 2 + length + 14:
        raise ValueError("the password is wrong")
    path = plain[2 : 2 + length].decode("utf-8", "replace")
    kind, compression, size, _, time = struct.unpack_from("<BBIII", plain, 2 + length)
    if kind > 2 or compression > 1:
        raise ValueError("the password is wrong")
    return Entity(path, kind, compression, start, offset, size, time, offset)


class Cipher:
    """Opens the encrypted blocks of one archive."""

    def __init__(self, password: bytes, head: Head) -> None:
        self._password, self._head = password, head
        self._keys: dict[bytes | None, bytes] = {}

    def plain(self, block: bytes) -> bytes:
        """What a block holds; ValueError where the password does not open it."""
        if len(block) < 20:
            raise ValueError("the archive is damaged: a block is too short")
        size = struct.unpack_from("<I", block, len(block) - 4)[0]
        block = block[:-4]
        vector = salt = None
        if block[-20:-16] == b"JPIV":
            vector, block = block[-16:], block[:-20]
        if block[-68:-64] == b"JPST":
            salt, block = block[-64:], block[:-68]
        if not block or len(block) % 16 or size > len(block):
            raise ValueError("the archive is damaged: a block has the wrong length")
        key = self._key(salt)
        decryptor = _aes(key, vector if vector is not None else self._old_vector()).decryptor()
        plain: bytes = decryptor.update(block) + decryptor.finalize()
        if size < len(plain) - 16:
            raise ValueError("the password is wrong")
        return plain[:size]

    def _key(self, salt: bytes | None) -> bytes:
        salt = salt if salt is not None else self._head.salt
        if salt not in self._keys:
            self._keys[salt] = (
                self._old_key()
                if salt is None
                else hashlib.pbkdf2_hmac(
                    self._head.hash, self._password, salt, self._head.iterations, 16
                )
            )
        return self._keys[salt]

    def _old_key(self) -> bytes:
        """The first 16 bytes of the password, encrypted under themselves."""
        first = self._password[:16].ljust(16, b"\0")
        encryptor = _aes(first, None).encryptor()
        key: bytes = encryptor.update(first) + encryptor.finalize()
        return key

    def _old_vector(self) -> bytes:
        return self._old_key()


def _aes(key: bytes, vector: bytes | None) -> Any:
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher as Aes
        from cryptography.hazmat.primitives.ciphers import algorithms, modes
    except ImportError as error:
        raise SourceError(
            "an encrypted backup (.jps) needs one more package: pip install 'joomla-migrator[jps]'"
        ) from error
    return Aes(algorithms.AES(key), modes.CBC(vector) if vector is not None else modes.ECB())
