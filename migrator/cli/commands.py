"""The command line: parses words, calls, shows. The only place that exits."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from migrator import errors
from migrator.cli.endings import Commands, told
from migrator.guard.escape import terminal
from migrator.targets import registry
from migrator.version import __version__

_out = click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/site"),
    show_default=True,
    help="Folder that the run leaves.",
)
_to = click.option(
    "--to",
    "targets",
    multiple=True,
    type=click.Choice(registry.names()),
    help="Form to write; may be given several times. Default: markdown and json.",
)
_quiet = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
_jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help="Processes that read pages. Default: all cores.",
)
_site = click.option(
    "--site",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is true of this site only (site.yaml, see `probe`).",
)
_known = click.option(
    "--no-known-readers",
    is_flag=True,
    help="Read by what the pages have in common alone, as if the template were unknown.",
)
_bag = click.option("--bag", is_flag=True, help="Leave a copy of OUT as a BagIt bag in OUT/bag.")
_redact = click.option(
    "--redact-comments",
    is_flag=True,
    help="Replace the names of comments' authors by stable pseudonyms.",
)


_include = click.option(
    "--include",
    multiple=True,
    type=click.Choice(("unpublished", "trashed", "expired", "restricted")),
    help="Write articles of a database with this state, too, as drafts; may be repeated.",
)
_sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


def fetching(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that may fetch; they arrive as `net`."""

    @click.option(
        "--delay",
        type=click.FloatRange(0),
        default=1.0,
        show_default=True,
        help="Seconds between two requests to a host.",
    )
    @click.option("--limit", type=click.IntRange(1), help="Fetch so many answers at most.")
    @click.option(
        "--allow-local", is_flag=True, help="Hosts of this machine and its network may be asked."
    )
    @click.option(
        "--wayback",
        metavar="ADDRESS",
        help="Another archive with the addresses of the Wayback Machine.",
    )
    @click.option(
        "--no-page-requisites",
        is_flag=True,
        help="Fetch no style sheets, scripts, template pictures and frames of a live site.",
    )
    @functools.wraps(command)
    def wrapped(
        *args: Any,
        delay: float,
        limit: int | None,
        allow_local: bool,
        wayback: str | None,
        no_page_requisites: bool,
        **kwargs: Any,
    ) -> Any:
        from migrator.sources import fetched

        return command(
            *args,
            net=fetched.FetchOptions(
                delay,
                limit,
                allow_local,
                (wayback or fetched.WAYBACK).rstrip("/"),
                not no_page_requisites,
            ),
            **kwargs,
        )

    return wrapped


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--debug",
    is_flag=True,
    envvar=errors.DEBUG,
    help="Show the traceback of every fault.",
)
def main(debug: bool) -> None:
    """Turns what is left of a Joomla site into clean Markdown and JSON: every article, every
    comment, every page accounted for."""
    if debug:
        os.environ[errors.DEBUG] = "1"
    errors.set_up_log()


