"""What a person sees: progress with a rate and an end, the account as a table. Not a terminal:
plain lines."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

import click

from migrator.guard.escape import terminal
from migrator.model import DUMP_READ
from migrator.report.account import OUTCOMES, Account
from migrator.report.run_record import NAME as RECORD
from migrator.report.troubles import groups, troubles

_LOG = logging.getLogger("migrator")
_EVERY = 5.0


class Progress(AbstractContextManager["Progress"]):
    """Bars on a terminal, a line every few seconds elsewhere, nothing when quiet."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.bars: Any = None
        self.tasks: dict[str, Any] = {}
        self.reported = self.begun = time.monotonic()

    def __enter__(self) -> Progress:
        if not self.quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bars

            self.bars = Bars(
                TextColumn("{task.description:<11}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bars:
            self.bars.stop()

    def __call__(self, what: str, done: int, of: int, size: int | None = None) -> None:
        """`done` of `of` are done of what is being done; `size` bytes have come."""
        if self.quiet:
            return
        now = time.monotonic()
        if what not in self.tasks:
            self.tasks[what] = (
                self.bars.add_task(what, total=of, rate="") if self.bars else None,
                now,
                done,
            )
        task, begun, first = self.tasks[what]
        rate = (done - first) / (now - begun) if now > begun else 0.0
        speed = f"{rate:.{0 if rate > 10 else 1}f}/s" if rate else ""
        if size is not None:
            speed += f" {size / 1e6:.1f} MB"
        if self.bars:
            self.bars.update(task, completed=done, total=of, rate=speed)
        elif now - self.reported > _EVERY:
            self.reported = now
            left = f"{(of - done) / rate:.0f} s left" if rate else ""
            click.echo(", ".join(filter(None, (f"{what} {done} of {of}", speed, left))), err=True)


def show(account: Account, out: Path | None, targets: tuple[str, ...]) -> None:
    """What to look at, the account of a run, and where things are (`out` is None: nothing was
    written)."""
    for group in groups(account):
        for trouble in group.shown:
            about = f"{terminal(trouble.about)}: " if trouble.about else ""
            click.echo(f"{trouble.label}: {about}{terminal(trouble.why)}", err=True)
        if group.more:
            where = f"; {out / _WHERE.get(group.label, RECORD)} has all" if out else ""
            click.echo(f"{group.label}: {group.more} more ({group.kind}){where}", err=True)
    for line in table(account):
        click.echo(line)
    if account.is_empty:
        show_empty(account)
    if out is None:
        return
    click.echo()
    for name in (*targets, "site.db", RECORD):
        click.echo(f"{name:<9} {out / name}")


#: Where all of the troubles of a kind stand that run.json has only in part.
_WHERE = {"missing": "site.db", "no article": "site.db"}


def table(account: Account) -> Iterator[str]:
    """What became of what came in, in lines."""
    width = max(len(str(account.pages)), 5)
    yield f"{account.pages:>{width}}  pages came in"
    for name, count in account.outcomes.items():
        yield f"{count:>{width}}  {name:<11} {OUTCOMES[name]}"
    yield ""
    yield f"{account.articles:>{width}}  articles, {account.whole} of them proven whole in Markdown"
    yield f"{account.comments:>{width}}  comments"
    if account.threads:
        yield f"{account.threads:>{width}}  forum threads"
    if account.gaps:
        kinds = ", ".join(
            f"{count} {kind}{'s' if count > 1 and kind != 'comments' else ''}"
            for kind, count in account.gaps.items()
        )
        yield (
            f"{sum(account.gaps.values()):>{width}}  gaps: known to have been there, "
            f"not in the capture ({kinds})"
        )


def log(account: Account) -> None:
    """The account, with every trouble that has a name, into the log."""
    for line in filter(None, table(account)):
        _LOG.info("%s", line)
    for trouble in troubles(account):
        _LOG.warning("%s", f"{trouble.label}: {trouble.about}: {trouble.why}")


def show_empty(account: Account) -> None:
    """Why a run without an article is no success."""
    click.echo(f"no article: {_why_empty(account)}", err=True)


def _why_empty(account: Account) -> str:
    """What came in instead of articles, and what to do."""
    if withheld := account.outcomes.get("withheld"):
        return (
            f"{withheld} rows of the database are articles that were not public; "
            f"--include-state STATE writes those of a state"
        )
    if account.private and len(account.private) + len(account.failed) == account.pages:
        return _why_private(account)
    if account.exit_code != 2:
        files = ", ".join(f"{count} {kind}" for kind, count in account.files.items())
        return (
            f"nothing that came in could be read as a page ({files or 'all of it is damaged'}); "
            f"name a folder of saved pages, a web archive, or one saved page"
        )
    return (
        "pages were read and none of them holds an article; `migrator explain PAGE` shows how "
        "one is read, and site.yaml (`migrator probe`) can name the article's place in it"
    )


def _why_private(account: Account) -> str:
    """As `_why_empty`, where only private files came in."""
    if any(reason.startswith(DUMP_READ) for _, reason in account.private):
        return (
            "a database dump was read, and no row of an article is in it (a table called "
            "..._content); is the dump whole, and of the site's database?"
        )
    if any(name.lower().endswith((".ibd", ".frm", ".myd")) for name, _ in account.private):
        return (
            "files came in that only a database server reads; start MariaDB or MySQL on a copy of "
            "its data folder, write a dump (mysqldump DATABASE > site.sql), and name that"
        )
    return (
        "only private files came in (a configuration, a log, a backup), and what is private is "
        "never published; name the saved pages, a dump of the database, or the backup itself"
    )
