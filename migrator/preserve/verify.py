"""Whether what was written is still as it was: the archive and the files of a run, a bag, a WACZ, a
web archive file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from migrator.errors import SourceError, StoreError
from migrator.guard.small_files import digest_of
from migrator.preserve import bag, seal, wacz_check
from migrator.sources.fetched import FOLDER as ARCHIVE
from migrator.sources.warc import is_wacz, is_warc
from migrator.store import queries
from migrator.store.database import Store
from migrator.warc import index


def verify(path: Path) -> Iterator[str]:
    """Everything that is not as it was written; nothing where all is well.

    Raises SourceError where there is nothing whose digests are known.
    """
    if not path.exists():
        raise SourceError(
            f"{path}: is not there; name the folder of a run, a bag, a WACZ or a web archive file"
        )
    if path.is_file():
        if is_wacz(path):
            return wacz_check.verify(path)
        if is_warc(path):
            return _warc(path)
        raise SourceError(
            f"{path}: is no WACZ and no web archive file; nothing tells what it should hold"
        )
    parts = []
    if (path / "bagit.txt").is_file():
        parts.append(bag.verify(path))
    if (path / index.INDEX).is_file():
        parts.append(index.verify(path))
    if (path / ARCHIVE).is_dir():
        parts.append(_archive(path / ARCHIVE))
    is_run = (path / "site.db").is_file() or (path / seal.SEAL).is_file()
    if is_run and (path / bag.FOLDER).is_dir():
        parts.append(bag.verify(path / bag.FOLDER))
    if is_run:
        parts.append(_run(path))
    if not parts:
        raise SourceError(
            f"{path}: holds no run, no bag and no archive of migrator; nothing tells "
            f"what it should hold"
        )
    return (message for part in parts for message in part)


def _warc(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (f"{path}@{why}" for why in wacz_check.faults(file))


def _run(out: Path) -> Iterator[str]:
    """The files that a run wrote, its store and its archive's index."""
    if not (out / "site.db").is_file():
        yield from seal.verify(out, None)
        return
    try:
        with closing(Store(out / "site.db", reader=True)) as store:
            yield from seal.verify(out, store)
            yield from (f"{out / 'site.db'}: {fault}" for fault in queries.integrity_faults(store))
            outputs = store.outputs()
    except StoreError as error:
        yield from seal.verify(out, None)
        yield str(error)
        return
    for name, digest in outputs.items():
        if not (out / name).is_file():
            yield f"{out / name}: is not there"
        elif digest_of(out / name) != digest:
            yield f"{out / name}: was changed since it was written"
    for path in _files(out, {name.partition("/")[0] for name in outputs}):
        if path not in outputs and path.removesuffix(".new") not in outputs:
            yield f"{out / path}: was not written by a run"


def _files(out: Path, folders: Collection[str]) -> list[str]:
    """The files below some folders of a run."""
    return sorted(
        path.relative_to(out).as_posix()
        for folder in folders
        for path in (out / folder).rglob("*")
        if path.is_file() or path.is_symlink()
    )


#: Files of an archive beside its web archive files.
_OF_ARCHIVE = re.compile(r"index\.cdxj|.+\.warc\.gz|.+\.crawl\.json|\..+\.lock")


def _archive(folder: Path) -> Iterator[str]:
    yield from index.verify(folder)
    for path in sorted(folder.iterdir()):
        if path.is_file() and not _OF_ARCHIVE.fullmatch(path.name):
            yield f"{path}: was not written by a run"
