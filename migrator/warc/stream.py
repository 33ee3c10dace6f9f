"""Bytes of a web archive file, as they lie there or out of a gzip member."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import IO

_CHUNK = 65536
#: A line of a head is no longer.
MAX_HEADER = 256 * 1024


@dataclass(slots=True)
class Stream:
    """Bytes from a file, decompressed where they are a gzip member; `fault` says how they ended
    before their time."""

    file: IO[bytes]
    at: int
    zipped: bool
    buffer: bytearray = field(default_factory=bytearray)
    ended: bool = False
    fault: str | None = None
    inflate: zlib._Decompress | None = None
    position: int = 0

    def __post_init__(self) -> None:
        self.file.seek(self.at)
        if self.zipped:
            self.inflate = zlib.decompressobj(31)

    def fill(self) -> bool:
        """Reads on; False at the end."""
        if self.ended:
            return False
        data = self.file.read(_CHUNK)
        if not data:
            self.ended = True
            if self.zipped:
                self.fault = "the file ends within a compressed record"
            return False
        self.at += len(data)
        if self.inflate is None:
            self.buffer += data
            return True
        try:
            self.buffer += self.inflate.decompress(data)
        except zlib.error as error:
            self.ended, self.fault = True, f"the compressed data is damaged ({error})"
            return False
        if self.inflate.eof:
            self.ended = True
            self.at -= len(self.inflate.unused_data)
        return True

    def line(self) -> bytes | None:
        """The next line with its end; None at the end."""
        while (end := self.buffer.find(b"\n")) < 0 and len(self.buffer) < MAX_HEADER:
            if not self.fill():
                end = len(self.buffer) - 1
                break
        if end < 0 and not self.buffer:
            return None
        return self.take(end + 1 if end >= 0 else MAX_HEADER)

    def take(self, count: int) -> bytes:
        """The next `count` bytes, or as many as there are."""
        while len(self.buffer) < count and self.fill():
            pass
        data = bytes(self.buffer[:count])
        del self.buffer[:count]
        self.position += len(data)
        return data

    def skip(self, count: int) -> int:
        """Passes over `count` bytes; how many there were."""
        left = count
        while left:
            data = self.take(min(left, _CHUNK))
            if not data:
                break
            left -= len(data)
        return count - left

    def peek(self) -> bytes:
        if not self.buffer:
            self.fill()
        return bytes(self.buffer[:4096])

    def rest(self) -> None:
        """Reads to the end of the member, whose check sum stands there."""
        while not self.ended:
            self.buffer.clear()
            self.fill()
