"""`migrator` alone on a terminal: asks what there is, looks it over, proposes a command and runs
it. Never where nobody answers: in a pipe or a script it is the help."""

from __future__ import annotations

import os
import re
import shlex
import sys

import click

from migrator.errors import SourceError
from migrator.guard.escape import terminal

_REMOTE = ("http://", "https://", "wayback:")


def is_asked() -> bool:
    """Whether somebody sits at a terminal to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(context: click.Context) -> None:
    """Asks for the source until there is one, shows what it is, and runs the command on a yes."""
    click.echo("What is left of the old site? A folder of saved pages, a zip, a web archive (WARC,")
    click.echo("WACZ), a database dump or backup; or https://old.example, or wayback:old.example.")
    source = _asked_source()
    if not source.startswith(_REMOTE):
        _look_over(source)
    arguments = ["run", source, "-o", f"output/{_name(source)}"]
    click.echo(f"\nThis reads all of it and writes Markdown and JSON:\n\n    {_shown(arguments)}\n")
    click.echo(
        "`--to hugo`, `--to wordpress` … write a whole site; `migrator run -h` has them all."
    )
    if click.confirm("Run it now?", default=True):
        group = context.command
        assert isinstance(group, click.Group)
        group.main(arguments, prog_name="migrator", standalone_mode=True)


def _asked_source() -> str:
    """A source that can be opened; what cannot is said, and asked for again."""
    from migrator.sources.opening import open_source

    while True:
        # a path that was dragged into the terminal comes in quotes
        source = str(click.prompt("Source")).strip().strip("'\"")
        if source.startswith(_REMOTE):
            return source
        source = os.path.expanduser(source)
        try:
            open_source(source)
        except SourceError as error:
            click.echo(terminal(str(error)), err=True)
            continue
        return source


def _look_over(source: str) -> None:
    from migrator.report import probe as probing
    from migrator.sources.opening import open_source

    click.echo("Looking it over …")
    for line in probing.probe(open_source(source), os.cpu_count() or 1).lines():
        click.echo(terminal(line))


def _name(source: str) -> str:
    """A name for the output folder: the host, or the last part of the path."""
    last = re.sub(r"^(?:\w+:)+/*", "", source).rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "-", last).strip(".-") or "site"


def _shown(arguments: list[str]) -> str:
    return shlex.join(["migrator", *arguments])
