"""Nothing that was fetched is ever deleted, whatever happened to the archive: what can be read
counts again, what cannot is still there, and what is lost is told."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.errors import NetworkError
from migrator.guard import net as guarded
from migrator.sources.fetched import FetchedSource, FetchOptions
from migrator.warc.index import INDEX, lines, verify
from migrator.warc.recovery import ASIDE
from migrator.warc.writer import Archive, CaptureToStore
from tests import site
from tests.server import Server, answers

HEAD = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "7"\r\n\r\n'


def answer(url: str, body: bytes) -> CaptureToStore:
    return CaptureToStore(url, body, "2020-01-02T03:04:05Z", HEAD, "text/html", 200, '"7"')


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 12 records in several files, some of them repeats."""
    folder = tmp_path_factory.mktemp("whole") / "archive"
    noise = random.Random(2)
    archive = Archive(folder, "x", {"software": "a test"}, rotate=1500, sync=False)
    for number in range(9):
        archive.add(answer(f"http://a.example/{number}?q=a b", noise.randbytes(400)))
    archive.add(answer("http://a.example/9", b"<p>words</p>"))
    archive.add(answer("http://a.example/10", b"<p>words</p>"))
    archive.add(
        CaptureToStore("http://a.example/f.png", b"png", "2020-01-02T03:04:05Z", mime="image/png")
    )
    archive.close()
    assert len(list(folder.glob("*.warc.gz"))) > 2
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "archive")
    return tmp_path / "archive"


def opened(folder: Path) -> Archive:
    archive = Archive(folder, "x", {"software": "a test"}, rotate=1500, sync=False)
    archive.close()
    return archive


def aside(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / ASIDE).glob("*")}


def test_an_index_that_was_lost_is_made_again(folder: Path, whole: Path) -> None:
    (folder / INDEX).unlink()
    assert any("is not there" in why for why in verify(folder))
    archive = opened(folder)
    assert (folder / INDEX).read_bytes() == (whole / INDEX).read_bytes()
    assert [p.read_bytes() for p in sorted(folder.glob("*.warc.gz"))] == [
        p.read_bytes() for p in sorted(whole.glob("*.warc.gz"))
    ]
    assert (archive.lost, aside(folder), list(verify(folder))) == ([], {}, [])
    assert archive.path.name == sorted(p.name for p in folder.glob("*.warc.gz"))[-1]


@pytest.mark.parametrize("seed", range(12))
def test_an_index_that_was_cut_is_made_whole(folder: Path, whole: Path, seed: int) -> None:
    index = (whole / INDEX).read_bytes()
    (folder / INDEX).write_bytes(index[: random.Random(seed).randrange(len(index))])
    assert opened(folder).lost == []
    assert (folder / INDEX).read_bytes() == index
    assert list(verify(folder)) == []


@pytest.mark.parametrize("garbage", [b"\0" * 300, b"{}\n", b"a b {\n", b"a b c", b"\xff\n", b"\n"])
def test_lines_that_cannot_be_read_are_kept_aside(
    folder: Path, whole: Path, garbage: bytes
) -> None:
    first, *rest = (whole / INDEX).read_bytes().splitlines(keepends=True)
    damaged = first + garbage + b"".join(rest)
    (folder / INDEX).write_bytes(damaged)
    assert list(verify(folder))
    assert opened(folder).repairs
    assert (folder / INDEX).read_bytes() == (whole / INDEX).read_bytes()
    assert list(aside(folder).values()) == [damaged]


def test_half_a_record_at_the_end_goes_aside_and_a_whole_one_counts(folder: Path) -> None:
    last = sorted(folder.glob("*.warc.gz"))[-1]
    archive = Archive(folder, "x", {}, sync=False)
    archive.add(answer("http://a.example/late", b"late words"))
    archive.close()
    index = (folder / INDEX).read_bytes().splitlines(keepends=True)
    (folder / INDEX).write_bytes(b"".join(index[:-1]))
    with last.open("ab") as file:
        file.write(b"\x1f\x8b\x08 half a record")
    archive = opened(folder)
    late = archive.answer(archive.by_url["http://a.example/late"])
    assert late is not None
    assert late.body == b"late words"
    assert list(aside(folder).values()) == [b"\x1f\x8b\x08 half a record"]
    assert (archive.lost, list(verify(folder))) == ([], [])


def test_a_file_that_was_cut_is_left_alone_and_told(folder: Path) -> None:
    last = sorted(folder.glob("*.warc.gz"))[-1]
    last.write_bytes(last.read_bytes()[:-10])
    before = last.read_bytes()
    archive = Archive(folder, "x", {"software": "a test"}, sync=False)
    assert any("shorter than its index says" in why for why in archive.lost)
    archive.add(answer("http://a.example/new", b"new"))
    archive.close()
    assert last.read_bytes() == before
    assert archive.path != last
    again = opened(folder)
    assert again.answer(again.by_url["http://a.example/new"])
    assert "http://a.example/f.png" not in again.by_url


