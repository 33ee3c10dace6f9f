#!/usr/bin/env python3
"""What a change costs or saves: two checkouts of migrator run on the same folders, in turns.

    python bench/side_by_side.py CHECKOUT CHECKOUT FOLDER...    # --pairs N (default 3)

Each run is `migrator run --jobs 1` to Markdown and JSON in a process of its own, with the packages
of this Python. What counts is the CPU of the process and its children, user and system, as the
kernel tells it when they end: another program on the machine does not change it much, and what it
does change both runs of a pair share. The last line has the median of the pairs' ratios."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path


def cpu(checkout: Path, folder: str) -> float:
    """Seconds of CPU that a run of `checkout` on `folder` takes; ends the program if it fails."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "migrator", "run", folder, "-o", f"{out}/site"]
        options = ["--to", "markdown", "--to", "json", "--jobs", "1", "--quiet"]
        before = os.times()
        process = subprocess.run(
            [*command, *options],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout)},
            stderr=subprocess.PIPE,
            check=False,
        )
        after = os.times()
    if process.returncode not in (0, 2):
        sys.exit(f"{checkout} on {folder}: code {process.returncode}\n{process.stderr.decode()}")
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def main() -> int:
    """Prints a row for each pair and each folder, and the median of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkouts", nargs=2, type=Path, metavar="CHECKOUT")
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    first, second = (checkout.resolve() for checkout in options.checkouts)
    folders = [str(Path(folder).resolve()) for folder in options.folders]
    totals: list[float] = []
    by_folder: dict[str, list[float]] = {folder: [] for folder in folders}
    for number in range(1, options.pairs + 1):
        spent = []
        for folder in folders:
            # The order within a pair changes, so that neither always runs on a warm disk cache.
            pair = {}
            for checkout in (first, second) if number % 2 else (second, first):
                pair[checkout] = cpu(checkout, folder)
            spent.append((pair[first], pair[second]))
            by_folder[folder].append(pair[second] / pair[first])
        before, after = (sum(column) for column in zip(*spent, strict=True))
        totals.append(after / before)
        print(f"pair {number}: {before:.2f} s, {after:.2f} s: {after / before:.3f}", flush=True)
    for folder, ratios in by_folder.items():
        print(f"{statistics.median(ratios):.3f}  {folder}")
    print(f"{statistics.median(totals):.3f}  median of {options.pairs} pairs, {second} of {first}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
