"""WACZ 1.1.1: web archive files with their index, a list of their pages, and the digests of all, in
one zip.

Web archive files go in byte for byte; what has no record of its own (a file without its headers)
becomes one. The same captures make the same file. Nothing is held in memory but one capture.

What players need beyond the standard: ReplayWeb.page 2.5 reads a member early whose local header
alone has a ZIP64 field; pywb 2.10 takes an index only as `indexes/*.cdx`; both look addresses up
as a browser writes them."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO

import msgspec

from migrator.joomla import uri
from migrator.preserve.wacz_index import SHOWN, Index, line_of
from migrator.warc import cdx
from migrator.warc import reader as records
from migrator.warc.index import Line
from migrator.warc.reader import Damage, Opened, Record
from migrator.warc.writer import (
    ROTATE,
    CaptureToStore,
    mirror_record,
    record,
    response,
    sha1,
    warcinfo,
)

VERSION = "1.1.1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1024 * 1024
#: A member that is larger needs ZIP64 fields; `zipfile` writes them into both headers then.
_LARGE = (1 << 31) - 1
INDEX = "indexes/index.cdx"


class _Counted:
    """A member of the zip that is being written: its bytes are counted and digested."""

    def __init__(self, member: IO[bytes]) -> None:
        self.member, self.size, self.digest = member, 0, hashlib.sha256()

    def add(self, data: bytes) -> None:
        self.member.write(data)
        self.size += len(data)
        self.digest.update(data)


class Wacz:
    """A WACZ that is being written to `path`; it is there, whole, once the block ends. `damage` is
    what cannot be read of the files that went in."""

    def __init__(self, path: Path, about: dict[str, str]) -> None:
        self.path, self.about = path, about
        self.damage: list[str] = []
        self._part = path.with_name(f"{path.name}.part")
        self._resources: list[dict[str, object]] = []
        self._names: set[str] = set()
        self._index = Index()

    def __enter__(self) -> Wacz:
        self._zip = zipfile.ZipFile(self._part, "w", zipfile.ZIP_STORED, allowZip64=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if kind is None:
            self._finish()
        self._zip.close()
        self._index.close()
        if kind is None:
            self._part.replace(self.path)
        else:
            self._part.unlink(missing_ok=True)

    def add_file(self, file: Opened) -> None:
        """Adds a web archive file: as it is where each of its records can be found by its place,
        else record by record."""
        name = re.sub(r"\.arc(\.gz)?$", r".warc\1", file.name.rpartition("/")[2])
        if file.name.lower().endswith((".arc", ".arc.gz")) or not _is_seekable(file):
            self._add_rewritten(file, name if name.endswith(".gz") else f"{name}.gz")
            return
        name = self._name(name)
        with file.open() as data, self._member(f"archive/{name}", _size(data)) as member:
            while chunk := data.read(_CHUNK):
                member.add(chunk)
        with file.open() as data:
            last: Record | None = None
            for entry in records.read(data):
                self._add_line(last, name, int(entry.offset))
                last = entry if isinstance(entry, Record) else None
                if isinstance(entry, Damage):
                    self.damage.append(f"{file.name}@{entry.offset}: {entry.why}")
            self._add_line(last, name, member.size)

    def _add_line(self, entry: Record | None, name: str, end: int) -> None:
        """Notes where a record is; `end` is where it ends."""
        if entry is not None and entry.type in SHOWN:
            self._index.add(line_of(entry, name, int(entry.offset), end - int(entry.offset)))

    def _add_rewritten(self, file: Opened, name: str) -> None:
        with file.open() as data:
            waiting = self._readable(file, records.read(data))
            entry = next(waiting, None)
            while entry is not None:
                part = self._name(name)
                with self._member(f"archive/{part}") as member:
                    while entry is not None and member.size < ROTATE:
                        self._add_record(entry, part, member)
                        entry = next(waiting, None)

    def _readable(self, file: Opened, records_read: Iterable[Record | Damage]) -> Iterator[Record]:
        for entry in records_read:
            if isinstance(entry, Record):
                yield entry
            else:
                self.damage.append(f"{file.name}@{entry.offset}: {entry.why}")

    def _add_record(self, entry: Record, name: str, member: _Counted) -> None:
        fields = {k: v for k, v in entry.fields.items() if k not in _OWN}
        date = cdx.iso(entry.date) if entry.date else self._index.latest
        data = record(
            entry.type,
            cdx.uri(entry.uri) if entry.uri else None,
            date,
            entry.block,
            fields,
            f"{name}:{member.size}",
        )
        if entry.type in SHOWN:
            self._index.add(line_of(entry, name, member.size, len(data)))
        member.add(data)

    def add_captures(self, captures: Iterable[CaptureToStore], name: str) -> None:
        """Adds captures that have no record yet, as the file `name` (and more, called alike, where
        they are many)."""
        waiting = iter(captures)
        first: dict[str, Line] = {}
        mirrored: list[tuple[str, CaptureToStore, Line]] = []
        capture = next(waiting, None)
        while capture is not None:
            part = self._name(name)
            with self._member(f"archive/{part}") as member:
                member.add(warcinfo(part, cdx.iso(capture.date), self.about))
                while capture is not None and member.size < ROTATE:
                    capture = replace(capture, url=cdx.uri(capture.url), date=cdx.iso(capture.date))
                    line = self._add_capture(capture, part, member, first)
                    small = replace(capture, body=b"")
                    mirrored += [
                        (cdx.uri(mirror), small, first.get(line.digest, line))
                        for mirror in capture.mirrors
                    ]
                    capture = next(waiting, None)
                if capture is None:
                    self._add_mirror_names(mirrored, part, member)

    def _add_capture(
        self, capture: CaptureToStore, name: str, member: _Counted, first: dict[str, Line]
    ) -> Line:
        type_, data, digest = response(
            capture,
            first.get(sha1(capture.body)) if capture.body else None,
            f"{name}:{member.size}",
        )
        line = Line(
            capture.url,
            name,
            str(member.size),
            str(len(data)),
            "",
            capture.bare_mime,
            str(capture.status or ""),
            digest,
            type_,
            capture.date,
        )
        first.setdefault(digest, line)
        self._index.add(line)
        member.add(data)
        return line

    def _add_mirror_names(
        self, mirrored: Iterable[tuple[str, CaptureToStore, Line]], name: str, member: _Counted
    ) -> None:
        """Records under the names of a mirror that are no addresses of captures themselves."""
        free = [entry for entry in mirrored if not self._index.holds(entry[0], entry[1].url)]
        for mirror, capture, whole in free:
            data = mirror_record(mirror, capture, whole, f"{name}:{member.size}")
            self._index.add(
                msgspec.structs.replace(
                    whole,
                    url=mirror,
                    filename=name,
                    offset=str(member.size),
                    length=str(len(data)),
                    type="revisit",
                    date=capture.date,
                )
            )
            member.add(data)

    def add_page(self, url: str, title: str | None, date: str) -> None:
        """Adds a page to the list from which a viewer opens the archive."""
        self._index.add_page(url, title, date)

    def _name(self, name: str) -> str:
        stem, suffix = (
            (name[:-8], ".warc.gz")
            if name.endswith(".warc.gz")
            else (name.rpartition(".")[0] or name, f".{name.rpartition('.')[2]}")
        )
        unique, number = name, 2
        while unique in self._names:
            unique, number = f"{stem}-{number}{suffix}", number + 1
        self._names.add(unique)
        return unique

    @contextmanager
    def _member(
        self, path: str, size: int = 0, method: int = zipfile.ZIP_STORED
    ) -> Iterator[_Counted]:
        """A new member of the zip, of at most `size` bytes where that may be over 2 GiB."""
        info = zipfile.ZipInfo(path, _EPOCH)
        info.compress_type, info.external_attr = method, 0o644 << 16
        with self._zip.open(info, "w", force_zip64=size > _LARGE) as out:
            member = _Counted(out)
            yield member
        self._resources.append(
            {
                "name": path.rpartition("/")[2],
                "path": path,
                "hash": f"sha256:{member.digest.hexdigest()}",
                "bytes": member.size,
            }
        )

    def _finish(self) -> None:
        self._text(INDEX, *self._index.lines())
        head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
        size, pages = self._index.pages()
        self._text("pages/pages.jsonl", size + len(head) + 1, chain([head], pages))
        front = self._index.front()
        package = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": uri.parts(front[0]).host if front else "",
            "software": self.about["software"],
            "created": self._index.latest,
            **({"mainPageUrl": front[0], "mainPageDate": front[1]} if front else {}),
            "resources": list(self._resources),
        }
        data = json.dumps(package, indent=2, ensure_ascii=False).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        with self._member("datapackage.json") as member:
            member.add(data)
        with self._member("datapackage-digest.json") as member:
            member.add(json.dumps(digest).encode())

    def _text(self, path: str, size: int, lines: Iterable[str]) -> None:
        with self._member(path, size, zipfile.ZIP_DEFLATED) as member:
            for line in lines:
                member.add(f"{line}\n".encode())


_OWN = {
    "warc-type",
    "warc-record-id",
    "warc-date",
    "warc-target-uri",
    "warc-block-digest",
    "content-length",
}


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _is_seekable(file: Opened) -> bool:
    """Whether every record of a file begins at a place of its own: not in a member that holds
    several."""
    with file.open() as data:
        return not any("+" in entry.offset for entry in records.read(data))