def test_a_file_that_is_gone_is_told_and_its_name_not_given_again(folder: Path) -> None:
    last = sorted(folder.glob("*.warc.gz"))[-1]
    last.unlink()
    archive = opened(folder)
    assert any("is not there" in why for why in archive.lost)
    assert archive.path.name > last.name


def _flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def _zero(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    start = chance.randrange(len(data))
    path.write_bytes(data[:start] + b"\0" * min(60, len(data) - start) + data[start + 60 :])


def _gone(path: Path, _: random.Random) -> None:
    path.unlink()


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_makes_a_run_delete_anything(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    damages: list[Callable[[Path, random.Random], None]] = [_flip, _cut, _zero, _gone]
    for _ in range(chance.randrange(1, 4)):
        path = chance.choice([*folder.glob("*.warc.gz"), folder / INDEX])
        if path.is_file() and path.stat().st_size:
            chance.choice(damages)(path, chance)
    before = {p.name: p.read_bytes() for p in folder.glob("*.warc.gz")}
    archive = Archive(folder, "x", {}, sync=False)
    archive.add(answer("http://a.example/new", b"new"))
    archive.close()
    for name, data in before.items():
        now = (folder / name).read_bytes()
        moved = [data for place, data in sorted(aside(folder).items()) if place.startswith(name)]
        rest = b"".join(moved)
        assert (
            now.startswith(data)
            or now + rest == data
            or (rest and data.endswith(rest) and now.startswith(data[: -len(rest)]))
        ), name
    again = opened(folder)
    readable = [line for line in lines(folder) if line.type != "warcinfo"]
    assert {line.url for line in readable} >= set(again.by_url)
    assert again.answer(again.by_url["http://a.example/new"])


def test_a_record_that_was_damaged_is_asked_for_again(tmp_path: Path) -> None:
    home = site.article("/", "Home", "<p>Welcome to the street and its lamps.</p>")
    with Server({}) as served:
        served.answers |= answers([home], site.HOST, served.address)
        net = FetchOptions(delay=0, allow_local=True)
        source = FetchedSource(f"{served.address}/", tmp_path, net)
        source.fetch()
        (tmp_path / "archive" / f"{source.name}.crawl.json").unlink()
        line = next(x for x in lines(tmp_path / "archive") if x.url == f"{served.address}/")
        path = tmp_path / "archive" / line.filename
        data = bytearray(path.read_bytes())
        data[int(line.offset) + int(line.length) // 2] ^= 255
        path.write_bytes(data)
        (tmp_path / "archive" / f"{source.name}.crawl.json").write_text(
            f'{{"start":"{served.address}/","began":"2000-01-01T00:00:00Z"}}'
        )
        asked = len(served.asked)
        again = FetchedSource(f"{served.address}/", tmp_path, net)
        again.fetch()
        assert len(served.asked) > asked
    assert any("cannot be read any more" in why for _, why in again.failures)
    line = next(x for x in reversed(list(lines(tmp_path / "archive"))) if x.type == "response")
    assert b"street and its lamps" in again.load(f"{line.filename}@{line.offset}").data


def test_a_site_that_is_gone_leaves_its_archive(tmp_path: Path) -> None:
    home = site.article("/", "Home", "<p>Welcome to the street and its lamps.</p>")
    with Server({}) as served:
        served.answers |= answers([home], site.HOST, served.address)
        source = FetchedSource(
            f"{served.address}/", tmp_path, FetchOptions(delay=0, allow_local=True)
        )
        source.fetch()
    folder = tmp_path / "archive"
    index = (folder / INDEX).read_bytes()
    (folder / INDEX).unlink()
    before = {p.name: p.read_bytes() for p in folder.glob("*.warc.gz")}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarded, "_back_off", lambda _: 0.0)
        gone = FetchedSource(
            f"{served.address}/", tmp_path, FetchOptions(delay=0, allow_local=True)
        )
        (folder / f"{gone.name}.crawl.json").write_text(
            f'{{"start":"{served.address}/","began":"2999-01-01T00:00:00Z"}}'
        )
        with pytest.raises(NetworkError):
            gone.fetch()
    assert {p.name: p.read_bytes() for p in folder.glob("*.warc.gz")} == before
    assert (folder / INDEX).read_bytes() == index


def test_an_index_with_keys_of_an_earlier_build_is_no_damaged_one(
    folder: Path, whole: Path
) -> None:
    index = folder / INDEX
    index.write_text(index.read_text().replace("example,a)/", "a.example/"))
    assert {line.partition("has another")[2] for line in verify(folder)} == {
        " key than that of its record; the next run makes the index again"
    }
    archive = opened(folder)
    assert archive.lost == []
    assert [repair for repair in archive.repairs if "cannot be read" in repair] == []
    assert index.read_bytes() == (whole / INDEX).read_bytes()
    assert aside(folder) == {}
