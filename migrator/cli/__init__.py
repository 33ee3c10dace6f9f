"""The command line."""

from migrator.cli import collection, commands, fixtures, review, runs
from migrator.cli.group import main

__all__ = ["collection", "commands", "fixtures", "main", "review", "runs"]
