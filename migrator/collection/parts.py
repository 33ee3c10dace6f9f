"""Map: the places of one archive file's records, in a part file, by the host that they are of.

A part has a line for each record of a host that can hold a Joomla site, sorted into buckets by
host, so that a bucket of all parts has everything of its hosts. Whether a page is Joomla's is told
by a search of its bytes; it is parsed only when its site is read."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec

from migrator.collection.archives import Archive, members
from migrator.guard.paths import write_small
from migrator.joomla import address
from migrator.sources.warc_index import Place, places
from migrator.warc import http

#: Buckets of a collection: a bucket of all parts is sorted in memory, at 300 bytes a record.
BUCKETS = 256
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
    """What the index of an archive file came to: the file, its stamp, where each bucket lies in the
    part (first byte, length), records, those of them that are pages of Joomla, and places that
    cannot be read, with the reason."""

    path: str
    stamp: str
    buckets: dict[int, tuple[int, int]] = {}
    records: int = 0
    joomla: int = 0
    damage: tuple[str, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class IndexArchives:
    """Makes the parts of archive files (paths) in `folder`; those that are there already and whose
    file has not changed stay."""

    folder: Path

    def __call__(self, paths: Sequence[str]) -> list[Part]:
        return [self._part(path) for path in paths]

    def given_up(self, path: str) -> Part:
        """The part of a file on which a process died."""
        return Part(path, "", fault="a process died while reading it")

    def _part(self, path: str) -> Part:
        try:
            archives = members(path)
            stamp = " ".join(archive.stamp() for archive in archives[:1])
            part = read_part(self.folder, path)
            if part and part.stamp == stamp and not part.fault:
                return part
            return _write(self.folder, path, stamp, archives)
        except Exception as error:  # one file costs itself
            return Part(path, "", fault=f"{type(error).__name__}: {error}")


def read_part(folder: Path, path: str) -> Part | None:
    """The part of an archive file, None where there is none."""
    try:
        return msgspec.json.decode((folder / f"{_name(path)}.json").read_bytes(), type=Part)
    except (OSError, msgspec.MsgspecError):
        return None


def entries(folder: Path, part: Part, bucket: int) -> Iterator[Entry]:
    """The lines of a part that are of a bucket."""
    if bucket not in part.buckets:
        return
    first, length = part.buckets[bucket]
    with (folder / f"{_name(part.path)}.jsonl").open("rb") as lines:
        lines.seek(first)
        decoder = msgspec.json.Decoder(Entry)
        yield from map(decoder.decode, lines.read(length).splitlines())


def bucket_of(host: str) -> int:
    """The bucket of a host."""
    return zlib.crc32(host.encode("utf-8", "replace")) % BUCKETS


def _name(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _write(folder: Path, path: str, stamp: str, archives: Sequence[Archive]) -> Part:
    lines: defaultdict[int, list[bytes]] = defaultdict(list)
    counts: Counter[str] = Counter()
    damage: list[str] = []
    encoder = msgspec.json.Encoder()
    for archive in archives:
        with archive.open() as file:
            for place, record in places(file):
                if record is None:
                    damage.append(f"{archive.name}@{place.offset}: {place.damage}")
                    continue
                entry = _entry(archive, place, record.type, record.block)
                counts["records"] += not place.mirror_of
                counts["joomla"] += entry.joomla
                lines[bucket_of(entry.host)].append(encoder.encode(entry))
    buckets: dict[int, tuple[int, int]] = {}
    pieces: list[bytes] = []
    end = 0
    for bucket in sorted(lines):
        piece = b"\n".join(lines[bucket]) + b"\n"
        buckets[bucket] = (end, len(piece))
        end += len(piece)
        pieces.append(piece)
    write_small(folder / f"{_name(path)}.jsonl", b"".join(pieces))
    part = Part(path, stamp, buckets, counts["records"], counts["joomla"], tuple(damage))
    write_small(folder / f"{_name(path)}.json", msgspec.json.encode(part))
    return part


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
