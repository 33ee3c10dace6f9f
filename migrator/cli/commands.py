"""The commands beside a run: archive, verify, explain, probe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from migrator.cli import options
from migrator.cli.endings import with_exit_code
from migrator.cli.group import main
from migrator.cli.sources import not_fetched, opened
from migrator.errors import UsageError
from migrator.guard.escape import terminal

if TYPE_CHECKING:
    from migrator.cli import console
    from migrator.preserve.redaction import Redaction
    from migrator.sources.source import Source


@main.command()
@options.sources
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="X.wacz",
    help="The WACZ to write.",
)
@click.option(
    "--redact-comments",
    is_flag=True,
    help="Replace the names of comments' authors on every page; records are made anew for that.",
)
@options.follow_links
@options.limit
@options.quiet
@with_exit_code
@options.fetching
def archive(
    sources: tuple[str, ...],
    out: Path,
    redact_comments: bool,
    follow_links: bool,
    net: Any,
    limit: int | None,
    quiet: bool,
) -> int:
    """Pack what is left of a site as one WACZ, for keeping and for replay.

    Web archive files go in as they are; saved files become records of their own. A SOURCE that is
    to be fetched is fetched into the folder X first."""
    if out.suffix.lower() != ".wacz":
        raise UsageError(f"{out}: what is written is a WACZ; name a file that ends in .wacz")
    from migrator.cli import console
    from migrator.pipeline import fetch as pipeline_fetch
    from migrator.preserve import pack as packing

    with console.Progress(quiet) as progress:
        source = opened(sources, out.with_suffix(""), net, follow_links)
        failures = pipeline_fetch.fetch(source, out.with_suffix(""), progress)
        redaction = _redaction(source, progress) if redact_comments else None
        unread, private = packing.pack(source, out, progress, redaction)
    for why in unread:
        click.echo(f"cannot be read: {terminal(why)}", err=True)
    for why in private:
        click.echo(f"left out, because nobody is to see it: {terminal(why)}", err=True)
    if not quiet:
        click.echo(f"wrote {out}")
    return max(not_fetched(failures), 2 if unread else 0)


def _redaction(source: Source, progress: console.Progress) -> Redaction:
    """What takes those out who wrote comments in `source`."""
    from migrator.pipeline.run import comments_of
    from migrator.preserve.redaction import Redaction, commenters

    comments, hosts = comments_of(source, progress)
    return Redaction(commenters(comments), hosts, os.urandom(32))


@main.command()
@click.argument("output", type=click.Path(path_type=Path))
@with_exit_code
def verify(output: Path) -> int:
    """Check that OUTPUT (the folder of a run, a bag, a WACZ, a web archive file) is as it was
    written."""
    from migrator.preserve import verify as fixity

    worst = 0
    for why in fixity.verify(output):
        worst = 2
        click.echo(terminal(why))
    if not worst:
        click.echo(f"{output}: all is as it was written")
    return worst


@main.command()
@click.argument("page", type=click.Path(path_type=Path))
@click.option("--url", help="The page's address on the old site, where the page does not tell it.")
@click.option(
    "--site",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is true of this site only (site.yaml, see `probe`).",
)
@with_exit_code
def explain(page: Path, url: str | None, site: Path | None) -> int:
    """Show how one saved PAGE is read: evidence, and for each field the value, the rule that found
    it, the rules tried."""
    from dataclasses import replace

    from migrator import site_yaml
    from migrator.report import explain as explaining
    from migrator.sources.single_file import Page

    if not page.exists():
        raise UsageError(f"{page}: no such file; save the page, and name the file")
    if page.is_dir():
        raise UsageError(f"{page}: is a folder; name one page in it")
    capture = Page(page).load(page.name)
    capture = replace(capture, url=url) if url else capture
    for line in explaining.explain(capture, site_yaml.read_options(site)):
        click.echo(terminal(line))
    return 0


@main.command()
@click.argument("source")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a commented site.yaml to start from.",
)
@options.jobs
@with_exit_code
def probe(source: str, out: Path | None, jobs: int) -> int:
    """Look SOURCE over and say what was found: generation, template, kinds of pages, comment
    systems, doubtful points."""
    from migrator.report import probe as probing
    from migrator.sources.opening import open_source

    overview = probing.probe(open_source(source), jobs)
    for line in overview.lines():
        click.echo(terminal(line))
    if out:
        probing.write(overview, out)
        click.echo(f"wrote {out}; change it and pass it with --site {out}")
    return 0
