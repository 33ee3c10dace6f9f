"""What is wrong with a bag, an archive or a WACZ is told with its place, and a fault of the disk is
an error that says what to do; nothing is lost on the way."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from migrator.errors import StoreError
from migrator.model import Capture
from migrator.preserve import bag, originals, seal, wacz_check
from migrator.preserve import pack as packing
from migrator.preserve import verify as fixity
from migrator.preserve.redaction import Commenters, Redaction
from migrator.preserve.wacz import Wacz
from migrator.sources.fetched import FOLDER as ARCHIVE
from migrator.sources.source import Captures
from migrator.store.database import Store
from migrator.warc import cdx, index, reader, recovery, saved_form
from migrator.warc.index import INDEX
from migrator.warc.writer import Archive, CaptureToStore, record

DATE = "2020-01-02T03:04:05Z"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
CONFIGURATION = "<?php class JConfig { var $password = 'secret'; var $db = 'x'; }"


def answer(url: str, body: bytes) -> CaptureToStore:
    return CaptureToStore(url, body, DATE, HEAD, "text/html", 200)


def written(folder: Path, name: str = "x", count: int = 3) -> Path:
    """An archive of a few records."""
    archive = Archive(folder, name, {"software": "a test"}, sync=False)
    for number in range(count):
        archive.add(answer(f"http://a.example/{name}{number}", b"<p>words %d</p>" % number))
    archive.close()
    return folder


def response_record(url: str, body: bytes, place: str = "x:0") -> bytes:
    return record("response", url, DATE, HEAD + body, {"Content-Type": "application/http"}, place)


def no_folder(tmp_path: Path) -> Path:
    """A path below a file, where nothing can be written."""
    (tmp_path / "file").write_text("x")
    return tmp_path / "file" / "inside"


# bags


def test_a_bag_that_cannot_be_written_is_an_error_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        bag.make(no_folder(tmp_path), None, [], {}, {})


def test_a_manifest_that_cannot_be_read_or_leads_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "secret.txt").write_text("x")
    bag.make(tmp_path / "run", None, [], {}, {})
    made = tmp_path / "run/bag"
    (made / "manifest-sha256.txt").write_text(f"{'0' * 64}  ../../secret.txt\n")
    (made / "tagmanifest-sha256.txt").write_bytes(b"\xff\xfe")
    faults = list(fixity.verify(made))
    assert any("names a file outside of it: ../../secret.txt" in fault for fault in faults)
    assert any("tagmanifest-sha256.txt: cannot be read" in fault for fault in faults)


def test_a_source_that_nobody_is_to_see_is_no_original(tmp_path: Path) -> None:
    (tmp_path / "configuration.php").write_text(CONFIGURATION)
    pages = {"page.html": "<p>words</p>"}
    members = {"page.zip": pages, "old.zip": pages | {"configuration.php": CONFIGURATION}}
    for name, texts in members.items():
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            for member, text in texts.items():
                packed.writestr(member, text)
    sources = [tmp_path / name for name in ("configuration.php", *sorted(members))]
    left_out = list(originals.copy(sources, tmp_path / "copy", tmp_path / "out"))
    assert [line.partition(":")[0] for line in left_out] == ["configuration.php", "old.zip"]
    assert "holds configuration.php" in left_out[1]
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["page.zip"]


# the seal


def sealed_run(folder: Path) -> Path:
    written(folder / ARCHIVE)
    with_store(folder, lambda store: seal.make(folder, store))
    return folder


def with_store(folder: Path, act: Callable[[Store], None]) -> None:
    store = Store(folder / "site.db")
    try:
        act(store)
    finally:
        store.close()


def test_a_seal_that_cannot_be_taken_away_is_an_error(tmp_path: Path) -> None:
    (tmp_path / seal.SEAL / "in the way").mkdir(parents=True)

    def broken(store: Store) -> None:
        with pytest.raises(StoreError, match="cannot be written"):
            seal.break_(tmp_path, store)

    with_store(tmp_path, broken)


def test_a_sealed_file_that_is_gone_and_a_stray_one_are_told(tmp_path: Path) -> None:
    sealed_run(tmp_path)
    assert list(fixity.verify(tmp_path)) == []
    (tmp_path / ARCHIVE / INDEX).unlink()
    (tmp_path / ARCHIVE / "notes.txt").write_text("x")
    faults = list(fixity.verify(tmp_path))
    assert f"{tmp_path / ARCHIVE / INDEX}: is not there" in faults
    assert f"{tmp_path / ARCHIVE / 'notes.txt'}: was not written by a run" in faults


def test_a_web_archive_file_alone_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(response_record("http://a.example/", b"words"))
    assert list(fixity.verify(path)) == []
    path.write_bytes(path.read_bytes()[:-12])
    assert [fault.startswith(f"{path}@0: ") for fault in fixity.verify(path)] == [True]


# the index of an archive


def faults_of(folder: Path) -> str:
    return "\n".join(index.verify(folder))


def test_what_the_index_and_the_files_do_not_agree_on_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "a")
    (path,) = folder.glob("*.warc.gz")
    whole, lines = path.read_bytes(), (folder / INDEX).read_bytes()

    (folder / INDEX).write_bytes(b"no line\n" + lines)
    assert "line 1 cannot be read (no key, time and record stand in it)" in faults_of(folder)

    (folder / INDEX).write_bytes(lines.replace(b'"offset":"0"', b'"offset":"-1"'))
    assert "cannot be read (its place is no number)" in faults_of(folder)

    fields = [json.loads(line.split(b" ", 2)[2]) for line in lines.splitlines()]
    (folder / INDEX).write_bytes(lines.replace(b"http://a.example/x0", b"http://a.example/xx"))
    assert "does not fit it" in faults_of(folder)
    assert "has another key than that of its record" in faults_of(folder)

    (folder / INDEX).write_bytes(lines)
    path.unlink()
    assert faults_of(folder) == f"{path}: is not there"

    (folder / INDEX).unlink()
    path.write_bytes(whole)
    assert "index.cdxj: is not there" in faults_of(folder)
    assert f"{path}: is not in the index" in faults_of(folder)
    assert len(fields) == 4


# records


def test_a_record_behind_more_than_a_megabyte_of_noise_is_read(tmp_path: Path) -> None:
    last = response_record("http://a.example/", b"words")
    zeros = bytes(2_500_000)
    for noise in (zeros, zeros[: 1024 * 1024 - 40] + b"\n", zeros + b"\x1f\x8b\x08 no member" * 5):
        entries = list(reader.read(io.BytesIO(gzip.compress(b"no record") + noise + last)))
        assert [e.uri for e in entries if isinstance(e, reader.Record)] == ["http://a.example/"]
        assert any(isinstance(e, reader.Damage) for e in entries)


def test_a_file_of_one_byte_holds_no_record() -> None:
    assert list(reader.read(io.BytesIO(b"x"))) == [reader.Damage("0", "no record begins here")]


def test_a_member_of_no_records_is_read_to_its_end(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(300_000)
    last = response_record("http://a.example/", b"words")
    damage, entry = reader.read(io.BytesIO(gzip.compress(b"x\n" + noise) + last))
    assert isinstance(damage, reader.Damage)
    assert (damage.offset, damage.why) == ("0", "no record begins here")
    assert isinstance(entry, reader.Record)
    assert entry.uri == "http://a.example/"


def test_a_gzip_of_something_else_than_a_page_stays_a_file() -> None:
    for data in (b"\x00\x01 tar", b"plain words without a tag"):
        capture = Capture("x/file.gz.html", gzip.compress(data), "http://a.example/x")
        assert saved_form.original(capture).data == capture.data


# recovery


def test_an_archive_in_no_folder_is_an_error(tmp_path: Path) -> None:
    folder = written(tmp_path / "a")
    (folder / INDEX).write_bytes(b"no line\n")
    (folder / recovery.ASIDE).write_text("a file in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        recovery.recover(folder, "x")


def test_lines_of_other_archives_stay_when_an_index_is_made_again(tmp_path: Path) -> None:
    folder = written(written(tmp_path / "a"), "other")
    lines = (folder / INDEX).read_bytes().splitlines(keepends=True)
    (folder / INDEX).write_bytes(b"".join(line for line in lines if b"/x1" not in line))
    Archive(folder, "x", {}, sync=False).close()
    assert sorted((folder / INDEX).read_bytes().splitlines(keepends=True)) == sorted(lines)


def test_records_between_bytes_that_are_none_count_and_names_aside_are_not_given_twice(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "a")
    (path,) = folder.glob("*.warc.gz")
    noise = bytes(200_000) + b"\x1f\x8b\x08 no member"
    for number in (1, 2):
        late = response_record(f"http://a.example/late{number}", b"late", f"x:{number}")
        undated = late[:0] + record("response", "http://a.example/u", "", HEAD, {}, "x:u")
        path.write_bytes(path.read_bytes() + noise + undated + late + noise + bytes(2))
        archive = Archive(folder, "x", {}, sync=False)
        archive.close()
        assert f"http://a.example/late{number}" in archive.by_url
    tails = sorted((folder / recovery.ASIDE).iterdir())
    assert [tail.read_bytes() for tail in tails] == [noise + bytes(2)] * 2
    assert "http://a.example/u" not in archive.by_url


def test_a_name_aside_that_is_taken_is_not_given_again(tmp_path: Path) -> None:
    folder = written(tmp_path / "a")
    for _ in range(2):
        (folder / INDEX).write_bytes(b"no line\n" + (folder / INDEX).read_bytes())
        Archive(folder, "x", {}, sync=False).close()
    assert [path.name for path in sorted((folder / recovery.ASIDE).iterdir())] == [
        f"{INDEX}-1",
        f"{INDEX}-2",
    ]


# answers of an archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path / "a", "x", {"software": "a test"}, sync=False)
    yield archive
    archive.close()


def test_a_resource_is_its_bytes(archive: Archive) -> None:
    line = archive.add(CaptureToStore("http://a.example/f.png", b"png", DATE, mime="image/png"))
    held = archive.answer(line)
    assert held is not None
    assert (held.status, held.body) == (None, b"png")


def test_a_repeat_whose_first_record_is_lost_is_lost_too(archive: Archive) -> None:
    first = archive.add(answer("http://a.example/1", b"<p>the same words</p>"))
    repeat = archive.add(answer("http://a.example/2", b"<p>the same words</p>"))
    assert repeat.type == "revisit"
    del archive.by_digest[first.digest]
    assert archive.answer(repeat) is None
    assert "http://a.example/2" not in archive.by_url
    assert any("http://a.example/2" in message for message in archive.lost)


def test_an_answer_whose_file_is_gone_is_lost(archive: Archive) -> None:
    line = archive.add(answer("http://a.example/1", b"words"))
    archive.path.unlink()
    assert archive.answer(line) is None
    assert any("cannot be read any more" in message for message in archive.lost)


def test_a_record_that_cannot_be_indexed_is_taken_back(archive: Archive) -> None:
    archive.add(answer("http://a.example/1", b"words"))
    before = archive.path.read_bytes()
    (archive.folder / INDEX).rename(archive.folder / "kept")
    (archive.folder / INDEX).mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        archive.add(answer("http://a.example/2", b"more words"))
    assert archive.path.read_bytes() == before
    (archive.folder / INDEX).rmdir()
    (archive.folder / "kept").rename(archive.folder / INDEX)


# WACZ


class File:
    """A web archive file in memory."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def open(self) -> io.BytesIO:
        return io.BytesIO(self.data)


