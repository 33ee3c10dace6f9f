"""A collection whose workers are ended at random moments: python -m tests.long.collections [KILLS]

1. The data sets of 40 sites are those of `migrator run` on the same pages, byte for byte.
2. KILLS (20) times a run loses a worker by -9 at a random moment, or every third time the whole
   command ends so and is started again; the data sets are the same bytes. By this machine's
   processes, then by Dask where it is installed. (Who ends the workers of one site again and again
   loses that site until the next run, which is told.)

Exit code 1 where one of these fails."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.collection import digest, make, tree, used
from migrator.collection.sites import source_of
from migrator.pipeline import run as pipeline
from migrator.sources.source import Captures

SITES, WARCS, PAGES = 40, 5, 6
#: CPU seconds after which a process is at work, and no more at its imports.
_AT_WORK = 0.5


def as_single_runs(out: Path, folder: Path) -> int:
    """How many sites of a collection are not as a run over the same pages makes them."""
    differing = 0
    for places in sorted((out / "work").glob("*.places")):
        name = places.name.removesuffix(".places")
        source = source_of(places, name)
        captures = [source.load(capture) for capture in source.names()]
        alone = folder / f"site={name}"
        with pipeline.run(Captures(captures), alone, ("json",)).site:
            pass
        written = {path.name: path.read_bytes() for path in (alone / "json").iterdir()}
        there = out / alone.name / "json"
        differing += written != {path.name: path.read_bytes() for path in there.iterdir()}
        differing += len(captures) != PAGES
    return differing


def kills(archives: Path, out: Path, arguments: list[str], wanted: int, expected: str) -> int:
    """Ends workers, and now and then the command, so many times; the number of faults."""
    command = [sys.executable, "-m", "migrator", "collection", str(archives), "-o", str(out)]
    done = faults = ended = 0
    while done < wanted:
        with subprocess.Popen([*command, *arguments, "--quiet"], start_new_session=True) as run:
            before = done
            while run.poll() is None:
                time.sleep(random.uniform(0.2, 1.5))
                if done % 3 == 2 and (out / "work").is_dir():
                    os.killpg(run.pid, signal.SIGKILL)
                    done += 1
                    break
                workers = [p for p, cpu, _ in used(tree(run.pid)[1:]) if cpu > _AT_WORK]
                if workers and done == before:
                    os.kill(random.choice(workers), signal.SIGKILL)
                    done += 1
        if run.returncode >= 0:
            ended += 1
            if run.returncode or digest(out) != expected:
                print(
                    f"exit {run.returncode}, {'the same' if digest(out) == expected else 'other'}"
                )
                faults += 1
            shutil.rmtree(out, ignore_errors=True)
    print(f"{' '.join(arguments)}: {done} kills, {ended} runs ended, {faults} faults", flush=True)
    return faults


def main() -> int:
    """Runs both."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trials, faults = collections(folder, wanted)
    print(f"{trials} trials, {faults} faults")
    return 1 if faults else 0


def collections(folder: Path, wanted: int) -> tuple[int, int]:
    """The number of sites and kills, and of faults."""
    archives, out = folder / "archives", folder / "out"
    make(archives, SITES, WARCS, PAGES)
    command = [sys.executable, "-m", "migrator", "collection", str(archives), "-o", str(out)]
    subprocess.run([*command, "--jobs", "2", "--quiet"], check=True)
    expected = digest(out)
    faults = as_single_runs(out, folder / "single")
    print(f"{SITES} sites, {faults} not as single runs", flush=True)
    engines = [["--jobs", "2"]]
    if importlib.util.find_spec("distributed"):
        engines.append(["--jobs", "2", "--cluster", "local"])
    shutil.rmtree(out)
    for arguments in engines:
        faults += kills(archives, out, arguments, wanted, expected)
    return SITES + wanted * len(engines), faults


if __name__ == "__main__":
    sys.exit(main())
