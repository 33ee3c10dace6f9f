"""A disk that fills up, and a page of 200 MB: python -m tests.long.limits [SIZES]

1. Runs into a file system of 24 (SIZES) sizes, from nearly nothing to enough: no traceback, one line
   that says what to do, exit code 75; once there is room, the same command makes the site of a run
   in peace. Needs the right to mount a tmpfs.
2. A page of 200 MB: memory of the run in all stays below 600 MB, the loss is told, exit code 2.

Exit code 1 where one of these fails. Takes about ten minutes."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.long.night import EXAMPLE, command, site_of

#: Exit code of what the same command does once there is room (sysexits: EX_TEMPFAIL).
NO_ROOM = 75
#: A run takes more room than its files: SQLite keeps what it changes beside them until all is done.
ROOM = 2.4
PAGE_BYTES = 200 * 1024 * 1024
MEMORY_MB = 600


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """`folder` as a file system of its own."""
    folder.mkdir(exist_ok=True)
    options = f"size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def needed(out: Path) -> int:
    """Kilobytes that a run's files take."""
    return sum(-(-p.stat().st_size // 4096) * 4 for p in out.rglob("*") if p.is_file())


def full_disks(source: str, folder: Path, sizes: int) -> int:
    """Runs into disks of so many sizes, from nearly nothing to nearly enough; the number of
    faults."""
    peace = folder / "peace"
    subprocess.run(command(source, peace), check=False, capture_output=True)
    expected, whole = site_of(peace), needed(peace)
    faults = stopped = 0
    places: Counter[str] = Counter()
    for number in range(sizes):
        small = folder / "small"
        kilobytes = max(8, int(whole * ROOM * (number + 1) / sizes))
        with disk(small, kilobytes):
            out = small / "out"
            run = subprocess.run(command(source, out), capture_output=True, text=True, check=False)
            lines = [line for line in run.stderr.splitlines() if line.strip()]
            is_told = run.returncode == NO_ROOM and len(lines) == 1 and "Traceback" not in lines[0]
            well = is_told or (run.returncode == 0 and site_of(out) == expected)
            stopped += run.returncode == NO_ROOM
            places.update(Path(line.split(": ")[1]).name for line in lines if ": " in line)
            resize = ["mount", "-o", f"remount,size={4 * whole + 4096}k", str(small)]
            subprocess.run(resize, check=True)
            again = subprocess.run(
                command(source, out), capture_output=True, text=True, check=False
            )
            same = site_of(out) == expected and "Traceback" not in again.stderr
            if not well or not same:
                faults += 1
                print(
                    f"{kilobytes} KB: exit {run.returncode}, then {again.returncode}, "
                    f"{'the same site' if same else 'another site'}: {lines[:3]}"
                )
    print(f"stopped at: {dict(places)}")
    print(
        f"{source}: {sizes} sizes up to {whole} KB, {stopped} stopped, {faults} faults", flush=True
    )
    return faults


def large_page(folder: Path) -> int:
    """Reads a page of 200 MB beside a small one; the number of faults."""
    source = folder / "large"
    source.mkdir()
    head = (
        '<html><head><meta name="generator" content="Joomla! - Open Source Content Management">'
        '<title>T</title></head><body class="com_content view-article"><div class="item-page">'
        '<h2 itemprop="headline">Lamps</h2><div itemprop="articleBody">'
    )
    line = (
        "<p>The keeper went up with <b>oil</b> and a wick, and looked at the sea &amp; sky.</p>\n"
    )
    with (source / "1.html").open("w") as file:
        file.write(head)
        for _ in range(PAGE_BYTES // len(line)):
            file.write(line)
        file.write("</div></div></body></html>")
    (source / "2.html").write_text(f"{head}<p>A short one.</p></div></div></body></html>")
    run = subprocess.run(
        command(str(source), folder / "large-out"), capture_output=True, text=True, check=False
    )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    well = run.returncode == 2 and memory < MEMORY_MB and "Traceback" not in run.stderr
    print(f"a page of 200 MB: exit {run.returncode}, {memory} MB", flush=True)
    return not well


def main() -> int:
    """Runs both; prints a line each."""
    sizes = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    folder = Path(tempfile.mkdtemp(prefix="limits-"))
    try:
        faults = large_page(folder)
        faults += full_disks(str(EXAMPLE), folder, sizes)
    finally:
        shutil.rmtree(folder)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
