"""What a collection of sites costs, by engine: python bench/collection.py [SITES] [WARCS] [PAGES]

Makes SITES sites (default 100) of PAGES pages (20) of its own words, cut across WARCS files (6) of
which a third of the records are of hosts without Joomla, and prints for each engine pages a second,
CPU and memory of the driver and of workers, CPU against this machine's processes, what a second run
takes, and whether the data sets are the same bytes, also when a worker is killed with -9 in the
middle. Dask is measured where it is installed (pip install -e '.[collection]')."""

from __future__ import annotations

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
_CLUSTER = (
    "import sys; from distributed import LocalCluster\n"
    "if __name__ == '__main__':\n"
    "    cluster = LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1,"
    " dashboard_address=None)\n"
    "    print(cluster.scheduler_address, flush=True); sys.stdin.read(); cluster.close()\n"
)
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Use:
    """What processes used: seconds, CPU seconds, peak MB of the driver and of one worker."""

    seconds: float = 0.0
    cpu: float = 0.0
    driver: float = 0.0
    worker: float = 0.0


def page(site: int, number: int, comments: int) -> str:
    """An article of Joomla 2.5 with JComments."""
    chance = random.Random(f"{site} {number}")
    text = "".join(f"<p>{' '.join(chance.choices(_WORDS, k=70))}.</p>" for _ in range(5))
    menu = "".join(f'<li><a href="/{w}.html">{w}</a></li>' for w in _WORDS[:12])
    said = "".join(
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
        f' id="comments-list">{said}</div></div></div></div></body></html>'
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


def run(
    archives: Path, out: Path, jobs: int, cluster: str = "", workers: int = 0, kill: bool = False
) -> Use:
    """One run of the command; `workers` is the process under which the workers of a cluster are;
    with `kill`, one worker is ended with -9 after two seconds."""
    command = [sys.executable, "-m", "migrator", "collection", str(archives), "-o", str(out)]
    command += ["--jobs", str(jobs), "--quiet"] + (["--cluster", cluster] if cluster else [])
    before = {p: cpu for p, cpu, _ in used(tree(workers))} if workers else {}
    begun = time.monotonic()
    process = subprocess.Popen(command)
    use, cpu = Use(), dict[int, float]()
    while process.poll() is None:
        own = tree(process.pid)
        if kill and time.monotonic() - begun > 2 and (ends := tree(workers or process.pid)[2:]):
            os.kill(random.choice(ends), signal.SIGKILL)
            kill = False
        for number, seconds, size in used(own + (tree(workers) if workers else [])):
            cpu[number] = seconds - before.get(number, 0.0)
            if number == process.pid:
                use.driver = max(use.driver, size)
            else:
                use.worker = max(use.worker, size)
        time.sleep(0.1)
    use.seconds, use.cpu = time.monotonic() - begun, sum(cpu.values())
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
    sites, warcs, pages = (int(a) for a in (sys.argv[1:] + ["100", "6", "20"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), sites, warcs, pages)


def _measure(folder: Path, sites: int, warcs: int, pages: int) -> int:
    make(folder / "archives", sites, warcs, pages)
    count = sites * pages
    print(f"{sites} sites, {count:,} pages of Joomla, {warcs} files; {os.cpu_count()} cores\n")
    print("| engine | pages/s | CPU ms a page | CPU × 1 process | driver MB | worker MB | same |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    base, expected = Use(), ""

    def row(name: str, use: Use, out: Path) -> None:
        nonlocal base, expected
        if not expected:
            base, expected = use, digest(out)
        same = "yes" if digest(out) == expected else "NO"
        print(
            f"| {name} | {count / use.seconds:.0f} | {use.cpu / count * 1000:.1f} | "
            f"{use.cpu / base.cpu:.2f} | {use.driver:.0f} | {use.worker:.0f} | {same} |",
            flush=True,
        )

    archives, out = folder / "archives", folder / "out"
    row("1 process", run(archives, out, 1), out)
    row("1 process, second run", run(archives, out, 1), out)
    shutil.rmtree(out)
    row("2 processes", run(archives, out, 2), out)
    shutil.rmtree(out)
    row("2 processes, one killed", run(archives, out, 2, kill=True), out)
    if importlib.util.find_spec("distributed") is None:
        print("\nDask is not installed: pip install -e '.[collection]'")
        return 0
    for name, kill in (("Dask, 2 workers", False), ("Dask, 2 workers, one killed", True)):
        shutil.rmtree(out)
        script = folder / "cluster.py"
        script.write_text(_CLUSTER)
        with subprocess.Popen(
            [sys.executable, script, "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as cluster:
            assert cluster.stdout is not None
            address = cluster.stdout.readline().strip()
            row(name, run(archives, out, 1, address, cluster.pid, kill), out)
            cluster.communicate("")
    return 0


if __name__ == "__main__":
    sys.exit(main())
