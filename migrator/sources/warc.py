"""WARC, ARC and WET files. Each record is a capture, named by its place in the file; a repeated one
(revisit) has the body of the record that it refers to; a place that cannot be read is a capture
that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO

from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources import zstd
from migrator.sources.file_form import FileForm, begins
from migrator.sources.open_files import OpenFiles
from migrator.sources.packed import opened_zip, zip_members
from migrator.sources.source import File
from migrator.sources.warc_index import REST, Place, PlaceIndex, index_of, places
from migrator.sources.warcit import PackedMirror, packed_mirror
from migrator.warc import http
from migrator.warc import reader as records
from migrator.warc.reader import Opened, Record

#: Names of web archive files; `.open` is what crawlers add while they write to one.
WARC_SUFFIXES = tuple(
    f".{kind}{packed}{end}"
    for kind in ("warc", "arc", "wet", "wat")
    for packed in ("", ".gz", zstd.SUFFIX)
    for end in ("", ".open")
)
_WACZ = ".wacz"


def readable(file: IO[bytes], name: str) -> IO[bytes]:
    """The records of a web archive `file` called `name`; compression by gzip is left to the reader,
    which knows the members. Errors are those of `zstd.opened`."""
    packed = name.lower().removesuffix(".open").endswith(zstd.SUFFIX)
    return zstd.opened(file, name) if packed else file


@dataclass(frozen=True, slots=True)
class InFile:
    """A file of its own."""

    path: File

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> IO[bytes]:
        return readable(self.path.open("rb"), str(self.path))


@dataclass(frozen=True, slots=True)
class InZip:
    """A member of a WACZ, which holds it as it is."""

    path: File
    name: str

    def open(self) -> IO[bytes]:
        return readable(opened_zip(self.path).open(self.name), self.name)


class Warcs:
    """Several files that belong together: a record may repeat one of another file. Names are
    `FILE@PLACE`."""

    def __init__(
        self,
        files: Sequence[Opened],
        label: str,
        indexed: Iterable[tuple[int, Place]] | None = None,
    ) -> None:
        """`known` are places (number of the file, place) where an index has them: the files are
        not read for them, and only these records are captures."""
        self.files, self.label = list(files), label
        if indexed is not None:
            self._index = index_of(len(self.files), indexed)

    def __getstate__(self) -> dict[str, object]:
        return {"files": self.files, "label": self.label, "_index": self._index}

    def close(self) -> None:
        """Closes what is open; it is opened again when it is next read."""
        if "_open_files" in vars(self):
            self._open_files.close()

    def __del__(self) -> None:
        self.close()

    def names(self) -> Iterator[str]:
        for number, file in enumerate(self.files):
            yield from (f"{file.name}@{place}" for place in self._index.places[number])

    def load(self, name: str) -> Capture:
        file_name, _, place = name.rpartition("@")
        return self.capture(
            next(number for number, file in enumerate(self.files) if file.name == file_name),
            place,
            name,
        )

    def stamp(self, name: str) -> str:
        file_name, _, place = name.rpartition("@")
        return self.stamp_at(
            next(number for number, file in enumerate(self.files) if file.name == file_name), place
        )

    def stamp_at(self, number: int, place: str) -> str:
        """What changes when the record at a place of a file does."""
        return self._index.stamps.get((number, place), "damaged")

    def part(self, number: int) -> Part:
        """The file at `at` alone, its names being places."""
        return Part(self, number)

    @cached_property
    def _open_files(self) -> OpenFiles[int, IO[bytes]]:
        return OpenFiles()

    def _record(self, number: int, place: str) -> Record:
        file = self._open_files.use(number, self.files[number].open)
        record = next(records.read(file, place), None)
        if not isinstance(record, Record):
            raise OSError(record.why if record else "no record begins here")
        return record

    def _joined(self, number: int, place: str) -> Record:
        """The record at a place, with the records in which its block goes on."""
        record = self._record(number, place)
        further = self._index.segments.get((number, place))
        if further is None:
            return record
        parts = [record, *(self._record(*where) for where in further)]
        block = b"".join(part.block for part in parts)
        faults = [fault for part in parts for fault in part.faults]
        total = parts[-1].fields.get("warc-segment-total-length", "")
        if not total.isdecimal() or int(total) != len(block):
            faults.append(f"records with the rest of it are missing; {len(block)} bytes are here")
        return replace(record, block=block, faults=tuple(faults))

    def capture(self, number: int, place: str, name: str) -> Capture:
        """The capture at a place of a file."""
        if why := self._index.damage.get((number, place)):
            raise OSError(why)
        record = self._joined(number, place)
        faults = list(record.faults)
        # A revisit says so of the body that it leaves out (WARC 1.0, 6.7.2; wget, Heritrix).
        if (cut := record.fields.get("warc-truncated")) and record.type != "revisit":
            faults.append(f"the answer was cut when it was fetched ({cut})")
        mirror = self._index.mirrors.get((record.uri or "", record.date or ""))
        if record.type in ("resource", "conversion"):
            capture = Capture(
                name,
                record.block,
                record.uri,
                content_type=record.fields.get("content-type"),
                captured=record.date,
                mirror=mirror,
                faults=tuple(faults),
            )
            packed = self._mirror(number)
            return packed.capture(capture) if packed and record.type == "resource" else capture
        answer = http.parse(record.block)
        body = answer.body
        if record.type == "revisit":
            original = self._index.bodies.get((number, place))
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

    def _mirror(self, number: int) -> PackedMirror | None:
        """The mirror that a file packs, where warcit made it."""
        if number not in self._mirrors:
            self._mirrors[number] = packed_mirror(self.files[number])
        return self._mirrors[number]

    @cached_property
    def _mirrors(self) -> dict[int, PackedMirror | None]:
        return {}

    @cached_property
    def _index(self) -> PlaceIndex:
        return index_of(len(self.files), self._places())

    def _places(self) -> Iterator[tuple[int, Place]]:
        for number, file in enumerate(self.files):
            try:
                data = file.open()
            except (OSError, SourceError) as error:
                yield number, Place(REST, damage=str(error))
                continue
            with data:
                for place, _ in places(data):
                    yield number, place


class Part:
    """One of several files that belong together; its names are places."""

    def __init__(self, whole: Warcs, number: int) -> None:
        self.whole, self.at = whole, number

    @property
    def files(self) -> list[Opened]:
        return [self.whole.files[self.at]]

    def names(self) -> Iterator[str]:
        yield from self.whole._index.places[self.at]

    def load(self, name: str) -> Capture:
        return self.whole.capture(self.at, name, name)

    def stamp(self, name: str) -> str:
        return self.whole.stamp_at(self.at, name)

    def close(self) -> None:
        """Closes the files of the whole; they are opened again when they are next read."""
        self.whole.close()


def is_warc(file: File) -> bool:
    """Whether a file is called a web archive, or begins like one."""
    return file.name.lower().endswith(WARC_SUFFIXES) or begins(file).startswith(
        (b"WARC/", b"filedesc://")
    )


def is_wacz(file: File) -> bool:
    """Whether a file is a zip with web archives in it."""
    return any(name.startswith("archive/") for name in zip_members(file))


def _warc(file: File, level: int) -> Warcs | None:
    return Warcs([InFile(file)], str(file)) if is_warc(file) else None


def _wacz(file: File, level: int) -> Warcs | None:
    """By what is in it; in a folder, by its name. A zip of WACZ files is another form."""
    if not level and not is_wacz(file):
        return None
    names = sorted(n for n in zip_members(file) if n.lower().endswith(WARC_SUFFIXES))
    return Warcs([InZip(file, name) for name in names], str(file)) if names or not level else None


#: The WARC files of a folder are read as one (see `opening.within`): a record may repeat one that
#: lies in another file.
FORMS = (FileForm((), _warc, order=10), FileForm((_WACZ,), _wacz, order=30))
