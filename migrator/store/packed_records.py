"""Records as the store keeps them: JSON, packed by zlib. What a person looks for has columns of its
own; the whole record is there for the program, and takes a third of the room."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

Record = TypeVar("Record")
_encode = msgspec.json.Encoder().encode


def packed(record: object) -> bytes:
    """A record as the store keeps it."""
    return zlib.compress(_encode(record), 1)


def unpacker(kind: type[Record]) -> Callable[[bytes], Record]:
    """What gives back records of one kind."""
    decode = msgspec.json.Decoder(kind).decode
    return lambda blob: decode(zlib.decompress(blob))
