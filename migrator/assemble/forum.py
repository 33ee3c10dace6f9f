"""Forum threads, each whole from its pages."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.model import Reading, Thread


def threads(readings: Sequence[Reading]) -> tuple[Thread, ...]:
    """The threads of the site, in the order in which they came."""
    return ()
