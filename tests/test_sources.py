"""The same site from whatever it was saved as."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from fastwarc.warc import ArchiveIterator as FastWarc
from warcio.archiveiterator import ArchiveIterator

from migrator import migrate
from migrator.cli import main
from migrator.model import Article, Capture
from migrator.sources.folder import Folder
from migrator.sources.opening import open_source
from migrator.warc import http
from migrator.warc import reader as records
from migrator.warc.reader import Damage, Record
from tests import repack, site

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "fixtures/example"
BASE = Folder(EXAMPLE)
CAPTURES = [BASE.load(name) for name in BASE.names()]


def plain(articles: Sequence[Article]) -> dict[str, object]:
    """The articles without what tells where they came from."""
    found = {}
    for article in articles:
        told = msgspec.to_builtins(article)
        for name in ("sources", "captured", "references", "notes"):
            told.pop(name)
        for picture in (*told["images"], *told["attachments"]):
            picture.pop("file")
        found[article.id] = told
    return found


WANTED = plain(migrate(EXAMPLE).articles)


@pytest.mark.parametrize(
    ("pack", "name"),
    [
        (repack.wget, "mirror"),
        (repack.httrack, "mirror"),
        (repack.zipped, "x.zip"),
        (repack.tarred, "x.tar.gz"),
        (repack.mhtml, "pages"),
        (repack.warc, "x.warc.gz"),
        (lambda c, p: repack.warc(c, p, gzip=False), "x.warc"),
        (repack.wacz, "x.wacz"),
    ],
)
def test_packed_otherwise_it_is_the_same_site(
    pack: Callable[[Sequence[Capture], Path], Path], name: str, tmp_path: Path
) -> None:
    source = pack(CAPTURES, tmp_path / name)
    assert plain(migrate(source).articles) == WANTED
    names = list(open_source(str(source)).names())
    assert len(names) == len(set(names))


def test_a_mix_in_one_folder(tmp_path: Path) -> None:
    repack.warc(CAPTURES[:5], tmp_path / "a.warc.gz")
    repack.warc(CAPTURES[5:9], tmp_path / "b.warc")
    repack.zipped(CAPTURES[9:], tmp_path / "c.zip")
    site = migrate(tmp_path)
    assert plain(site.articles) == WANTED
    assert {p.source.partition("@")[0].partition("/")[0] for p in site.pages} == {
        "a.warc.gz",
        "b.warc",
        "c.zip",
    }


def test_a_zip_beside_pages_is_a_file_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "12-lamps.html").write_bytes(CAPTURES[1].data)
    with zipfile.ZipFile(tmp_path / "release.zip", "w") as packed:
        packed.writestr("inner.html", "<html></html>")
    assert list(Folder(tmp_path).names()) == ["12-lamps.html", "release.zip"]


def test_names_of_files_that_are_not_utf_8(tmp_path: Path) -> None:
    """HTTrack decodes a part of an address only: the bytes that are left are no UTF-8."""
    folder = os.fsencode(tmp_path) + b"/street"
    os.mkdir(folder)
    try:
        with open(folder + b"/12-\xd0%BB.html", "wb") as file:
            file.write(CAPTURES[1].data)
    except OSError:
        pytest.skip("the file system takes no such name")
    source = Folder(tmp_path)
    assert list(source.names()) == ["street/12-%D0%BB.html"]
    assert source.load("street/12-%D0%BB.html").data == CAPTURES[1].data
    assert [p.source for p in migrate(tmp_path).pages] == ["street/12-%D0%BB.html"]


def test_programs_in_php_are_no_pages(tmp_path: Path) -> None:
    program = b"<?php defined('_JEXEC') or die; ?>\n<h2>Lamps</h2><p>A template of a list.</p>"
    (tmp_path / "item.php").write_bytes(program)
    (tmp_path / "12-lamps.html").write_bytes(CAPTURES[1].data)
    kinds = {p.source: (p.kind, p.reason) for p in migrate(tmp_path).pages}
    assert kinds["item.php"] == ("media", "program, kept as a file")


def test_a_wget_page_and_what_it_was_before_its_links_were_changed(tmp_path: Path) -> None:
    repack.wget(CAPTURES, tmp_path)
    changed = next(p for p in tmp_path.rglob("*id=12*") if "print" not in p.name)
    (changed.parent / f"{changed.name}.orig").write_bytes(changed.read_bytes())
    site = migrate(tmp_path)
    assert plain(site.articles) == WANTED


def warc_of(tmp_path: Path, gzip: bool, count: int = 12) -> bytes:
    pages = [
        Capture(
            f"{n}.html",
            (f"<p>Page {n} of the street. " + "Lamps. " * n + "</p>").encode(),
            f"http://old.example/{n}",
            200,
            "text/html",
        )
        for n in range(count)
    ]
    return repack.warc(pages, tmp_path / "x.warc", gzip).read_bytes()


def told(data: bytes, tmp_path: Path) -> tuple[dict[str, bytes], int]:
    """The pages read from a damaged file, and how many faults were told."""
    path = tmp_path / "damaged.warc"
    path.write_bytes(data)
    with path.open("rb") as file:
        found = list(records.read(file))
    pages = {
        r.uri or "": http.parse(r.block).body
        for r in found
        if isinstance(r, Record) and r.type == "response" and not r.faults
    }
    return pages, sum(1 if isinstance(r, Damage) else len(r.faults) for r in found)


@pytest.mark.parametrize("gzip", [True, False], ids=["gz", "plain"])
def test_no_cut_is_silent_and_all_before_it_is_read(gzip: bool, tmp_path: Path) -> None:
    whole = warc_of(tmp_path, gzip)
    pages, faults = told(whole, tmp_path)
    assert (len(pages), faults) == (12, 0)
    rng = random.Random(7)
    ends = boundaries(whole, tmp_path)
    for cut in sorted(rng.sample(range(1, len(whole)), 150)):
        if any(end - 4 <= cut <= end for end in ends):
            continue  # between two records: what is there is whole
        kept, faults = told(whole[:cut], tmp_path)
        assert faults >= 1, cut
        assert len(kept) >= sum(1 for end in ends[1:] if end <= cut) - 1, cut
        assert all(pages[url] == body for url, body in kept.items())


@pytest.mark.parametrize("gzip", [True, False], ids=["gz", "plain"])
def test_no_turned_bit_changes_a_page_in_silence(gzip: bool, tmp_path: Path) -> None:
    whole = warc_of(tmp_path, gzip)
    pages, _ = told(whole, tmp_path)
    rng = random.Random(11)
    for at in sorted(rng.sample(range(len(whole)), 150)):
        data = bytearray(whole)
        data[at] ^= 1 << rng.randrange(8)
        kept, faults = told(bytes(data), tmp_path)
        lost = set(pages) - set(kept)
        assert all(pages.get(url, body) == body for url, body in kept.items()), at
        assert faults or not lost or not gzip, at
        assert len(lost) <= 2, at


def boundaries(data: bytes, tmp_path: Path) -> list[int]:
    path = tmp_path / "whole.warc"
    path.write_bytes(data)
    with path.open("rb") as file:
        return [*(int(r.offset) for r in records.read(file)), len(data)]


def test_other_readers_find_the_same_records(tmp_path: Path) -> None:
    data = repack.warc(CAPTURES, tmp_path / "x.warc.gz")
    with data.open("rb") as file:
        ours = [
            (r.uri, http.parse(r.block).body)
            for r in records.read(file)
            if isinstance(r, Record) and r.type == "response"
        ]
    with data.open("rb") as file:
        warcio = [
            (r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
            for r in ArchiveIterator(file)
            if r.rec_type == "response"
        ]
    with data.open("rb") as file:
        fast = [
            (r.headers["WARC-Target-URI"], r.reader.read())
            for r in FastWarc(file, parse_http=True)
            if "response" in r.headers["WARC-Type"]
        ]
    assert ours == warcio == fast


@pytest.mark.parametrize(
    "refers",
    [
        b"WARC-Refers-To-Target-URI: http://x/a\r\nWARC-Refers-To-Date: 2020-01-01T00:00:00Z",
        b"WARC-Payload-Digest: sha1:FTB6CFBS2TRZO3F5RKNGRAHUQDJ6U33O\r\nWARC-Truncated: length",  # wget --warc-dedup, Heritrix
        b"WARC-Refers-To: <urn:uuid:00000000-0000-4000-8000-00000000000a>",
    ],
)
def test_a_repeated_page_has_the_body_of_the_first(refers: bytes, tmp_path: Path) -> None:
    body = b"<html><body>Twice</body></html>"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    first = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/a\r\nWARC-Date: "
        b"2020-01-01T00:00:00Z\r\nWARC-Payload-Digest: sha1:FTB6CFBS2TRZO3F5RKNGRAHUQDJ6U33O\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000a>\r\n"
        b"Content-Length: %d\r\n\r\n" % (len(head) + len(body)) + head + body + b"\r\n\r\n"
    )
    again = (
        b"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: http://x/b\r\nWARC-Date: "
        b"2021-01-01T00:00:00Z\r\n%b\r\nContent-Length: %d\r\n\r\n"
        % (refers, len(head))
        + head
        + b"\r\n\r\n"
    )
    (tmp_path / "a.warc").write_bytes(first)
    (tmp_path / "b.warc").write_bytes(again)
    source = Folder(tmp_path)
    assert [(c.url, c.data, c.faults) for c in map(source.load, source.names())] == [
        ("http://x/a", body, ()),
        ("http://x/b", body, ()),
    ]


@pytest.mark.parametrize(
    ("coded", "headers", "fault"),
    [
        (b"5\r\nhello\r\n0\r\n\r\n", {"transfer-encoding": "chunked"}, None),
        (b"hello", {"transfer-encoding": "chunked"}, None),
        (b"9\r\nhello", {"transfer-encoding": "chunked"}, "5 of 9"),
        (b"hello", {"content-encoding": "gzip"}, None),
        (b"hello", {"content-encoding": "br"}, "compression is damaged"),
        (b"hello", {"content-encoding": "sdch"}, "coded as sdch, which is not read"),
    ],
)
def test_codings_are_undone_and_lies_about_them_seen(
    coded: bytes, headers: dict[str, str], fault: str | None
) -> None:
    body, faults = http.undo(coded, headers)
    assert body == b"hello"
    assert (fault in faults[0]) if fault else not faults


def test_arc_is_read(tmp_path: Path) -> None:
    page = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Old</html>"
    text = b"filedesc://x.arc 0.0.0.0 20060101000000 text/plain 9\n1 0 x\nURL\n\n"
    (tmp_path / "x.arc").write_bytes(
        text
        + b"http://old.example/a 1.2.3.4 20060102030405 text/html %d\n" % len(page)
        + page
        + b"\n"
    )
    source = open_source(str(tmp_path / "x.arc"))
    capture = source.load(next(iter(source.names())))
    assert (capture.url, capture.captured, capture.data) == (
        "http://old.example/a",
        "2006-01-02T03:04:05Z",
        b"<html>Old</html>",
    )


def test_a_damaged_place_is_a_capture_that_failed(tmp_path: Path) -> None:
    whole = repack.warc(CAPTURES, tmp_path / "x.warc.gz").read_bytes()
    (tmp_path / "x.warc.gz").write_bytes(whole[:-40])
    pages = list(migrate(tmp_path / "x.warc.gz").pages)
    assert len(pages) == len(CAPTURES)
    assert "damaged: ends after" in pages[-1].reason
    (tmp_path / "x.warc.gz").write_bytes(whole[:30] + b"xx" + whole[32:])
    pages = list(migrate(tmp_path / "x.warc.gz").pages)
    assert [p.source for p in pages if p.status == "failed"] == ["x.warc.gz@0"]
    assert len(pages) == len(CAPTURES) + 1


def _run(out: Path, *sources: object) -> Result:
    words = ["run", *map(str, sources), "-o", str(out), "--jobs", "1", "--to", "json"]
    return CliRunner().invoke(main, words)


def test_a_run_does_not_read_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    for _ in range(2):
        assert "14  pages came in" in _run(Path("out"), ".").output


def test_a_source_may_be_spelled_otherwise_and_another_may_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "site")
    page = site.article("/news/99-late", "Late", "<p>One more lamp.</p>")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/99.html").write_bytes(page.data)
    out = tmp_path / "out"
    assert _run(out, "site").exit_code == 0
    for spelling in ("./site/", tmp_path / "site", "more/../site"):
        assert _run(out, spelling).exit_code == 0
    assert "4  articles" in _run(out, "site", "more").output
    assert "4  articles" in _run(out, "more", "./site").output
    refused = _run(out, "more")
    assert refused.exit_code == 74
    assert "that is not among the sources now" in refused.output


def test_the_store_does_not_tell_where_the_sources_lie(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "secret-place")
    with contextlib.chdir(tmp_path):
        _run(tmp_path / "out", "secret-place")
    assert str(tmp_path).encode() not in (tmp_path / "out/site.db").read_bytes()
