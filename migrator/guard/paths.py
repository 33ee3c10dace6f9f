"""The one door to output files.

Threat: a title or address from a page names a file outside the output folder, a device, or one that
another article already has; a run writes over what the user has edited since the last one. Promise:
every file lies under the folder that the user named, names are made and not taken, a file appears
whole or not at all, and one that is not as a run left it stays: the new one is put beside it as
`NAME.new`. Not promised: anything against a person who changes the folder while the run writes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from migrator.errors import StoreError
from migrator.guard.file_names import slug
from migrator.guard.small_files import digest_of, disk_error


class Ledger:
    """What runs have written into an output folder: path and sha256 of each file. `edited` are the
    files that a user has changed since, beside which the new ones lie."""

    def __init__(self, root: Path, digests: dict[str, str] | None = None) -> None:
        self.root, self.known = root.resolve(), digests or {}
        self.now: dict[str, str] = {}
        self.edited: list[str] = []

    def is_whole(self, names: Iterable[str]) -> bool:
        """Whether every file that runs wrote under the folders `names` is there as it was
        written."""
        return all(
            _is_as_written(self.root / key, sha256)
            for key, sha256 in self.known.items()
            if key.partition("/")[0] in names
        )

    def clean(self, names: Iterable[str]) -> None:
        """Removes the files under the folders `names` that runs wrote before and this one did not,
        unless they were edited."""
        for key in self.known.keys() - self.now.keys():
            if key.partition("/")[0] not in names:
                self.now[key] = self.known[key]
                continue
            path = self.root / key
            if path.is_file() and digest_of(path) == self.known[key]:
                path.unlink()
                for folder in path.relative_to(self.root).parents[:-1]:
                    try:
                        (self.root / folder).rmdir()
                    except OSError:
                        break


class Folder:
    """An output folder; the names that it gives are unique whatever the case. With a ledger, files
    that a user has edited are not written over."""

    def __init__(self, root: Path, ledger: Ledger | None = None) -> None:
        self.root, self.ledger = root.resolve(), ledger
        if ledger and not self.root.is_relative_to(ledger.root):
            raise _led_out(root, ledger.root)
        self._given: set[str] = set()
        self._there: set[str] = set()
        self._written: set[Path] = set()
        self._key = ""
        if ledger and self.root != ledger.root:
            self._key = f"{self.root.relative_to(ledger.root).as_posix()}/"

    def inside(self, name: str) -> Folder:
        """The folder `name` within."""
        return Folder(self._path(name), self.ledger)

    def name(self, text: str, suffix: str, key: str = "") -> str:
        """A file name for `text`, not given before; `key` keeps the name stable where two would be
        the same."""
        candidate = f"{slug(text)}{suffix}"
        if candidate.casefold() in self._given:
            mark = hashlib.blake2b(
                (key or text).encode("utf-8", "replace"), digest_size=4
            ).hexdigest()
            candidate = f"{slug(text)}-{mark}{suffix}"
            number = 2
            while candidate.casefold() in self._given:
                candidate, number = f"{slug(text)}-{mark}-{number}{suffix}", number + 1
        self._given.add(candidate.casefold())
        return candidate

    def write(self, name: str, text: str | bytes) -> None:
        """Writes a file, whole or not at all; one that is already so is left alone."""
        self.write_lines(
            name, (text.encode("utf-8", "replace") if isinstance(text, str) else text,)
        )

    def write_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Writes a file piece by piece, whole or not at all; one that is already so is left
        alone."""
        sha256 = hashlib.sha256()

        def write(temporary: Path) -> str:
            try:
                out = temporary.open("xb")
            except FileExistsError:  # what a run that was killed left, or a link: not followed
                temporary.unlink()
                out = temporary.open("xb")
            with out:
                for line in lines:
                    sha256.update(line)
                    out.write(line)
            return sha256.hexdigest()

        self._put(name, write)

    def remove(self, name: str) -> None:
        """Removes a file of the run's own, where it is there."""
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise disk_error(error, path) from error

    def build(self, name: str, write: Callable[[Path], None]) -> None:
        """Writes a file by a library that wants a path: `write` gets one where nothing is yet. The
        file appears whole or not at all; one that is already so is left alone."""

        def written(temporary: Path) -> str:
            temporary.unlink(missing_ok=True)  # a link that was planted there is not followed
            write(temporary)
            return digest_of(temporary)

        self._put(name, written)

    def _put(self, name: str, write: Callable[[Path], str]) -> None:
        """Puts the file in place that `write` makes at a path and gives the digest of."""
        path = self._path(name)
        self._written.add(path)
        temporary = path.with_name(
            f".part-{hashlib.blake2b(path.name.encode(), digest_size=8).hexdigest()}"
        )
        try:
            self._make_folder(os.path.dirname(path))
            if not self._settle(path, temporary, write(temporary)):
                temporary.unlink()
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise disk_error(error, path) from error
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise

    def _make_folder(self, path: str) -> None:
        """Makes a folder within, where it is not there; a link must not lead out. A folder that is
        new in one that was looked at is no link."""
        if path in self._there:
            return
        try:
            if os.path.dirname(path) not in self._there:
                raise FileExistsError
            os.mkdir(path)
        except FileExistsError:
            os.makedirs(path, exist_ok=True)
            if not Path(path).resolve().is_relative_to(self.root):
                raise _led_out(Path(path), self.root) from None
        self._there.add(path)

    def remove_others(self) -> None:
        """Removes the files in the folder that it was not asked to write, and folders that are
        empty then: for a folder in which a run keeps nothing but its own."""
        for path in sorted(self.root.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                with suppress(OSError):
                    path.rmdir()
            elif path not in self._written:
                path.unlink()

    def _settle(self, path: Path, temporary: Path, sha256: str) -> bool:
        """Puts a new file in its place, or beside it where that one is the user's; False where it
        is there already."""
        key = self._key + str(path)[len(str(self.root)) :].replace(os.sep, "/").lstrip("/")
        if self.ledger:
            self.ledger.now[key] = sha256
        kind = _kind_of(path)
        if stat.S_ISREG(kind) or stat.S_ISLNK(kind):
            there = "" if stat.S_ISLNK(kind) else digest_of(path)
            if there == sha256:
                return False
            if self.ledger and self.ledger.known.get(key) != there:
                self.ledger.now[key] = self.ledger.known.get(key, "")
                self.ledger.edited.append(key)
                path = path.with_name(f"{path.name}.new")
        os.replace(temporary, path)
        return True

    def _path(self, name: str) -> Path:
        root = str(self.root)
        path = os.path.normpath(os.path.join(root, name))
        if not path.startswith(root if root.endswith(os.sep) else root + os.sep) and path != root:
            raise StoreError(
                f"{name}: lies outside of {self.root}; this is a fault of migrator, "
                f"please report it"
            )
        return Path(path)


def _kind_of(path: Path) -> int:
    """The mode of a file, of a link itself; 0 where nothing is."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _led_out(path: Path, root: Path) -> StoreError:
    return StoreError(
        f"{path}: is a symbolic link that leads out of {root}; remove the link, or name another "
        f"output folder with -o"
    )


def _is_as_written(path: Path, sha256: str) -> bool:
    try:
        return digest_of(path) == sha256
    except OSError:
        return False
