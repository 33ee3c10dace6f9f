"""How far a run is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from migrator.fetch.crawl import FetchProgress


def of_fetching(progress: Progress | None) -> Callable[[FetchProgress], None] | None:
    """What a fetch calls to tell how far it is; None where nobody is to be told."""
    return (
        (lambda state: progress("fetching", state.done, state.done + state.waiting, state.bytes))
        if progress
        else None
    )


def of_step(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    """What the step `what` calls with how many of how many are done; None as above."""
    return (lambda done, of: progress(what, done, of)) if progress else None


class Progress(Protocol):
    """Is told what is being done, how many of how many are done, and how many bytes have come."""

    def __call__(self, what: str, done: int, of: int, size: int | None = None, /) -> None: ...
