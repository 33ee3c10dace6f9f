"""The flow of a run.

    source ──Capture──▶ reading.read ──Reading──▶ store (site.db)
    store ──Reading──▶ assemble ──Site──▶ targets ──▶ OUT/TARGET/…

Two halves with a file between them: `extract` reads page by page and can be stopped and started again, `write` makes the
whole site from what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from migrator import redaction, survey, workers
from migrator.assemble import assemble
from migrator.errors import SourceError
from migrator.guard.paths import Folder
from migrator.model import Site
from migrator.reading import NOTHING_KNOWN, Hints
from migrator.sources import Source
from migrator.store import Store
from migrator.targets import target

#: What is being done, how many of how many are done.
Progress = Callable[[str, int, int], None]


def run(source: Source, out: Path, targets: Iterable[str], jobs: int = 1, progress: Progress | None = None, hints: Hints = NOTHING_KNOWN,
        redact: bool = False) -> Site:
    """Reads all of `source` and writes the site to `out`."""
    store = open_store(out)
    extract(source, store, jobs, progress, hints)
    return write(store, out, targets, progress, redact)


def in_memory(source: Source, jobs: int = 1, hints: Hints = NOTHING_KNOWN) -> Site:
    """The site of `source`, with nothing written anywhere."""
    store = Store(None)
    extract(source, store, jobs, None, hints)
    return assemble(store.readings(), None, store.config)


def open_store(out: Path) -> Store:
    """The store of the run at `out`, made where there is none."""
    out.mkdir(parents=True, exist_ok=True)
    return Store(out / "site.db")


def extract(source: Source, store: Store, jobs: int = 1, progress: Progress | None = None, hints: Hints = NOTHING_KNOWN) -> None:
    """Reads every capture of `source` that `store` does not hold yet."""
    store.begin(source.label, hints.site)
    names = list(source.names())
    done = store.done()
    left = [(at, name) for at, name in enumerate(names) if name not in done]
    count = len(names) - len(left)
    for batch in workers.read(source, left, hints, jobs):
        store.add(batch)
        count += len(batch)
        if progress:
            progress("reading", count, len(names))
    second_look(source, store, jobs, progress, hints)


def second_look(source: Source, store: Store, jobs: int, progress: Progress | None, hints: Hints) -> None:
    """Reads the pages of no known structure again, now that all pages together tell what they share."""
    again = store.unsure()
    if not again:
        return
    learned = replace(hints, survey=survey.learn(store.readings()))
    done = 0
    for batch in workers.read(source, again, learned, jobs):
        store.add(batch)
        done += len(batch)
        if progress:
            progress("second look", done, len(again))


def write(store: Store, out: Path, targets: Iterable[str], progress: Progress | None = None, redact: bool = False) -> Site:
    """Assembles what `store` holds and writes it in each target's form; `redact` replaces the names of comments' authors."""
    site = assemble(store.readings(), (lambda n, of: progress("assembling", n, of)) if progress else None, store.config)
    if not site.pages:
        raise SourceError(f"{store.path}: nothing has been read yet; run `migrator extract SOURCE -o {out}` first")
    if redact:
        site = redaction.redact(site)
    store.keep(site)
    for name in targets:
        target(name)(site, Folder(out / name))
    return site
