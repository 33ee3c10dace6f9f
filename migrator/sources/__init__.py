"""Where pages come from, one kind a file. A source is told by looking at it; the user names it and no more.

A source lists the names of its captures and loads one by name, so that workers can read it, a run can go on where it was, and
memory holds one page at a time.
"""

from __future__ import annotations

import shlex
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from migrator.errors import SourceError
from migrator.model import Capture

if TYPE_CHECKING:
    from migrator.archive.records import Opened
    from migrator.sources.fetched import FetchedSource, Net


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


def open_source(path: str, out: Path | None = None, net: Net | None = None) -> Source:
    """The source at `path`, told by what is there; one that is to be fetched (`https://…`, `wayback:…`) goes to the archive of
    the run at `out`.

    Raises SourceError where nothing is there or it is of no known kind.
    """
    if path.startswith(("http://", "https://", "wayback:")):
        from migrator.sources import fetched

        if out is None:
            raise SourceError(f"{path}: is to be fetched, and there is no output folder to keep it in; name one")
        return fetched.FetchedSource(path, out, net or fetched.Net())
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


def open_sources(paths: Sequence[str], out: Path | None = None, net: Net | None = None) -> Source:
    """The source at `paths`: one, or several read as one."""
    opened = [open_source(path, out, net) for path in paths]
    if len(opened) == 1:
        return opened[0]
    from migrator.sources.several import Several

    return Several(opened)


def to_fetch(source: Source) -> list[FetchedSource]:
    """What of a source must be fetched before it can be read."""
    from migrator.sources.fetched import FetchedSource
    from migrator.sources.several import Several

    parts = source.parts.values() if isinstance(source, Several) else (source,)
    return [part for part in parts if isinstance(part, FetchedSource)]


def supplemented(source: Source, out: Path) -> Source:
    """`source` with what runs at `out` have fetched because it lacked it."""
    from migrator.sources.fetched import FOLDER, MISSING, Supplemented

    return Supplemented(source, out) if any((out / FOLDER).glob(f"{MISSING}-*.warc.gz")) else source


def split(source: Source) -> tuple[list[Opened], list[str]]:
    """The web archive files of a source, and the names of its captures that lie in none."""
    from migrator.sources.fetched import FetchedSource
    from migrator.sources.folder import Folder
    from migrator.sources.several import Several
    from migrator.sources.warc import Warcs

    if isinstance(source, Warcs):
        return source.files, []
    if isinstance(source, FetchedSource):
        return source.archives, []
    if isinstance(source, Folder):
        return source.archives()
    if isinstance(source, Several):
        found = [(label, *split(part)) for label, part in source.parts.items()]
        return [file for _, files, _ in found for file in files], [f"{label}{name}" for label, _, names in found for name in names]
    return [], list(source.names())


def reopened(label: str | None, out: Path) -> Source | None:
    """The source that the run at `out` read before, None where it is not there any more."""
    for paths in ([label], shlex.split(label)) if label else ():
        try:
            return open_sources(paths, out)
        except SourceError:
            continue
    return None
