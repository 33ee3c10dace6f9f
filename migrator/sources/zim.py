"""ZIM files, as zimit and warc2zim make them of web archives for reading offline.

The format is that of https://wiki.openzim.org/wiki/ZIM_file_format; how warc2zim lays pages out was
seen in files of 1.5.5 (pages under `A`, the heads of their WARC records under `H`) and 2.2.2 (pages
under `C`, links rewritten, nothing of the record)."""

from __future__ import annotations

import io
import lzma
import re
import struct
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import IO, NamedTuple

from migrator.errors import SourceError
from migrator.guard import limits
from migrator.model import Capture
from migrator.sources import zstd
from migrator.sources.file_form import FileForm, begins
from migrator.sources.packed import Packed
from migrator.sources.source import File
from migrator.warc import http

MAGIC = b"ZIM\x04"
_SUFFIX = ".zim"
_HEADER = struct.Struct("<4s2H16s2I4Q2IQ")
_DIRENT = struct.Struct("<HBcI")
_PLACE = struct.Struct("<2I")
_REDIRECT = 0xFFFF
#: Kinds of entries without content: links to articles and deleted ones, of ZIM files before 2010.
_NOTHING = (0xFFFE, 0xFFFD)
#: The lower bits of a cluster's first byte.
_PLAIN, _XZ, _ZSTD = (0, 1), 4, 5
#: The bit that says that the places in a cluster are 8 bytes wide, else 4.
_WIDE = 0x10
#: Hosts under which warc2zim 2 keeps films, and their own.
_FILMS = (
    (b"youtube.fuzzy.replayweb.page/", b"www.youtube.com/"),
    (b"vimeo.fuzzy.replayweb.page/", b"player.vimeo.com/"),
)
#: Namespaces of pages (the old one and that of today), and of the heads of records.
_PAGES, _HEADS = (b"A", b"C"), b"H"
#: Bytes of an entry that are read at once, and at most: paths are addresses.
_ENTRY_BYTES = (512, 65_536)
_FIELD = re.compile(rb"^WARC-(Target-URI|Date): *<?([^\r\n>]*)", re.I | re.M)


class _Entry(NamedTuple):
    """Where an entry's bytes are (number of the cluster, and of the blob in it), or the number of
    the entry that it leads to."""

    cluster: int
    blob: int
    leads_to: int | None = None


class _Head(NamedTuple):
    """What the head of a page's WARC record tells."""

    url: str | None = None
    captured: str | None = None
    status: int | None = None
    location: str | None = None


