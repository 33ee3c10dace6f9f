"""`migrator fixture`: pages whose reading is known."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.endings import with_exit_code
from migrator.cli.group import main
from migrator.guard.escape import terminal


@main.group()
def fixture() -> None:
    """Keep pages whose reading is known: capture one, look at the result, approve it, check all."""


@fixture.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "name",
    required=True,
    metavar="ROOM/UNIT/CASE",
    help="For example comments/komento/threaded.",
)
@click.option("--url", help="The page's address on the old site.")
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fixtures"),
    show_default=True,
)
@with_exit_code
def capture(page: Path, name: str, url: str | None, root: Path) -> int:
    """Copy PAGE into the fixtures, byte for byte, with what is known of it."""
    from migrator import testing

    folder = testing.capture(page, root, name, url)
    click.echo(
        f"kept as {folder}; look at it with `migrator fixture check {folder}`, then "
        f"`migrator fixture approve {folder}`"
    )
    return 0


@fixture.command()
@click.argument(
    "cases", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--allow-loss", is_flag=True, help="Approve fewer comments, emptied fields or a changed page."
)
@with_exit_code
def approve(cases: tuple[Path, ...], allow_loss: bool) -> int:
    """Make what is read now the expected result; shows the difference, refuses a loss."""
    from migrator import testing

    worst = 0
    for case in cases:
        difference, refused = testing.approve(case, allow_loss)
        for line in difference:
            click.echo(terminal(line))
        for reason in refused:
            click.echo(
                f"refused: {case}: {terminal(reason)}; use --allow-loss if that is right",
                err=True,
            )
            worst = 1
    return worst


@fixture.command()
@click.argument("cases", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_exit_code
def check(cases: tuple[Path, ...]) -> int:
    """Compare what is read now with what was approved (all of fixtures/ where no case is named)."""
    from migrator import testing

    worst = 0
    for case in cases or tuple(testing.cases(Path("fixtures"))):
        difference = testing.difference(case)
        if difference:
            worst = 1
            click.echo(f"{case}: differs")
            for line in difference:
                click.echo(terminal(line))
    return worst
