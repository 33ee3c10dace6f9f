"""Records as the store keeps them: JSON, packed by zlib. What a person looks for has columns of its
own; the whole record is there for the program, and takes a third of the room."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from migrator.store.connection import damaged

Record = TypeVar("Record")
_FILE = Path("site.db")
_encode = msgspec.json.Encoder().encode


def packed(record: object) -> bytes:
    """A record as the store keeps it."""
    return zlib.compress(_encode(record), 1)


def unpacker(kind: type[Record]) -> Callable[[bytes], Record]:
    """What gives back records of one kind; StoreError where one is damaged."""
    decode = decoder(kind)

    def unpack(blob: bytes) -> Record:
        try:
            return decode(zlib.decompress(blob))
        except zlib.error as error:
            raise damaged(_FILE, f"a record of it cannot be unpacked: {error}") from error

    return unpack


def decoder(kind: type[Record]) -> Callable[[bytes | str], Record]:
    """What reads records of one kind from JSON; StoreError where one is damaged."""
    decode = msgspec.json.Decoder(kind).decode

    def read(text: bytes | str) -> Record:
        try:
            return decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise damaged(_FILE, f"a record of it cannot be read: {error}") from error

    return read
