"""What a night of bad luck does to a run: python -m tests.long.night [KILLS] [DAMAGES]

1. KILLS (100) times SIGKILL at a random moment of a run over a folder, a web archive file and a live
   site; the output is never wiped, and when a run comes to its end the site is that of a run in peace.
2. DAMAGES (600) cuts and changed bytes of a web archive file: no traceback, and exit code 0 only
   where the site is that of the whole file.

Exit code 1 where one of these fails."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from migrator.errors import MigratorError
from migrator.model import Capture
from migrator.pipeline import run as pipeline
from migrator.report.account import account
from migrator.sources.opening import open_source
from tests import repack
from tests.server import Answer, Server

EXAMPLE = Path(__file__).parent.parent.parent / "fixtures" / "example"


#: What tells when something was fetched, and where its record lies: no two fetches of a live site
#: agree in it.
_FETCHED = re.compile(rb'"captured":"[^"]*"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|[\w.-]+\.warc\.gz@\d+')


def site_of(out: Path) -> dict[str, str]:
    """The digest of each file that a run writes for scripts, without times and places of
    fetching."""
    # pages.jsonl has a line for each time that robots.txt was asked for
    names = ("articles.jsonl", "gaps.jsonl", "site.json")
    return {
        name: hashlib.sha256(_FETCHED.sub(b"", (out / "json" / name).read_bytes())).hexdigest()
        for name in names
        if (out / "json" / name).is_file()
    }


def command(source: str, out: Path) -> list[str]:
    program = [sys.executable, "-m", "migrator", "run", source, "-o", str(out), "--to", "json"]
    return [*program, "--quiet", "--jobs", "2", "--delay", "0", "--allow-local"]


def peace(source: str, out: Path) -> tuple[dict[str, str], float]:
    """The site of a run that nothing disturbs, and the seconds that it takes."""
    begun = time.monotonic()
    subprocess.run(command(source, out), check=False, capture_output=True)
    return site_of(out), time.monotonic() - begun


def kills(source: str, folder: Path, wanted: int) -> int:
    """Kills runs over `source` so many times; the number of faults."""
    expected, seconds = peace(source, folder / "peace")
    done = faults = ended = 0
    out = folder / "killed"
    while done < wanted:
        process = subprocess.Popen(
            command(source, out), stderr=subprocess.PIPE, start_new_session=True, text=True
        )
        try:
            _, errors = process.communicate(timeout=random.uniform(0.2, seconds))
            ended += 1
            faults += site_of(out) != expected or "Traceback" in errors
            shutil.rmtree(out)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            done += 1
    subprocess.run(command(source, out), check=False, capture_output=True)
    faults += site_of(out) != expected
    print(
        f"{source}: {done} kills, {ended + 1} runs came to their end, {faults} faults", flush=True
    )
    return faults


def damages(warc: Path, folder: Path, wanted: int) -> int:
    """Runs over damaged copies of a web archive file; the number of faults."""
    expected = _in_process(warc, folder / "whole")[0]
    data = warc.read_bytes()
    chance = random.Random(wanted)
    faults = quiet = 0
    for number in range(wanted):
        place = chance.randrange(1, len(data))
        copy = folder / "damaged.warc.gz"
        flipped = data[:place] + bytes([data[place] ^ (1 << number % 8)]) + data[place + 1 :]
        copy.write_bytes(data[:place] if number % 2 else flipped)
        out = folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        try:
            site, code = _in_process(copy, out)
        except MigratorError:
            continue
        quiet += code == 0
        if code == 0 and site != expected:
            print(f"exit 0 and another site: {'cut' if number % 2 else 'bit'} at {place}")
            faults += 1
    print(f"{wanted} damages, {quiet} of them without a loss, {faults} faults", flush=True)
    return faults


def answers(captures: list[Capture], address: str) -> dict[str, Answer]:
    """What a live site at `address` answers, links to its old host leading to itself; its site map
    has all its pages, which the few pages of the example do not link to."""
    pages = {
        f"/{c.url.partition('://')[2].partition('/')[2]}": Answer(
            re.sub(rb"http://[\w.]+\.example", address.encode(), c.data),
            c.status or 200,
            {"Content-Type": c.content_type or "text/html"},
        )
        for c in captures
        if c.url
    }
    places = "".join(f"<url><loc>{escape(address + place)}</loc></url>" for place in pages)
    site_map = f"<?xml version='1.0'?><urlset>{places}</urlset>".encode()
    return {**pages, "/sitemap.xml": Answer(site_map, 200, {"Content-Type": "text/xml"})}


def _in_process(source: Path, out: Path) -> tuple[dict[str, str], int]:
    written = pipeline.run(open_source(str(source)), out, ("json", "markdown"))
    with written.site:
        return site_of(out), account(written).exit_code


def example_warc(folder: Path) -> Path:
    """The example's captures as a web archive file."""
    return repack.warc(_captures(), folder / "example.warc.gz")


def _captures() -> list[Capture]:
    source = open_source(str(EXAMPLE))
    return [source.load(name) for name in source.names()]


def all_kills(folder: Path, wanted: int) -> tuple[int, int]:
    """Kills runs over a folder, a web archive file and a live site; the number of kills and of
    faults."""
    faults = kills(str(EXAMPLE), folder / "a", wanted)
    faults += kills(str(example_warc(folder)), folder / "b", wanted)
    with Server({}) as server:
        server.answers |= answers(_captures(), server.address)
        faults += kills(server.address, folder / "c", wanted)
    return 3 * wanted, faults


def main() -> int:
    """Runs both."""
    given = [int(number) for number in sys.argv[1:]]
    wanted, wanted_damages = [*given, *(100, 600)[len(given) :]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, faults = all_kills(folder, wanted)
        faults += damages(example_warc(folder), folder / "d", wanted_damages)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
