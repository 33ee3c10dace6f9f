"""Map: the places of one archive file's records, in a part file, by the host that they are of.

A part has a line for each record of a host that can hold a Joomla site, sorted into buckets by
host, so that a bucket of all parts has everything of its hosts. Whether a page is Joomla's is told
by a search of its bytes; it is parsed only when its site is read.

    NAME.jsonl    the lines, in segments; the lines of a segment are sorted by bucket
    NAME.buckets  for each segment where its buckets begin, and its end: 257 numbers of 8 bytes
    NAME.json     what the index came to; written last

NAME is a digest of the archive file's path."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urljoin, urlsplit

import msgspec

from migrator.collection.archives import WHOLE_BYTES, Archive, members
from migrator.guard.paths import Folder
from migrator.joomla import address
from migrator.sources.warc_index import Place, places
from migrator.version import code
from migrator.warc import http

BUCKETS = 256
#: Bytes of lines that wait for their bucket: more of one archive file are another segment.
SEGMENT_BYTES = 32 * 1024 * 1024
#: Troubles that are kept by name; the rest is counted.
NAMED = 100
#: Where the buckets of a segment begin, and where the last one ends.
_TABLE = struct.Struct(f"<{BUCKETS + 1}Q")
_BEGIN_AND_END = struct.Struct("<2Q")
#: Bytes of a page that are searched for marks of Joomla: the head and the modules above the text.
_SEARCHED = 256 * 1024
#: What pages of Joomla 1.0 to 6 (and Mambo) load or say; a link to another site's component is no
#: mark, so addresses of components count within the site only (`/component/`, a folder).
_MARKS = re.compile(
    rb"""<meta[^>]{0,80}content=["'](?:Joomla|Mambo)|/media/(?:system|jui|vendor)/|/media/templates/site/"""
    rb"""|/components/com_\w|/modules/mod_\w|["'/]index\.php\?option=com_\w|/mambots/|/component/\w""",
    re.I,
)
#: The folder of an installation: what stands before the folders that each has.
_FOLDER = re.compile(
    rb"""["'(]([^"'()<>\s]{0,200}?)/(?:media/(?:system|jui|vendor)|media/templates/site"""
    rb"""|components/com_\w+|modules/mod_\w+|templates/[\w.-]+/(?:css|js|images))/""",
    re.I,
)


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A line of a part: where a record lies, its host and path, whether the page is Joomla's, and
    the folder of the installation that it tells."""

    host: str
    path: str
    archive: str
    member: str
    place: Place
    joomla: bool = False
    folder: str | None = None


class Part(msgspec.Struct, frozen=True):
    """What the index of an archive file came to: the file, its stamp, segments, records, those of
    them that are pages of Joomla, how many places cannot be read, and why (the first NAMED)."""

    path: str
    stamp: str
    segments: int = 0
    records: int = 0
    joomla: int = 0
    damaged: int = 0
    damage: tuple[str, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class IndexArchives:
    """Makes the parts of archive files (paths) in `folder`; those that this version made already
    and whose file has not changed stay."""

    folder: Path

    def __call__(self, paths: Sequence[str]) -> list[Part]:
        return [self._part(path) for path in paths]

    def on_worker_death(self, path: str) -> Part:
        """The part of a file on which a process died."""
        return Part(path, "", fault="a process died while reading it")

    def _part(self, path: str) -> Part:
        folder = Folder(self.folder)
        try:
            archives = members(path)
            stamp = " ".join([code(), *(archive.stamp() for archive in archives[:1])])
            part = read_part(self.folder, path)
            if part and part.stamp == stamp:
                return part
            folder.remove(f"{_name(path)}.json")  # what it says of other lines is true no more
            part = _index(folder, path, stamp, archives)
            folder.write(f"{_name(path)}.json", msgspec.json.encode(part))
            return part
        except Exception as error:  # one file costs itself
            folder.remove(f"{_name(path)}.json")
            return Part(path, "", fault=f"{type(error).__name__}: {error}")


def read_part(folder: Path, path: str) -> Part | None:
    """The part of an archive file, None where there is none."""
    try:
        return msgspec.json.decode((folder / f"{_name(path)}.json").read_bytes(), type=Part)
    except (OSError, msgspec.MsgspecError):
        return None


def bucket_bytes(folder: Path, part: Part, bucket: int) -> int:
    """How many bytes the lines of a part that are of a bucket have."""
    return sum(end - begin for begin, end in _ranges(folder, part, bucket))


def pieces(folder: Path, part: Part, bucket: int) -> Iterator[bytes]:
    """The lines of a part that are of a bucket, a piece for each segment. Raises OSError where
    they cannot be read, or end too early."""
    with (folder / f"{_name(part.path)}.jsonl").open("rb") as lines:
        for begin, end in _ranges(folder, part, bucket):
            lines.seek(begin)
            yield _whole(lines, end - begin)


def _ranges(folder: Path, part: Part, bucket: int) -> Iterator[tuple[int, int]]:
    with (folder / f"{_name(part.path)}.buckets").open("rb") as table:
        for segment in range(part.segments):
            table.seek(segment * _TABLE.size + bucket * 8)
            yield _BEGIN_AND_END.unpack(_whole(table, _BEGIN_AND_END.size))


def _whole(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise OSError(f"{file.name}: ends too early; remove it, and it is made again")
    return data


def bucket_of(host: str) -> int:
    """The bucket of a host."""
    return zlib.crc32(host.encode("utf-8", "replace")) % BUCKETS


def _name(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


class _Segments:
    """The lines of a part, which go to its file a segment at a time."""

    def __init__(self) -> None:
        self.tables: list[bytes] = []
        self._lines: list[list[bytes]] = [[] for _ in range(BUCKETS)]
        self._waiting = self._end = 0

    def of(self, entries: Iterable[Entry]) -> Iterator[bytes]:
        """The pieces of the file, as they are to be written."""
        encoder = msgspec.json.Encoder()
        for entry in entries:
            line = encoder.encode(entry) + b"\n"
            self._lines[bucket_of(entry.host)].append(line)
            self._waiting += len(line)
            if self._waiting >= SEGMENT_BYTES:
                yield from self._segment()
        yield from self._segment()

    def _segment(self) -> Iterator[bytes]:
        begins = [self._end]
        for lines in self._lines:
            piece = b"".join(lines)
            begins.append(begins[-1] + len(piece))
            lines.clear()
            yield piece
        self.tables.append(_TABLE.pack(*begins))
        self._end, self._waiting = begins[-1], 0


def _index(folder: Folder, path: str, stamp: str, archives: Sequence[Archive]) -> Part:
    counts: Counter[str] = Counter()
    damage: list[str] = []
    segments = _Segments()
    folder.write_lines(f"{_name(path)}.jsonl", segments.of(_entries(archives, counts, damage)))
    folder.write(f"{_name(path)}.buckets", b"".join(segments.tables))
    return Part(
        path,
        stamp,
        len(segments.tables),
        counts["records"],
        counts["joomla"],
        counts["damaged"],
        tuple(damage),
    )


def _entries(
    archives: Sequence[Archive], counts: Counter[str], damage: list[str]
) -> Iterator[Entry]:
    """An entry for each record, counted in `counts`; what cannot be read goes to `damage`."""
    for archive in archives:
        with archive.open(WHOLE_BYTES) as file:
            for place, record in places(file):
                if record is None:
                    counts["damaged"] += 1
                    if len(damage) < NAMED:
                        damage.append(f"{archive.name}@{place.offset}: {place.damage}")
                    continue
                entry = _entry(archive, place, record.type, record.block)
                counts["records"] += not place.mirror_of
                counts["joomla"] += entry.joomla
                yield entry


def _entry(archive: Archive, place: Place, kind: str, block: bytes) -> Entry:
    url = place.mirror_of or place.uri
    parsed = address.read(url)
    path = urlsplit(url).path if "://" in url else parsed.path
    entry = Entry(parsed.host, path, archive.path, archive.member, place)
    if place.mirror_of or kind == "revisit":
        return entry
    body = http.parse(block).body if kind == "response" else block
    head = body[:_SEARCHED]
    if b"<" not in head[:1024] or not _MARKS.search(head):
        return entry
    return msgspec.structs.replace(entry, joomla=True, folder=_folder(url, head))


def _folder(url: str, page: bytes) -> str | None:
    """The path before the folders of the installation that most addresses of a page name; None
    where none does."""
    votes: Counter[str] = Counter()
    host = address.read(url).host
    for match in _FOLDER.finditer(page):
        target = urljoin(url, match[1].decode("latin-1") + "/")
        if address.read(target).host == host:
            votes[urlsplit(target).path.rstrip("/")] += 1
    return votes.most_common(1)[0][0] if votes else None
