"""The flow of a run.

    source ──Capture──▶ reading.read ──Reading──▶ store (site.db)
    store ──Reading──▶ assemble ──Site──▶ targets ──▶ OUT/TARGET/…

Two halves with a file between them: `extract` reads page by page and can be stopped and started again, `write` makes the
whole site from what was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from migrator import redaction
from migrator.assemble import assemble
from migrator.errors import SourceError
from migrator.extraction import Progress, extract
from migrator.guard.paths import Folder, Ledger
from migrator.model import Gap, Site, Written
from migrator.reading import NOTHING_KNOWN, Hints
from migrator.sources import Source, to_fetch
from migrator.store import Store
from migrator.targets import Desk, target, with_companions


def fetch(source: Source, out: Path, progress: Progress | None = None) -> list[tuple[str, str]]:
    """Fetches into the archive of the run at `out` what of `source` is to be fetched; addresses that gave no answer, and why."""
    failures: list[tuple[str, str]] = []
    for part in to_fetch(source):
        open_store(out).claim(source.label)
        part.fetch((lambda told: progress("fetching", told.done, told.done + told.waiting, told.bytes)) if progress else None)
        failures += part.failures
    return failures


def run(source: Source, out: Path, targets: Iterable[str], jobs: int = 1, progress: Progress | None = None, hints: Hints = NOTHING_KNOWN,
        redact: bool = False) -> Written:
    """Reads all of `source` and writes the site to `out`."""
    store = open_store(out)
    extract(source, store, jobs, progress, hints)
    return write(store, out, targets, source, jobs, progress, redact)


def in_memory(source: Source, jobs: int = 1, hints: Hints = NOTHING_KNOWN) -> Site:
    """The site of `source`, with nothing written anywhere."""
    store = Store(None)
    extract(source, store, jobs, None, hints)
    return assemble(store)


def open_store(out: Path) -> Store:
    """The store of the run at `out`, made where there is none."""
    out.mkdir(parents=True, exist_ok=True)
    return Store(out / "site.db")


def write(store: Store, out: Path, targets: Iterable[str], source: Source | None, jobs: int = 1, progress: Progress | None = None,
          redact: bool = False) -> Written:
    """Assembles what `store` holds and writes it in each target's form, with the files that `source` holds; `redact` replaces
    the names of comments' authors."""
    site = assemble(store, jobs, (lambda n, of: progress("assembling", n, of)) if progress else None)
    if not site.pages:
        raise SourceError(f"{store.path}: nothing has been read yet; run `migrator extract SOURCE -o {out}` first")
    if redact:
        site = redaction.redact(site)
    ledger = Ledger(out, store.outputs())
    written = with_companions(tuple(targets))
    spoilt: dict[str | None, Gap] = {}
    for name in written:
        desk = Desk(site, Folder(out / name, ledger), source.load if source else None)
        target(name)(desk)
        spoilt.update((gap.url, gap) for gap in desk.spoilt)
    ledger.clean(written)
    store.keep_outputs(ledger.now)
    return Written(site, written, tuple(spoilt.values()), tuple(ledger.edited))
