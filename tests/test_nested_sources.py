"""What holds captures, within what holds captures: a zip of MHTML, a WARC in a tar, a zip in a zip."""

from __future__ import annotations

import gzip
import io
import pickle
import plistlib
import tarfile
import zipfile
from pathlib import Path

import brotli
import pytest
import zstandard

from migrator import migrate
from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources import open_files
from migrator.sources.nested import MAX_LEVEL
from migrator.sources.opening import open_source
from migrator.warc import http
from tests import repack, site

CAPTURES = [
    site.article(f"/news/{n}-lamp", f"Lamp {n}", f"<p>The lamp number {n} was lit at nine.</p>")
    for n in (1, 2, 3)
]


MAFF = """<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#"
xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><RDF:Description RDF:about="urn:root">
<MAF:originalurl RDF:resource="{url}"/><MAF:indexfilename RDF:resource="index.html"/>
<MAF:archivetime RDF:resource="Sun, 14 Jun 2009 09:30:00 +0200"/></RDF:Description></RDF:RDF>"""


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return path


def mhtml(capture: Capture) -> bytes:
    head = (
        f"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: {capture.url}\r\n\r\n"
    )
    return head.encode() + capture.data


def in_mhtml(folder: Path) -> Path:
    return zipped(folder / "a.zip", {f"{n}.mhtml": mhtml(c) for n, c in enumerate(CAPTURES)})


def in_warc(folder: Path) -> Path:
    data = repack.warc(CAPTURES, folder / "x.warc.gz").read_bytes()
    return tarred(folder / "a.tgz", {"crawl/x.warc.gz": data, "crawl/log.txt": b"done"})


def in_wacz(folder: Path) -> Path:
    data = repack.wacz(CAPTURES, folder / "x.wacz").read_bytes()
    return zipped(folder / "a.zip", {"x.wacz": data})


def in_zip(folder: Path) -> Path:
    files = {f"{n}.html": c.data for n, c in enumerate(CAPTURES)}
    inner = zipped(folder / "in.zip", files).read_bytes()
    return zipped(folder / "a.zip", {"old/site.zip": inner})


def in_webarchives(folder: Path) -> Path:
    files = {}
    for number, capture in enumerate(CAPTURES):
        page = {
            "WebResourceData": capture.data,
            "WebResourceURL": capture.url,
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8",
        }
        form = plistlib.FMT_BINARY if number % 2 else plistlib.FMT_XML
        archive = {"WebMainResource": page, "WebSubresources": [{"WebResourceData": b"x"}]}
        files[f"{number}.webarchive"] = plistlib.dumps(archive, fmt=form)
    return zipped(folder / "a.zip", files)


def in_self_extracting_zips(folder: Path) -> Path:
    files = {}
    for number, capture in enumerate(CAPTURES):
        page = zipped(folder / "in.zip", {"index.html": capture.data})
        files[f"{number}.u.zip.html"] = b"<!doctype html><html data-sfz>" + page.read_bytes()
    return zipped(folder / "a.zip", files)


def in_maff(folder: Path) -> Path:
    files: dict[str, bytes] = {}
    for number, capture in enumerate(CAPTURES):
        files[f"{number}/index.html"] = capture.data
        files[f"{number}/index.rdf"] = MAFF.format(url=capture.url).encode()
    zipped(folder / "a.maff", files)
    return folder / "a.maff"


def in_multi_wacz(folder: Path) -> Path:
    data = repack.wacz(CAPTURES, folder / "x.wacz").read_bytes()
    return zipped(folder / "a.wacz", {"datapackage.json": b"{}", "x.wacz": data})


def in_zstandard(folder: Path) -> Path:
    data = tarred(folder / "a.tgz", {f"{n}.html": c.data for n, c in enumerate(CAPTURES)})
    path = folder / "a.tar.zst"
    path.write_bytes(zstandard.compress(gzip.decompress(data.read_bytes())))
    return path


def in_warc_of_archive_team(folder: Path) -> Path:
    """Each record a frame, all with one dictionary, which stands first in a frame to skip."""
    records = gzip.decompress(repack.warc(CAPTURES, folder / "x.warc.gz").read_bytes())
    dictionary = zstandard.ZstdCompressionDict(records)
    pack = zstandard.ZstdCompressor(dict_data=dictionary)
    frames = [pack.compress(b"WARC/" + part) for part in records.split(b"WARC/")[1:]]
    packed = zstandard.compress(dictionary.as_bytes())
    head = b"\x5d\x2a\x4d\x18" + len(packed).to_bytes(4, "little")
    path = folder / "a.warc.zst"
    path.write_bytes(head + packed + b"".join(frames))
    return path


