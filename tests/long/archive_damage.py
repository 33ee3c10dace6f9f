"""Damage of web archives: python -m tests.long.archive_damage [TRIALS]

TRIALS (600) of each, on files of 50 records:

1. A `.warc.gz` and a `.warc` are cut: what is whole before the cut is read, the cut is told.
2. One bit of an archive that a run keeps is changed: `verify` tells it, and 49 of 50 records are read.

Exit code 1 where one of these fails."""

from __future__ import annotations

import io
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from migrator.model import Capture
from migrator.warc import index, reader
from migrator.warc.reader import Record
from migrator.warc.writer import Archive, CaptureToStore
from tests import repack

RECORDS = 50
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def body(number: int) -> bytes:
    words = random.Random(number)
    text = " ".join(f"word{words.randrange(10**6)}" for _ in range(60))
    return f"<p>{text}</p>".encode()


def read(data: bytes) -> tuple[list[Record], int]:
    """The whole records of some bytes, and the number of faults that are told."""
    entries = list(reader.read(io.BytesIO(data)))
    records = [entry for entry in entries if isinstance(entry, Record) and not entry.faults]
    return records, len(entries) - len(records)


def cuts(folder: Path, trials: int) -> int:
    """Cuts both kinds of file; the number of faults."""
    captures = [
        Capture(f"{n}.html", body(n), f"http://old.example/{n}", 200, "text/html")
        for n in range(RECORDS)
    ]
    chance = random.Random(trials)
    faults = 0
    for packed in (True, False):
        data = repack.warc(captures, folder / "x.warc", packed).read_bytes()
        records, _ = read(data)
        ends = [int(record.offset) for record in records[1:]] + [len(data)]
        for _ in range(trials):
            cut = chance.randrange(1, len(data))
            left, told = read(data[:cut])
            # before the cut; the last bytes of a record are only its end
            whole = sum(end <= cut for end in ends)
            between = any(end - 4 <= cut <= end for end in ends)
            if len(left) < whole or not (told or between):
                print(f"cut at {cut} of {len(data)}: {len(left)} of {whole} records, {told} told")
                faults += 1
    return faults


def kept(folder: Path) -> Path:
    """An archive as a run keeps it."""
    archive = Archive(folder, "x", {"software": "a test"})
    for number in range(RECORDS):
        url, date = f"http://old.example/{number}", "2020-01-02T03:04:05Z"
        archive.add(CaptureToStore(url, body(number), date, HEAD, "text/html", 200))
    archive.close()
    return folder / "x-00001.warc.gz"


def readable(folder: Path) -> Iterator[str]:
    """The addresses whose records an archive still gives whole."""
    archive = Archive(folder, "x", {"software": "a test"})
    try:
        for line in list(archive.captures.values()):
            answer = archive.answer(line)
            if answer and answer.body == body(int(line.url.rpartition("/")[2])):
                yield line.url
    finally:
        archive.close()


def flips(folder: Path, trials: int) -> int:
    """Changes single bits; the number of faults."""
    data = kept(folder / "whole").read_bytes()
    chance = random.Random(trials)
    faults = 0
    for _ in range(trials):
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder / "whole", copy)
        changed = bytearray(data)
        place = chance.randrange(len(data))
        changed[place] ^= 1 << chance.randrange(8)
        (copy / "x-00001.warc.gz").write_bytes(changed)
        is_told = bool(list(index.verify(copy)))
        left = len(list(readable(copy)))
        if not is_told or left < RECORDS - 1:
            print(f"bit at {place}: {'told' if is_told else 'not told'}, {left} records")
            faults += 1
    return faults


def damages(folder: Path, trials: int) -> tuple[int, int]:
    """Trials and faults of both."""
    faults = cuts(folder, trials) + flips(folder, trials)
    return 3 * trials, faults


def main() -> int:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory() as folder:
        total, faults = damages(Path(folder), trials)
    print(f"{total} damages, {faults} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
