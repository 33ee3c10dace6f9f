"""`python -m migrator` is the command."""

from migrator.cli import main

main()