def packed(path: Path, *files: File) -> Wacz:
    with Wacz(path, {"software": "a test"}) as wacz:
        for file in files:
            wacz.add_file(file)
        wacz.add_page("http://a.example/1", "One", DATE)
    return wacz


def test_damage_in_a_file_that_is_packed_is_told_and_names_stay_apart(tmp_path: Path) -> None:
    first = response_record("http://a.example/1", b"one")
    second = response_record("http://a.example/2", b"two")
    files = [
        File("a/x.warc.gz", first + gzip.compress(b"no record") + second),
        File("b/x.warc.gz", first + second),
        File("c/y.warc", gzip.decompress(first) + b"no record\r\n" + gzip.decompress(second)),
        File("d/z.warc.gz", gzip.compress(gzip.decompress(first + second)) + b"no member"),
    ]
    wacz = packed(tmp_path / "x.wacz", *files)
    with zipfile.ZipFile(tmp_path / "x.wacz") as held:
        names = [name for name in held.namelist() if name.startswith("archive/")]
    assert names == [
        "archive/x.warc.gz",
        "archive/x-2.warc.gz",
        "archive/y.warc",
        "archive/z.warc.gz",
    ]
    assert [message.partition(":")[0] for message in wacz.damage] == [
        f"a/x.warc.gz@{len(first)}",
        f"c/y.warc@{len(gzip.decompress(first))}",
        f"d/z.warc.gz@{len(files[3].data) - len(b'no member')}",
    ]
    assert len([*reader.read(io.BytesIO(first))]) == 1


