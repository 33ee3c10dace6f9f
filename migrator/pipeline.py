"""The flow of a run.

    source ──Capture──▶ reading.read ──Reading──▶ store (site.db)
    store ──Reading──▶ assemble ──Site──▶ targets ──▶ OUT/TARGET/…

Two halves with a file between them: `extract` reads page by page and can be stopped and started again, `write` makes the
whole site from what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from migrator import __version__, redaction
from migrator.archive import bag as bags
from migrator.assemble import assemble
from migrator.errors import SourceError
from migrator.extraction import Progress, extract
from migrator.guard.paths import Folder, Ledger, Lock
from migrator.model import Gap, Site, Written
from migrator.siteconfig import NOTHING_KNOWN, Hints
from migrator.sources import Source, supplemented, to_fetch
from migrator.store import Store
from migrator.targets import Desk, target, with_companions

if TYPE_CHECKING:
    from migrator.fetch.crawl import Told
    from migrator.sources.fetched import Net


_LOCKS: dict[Path, Lock] = {}


def fetch(source: Source, out: Path, progress: Progress | None = None) -> list[tuple[str, str]]:
    """Fetches into the archive of the run at `out` what of `source` is to be fetched; addresses that gave no answer, and why."""
    failures: list[tuple[str, str]] = []
    for part in to_fetch(source):
        open_store(out).claim(source.label)
        part.fetch(_fetching(progress))
        failures += part.failures
    return failures


def fetch_missing(source: Source, out: Path, net: Net, jobs: int = 1, progress: Progress | None = None,
                  hints: Hints = NOTHING_KNOWN) -> list[tuple[str, str]]:
    """Fetches the pictures and files that the articles of `source` lack into the archive of the run at `out`; addresses that
    gave no answer, and why."""
    from migrator.sources import fetched

    store = open_store(out)
    extract(supplemented(source, out), store, jobs, progress, hints)
    return fetched.fetch_missing(assemble(store, jobs, _doing(progress, "assembling")).gaps, out, net, _fetching(progress))


def run(source: Source, out: Path, targets: Iterable[str], jobs: int = 1, progress: Progress | None = None, hints: Hints = NOTHING_KNOWN,
        redact: bool = False, bag: bool = False) -> Written:
    """Reads all of `source` and writes the site to `out`."""
    store = open_store(out)
    source = supplemented(source, out)
    extract(source, store, jobs, progress, hints)
    return write(store, out, targets, source, jobs, progress, redact, bag)


def in_memory(source: Source, jobs: int = 1, hints: Hints = NOTHING_KNOWN) -> Site:
    """The site of `source`, with nothing written anywhere."""
    store = Store(None)
    extract(source, store, jobs, None, hints)
    return assemble(store)


def open_store(out: Path) -> Store:
    """The store of the run at `out`, made where there is none; this process's alone until it ends.

    Raises StoreError where another run holds it.
    """
    out.mkdir(parents=True, exist_ok=True)
    lock = out.resolve() / ".run.lock"
    if lock not in _LOCKS:
        _LOCKS[lock] = Lock(lock)
    return Store(out / "site.db")


def write(store: Store, out: Path, targets: Iterable[str], source: Source | None, jobs: int = 1, progress: Progress | None = None,
          redact: bool = False, bag: bool = False) -> Written:
    """Assembles what `store` holds and writes it in each target's form, with the files that `source` holds; `redact` replaces
    the names of comments' authors, `bag` leaves a copy of all as a BagIt bag."""
    site = assemble(store, jobs, _doing(progress, "assembling"))
    if not site.pages:
        raise SourceError(f"{store.path}: nothing has been read yet; run `migrator extract SOURCE -o {out}` first")
    if redact:
        site = redaction.redact(site)
    made = _written(store, site, out, with_companions(tuple(targets)), source, jobs, f"redacted: {redact}", progress)
    if bag:
        store.settle()
        bags.make(out, {"Bag-Software-Agent": f"migrator {__version__}", "Bagging-Date": f"{date.today():%Y-%m-%d}",
                        "External-Description": f"The Joomla site {site.structure.title or ''}, migrated from {store.label}"})
    return made


def _written(store: Store, site: Site, out: Path, targets: tuple[str, ...], source: Source | None, jobs: int, how: str, progress: Progress | None) -> Written:
    """Writes `site` in the form of each of the `targets`, or finds all of it written already."""
    ledger = Ledger(out, store.outputs())
    what = f"{how}, {' '.join(targets)}"
    before = store.written(what)
    if before is not None and ledger.is_whole(targets):
        return Written(site, targets, before, ())
    spoilt: dict[str | None, Gap] = {}
    for name in targets:
        desk = Desk(site, Folder(out / name, ledger), source.load if source else None, jobs, _doing(progress, f"writing {name}"))
        target(name)(desk)
        spoilt.update((gap.url, gap) for gap in desk.spoilt)
    ledger.clean(targets)
    store.keep_outputs(ledger.now)
    if source and not ledger.edited:
        store.keep_written(what, tuple(spoilt.values()))
    return Written(site, targets, tuple(spoilt.values()), tuple(ledger.edited))


def _fetching(progress: Progress | None) -> Callable[[Told], None] | None:
    return (lambda told: progress("fetching", told.done, told.done + told.waiting, told.bytes)) if progress else None


def _doing(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return (lambda done, of: progress(what, done, of)) if progress else None
