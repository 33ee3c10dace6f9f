"""What a run leaves beside what it wrote: the report, run.json, and where it is asked for a bag."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from migrator.model import Written
from migrator.pipeline.extract import NOT_READ
from migrator.report import bag, run_record, site_report
from migrator.report.account import Account, account
from migrator.sources.source import Source
from migrator.store.database import Store


class Left(NamedTuple):
    """The account of a run, the first page of its report, and how many captures a first look
    (`--limit`) did not read."""

    account: Account
    report: Path
    not_read: int


def leave(
    written: Written,
    source: Source | None,
    out: Path,
    begun: datetime,
    options: Mapping[str, Any],
    redacted: bool = False,
    with_bag: bool = False,
) -> Left:
    """Writes report and record of a run that began at `begun` (with zone) with some `options`; with
    names of comments' authors `redacted`, the report shows no text of a page."""
    result = account(written)
    with closing(Store(out / "site.db", reader=True)) as store:
        label, not_read = store.label, int(store.meta(NOT_READ) or 0)
        run = site_report.Run(
            result, written.site, store, source, out, written.targets, redacted, not_read
        )
        report = site_report.write(run)
    run_record.write(out, run_record.record(result, label, options, begun, not_read))
    if with_bag:
        bag.leave(written, out, label or "", redacted)
    return Left(result, report, not_read)
