"""The command line."""

from migrator.cli.commands import main

__all__ = ["main"]
