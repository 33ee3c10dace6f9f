"""What holds captures, within what holds captures: a zip of MHTML, a WARC in a tar, a zip in a zip."""

from __future__ import annotations

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
from migrator.sources.nested import MAX_LEVEL
from migrator.sources.opening import open_source
from migrator.warc import http
from tests import repack, site

CAPTURES = [
    site.article(f"/news/{n}-lamp", f"Lamp {n}", f"<p>The lamp number {n} was lit at nine.</p>")
    for n in (1, 2, 3)
]


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


PACKS = [in_mhtml, in_warc, in_wacz, in_zip, in_webarchives, in_self_extracting_zips]


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
        (b"ZIM\x04..", "ZIM.*zimdump"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(data: bytes, what: str, tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(data)
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
