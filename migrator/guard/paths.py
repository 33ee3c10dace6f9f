"""The one door to output files.

Threat: a title or address from a page names a file outside the output folder, a device, or one that another article already
has. Promise: every file lies under the folder that the user named, names are made and not taken, a file appears whole or not
at all. Not promised: anything against a person who changes the folder while the run writes.
"""

from __future__ import annotations

import errno
import filecmp
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from migrator.errors import DiskFullError, StoreError

_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
MAX_NAME = 80


def slug(text: str, otherwise: str = "page") -> str:
    """`text` as a file name: letters and digits of any script in lower case and `-` between; `otherwise` where none is left."""
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = unicodedata.normalize("NFC", folded)
    made = re.sub(r"[\W_]+", "-", folded).strip("-")
    while len(made.encode()) > MAX_NAME:
        made = made[:-1]
    made = made.strip("-") or otherwise
    return f"{made}-" if made in _DEVICES else made


class Folder:
    """An output folder; the names that it gives are unique whatever the case."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._given: set[str] = set()

    def inside(self, name: str) -> Folder:
        """The folder `name` within."""
        return Folder(self._path(name))

    def name(self, text: str, suffix: str, key: str = "") -> str:
        """A file name for `text`, not given before; `key` keeps the name stable where two would be the same."""
        made = f"{slug(text)}{suffix}"
        if made.casefold() in self._given:
            mark = hashlib.blake2b((key or text).encode("utf-8", "replace"), digest_size=4).hexdigest()
            made = f"{slug(text)}-{mark}{suffix}"
            number = 2
            while made.casefold() in self._given:
                made, number = f"{slug(text)}-{mark}-{number}{suffix}", number + 1
        self._given.add(made.casefold())
        return made

    def write(self, name: str, text: str | bytes) -> None:
        """Writes a file, whole or not at all; one that is already so is left alone."""
        self.write_lines(name, (text.encode("utf-8", "replace") if isinstance(text, str) else text,))

    def write_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Writes a file piece by piece, whole or not at all; one that is already so is left alone."""
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.writelines(lines)
                if path.is_file() and filecmp.cmp(path, temporary, shallow=False):
                    Path(temporary).unlink()
                else:
                    Path(temporary).chmod(0o644)
                    Path(temporary).replace(path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise _told(error, path) from error

    def _path(self, name: str) -> Path:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise StoreError(f"{name}: lies outside of {self.root}; this is a fault of migrator, please report it")
        return path


def _told(error: OSError, path: Path) -> StoreError | DiskFullError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFullError(f"{path}: no room left on the disk; make room and run the same command again: it goes on where it was")
    return StoreError(f"{path}: cannot be written ({error.strerror}); name another output folder with -o")
