"""What a collection of sites costs: python bench/collection.py [SITES] [WARCS] [PAGES] [RUNS]

Makes SITES sites (default 100) of PAGES pages (20) of its own words, cut across WARCS files (6) of
which a third of the records are of hosts without Joomla, and prints for each run pages a second,
CPU in all and against the first run, memory of the driver and of a worker, and whether the data
sets are the same bytes. RUNS are some of: 2 (two processes), again (a second run over what the run
before made), 1 (one process), kill (two processes, one ended with -9 in the middle), dask and
dask-kill (the same on a cluster of Dask, where it is installed: pip install -e '.[collection]').
Memory is sampled."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from migrator.warc.writer import Archive, CaptureToStore

_WORDS = ["lamp", "oil", "wick", "glass", "brass", "shade", "flame", "harbour", "keeper", "storm"]
_WORDS += ["mirror", "coal", "rope", "bell", "fog", "ship", "rock", "tide", "sand", "wind", "clock"]
#: Arguments of each run, whether a worker is killed, whether the output of the run before stays.
_RUNS: dict[str, tuple[list[str], bool, bool]] = {
    "2": (["--jobs", "2"], False, False),
    "again": (["--jobs", "2"], False, True),
    "1": (["--jobs", "1"], False, False),
    "kill": (["--jobs", "2"], True, False),
    "dask": (["--jobs", "2", "--cluster", "local"], False, False),
    "dask-kill": (["--jobs", "2", "--cluster", "local"], True, False),
}
#: Python keeps what it compiled, as it does where nothing is set.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
_SECONDS_OF_SAMPLES = 0.5
#: MB from which a process is a worker, not a helper of Python's multiprocessing.
_WORKER_MB = 30
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Use:
    """What processes used: seconds, CPU seconds, peak MB of the driver and of one worker."""

    seconds: float = 0.0
    cpu: float = 0.0
    driver: float = 0.0
    worker: float = 0.0


@functools.cache
def _paragraphs() -> list[str]:
    chance = random.Random(7)
    return [f"<p>{' '.join(chance.choices(_WORDS, k=70))}.</p>" for _ in range(997)]


def page(site: int, number: int, comments: int) -> str:
    """An article of Joomla 2.5 with JComments."""
    chance = random.Random(site * 1_000_003 + number)
    text = "".join(chance.choices(_paragraphs(), k=5))
    menu = "".join(f'<li><a href="/{w}.html">{w}</a></li>' for w in _WORDS[:12])
    comment_list = "".join(
        f'<div class="comments-list-item" id="comment-item-{n}"><div class="comment-box">'
        f'<a class="comment-anchor" href="#comment-{n}" id="comment-{n}">#{n}</a>'
        f'<span class="comment-author">Ann {n}</span> <span class="comment-date">2011-05-03 10:30'
        f'</span><div class="comment-body" id="comment-body-{n}">{chance.choice(_WORDS)} {n}</div>'
        "</div></div>"
        for n in range(1, comments + 1)
    )
    return (
        '<html><head><meta name="generator" content="Joomla! - Open Source Content Management">'
        f'<title>Lamp {number}</title><script src="/media/system/js/core.js"></script></head>'
        f'<body><div id="nav"><ul>{menu}</ul></div><div class="item-page"><h2>Lamp {number} of site'
        f' {site}</h2>{text}<div id="jc"><div id="comments"><div class="comments-list"'
        f' id="comments-list">{comment_list}</div></div></div></div></body></html>'
    )


def make(folder: Path, sites: int, warcs: int, pages: int) -> None:
    """Writes the collection: record n goes to file n modulo `warcs`."""
    about = {"software": "bench"}
    archives = [Archive(folder, f"part-{n}", about, sync=False) for n in range(warcs)]
    number = 0
    for index in range(pages):
        for site in range(sites):
            host = f"site{site}.example"
            url = f"http://{host}/index.php?option=com_content&view=article&id={index + 1}"
            records = [(url, page(site, index + 1, index % 4))]
            if number % 2:
                records.append((f"http://hand{site}.example/{index}.html", "<p>by hand</p>"))
            for address, html in records:
                archives[number % warcs].add(
                    CaptureToStore(
                        address,
                        html.encode(),
                        "2012-05-03T10:30:00Z",
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
                        "text/html",
                        200,
                    )
                )
                number += 1


def tree(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:
        found += parents.get(process, [])
    return found


def used(processes: list[int]) -> Iterator[tuple[int, float, float]]:
    """Process, CPU seconds and MB of those that are there."""
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield process, (int(fields[11]) + int(fields[12])) / _TICKS, int(fields[21]) * _PAGE / 1e6


def run(archives: Path, out: Path, arguments: list[str], kill: bool) -> Use:
    """One run of the command; with `kill`, one worker is ended with -9 after it has worked for a
    while."""
    command = [sys.executable, "-m", "migrator", "collection", str(archives), "-o", str(out)]
    begun = time.monotonic()
    process = subprocess.Popen([*command, *arguments, "--quiet"], env=_ENVIRONMENT)
    use, cpu = Use(), dict[int, float]()
    while process.poll() is None:
        workers: list[int] = []
        for number, seconds, size in used(tree(process.pid)):
            cpu[number] = seconds
            if number == process.pid:
                use.driver = max(use.driver, size)
                continue
            use.worker = max(use.worker, size)
            if size > _WORKER_MB and seconds > 2:
                workers.append(number)
        if kill and workers and any(out.glob("site=*/json")):
            os.kill(random.choice(workers), signal.SIGKILL)
            kill = False
        time.sleep(_SECONDS_OF_SAMPLES)
    use.seconds, use.cpu = time.monotonic() - begun, sum(cpu.values())
    if kill:
        print("no worker was killed: the run was too short")
    if process.returncode not in (0, 2):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return use


def digest(out: Path) -> str:
    """The digest of all data sets."""
    whole = hashlib.sha256()
    for path in sorted(out.glob("site=*/json/*")):
        whole.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def main() -> int:
    """Prints the table."""
    defaults = ["100", "6", "20", ",".join(_RUNS)]
    *numbers, names = [*sys.argv[1:], *defaults[len(sys.argv) - 1 :]]
    sites, warcs, pages = map(int, numbers)
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), sites, warcs, pages, names.split(","))


def _measure(folder: Path, sites: int, warcs: int, pages: int, names: list[str]) -> int:
    make(folder / "archives", sites, warcs, pages)
    count = sites * pages
    print(f"{sites} sites, {count:,} pages of Joomla, {warcs} files; {os.cpu_count()} cores\n")
    print("| run | pages/s | CPU s | CPU ms a page | CPU × first | driver MB | worker MB | same |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |", flush=True)
    base, expected = 0.0, ""
    out = folder / "out"
    for name in names:
        arguments, kill, stays = _RUNS[name]
        if "--cluster" in arguments and importlib.util.find_spec("distributed") is None:
            print("\nDask is not installed: pip install -e '.[collection]'")
            break
        if not stays:
            shutil.rmtree(out, ignore_errors=True)
        use = run(folder / "archives", out, arguments, kill)
        base, expected = base or use.cpu, expected or digest(out)
        print(
            f"| {name} | {count / use.seconds:.0f} | {use.cpu:.1f} | "
            f"{use.cpu / count * 1000:.1f} | {use.cpu / base:.2f} | {use.driver:.0f} | "
            f"{use.worker:.0f} | {'yes' if digest(out) == expected else 'NO'} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
