"""The flow of a collection: index the archive files, group their records by site, run each site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from migrator.collection.archives import listed
from migrator.collection.engines import Engine
from migrator.collection.grouping import GroupBuckets, Grouped
from migrator.collection.parts import BUCKETS, NAMED, IndexArchives, Part
from migrator.collection.sites import MigrateSites, SiteResult
from migrator.guard.lock import Lock
from migrator.guard.paths import Folder
from migrator.guard.small_files import make_folder, write_small

#: The account of a collection, for scripts.
ACCOUNT = "collection.json"
#: Buckets of a task: most collections fill a bucket with few records.
_BUCKETS_A_TASK = 16

#: What is done, how many, of how many.
Progress = Callable[[str, int, int], None]
Result = TypeVar("Result")


@dataclass(slots=True)
class Totals:
    """The account of a collection. Records are those of a site (`in_sites`) and others
    (`outside`); what could not be read is named."""

    archives: int = 0
    records: int = 0
    joomla_pages: int = 0
    in_sites: int = 0
    outside: int = 0
    hosts_without_joomla: int = 0
    sites: int = 0
    sites_unchanged: int = 0
    sites_with_losses: int = 0
    articles: int = 0
    comments: int = 0
    gaps: int = 0
    unreadable: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0: all well; 2: something was lost, or there was no article."""
        return 2 if self.unreadable or self.sites_with_losses or not self.articles else 0

    def add_trouble(self, what: str) -> None:
        self.unreadable += 1
        if len(self.troubles) < NAMED:
            self.troubles.append(what)

    def add_part(self, part: Part) -> None:
        self.archives += 1
        self.records += part.records
        self.joomla_pages += part.joomla
        if part.fault:
            self.add_trouble(f"{part.path}: {part.fault}")
        for damage in part.damage:
            self.add_trouble(damage)
        self.unreadable += part.damaged - len(part.damage)

    def add_group(self, group: Grouped) -> None:
        self.outside += group.outside
        self.hosts_without_joomla += group.hosts_without_joomla
        if group.fault:
            self.add_trouble(group.fault)

    def add_site(self, result: SiteResult) -> None:
        self.sites += 1
        self.sites_unchanged += result.unchanged
        self.sites_with_losses += result.exit_code != 0
        self.in_sites += result.pages
        self.articles += result.articles
        self.comments += result.comments
        self.gaps += result.gaps
        if result.fault:
            self.add_trouble(f"{result.site}: {result.fault}")


def collect(
    sources: Sequence[str],
    out: Path,
    targets: tuple[str, ...],
    engine: Engine,
    progress: Progress = lambda *_: None,
) -> Totals:
    """Reads all archive files that `sources` name and writes each site to `out/site=NAME`.

    Stopped and started again, it goes on: archive files and sites that are done are known by what
    they were made from. Raises SourceError where a source names nothing, StoreError where another
    run writes to `out`.
    """
    make_folder(out)
    lock = Lock(out / ".collection.lock")
    try:
        return _collect(sources, out, targets, engine, progress)
    finally:
        lock.release()


def _collect(
    sources: Sequence[str],
    out: Path,
    targets: tuple[str, ...],
    engine: Engine,
    progress: Progress,
) -> Totals:
    work = out.resolve() / "work"
    make_folder(work)
    archives = work / "archives.txt"
    paths = "".join(f"{path}\n" for path in dict.fromkeys(listed(sources)))
    write_small(archives, paths.encode("utf-8", "surrogateescape"))
    count = paths.count("\n")
    totals = Totals()
    for part in _counted(
        engine(IndexArchives(work), _lines(archives)), "indexing", count, progress
    ):
        totals.add_part(part)
    groups = engine(GroupBuckets(work, archives), range(BUCKETS), _BUCKETS_A_TASK)
    Folder(work).write_lines("sites.txt", _site_lines(groups, totals, progress))
    sites = work / "sites.txt"
    count = sum(1 for _ in _lines(sites))
    results = engine(MigrateSites(work, out.resolve(), targets), _lines(sites))
    for result in _counted(results, "sites", count, progress):
        totals.add_site(result)
    totals.troubles.sort()  # engines give results in any order
    write_small(out / ACCOUNT, msgspec.json.format(msgspec.json.encode(totals), indent=1) + b"\n")
    return totals


def _site_lines(groups: Iterable[Grouped], totals: Totals, progress: Progress) -> Iterator[bytes]:
    """A line with the name of each site; the rest of the groups goes to the totals."""
    for group in _counted(groups, "grouping", BUCKETS, progress):
        totals.add_group(group)
        yield from (f"{name}\n".encode() for name in group.sites)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _counted(
    results: Iterable[Result], what: str, count: int, progress: Progress
) -> Iterator[Result]:
    for number, result in enumerate(results, 1):
        yield result
        progress(what, number, count)
