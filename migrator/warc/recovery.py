"""An archive that was not closed as it should be: its records read again, its index made again.

Threat: a killed run, a copy that was cut, a disk fault, an index that was lost. Promise: a whole
record in a WARC file counts, whether the index names it or not; bytes that are no record and stand
at the end of a file go to the folder `aside` before the file goes on; an index that cannot be read
goes there too, and another is made from the records. Nothing is deleted. Not promised: a damaged
record is not mended; it stays where it is, and `verify` names it.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from migrator.guard.small_files import disk_error, write_small
from migrator.warc import http
from migrator.warc import reader as records
from migrator.warc.index import (
    INDEX,
    Line,
    has_its_key,
    line_text,
    parse,
    warc_files,
    without_number,
)

#: Where bytes go that are no record.
ASIDE = "aside"
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b\x08"


@dataclass(slots=True)
class Recovered:
    """The `lines` of the records that can be read, in their order; where each file `ends`;
    `repairs` say what was done, `lost` which records are not there any more."""

    lines: list[Line] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def recover(folder: Path, name: str) -> Recovered:
    """What the archive called `name` in `folder` holds. Makes its index again where that does not
    name all records, and puts aside what is none.

    Raises StoreError or DiskFullError where the folder cannot be written.
    """
    recovered = Recovered()
    try:
        lines_by_file, others, unreadable, stale = _index(folder, name)
        indexed: list[Line] = []
        new = 0
        for path in warc_files(folder, name):
            mine = sorted(lines_by_file.pop(path.name, ()), key=lambda line: int(line.offset))
            more = _file(path, mine, recovered)
            new += len(more)
            lines = sorted((*mine, *more), key=lambda line: int(line.offset))
            indexed += lines
            size = path.stat().st_size
            recovered.lines += [line for line in lines if _end(line) <= size]
        for file, lines in lines_by_file.items():
            recovered.lost.append(f"{folder / file}: is not there; it held {len(lines)} records")
            recovered.ends[file] = max(map(_end, lines))
            indexed += lines
        if unreadable or stale or new:
            _keep_index(folder, [*others, *indexed], unreadable, recovered)
    except OSError as error:
        raise disk_error(error, folder) from error
    return recovered


def _index(folder: Path, name: str) -> tuple[dict[str, list[Line]], list[Line], bool, bool]:
    """The lines of the archive `name` by their file, those of others, whether some cannot be read,
    and whether the index is to be made again all the same: its last line has no end (it was being
    written when a run was stopped, and its record is read again from the file), or it has keys of
    an earlier build."""
    mine: dict[str, list[Line]] = {}
    others: list[Line] = []
    unreadable = stale = False
    path = folder / INDEX
    *whole, rest = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    for text in whole:
        try:
            line = parse(text)
        except ValueError:
            unreadable = True
            continue
        stale = stale or not has_its_key(text, line)
        if without_number(line.filename) == name:
            mine.setdefault(line.filename, []).append(line)
        else:
            others.append(line)
    return mine, others, unreadable, stale or bool(rest)


def _file(path: Path, lines: list[Line], recovered: Recovered) -> list[Line]:
    """The records of a file that its index does not name; notes where the file ends."""
    size = path.stat().st_size
    short = [line for line in lines if _end(line) > size]
    if short:
        recovered.lost.append(
            f"{path}: is shorter than its index says: {len(short)} records are not whole, the "
            f"first from byte {short[0].offset} on"
        )
    records_read: list[Line] = []
    with path.open("rb") as file:
        position = 0
        for line in [*lines, None]:
            until = int(line.offset) if line else size
            records_read += _records(file, path.name, position, min(until, size))
            position = max(position, _end(line)) if line else position
    end = max((_end(line) for line in (*lines, *records_read)), default=0)
    if size > end:
        _put_aside(path, end, size)
        recovered.repairs.append(
            f"{path}: {size - end} bytes at its end are no whole record and were moved to {ASIDE}/"
        )
    if records_read:
        recovered.repairs.append(
            f"{path}: {len(records_read)} records that the index did not name count again"
        )
    recovered.ends[path.name] = end
    return records_read


def _records(file: IO[bytes], name: str, start: int, until: int) -> Iterator[Line]:
    """The whole records between two places of a file, past whatever is none."""
    position = start
    while position < until:
        data = _member(file, position, until)
        line = _line(data, name, position) if data else None
        if data and line:
            yield line
            position += len(data)
            continue
        following = _next(file, position + 1, until)
        if following is None:
            return
        position = following


def _next(file: IO[bytes], position: int, until: int) -> int | None:
    """The next place at which a gzip member may begin."""
    while True:
        file.seek(position)
        data = file.read(min(_CHUNK, until - position))
        if (place := data.find(_GZIP)) >= 0:
            return position + place
        if len(data) <= len(_GZIP):
            return None
        position += len(data) - len(_GZIP) + 1


def _member(file: IO[bytes], start: int, until: int) -> bytes | None:
    """The gzip member that begins at `start`, None where none is whole before `until`."""
    file.seek(start)
    inflate = zlib.decompressobj(31)
    taken = bytearray()
    while not inflate.eof:
        data = file.read(min(_CHUNK, until - start - len(taken)))
        if not data:
            return None
        try:
            rest = data
            while rest and not inflate.eof:
                inflate.decompress(rest, _CHUNK)
                rest = inflate.unconsumed_tail
        except zlib.error:
            return None
        taken += data
    return bytes(taken[: len(taken) - len(inflate.unused_data)])


def _line(data: bytes, name: str, start: int) -> Line | None:
    """The line of the index for a record in a gzip member of its own; None where it is no whole
    record."""
    record = next(records.read(io.BytesIO(data)), None)
    if not isinstance(record, records.Record) or record.faults or not record.date:
        return None
    line = Line(
        record.uri or "",
        name,
        str(start),
        str(len(data)),
        hashlib.sha256(data).hexdigest(),
        type=sys.intern(record.type),  # msgspec leaves a default out where it is the same object
        date=record.date,
    )
    if record.type == "warcinfo":
        return line
    digest = record.fields.get("warc-payload-digest", "")
    if record.type == "resource":
        mime = record.fields.get("content-type", "application/octet-stream")
        return msgspec.structs.replace(line, mime=mime, digest=digest)
    answer = http.parse(record.block)
    mime = answer.headers.get("content-type", "").partition(";")[0].strip()
    return msgspec.structs.replace(
        line,
        mime=mime or "application/octet-stream",
        status=str(answer.status or ""),
        digest=digest,
        etag=answer.headers.get("etag", ""),
        modified=answer.headers.get("last-modified", ""),
    )


def _put_aside(path: Path, start: int, size: int) -> None:
    """Moves the bytes from `start` on to a file of their own; they are on the disk there before
    they go here."""
    target = _free(path.parent, f"{path.name}.from-{start}")
    with path.open("rb") as file, target.open("xb") as out:
        file.seek(start)
        while data := file.read(_CHUNK):
            out.write(data)
        out.flush()
        os.fsync(out.fileno())
    os.truncate(path, start)


def _keep_index(folder: Path, lines: list[Line], damaged: bool, recovered: Recovered) -> None:
    path = folder / INDEX
    if damaged:
        target = _free(folder, INDEX)
        write_small(target, path.read_bytes())
        recovered.repairs.append(
            f"{path}: had lines that cannot be read; it was copied to {target}"
        )
    write_small(path, b"".join(map(line_text, lines)))
    recovered.repairs.append(f"{path}: was made again, with {len(lines)} records")


def _free(folder: Path, name: str) -> Path:
    """A name in the folder `aside` that is not taken."""
    aside = folder / ASIDE
    aside.mkdir(exist_ok=True)
    number = 1
    while (target := aside / f"{name}-{number}").exists():
        number += 1
    return target


def _end(line: Line) -> int:
    return int(line.offset) + int(line.length)
