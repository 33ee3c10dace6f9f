"""Work in several processes: results arrive in order, and a page that fails or hangs costs that
page and a note."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import multiprocessing.synchronize
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import islice
from types import FrameType
from typing import Any, Generic, Protocol, TypeVar, cast

from migrator.errors import OverdueError, set_up_log

BATCH = 16
#: Seconds between two looks: of a process, whether it is still wanted; whether a thread is overdue.
_WATCH = 0.5
Item = TypeVar("Item")
Given = TypeVar("Given", contravariant=True)
Result = TypeVar("Result")


def in_batches(
    work: Work[Item, Result], items: Iterable[Item], jobs: int, size: int = BATCH
) -> Iterator[list[Result]]:
    """What `work` makes of `items`, batch by batch, in order; no more than a few batches wait at a
    time."""
    left = iter(items)
    batches = iter(lambda: list(islice(left, size)), [])
    if jobs < 2:
        with seldom_collected():
            for batch in batches:  # a StopIteration of the work is an error here, no end
                yield work(batch)
        return
    crew = _Crew(work, jobs)
    try:
        for batch in batches:
            crew.give(batch)
            if len(crew.waiting) >= jobs * 4:
                yield crew.take()
        while crew.waiting:
            yield crew.take()
    finally:
        crew.close()


#: Threshold of the cyclic garbage collector, in new objects. Nearly all objects of a page die by
#: reference counting; at 10,000 the collector took 6 % of the CPU of a run.
_NEW_OBJECTS = 50_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Makes the cyclic garbage collector run seldom."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    gc.freeze()  # what is there before the work stays: it need not be looked through
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


class Work(Protocol[Given, Result]):
    """What processes do: a batch at a time, and what stands for an item on which a process died."""

    def __call__(self, items: Sequence[Given], /) -> list[Result]: ...

    def on_worker_death(self, item: Given, /) -> Result: ...


class _Crew(Generic[Item, Result]):
    """Processes at work. When one dies, the batch that is waited for is done again one item at a
    time, each in a process of its own, and new processes take over the rest."""

    def __init__(self, work: Work[Item, Result], jobs: int) -> None:
        self.work, self.jobs = work, jobs
        self.stop = multiprocessing.Event()
        self.pool = self._processes(jobs)
        self.waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()

    def _processes(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            count,
            initializer=_in_a_process,
            initargs=(pickle.dumps(self.work), os.getpid(), self.stop),
        )

    def close(self) -> None:
        """Ends the processes. To leave while the pool is still closing its pipes would print a
        traceback at the end of the program, so that is waited for; where batches are left, the
        run ends before its time, and so do they."""
        if self.waiting:
            self.stop.set()
        self.pool.shutdown(wait=not self.waiting, cancel_futures=True)

    def give(self, batch: list[Item]) -> None:
        try:
            self.waiting.append((batch, _deaf_to_interrupts(self.pool.submit, _do, batch)))
        except BrokenProcessPool:
            self._renew()
            self.give(batch)

    def take(self) -> list[Result]:
        """The results of the batch that has waited longest."""
        batch, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._renew()
            return [self._alone(item) for item in batch]

    def _renew(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = self._processes(self.jobs)
        self.waiting = deque(
            (
                batch,
                future if _succeeded(future) else _deaf_to_interrupts(self.pool.submit, _do, batch),
            )
            for batch, future in self.waiting
        )

    def _alone(self, item: Item) -> Result:
        try:
            with self._processes(1) as pool:
                future = _deaf_to_interrupts(pool.submit, _do, [item])
                return cast(list[Result], future.result())[0]
        except BrokenProcessPool:
            return self.work.on_worker_death(item)


def _deaf_to_interrupts(submit: Callable[..., Future[Any]], *arguments: object) -> Future[Any]:
    """Hands out work. A process that this starts inherits that Ctrl-C is not for it: the terminal
    sends it to all processes, and one that is starting would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        return submit(*arguments)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return submit(*arguments)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _succeeded(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and not future.exception()


_work: Work[Any, Any] | None = None


def _in_a_process(work: bytes, parent: int, stop: multiprocessing.synchronize.Event) -> None:
    """Gives a worker its work, once: a copy, whose files are its own. Ctrl-C is the main process's
    to answer."""
    set_up_log()
    global _work
    _work = pickle.loads(work)
    gc.set_threshold(_NEW_OBJECTS)
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent, stop), daemon=True).start()


def _end_with(parent: int, stop: multiprocessing.synchronize.Event) -> None:
    """Ends this process when its parent has ended or says so: nobody waits for what it does, and
    nothing else would tell it."""
    while os.getppid() == parent and not stop.wait(_WATCH):
        pass
    os._exit(1)


def _do(items: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return _work(items)


class Deadline:
    """Raises OverdueError in the running code after some seconds, and again after as many more:
    whoever makes do with less where something took too long has as long for that. In the main
    thread an alarm of the system does it, elsewhere another thread. A worker that does not hear it,
    because it is not in Python, is ended by the system after three times as long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        self.before = None
        self.is_watched = False
        if not hasattr(signal, "setitimer"):
            return
        if threading.current_thread() is threading.main_thread():
            self.before = signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, self.seconds, self.seconds)
        else:
            self.is_watched = True
            _watch.begin(self.seconds)
        if _work or _is_cluster_worker:
            signal.setitimer(signal.ITIMER_PROF, 3 * self.seconds)

    def __exit__(self, *_: object) -> None:
        if self.is_watched:
            _watch.end()
        if self.before is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.before)
        if _work or _is_cluster_worker:
            signal.setitimer(signal.ITIMER_PROF, 0)

    @staticmethod
    def _ring(_number: int, _frame: FrameType | None) -> None:
        raise OverdueError


class _Watch:
    """Raises OverdueError in threads other than the main one, every so many seconds until the
    thread says that it is done. One thread looks after all: to start one for each page would cost
    more than many a page."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        #: For each thread: when it is overdue, and after how many seconds again.
        self.running: dict[int, tuple[float, float]] = {}
        self.is_started = False

    def begin(self, seconds: float) -> None:
        with self.lock:
            self.running[threading.get_ident()] = (time.monotonic() + seconds, seconds)
            if not self.is_started:
                threading.Thread(target=self._look, daemon=True).start()
                self.is_started = True

    def end(self) -> None:
        """The thread is done. An error that is on its way to it is let in and forgotten: to take it
        back (`PyThreadState_SetAsyncExc` with nothing) leaves Python 3.11 looking for it at each
        call, and a profiler then never comes back."""
        while True:
            with suppress(OverdueError):
                with self.lock:
                    self.running.pop(threading.get_ident(), None)
                for _ in range(2):  # what waits comes in at a jump back
                    pass
                return

    def _look(self) -> None:
        while True:
            time.sleep(_WATCH)
            with self.lock:
                for thread, (end, seconds) in self.running.items():
                    if time.monotonic() > end:
                        self.running[thread] = (end + seconds, seconds)
                        _raise_in(thread, OverdueError)


def _raise_in(thread: int, error: type[Exception]) -> None:
    """Raises an error in a thread as soon as it is in Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


_watch = _Watch()
_is_cluster_worker = False


def in_cluster_worker(work: Work[Item, Result], items: Sequence[Item]) -> list[Result]:
    """What `work` makes of `items` in a process that belongs to a cluster, which may be ended where
    it hangs: the cluster gives the items to another one."""
    global _is_cluster_worker
    _is_cluster_worker = True
    try:
        with seldom_collected():
            return work(items)
    finally:
        _is_cluster_worker = False
