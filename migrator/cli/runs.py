"""The run and its two halves: run, extract, write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from migrator.cli import options
from migrator.cli.endings import with_exit_code
from migrator.cli.group import main
from migrator.cli.sources import not_fetched, opened, opened_for_run
from migrator.targets import registry


@main.command()
@options.sources
@options.out
@options.to
@options.redact
@options.bag
@options.follow_links
@click.option(
    "--fetch-missing",
    is_flag=True,
    help=(
        "Fetch the pictures and files that articles need and SOURCE lacks, from where they "
        "once were or from the Wayback Machine."
    ),
)
@click.option(
    "--dry-run", is_flag=True, help="Read everything and show the account; write nothing."
)
@options.jobs
@options.quiet
@options.log
@with_exit_code
@options.reading
@options.fetching
def run(
    sources: tuple[str, ...],
    out: Path,
    targets: tuple[str, ...],
    redact_comments: bool,
    bag: bool,
    follow_links: bool,
    fetch_missing: bool,
    dry_run: bool,
    jobs: int,
    read_options: Any,
    net: Any,
    quiet: bool,
) -> int:
    """Read what is left of a site and write the migrated one.

    A SOURCE is a folder of saved pages (a wget or HTTrack mirror, browser saves), a zip or tar of
    one, a WARC, ARC or WACZ file, MHTML, a saved page, a text dump; a database dump or what
    phpMyAdmin or J2XML exported, a backup of Akeeba (.jpa, .jps, .zip), the folder of an
    installation; or what is to be fetched: https://example.org, wayback:example.org. Several are
    merged by article.

    Stopped at any moment and started again, it goes on where it was. Exit code 0: all well; 2:
    done, with losses listed, or no article found; 66: nothing could be read. OUT/run.json has the
    same for scripts."""
    from migrator.cli.console import Progress
    from migrator.pipeline import fetch as pipeline_fetch
    from migrator.pipeline import run as pipeline

    begun = datetime.now(UTC)
    if dry_run:
        return _dry_run(sources, jobs, read_options, net, fetch_missing, follow_links, quiet)
    with Progress(quiet) as progress:
        source = opened_for_run(sources, out, net, follow_links)
        failures = pipeline_fetch.fetch(source, out, progress)
        if fetch_missing:
            failures += pipeline_fetch.fetch_missing(source, out, net, jobs, progress, read_options)
        written = pipeline.run(
            source, out, targets or registry.DEFAULT, jobs, progress, read_options, redact_comments
        )
    code = _finish(written, source, out, begun, bag, redact_comments, quiet)
    return max(not_fetched(failures), code)


def _dry_run(
    sources: tuple[str, ...],
    jobs: int,
    read_options: Any,
    net: Any,
    fetch_missing: bool,
    follow_links: bool,
    quiet: bool,
) -> int:
    """Shows the account of a run that writes nothing, or what the Wayback Machine would be asked
    for; the exit code."""
    from migrator.cli import console
    from migrator.errors import UsageError
    from migrator.model import Written
    from migrator.pipeline import run as pipeline
    from migrator.report.account import account
    from migrator.sources.fetched import FetchedSource

    if not fetch_missing and all(source.startswith("wayback:") for source in sources):
        for source in sources:
            click.echo("\n".join(FetchedSource(source, Path(), net).listed()))
        click.echo("nothing was fetched (--dry-run)")
        return 0
    remote = [s for s in sources if s.startswith(("http://", "https://", "wayback:"))]
    if remote or fetch_missing:
        what = remote[0] if remote else "--fetch-missing"
        raise UsageError(
            f"{what}: --dry-run fetches nothing, because what is fetched is kept; leave one of the "
            "two out, or take a first look with --limit 20"
        )
    with console.Progress(quiet) as progress:
        site = pipeline.in_memory(
            opened(sources, None, None, follow_links), jobs, read_options, progress
        )
    result = account(Written(site, (), (), ()))
    console.log(result)
    if not quiet:
        console.show(result, None, ())
        click.echo("\nnothing was written (--dry-run)")
    return result.exit_code


@main.command()
@options.sources
@options.out
@options.follow_links
@options.jobs
@options.quiet
@options.log
@with_exit_code
@options.reading
@options.fetching
def extract(
    sources: tuple[str, ...],
    out: Path,
    follow_links: bool,
    jobs: int,
    read_options: Any,
    net: Any,
    quiet: bool,
) -> int:
    """The reading half of `run`: SOURCE into OUT/site.db."""
    from migrator.cli.console import Progress
    from migrator.pipeline import extract as extraction
    from migrator.pipeline import fetch as pipeline_fetch
    from migrator.pipeline import run_folder
    from migrator.preserve import seal

    with Progress(quiet) as progress:
        source = opened_for_run(sources, out, net, follow_links)
        failures = pipeline_fetch.fetch(source, out, progress)
        store = run_folder.open_store(out)
        extraction.extract(source, store, jobs, progress, read_options)
        seal.make(out, store)
    if not quiet:
        click.echo(
            f"{store.count()} captures are in {out / 'site.db'}; `migrator write -o "
            f"{out}` writes the site"
        )
    return not_fetched(failures)


@main.command()
@options.out
@options.to
@options.redact
@options.bag
@options.jobs
@options.quiet
@options.log
@with_exit_code
def write(
    out: Path, targets: tuple[str, ...], redact_comments: bool, bag: bool, jobs: int, quiet: bool
) -> int:
    """The writing half of `run`: OUT/site.db into files."""
    from migrator.cli.console import Progress
    from migrator.errors import SourceError
    from migrator.pipeline import run_folder
    from migrator.pipeline import write as pipeline_write
    from migrator.pipeline.extract import FOLLOW_LINKS
    from migrator.sources.opening import reopened

    begun = datetime.now(UTC)
    if not (out / "site.db").is_file():
        raise SourceError(
            f"{out / 'site.db'}: not there; run `migrator extract SOURCE -o {out}` first"
        )
    with Progress(quiet) as progress:
        store = run_folder.open_store(out)
        source = reopened(store.label, out, bool(store.meta(FOLLOW_LINKS)))
        written = pipeline_write.write(
            store,
            out,
            targets or registry.DEFAULT,
            source,
            jobs,
            progress,
            redact_comments,
        )
    return _finish(written, source, out, begun, bag, redact_comments, quiet)


def _finish(
    written: Any, source: Any, out: Path, begun: datetime, bag: bool, redacted: bool, quiet: bool
) -> int:
    """Writes what a run leaves beside the site, and shows its account; its exit code."""
    from migrator.cli import console
    from migrator.report.leaving import leave

    options_ = click.get_current_context().params
    left = leave(written, source, out, begun, options_, redacted, bag)
    result = left.account
    console.log(result)
    if quiet:
        if result.is_empty:
            console.show_empty(result)
        return result.exit_code
    console.show(result, out, written.targets)
    click.echo(f"{'report':<9} {left.report}")
    if bag:
        click.echo(f"{'bag':<9} {out / 'bag'}")
    if left.not_read:
        click.echo(
            f"\na first look: {left.not_read} pages were not read; the same command without "
            "--limit reads them",
            err=True,
        )
    return result.exit_code
