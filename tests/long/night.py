"""What a night of bad luck does to a run: python -m tests.long.night [KILLS] [DAMAGES]

1. KILLS (100) times SIGKILL at a random moment of a run over a folder, a web archive file and a live
   site; the output is never wiped, and when a run comes to its end the site is that of a run in peace.
2. DAMAGES (600) cuts and changed bytes of a web archive file: no traceback, and exit code 0 only
   where the site is that of the whole file.
3. Every k-th write fails, for every k of a run: no traceback, and the next run makes the same site.

Exit code 1 where one of these fails. Takes about half an hour."""

from __future__ import annotations

import errno
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
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
        at = chance.randrange(1, len(data))
        copy = folder / "damaged.warc.gz"
        flipped = data[:at] + bytes([data[at] ^ (1 << number % 8)]) + data[at + 1 :]
        copy.write_bytes(data[:at] if number % 2 else flipped)
        out = folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        try:
            site, code = _in_process(copy, out)
        except MigratorError:
            continue
        quiet += code == 0
        if code == 0 and site != expected:
            print(f"exit 0 and another site: {'cut' if number % 2 else 'bit'} at {at}")
            faults += 1
    print(f"{wanted} damages, {quiet} of them without a loss, {faults} faults", flush=True)
    return faults


def failing_writes(source: Path, folder: Path) -> int:
    """Fails each write of a run in turn; the number of faults."""
    expected = _in_process(source, folder / "well")[0]
    faults = number = 0
    while True:
        number += 1
        out = folder / "failing"
        shutil.rmtree(out, ignore_errors=True)
        with fails_at(number) as failed:
            try:
                _, code = _in_process(source, out)
            except MigratorError:
                code = MigratorError.exit_code
        if not failed():
            break
        site, _ = _in_process(source, out)
        if code == 0 or site != expected:
            print(f"write {number}: exit {code}, the next run {'differs' if code else 'agrees'}")
            faults += 1
    print(f"{number - 1} writes failed in turn, {faults} faults", flush=True)
    return faults


@contextmanager
def fails_at(number: int) -> Iterator[Callable[[], bool]]:
    """The disk is full at the `number`-th time that a file is put in place or made."""
    calls = 0

    def failing(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*arguments, **options)

        return wrapped

    replace, mkdir, make = Path.replace, Path.mkdir, tempfile.mkstemp
    Path.replace, Path.mkdir = failing(replace), failing(mkdir)  # type: ignore[method-assign]
    tempfile.mkstemp = failing(make)
    try:
        yield lambda: calls >= number
    finally:
        Path.replace, Path.mkdir = replace, mkdir  # type: ignore[method-assign]
        tempfile.mkstemp = make


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


def main() -> int:
    """Runs all three."""
    given = [int(number) for number in sys.argv[1:]]
    wanted, wanted_damages = [*given, *(100, 600)[len(given) :]]
    source = open_source(str(EXAMPLE))
    captures = [source.load(name) for name in source.names()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warc = repack.warc(captures, folder / "example.warc.gz")
        faults = kills(str(EXAMPLE), folder / "a", wanted) + kills(str(warc), folder / "b", wanted)
        with Server({}) as server:
            server.answers |= answers(captures, server.address)
            faults += kills(server.address, folder / "c", wanted)
        faults += damages(warc, folder / "d", wanted_damages)
        faults += failing_writes(EXAMPLE, folder / "e")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
