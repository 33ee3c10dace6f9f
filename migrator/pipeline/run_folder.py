"""The folder that a run leaves: its lock and its store."""

from __future__ import annotations

from pathlib import Path

from migrator.guard.paths import Lock
from migrator.store.database import Store

_LOCKS: dict[Path, Lock] = {}


def open_store(out: Path) -> Store:
    """The store of the run at `out`, made where there is none; this process's alone until it ends.

    Raises StoreError where another run holds it.
    """
    out.mkdir(parents=True, exist_ok=True)
    lock = out.resolve() / ".run.lock"
    if lock not in _LOCKS:
        _LOCKS[lock] = Lock(lock)
    return Store(out / "site.db")
