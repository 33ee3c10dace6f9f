#!/usr/bin/env python3
"""How time and memory grow with the site, and what a second run and a second core bring.

    python bench/growth.py [PAGES...]          # default: 1000 10000 100000

Makes sites of these sizes (bench/pages.py) in a temporary folder, runs `migrator run` on each with
all cores, and once more; the second smallest also with one core. Peaks are the largest resident
size that the main process and any worker reached."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pages  # type: ignore[import-not-found]  # a script beside this one


@dataclass
class Run:
    """One run: seconds, and the peaks in MB of the main process and of its largest worker."""

    wall: float
    cpu: float
    main: float = 0.0
    worker: float = 0.0


def peak(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def run(source: Path, out: Path, jobs: int) -> Run:
    before = os.times()
    began = time.monotonic()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "migrator",
            "run",
            str(source),
            "-o",
            str(out),
            "--jobs",
            str(jobs),
            "--quiet",
        ]
    )
    made = Run(0, 0)

    def watch() -> None:
        while process.poll() is None:
            made.main = max(made.main, peak(process.pid))
            made.worker = max([made.worker, *map(peak, children(process.pid))])
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    after = os.times()
    made.wall = time.monotonic() - began
    made.cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    if process.returncode not in (0, 2):
        sys.exit(f"the run on {source} ended with {process.returncode}")
    return made


def main() -> int:
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 10000, 100000]
    cores = os.cpu_count() or 1
    print(
        f"{'pages':>8} {'jobs':>4} {'seconds':>8} {'pages/s':>8} {'ms CPU a page':>14} "
        f"{'main MB':>8} {'worker MB':>9} {'second run':>10}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for at, size in enumerate(sizes):
            source = Path(folder) / f"site-{size}"
            pages.make(size, source)
            found = {}
            for jobs in (cores, 1) if at == min(1, len(sizes) - 1) and cores > 1 else (cores,):
                out = Path(folder) / f"out-{size}-{jobs}"
                first = found[jobs] = run(source, out, jobs)
                second = run(source, out, jobs)
                print(
                    f"{size:>8} {jobs:>4} {first.wall:>8.1f} {size / first.wall:>8.0f} "
                    f"{first.cpu / size * 1000:>14.2f} {first.main:>8.0f} "
                    f"{first.worker:>9.0f} {second.cpu / first.cpu:>9.1%}",
                    flush=True,
                )
            if len(found) > 1:
                print(
                    f"{'':>8} {cores} cores are "
                    f"{found[1].wall / found[cores].wall:.2f} times as fast as one"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
