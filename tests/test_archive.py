"""What is kept stays as it was, other tools read it, and any change is found."""

from __future__ import annotations

import json
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from migrator.errors import DiskFullError, SourceError, StoreError
from migrator.pipeline import run as pipeline
from migrator.preserve import pack as packing
from migrator.preserve import verify as fixity
from migrator.sources.folder import Folder
from migrator.sources.opening import open_source, open_sources
from migrator.sources.source import Captures, Source
from migrator.warc import index
from migrator.warc.index import INDEX, lines
from migrator.warc.writer import Archive, CaptureToStore
from tests import repack, site

EXAMPLE = Path("fixtures/example")


def articles(source: Source) -> list[tuple[str, str, int]]:
    return [(a.id, a.body_html, len(a.comments)) for a in pipeline.in_memory(source).articles]


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    assert packing.pack(Folder(EXAMPLE), tmp_path / "x.wacz") == ([], [])
    return tmp_path / "x.wacz"


def test_a_packed_folder_reads_the_same(packed: Path) -> None:
    assert articles(open_source(str(packed))) == articles(Folder(EXAMPLE))
    assert list(fixity.verify(packed)) == []


def test_a_packed_folder_lists_its_pages(packed: Path) -> None:
    with zipfile.ZipFile(packed) as held:
        head, *pages = map(json.loads, held.read("pages/pages.jsonl").decode().splitlines())
        places = held.read("indexes/index.cdx").decode().splitlines()
        with held.open("archive/data.warc.gz") as data:
            records = {
                r.rec_headers.get_header("WARC-Target-URI"): (r.rec_type, r.content_stream().read())
                for r in ArchiveIterator(data)
            }
    captures = list(map(Folder(EXAMPLE).load, Folder(EXAMPLE).names()))
    assert head == {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    assert {p["url"] for p in pages} == {
        c.url
        for c in captures
        if c.status == 200 and (c.content_type or "").startswith("text/html")
    }
    assert places == sorted(places)
    assert len(places) == len(captures)
    assert {url: data for url, (_, data) in records.items() if url} == {
        c.url: c.data for c in captures
    }


def test_web_archive_files_go_in_as_they_are(tmp_path: Path) -> None:
    captures = list(map(Folder(EXAMPLE).load, Folder(EXAMPLE).names()))
    (tmp_path / "in").mkdir()
    warc = repack.warc(captures[:8], tmp_path / "in/a.warc.gz")
    (tmp_path / "in/page.html").write_bytes(captures[9].data)
    packing.pack(open_source(str(tmp_path / "in")), tmp_path / "x.wacz")
    with zipfile.ZipFile(tmp_path / "x.wacz") as held:
        assert held.read("archive/a.warc.gz") == warc.read_bytes()
        for line in held.read("indexes/index.cdx").decode().splitlines():
            place = json.loads(line.split(" ", 2)[2])
            with held.open(f"archive/{place['filename']}") as data:
                data.seek(int(place["offset"]))
                record = next(ArchiveIterator(data))
                assert record.rec_headers.get_header("WARC-Target-URI") == place["url"]
    assert list(fixity.verify(tmp_path / "x.wacz")) == []


def test_a_file_whose_records_have_no_place_of_their_own_is_packed_record_by_record(
    tmp_path: Path,
) -> None:
    import gzip

    captures = list(map(Folder(EXAMPLE).load, Folder(EXAMPLE).names()))
    plain = repack.warc(captures, tmp_path / "a.warc", gzip=False)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(plain.read_bytes()))
    packing.pack(open_source(str(tmp_path / "b.warc.gz")), tmp_path / "x.wacz")
    assert articles(open_source(str(tmp_path / "x.wacz"))) == articles(open_source(str(plain)))
    with zipfile.ZipFile(tmp_path / "x.wacz") as held:
        places = [
            json.loads(line.split(" ", 2)[2])["offset"]
            for line in held.read("indexes/index.cdx").decode().splitlines()
        ]
    assert len(places) == len(captures)
    assert all(place.isdigit() for place in places)