def test_a_wacz_that_was_not_finished_leaves_nothing(tmp_path: Path) -> None:
    def unfinished() -> None:
        with Wacz(tmp_path / "x.wacz", {"software": "a test"}):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        unfinished()
    assert list(tmp_path.iterdir()) == []


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> str:
    """What is wrong with a WACZ of which one member was changed, with the digests that fit it."""
    target = path.with_name("changed.wacz")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        members = {member: old.read(member) for member in old.namelist()}
        members[name] = change(members[name])
        if name != "datapackage.json":
            package = json.loads(members["datapackage.json"])
            for resource in package["resources"]:
                digest = hashlib.sha256(members[resource["path"]]).hexdigest()
                resource["hash"] = f"sha256:{digest}"
            members["datapackage.json"] = json.dumps(package).encode()
            digest = hashlib.sha256(members["datapackage.json"]).hexdigest()
            members["datapackage-digest.json"] = json.dumps({"hash": f"sha256:{digest}"}).encode()
        for member, data in members.items():
            if data:
                new.writestr(member, data)
    return "\n".join(wacz_check.verify(target))


def test_what_is_wrong_with_a_wacz_is_told_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    packed(path, File("x.warc.gz", response_record("http://a.example/1", b"one")))
    assert list(wacz_check.verify(path)) == []
    head = b"!meta 0 {}\n"  # some indexes begin with lines about themselves
    assert changed(path, "indexes/index.cdx", lambda data: head + data) == ""
    assert "line 2: cannot be read" in changed(
        path, "indexes/index.cdx", lambda data: data + b"no line of an index\n"
    )
    assert "datapackage.json is not as datapackage-digest.json says" in changed(
        path, "datapackage.json", lambda data: data + b" "
    )
    assert "pages/pages.jsonl cannot be read" in changed(
        path, "pages/pages.jsonl", lambda data: data + b"no json\n"
    )
    assert changed(path, "pages/pages.jsonl", lambda data: b"").endswith("has no list of its pages")
    assert "lists http://a.example/9, of which there is no record" in changed(
        path, "pages/pages.jsonl", lambda data: data.replace(b"example/1", b"example/9")
    )