@main.command()
@_sources
@_out
@_to
@_site
@_known
@_redact
@_bag
@click.option(
    "--fetch-missing",
    is_flag=True,
    help=(
        "Fetch the pictures and files that articles need and SOURCE lacks, from where they "
        "once were."
    ),
)
@_jobs
@_include
@fetching
@_quiet
@told
def run(
    sources: tuple[str, ...],
    out: Path,
    targets: tuple[str, ...],
    site: Path | None,
    no_known_readers: bool,
    redact_comments: bool,
    bag: bool,
    fetch_missing: bool,
    jobs: int,
    include: tuple[str, ...],
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
    done, with losses listed, or no article found; 66: nothing could be read."""
    from migrator import settings as siteconfig
    from migrator.cli.console import Progress
    from migrator.pipeline import fetch as pipeline_fetch
    from migrator.pipeline import run as pipeline
    from migrator.report.bag import leave

    hints = siteconfig.hints(site, no_known_readers, include)
    with Progress(quiet) as progress:
        source = _opened(sources, out, net)
        failures = pipeline_fetch.fetch(source, out, progress)
        if fetch_missing:
            failures += pipeline_fetch.fetch_missing(source, out, net, jobs, progress, hints)
        made = pipeline.run(
            source, out, targets or registry.DEFAULT, jobs, progress, hints, redact_comments
        )
    if bag:
        leave(made, out, source.label, redact_comments)
    return max(_not_fetched(failures), _account(made, out, quiet))


@main.command()
@_sources
@_out
@_site
@_known
@_jobs
@_include
@fetching
@_quiet
@told
def extract(
    sources: tuple[str, ...],
    out: Path,
    site: Path | None,
    no_known_readers: bool,
    jobs: int,
    include: tuple[str, ...],
    net: Any,
    quiet: bool,
) -> int:
    """The reading half of `run`: SOURCE into OUT/site.db."""
    from migrator import settings as siteconfig
    from migrator.cli.console import Progress
    from migrator.pipeline import extract as extraction
    from migrator.pipeline import fetch as pipeline_fetch
    from migrator.pipeline import run_folder
    from migrator.preserve import seal

    with Progress(quiet) as progress:
        source = _opened(sources, out, net)
        failures = pipeline_fetch.fetch(source, out, progress)
        store = run_folder.open_store(out)
        extraction.extract(
            source, store, jobs, progress, siteconfig.hints(site, no_known_readers, include)
        )
        seal.make(out, store)
    if not quiet:
        click.echo(
            f"{store.count()} captures are in {out / 'site.db'}; `migrator write -o "
            f"{out}` writes the site"
        )
    return _not_fetched(failures)


@main.command()
@_out
@_to
@_redact
@_bag
@_jobs
@_quiet
@told
def write(
    out: Path, targets: tuple[str, ...], redact_comments: bool, bag: bool, jobs: int, quiet: bool
) -> int:
    """The writing half of `run`: OUT/site.db into files."""
    from migrator.cli.console import Progress
    from migrator.errors import SourceError
    from migrator.pipeline import run_folder
    from migrator.pipeline import write as pipeline_write
    from migrator.report.bag import leave
    from migrator.sources.opening import reopened

    if not (out / "site.db").is_file():
        raise SourceError(
            f"{out / 'site.db'}: not there; run `migrator extract SOURCE -o {out}` first"
        )
    with Progress(quiet) as progress:
        store = run_folder.open_store(out)
        made = pipeline_write.write(
            store,
            out,
            targets or registry.DEFAULT,
            reopened(store.label, out),
            jobs,
            progress,
            redact_comments,
        )
    if bag:
        leave(made, out, store.label or "", redact_comments)
    return _account(made, out, quiet)


@main.command()
@_sources
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="X.wacz",
    help="The WACZ to write.",
)
@fetching
@_quiet
@told
def archive(sources: tuple[str, ...], out: Path, net: Any, quiet: bool) -> int:
    """Pack what is left of a site as one WACZ, for keeping and for replay.

    Web archive files go in as they are; saved files become records of their own. A SOURCE that is
    to be fetched is fetched into the folder X first."""
    from migrator.cli import console
    from migrator.pipeline import fetch as pipeline_fetch
    from migrator.preserve import pack as packing

    with console.Progress(quiet) as progress:
        source = _opened(sources, out.with_suffix(""), net)
        failures = pipeline_fetch.fetch(source, out.with_suffix(""), progress)
        unread, private = packing.pack(source, out, progress)
    for why in unread:
        click.echo(f"cannot be read: {terminal(why)}", err=True)
    for why in private:
        click.echo(f"left out, because nobody is to see it: {terminal(why)}", err=True)
    if not quiet:
        click.echo(f"wrote {out}")
    return max(_not_fetched(failures), 2 if unread else 0)


@main.command()
@click.argument("output", type=click.Path(path_type=Path))
@told
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


def _opened(sources: tuple[str, ...], out: Path, net: Any) -> Any:
    """The source; the password of an encrypted backup is asked for where the environment has
    none."""
    from migrator.sources.jps import PASSWORD, PasswordError
    from migrator.sources.opening import open_sources

    try:
        return open_sources(sources, out, net)
    except PasswordError as error:
        if os.environ.get(PASSWORD) or not sys.stdin.isatty():
            raise
        os.environ[PASSWORD] = click.prompt(f"{error}\nPassword", hide_input=True, err=True)
        return open_sources(sources, out, net)


def _not_fetched(failures: list[tuple[str, str]]) -> int:

    for _, why in failures[:20]:
        click.echo(f"not fetched: {terminal(why)}", err=True)
    if len(failures) > 20:
        click.echo(
            f"not fetched: {len(failures) - 20} more; the same command asks for them again",
            err=True,
        )
    return 2 if failures else 0


def _account(made: Any, out: Path, quiet: bool) -> int:
    from migrator.cli import console
    from migrator.report.account import account

    told_ = account(made)
    if not quiet:
        console.show(told_, out, made.targets)
    elif told_.is_empty:
        console.show_empty(told_)
    return told_.exit_code


@main.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", help="The page's address on the old site, where the page does not tell it.")
@told
def explain(page: Path, url: str | None) -> int:
    """Show how one saved PAGE is read: evidence, and for each field the value, the rule that found
    it, the rules tried."""
    from dataclasses import replace

    from migrator.report import explain as explaining
    from migrator.sources.single_file import Page

    capture = Page(page).load(page.name)
    for line in explaining.explain(replace(capture, url=url) if url else capture):
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
@_jobs
@told
def probe(source: str, out: Path | None, jobs: int) -> int:
    """Look SOURCE over and say what was found: generation, template, kinds of pages, comment
    systems, doubtful points."""
    from migrator.report import probe as probing
    from migrator.sources.opening import open_source

    found = probing.probe(open_source(source), jobs)
    for line in found.lines():
        click.echo(terminal(line))
    if out:
        probing.write(found, out)
        click.echo(f"wrote {out}; change it and pass it with --site {out}")
    return 0


@main.group()
def fixture() -> None:
    """Keep pages whose reading is known: capture one, look at the result, approve it, check all."""


@fixture.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "name",
    required=True,
    metavar="ROOM/UNIT/CASE",
    help="For example comments/komento/threaded.",
)
@click.option("--url", help="The page's address on the old site.")
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fixtures"),
    show_default=True,
)
@told
def capture(page: Path, name: str, url: str | None, root: Path) -> int:
    """Copy PAGE into the fixtures, byte for byte, with what is known of it."""
    from migrator import testing

    made = testing.capture(page, root, name, url)
    click.echo(
        f"kept as {made}; look at it with `migrator fixture check {made}`, then "
        f"`migrator fixture approve {made}`"
    )
    return 0


@fixture.command()
@click.argument(
    "cases", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--allow-loss", is_flag=True, help="Approve fewer comments, emptied fields or a changed page."
)
@told
def approve(cases: tuple[Path, ...], allow_loss: bool) -> int:
    """Make what is read now the expected result; shows the difference, refuses a loss."""
    from migrator import testing

    worst = 0
    for case in cases:
        difference, refused = testing.approve(case, allow_loss)
        for line in difference:
            click.echo(terminal(line))
        for reason in refused:
            click.echo(
                f"refused: {case}: {terminal(reason)}; use --allow-loss if that is right",
                err=True,
            )
            worst = 1
    return worst


@fixture.command()
@click.argument("cases", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@told
def check(cases: tuple[Path, ...]) -> int:
    """Compare what is read now with what was approved (all of fixtures/ where no case is named)."""
    from migrator import testing

    worst = 0
    for case in cases or tuple(testing.cases(Path("fixtures"))):
        difference = testing.difference(case)
        if difference:
            worst = 1
            click.echo(f"{case}: differs")
            for line in difference:
                click.echo(terminal(line))
    return worst