def in_httrack_cache(folder: Path) -> Path:
    """The local header of a member holds the answer's head, the directory does not."""
    path = folder / "hts-cache" / "new.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as out:
        for number, capture in enumerate(CAPTURES):
            info = zipfile.ZipInfo(capture.url or "")
            info.extra = b"HTTP/1.1 200 OK\r\nX-In-Cache: 1\r\nX-StatusCode: 200\r\n"
            out.writestr(info, capture.data)
            info.extra = b""
            picture = zipfile.ZipInfo(f"{site.HOST}/{number}.png")
            picture.extra = b"HTTP/1.1 200 OK\r\nX-In-Cache: 0\r\nX-StatusCode: 200\r\n"
            out.writestr(picture, b"")
            picture.extra = b""
    return path.parent


PACKS = [
    *(in_mhtml, in_warc, in_wacz, in_zip, in_webarchives, in_self_extracting_zips, in_maff),
    *(in_multi_wacz, in_zstandard, in_warc_of_archive_team, in_httrack_cache),
]


@pytest.mark.parametrize("pack", PACKS)
def test_a_container_in_a_container_is_read(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    packed = pack(tmp_path)
    source = open_source(str(packed))
    copy = pickle.loads(pickle.dumps(source))  # as a worker gets it
    names = list(source.names())
    assert [copy.load(name).data for name in names] == [source.load(name).data for name in names]
    assert all(source.load(name).source == name and source.stamp(name) for name in names)
    with migrate(packed) as made:
        assert sorted(a.title or "" for a in made.articles) == ["Lamp 1", "Lamp 2", "Lamp 3"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files by /proc")
@pytest.mark.parametrize("packed", ["warc", "zip"])
def test_few_files_are_open_at_once(packed: str, tmp_path: Path) -> None:
    """A process may have some hundred files open; a folder may hold thousands of web archives."""
    for number in range(30):
        capture = CAPTURES[number % 3]
        if packed == "warc":
            repack.warc([capture], tmp_path / f"{number}.warc.gz")
        else:
            zipped(tmp_path / f"{number}.zip", {"page.html": capture.data})
    before = len(list(Path("/proc/self/fd").iterdir()))
    source = open_source(str(tmp_path))
    read = [source.load(name).data for name in source.names()]
    assert sum(CAPTURES[0].data == data for data in read) == 10
    assert len(list(Path("/proc/self/fd").iterdir())) - before <= open_files.MOST + 1
    open_files.close(source)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_page_in_maff_has_its_address_and_its_time(tmp_path: Path) -> None:
    source = open_source(str(in_maff(tmp_path)))
    captures = [source.load(name) for name in source.names()]
    assert [c.url for c in captures] == [c.url for c in CAPTURES]
    assert {c.captured for c in captures} == {"2009-06-14T07:30:00Z"}
    with migrate(source.label, tmp_path / "out", ["markdown", "json"]) as made:
        assert {a.captured for a in made.articles} == {"2009-06-14T07:30:00Z"}
    pages = [p.read_text("utf-8") for p in (tmp_path / "out/markdown").rglob("*.md")]
    assert sum('captured: "2009-06-14T07:30:00Z"' in page for page in pages) == 3


def test_the_data_folder_of_archivebox_is_read_once_without_its_own_pages(tmp_path: Path) -> None:
    """ArchiveBox 0.7 keeps of each address a mirror by wget, its WARC (here of two), the page as a
    browser had it, and a page of its own that links to files of its own."""
    for number, capture in enumerate(CAPTURES, start=1):
        snapshot = tmp_path / f"in/archive/17958757{number}.718"
        repack.wget([capture], snapshot)
        if number < 3:
            (snapshot / "warc").mkdir()
            repack.warc([capture], snapshot / "warc/1.warc.gz")
        (snapshot / "output.html").write_bytes(capture.data)
        about = f'<html><title>{capture.url}</title><a href="/archive/17958757{number}.718/media/">'
        (snapshot / "index.html").write_text(about)
        (snapshot / "headers.json").write_text('{"Status-Code": 200}')
    with migrate(tmp_path / "in") as made:
        assert sorted(a.title or "" for a in made.articles) == ["Lamp 1", "Lamp 2", "Lamp 3"]
        assert {a.url for a in made.articles} == {c.url for c in CAPTURES}
        assert sum(bool(a.captured) for a in made.articles) == 2
        assert not [gap for gap in made.gaps if "/archive/" in (gap.url or "")]


def test_a_damaged_table_of_maff_is_told(tmp_path: Path) -> None:
    files = {"1/index.html": CAPTURES[0].data, "1/index.rdf": b"<RDF:RDF cut"}
    with migrate(zipped(tmp_path / "a.maff", files)) as made:
        (article,) = made.articles
    assert [n.level for n in article.notes if n.code == "source-damaged"] == ["loss"]


def test_a_time_in_maff_beyond_all_years_is_none(tmp_path: Path) -> None:
    table = (
        b'<R:RDF xmlns:R="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns:MAF="http://maf.mozdev.org/metadata/rdf#"><R:Description>'
        b'<MAF:originalurl R:resource="http://lamps.example/a"/>'
        b'<MAF:archivetime R:resource="Fri, 31 Dec 9999 23:59:59 -1200"/></R:Description></R:RDF>'
    )
    files = {"1/index.html": CAPTURES[0].data, "1/index.rdf": table}
    source = open_source(str(zipped(tmp_path / "a.maff", files)))
    (capture,) = (source.load(name) for name in source.names())
    assert (capture.url, capture.captured) == ("http://lamps.example/a", None)


def test_the_cache_of_httrack_beside_its_mirror_is_not_read_twice(tmp_path: Path) -> None:
    in_httrack_cache(tmp_path)
    (tmp_path / "lamp.html").write_bytes(CAPTURES[0].data)
    assert not [n for n in open_source(str(tmp_path)).names() if "http://" in n]


def test_answers_in_the_cache_of_httrack_have_their_address(tmp_path: Path) -> None:
    source = open_source(str(in_httrack_cache(tmp_path)))
    captures = [source.load(name) for name in source.names()]
    assert sorted(str(c.url) for c in captures) == sorted(str(c.url) for c in CAPTURES)
    assert {c.status for c in captures} == {200}


def test_a_cut_zstandard_file_is_no_success(tmp_path: Path) -> None:
    path = in_warc_of_archive_team(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20] + b"\x00" * 20)
    with migrate(path) as made:
        assert "failed" in {page.status for page in made.pages}


def test_a_damaged_dictionary_of_zstandard_is_named(tmp_path: Path) -> None:
    path = in_warc_of_archive_team(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:40] + b"\x00" * 60 + whole[100:])
    repack.warc(CAPTURES, tmp_path / "b.warc.gz")
    with migrate(tmp_path) as made:
        failed = [page.reason for page in made.pages if page.status == "failed"]
        assert len(made.articles) == 3
    assert len(failed) == 1
    assert "dictionary of Zstandard is damaged" in failed[0]


