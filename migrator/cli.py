"""The command line."""
from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from migrator.errors import MigratorError


@click.group()
def main() -> None:
    """x"""


@main.command()
@click.argument("source")
@click.option("-o", "--out", default="output/site")
@click.option("--to", "targets", multiple=True)
@click.option("--quiet", is_flag=True)
@click.option("--jobs", type=int, default=os.cpu_count() or 1)
def run(source: str, out: str, targets: tuple[str, ...], quiet: bool, jobs: int) -> None:
    from migrator import pipeline
    from migrator.sources import open_source

    try:
        site = pipeline.run(open_source(source), Path(out), targets or ("markdown", "json"), jobs)
        print(len(site.articles), len(site.pages))
    except MigratorError as error:
        click.echo(f"migrator: {error}", err=True)
        sys.exit(error.exit_code)
