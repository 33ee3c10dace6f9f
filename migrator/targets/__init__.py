"""Where a site goes, one format a file. A target writes what it is given and no more."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from migrator.guard.paths import Folder
from migrator.model import Site

#: name -> module; `jsonl` avoids the name of the standard library's module
TARGETS = {"json": "jsonl", "markdown": "markdown"}

Write = Callable[[Site, Folder], None]


def target(name: str) -> Write:
    """The writer of the target called `name`."""
    write: Write = import_module(f"{__name__}.{TARGETS[name]}").write
    return write
