"""What goes wrong with one page, article or target costs that one, and is told; the rest is as if
nothing had been."""

from __future__ import annotations

import random
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from migrator.assemble import article as articles
from migrator.cli import main
from migrator.guard import limits
from migrator.pipeline import run as pipeline
from migrator.reading import page as reading
from migrator.sources.source import Captures
from migrator.targets.jekyll import Jekyll
from migrator.writing import article_data
from tests import site

RAISED = (ValueError, OSError, MemoryError, RuntimeError, StopIteration, RecursionError, KeyError)


def call(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def folder(tmp_path: Path, count: int = 6) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(count):
        page = site.article(f"/news/{number}-a", f"Title {number}", f"<p>Words {number}.</p>")
        (made / f"{number}.html").write_bytes(page.data)
    return made


def six() -> Captures:
    return Captures(
        site.article(f"/news/{n}-a", f"Title {n}", f"<p>Words {n}.</p>") for n in range(6)
    )


def failing(function: Callable[..., Any], error: type[BaseException], mark: str) -> Any:
    """`function`, which raises `error` where an argument shows `mark`."""

    def call(*args: Any, **kwargs: Any) -> Any:
        if any(mark in repr(a) or mark in str(getattr(a, "id", "")) for a in args):
            raise error("on purpose")
        return function(*args, **kwargs)

    return call


@pytest.mark.parametrize("error", RAISED)
def test_an_error_in_reading_costs_one_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    monkeypatch.setattr(reading, "read", failing(reading.read, error, "Title 3"))
    done = call("run", folder(tmp_path), "-o", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == 2, done.output
    assert "5  articles" in done.output
    assert "failed: 3.html" in done.output


@pytest.mark.parametrize("error", RAISED)
def test_an_error_in_assembly_costs_one_article(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    monkeypatch.setattr(articles, "article", failing(articles.article, error, "3-a"))
    made = pipeline.in_memory(six())
    assert [a.title for a in made.articles if a.title] == [f"Title {n}" for n in (0, 1, 2, 4, 5)]
    (lost,) = [a for a in made.articles if not a.title]
    assert lost.notes[0].level == "loss"


@pytest.mark.parametrize("error", RAISED)
@pytest.mark.parametrize("target", ["markdown", "hugo", "jekyll"])
def test_an_error_in_writing_costs_one_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception], target: str
) -> None:
    source = folder(tmp_path)
    monkeypatch.setattr(article_data, "front", failing(article_data.front, error, "Title 3"))
    done = call("run", source, "-o", tmp_path / "out", "--to", target, "--jobs", 1)
    assert done.exit_code == 2, done.output
    assert f"not written: {target}: " in done.output
    texts = [p.read_text("utf-8") for p in (tmp_path / "out" / target).rglob("*.md")]
    assert {n for n in range(6) if any(f"Words {n}." in t for t in texts)} == {0, 1, 2, 4, 5}
    monkeypatch.undo()
    assert call("run", source, "-o", tmp_path / "out", "--to", target).exit_code == 0


@pytest.mark.parametrize("error", RAISED)
def test_an_error_in_a_target_costs_that_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    source, out = folder(tmp_path, 2), tmp_path / "out"
    names = ("--to", "jekyll", "--to", "hugo", "--to", "json")
    assert call("run", source, "-o", out, *names, "--jobs", 1).exit_code == 0
    before = {p: p.read_bytes() for p in (out / "jekyll").rglob("*") if p.is_file()}
    (source / "9.html").write_bytes(site.article("/news/9-b", "New", "<p>New words.</p>").data)

    def broken(*_: object) -> None:
        raise error("on purpose")

    monkeypatch.setattr(Jekyll, "write", broken)
    done = call("run", source, "-o", out, *names, "--jobs", 1)
    assert done.exit_code == 2, done.output
    assert "not written: jekyll: " in done.output
    assert "New words." in (out / "json/articles.jsonl").read_text("utf-8")
    assert any("New words." in p.read_text("utf-8") for p in (out / "hugo").rglob("*.md"))
    assert {p: p.read_bytes() for p in (out / "jekyll").rglob("*") if p.is_file()} == before


def test_what_could_not_be_read_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(tmp_path)
    from migrator.sources.folder import Folder

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "_read", failing(Folder._read, PermissionError, "3.html"))
        done = call("run", source, "-o", tmp_path / "out", "--jobs", 1)
        assert done.exit_code == 2, done.output
        assert "5  articles" in done.output
    done = call("run", source, "-o", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert "6  articles, 6 of them" in done.output


def test_a_member_of_a_zip_that_is_damaged_costs_that_one(tmp_path: Path) -> None:
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as out:
        for path in sorted(folder(tmp_path).iterdir()):
            out.write(path, path.name)
    with zipfile.ZipFile(packed) as held:
        info = held.getinfo("3.html")
    data = bytearray(packed.read_bytes())
    data[info.header_offset + 200] ^= 255
    packed.write_bytes(data)
    done = call("run", packed, "-o", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == 2
    assert "5  articles" in done.output
    assert "failed: 3.html: cannot be read" in done.output


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_tar_that_was_cut_is_never_read_in_silence(tmp_path: Path, cut: float) -> None:
    import tarfile

    source = folder(tmp_path, 12)
    for path in source.iterdir():  # so that the end of the archive is a small part of it
        path.write_bytes(
            path.read_bytes() + random.Random(path.name).randbytes(3000).hex().encode()
        )
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as out:
        out.add(source, "pages")
    data = (tmp_path / "x.tar.gz").read_bytes()
    (tmp_path / "x.tar.gz").write_bytes(data[: int(len(data) * cut)])
    done = call("run", tmp_path / "x.tar.gz", "-o", tmp_path / "out", "--jobs", 1)
    assert done.exit_code in (2, 66), done.output
    assert done.exit_code == 66 or "failed: " in done.output


def test_a_bomb_in_a_zip_costs_what_is_beyond_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 100_000)
    monkeypatch.setattr(limits, "UNPACKED_RATIO", 10)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(folder(tmp_path).iterdir()):
            out.write(path, path.name)
        out.writestr("z.html", b"<p>x</p>" * 1_000_000)
    done = call("run", tmp_path / "x.zip", "-o", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == 2
    assert "6  articles" in done.output
    assert "failed: z.html" in done.output


def test_a_table_that_cannot_be_read_ends_the_run_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from migrator.sources.folder import Folder

    source = folder(tmp_path)
    (source / "urls.tsv").write_text("file\turl\n0.html\thttp://old.example/x\n")
    monkeypatch.setattr(Folder, "_read", failing(Folder._read, PermissionError, "urls.tsv"))
    done = call("run", source, "-o", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == 66
    assert "urls.tsv: cannot be read" in done.output


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_store_ends_in_one_line(tmp_path: Path, seed: int) -> None:
    source, out = folder(tmp_path), tmp_path / "out"
    assert call("run", source, "-o", out, "--jobs", 1).exit_code == 0
    db = sqlite3.connect(out / "site.db")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    data = bytearray((out / "site.db").read_bytes())
    chance = random.Random(seed)
    for _ in range(40):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    (out / "site.db").write_bytes(data)
    done = call("write", "-o", out, "--jobs", 1, "--to", "hugo")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (0, 2, 66, 74), done.output
    if done.exit_code in (66, 74):
        assert done.output.startswith("migrator: ")
        assert len(done.output.strip().splitlines()) == 1


def test_an_article_that_takes_too_long_costs_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    real = articles.article

    def slow(group: Any, *args: Any) -> Any:
        if "3-a" in repr(group):
            time.sleep(30)
        return real(group, *args)

    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.5)
    monkeypatch.setattr(articles, "article", slow)
    made = pipeline.in_memory(six())
    assert len([a for a in made.articles if a.title]) == 5
    assert [n.code for a in made.articles if not a.title for n in a.notes] == ["assemble-overdue"]
