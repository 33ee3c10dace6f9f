"""The writing half."""

from __future__ import annotations

from collections.abc import Iterable
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
    damaged: dict[tuple[str | None, str], Gap] = {}
    faults: list[str] = []
    whole = list(targets)
    settings = Settings.from_json(store.settings)
    units = [target(name) for name in targets]
    shown = with_mentions(with_threads(site))
    if mentioned := len(shown.articles) - len(site.articles) - len(site.threads):
        why = f"{mentioned} articles that only lists and feeds tell of have the words of those"
        damaged[None, why] = Gap("limit", None, why)
    heads = outline(shown)
    sites = {unit.name: unit.permalinks(heads) for unit in units if unit.is_site}
    addresses = next(iter(sites.values()), None) or permalinks.plan(heads)
    for name, unit in zip(targets, units, strict=True):
        of_target = settings.targets.get(name, TargetSettings())
        given = site if of_target.comments else without_comments(site)
        writer = TargetWriter(
            given if unit.threads_apart else with_mentions(with_threads(given)),
            Folder(out / name, ledger),
            sites.get(name, addresses),
            source.load if source else None,
            jobs,
            of_step(progress, f"writing {name}"),
        )
        if not unit.threads_apart:
            writer.outline = heads
        try:
            unit.write(writer)
        except errors.MigratorError:
            raise
        except Exception as error:  # the other targets are no worse for it
            whole.remove(name)
            faults.append(f"{name}: {errors.place(error)}")
        faults += [f"{name}: {fault}" for fault in writer.faults]
        damaged.update(
            ((gap.url, gap.why if gap.url is None else ""), gap) for gap in writer.damaged_files
        )
    ledger.clean(whole)
    store.keep_outputs(ledger.now)
    if source and not ledger.edited and not faults:
        store.keep_written(what, tuple(damaged.values()))
    return Written(
        site, targets, tuple(damaged.values()), tuple(ledger.edited), faults=tuple(faults)
    )
