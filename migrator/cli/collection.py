"""The command for many sites at once."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from migrator.cli import options
from migrator.cli.endings import with_exit_code
from migrator.cli.group import main
from migrator.guard.escape import terminal
from migrator.targets import registry


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the sites: a folder site=NAME for each.",
)
@click.option(
    "--to",
    "targets",
    multiple=True,
    type=click.Choice(registry.names()),
    help="Form to write each site in; may be given several times. Default: json.",
)
@options.jobs
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="The scheduler of a Dask cluster (tcp://host:8786) whose workers do the work, or `local`"
    " for one on this machine with --jobs workers.",
)
@options.quiet
@options.log
@with_exit_code
def collection(
    sources: tuple[str, ...],
    out: Path,
    targets: tuple[str, ...],
    jobs: int,
    cluster: str | None,
    quiet: bool,
) -> int:
    """Find and migrate all Joomla sites in a set of web archive files.

    A SOURCE is a WARC, ARC or WACZ file, a folder of them, a pattern with `*`, @LIST for a file
    with one of these on each line, or an address that fsspec reads (s3://…). Each site (a host, or
    the folder of an installation) becomes a run of its own in OUT/site=NAME.

    Stopped at any moment and started again, it goes on where it was. Exit code 0: all well; 2:
    done, with losses named in OUT/collection.json or in the run.json of a site, or no article."""
    from migrator.cli.console import Progress
    from migrator.collection import engines
    from migrator.collection.collect import ACCOUNT, collect

    on = engines.on_dask(cluster, jobs) if cluster else nullcontext(engines.local(jobs))
    with on as engine, Progress(quiet) as progress:
        totals = collect(sources, out, targets or ("json",), engine, progress)
    for trouble in totals.troubles:
        click.echo(f"cannot be read: {terminal(trouble)}", err=True)
    if not quiet:
        click.echo(
            f"{totals.archives} archive files, {totals.records} records: {totals.in_sites} of "
            f"{totals.sites} sites, {totals.outside} of no Joomla site "
            f"({totals.hosts_without_joomla} hosts)\n"
            f"{totals.articles} articles, {totals.comments} comments, {totals.gaps} gaps; "
            f"{totals.sites_with_losses} sites with losses, {totals.sites_unchanged} unchanged "
            f"since the last time\nthe account is in {out / ACCOUNT}"
        )
    return totals.exit_code
