"""The records of a WARC or ARC file, plain or in gzip members, whole or damaged.

What can be read is read, and what cannot is told with its offset: a file that was cut or whose bits
have turned is not read "to the end" in silence. Formats: WARC 0.17 to 1.1 (ISO 28500), ARC 1 and 2.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Protocol

from migrator.patterns import lazy_pattern
from migrator.warc.digests import digest_faults
from migrator.warc.stream import Stream

#: A record whose content is larger is passed over: no page is so large.
MAX_BLOCK = 256 * 1024 * 1024
_GZIP = b"\x1f\x8b\x08"
_STARTS = lazy_pattern(rb"WARC/[01]\.\d|filedesc://|(?:https?|ftp|dns)://?\S+ \d")
#: The beginning of a record within another's block, whose stated length is wrong.
_SWALLOWED = lazy_pattern(rb"\r\n\r\nWARC/1\.\d\r\n")
_LENGTH = lazy_pattern(r"[0-9]{1,18}")
_VERSION = lazy_pattern(rb"WARC/\d\.\d+\s*$")
_ARC = lazy_pattern(r"(\S+) (\S+) (\d{8,14}) (.*?) ?([0-9]{1,18})$")


class Opened(Protocol):
    """Where a web archive file lies."""

    @property
    def name(self) -> str: ...

    def open(self) -> IO[bytes]: ...


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it stands, its named fields (lower-case), its block; `faults` say what is
    wrong with it."""

    offset: str
    type: str
    fields: dict[str, str]
    block: bytes
    faults: tuple[str, ...] = ()

    @property
    def uri(self) -> str | None:
        return self.fields.get("warc-target-uri", "").strip("<>") or None

    @property
    def date(self) -> str | None:
        return self.fields.get("warc-date")


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that cannot be read, and why."""

    offset: str
    why: str


def read(file: IO[bytes], offset: str | None = None) -> Iterator[Record | Damage]:
    """All records of a file, or the one at `offset` (as a record gives it: the place in the file,
    and behind `+` the place in a member that holds several)."""
    if offset is not None:
        start, _, within = offset.partition("+")
        yield from _member(file, int(start), int(within or 0), single=True)
        return
    position = 0
    while True:
        file.seek(position)
        head = file.read(4)
        if not head:
            return
        if head[:3] == _GZIP:
            reader = _Reader(file, position, True)
            yield from reader.records()
            if reader.stream.fault is None:
                position = reader.stream.at
                continue
        elif position == 0 or _STARTS.match(head + file.read(60)):
            reader = _Reader(file, position, False)
            yield from reader.records()
            if reader.lost_at is None:
                return
            position = reader.lost_at
        else:
            yield Damage(str(position), "no record begins here")
        following = _resume(file, position + 1)
        if following is None:
            return
        position = following


def _member(file: IO[bytes], start: int, within: int, single: bool) -> Iterator[Record | Damage]:
    file.seek(start)
    reader = _Reader(file, start, file.read(3) == _GZIP)
    reader.stream.skip(within)
    for record in reader.records():
        yield record
        if single:
            return


def _resume(file: IO[bytes], position: int) -> int | None:
    """The next place from which a record can be read: a gzip member that holds one, or the first
    line of one, after another line or after zeros (what a disk lost)."""
    overlap = 80
    while True:
        file.seek(position)
        data = file.read(1024 * 1024)
        if not data:
            return None
        places = sorted(
            [m.start() for m in re.finditer(re.escape(_GZIP), data)]
            + [
                m.start()
                for m in _STARTS.finditer(data)
                if data[m.start() - 1 : m.start()] in (b"", b"\n", b"\0")
            ]
        )
        for place in places:
            if place + overlap > len(data) and len(data) == 1024 * 1024:
                break
            if data[place : place + 3] != _GZIP or _holds_record(data[place : place + 65536]):
                return position + place
        if len(data) < 1024 * 1024:
            return None
        position += len(data) - overlap


def _holds_record(data: bytes) -> bool:
    try:
        return bool(_STARTS.match(zlib.decompressobj(31).decompress(data, 200)))
    except zlib.error:
        return False


class _Reader:
    """Reads the records of one gzip member, or of a plain file from a place on. `lost_at` is where
    a plain file stopped making sense."""

    def __init__(self, file: IO[bytes], start: int, zipped: bool) -> None:
        self.start = start
        self.stream = Stream(file, start, zipped)
        self.lost_at: int | None = None

    def _offset(self, position: int) -> str:
        if not self.stream.zipped:
            return str(self.start + position)
        return f"{self.start}+{position}" if position else str(self.start)

    def records(self) -> Iterator[Record | Damage]:
        is_told = False
        while True:
            while self.stream.peek()[:1] in (b"\r", b"\n"):
                self.stream.line()
            position = self.stream.position
            line = self.stream.line()
            if line is None:
                if self.stream.fault and not is_told:
                    yield Damage(self._offset(position), self.stream.fault)
                return
            if _VERSION.match(line.rstrip()):
                record = self._warc(position)
            elif match := _ARC.match(line.decode("utf-8", "replace").rstrip()):
                record = self._arc(position, match)
            else:
                yield Damage(self._offset(position), self.stream.fault or "no record begins here")
                self._lose(position)
                return
            yield record
            is_told = isinstance(record, Damage) or bool(record.faults and self.stream.fault)
            if isinstance(record, Damage) or (
                record.faults and not self.stream.zipped and _SWALLOWED.search(record.block)
            ):
                self._lose(position)
                return

    def _lose(self, position: int) -> None:
        if self.stream.zipped:
            self.stream.rest()
            if self.stream.fault is None:
                return
        else:
            self.lost_at = self.start + position

    def _warc(self, position: int) -> Record | Damage:
        fields: dict[str, str] = {}
        name = ""
        while (line := self.stream.line()) is not None and line.strip():
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text[:1] in " \t" and name:
                fields[name] += " " + text.strip()
                continue
            name, mark, value = text.partition(":")
            name = name.strip().lower()
            if not mark:
                return Damage(
                    self._offset(position),
                    f"a line of the record's head has no colon: {text[:40]!r}",
                )
            fields[name] = value.strip()
        if not _LENGTH.fullmatch(fields.get("content-length", "")):
            return Damage(
                self._offset(position),
                self.stream.fault or "the record's head does not say its length",
            )
        return self._record(position, fields.get("warc-type", "?"), fields)

    def _arc(self, position: int, match: re.Match[str]) -> Record | Damage:
        uri, address, date, mime, length = match.groups()
        fields = {
            "warc-target-uri": uri,
            "warc-ip-address": address,
            "content-length": length,
            "content-type": mime,
            "warc-date": _iso(date),
        }
        return self._record(
            position,
            "warcinfo"
            if uri.startswith("filedesc:")
            else "response"
            if uri.startswith("http")
            else "other",
            fields,
        )

    def _record(self, position: int, type_: str, fields: dict[str, str]) -> Record | Damage:
        length = int(fields["content-length"])
        if length > MAX_BLOCK:
            there = self.stream.skip(length)
            return Record(
                self._offset(position),
                type_,
                fields,
                b"",
                (f"holds {there} bytes, more than {MAX_BLOCK}, and was not read",),
            )
        block = self.stream.take(length)
        faults = []
        if len(block) < length:
            faults.append(
                f"ends after {len(block)} of {length} bytes"
                + (f": {self.stream.fault}" if self.stream.fault else "")
            )
        else:
            if self.stream.zipped and not self.stream.buffer:
                self._check_end(faults)
            faults += digest_faults(fields, block)
        return Record(self._offset(position), type_, fields, block, tuple(faults))

    def _check_end(self, faults: list[str]) -> None:
        """The check sum of a member stands behind its last record."""
        while not self.stream.ended and len(self.stream.buffer) < 64:
            self.stream.fill()
        if self.stream.fault:
            faults.append(self.stream.fault)


def _iso(date: str) -> str:
    """The date of an ARC record, `20060102030405` or a beginning of that, as WARC writes it."""
    stamp = date.ljust(14, "0")
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    return f"{day}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
