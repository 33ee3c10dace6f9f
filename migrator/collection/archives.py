"""The web archive files of a collection, and where each stands: local paths, or what fsspec reads
(`s3://…`, `hdfs://…`), which needs the package fsspec."""

from __future__ import annotations

import glob
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from migrator.errors import SourceError
from migrator.sources.warc import WARC_SUFFIXES, readable

_SUFFIXES = (*WARC_SUFFIXES, ".wacz")
#: Bytes that a store is asked for at a time: where a file is read whole, and where single records
#: are. Most records of pages are smaller; fsspec's own 5 MiB would be 100 to 500 times as much.
WHOLE_BYTES, RECORD_BYTES = 8 * 1024 * 1024, 64 * 1024


@dataclass(frozen=True, slots=True)
class Archive:
    """A web archive file: its path or address, and its name within a WACZ."""

    path: str
    member: str = ""

    @property
    def name(self) -> str:
        return f"{self.path}/{self.member}" if self.member else self.path

    def open(self, ahead: int = RECORD_BYTES) -> IO[bytes]:
        """The file, to read from any place of it; from a store so many bytes are asked for at a
        time. OSError where that cannot be."""
        file = _open(self.path, ahead)
        return readable(zipfile.ZipFile(file).open(self.member) if self.member else file, self.name)

    def stamp(self) -> str:
        """What changes when the file does: size, and time of writing or what the store says."""
        if "://" not in self.path:
            status = os.stat(self.path)
            return f"{status.st_size}-{status.st_mtime_ns}"
        system, path = _remote(self.path)
        return str(system.ukey(path))


def listed(sources: Iterable[str]) -> Iterator[str]:
    """The paths of all archive files that `sources` name: files, folders, patterns with `*`,
    `@FILE` for a file with one of these on each line, addresses of fsspec.

    Raises SourceError where one of them names nothing.
    """
    for source in sources:
        if source.startswith("@"):
            yield from listed(_lines(source[1:]))
            continue
        paths = sorted(_paths(source))
        if not paths:
            raise SourceError(
                f"{source}: names no web archive file ({', '.join(_SUFFIXES)}); name files, a "
                "folder of them, a pattern, or @LIST with a path on each line"
            )
        yield from paths


def members(path: str) -> list[Archive]:
    """The web archive files at a path: itself, or those of a WACZ."""
    if not path.lower().endswith(".wacz"):
        return [Archive(path)]
    with _open(path) as file, zipfile.ZipFile(file) as packed:
        names = sorted(n for n in packed.namelist() if n.lower().endswith(WARC_SUFFIXES))
    return [Archive(path, name) for name in names]


def _lines(path: str) -> list[str]:
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: the list cannot be read ({error})") from error
    return [line.strip() for line in lines if line.strip()]


def _paths(source: str) -> Iterable[str]:
    if "://" in source:
        system, path = _remote(source)
        paths = system.find(path) if system.isdir(path) else system.glob(path)
        return [system.unstrip_protocol(p) for p in paths if p.lower().endswith(_SUFFIXES)]
    if os.path.isdir(source):
        files = (str(path) for path in Path(source).rglob("*") if path.is_file())
        return [path for path in files if path.lower().endswith(_SUFFIXES)]
    return [path for path in glob.glob(source) if os.path.isfile(path)]


def _open(path: str, ahead: int = RECORD_BYTES) -> IO[bytes]:
    if "://" not in path:
        return open(path, "rb")
    system, name = _remote(path)
    return cast("IO[bytes]", system.open(name, "rb", block_size=ahead))


def _remote(address: str) -> tuple[Any, str]:
    """The file system of an address, which has no types, and the path there."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise SourceError(
            f"{address}: needs one more package: pip install 'joomla-migrator[collection]'"
        ) from error
    system, path = url_to_fs(address)
    return system, path
