"""Whether what was written is still as it was: the archive and the files of a run, a bag, a WACZ, a
web archive file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from migrator.errors import SourceError
from migrator.guard.paths import digest_of
from migrator.preserve import bag, wacz_check
from migrator.sources import opening as containers
from migrator.sources.fetched import FOLDER as ARCHIVE
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
        if containers.is_wacz(path):
            return wacz_check.verify(path)
        if containers.is_warc(path):
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
        parts.append(index.verify(path / ARCHIVE))
    if (path / bag.FOLDER / "bagit.txt").is_file():
        parts.append(bag.verify(path / bag.FOLDER))
    if (path / "site.db").is_file():
        parts.append(_run(path))
    if not parts:
        raise SourceError(
            f"{path}: holds no run, no bag and no archive of migrator; nothing tells "
            f"what it should hold"
        )
    return (told for part in parts for told in part)


def _warc(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (f"{path}@{why}" for why in wacz_check.faults(file))


def _run(out: Path) -> Iterator[str]:
    """The files that a run wrote, and its store."""
    store = Store(out / "site.db", reader=True)
    try:
        yield from (f"{out / 'site.db'}: {fault}" for fault in queries.integrity_faults(store))
        outputs = store.outputs()
    except sqlite3.DatabaseError as error:
        yield f"{out / 'site.db'}: cannot be read ({error})"
        return
    finally:
        store.close()
    for name, digest in outputs.items():
        if not (out / name).is_file():
            yield f"{out / name}: is not there"
        elif digest_of(out / name) != digest:
            yield f"{out / name}: was changed since it was written"
