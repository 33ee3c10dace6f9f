"""Targets by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from migrator import targets
from migrator.writing.writer import Desk

#: name -> module
TARGETS = {
    "markdown": "markdown",
    "json": "json",
    "hugo": "hugo",
    "jekyll": "jekyll",
    "redirects": "redirects",
}


#: What is written where nothing is named, and what goes with another target.
DEFAULT = ("markdown", "json")


WITH = {"hugo": ("redirects",), "jekyll": ("redirects",)}


Write = Callable[[Desk], None]


def target(name: str) -> Write:
    """The writer of the target called `name`."""
    write: Write = import_module(f"{targets.__name__}.{TARGETS[name]}").write
    return write


def with_companions(names: tuple[str, ...]) -> tuple[str, ...]:
    """The targets `names` and those that go with them, each once."""
    return tuple(dict.fromkeys(one for name in names for one in (name, *WITH.get(name, ()))))
