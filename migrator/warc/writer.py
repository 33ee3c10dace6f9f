"""WARC 1.1 files that grow record by record, and an index beside them that is also their journal.

Threat: a killed run, a full disk, a bit that turns. Promise: a record counts once its line is in
the index, and both are on the disk before the next is begun; what a killed run left behind the last
counted record is read or put aside when the archive is opened again (`warc/recovery.py`); the index
has the sha256 of every record, so that any change is found (`warc/index.py`). Not promised:
anything against someone who changes index and archive together.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import re
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from migrator.guard.lock import Lock
from migrator.guard.small_files import disk_error, make_folder
from migrator.warc import cdx, http, index, recovery
from migrator.warc import reader as records
from migrator.warc.index import INDEX, Line, line_text

#: A file is closed when it is larger.
ROTATE = 1024 * 1024 * 1024
_IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
#: The field of a record that stands under a mirror's name: the address of the capture itself.
MIRROR_OF = "Migrator-Mirror-Of"
#: The field there with the address that relative links lead from, where that is another.
MIRROR_BASE = "Migrator-Mirror-Base"
_HTTP = {"Content-Type": "application/http; msgtype=response"}


@dataclass(frozen=True, slots=True)
class CaptureToStore:
    """What is to be kept of one capture. `head` is the answer's status line and headers, up to and
    with the empty line; none makes a resource record. `mime` is its whole media type, `cut` says
    why the body is not whole (length, time), `mirrors` are the addresses that the capture has in
    the mirror that it lay in: links of other pages lead there; relative links in it lead from
    `mirror_base`."""

    url: str
    body: bytes
    date: str
    head: bytes = b""
    mime: str = "application/octet-stream"
    status: int | None = None
    etag: str = ""
    modified: str = ""
    cut: str | None = None
    mirrors: tuple[str, ...] = ()
    mirror_base: str | None = None

    @property
    def bare_mime(self) -> str:
        """The media type without its parameters."""
        return self.mime.partition(";")[0].strip()


def now() -> str:
    """The time as WARC writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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


def response(capture: CaptureToStore, first: Line | None, place: str) -> tuple[str, bytes, str]:
    """Type, bytes and body digest of the record for a capture; `first` is an earlier record with
    the same body."""
    digest = sha1(capture.body)
    fields = {"WARC-Truncated": capture.cut} if capture.cut else {}
    if not capture.head:
        fields |= {"Content-Type": capture.mime, "WARC-Payload-Digest": digest}
        return (
            "resource",
            record("resource", capture.url, capture.date, capture.body, fields, place),
            digest,
        )
    fields |= _HTTP
    if capture.status == 304 and first:
        return (
            "revisit",
            _revisit(capture, first, _UNCHANGED, first.digest, fields, place),
            first.digest,
        )
    if first and capture.body:
        return "revisit", _revisit(capture, first, _IDENTICAL, digest, fields, place), digest
    fields["WARC-Payload-Digest"] = digest
    block = capture.head + capture.body
    return "response", record("response", capture.url, capture.date, block, fields, place), digest


def _revisit(
    capture: CaptureToStore,
    first: Line,
    profile: str,
    digest: str,
    fields: dict[str, str],
    place: str,
) -> bytes:
    refers = {
        "WARC-Profile": profile,
        "WARC-Refers-To-Target-URI": first.url,
        "WARC-Refers-To-Date": first.date,
        "WARC-Payload-Digest": digest,
    }
    return record("revisit", capture.url, capture.date, capture.head, fields | refers, place)


