"""The command line."""

from migrator.cli import commands, fixtures, runs
from migrator.cli.group import main

__all__ = ["commands", "fixtures", "main", "runs"]