def test_any_flipped_bit_of_a_wacz_is_found(packed: Path) -> None:
    whole = packed.read_bytes()
    with zipfile.ZipFile(packed) as held:
        spans = [
            (i.header_offset + 60, i.header_offset + i.compress_size)
            for i in held.infolist()
            if i.compress_size > 100
        ]
    chance = random.Random(7)
    for _ in range(40):
        at = chance.randrange(*chance.choice(spans))
        data = bytearray(whole)
        data[at] ^= 1 << chance.randrange(8)
        packed.write_bytes(data)
        assert list(fixity.verify(packed)), at


def test_a_changed_output_is_told(tmp_path: Path) -> None:
    pipeline.run(Folder(EXAMPLE), tmp_path, ["json"])
    assert list(fixity.verify(tmp_path)) == []
    (tmp_path / "json/articles.jsonl").write_text("{}\n")
    assert [t for t in fixity.verify(tmp_path) if "was changed" in t]


def test_the_folder_of_a_run_stands_for_what_it_fetched(tmp_path: Path) -> None:
    pipeline.run(Folder(EXAMPLE), tmp_path / "run", ["json", "markdown"])
    with pytest.raises(SourceError, match="name what the run was made from"):
        open_source(str(tmp_path / "run"))
    kept = Archive(tmp_path / "run/archive", "x", {"software": "a test"})
    kept.add(answer("http://a.example/", b"<p>words</p>"))
    kept.close()
    source = open_source(str(tmp_path / "run"))
    assert [source.load(name).url for name in source.names()] == ["http://a.example/"]


def test_there_is_something_to_check(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no run"):
        list(fixity.verify(tmp_path))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "archive", "x", {"software": "a test"}, rotate=2000)
    yield made
    made.close()


def answer(url: str, body: bytes, date: str = "2020-01-02T03:04:05Z") -> CaptureToStore:
    return CaptureToStore(
        url, body, date, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "text/html", 200
    )


def test_an_archive_rotates_and_keeps_repeated_bodies_once(archive: Archive) -> None:
    noise = random.Random(1)
    for number in range(12):
        archive.add(answer(f"http://a.example/{number}", noise.randbytes(600)))
    first = archive.answer(archive.by_url["http://a.example/3"])
    assert first
    line = archive.add(answer("http://a.example/again", first.body))
    assert line.type == "revisit"
    again = archive.answer(line)
    assert again
    assert again.body == first.body
    files = {held.filename for held in lines(archive.folder)}
    assert len(files) > 3
    assert all((archive.folder / name).stat().st_size < 3500 for name in files)
    assert list(fixity.verify(archive.folder)) == []


def test_a_closed_archive_has_an_index_that_players_can_search_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    for names in ("zab", "yxc"):
        archive = Archive(folder, "x", {"software": "a test"})
        for name in names:
            archive.add(answer(f"http://a.example/{name}", name.encode()))
        archive.close()
        texts = (folder / INDEX).read_bytes().splitlines()
        assert texts == sorted(texts)
    assert [line.url[-1] for line in lines(folder) if line.url] == list("zabyxc")
    assert list(fixity.verify(folder)) == []


def test_two_runs_do_not_write_to_one_archive(archive: Archive) -> None:
    with pytest.raises(StoreError, match="another run"):
        Archive(archive.folder, "x", {})


