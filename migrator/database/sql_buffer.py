"""A window on a stream of bytes that moves on as a reader does, and remembers where it stands."""

from __future__ import annotations

import re
from typing import Protocol

#: So much is read at once, in bytes.
BLOCK = 1 << 20
#: A row or value of more bytes is not read: a hostile or broken file.
MAX_ROW = 64 << 20


class Stream(Protocol):
    """What bytes come from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Buffer:
    """`data` from `position` on is what was read and not used yet."""

    def __init__(self, stream: Stream) -> None:
        self._read = stream.read
        self.data, self.position, self._before, self._ended = b"", 0, 0, False

    @property
    def offset(self) -> int:
        """The byte of the stream at which the reader stands."""
        return self._before + self.position

    @property
    def size(self) -> int:
        """How many bytes wait."""
        return len(self.data) - self.position

    def fill(self, more: int = BLOCK) -> bool:
        """Reads on, `more` bytes if they are there; False at the end of the stream."""
        if self._ended:
            return False
        block = self._read(max(BLOCK, more))
        if not block:
            self._ended = True
            return False
        self._before += self.position
        self.data = self.data[self.position :] + block
        self.position = 0
        return True

    def ensure(self, size: int) -> None:
        """Sees to it that `size` bytes wait, if there are so many."""
        while self.size < size and self.fill():
            pass

    def at_end(self) -> bool:
        """Whether nothing waits and nothing comes."""
        return self.size == 0 and not self.fill()

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """What `pattern` matches where the reader stands."""
        return pattern.match(self.data, self.position)

    def go_behind(self, pattern: re.Pattern[bytes], keep: int = 64) -> bool:
        """Goes behind the next match of `pattern`, which is no longer than `keep`; to the end of
        the stream where there is none (False)."""
        while not (match := pattern.search(self.data, self.position)):
            self.position = max(self.position, len(self.data) - keep)
            if not self.fill():
                self.position = len(self.data)
                return False
        self.position = match.end()
        return True

    def line(self) -> bytes | None:
        """The next line without its end; None at the end of the stream."""
        while (end := self.data.find(b"\n", self.position)) < 0:
            if self.size > MAX_ROW or not self.fill():
                rest = self.data[self.position :]
                self.position = len(self.data)
                return rest or None
        line = self.data[self.position : end]
        self.position = end + 1
        return line.removesuffix(b"\r")
