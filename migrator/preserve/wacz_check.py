"""What is wrong with a WACZ: for those who keep it (digests, damage), and for those who open it in
a player, which looks records up by the index and members by the zip's directory."""

from __future__ import annotations

import gzip
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from migrator.preserve.wacz_index import SHOWN
from migrator.warc import cdx
from migrator.warc import reader as records
from migrator.warc.reader import Damage

_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError)
_PAGES = "pages/pages.jsonl"
#: Name of an archive file and place of a record in it.
Places = set[tuple[str, str]]


def verify(path: Path) -> Iterator[str]:
    """What is wrong with the WACZ at `path`, one line a fault; nothing where it is as it was
    written and opens in a player."""
    try:
        packed = zipfile.ZipFile(path)
        data = packed.read("datapackage.json")
        digest = msgspec.json.decode(packed.read("datapackage-digest.json"), type=dict[str, str])
        package = msgspec.json.decode(data, type=dict[str, object])
    except (*_UNREADABLE, msgspec.MsgspecError) as error:
        yield f"{path}: is no whole WACZ ({error})"
        return
    with packed:
        if digest.get("hash") != f"sha256:{hashlib.sha256(data).hexdigest()}":
            yield f"{path}: datapackage.json is not as datapackage-digest.json says"
        places: Places = set()
        keys: set[str] = set()
        yield from (f"{path}: {why}" for why in _header_faults(path, packed))
        yield from (f"{path}: {why}" for why in _index_faults(packed, places, keys))
        yield from (f"{path}: {why}" for why in _resource_faults(packed, package, places))
        yield from (f"{path}: {why}" for why in _page_faults(packed, keys))


def _header_faults(path: Path, packed: zipfile.ZipFile) -> Iterator[str]:
    """Members whose own header has an extra field and whose entry in the directory has none:
    ReplayWeb.page 2.5 (wabac 2.27) begins to read such a member too early."""
    with path.open("rb") as file:
        for info in packed.infolist():
            file.seek(info.header_offset + 28)
            (extra,) = struct.unpack("<H", file.read(2).ljust(2, b"\0"))
            if extra and not info.extra:
                yield (
                    f"{info.filename} has {extra} bytes in its header that the zip's directory "
                    f"does not tell of; ReplayWeb.page cannot open it; pack it again with "
                    f"`migrator archive`"
                )


def _index_faults(packed: zipfile.ZipFile, places: Places, keys: set[str]) -> Iterator[str]:
    """What is wrong with the index; adds to `places` where its records are and to `keys` what they
    are looked up by."""
    names = [
        name
        for name in packed.namelist()
        if name.startswith("indexes/") and name.endswith((".cdx", ".cdxj", ".cdx.gz"))
    ]
    if not names:
        yield "has no index (indexes/*.cdx); no player finds a record; pack it again"
    for name in names:
        before = b""
        try:
            with packed.open(name) as member, _unzipped(name, member) as lines:
                for number, line in enumerate(lines, 1):
                    if why := _line_fault(line, before, places, keys):
                        yield f"{name}, line {number}: {why}"
                    before = line
        except _UNREADABLE as error:
            yield f"{name} cannot be read ({error})"


def _unzipped(name: str, member: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=member)) if name.endswith(".gz") else member


def _line_fault(line: bytes, before: bytes, places: Places, keys: set[str]) -> str | None:
    if line.startswith(b"!"):
        return None
    try:
        key, _, text = line.decode().split(" ", 2)
        entry = msgspec.json.decode(text, type=dict[str, Any])
        url = str(entry["url"])
        places.add((str(entry["filename"]).rpartition("/")[2], str(entry["offset"])))
    except (ValueError, KeyError, msgspec.MsgspecError) as error:
        return f"cannot be read ({error})"
    keys.add(key)
    if line < before:
        return "is not in order; players search an index by halves"
    # Keys of what was posted have the request's body behind the address.
    if "__wb_method=" not in key and key != cdx.surt(url):
        return f"the key of {url} is {key}, and players look for {cdx.surt(url)}"
    return None


def _resource_faults(
    packed: zipfile.ZipFile, package: dict[str, object], places: Places
) -> Iterator[str]:
    """Members that are not as datapackage.json lists them, damaged records, records that the index
    does not name."""
    resources = package.get("resources")
    for entry in resources if isinstance(resources, list) else []:
        name, stated = str(entry.get("path")), entry.get("hash")
        try:
            with packed.open(name) as member:
                digest = f"sha256:{hashlib.file_digest(cast(Any, member), 'sha256').hexdigest()}"
        except _UNREADABLE as error:
            yield f"{name} cannot be read ({error})"
            continue
        if digest != stated:
            yield f"{name} is not as datapackage.json says"
        elif name.startswith("archive/"):
            with packed.open(name) as member:
                yield from (f"{name}@{why}" for why in _record_faults(name, member, places))


def _record_faults(name: str, file: IO[bytes], places: Places) -> Iterator[str]:
    base = name.rpartition("/")[2]
    for record in records.read(file):
        yield from _faults(record)
        if (
            not isinstance(record, Damage)
            and record.type in SHOWN
            and (record.uri or "").startswith("http")
            and (base, record.offset) not in places
        ):
            yield f"{record.offset}: the index does not name the record of {record.uri}"


def faults(file: IO[bytes]) -> Iterator[str]:
    """What cannot be read of a web archive file, with the place."""
    for record in records.read(file):
        yield from _faults(record)


def _faults(record: records.Record | Damage) -> Iterator[str]:
    if isinstance(record, Damage):
        yield f"{record.offset}: {record.why}"
    else:
        yield from (f"{record.offset}: {why}" for why in record.faults)


def _page_faults(packed: zipfile.ZipFile, keys: set[str]) -> Iterator[str]:
    """Pages of the list that no record holds."""
    if _PAGES not in packed.namelist():
        yield "has no list of its pages"
        return
    try:
        lines = packed.read(_PAGES).splitlines()
        entries = [msgspec.json.decode(line, type=dict[str, Any]) for line in lines if line]
    except (*_UNREADABLE, msgspec.MsgspecError) as error:
        yield f"{_PAGES} cannot be read ({error})"
        return
    for entry in entries:
        url = entry.get("url")
        if url and cdx.surt(str(url)) not in keys:
            yield f"{_PAGES} lists {url}, of which there is no record"
