"""Output files stay inside, have names of their own, and appear whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.errors import StoreError
from migrator.guard.file_names import slug
from migrator.guard.paths import Folder


@settings(max_examples=300)
@given(st.text(max_size=300))
def test_slug_is_a_plain_name(title: str) -> None:
    made = slug(title)
    assert made
    assert len(made.encode()) <= 90
    assert not set(made) & set('/\\:*?"<>|\0. ')


@pytest.mark.parametrize("title", ["CON", "nul", "../../etc/passwd", "...", "", "a/b", "x" * 500])
def test_hostile_titles(title: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    name = folder.name(title, ".md")
    folder.write(name, "x")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert name.removesuffix(".md").casefold() not in ("con", "nul")


def test_names_are_unique_whatever_the_case(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    names = [
        folder.name(t, ".md", str(i))
        for i, t in enumerate(["Lamp", "lamp", "LAMP", "Lamp!", "lamp"])
    ]
    assert len({n.casefold() for n in names}) == 5


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Folder(tmp_path / "in").write("../new/out.txt", "x")
    assert list(tmp_path.iterdir()) == []  # no folder was made on the way, either


def test_a_file_that_is_already_so_is_left_alone(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.txt", "x")
    before = (tmp_path / "a.txt").stat().st_mtime_ns
    folder.write("a.txt", "x")
    assert (tmp_path / "a.txt").stat().st_mtime_ns == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_link_planted_where_a_library_is_to_write_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    mark = hashlib.blake2b(b"a.db", digest_size=8).hexdigest()
    (out / f".part-{mark}").symlink_to(victim)

    def write(path: Path) -> None:
        path.write_text("x")

    Folder(out).build("a.db", write)
    assert victim.read_text() == "mine"
    assert (out / "a.db").read_text() == "x"
