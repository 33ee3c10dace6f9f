"""Where the work of a collection is done: processes of this machine, or workers of Dask.

An engine gives each item to a work and yields the results; where the process of an item dies, the
item is tried again, and then given up. The works are plain objects that can be pickled, so that
other engines need no more than this: with Spark, `rdd.mapPartitions(work)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from migrator.errors import UsageError
from migrator.parallel import Work, in_batches

Item = TypeVar("Item")
Result = TypeVar("Result")
Engine = Callable[[Work[Any, Any], Iterable[Any]], Iterator[Any]]

#: Items that wait for each worker of a cluster.
_WAITING = 2


def local(jobs: int) -> Engine:
    """Processes of this machine; with one job, this process."""
    return partial(_local, jobs)


def _local(jobs: int, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
    for results in in_batches(work, items, jobs, size=1):
        yield from results


def on_dask(address: str) -> Engine:
    """The workers of the Dask cluster whose scheduler is at `address` (`tcp://host:8786`). They
    must see the archive files and the output folder under the same paths, and run one thread each.

    Raises UsageError where Dask is not installed or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--cluster needs one more package: pip install 'joomla-migrator[collection]'"
        ) from error
    try:
        client = Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(
            f"--cluster {address}: no scheduler of Dask answers there ({error}); start one with "
            "`dask scheduler`"
        ) from error
    return partial(_on_dask, client)


def _on_dask(client: Any, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
    from distributed import as_completed

    left = iter(items)
    room = max(sum(client.nthreads().values()), 1) * _WAITING

    def submit(item: Item) -> Any:
        future = client.submit(_single, work, item, pure=False)
        given[future.key] = item
        return future

    given: dict[str, Item] = {}
    waiting = as_completed([submit(item) for item in islice(left, room)])
    for future in waiting:
        item = given.pop(future.key)
        # An error is a worker that died more often than Dask tries again: works raise none.
        yield future.result() if future.status == "finished" else work.given_up(item)
        for following in islice(left, 1):
            waiting.add(submit(following))


def _single(work: Work[Item, Result], item: Item) -> Result:
    return work([item])[0]
