"""A lock on a folder, so that no two runs write to one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from migrator.errors import InUseError
from migrator.guard.small_files import disk_error

try:
    import fcntl
except ImportError:  # a system without it: nothing guards against two runs there
    fcntl = None  # type: ignore[assignment]


class Lock:
    """Keeps two processes, and two parts of one, from writing to the same place; ends with the
    process. Children do not have it.

    Raises InUseError where another holds it.
    """

    _held: ClassVar[set[Path]] = set()

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise disk_error(error, path) from error
        try:
            if self.path in self._held:
                raise BlockingIOError
            if fcntl:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            owner = os.pread(self._file, 32, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            who = f" (process {owner})" if owner.isdecimal() else ""
            raise InUseError(
                f"{path.parent}: another run is writing to it{who}; wait for it to end, or "
                f"name another output folder with -o"
            ) from error
        self._held.add(self.path)
        with suppress(OSError):  # a full disk: then the message names no process
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Lets others write."""
        if self.path in self._held:
            self._held.discard(self.path)
            os.close(self._file)
