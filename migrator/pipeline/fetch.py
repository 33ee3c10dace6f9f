"""What is fetched before it is read."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.assemble.assembly import assemble
from migrator.comments import registry as comment_systems
from migrator.pipeline.extract import extract
from migrator.pipeline.progress import Progress, of_fetching, of_step
from migrator.pipeline.run_folder import open_store
from migrator.settings import NOTHING_KNOWN, ReadOptions
from migrator.sources.opening import places, supplemented, to_fetch
from migrator.sources.source import Source

if TYPE_CHECKING:
    from migrator.sources.fetched import FetchOptions


def fetch(source: Source, out: Path, progress: Progress | None = None) -> list[tuple[str, str]]:
    """Fetches into the archive of the run at `out` what of `source` is to be fetched; addresses
    that gave no answer, and why."""
    failures: list[tuple[str, str]] = []
    for part in to_fetch(source):
        with closing(open_store(out)) as store:
            store.claim(source.label, places(source.label))
        part.fetch(of_fetching(progress))
        failures += part.failures
    return failures


def fetch_missing(
    source: Source,
    out: Path,
    net: FetchOptions,
    jobs: int = 1,
    progress: Progress | None = None,
    read_options: ReadOptions = NOTHING_KNOWN,
) -> list[tuple[str, str]]:
    """Fetches the pictures and files that the articles of `source` lack into the archive of the run
    at `out`; addresses that gave no answer, and why."""
    from migrator.sources import fetched

    with closing(open_store(out)) as store:
        extract(supplemented(source, out), store, jobs, progress, read_options)
        gaps = list(
            assemble(store, jobs, of_step(progress, "assembling"), comment_systems.traps()).gaps
        )
    return fetched.fetch_missing(gaps, out, net, of_fetching(progress))