@pytest.mark.parametrize("seed", range(20))
def test_any_flipped_bit_of_an_archive_is_found(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(3):
        archive.add(answer(f"http://a.example/{number}", b"<p>words</p>" * number))
    path = archive.folder / "x-00001.warc.gz"
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    assert list(fixity.verify(archive.folder))


def test_several_sources_are_merged_by_article(tmp_path: Path) -> None:
    def old(path: str, title: str, body: str) -> bytes:
        return site.article(path, title, body).data.replace(
            b"</head>", f'<link rel="canonical" href="{site.HOST}{path}"></head>'.encode()
        )

    for name, pages in {
        "one": [("/news/3-a", "A"), ("/news/4-b", "B")],
        "two": [("/news/4-b", "B"), ("/news/5-c", "C")],
    }.items():
        (tmp_path / name).mkdir()
        for path, title in pages:
            (tmp_path / name / f"{title}.html").write_bytes(
                old(path, title, f"<p>The words of {title}.</p>")
            )
    made = pipeline.in_memory(open_sources([str(tmp_path / "one"), str(tmp_path / "two")]))
    found = {a.title: a.sources for a in made.articles}
    assert found.keys() == {"A", "B", "C"}
    assert found["B"] == (f"{tmp_path}/one/B.html", f"{tmp_path}/two/B.html")
    with pytest.raises(SourceError, match="twice"):
        open_sources([str(tmp_path / "one"), str(tmp_path / "one")])


def test_captures_in_memory_can_be_packed(tmp_path: Path) -> None:
    packing.pack(Captures(site.small_site()), tmp_path / "x.wacz")
    assert articles(open_source(str(tmp_path / "x.wacz"))) == articles(Captures(site.small_site()))


def test_a_repeat_refers_to_the_first_and_no_two_bodies_are_merged(tmp_path: Path) -> None:
    import gzip

    from fastwarc.warc import ArchiveIterator as FastIterator

    archive = Archive(tmp_path / "archive", "x", {"software": "a test"})
    same, other = b"<p>the lamps</p>", b"<p>other lamps</p>"
    archive.add(answer("http://a.example/1", same, "2020-01-02T03:04:05Z"))
    archive.add(answer("http://a.example/1", same, "2021-01-02T03:04:05Z"))
    archive.add(answer("http://a.example/1", other, "2022-01-02T03:04:05Z"))
    archive.add(answer("http://a.example/2", same, "2023-01-02T03:04:05Z"))
    bodies = [found.body for line in lines(archive.folder) if (found := archive.answer(line))]
    archive.close()
    assert bodies[-4:] == [same, same, other, same]
    path = archive.folder / "x-00001.warc.gz"
    with path.open("rb") as file:
        heads = [dict(r.rec_headers.headers) for r in ArchiveIterator(file)][1:]
    with gzip.open(path) as file:
        fast = [dict(r.headers) for r in FastIterator(file)][1:]
    assert heads == fast
    assert [h["WARC-Type"] for h in heads] == ["response", "revisit", "response", "revisit"]
    for head in (heads[1], heads[3]):
        assert head["WARC-Refers-To-Target-URI"] == "http://a.example/1"
        assert head["WARC-Refers-To-Date"] == "2020-01-02T03:04:05Z"
        assert head["WARC-Payload-Digest"] == heads[0]["WARC-Payload-Digest"]
    assert heads[2]["WARC-Payload-Digest"] != heads[0]["WARC-Payload-Digest"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits the size of files by POSIX")
@pytest.mark.parametrize("level", range(20))
def test_a_full_disk_changes_no_record_that_counts(tmp_path: Path, level: int) -> None:
    """The kernel refuses to let a file grow beyond a size, as a full disk does."""
    import resource

    pages = [answer(f"http://a.example/{n}", f"<p>{n}</p>".encode() * 20) for n in range(6)]
    whole = filled(tmp_path / "whole", pages)
    size = (tmp_path / "whole/x-00001.warc.gz").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size * (level + 1) // 21, before[1]))
    try:
        with pytest.raises(DiskFullError):
            filled(tmp_path / "full", pages)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    counted = len([line for line in lines(tmp_path / "full") if line.url])
    is_begun = (tmp_path / "full" / INDEX).is_file()  # else not even the head of a file had room
    assert not is_begun or not list(index.verify(tmp_path / "full"))
    archive = Archive(tmp_path / "full", "x", {"software": "a test"})
    assert not archive.lost
    for page in pages[counted:]:
        archive.add(page)
    archive.close()
    assert (tmp_path / "full/x-00001.warc.gz").read_bytes() == whole


def filled(folder: Path, captures: list[CaptureToStore]) -> bytes:
    """The bytes of an archive of some captures."""
    archive = Archive(folder, "x", {"software": "a test"})
    try:
        for capture in captures:
            archive.add(capture)
    finally:
        archive.close()
    return (folder / "x-00001.warc.gz").read_bytes()
