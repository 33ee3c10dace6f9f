"""The writing half."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from migrator import errors
from migrator.assemble.assembly import assemble
from migrator.comments import registry as comment_systems
from migrator.errors import SourceError
from migrator.guard.paths import Folder, Ledger
from migrator.model import Gap, Site, Written
from migrator.pipeline.progress import Progress, of_step
from migrator.preserve import seal
from migrator.settings import Settings, TargetSettings
from migrator.sources.open_files import close
from migrator.sources.source import Source
from migrator.store.database import Store
from migrator.targets.registry import target, with_companions
from migrator.writing import permalinks
from migrator.writing import pseudonyms as redaction
from migrator.writing.forum import with_threads
from migrator.writing.mentions import with_mentions
from migrator.writing.outline import outline
from migrator.writing.permalinks import NewSite
from migrator.writing.target import Target
from migrator.writing.without_comments import without_comments
from migrator.writing.writer import TargetWriter


def write(
    store: Store,
    out: Path,
    targets: Iterable[str],
    source: Source | None,
    jobs: int = 1,
    progress: Progress | None = None,
    redact: bool = False,
) -> Written:
    """Assembles what `store` holds and writes it in each target's form, with the files that
    `source` holds; `redact` replaces the names of comments' authors."""
    site = assemble(store, jobs, of_step(progress, "assembling"), comment_systems.traps())
    if not site.pages and source is not None:
        raise SourceError(
            f"{source.label}: holds no page, file or record that a site answered with; name "
            f"another file, or the folder with all of them"
        )
    if not site.pages:
        raise SourceError(
            f"{store.path}: nothing has been read yet; run `migrator extract SOURCE -o {out}` first"
        )
    if redact:
        site = redaction.redact(site, store.key)
    written = _written(
        store,
        site,
        out,
        with_companions(tuple(targets)),
        source,
        jobs,
        f"redacted: {redact}",
        progress,
    )
    if store.path:
        seal.make(out, store)
    close(source)
    return written


def _written(
    store: Store,
    site: Site,
    out: Path,
    targets: tuple[str, ...],
    source: Source | None,
    jobs: int,
    how: str,
    progress: Progress | None,
) -> Written:
    """Writes `site` in the form of each of the `targets`, or finds all of it written already."""
    ledger = Ledger(out, store.outputs())
    what = f"{how}, {' '.join(targets)}"
    before = store.written(what)
    if before is not None and ledger.is_whole(targets):
        return Written(site, targets, before, ())
    settings = Settings.from_json(store.settings)
    run = _TargetRun(site, ledger, out, source, jobs, settings, progress)
    run.write(targets)
    ledger.clean(run.whole)
    store.keep_outputs(ledger.now)
    damaged = tuple(run.damaged.values())
    if source and not ledger.edited and not run.faults:
        store.keep_written(what, damaged)
    return Written(site, targets, damaged, tuple(ledger.edited), faults=tuple(run.faults))


@dataclass
class _TargetRun:
    """What the targets of one run share, and what became of them: `whole` are those that were
    written, `damaged` the lines of the account, `faults` what ended one early."""

    site: Site
    ledger: Ledger
    out: Path
    source: Source | None
    jobs: int
    settings: Settings
    progress: Progress | None
    whole: list[str] = field(default_factory=list)
    damaged: dict[tuple[str | None, str], Gap] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def write(self, targets: tuple[str, ...]) -> None:
        """Writes all targets; what is no site has the addresses of the first that is one."""
        units = [target(name) for name in targets]
        shown = with_mentions(with_threads(self.site))
        if mentioned := len(shown.articles) - len(self.site.articles) - len(self.site.threads):
            why = f"{mentioned} articles that only lists and feeds tell of have the words of those"
            self.damaged[None, why] = Gap("limit", None, why)
        heads = outline(shown)
        sites = {unit.name: unit.permalinks(heads) for unit in units if unit.is_site}
        addresses = next(iter(sites.values()), None) or permalinks.plan(heads)
        for name, unit in zip(targets, units, strict=True):
            writer = self._writer(name, unit, sites.get(name, addresses))
            if not unit.threads_apart:
                writer.outline = heads
            self._write_target(name, unit, writer)

    def _writer(self, name: str, unit: Target, addresses: NewSite) -> TargetWriter:
        settings = self.settings.targets.get(name, TargetSettings())
        site = self.site if settings.comments else without_comments(self.site)
        return TargetWriter(
            site if unit.threads_apart else with_mentions(with_threads(site)),
            Folder(self.out / name, self.ledger),
            addresses,
            self.source.load if self.source else None,
            self.jobs,
            of_step(self.progress, f"writing {name}"),
        )

    def _write_target(self, name: str, unit: Target, writer: TargetWriter) -> None:
        try:
            unit.write(writer)
        except errors.MigratorError:
            raise
        except Exception as error:  # the other targets are no worse for it
            self.faults.append(f"{name}: {errors.place(error)}")
        else:
            self.whole.append(name)
        self.faults += [f"{name}: {fault}" for fault in writer.faults]
        for gap in writer.damaged_files:
            self.damaged[gap.url, gap.why if gap.url is None else ""] = gap
