"""ZIM files: of warc2zim 1 (pages under A, heads of records under H) and 2 (pages under C)."""

from __future__ import annotations

import lzma
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard

from migrator import migrate
from migrator.errors import SourceError
from migrator.sources.opening import open_source
from tests import site

PAGES = {
    f"old.example/news/{n}-lamp": site.article(
        f"/news/{n}-lamp",
        f"Lamp {n}",
        f"<p>The lamp number {n} was lit at <a href='../../www.oil.example/shop'>nine</a>.</p>",
    ).data
    for n in (1, 2, 3)
}
HEAD = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{path}\r\n"
    "WARC-Date: 2012-05-01T10:00:00Z\r\n\r\nHTTP/1.1 {status}\r\n{location}\r\n"
)


class Entry(NamedTuple):
    """An entry of a ZIM file: its content, or the path that it leads to."""

    space: bytes
    path: str
    data: bytes = b""
    leads_to: str | None = None


class Packing(NamedTuple):
    """How the clusters are packed: the mark, what packs, and how many bytes a place in one has."""

    mark: int
    pack: Callable[[bytes], bytes]
    width: int = 4


PACKINGS = [
    Packing(1, bytes),
    Packing(4, lambda data: lzma.compress(data, check=lzma.CHECK_CRC32)),
    Packing(5, lambda data: zstandard.ZstdCompressor().compress(data)),
    Packing(0x15, lambda data: zstandard.ZstdCompressor().compress(data), 8),
]


def zim(path: Path, entries: Sequence[Entry], packing: Packing = PACKINGS[0]) -> Path:
    """Writes a ZIM file of two blobs a cluster, as https://wiki.openzim.org/wiki/ZIM_file_format
    has it."""
    paths = [entry.path for entry in entries]
    blobs = [entry.data for entry in entries]
    clusters = [_cluster(blobs[start : start + 2], packing) for start in range(0, len(blobs), 2)]
    dirents = []
    for number, entry in enumerate(entries):
        place = (
            struct.pack("<HBcII", 0xFFFF, 0, entry.space, 0, paths.index(entry.leads_to))
            if entry.leads_to
            else struct.pack("<HBcIII", 0, 0, entry.space, 0, number // 2, number % 2)
        )
        dirents.append(place + entry.path.encode() + b"\0\0")
    types = b"text/html\0\0"
    start = 80 + len(types)
    lists = start + 8 * len(dirents)
    first = lists + 8 * len(clusters)
    dirent_places = _places(dirents, first)
    cluster_places = _places(clusters, first + sum(map(len, dirents)))
    end = first + sum(map(len, (*dirents, *clusters)))
    head = struct.pack(
        "<4s2H16s2I4Q2IQ",
        *(b"ZIM\x04", 6, 1, bytes(16), len(entries), len(clusters)),
        *(start, 0, lists, 80, 0xFFFFFFFF, 0xFFFFFFFF, end),
    )
    data = (head, types, dirent_places, cluster_places, *dirents, *clusters, bytes(16))
    path.write_bytes(b"".join(data))
    return path


def _places(parts: Sequence[bytes], start: int) -> bytes:
    places = [start + sum(map(len, parts[:index])) for index in range(len(parts))]
    return struct.pack(f"<{len(parts)}Q", *places)


def _cluster(blobs: Sequence[bytes], packing: Packing) -> bytes:
    first = packing.width * (len(blobs) + 1)
    ends = [first + sum(map(len, blobs[:index])) for index in range(len(blobs) + 1)]
    code = "Q" if packing.width == 8 else "I"
    plain = struct.pack(f"<{len(ends)}{code}", *ends) + b"".join(blobs)
    return bytes([packing.mark]) + packing.pack(plain)


def of_pages(space: bytes, before: str = "") -> list[Entry]:
    return [Entry(space, f"{before}{path}", data) for path, data in PAGES.items()]


@pytest.mark.parametrize("packing", PACKINGS)
def test_pages_have_their_addresses_and_links_to_other_hosts(
    packing: Packing, tmp_path: Path
) -> None:
    entries = [*of_pages(b"C"), Entry(b"M", "Title", b"Lamps")]
    with migrate(zim(tmp_path / "lamps.zim", entries, packing)) as made:
        assert {a.url: a.title for a in made.articles} == {
            f"http://old.example/news/{n}-lamp": f"Lamp {n}" for n in (1, 2, 3)
        }
        assert all("(http://www.oil.example/shop)" in a.body_markdown for a in made.articles)
        assert len(made.pages) == 3


@pytest.mark.parametrize(("space", "before"), [(b"A", ""), (b"C", "A/")])
def test_the_heads_of_records_tell_address_time_and_redirects(
    space: bytes, before: str, tmp_path: Path
) -> None:
    heads, inner = (b"H", "") if space == b"A" else (b"C", "H/")
    path = "old.example/news/1-lamp"
    moved = HEAD.format(
        path="old.example/lamp", status="301 Moved", location=f"Location: https://{path}\r\n"
    )
    entries = [
        *of_pages(space, before),
        Entry(
            heads, f"{inner}{path}", HEAD.format(path=path, status="200 OK", location="").encode()
        ),
        Entry(heads, f"{inner}old.example/lamp", moved.encode()),
    ]
    source = open_source(str(zim(tmp_path / "lamps.zim", entries)))
    first, last = source.load(path), source.load("old.example/lamp")
    assert (first.url, first.captured) == (f"https://{path}", "2012-05-01T10:00:00Z")
    assert (last.status, last.location, last.data) == (301, f"https://{path}", b"")
    assert sorted(source.names()) == sorted([*PAGES, "old.example/lamp"])


def test_an_entry_that_leads_to_another_is_a_redirect(tmp_path: Path) -> None:
    lamp = "old.example/news/1-lamp"
    entries = [*of_pages(b"C"), Entry(b"C", "old.example/lamp", leads_to=lamp)]
    source = open_source(str(zim(tmp_path / "lamps.zim", entries)))
    capture = source.load("old.example/lamp")
    assert (capture.url, capture.status) == ("http://old.example/lamp", 301)
    assert capture.location == f"http://{lamp}"


def test_films_have_their_own_hosts_again(tmp_path: Path) -> None:
    """warc2zim 2 keeps YouTube's and Vimeo's frames under hosts of its own."""
    film = b'<iframe src="../../youtube.fuzzy.replayweb.page/embed/AbC-dEf_123"></iframe>'
    path, data = next(iter(PAGES.items()))
    page = data.replace(b"<p>The lamp", film + b"<p>The lamp")
    with migrate(zim(tmp_path / "a.zim", [Entry(b"C", path, page)])) as made:
        assert "https://www.youtube.com/watch?v=AbC-dEf_123" in made.articles[0].body_markdown


def test_a_damaged_cluster_costs_its_pages(tmp_path: Path) -> None:
    path = zim(tmp_path / "lamps.zim", of_pages(b"C"), PACKINGS[2])
    data = bytearray(path.read_bytes())
    start = data.index(b"\x05\x28\xb5\x2f\xfd")
    data[start + 8 : start + 40] = bytes(32)
    path.write_bytes(data)
    with migrate(path) as made:
        assert [a.title for a in made.articles] == ["Lamp 3"]
        assert sum(page.status == "failed" for page in made.pages) == 2


@pytest.mark.parametrize(("length", "words"), [(40, "within its head"), (100, "within its index")])
def test_a_cut_file_is_named(length: int, words: str, tmp_path: Path) -> None:
    path = zim(tmp_path / "lamps.zim", of_pages(b"C"))
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(SourceError, match=words):
        open_source(str(path))
