"""Sources as a command names them, and what of them could not be fetched."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from migrator.guard.escape import terminal


def opened_for_run(sources: tuple[str, ...], out: Path, net: Any, follow_links: bool) -> Any:
    """The source of a run that writes to `out`."""
    from migrator.sources.opening import refuse_as_output

    source = opened(sources, out, net, follow_links)
    refuse_as_output(source, out)
    return source


def opened(sources: tuple[str, ...], out: Path | None, net: Any, follow_links: bool = False) -> Any:
    """The source; the password of an encrypted backup is asked for where the environment has
    none."""
    from migrator.sources.jps import PASSWORD, PasswordError
    from migrator.sources.opening import open_sources

    try:
        return open_sources(sources, out, net, follow_links)
    except PasswordError as error:
        if os.environ.get(PASSWORD) or not sys.stdin.isatty():
            raise
        os.environ[PASSWORD] = click.prompt(f"{error}\nPassword", hide_input=True, err=True)
        return open_sources(sources, out, net, follow_links)


def not_fetched(failures: list[tuple[str, str]]) -> int:
    """Says what of a source could not be fetched; the exit code."""
    for _, why in failures[:20]:
        click.echo(f"not fetched: {terminal(why)}", err=True)
    if len(failures) > 20:
        click.echo(
            f"not fetched: {len(failures) - 20} more; the same command asks for them again",
            err=True,
        )
    return 2 if failures else 0
