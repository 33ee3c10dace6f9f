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

from migrator.joomla import address
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
            for found in records.read(data):
                self._add_line(last, name, int(found.offset))
                last = found if isinstance(found, Record) else None
                if isinstance(found, Damage):
                    self.damage.append(f"{file.name}@{found.offset}: {found.why}")
            self._add_line(last, name, member.size)

    def _add_line(self, found: Record | None, name: str, end: int) -> None:
        """Notes where a record is; `end` is where it ends."""
        if found is not None and found.type in SHOWN:
            self._index.add(line_of(found, name, int(found.offset), end - int(found.offset)))

    def _add_rewritten(self, file: Opened, name: str) -> None:
        with file.open() as data:
            waiting = self._readable(file, records.read(data))
            found = next(waiting, None)
            while found is not None:
                part = self._name(name)
                with self._member(f"archive/{part}") as member:
                    while found is not None and member.size < ROTATE:
                        self._add_record(found, part, member)
                        found = next(waiting, None)

    def _readable(self, file: Opened, found: Iterable[Record | Damage]) -> Iterator[Record]:
        for one in found:
            if isinstance(one, Record):
                yield one
            else:
                self.damage.append(f"{file.name}@{one.offset}: {one.why}")

    def _add_record(self, found: Record, name: str, member: _Counted) -> None:
        fields = {k: v for k, v in found.fields.items() if k not in _OWN}
        date = cdx.iso(found.date) if found.date else self._index.latest
        data = record(
            found.type,
            cdx.uri(found.uri) if found.uri else None,
            date,
            found.block,
            fields,
            f"{name}:{member.size}",
        )
        if found.type in SHOWN:
            self._index.add(line_of(found, name, member.size, len(data)))
        member.add(data)

    def add_captures(self, captures: Iterable[CaptureToStore], name: str) -> None:
        """Adds captures that have no record yet, as the file `name` (and more, called alike, where
        they are many)."""
        waiting = iter(captures)
        first: dict[str, Line] = {}
        mirrored: list[tuple[str, CaptureToStore, Line]] = []
        kept = next(waiting, None)
        while kept is not None:
            part = self._name(name)
            with self._member(f"archive/{part}") as member:
                member.add(warcinfo(part, cdx.iso(kept.date), self.about))
                while kept is not None and member.size < ROTATE:
                    kept = replace(kept, url=cdx.uri(kept.url), date=cdx.iso(kept.date))
                    line = self._add_capture(kept, part, member, first)
                    if kept.mirror:
                        small = replace(kept, body=b"")
                        mirrored.append((cdx.uri(kept.mirror), small, first.get(line.digest, line)))
                    kept = next(waiting, None)
                if kept is None:
                    self._add_mirror_names(mirrored, part, member)

    def _add_capture(
        self, kept: CaptureToStore, name: str, member: _Counted, first: dict[str, Line]
    ) -> Line:
        type_, data, digest = response(
            kept, first.get(sha1(kept.body)) if kept.body else None, f"{name}:{member.size}"
        )
        line = Line(
            kept.url,
            name,
            str(member.size),
            str(len(data)),
            "",
            kept.bare_mime,
            str(kept.status or ""),
            digest,
            type_,
            kept.date,
        )
        first.setdefault(digest, line)
        self._index.add(line)
        member.add(data)
        return line

    def _add_mirror_names(
        self, mirrored: Iterable[tuple[str, CaptureToStore, Line]], name: str, member: _Counted
    ) -> None:
        """Records under the names of a mirror that are no addresses of captures themselves."""
        for mirror, kept, whole in mirrored:
            if self._index.holds(mirror):
                continue
            data = mirror_record(mirror, kept, whole, f"{name}:{member.size}")
            self._index.add(
                msgspec.structs.replace(
                    whole,
                    url=mirror,
                    filename=name,
                    offset=str(member.size),
                    length=str(len(data)),
                    type="revisit",
                    date=kept.date,
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
        made, number = name, 2
        while made in self._names:
            made, number = f"{stem}-{number}{suffix}", number + 1
        self._names.add(made)
        return made

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
            "title": address.parts(front[0]).host if front else "",
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
        return not any("+" in found.offset for found in records.read(data))
