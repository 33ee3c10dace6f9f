"""WARC, ARC and WET files. Each record is a capture, named by its place in the file; a repeated one
(revisit) has the body of the record that it refers to; a place that cannot be read is a capture
that failed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

from migrator.model import Capture
from migrator.warc import http
from migrator.warc import reader as records
from migrator.warc.reader import Damage, Opened, Record
from migrator.warc.writer import MIRROR_BASE, MIRROR_OF

_SHOWN = ("response", "resource", "conversion", "revisit")


@dataclass(frozen=True, slots=True)
class InFile:
    """A file of its own."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> IO[bytes]:
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class InZip:
    """A member of a WACZ, which holds it as it is."""

    path: Path
    name: str

    def open(self) -> IO[bytes]:
        return zipfile.ZipFile(self.path).open(self.name)


@dataclass(slots=True)
class _Index:
    """The places of captures in each file, where the bodies of repeated ones are, what cannot be
    read, and the names that captures (address, date) had in the mirror that they came from."""

    places: list[list[str]]
    bodies: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    damage: dict[tuple[int, str], str] = field(default_factory=dict)
    stamps: dict[tuple[int, str], str] = field(default_factory=dict)
    mirrors: dict[tuple[str, str], str] = field(default_factory=dict)


class Warcs:
    """Several files that belong together: a record may repeat one of another file. Names are
    `FILE@PLACE`."""

    def __init__(self, files: Sequence[Opened], label: str) -> None:
        self.files, self.label = list(files), label

    def __getstate__(self) -> dict[str, object]:
        return {"files": self.files, "label": self.label, "_index": self._index}

    def __del__(self) -> None:
        for file in vars(self).get("_opened", {}).values():
            file.close()

    def names(self) -> Iterator[str]:
        for at, file in enumerate(self.files):
            yield from (f"{file.name}@{place}" for place in self._index.places[at])

    def load(self, name: str) -> Capture:
        held, _, place = name.rpartition("@")
        return self.capture(
            next(at for at, file in enumerate(self.files) if file.name == held), place, name
        )

    def stamp(self, name: str) -> str:
        held, _, place = name.rpartition("@")
        return self.stamp_at(
            next(at for at, file in enumerate(self.files) if file.name == held), place
        )

    def stamp_at(self, at: int, place: str) -> str:
        """What changes when the record at a place of a file does."""
        return self._index.stamps.get((at, place), "damaged")

    def part(self, at: int) -> Part:
        """The file at `at` alone, its names being places."""
        return Part(self, at)

    @cached_property
    def _opened(self) -> dict[int, IO[bytes]]:
        return {}

    def _record(self, at: int, place: str) -> Record:
        if at not in self._opened:
            self._opened[at] = self.files[at].open()
        found = next(records.read(self._opened[at], place), None)
        if not isinstance(found, Record):
            raise OSError(found.why if found else "no record begins here")
        return found

    def capture(self, at: int, place: str, name: str) -> Capture:
        """The capture at a place of a file."""
        if why := self._index.damage.get((at, place)):
            raise OSError(why)
        record = self._record(at, place)
        faults = list(record.faults)
        if cut := record.fields.get("warc-truncated"):
            faults.append(f"the answer was cut when it was fetched ({cut})")
        mirror = self._index.mirrors.get((record.uri or "", record.date or ""))
        if record.type in ("resource", "conversion"):
            return Capture(
                name,
                record.block,
                record.uri,
                content_type=record.fields.get("content-type"),
                captured=record.date,
                mirror=mirror,
                faults=tuple(faults),
            )
        answer = http.parse(record.block)
        body = answer.body
        if record.type == "revisit":
            original = self._index.bodies.get((at, place))
            if original is None and answer.status != 304:
                repeated = record.fields.get("warc-refers-to-target-uri") or "another record"
                raise OSError(f"repeats {repeated}, which is not in these files")
            if original is not None:
                first = self._record(*original)
                whole = (
                    http.parse(first.block)
                    if first.type == "response"
                    else http.Answer(None, {}, first.block)
                )
                answer = answer if answer.status not in (None, 304) else whole
                body, faults = whole.body, [*faults, *whole.faults]
        return Capture(
            name,
            body,
            record.uri,
            answer.status,
            answer.headers.get("content-type"),
            answer.headers.get("location"),
            record.date,
            mirror,
            faults=(*faults, *answer.faults),
        )

    @cached_property
    def _index(self) -> _Index:
        made = _Index([[] for _ in self.files])
        by_digest: dict[str, tuple[int, str]] = {}
        by_date: dict[tuple[str, str], tuple[int, str]] = {}
        revisits: list[tuple[tuple[int, str], Record]] = []
        for at, file in enumerate(self.files):
            with file.open() as data:
                for found in records.read(data):
                    here = (at, found.offset)
                    if isinstance(found, Damage):
                        made.places[at].append(found.offset)
                        made.damage[here] = found.why
                        continue
                    if found.type not in _SHOWN or (found.uri or "").startswith("dns:"):
                        continue
                    if found.fields.get("warc-profile", "").endswith("server-not-modified"):
                        continue  # says only that what was captured before was still so
                    if original_url := found.fields.get(MIRROR_OF.lower()):
                        base = found.fields.get(MIRROR_BASE.lower()) or found.uri or ""
                        made.mirrors[original_url, found.date or ""] = base
                        continue
                    made.places[at].append(found.offset)
                    block = found.fields.get("warc-block-digest") or zlib.crc32(found.block)
                    made.stamps[here] = f"{found.date} {block}"
                    if found.type == "revisit":
                        revisits.append((here, found))
                        continue
                    if digest := found.fields.get("warc-payload-digest"):
                        by_digest.setdefault(digest, here)
                    by_date[found.uri or "", found.date or ""] = here
        for here, record in revisits:
            named = (
                record.fields.get("warc-refers-to-target-uri", "").strip("<>"),
                record.fields.get("warc-refers-to-date", ""),
            )
            if original := by_date.get(named) or by_digest.get(
                record.fields.get("warc-payload-digest", "?")
            ):
                made.bodies[here] = original
        return made


class Part:
    """One of several files that belong together; its names are places."""

    def __init__(self, whole: Warcs, at: int) -> None:
        self.whole, self.at = whole, at

    @property
    def files(self) -> list[Opened]:
        return [self.whole.files[self.at]]

    def names(self) -> Iterator[str]:
        yield from self.whole._index.places[self.at]

    def load(self, name: str) -> Capture:
        return self.whole.capture(self.at, name, name)

    def stamp(self, name: str) -> str:
        return self.whole.stamp_at(self.at, name)
