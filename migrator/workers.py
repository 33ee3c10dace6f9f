"""Reading in several processes: results arrive in order, and a page that fails or hangs costs that page and a note."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import FrameType

from migrator import reading
from migrator.model import Note, Reading
from migrator.reading import Hints
from migrator.sources import Source
from migrator.store import digest

BATCH = 16
#: Seconds that one page may take.
DEADLINE = 60

Result = tuple[int, Reading, str, int]


class OverdueError(Exception):
    """A page took longer than DEADLINE."""


def read(source: Source, names: Sequence[tuple[int, str]], hints: Hints, jobs: int) -> Iterator[list[Result]]:
    """The readings of the captures `names` (place and name), in batches, in order."""
    batches = [names[i:i + BATCH] for i in range(0, len(names), BATCH)]
    if jobs < 2 or len(batches) < 2:
        for batch in batches:
            yield read_batch(source, batch, hints)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting: list[tuple[Sequence[tuple[int, str]], Future[list[Result]]]] = []
        for batch in batches:
            waiting.append((batch, pool.submit(read_batch, source, batch, hints)))
        for batch, future in waiting:
            try:
                yield future.result()
            except BrokenProcessPool:
                yield [r for one in batch for r in _alone(source, one, hints)]


def _alone(source: Source, name: tuple[int, str], hints: Hints) -> list[Result]:
    """One capture in a process of its own, after a worker died on its batch."""
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(read_batch, source, [name], hints).result()
    except BrokenProcessPool:
        return [(name[0], failed(name[1], "worker-died", "the process that read the page died"), "", 0)]


def read_batch(source: Source, names: Sequence[tuple[int, str]], hints: Hints) -> list[Result]:
    """The readings of some captures; what goes wrong with one is its own reading."""
    return [_one(source, at, name, hints) for at, name in names]


def _one(source: Source, at: int, name: str, hints: Hints) -> Result:
    try:
        capture = source.load(name)
    except OSError as error:
        return at, failed(name, "source-unreadable", f"cannot be read: {error.strerror or error}"), "", 0
    sha, length = digest(capture.data), len(capture.data)
    try:
        with _Deadline():
            return at, reading.read(capture, hints), sha, length
    except OverdueError:
        return at, failed(name, "reading-overdue", f"took longer than {DEADLINE} s", capture.url), sha, length
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__} in {where.name} ({where.filename.rpartition('/')[2]}:{where.lineno}): {error}"
        return at, failed(name, "reading-failed", told, capture.url), sha, length


def failed(name: str, code: str, why: str, url: str | None = None) -> Reading:
    """The reading of a capture that could not be read."""
    return Reading(name, url, "other", why, status="failed", notes=(Note(code, why, "loss"),))


class _Deadline:
    """Raises OverdueError in the running code after DEADLINE seconds, where the system has alarms."""

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            try:
                self.before = signal.signal(signal.SIGALRM, self._ring)
                signal.setitimer(signal.ITIMER_REAL, DEADLINE)
            except ValueError:  # not the main thread: no alarm to be had
                self.before = None

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer") and self.before is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.before)

    @staticmethod
    def _ring(_number: int, _frame: FrameType | None) -> None:
        raise OverdueError