class Broken(Captures):
    """A source of which one capture cannot be read."""

    def load(self, name: str) -> Capture:
        if name == "broken.html":
            raise OSError("the disk does not answer")
        return super().load(name)


def test_what_cannot_be_read_or_written_is_told_when_it_is_packed(tmp_path: Path) -> None:
    pages = [
        Capture(name, b"<html><p>words</p>", f"http://a.example/{name}", captured=DATE)
        for name in ("page.html", "broken.html")
    ]
    result = packing.pack(Broken(pages), tmp_path / "x.wacz")
    assert result == (["broken.html: the disk does not answer"], [])
    assert list(wacz_check.verify(tmp_path / "x.wacz")) == []
    with pytest.raises(StoreError, match="cannot be written"):
        packing.pack(Captures(pages), no_folder(tmp_path) / "x.wacz")


def test_a_website_of_a_commenter_goes_and_one_on_the_site_and_pictures_stay() -> None:
    people = Commenters(
        frozenset(("Ann Reed",)),
        frozenset(("http://ann.example/me", "http://a.example/ann")),
        frozenset(),
    )
    redaction = Redaction(people, ["a.example"], b"key")
    page = (
        b"<html><a href='HTTP://ann.example/me'>Ann Reed</a> <a href='http://a.example/ann'>x</a>"
    )
    text = redaction.capture(Capture("page.html", page, "http://a.example/1")).data.decode()
    assert "about:blank" in text
    assert "ann.example/me" not in text
    assert "Ann Reed" not in text
    assert "http://a.example/ann" in text
    picture = b"\x89PNG\r\n\x1a\n Ann Reed"
    assert redaction.capture(Capture("x.png", picture, "http://a.example/x.png")).data == picture


def test_an_address_that_is_none_is_percent_encoded() -> None:
    assert cdx.uri("http://[broken/a b") == "http://[broken/a%20b"
    assert cdx.uri("http://é..example/") == "http://%C3%A9..example/"
