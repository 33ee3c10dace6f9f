"""A file that was cut into parts, read as one: parts of backups (`site.j01` … `site.jpa`,
`site.z01` … `site.zip`), dumps that `split` cut (`site.sql.aa`, `site.sql.001`)."""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

_LETTERS = {"jpa": "j", "jps": "j", "zip": "z", "sql": "s"}


def parts_of(path: Path) -> list[Path]:
    """The parts of the backup whose last part is `path`, in order, `path` among them; missing ones
    are left out.

    JPA, JPS and ZIP end with the named file (`.j01`, `.j02`, …, `.jpa`); Akeeba's SQL begins with
    it (`.sql`, `.s01`, …).
    """
    suffix = path.suffix.lower().lstrip(".")
    letter = _LETTERS.get(suffix)
    if not letter:
        return [path]
    pattern = re.compile(re.escape(path.stem) + rf"\.{letter}(\d{{2,3}})\Z", re.I)
    try:
        siblings = [p for p in path.parent.iterdir() if pattern.match(p.name)]
    except OSError:
        siblings = []
    siblings.sort(key=lambda p: int(p.suffix[2:]))
    return [path, *siblings] if suffix == "sql" else [*siblings, path]


def missing_parts(parts: Sequence[Path]) -> list[str]:
    """The numbers of parts that are not there, as their file extensions."""
    numbers = {
        int(p.suffix[2:]) for p in parts if re.fullmatch(r"\.[a-z]\d{2,3}", p.suffix.lower())
    }
    letter = next((p.suffix[1].lower() for p in parts if p.suffix[2:].isdigit()), "")
    return [f".{letter}{n:02}" for n in range(1, max(numbers, default=0)) if n not in numbers]


class Window(io.RawIOBase):
    """A stretch of a file as a file of its own."""

    def __init__(self, file: Joined, start: int, size: int) -> None:
        self._file, self._position, self._end = file, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._position)
        block = self._file.read(min(len(buffer), self._end - self._position))
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)


class Chained(io.RawIOBase):
    """Streams read one behind the other, each opened when its turn comes."""

    def __init__(self, openers: Sequence[Callable[[], BinaryIO]]) -> None:
        self._openers = list(openers)
        self._stream: BinaryIO | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._stream is None:
                if not self._openers:
                    return b""
                self._stream = self._openers.pop(0)()
            if block := self._stream.read(size):
                return block
            self._stream.close()
            self._stream = None

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        super().close()


class Joined(io.RawIOBase):
    """Files read one behind the other as one file, with places to seek to; `starts` are where each
    begins."""

    def __init__(self, files: Sequence[BinaryIO]) -> None:
        self._files = files
        self._sizes = [file.seek(0, io.SEEK_END) for file in files]
        self.starts = [0, *accumulate(self._sizes)]
        self._position = 0

    @property
    def size(self) -> int:
        return self.starts[-1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        left = self.size - self._position if size is None or size < 0 else size
        pieces = []
        while left > 0 and self._position < self.size:
            part = bisect_right(self.starts, self._position) - 1
            file = self._files[part]
            file.seek(self._position - self.starts[part])
            block = file.read(min(left, self.starts[part + 1] - self._position))
            if not block:
                break
            pieces.append(block)
            self._position += len(block)
            left -= len(block)
        return b"".join(pieces)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        for file in self._files:
            file.close()
        super().close()
