"""Where the work of a collection is done: processes of this machine, or workers of Dask.

An engine gives items to a work, so many at a time, and yields a result for each; where the process
of an item dies, the item is tried again, and then given up. The works are plain objects that can be
pickled, so that other engines need no more than this: with Spark, `rdd.mapPartitions(work)`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any, Protocol, TypeVar

from migrator.errors import NetworkError, UsageError
from migrator.parallel import Work, in_batches, in_cluster_worker
from migrator.version import code

Item = TypeVar("Item")
Result = TypeVar("Result")

#: The address that stands for a cluster of Dask on this machine.
LOCAL = "local"
#: Tasks that each worker of a cluster has or waits for.
_WAITING = 2
#: How often the start of a cluster on this machine is tried.
_STARTS = 3
#: What the workers of a cluster on this machine do seldom or never, which only a dashboard shows:
#: each took 4 % of a core with the defaults while it had nothing to do, 0.5 % with these (measured
#: over 20 s with distributed 2026.8).
OPTIONS = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "5s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.scheduler.active-memory-manager.start": False,
}
#: A worker that died is tried again, and needs no message.
CLUSTER: dict[str, Any] = {
    "threads_per_worker": 1,
    # None would still listen, and on all addresses of the machine
    "dashboard_address": "127.0.0.1:0",
    "worker_dashboard_address": "127.0.0.1:0",
    "memory_limit": 0,
    "silence_logs": logging.ERROR,
}


class Engine(Protocol):
    """Yields what `work` makes of `items`, in any order; a task is `size` items."""

    def __call__(
        self, work: Work[Any, Any], items: Iterable[Any], size: int = 1, /
    ) -> Iterator[Any]: ...


def local(jobs: int) -> Engine:
    """Processes of this machine; with one job, this process."""
    return partial(_local, jobs)


def _local(
    jobs: int, work: Work[Item, Result], items: Iterable[Item], size: int = 1, /
) -> Iterator[Result]:
    for results in in_batches(work, items, jobs, size):
        yield from results


@contextmanager
def on_dask(address: str, jobs: int = 1) -> Iterator[Engine]:
    """The workers of the Dask cluster whose scheduler is at `address` (`tcp://host:8786`), or for
    `local` so many (`jobs`) on this machine. They must see the archive files and the output folder
    under the same paths, have this migrator, and run one thread each.

    Raises UsageError where Dask is not installed, no scheduler answers, or a worker is not so.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "--cluster needs one more package: pip install 'joomla-migrator[collection]'"
        ) from error
    with ExitStack() as closing:
        if address == LOCAL:
            closing.enter_context(import_module("dask").config.set(OPTIONS))
            cluster = closing.enter_context(_local_cluster(distributed, jobs))
            address = cluster.scheduler_address
        try:
            client = closing.enter_context(distributed.Client(address, timeout="10s"))
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(
                f"--cluster {address}: no scheduler of Dask answers there ({error}); start one "
                "with `dask scheduler`"
            ) from error
        check_workers(client, address)
        yield partial(_on_dask, client)


def _local_cluster(distributed: Any, jobs: int) -> Any:
    """A cluster on this machine. One whose worker dies while it starts does not come up at all, so
    that is tried again."""
    starts = 0
    while True:
        starts += 1
        try:
            return distributed.LocalCluster(n_workers=jobs, **CLUSTER)
        except RuntimeError as error:
            if starts == _STARTS:
                raise NetworkError(
                    f"--cluster {LOCAL}: no cluster could be started on this machine ({error}); "
                    "run the same command again, or without --cluster"
                ) from error


def check_workers(client: Any, address: str) -> None:
    """Raises UsageError where there is no worker, or one is not as it must be."""
    threads = client.nthreads()
    if not threads:
        raise UsageError(
            f"--cluster {address}: the scheduler has no worker; start some with "
            f"`dask worker {address} --nthreads 1 --nworkers N`"
        )
    if busy := [name for name, count in threads.items() if count > 1]:
        raise UsageError(
            f"--cluster {address}: {busy[0]} runs {threads[busy[0]]} threads, of which one at a "
            "time would read; start workers with --nthreads 1, and more of them"
        )
    try:
        others = [name for name, version in client.run(code).items() if version != code()]
    except Exception as error:  # whatever an import raises there
        raise UsageError(
            f"--cluster {address}: a worker cannot run migrator ({type(error).__name__}: {error}); "
            "install it in the environment that `dask worker` runs in"
        ) from error
    if others:
        raise UsageError(f"--cluster {address}: {others[0]} has another version of migrator")


def _on_dask(
    client: Any, work: Work[Item, Result], items: Iterable[Item], size: int = 1, /
) -> Iterator[Result]:
    as_completed = import_module("distributed").as_completed
    killed: type[Exception] = import_module("distributed.scheduler").KilledWorker
    left = iter(items)
    batches = iter(lambda: list(islice(left, size)), [])
    room = max(len(client.nthreads()), 1) * _WAITING
    given: dict[str, list[Item]] = {}

    def submit(batch: list[Item]) -> Any:
        future = client.submit(in_cluster_worker, work, batch, pure=False)
        given[future.key] = batch
        return future

    waiting = as_completed([submit(batch) for batch in islice(batches, room)])
    for future in waiting:
        batch = given.pop(future.key)
        try:
            yield from future.result()
        except killed:  # more workers died on it than Dask tries again
            if len(batch) == 1:
                yield work.on_worker_death(batch[0])
            else:
                waiting.update([submit([item]) for item in batch])
                continue
        except Exception as error:  # works raise none: the cluster is gone, or does not know them
            raise NetworkError(
                f"the cluster does not go on ({type(error).__name__}: {error}); run the same "
                "command again: it goes on where it was"
            ) from error
        waiting.update([submit(following) for following in islice(batches, 1)])
