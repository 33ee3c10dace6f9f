"""`python -m migrator` is the command."""

from migrator.cli.commands import main

main()
