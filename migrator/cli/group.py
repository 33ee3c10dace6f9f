"""The command of all commands."""

from __future__ import annotations

import os

import click

from migrator import errors
from migrator.cli.endings import Commands
from migrator.version import __version__


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
