"""WARC 1.1 files that grow record by record, and an index beside them that is also their journal.

Threat: a killed run, a full disk, a bit that turns. Promise: a record counts once its line is in
the index, and both are on the disk before the next is begun; what a killed run left behind the last
counted record is cut off when the archive is opened again; the index has the sha256 of every
record, so that any change is found. Not promised: anything against someone who changes index and
archive together.

The index is CDXJ (SURT key, time, JSON), in the order of the records.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from migrator.errors import StoreError
from migrator.guard.paths import Lock, disk_error
from migrator.warc import http
from migrator.warc import reader as records

INDEX = "index.cdxj"
#: A file is closed when it is larger.
ROTATE = 1024 * 1024 * 1024
_NUMBERED = re.compile(r"-\d{5}\.warc\.gz$")
_IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


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


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be kept of one capture. `head` is the answer's status line and headers, up to and
    with the empty line; none makes a resource record. `cut` says why the body is not whole (length,
    time)."""

    url: str
    body: bytes
    date: str
    head: bytes = b""
    mime: str = "application/octet-stream"
    status: int | None = None
    etag: str = ""
    modified: str = ""
    cut: str | None = None


def now() -> str:
    """The time as WARC writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def surt(url: str) -> str:
    """The key under which archives sort an address: host reversed, then path and query."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path.lower() or '/'}{query.lower()}"


