"""Group: the records of a bucket by site. A site is a host (with and without `www.`, under any
protocol), and in it the folder of an installation: two installations in two folders are two
sites."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import msgspec

from migrator.collection.parts import Entry, Part, bucket_bytes, pieces, read_part
from migrator.guard.small_files import write_small

#: Bytes of lines of a bucket that are sorted at a time: they take five times as much memory.
SORTED_BYTES = 8 * 1024 * 1024


class Grouped(msgspec.Struct, frozen=True):
    """The sites of a bucket (the files with their places), and how many records belong to none:
    their host has no page of Joomla, or they lie beside the folder of the installation."""

    sites: tuple[str, ...] = ()
    outside: int = 0
    hosts_without_joomla: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class GroupBuckets:
    """Sorts buckets (numbers) of the parts of `archives` (a file with a path on each line), in
    `folder`."""

    folder: Path
    archives: Path

    def __call__(self, buckets: Sequence[int]) -> list[Grouped]:
        return [self._safely(bucket) for bucket in buckets]

    def on_worker_death(self, bucket: int) -> Grouped:
        """What stands for a bucket on which a process died."""
        return Grouped(fault=f"bucket {bucket}: a process died while sorting it")

    def _safely(self, bucket: int) -> Grouped:
        try:
            return self._group(bucket)
        except Exception as error:  # a part that cannot be read costs its bucket
            return Grouped(fault=f"bucket {bucket}: {type(error).__name__}: {error}")

    def _group(self, bucket: int) -> Grouped:
        """Sorts a bucket, some of its hosts at a time where all together are too large."""
        size = sum(bucket_bytes(self.folder, part, bucket) for part in self._parts())
        rounds = 1 + size // SORTED_BYTES
        groups = [self._hosts(bucket, number, rounds) for number in range(rounds)]
        return Grouped(
            tuple(site for group in groups for site in group.sites),
            sum(group.outside for group in groups),
            sum(group.hosts_without_joomla for group in groups),
        )

    def _hosts(self, bucket: int, number: int, rounds: int) -> Grouped:
        by_host: defaultdict[str, list[Entry]] = defaultdict(list)
        decoder = msgspec.json.Decoder(Entry)
        for part in self._parts():
            for piece in pieces(self.folder, part, bucket):
                for entry in map(decoder.decode, piece.splitlines()):
                    if rounds == 1 or _digest_number(entry.host) % rounds == number:
                        by_host[entry.host].append(entry)
        sites: list[str] = []
        outside = without = 0
        for host in sorted(by_host):
            groups, left = _sites(by_host[host])
            outside += left
            without += not groups
            for folder in sorted(groups):
                sites.append(_write(self.folder, host + folder, groups[folder]))
        return Grouped(tuple(sites), outside, without)

    def _parts(self) -> Iterator[Part]:
        with self.archives.open(encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                if part := read_part(self.folder, line.rstrip("\n")):
                    yield part


def site_entries(path: Path) -> Iterator[Entry]:
    """The places of a site's records, in the order of archive files and records."""
    decoder = msgspec.json.Decoder(Entry)
    with path.open("rb") as lines:
        yield from map(decoder.decode, lines)


def _digest_number(host: str) -> int:
    return zlib.adler32(host.encode("utf-8", "replace"))


def _sites(records: Iterable[Entry]) -> tuple[dict[str, list[Entry]], int]:
    """The records of a host by the folder of the installation, and how many lie in none."""
    records = list(records)
    folders = _folders([e for e in records if e.joomla])
    deepest_first = sorted(folders, key=len, reverse=True)
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    outside = 0
    for entry in records:
        folder = next((f for f in deepest_first if _lies_in(entry.path, f)), None)
        if folder is None:
            outside += 1
        else:
            groups[folder].append(entry)
    return groups, outside


def _folders(pages: Sequence[Entry]) -> set[str]:
    """The folders of the installations that pages of Joomla show. One whose files pages from
    elsewhere use, too, serves the whole host; so does one that no page names."""
    named = {(e.folder, _lies_in(e.path, e.folder)) for e in pages if e.folder is not None}
    shared = {folder for folder, within in named if not within}
    folders = {folder for folder, within in named if within} - shared
    homeless = any(
        e.folder is None and not any(_lies_in(e.path, folder) for folder in folders) for e in pages
    )
    return folders | {""} if shared or homeless else folders


def _lies_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def site_name(host_and_folder: str) -> str:
    """The name of a site in file names: its host, a folder behind it escaped."""
    name = quote(host_and_folder, safe="") or "no-host"
    if len(name) <= 120:
        return name
    return f"{name[:100]}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _write(folder: Path, host_and_folder: str, group: Sequence[Entry]) -> str:
    """Writes the places of a site where they are not there yet; the name of the file."""
    name = f"{site_name(host_and_folder)}.places"
    encoder = msgspec.json.Encoder()
    data = b"".join(encoder.encode(entry) + b"\n" for entry in group)
    path = folder / name
    if not path.is_file() or path.read_bytes() != data:
        write_small(path, data)
    return name