@pytest.mark.parametrize(
    "head", [b"\x5d\x2a\x4d\x18", b"\x5d\x2a\x4d\x18\xff\xff\xff\x7f" + b"x" * 99]
)
def test_a_dictionary_of_zstandard_that_is_cut_or_without_bound_is_a_failed_file(
    head: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a.warc.zst").write_bytes(head)
    repack.warc(CAPTURES, tmp_path / "b.warc.gz")
    with migrate(tmp_path) as made:
        assert [page.status for page in made.pages].count("failed") == 1
        assert len(made.articles) == 3


def test_a_damaged_web_archive_of_safari_is_a_page_that_failed(tmp_path: Path) -> None:
    (tmp_path / "a.webarchive").write_bytes(b"bplist00 cut")
    with migrate(tmp_path / "a.webarchive") as made:
        assert [page.status for page in made.pages] == ["failed"]


def test_a_zip_beside_pages_is_a_file_of_the_site(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.zip", {"extra.html": CAPTURES[1].data}).read_bytes()
    packed = zipped(tmp_path / "a.zip", {"page.html": CAPTURES[0].data, "files/in.zip": inner})
    assert list(open_source(str(packed)).names()) == ["files/in.zip", "page.html"]


def test_packed_files_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = CAPTURES[0].data
    name = "page.html"
    for _ in range(MAX_LEVEL + 3):
        path = zipped(tmp_path / "in.zip", {name: data})
        name, data = "in.zip", path.read_bytes()
    assert list(open_source(str(path)).names()) == ["in.zip/" * MAX_LEVEL + "in.zip"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"7z\xbc\xaf\x27\x1c..", "7-Zip.*7z x"),
        (b"Rar!..", "RAR.*unrar"),
        (b"\x28\xb5\x2f\xfd..", "Zstandard.*zstd -d"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(data: bytes, what: str, tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(data)  # called nothing that tells
    with pytest.raises(SourceError, match=what):
        open_source(str(tmp_path / "site"))


@pytest.mark.parametrize(
    ("coding", "code"),
    [("br", brotli.compress), ("zstd", zstandard.ZstdCompressor().compress)],
)
def test_codings_of_packages(coding: str, code: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(code)
    page = CAPTURES[0].data * 50
    headers = {"content-encoding": coding}
    assert http.undo(code(page), headers) == (page, ())
    assert http.undo(page, headers) == (page, ())  # a saver undid it and left the header
    assert http.undo(code(page)[:-9], headers)[1]
    monkeypatch.setattr(http, "MAX_BODY", 100)
    body, faults = http.undo(code(page), headers)
    assert (body, len(faults)) == (page[:100], 1)


def test_a_coding_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    _, faults = http.undo(brotli.compress(b"x"), {"content-encoding": "br"})
    assert "pip install 'joomla-migrator[codings]'" in faults[0]
