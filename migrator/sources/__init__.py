"""Where pages come from, one kind a file. A source is told by looking at it; the user names it and no more.

A source lists the names of its captures and loads one by name, so that workers can read it, a run can go on where it was, and
memory holds one page at a time.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from migrator.errors import SourceError
from migrator.model import Capture


class Source(Protocol):
    """`label` is what a person calls it; names are stable from run to run."""

    label: str

    def names(self) -> Iterator[str]:
        """The names of all captures, in a fixed order."""

    def load(self, name: str) -> Capture:
        """The capture called `name`; OSError where it cannot be read."""

    def stamp(self, name: str) -> str:
        """What changes when the capture called `name` does, known without reading it."""


class Captures:
    """Captures that are in memory already."""

    label = "captures in memory"

    def __init__(self, captures: Iterable[Capture]) -> None:
        self.captures = {c.source: c for c in captures}

    def names(self) -> Iterator[str]:
        yield from self.captures

    def load(self, name: str) -> Capture:
        return self.captures[name]

    def stamp(self, name: str) -> str:
        return str(len(self.captures[name].data))


def open_source(path: str) -> Source:
    """The source at `path`, told by what is there.

    Raises SourceError where nothing is there or it is of no known kind.
    """
    from migrator.sources import containers
    from migrator.sources.folder import Folder
    from migrator.sources.mhtml import Mhtml
    from migrator.sources.packed import Tar, Zip
    from migrator.sources.page import Page
    from migrator.sources.warc import InFile, Warcs

    where = Path(path)
    if not where.exists():
        raise SourceError(f"{path}: no such file or folder; name a folder of saved pages, a web archive, a zip or tar, or a saved page")
    if where.is_dir():
        return Folder(where)
    if containers.is_warc(where):
        return Warcs([InFile(where)], path)
    if containers.is_wacz(where):
        return containers.wacz(where)
    if zipfile.is_zipfile(where):
        return Zip(where)
    if containers.is_tar(where):
        return Tar(where)
    return Mhtml(where) if containers.is_mhtml(where) else Page(where)


def reopened(label: str | None) -> Source | None:
    """The source that a run read before, None where it is not there any more."""
    try:
        return open_source(label) if label else None
    except SourceError:
        return None