class Zim(Packed):
    """A ZIM file. Captures are named by their path in it, which is their address without the
    scheme, and stand in the order in which they are stored."""

    opened = ("_file",)
    opens_containers = False

    @cached_property
    def _file(self) -> IO[bytes]:
        return self.path.open("rb")

    def _read(self, place: int, size: int) -> bytes:
        self._file.seek(place)
        return self._file.read(size)

    @cached_property
    def _header(self) -> tuple[int, ...]:
        """Numbers of entries and clusters, places of the lists of paths, titles, clusters and
        types, main page, layout page, and the place of the checksum."""
        data = self._read(0, _HEADER.size)
        if len(data) < _HEADER.size:
            raise SourceError(f"{self.path}: the ZIM file is cut within its head; fetch it again")
        return _HEADER.unpack(data)[4:]

    def _places(self, start: int, count: int) -> tuple[int, ...]:
        data = self._read(start, 8 * count)
        if len(data) < 8 * count:
            raise SourceError(
                f"{self.path}: the ZIM file is cut within its index, so nothing in it can be "
                f"reached; fetch it again"
            )
        return struct.unpack(f"<{count}Q", data)

    @cached_property
    def _clusters(self) -> tuple[int, ...]:
        return self._places(self._header[4], self._header[1])

    @cached_property
    def _listed(self) -> list[tuple[bytes, str, _Entry]]:
        """Namespace, path and place of all entries, in the order of their numbers."""
        return [self._entry(place) for place in self._places(self._header[2], self._header[0])]

    def _entry(self, place: int) -> tuple[bytes, str, _Entry]:
        path, end = b"", b""
        for size in _ENTRY_BYTES:
            data = self._read(place, size).ljust(_DIRENT.size + _PLACE.size, b"\0")
            kind, _, namespace, _ = _DIRENT.unpack_from(data)
            first, second = _PLACE.unpack_from(data, _DIRENT.size)
            before = _DIRENT.size + (4 if kind == _REDIRECT else _PLACE.size)
            path, end, _ = data[before:].partition(b"\0")
            if end:
                break
        if kind in _NOTHING:
            return b"", "", _Entry(0, 0)
        entry = _Entry(0, 0, first) if kind == _REDIRECT else _Entry(first, second)
        if namespace == b"C" and path[:2] in (b"A/", b"H/"):  # the old spaces in a file of today
            namespace, path = path[:1], path[2:]
        return namespace, path.decode("utf-8", "replace"), entry

    @cached_property
    def _entries(self) -> dict[str, _Entry]:
        """Pages and files by their path."""
        pages = [(path, entry) for space, path, entry in self._listed if space in _PAGES and path]
        return dict(sorted(pages, key=lambda page: page[1][:2]))

    @cached_property
    def _heads(self) -> dict[str, _Entry]:
        return {path: entry for space, path, entry in self._listed if space == _HEADS}

    def members(self) -> list[str]:
        """Pages and files, and addresses of which there is a head alone: those that led on."""
        return [*self._entries, *(path for path in self._heads if path not in self._entries)]

    def size(self, name: str) -> int:
        return len(self.read(name))

    def written(self, name: str) -> str | None:
        return None

    def read(self, name: str) -> bytes:
        entry = self._entries.get(name)
        data = self._blob(entry) if entry and entry.leads_to is None else b""
        for kept_as, host in _FILMS:
            data = data.replace(kept_as, host)
        return data

    def load_file(self, name: str) -> Capture:
        capture = self._tables.capture(name, self.read(name))
        head = self._head(name)
        entry = self._entries.get(name)
        if entry and entry.leads_to is not None:
            _, target, _ = self._listed[entry.leads_to]
            location = self._tables.capture(target, b"").url
            return replace(capture, status=301, location=location)
        return replace(
            capture,
            url=head.url or capture.url,
            captured=head.captured or capture.captured,
            status=head.status,
            location=head.location or capture.location,
        )

    def _head(self, name: str) -> _Head:
        entry = self._heads.get(name)
        if entry is None or entry.leads_to is not None:
            return _Head()
        record, _, answer = self._blob(entry).partition(b"\r\n\r\n")
        fields = {key.lower(): value.decode() for key, value in _FIELD.findall(record)}
        parsed = http.parse(answer)
        return _Head(
            fields.get(b"target-uri"),
            fields.get(b"date"),
            parsed.status,
            parsed.headers.get("location"),
        )

    def _blob(self, entry: _Entry) -> bytes:
        """The bytes of an entry; OSError where they cannot be had."""
        try:
            with self._cluster(entry.cluster) as cluster:
                return _blob_in(cluster, entry.blob)
        except (struct.error, lzma.LZMAError, IndexError, EOFError) as error:
            raise OSError(f"{self.path.name}: cluster {entry.cluster}: {error}") from error

    def _cluster(self, number: int) -> IO[bytes]:
        """A cluster, unpacked; the one that was read last is kept."""
        if self._unpacked[0] != number:
            start = self._clusters[number]
            end = self._ends[bisect_right(self._ends, start)]
            if end - start > limits.FILE_BYTES:
                raise OSError(f"cluster {number} has more than {limits.FILE_BYTES} bytes")
            self._unpacked = (number, _unpacked(self._read(start, end - start), self.label))
        return io.BytesIO(self._unpacked[1])

    _unpacked: tuple[int, bytes] = (-1, b"")

    @cached_property
    def _ends(self) -> list[int]:
        """Where clusters end: at the next one, at a list, or at the checksum."""
        return sorted((*self._clusters, *self._header[2:6], self._header[8]))


def _unpacked(data: bytes, label: str) -> bytes:
    """The first byte of a cluster, and what the rest of it unpacks to."""
    kind, rest = data[0] & 0x0F, data[1:]
    if kind in _PLAIN:
        return data
    if kind == _XZ:
        plain = lzma.LZMADecompressor().decompress(rest, limits.FILE_BYTES)
    elif kind == _ZSTD:
        plain = zstd.opened(io.BytesIO(rest), label).read(limits.FILE_BYTES)
    else:
        raise OSError(f"it is packed in a way ({kind}) that no ZIM file since 2010 has")
    return data[:1] + plain


def _blob_in(cluster: IO[bytes], number: int) -> bytes:
    """A blob of an unpacked cluster, which begins with the places of its blobs."""
    wide, code = (8, "<2Q") if cluster.read(1)[0] & _WIDE else (4, "<2I")
    cluster.seek(1 + wide * number)
    start, end = struct.unpack(code, cluster.read(2 * wide))
    cluster.seek(1 + start)
    data = cluster.read(max(end - start, 0))
    if len(data) < end - start:
        raise EOFError(f"blob {number} is cut")
    return data


def _opened(file: File, level: int) -> Zim | None:
    return Zim(file, level) if begins(file, len(MAGIC)) == MAGIC else None


FORM = FileForm((_SUFFIX,), _opened, order=30, beside_pages=False)