def mirror_record(mirror: str, capture: CaptureToStore, whole: Line, place: str) -> bytes:
    """A revisit under an address that `capture` has in its mirror, so that links which a saver has
    rewritten lead somewhere; `whole` is the record that holds the body."""
    head = capture.head or f"HTTP/1.1 200 OK\r\nContent-Type: {capture.mime}\r\n\r\n".encode()
    fields = {MIRROR_OF: capture.url, **_HTTP}
    if capture.mirror_base and capture.mirror_base != mirror:
        fields[MIRROR_BASE] = cdx.uri(capture.mirror_base)
    renamed = replace(capture, url=mirror, head=head)
    return _revisit(renamed, whole, _IDENTICAL, whole.digest, fields, place)


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
        make_folder(folder)
        self._lock = Lock(folder / f".{name}.lock")
        recovered = recovery.recover(folder, name)
        self.repairs, self.lost = recovered.repairs, recovered.lost
        for line in recovered.lines:
            self._learn(line)
        self.path, self.end = self._place(recovered.ends)

    def close(self) -> None:
        """Sorts the index and lets another run write to the archive."""
        try:
            index.sort(self.folder)
        finally:
            self._lock.release()

    def _place(self, ends: dict[str, int]) -> tuple[Path, int]:
        """Where the next record goes: behind the last one, in a new file where that one is not as
        its index says."""
        last = max(ends, default=f"{self.name}-00001.warc.gz")
        end = ends.get(last, 0)
        path = self.folder / last
        there = path.stat().st_size if path.is_file() else 0
        return (path, end) if there == end else (self._after(path), 0)

    def _after(self, path: Path) -> Path:
        number = int(path.name.removesuffix(".warc.gz").rpartition("-")[2]) + 1
        return self.folder / f"{self.name}-{number:05d}.warc.gz"

    def _learn(self, line: Line) -> None:
        if line.type == "warcinfo":
            return
        self.by_url[line.url] = self.captures[line.url, line.date] = line
        if line.digest and line.type != "revisit":
            self.by_digest.setdefault(line.digest, line)

    def add(self, capture: CaptureToStore) -> Line:
        """Keeps one capture; once this returns it is on the disk."""
        capture = replace(capture, url=cdx.uri(capture.url))
        if self.end >= self.rotate:
            self.path, self.end = self._after(self.path), 0
        if self.end == 0:
            self._append(
                warcinfo(self.path.name, capture.date, self.about),
                Line("", "", "", "", "", type="warcinfo", date=capture.date),
            )
        first = (
            self.by_url.get(capture.url)
            if capture.status == 304
            else self.by_digest.get(sha1(capture.body))
            if capture.body
            else None
        )
        if capture.status == 304 and first:
            capture = replace(
                capture,
                mime=first.mime,
                etag=capture.etag or first.etag,
                modified=capture.modified or first.modified,
            )
        type_, data, digest = response(capture, first, f"{self.path.name}:{self.end}")
        line = self._append(
            data,
            Line(
                capture.url,
                "",
                "",
                "",
                "",
                capture.bare_mime,
                str(capture.status or ""),
                digest,
                type_,
                capture.date,
                capture.etag,
                capture.modified,
            ),
        )
        self._learn(line)
        return line

    def answer(self, line: Line) -> http.Answer | None:
        """The answer that a line of the index stands for; a repeated one has the body of the
        first. None where its record cannot be read any more: it does not count from then on."""
        answer = self._answer(line)
        if answer is None or line.type != "revisit":
            return answer
        first = self.by_digest.get(line.digest)
        if first is None or (body := self._answer(first)) is None:
            self._forget(line)
            return None
        return http.Answer(
            body.status if answer.status == 304 else answer.status,
            {**body.headers, **answer.headers},
            body.body,
        )

    def _answer(self, line: Line) -> http.Answer | None:
        try:
            with (self.folder / line.filename).open("rb") as file:
                record = next(records.read(file, line.offset), None)
        except OSError:
            record = None
        if not isinstance(record, records.Record) or record.faults:
            self._forget(line)
            return None
        if line.type == "resource":
            return http.Answer(None, {}, record.block)
        return http.parse(record.block)

    def _forget(self, line: Line) -> None:
        self.lost.append(
            f"{self.folder / line.filename}: the record at {line.offset} ({line.url}) cannot be "
            f"read any more"
        )
        self.captures.pop((line.url, line.date), None)
        if self.by_url.get(line.url) == line:
            del self.by_url[line.url]
        if self.by_digest.get(line.digest) == line:
            del self.by_digest[line.digest]

    def _append(self, data: bytes, line: Line) -> Line:
        placed = msgspec.structs.replace(
            line,
            filename=self.path.name,
            offset=str(self.end),
            length=str(len(data)),
            record=hashlib.sha256(data).hexdigest(),
        )
        try:
            self._grow(self.path, data)
            self._grow(self.folder / INDEX, line_text(placed))
        except OSError as error:
            with suppress(OSError):  # the next run sees to what is left behind the last record
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
