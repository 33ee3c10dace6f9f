"""`migrator review`: the report of a run with forms, on this machine alone."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.endings import with_exit_code
from migrator.cli.group import main
from migrator.errors import UsageError
from migrator.guard.escape import terminal


@main.command()
@click.argument("output", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--site",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The site.yaml that takes the decisions. Default: the one that the run used, else "
    "OUTPUT/site.yaml.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: any that is free.")
@with_exit_code
def review(output: Path, site: Path | None, port: int) -> int:
    """Look through the report of a run (the folder OUTPUT) in a browser and decide what was read
    wrongly.

    Which page is an article, where its title stands, what is no part of the text, which two pages
    are one: each decision shows what it changes before it is kept as lines of site.yaml, which the
    next run with --site obeys. The address that is printed works on this machine only; Ctrl-C
    ends it."""
    from migrator.guard.loopback import Server
    from migrator.report import run_record
    from migrator.review import app

    path = site or run_record.site_yaml(output) or output / "site.yaml"
    reviewed = app.opened(output, path)
    try:
        server = Server(reviewed.respond, port)
    except OSError as error:
        raise UsageError(f"--port {port}: cannot be used ({error.strerror})") from error
    click.echo(f"open {server.url}")
    click.echo(f"decisions go into {terminal(str(path))}; the next run obeys them:")
    click.echo(f"  {terminal(reviewed.command())}")
    click.echo("Ctrl-C ends the review")
    try:
        server.serve()
    except KeyboardInterrupt:
        click.echo("ended")
    return 0
