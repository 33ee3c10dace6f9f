"""Eight runs at once into one output: python -m tests.long.eight_runs [ROUNDS]

One of them works; seven end with exit code 74 and name the
process that holds the folder. It is killed in every second round: the next run goes on. The site is
that of a run alone. Exit code 1 where that is not so."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from migrator.model import Capture
from tests import site
from tests.long.night import command, site_of

RUNS = 8
PAGES = 1500
_IN_USE = 74


def pages(folder: Path) -> Path:
    folder.mkdir()
    words = "<p>The keeper went up with oil and a wick.</p>" * 30
    for number in range(PAGES):
        page: Capture = site.article(f"/news/{number}-a", f"Title {number}", words)
        (folder / f"{number}.html").write_bytes(page.data)
    return folder


def one_round(words: list[str], out: Path, is_killed: bool) -> list[str]:
    """What is wrong after one round."""
    runs = [
        subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True)
        for _ in range(RUNS)
    ]
    holders: list[subprocess.Popen[str]] = list(runs)
    complaints, named = [], []
    while len(holders) > 1:
        pid, status = os.waitpid(-1, 0)
        run = next((r for r in holders if r.pid == pid), None)
        if run is None:
            continue
        holders.remove(run)
        run.returncode = os.waitstatus_to_exitcode(status)
        errors = run.stderr.read() if run.stderr else ""
        named += re.findall(r"another run is writing to it \(process (\d+)\)", errors)
        if run.returncode != _IN_USE or "Traceback" in errors:
            complaints.append(f"exit {run.returncode}: {errors[-200:]}")
    (holder,) = holders
    if set(named) != {str(holder.pid)} or len(named) != RUNS - 1:
        complaints.append(f"process {holder.pid} holds the folder; named are {named}")
    if is_killed:
        os.killpg(holder.pid, signal.SIGKILL)
    holder.communicate()
    if is_killed:
        again = subprocess.run(words, capture_output=True, text=True, check=False)
        if again.returncode:
            complaints.append(f"after a kill: exit {again.returncode}: {again.stderr[-200:]}")
    return complaints


def rounds(folder: Path, count: int) -> tuple[int, int]:
    """Runs started, and faults."""
    source = str(pages(folder / "pages"))
    subprocess.run(command(source, folder / "alone"), check=False, capture_output=True)
    expected = site_of(folder / "alone")
    faults = 0
    for number in range(count):
        out = folder / "out"
        complaints = one_round(command(source, out), out, number % 2 == 1)
        if site_of(out) != expected:
            complaints.append("another site than that of a run alone")
        print(*complaints, sep="\n", end="\n" if complaints else "")
        faults += len(complaints)
        shutil.rmtree(out)
    return RUNS * count, faults


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with tempfile.TemporaryDirectory() as folder:
        runs, faults = rounds(Path(folder), count)
    print(f"{runs} runs, {faults} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
