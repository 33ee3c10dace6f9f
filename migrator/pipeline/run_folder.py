"""The folder that a run leaves: its lock and its store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from migrator.guard.lock import Lock
from migrator.guard.small_files import make_folder, private_key
from migrator.preserve import seal
from migrator.store.database import Store

#: The key of a run: pseudonyms and hashes of e-mail addresses are made with it. Who hands results
#: on keeps it.
KEY = ".run.key"
_LOCKS: dict[Path, Lock] = {}
#: How many stores of this process are open in a folder; the last one frees its lock.
_USERS: Counter[Path] = Counter()


def open_store(out: Path) -> Store:
    """The store of the run at `out`, made where there is none; this process's alone until closed.

    Raises StoreError where another run holds it.
    """
    make_folder(out)
    path = out.resolve() / ".run.lock"
    if path not in _LOCKS:
        _LOCKS[path] = Lock(path)
    seal.check_store(out)
    _USERS[path] += 1
    store = Store(out / "site.db")
    seal.break_(out, store)
    store.key = private_key(out / KEY)
    store.on_close = lambda: _release(path)
    return store


def _release(path: Path) -> None:
    _USERS[path] -= 1
    if not _USERS[path]:
        _LOCKS.pop(path).release()
