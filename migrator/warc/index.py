"""The index of an archive and the check against it.

The index is CDXJ (SURT key, time, JSON); each line has the sha256 of its record, so that any change
is found. While records are written it grows in their order; when the archive is closed its lines
are sorted, as players search them by halves. A web archive file without lines is a finding too: an
index can be lost as files can.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from migrator.guard.small_files import write_small
from migrator.patterns import lazy_pattern
from migrator.warc import cdx
from migrator.warc import reader as records

INDEX = "index.cdxj"
_HEAD = lazy_pattern(rb"[^\x00-\x20\x7f]+ \d{4,14}")
_PLACE = lazy_pattern(r"[0-9]{1,18}")
_NUMBERED = lazy_pattern(r"-\d{5}\.warc\.gz$")


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the index: where a record is and what it holds. `digest` is that of the body,
    `record` the sha256 of the record's bytes in the file."""

    url: str
    filename: str
    offset: str
    length: str
    record: str
    mime: str = ""
    status: str = ""
    digest: str = ""
    type: str = "response"
    date: str = ""
    etag: str = ""
    modified: str = ""


def without_number(filename: str) -> str:
    """The name of the archive that a file belongs to."""
    return _NUMBERED.sub("", filename)


def warc_files(folder: Path, name: str) -> list[Path]:
    """The files of the archive called `name`, in the order in which they were written."""
    return sorted(path for path in folder.glob("*.warc.gz") if without_number(path.name) == name)


def lines(folder: Path) -> Iterator[Line]:
    """The index of an archive, in the order of its records."""
    yield from (line for _, _, line in _readable(folder) if isinstance(line, Line))


def sort(folder: Path) -> None:
    """Puts the lines of an index in the order in which players search them."""
    path = folder / INDEX
    if path.is_file():
        texts = path.read_bytes().splitlines(keepends=True)
        if (in_order := sorted(texts)) != texts:
            write_small(path, b"".join(in_order))


def parse(text: bytes) -> Line:
    """One line of an index. Raises ValueError where it is none."""
    cells = text.split(b" ", 2)
    if len(cells) < 3 or not _HEAD.fullmatch(b" ".join(cells[:2])):
        raise ValueError("no key, time and record stand in it")
    line = msgspec.json.decode(cells[2], type=Line)
    if not (_PLACE.fullmatch(line.offset) and _PLACE.fullmatch(line.length)):
        raise ValueError("its place is no number")
    return line


def has_its_key(text: bytes, line: Line) -> bool:
    """Whether a line begins with the key and the time of its record. Indexes of builds before the
    keys were SURTs do not; nothing else of them is wrong."""
    return text.split(b" ", 2)[:2] == line_text(line).split(b" ", 2)[:2]


def line_text(line: Line) -> bytes:
    """A line of the index as it stands there."""
    return (
        f"{cdx.surt(line.url)} {cdx.stamp(line.date)} ".encode() + msgspec.json.encode(line) + b"\n"
    )


def verify(folder: Path) -> Iterator[str]:
    """What is wrong with an archive: records that are not as they were written, bytes that belong
    to none, files that are not there, an index that is not there or cannot be read."""
    ends: dict[str, int] = {}
    index = folder / INDEX
    if not index.is_file():
        yield f"{index}: is not there; the next run makes it again from the records"
    for number, text, line in _readable(folder):
        if isinstance(line, ValueError):
            yield f"{index}: line {number} cannot be read ({line})"
            continue
        if not has_its_key(text, line):
            yield (
                f"{index}: line {number} has another key than that of its record; the next run "
                f"makes the index again"
            )
        start = int(line.offset)
        if start != ends.get(line.filename, 0):
            yield (
                f"{folder / line.filename}: the index has no record for the bytes from "
                f"{ends.get(line.filename, 0)} to {start}"
            )
        ends[line.filename] = start + int(line.length)
        yield from _check(folder, line)
    for name, end in ends.items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: is not there"
        elif path.stat().st_size > end:
            yield f"{path}: {path.stat().st_size - end} bytes at its end belong to no record"
    for path in sorted(folder.glob("*.warc.gz")):
        if path.name not in ends:
            yield f"{path}: is not in the index"


def _readable(folder: Path) -> list[tuple[int, bytes, Line | ValueError]]:
    """The lines of an index with their numbers and what they are read as, or why they cannot be
    read; in the order of the records."""
    path = folder / INDEX
    if not path.is_file():
        return []
    with path.open("rb") as file:
        entries = [(number, text, _parsed(text)) for number, text in enumerate(file, 1)]
    return sorted(entries, key=lambda entry: _place(entry[2]))


def _parsed(text: bytes) -> Line | ValueError:
    try:
        return parse(text)
    except ValueError as error:
        return error


def _place(line: Line | ValueError) -> tuple[str, int]:
    return (line.filename, int(line.offset)) if isinstance(line, Line) else ("", 0)


def _check(folder: Path, line: Line) -> Iterator[str]:
    """What is wrong with one record."""
    path, start, length = folder / line.filename, int(line.offset), int(line.length)
    if not path.is_file():
        return
    with path.open("rb") as file:
        file.seek(start)
        data = file.read(length)
    record = next(records.read(io.BytesIO(data)), None)
    if hashlib.sha256(data).hexdigest() != line.record:
        yield f"{path}: the record at {start} ({line.url or line.type}) is not as it was written"
    elif not isinstance(record, records.Record) or (record.uri or "", record.type, record.date) != (
        line.url,
        line.type,
        line.date,
    ):
        yield f"{folder / INDEX}: the line of the record at {start} of {path.name} does not fit it"
