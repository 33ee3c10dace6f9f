"""A folder of saved pages, of any depth: a crawl with its `urls.tsv`, a wget or HTTrack mirror,
browser saves, web archive files, MHTML, or a mix. What is packed in it is read where it is."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources.installation import Installation
from migrator.sources.nested import Nested
from migrator.sources.source import (
    file_stamp,
    file_time,
    is_run,
    whole_or_head,
)
from migrator.sources.tables import Tables

if TYPE_CHECKING:
    from migrator.warc.reader import Opened


class Folder(Nested):
    """Files are named by their path in the folder. Symbolic links that lead out of it are read
    where `follow_links` says so; else each is a file that cannot be read."""

    def __init__(self, root: Path, follow_links: bool = False) -> None:
        self.root = root
        self.label = str(root)
        self.follow_links = follow_links
        if not self._files:
            raise SourceError(
                f"{root}: the folder holds no files; name the folder that the pages were saved in"
            )

    def __getstate__(self) -> dict[str, object]:
        return {
            "root": self.root,
            "label": self.label,
            "follow_links": self.follow_links,
            "containers": self.containers,
            "_files": self._files,
            "_undecoded": self._undecoded,
        }

    @cached_property
    def _names(self) -> list[str]:
        return [path.relative_to(self.root).as_posix() for path in sorted(self._paths())]

    def _paths(self) -> Iterator[Path]:
        """The files of the folder and of the folders in it, each folder once, but those that a run
        of migrator wrote. What cannot be read counts as a file that cannot: a folder without
        permission, a link to nothing, a link to a folder elsewhere that is not followed."""
        waiting, visited = [self.root], {self.root.resolve()}
        while waiting:
            folder = waiting.pop()
            try:
                paths = sorted(folder.iterdir())
            except OSError:
                if folder != self.root:
                    yield folder
                continue
            for path in paths:
                if not path.is_dir():
                    if path.is_file() or path.is_symlink():
                        yield path
                    continue
                real = path.resolve()
                inside = self._is_inside(real)
                if not inside and not self.follow_links:
                    yield path
                elif (
                    real not in visited and not (inside and path.is_symlink()) and not is_run(path)
                ):
                    visited.add(real)
                    waiting.append(path)

    @cached_property
    def _files(self) -> list[str]:
        return [_printable(name) for name in self._names]

    @cached_property
    def _undecoded(self) -> dict[str, str]:
        """The names on the disk of the files whose names are not UTF-8, by the names that are
        used."""
        return {used: name for name in self._names if (used := _printable(name)) != name}

    def file_names(self) -> list[str]:
        return self._files

    def file(self, name: str) -> Path:
        return self.root / self._undecoded.get(name, name)

    def is_capture(self, name: str) -> bool:
        return not self._tables.is_table(name)

    def archives(self) -> tuple[list[Opened], list[str]]:
        """The web archive files in the folder, and the names of the captures that lie in none."""
        from migrator.sources.warc import Part, Warcs

        files: list[Opened] = []
        within = []
        for mark, container in self.containers.items():
            if isinstance(container, Warcs | Part):
                files += container.files
                within.append(mark)
        return files, [name for name in self.names() if not name.startswith(tuple(within))]

    def load_file(self, name: str) -> Capture:
        capture = self._installation.capture(name, self._read) or self._tables.capture(
            name, self._read(name)
        )
        return replace(capture, written=file_time(self.file(name).stat().st_mtime))

    def open_file(self, name: str) -> BinaryIO:
        return self._inside(name).open("rb")

    def file_stamp(self, name: str) -> str:
        return file_stamp(self.file(name))

    def _read(self, name: str) -> bytes:
        path = self._inside(name)
        with path.open("rb") as file:
            return whole_or_head(name, file, path.stat().st_size)

    def _inside(self, name: str) -> Path:
        """The path of a file. Raises OSError where a symbolic link leads out of the folder: who
        made a page must not say which files of this machine are published."""
        path = self.file(name)
        if not self.follow_links and not self._is_inside(path.resolve()):
            raise OSError(
                "a symbolic link leads out of the folder; if what it leads to is a part of the "
                "site, read it with --follow-links"
            )
        if path.is_dir():
            raise OSError("the folder cannot be opened; you may lack the permission")
        return path

    def _is_inside(self, path: Path) -> bool:
        return path.is_relative_to(self.root.resolve())

    @cached_property
    def _installation(self) -> Installation:
        return Installation(self._files)

    @cached_property
    def _tables(self) -> Tables:
        source = weakref.proxy(self)  # a circle would be freed late, and its files closed too late
        return Tables(self._files, lambda name: source._read(name), self.root.resolve().name)


def _printable(name: str) -> str:
    """`name` with the bytes that are not UTF-8 as an address has them, `%E4`: HTTrack leaves parts
    of an address so."""
    return "".join(
        f"%{ord(letter) - 0xDC00:02X}" if "\udc80" <= letter <= "\udcff" else letter
        for letter in name
    )
