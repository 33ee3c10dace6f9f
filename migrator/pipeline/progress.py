"""How far a run is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from migrator.fetch.crawl import FetchProgress


def _fetching(progress: Progress | None) -> Callable[[FetchProgress], None] | None:
    return (
        (lambda state: progress("fetching", state.done, state.done + state.waiting, state.bytes))
        if progress
        else None
    )


def _doing(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return (lambda done, of: progress(what, done, of)) if progress else None


class Progress(Protocol):
    """Is told what is being done, how many of how many are done, and how many bytes have come."""

    def __call__(self, what: str, done: int, of: int, size: int | None = None, /) -> None: ...
