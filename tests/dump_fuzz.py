"""Cut and damaged dumps: no error but migrator's own, no row that the dump does not hold, and a loss is
always told.

    python -m tests.dump_fuzz 2000 [DUMP...]

The short run is a test; the long one takes minutes. Given dumps (plain or gzip) are damaged instead of
our own.
"""

from __future__ import annotations

import gzip
import io
import random
import sys
from collections.abc import Callable
from pathlib import Path

from migrator.database import formats
from migrator.database.intake import Intake, Taker
from migrator.database.menu_addresses import AddressForm
from migrator.database.witness import DatabaseWitness, site_prefix
from migrator.model import Reading
from migrator.reading import database_row
from migrator.reading.database_row import RowContext
from migrator.store.row_tables import RowTables
from tests import dumps

ROWS = dumps.site(
    [
        dumps.article(n, f"Title {n}", f'<p>It\'s text number {n}; "quoted" (a), (b)\nsecond</p>')
        for n in range(1, 9)
    ],
    [
        dumps.comment(n, 1 + n % 8, f"Comment {n}, with (brackets) and 'quotes'")
        for n in range(1, 9)
    ],
)


def read(data: bytes) -> tuple[list[Reading], Intake]:
    """The readings of a dump and what was told of it."""
    tables = RowTables()
    taker = Taker(tables, lambda address: "hash")
    try:
        formats.take("site.sql", io.BytesIO(data), taker)
        prefix = site_prefix(tables)
        if prefix is None:
            return [], taker.intake
        witness = DatabaseWitness(
            tables, prefix, taker.intake.created, "2010-01-01 00:00:00", AddressForm()
        )
        context = RowContext("site.sql")
        found = [database_row.of_item(item, context) for item in witness.items()]
        found += [database_row.of_thread(thread, context) for thread in witness.threads()]
        return found, taker.intake
    finally:
        tables.close()


def _cut(data: bytes, choice: random.Random) -> bytes:
    return data[: choice.randrange(len(data))]


def _gap(data: bytes, choice: random.Random) -> bytes:
    start = choice.randrange(len(data))
    return data[:start] + data[start + choice.choice((1, 2, 7, 60, 700)) :]


def _byte(data: bytes, choice: random.Random) -> bytes:
    place = choice.randrange(len(data))
    return data[:place] + bytes([choice.randrange(256)]) + data[place + 1 :]


def _marks(data: bytes, choice: random.Random) -> bytes:
    place = choice.randrange(len(data))
    mark = choice.choice((b"'", b'"', b"\\", b"(", b")", b";", b"`", b"--", b"/*", b"\0", b"\n"))
    return data[:place] + mark + data[place:]


def _page(data: bytes, choice: random.Random) -> bytes:
    """The error page of a server in the middle, as a time-out leaves it."""
    place = choice.randrange(len(data))
    page = b"<br />\n<b>Fatal error</b>:  Maximum execution time of 30 seconds exceeded in <b>/a.php</b>"
    return data[:place] + page + (data[place:] if choice.random() < 0.5 else b"")


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _gap, _byte, _marks, _page)


def complaint(whole: bytes, damaged: bytes, is_cut: bool) -> str | None:
    """What the reading of a damaged dump did wrong; None where it is as it should be."""
    wanted, _ = read(whole)
    found, intake = read(damaged)
    texts = {r.source: r.body for r in wanted}
    told = bool(intake.losses)
    missing = len(texts) - len(found)
    if is_cut and damaged.rstrip().endswith((b";", b"*/", b"GO")):
        return None  # between two statements: writers without a last line of their own do not tell
    if missing > 0 and not told:
        return f"{missing} of {len(texts)} records are gone and nothing is told"
    if is_cut:
        comments = sum(len(r.comments) for r in wanted) - sum(len(r.comments) for r in found)
        if comments > 0 and not told:
            return f"{comments} comments are gone and nothing is told"
        wrong = [r.source for r in found if r.source not in texts or texts[r.source] != r.body]
        if wrong:
            return f"records that the dump does not hold: {wrong[:3]}"
    return None


def run(count: int, sources: dict[str, bytes], seed: int = 1) -> list[str]:
    """Damages the dumps `sources` `count` times; what went wrong."""
    choice = random.Random(seed)
    faults = []
    names = sorted(sources)
    for number in range(count):
        name, damage = choice.choice(names), DAMAGE[number % len(DAMAGE)]
        damaged = damage(sources[name], choice)
        try:
            fault = complaint(sources[name], damaged, damage is _cut)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        if fault:
            faults.append(f"{number} {name} {damage.__name__}: {fault}")
    return faults


def own() -> dict[str, bytes]:
    """Our own dump in each writer's form but CSV, in which nothing tells where it was to end."""
    writers = {n: w for n, w in dumps.WRITERS.items() if n != "phpmyadmin_csv"}
    return {name: writer(ROWS).encode() for name, writer in writers.items()}


if __name__ == "__main__":
    given = {
        path: gzip.decompress(data)
        if (data := Path(path).read_bytes())[:2] == b"\x1f\x8b"
        else data
        for path in sys.argv[2:]
    }
    found = run(int(sys.argv[1]), given or own())
    print("\n".join(found) or "no faults")
    sys.exit(bool(found))
