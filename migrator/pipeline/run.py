"""The flow of a run.

    source ──Capture──▶ reading.read ──Reading──▶ store (site.db)
    store ──Reading──▶ assemble ──Site──▶ targets ──▶ OUT/TARGET/…

Two halves with a file between them: `extract` reads page by page and can be stopped and started
again, `write` makes the whole site from what was read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from migrator.assemble.assembly import assemble
from migrator.comments import registry as comment_systems
from migrator.joomla import address
from migrator.model import Comment, Site, Written
from migrator.pipeline.extract import extract
from migrator.pipeline.progress import Progress
from migrator.pipeline.run_folder import open_store
from migrator.pipeline.write import write
from migrator.settings import NOTHING_KNOWN, ReadOptions
from migrator.sources.opening import supplemented
from migrator.sources.source import Source
from migrator.store.database import Store


def run(
    source: Source,
    out: Path,
    targets: Iterable[str],
    jobs: int = 1,
    progress: Progress | None = None,
    read_options: ReadOptions = NOTHING_KNOWN,
    redact: bool = False,
) -> Written:
    """Reads all of `source` and writes the site to `out`."""
    store = open_store(out)
    source = supplemented(source, out)
    extract(source, store, jobs, progress, read_options)
    return write(store, out, targets, source, jobs, progress, redact)


def comments_of(
    source: Source, progress: Progress | None = None
) -> tuple[list[tuple[str, Comment]], frozenset[str]]:
    """The comments of `source`, each with the name of its capture, and the hosts of the pages."""
    store = Store(None)
    extract(source, store, progress=progress)
    comments, hosts = list[tuple[str, Comment]](), set[str]()
    for _, reading in store.readings():
        comments += [(reading.source, comment) for comment in reading.comments]
        host = address.read(reading.url or "").host
        hosts |= {host, f"www.{host}"}
    return comments, frozenset(hosts)


def in_memory(
    source: Source,
    jobs: int = 1,
    read_options: ReadOptions = NOTHING_KNOWN,
    progress: Progress | None = None,
) -> Site:
    """The site of `source`, with nothing written anywhere."""
    store = Store(None)
    extract(source, store, jobs, progress, read_options)
    return assemble(store, comment_components=comment_systems.traps())
