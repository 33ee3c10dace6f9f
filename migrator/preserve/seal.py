"""The seal of a run's folder: the sha256 of its store and of what tells how its archive came about,
beside them, in the form of `sha256sum`.

The files that a run writes have their digests in site.db, the records of the archive in its index;
the seal has those of site.db and the index themselves. It is broken when a run begins and made when
one ends: a store that was damaged meanwhile is not taken for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from migrator.errors import StoreError
from migrator.guard.small_files import digest_of, disk_error, write_small
from migrator.sources.fetched import FOLDER as ARCHIVE
from migrator.store.database import Store
from migrator.warc.index import INDEX

SEAL = ".run.sha256"
_STORE = "site.db"
#: The key in the store that says whether a seal is to be there.
_SEALED = "sealed"


def make(out: Path, store: Store) -> None:
    """Seals the folder of a run that has ended."""
    store.set_meta(_SEALED, "yes")
    store.checkpoint()
    archive = out / ARCHIVE
    files = [out / _STORE, archive / INDEX, *sorted(archive.glob("*.crawl.json"))]
    lines = [
        f"{digest_of(path)}  {path.relative_to(out).as_posix()}\n"
        for path in files
        if path.is_file()
    ]
    write_small(out / SEAL, "".join(lines).encode())


def check_store(out: Path) -> None:
    """Raises StoreError where site.db is not as the last run that ended left it."""
    digest = dict(_sealed(out)).get(_STORE)
    if digest and (out / _STORE).is_file() and digest_of(out / _STORE) != digest:
        raise StoreError(
            f"{out / _STORE}: is not as the last run left it; if nobody changed it, it is damaged: "
            f"move it out of the folder and run the same command again, and the pages are read "
            f"anew. If you changed it yourself, remove {out / SEAL}"
        )


def break_(out: Path, store: Store) -> None:
    """Takes the seal away, before anything is changed."""
    try:
        (out / SEAL).unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, out / SEAL) from error
    if store.meta(_SEALED):
        store.set_meta(_SEALED, "")


def verify(out: Path, store: Store | None) -> Iterator[str]:
    """What is not as it was when the folder was sealed; `store` is its site.db, where that can be
    read."""
    sealed = list(_sealed(out))
    if not sealed and store is not None and store.meta(_SEALED):
        yield f"{out / SEAL}: is not there, or cannot be read"
    for name, digest in sealed:
        path = out / name
        if not path.is_file():
            yield f"{path}: is not there"
        elif digest_of(path) != digest:
            yield f"{path}: is not as the last run left it"


def _sealed(out: Path) -> Iterator[tuple[str, str]]:
    """Name and digest of what is sealed."""
    try:
        text = (out / SEAL).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        if name in (_STORE,) or name.startswith(f"{ARCHIVE}/"):
            yield name, digest
