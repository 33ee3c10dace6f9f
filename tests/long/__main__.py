"""All long checks of faults, and a table of them: python -m tests.long [PART]

With PART (a fraction, as 0.1) so much of each. Whole, it takes a night. Needs a C compiler and the
right to mount a tmpfs for two of the checks. Exit code 1 where one of them has a fault."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.long import (
    archive_damage,
    calls,
    collections,
    eight_runs,
    guards,
    interrupts,
    limits,
    names,
    night,
    sizes,
)

#: A check: what it does in a folder, by how much of it is wanted; its trials and its faults.
Check = Callable[[Path, float], tuple[int, int]]


def _times(number: int, part: float) -> int:
    return max(1, int(number * part))


def _damages(folder: Path, part: float) -> tuple[int, int]:
    trials = _times(600, part)
    return trials, night.damages(night.example_warc(folder), folder, trials)


def _disks(folder: Path, part: float) -> tuple[int, int]:
    trials = _times(24, part)
    return trials, limits.full_disks(str(night.EXAMPLE), folder, trials)


CHECKS: dict[str, Check] = {
    "SIGKILL of runs over a folder, a WARC file and a live site": lambda folder, part: (
        night.all_kills(folder, _times(100, part))
    ),
    "a WARC file cut or with one changed bit": _damages,
    "every call that changes a file fails": lambda folder, part: calls.every_call(
        folder, int(1 / part)
    ),
    "disks that fill up": _disks,
    "a page of 200 MB": lambda folder, _: (1, int(limits.large_page(folder))),
    "a collection against single runs, and its workers killed": lambda folder, part: (
        collections.collections(folder, _times(20, part))
    ),
    "records of a web archive file cut or with one changed bit": lambda folder, part: (
        archive_damage.damages(folder, _times(600, part))
    ),
    "eight runs at once into one output": lambda folder, part: eight_runs.rounds(
        folder, _times(6, part)
    ),
    "Ctrl-C once in five kinds of work": lambda folder, part: interrupts.interrupts(
        folder, _times(6, part)
    ),
    "hostile titles as names, texts in front matter": lambda folder, part: names.all_names(
        folder, _times(10_000, part)
    ),
    "deep, repeated and large pages": lambda _, __: sizes.sizes(),
    "guards taken out of the program": lambda folder, _: guards.all_guards(folder),
}


def main() -> int:
    """Prints the table."""
    part = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    rows = ["| check | trials | faults |", "| --- | ---: | ---: |"]
    is_well = True
    for name, check in CHECKS.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                trials, faults = check(Path(folder), part)
            except Exception:  # a program that is missing, a right: the other checks go on
                traceback.print_exc()
                rows.append(f"| {name} | could not be tried | |")
                is_well = False
                continue
        rows.append(f"| {name} | {trials} | {faults} |")
        is_well = is_well and not faults
    print("\n".join(["", *rows]))
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
