"""Ctrl-C once at random moments of every kind of work: python -m tests.long.interrupts [TRIALS]

TRIALS (6) of each: runs over a folder of 600 pages, a web archive file of them and a live site, the
writing of what was read, the packing of what was fetched. Each must end within 2 seconds with exit
code 130, or at its own end, without a traceback. Exit code 1 where one does not. Where the machine is
busy with other work the seconds say little."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from migrator.model import Capture
from tests import repack, site
from tests.long.night import answers
from tests.server import Server

PAGES = 600
SECONDS = 2.0
#: Python and the modules of the command load for so long; nothing has begun by then.
_LOADING = 1.5
_INTERRUPTED = 130


def captures() -> list[Capture]:
    """Articles of a few hundred words each."""
    words = "<p>The keeper went up with oil and a wick.</p>" * 40
    return [site.article(f"/news/{number}-a", f"Title {number}", words) for number in range(PAGES)]


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "migrator", *map(str, words)]


def seconds_of(words: list[str]) -> float:
    begun = time.monotonic()
    subprocess.run(words, check=False, capture_output=True)
    return time.monotonic() - begun


def pressed(words: list[str], wait: float) -> tuple[float, int, str]:
    """Presses Ctrl-C once after so many seconds: the seconds until the end, exit code, messages."""
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, errors = process.communicate(timeout=wait)
    except subprocess.TimeoutExpired:
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate()
        return time.monotonic() - begun, process.returncode, errors
    return 0.0, process.returncode, errors


def faults_of(name: str, words: list[str], before: Callable[[], None], trials: int) -> int:
    """Presses so many times in one kind of work; `before` makes what that work begins with."""
    before()
    whole = seconds_of(words)
    chance = random.Random(7)
    faults, slowest, stopped = 0, 0.0, 0
    for _ in range(trials):
        before()
        seconds, code, errors = pressed(words, chance.uniform(_LOADING, max(_LOADING, whole)))
        slowest, stopped = max(slowest, seconds), stopped + (code == _INTERRUPTED)
        if seconds > SECONDS or code not in (0, _INTERRUPTED) or "Traceback" in errors:
            print(f"{name}: {seconds:.1f} s, exit {code}: {errors[-300:]}")
            faults += 1
    print(f"{name}: {trials} trials, {stopped} stopped, slowest {slowest:.1f} s, {faults} faults")
    return faults


def interrupts(folder: Path, trials: int) -> tuple[int, int]:
    """Trials and faults in all kinds of work."""
    pages = captures()
    source = folder / "pages"
    source.mkdir()
    for number, capture in enumerate(pages):
        (source / f"{number}.html").write_bytes(capture.data)
    out, read, packed = folder / "out", folder / "read", folder / "packed.wacz"

    def nothing() -> None:
        shutil.rmtree(out, ignore_errors=True)
        packed.unlink(missing_ok=True)

    def what_was_read() -> None:
        nothing()
        shutil.copytree(read, out)

    quiet = ("--quiet", "--delay", "0", "--allow-local")
    subprocess.run(command("extract", source, "-o", read, "--quiet"), check=False)
    faults = 0
    with Server({}) as server:
        server.answers |= answers(pages, server.address)
        works = {
            "a folder": (command("run", source, "-o", out, *quiet), nothing),
            "a web archive file": (
                command("run", repack.warc(pages, folder / "x.warc.gz"), "-o", out, *quiet),
                nothing,
            ),
            "a live site": (command("run", server.address, "-o", out, *quiet), nothing),
            "writing": (command("write", "-o", out, "--to", "hugo", "--quiet"), what_was_read),
            "packing": (command("archive", source, "-o", packed), nothing),
        }
        for name, (words, before) in works.items():
            faults += faults_of(name, words, before, trials)
    return len(works) * trials, faults


def main() -> int:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with tempfile.TemporaryDirectory() as folder:
        return bool(interrupts(Path(folder), trials)[1])


if __name__ == "__main__":
    sys.exit(main())