def sha1(data: bytes) -> str:
    """A digest as WARC writes it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def record(
    type_: str, url: str | None, date: str, block: bytes, fields: dict[str, str], place: str
) -> bytes:
    """The bytes of one record, a gzip member of its own; `place` (file and offset) makes its id, so
    that the same captures make the same file."""
    ident = uuid.uuid5(uuid.NAMESPACE_URL, f"{place} {type_} {url} {date}")
    head = {
        "WARC-Type": type_,
        "WARC-Record-ID": f"<urn:uuid:{ident}>",
        "WARC-Date": date,
        **({"WARC-Target-URI": url} if url else {}),
        **fields,
        "WARC-Block-Digest": sha1(block),
        "Content-Length": str(len(block)),
    }
    text = "WARC/1.1\r\n" + "".join(f"{k}: {_one_line(v)}\r\n" for k, v in head.items()) + "\r\n"
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as member:
        member.write(text.encode() + block + b"\r\n\r\n")
    return out.getvalue()


def _one_line(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", text)


def response(kept: Kept, first: Line | None, place: str) -> tuple[str, bytes, str]:
    """Type, bytes and body digest of the record for a capture; `first` is an earlier record with
    the same body."""
    digest = sha1(kept.body)
    fields = {"WARC-Truncated": kept.cut} if kept.cut else {}
    if not kept.head:
        fields |= {"Content-Type": kept.mime, "WARC-Payload-Digest": digest}
        return "resource", record("resource", kept.url, kept.date, kept.body, fields, place), digest
    http = {"Content-Type": "application/http; msgtype=response"}
    if kept.status == 304 and first:
        fields |= {
            "WARC-Profile": _UNCHANGED,
            "WARC-Refers-To-Target-URI": first.url,
            "WARC-Refers-To-Date": first.date,
            "WARC-Payload-Digest": first.digest,
        }
        return (
            "revisit",
            record("revisit", kept.url, kept.date, kept.head, {**fields, **http}, place),
            first.digest,
        )
    if first and kept.body:
        fields |= {
            "WARC-Profile": _IDENTICAL,
            "WARC-Refers-To-Target-URI": first.url,
            "WARC-Refers-To-Date": first.date,
            "WARC-Payload-Digest": digest,
        }
        return (
            "revisit",
            record("revisit", kept.url, kept.date, kept.head, {**fields, **http}, place),
            digest,
        )
    return (
        "response",
        record(
            "response",
            kept.url,
            kept.date,
            kept.head + kept.body,
            {**fields, **http, "WARC-Payload-Digest": digest},
            place,
        ),
        digest,
    )


def warcinfo(name: str, date: str, about: dict[str, str]) -> bytes:
    """The record that begins a file."""
    block = "".join(f"{k}: {_one_line(v)}\r\n" for k, v in about.items()).encode()
    return record(
        "warcinfo",
        None,
        date,
        block,
        {"WARC-Filename": name, "Content-Type": "application/warc-fields"},
        name,
    )


class Archive:
    """The WARC files in `folder`, called NAME-00001.warc.gz and so on, and their index. Opened
    again it goes on behind the last record that counts."""

    def __init__(
        self,
        folder: Path,
        name: str,
        about: dict[str, str],
        rotate: int = ROTATE,
        sync: bool = True,
    ) -> None:
        self.folder, self.name, self.about, self.rotate, self.sync = (
            folder,
            name,
            about,
            rotate,
            sync,
        )
        self.by_url: dict[str, Line] = {}
        self.by_digest: dict[str, Line] = {}
        self.captures: dict[tuple[str, str], Line] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(folder / f".{name}.lock")
        self.path, self.end = self._recover()

    def close(self) -> None:
        """Lets another run write to the archive."""
        self._lock.release()

    def _recover(self) -> tuple[Path, int]:
        """The file that is being written and where its last counted record ends; what lies behind
        is cut off."""
        index = self.folder / INDEX
        if index.exists():
            whole = index.read_bytes()
            kept = whole[: whole.rfind(b"\n") + 1]
            if len(kept) < len(whole):
                os.truncate(index, len(kept))
        ends: dict[str, int] = {}
        for line in lines(self.folder):
            if _NUMBERED.sub("", line.filename) == self.name:
                ends[line.filename] = int(line.offset) + int(line.length)
                self._learn(line)
        for path in warc_files(self.folder, self.name):
            if path.name not in ends:
                path.unlink()
            elif path.stat().st_size > ends[path.name]:
                os.truncate(path, ends[path.name])
            elif path.stat().st_size < ends[path.name]:
                raise StoreError(
                    f"{path}: is shorter than its index says; run `migrator verify "
                    f"{self.folder.parent}` to see what is lost"
                )
        last = max(ends, default=f"{self.name}-00001.warc.gz")
        return self.folder / last, ends.get(last, 0)

    def _learn(self, line: Line) -> None:
        if line.type == "warcinfo":
            return
        self.by_url[line.url] = self.captures[line.url, line.date] = line
        if line.digest and line.type != "revisit":
            self.by_digest.setdefault(line.digest, line)

    def add(self, kept: Kept) -> Line:
        """Keeps one capture; once this returns it is on the disk."""
        if self.end >= self.rotate:
            number = int(self.path.name.removesuffix(".warc.gz").rpartition("-")[2]) + 1
            self.path, self.end = self.folder / f"{self.name}-{number:05d}.warc.gz", 0
        if self.end == 0:
            self._append(
                warcinfo(self.path.name, kept.date, self.about),
                Line("", "", "", "", "", type="warcinfo", date=kept.date),
            )
        first = (
            self.by_url.get(kept.url)
            if kept.status == 304
            else self.by_digest.get(sha1(kept.body))
            if kept.body
            else None
        )
        if kept.status == 304 and first:
            kept = replace(
                kept,
                mime=first.mime,
                etag=kept.etag or first.etag,
                modified=kept.modified or first.modified,
            )
        type_, data, digest = response(kept, first, f"{self.path.name}:{self.end}")
        line = self._append(
            data,
            Line(
                kept.url,
                "",
                "",
                "",
                "",
                kept.mime,
                str(kept.status or ""),
                digest,
                type_,
                kept.date,
                kept.etag,
                kept.modified,
            ),
        )
        self._learn(line)
        return line

    def answer(self, line: Line) -> http.Answer:
        """The answer that a line of the index stands for; a repeated one has the body of the
        first."""
        found = self._record(line)
        answer = (
            http.parse(found.block)
            if line.type != "resource"
            else http.Answer(None, {}, found.block)
        )
        if line.type == "revisit" and (first := self.by_digest.get(line.digest)):
            whole = self._record(first)
            body = (
                http.parse(whole.block)
                if first.type == "response"
                else http.Answer(None, {}, whole.block)
            )
            return http.Answer(
                body.status if answer.status == 304 else answer.status,
                {**body.headers, **answer.headers},
                body.body,
            )
        return answer

    def _record(self, line: Line) -> records.Record:
        with (self.folder / line.filename).open("rb") as file:
            found = next(records.read(file, line.offset), None)
        if not isinstance(found, records.Record):
            raise StoreError(
                f"{self.folder / line.filename}: the record at {line.offset} cannot be "
                f"read; run `migrator verify {self.folder.parent}`"
            )
        return found

    def _append(self, data: bytes, line: Line) -> Line:
        placed = msgspec.structs.replace(
            line,
            filename=self.path.name,
            offset=str(self.end),
            length=str(len(data)),
            record=hashlib.sha256(data).hexdigest(),
        )
        stamp = re.sub(r"\D", "", line.date)[:14]
        text = (
            f"{surt(line.url) if line.url else '-'} {stamp} ".encode()
            + msgspec.json.encode(placed)
            + b"\n"
        )
        try:
            self._grow(self.path, data)
            self._grow(self.folder / INDEX, text)
        except OSError as error:
            os.truncate(self.path, self.end)
            raise disk_error(error, self.path) from error
        self.end += len(data)
        return placed

    def _grow(self, path: Path, data: bytes) -> None:
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            if self.sync:
                os.fsync(file.fileno())


def warc_files(folder: Path, name: str) -> list[Path]:
    """The files of the archive called `name`, in the order in which they were written."""
    return sorted(path for path in folder.glob("*.warc.gz") if _NUMBERED.sub("", path.name) == name)


def lines(folder: Path) -> Iterator[Line]:
    """The index of an archive, in the order of its records."""
    path = folder / INDEX
    if path.exists():
        with path.open("rb") as file:
            for text in file:
                if text.endswith(b"\n"):
                    yield parse(text)


def parse(text: bytes) -> Line:
    """One line of an index."""
    return msgspec.json.decode(text.split(b" ", 2)[2], type=Line)


def verify(folder: Path) -> Iterator[str]:
    """What is wrong with an archive: records that are not as they were written, bytes that belong
    to none, files that are not there."""
    ends: dict[str, int] = {}
    try:
        held = list(lines(folder))
    except (msgspec.DecodeError, IndexError) as error:
        yield f"{folder / INDEX}: a line cannot be read ({error})"
        return
    for line in held:
        path, start, length = folder / line.filename, int(line.offset), int(line.length)
        if start != ends.get(line.filename, 0):
            yield (
                f"{path}: the index has no record for the bytes from "
                f"{ends.get(line.filename, 0)} to {start}"
            )
        ends[line.filename] = start + length
        if not path.is_file():
            continue
        with path.open("rb") as file:
            file.seek(start)
            data = file.read(length)
        found = next(records.read(io.BytesIO(data)), None)
        if hashlib.sha256(data).hexdigest() != line.record:
            yield (
                f"{path}: the record at {start} ({line.url or line.type}) is not as it was written"
            )
        elif not isinstance(found, records.Record) or (found.uri or "", found.type, found.date) != (
            line.url,
            line.type,
            line.date,
        ):
            yield (
                f"{folder / INDEX}: the line of the record at {start} of {line.filename} "
                f"does not fit it"
            )
    for name, end in ends.items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: is not there"
        elif path.stat().st_size > end:
            yield f"{path}: {path.stat().st_size - end} bytes at its end belong to no record"
    for path in sorted(folder.glob("*.warc.gz")):
        if path.name not in ends:
            yield f"{path}: is not in the index"
