"""The command of all commands."""

from __future__ import annotations

import os

import click

from migrator import errors
from migrator.cli import first_contact
from migrator.cli.endings import Commands
from migrator.errors import UsageError
from migrator.version import __version__


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__)
@click.option(
    "--debug",
    is_flag=True,
    envvar=errors.DEBUG,
    help="Show the traceback of every fault.",
)
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """Turns what is left of a Joomla site into clean Markdown and JSON: every article, every
    comment, every page accounted for."""
    if debug:
        os.environ[errors.DEBUG] = "1"
    errors.set_up_log()
    if context.invoked_subcommand is None:
        if not first_contact.is_asked():
            click.echo(context.get_help(), err=True)
            context.exit(UsageError.exit_code)
        first_contact.ask(context)
