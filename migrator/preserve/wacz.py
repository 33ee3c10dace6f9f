"""WACZ 1.1.1: web archive files with their index, a list of their pages, and the digests of all, in
one zip.

Web archive files go in byte for byte; what has no record of its own (a file without its headers)
becomes one. The same captures make the same file. Nothing is held in memory but one capture."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from migrator.warc import http
from migrator.warc import reader as records
from migrator.warc.index import Line, surt
from migrator.warc.reader import Damage, Opened, Record
from migrator.warc.writer import Kept, record, response, sha1, warcinfo

VERSION = "1.1.1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1024 * 1024


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
        self._latest = "1980-01-01T00:00:00Z"
        # A file of SQLite's own, on the disk: an index may be larger than memory.
        self._lines = sqlite3.connect("")
        self._lines.execute("CREATE TABLE cdx (line TEXT)")
        self._lines.execute("CREATE TABLE pages (line TEXT)")

    def __enter__(self) -> Wacz:
        self._zip = zipfile.ZipFile(self._part, "w", zipfile.ZIP_STORED, allowZip64=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if kind is None:
            self._finish()
        self._zip.close()
        self._lines.close()
        if kind is None:
            self._part.replace(self.path)
        else:
            self._part.unlink(missing_ok=True)

    def add_file(self, file: Opened) -> None:
        """Adds a web archive file: as it is where each of its records can be found by its place,
        else record by record."""
        name = self._name(re.sub(r"\.arc(\.gz)?$", r".warc\1", file.name.rpartition("/")[2]))
        if file.name.lower().endswith((".arc", ".arc.gz")) or not _is_seekable(file):
            self._add_rewritten(file, name if name.endswith(".gz") else f"{name}.gz")
            return
        with (
            file.open() as data,
            self._zip.open(_info(f"archive/{name}"), "w", force_zip64=True) as out,
        ):
            member = _Counted(out)
            while chunk := data.read(_CHUNK):
                member.add(chunk)
        self._resource(f"archive/{name}", member)
        with file.open() as data:
            last: Record | None = None
            for found in records.read(data):
                self._index(last, name, int(found.offset))
                last = found if isinstance(found, Record) else None
                if isinstance(found, Damage):
                    self.damage.append(f"{file.name}@{found.offset}: {found.why}")
            self._index(last, name, member.size)

    def _index(self, found: Record | None, name: str, end: int) -> None:
        """Notes where a record is; `end` is where it ends."""
        if found is not None and found.type in ("response", "resource", "revisit"):
            self._line(_line(found, name, int(found.offset), end - int(found.offset)))

    def _add_rewritten(self, file: Opened, name: str) -> None:
        with (
            file.open() as data,
            self._zip.open(_info(f"archive/{name}"), "w", force_zip64=True) as out,
        ):
            member = _Counted(out)
            for found in records.read(data):
                if isinstance(found, Damage):
                    self.damage.append(f"{file.name}@{found.offset}: {found.why}")
                    continue
                fields = {k: v for k, v in found.fields.items() if k not in _OWN}
                made = record(
                    found.type,
                    found.uri,
                    found.date or self._latest,
                    found.block,
                    fields,
                    f"{name}:{member.size}",
                )
                if found.type in ("response", "resource", "revisit"):
                    self._line(_line(found, name, member.size, len(made)))
                member.add(made)
        self._resource(f"archive/{name}", member)

    def add_captures(self, captures: Iterable[Kept], name: str) -> None:
        """Adds captures that have no record yet, as the file `name`."""
        name = self._name(name)
        first: dict[str, Line] = {}
        with self._zip.open(_info(f"archive/{name}"), "w", force_zip64=True) as out:
            member = _Counted(out)
            for kept in captures:
                if member.size == 0:
                    member.add(warcinfo(name, kept.date, self.about))
                type_, data, digest = response(
                    kept, first.get(sha1(kept.body)) if kept.body else None, f"{name}:{member.size}"
                )
                line = Line(
                    kept.url,
                    name,
                    str(member.size),
                    str(len(data)),
                    "",
                    kept.mime,
                    str(kept.status or ""),
                    digest,
                    type_,
                    kept.date,
                )
                first.setdefault(digest, line)
                self._line(line)
                member.add(data)
        self._resource(f"archive/{name}", member)

    def add_page(self, url: str, title: str | None, date: str) -> None:
        """Adds a page to the list from which a viewer opens the archive."""
        ident = hashlib.blake2b(f"{url} {date}".encode(), digest_size=9).hexdigest()
        told = {"id": ident, "url": url, "ts": date} | ({"title": title} if title else {})
        self._lines.execute("INSERT INTO pages VALUES (?)", (json.dumps(told, ensure_ascii=False),))
        self._latest = max(self._latest, date)

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

    def _line(self, line: Line) -> None:
        stamp = re.sub(r"\D", "", line.date)[:14]
        told = {
            "url": line.url,
            "mime": "warc/revisit" if line.type == "revisit" else line.mime,
            "status": line.status or "200",
            "digest": line.digest,
            "length": line.length,
            "offset": line.offset,
            "filename": line.filename,
        }
        self._lines.execute(
            "INSERT INTO cdx VALUES (?)", (f"{surt(line.url)} {stamp} {json.dumps(told)}",)
        )
        self._latest = max(self._latest, line.date)

    def _finish(self) -> None:
        self._text(
            "indexes/index.cdxj",
            (line for (line,) in self._lines.execute("SELECT line FROM cdx ORDER BY line")),
        )
        head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
        self._text(
            "pages/pages.jsonl",
            (head, *(line for (line,) in self._lines.execute("SELECT line FROM pages"))),
        )
        package = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": self.about.get("isPartOf", ""),
            "software": self.about["software"],
            "created": self._latest,
            "resources": self._resources,
        }
        data = json.dumps(package, indent=2, ensure_ascii=False).encode()
        self._zip.writestr(_info("datapackage.json"), data)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        self._zip.writestr(_info("datapackage-digest.json"), json.dumps(digest))

    def _text(self, path: str, lines: Iterable[str]) -> None:
        with self._zip.open(_info(path, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as out:
            member = _Counted(out)
            for line in lines:
                member.add(f"{line}\n".encode())
        self._resource(path, member)

    def _resource(self, path: str, member: _Counted) -> None:
        self._resources.append(
            {
                "name": path.rpartition("/")[2],
                "path": path,
                "hash": f"sha256:{member.digest.hexdigest()}",
                "bytes": member.size,
            }
        )


_OWN = {
    "warc-type",
    "warc-record-id",
    "warc-date",
    "warc-target-uri",
    "warc-block-digest",
    "content-length",
}


def _info(path: str, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, _EPOCH)
    info.compress_type, info.external_attr = method, 0o644 << 16
    return info


def _is_seekable(file: Opened) -> bool:
    """Whether every record of a file begins at a place of its own: not in a member that holds
    several."""
    with file.open() as data:
        return not any("+" in found.offset for found in records.read(data))


def _line(found: Record, name: str, offset: int, length: int) -> Line:
    answer = http.parse(found.block)
    mime = answer.headers.get("content-type") if answer.status else found.fields.get("content-type")
    digest = found.fields.get("warc-payload-digest") or sha1(
        found.block.partition(b"\r\n\r\n")[2] if answer.status else found.block
    )
    return Line(
        found.uri or "",
        name,
        str(offset),
        str(length),
        "",
        (mime or "").partition(";")[0].strip() or "unk",
        str(answer.status or ""),
        digest,
        found.type,
        found.date or "",
    )


def verify(path: Path) -> Iterator[str]:
    """What is wrong with a WACZ: members that are not as its list says, records that cannot be
    read, an index that does not fit."""
    try:
        packed = zipfile.ZipFile(path)
        data = packed.read("datapackage.json")
        digest = msgspec.json.decode(packed.read("datapackage-digest.json"), type=dict[str, str])
        package = msgspec.json.decode(data, type=dict[str, object])
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        msgspec.MsgspecError,
        OSError,
        EOFError,
    ) as error:
        yield f"{path}: is no whole WACZ ({error})"
        return
    if digest.get("hash") != f"sha256:{hashlib.sha256(data).hexdigest()}":
        yield f"{path}: datapackage.json is not as datapackage-digest.json says"
    resources = package.get("resources")
    for entry in resources if isinstance(resources, list) else []:
        name, stated = str(entry.get("path")), entry.get("hash")
        try:
            with packed.open(name) as member:
                found = f"sha256:{hashlib.file_digest(cast(Any, member), 'sha256').hexdigest()}"
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            yield f"{path}: {name} cannot be read ({error})"
            continue
        if found != stated:
            yield f"{path}: {name} is not as datapackage.json says"
        elif name.startswith("archive/"):
            with packed.open(name) as member:
                yield from (f"{path}: {name}@{why}" for why in faults(member))
    if "pages/pages.jsonl" not in packed.namelist():
        yield f"{path}: has no list of its pages"


def faults(file: IO[bytes]) -> Iterator[str]:
    """What cannot be read of a web archive file, with the place."""
    for found in records.read(file):
        if isinstance(found, Damage):
            yield f"{found.offset}: {found.why}"
        else:
            yield from (f"{found.offset}: {why}" for why in found.faults)
