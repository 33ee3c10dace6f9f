"""A run's bag holds what it was made from beside what came out, and any change of it is told."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import bagit
import pytest

import migrator
from migrator.preserve import originals
from migrator.preserve import verify as fixity
from migrator.sources.folder import Folder
from migrator.sources.opening import open_source
from tests import repack

EXAMPLE = Path("fixtures/example")


def bagged(source: Path, out: Path, redact: bool = False) -> Path:
    """The bag of a run, which bagit-py and migrator accept."""
    migrator.migrate(source, out, ["json"], bag=True, redact_comments=redact).close()
    assert bagit.Bag(str(out / "bag")).validate()
    assert list(fixity.verify(out)) == []
    assert list(fixity.verify(out / "bag")) == []
    return out / "bag"


def read(source: str | Path) -> dict[str, bytes]:
    opened = open_source(str(source))
    return {name: opened.load(name).data for name in opened.names()}


def test_a_bag_holds_the_originals_the_account_and_the_versions(tmp_path: Path) -> None:
    bag = bagged(EXAMPLE, tmp_path)
    assert (bag / "data/site.db").is_file()
    packed = bag / "data/originals/example.zip"
    with zipfile.ZipFile(packed) as names:
        assert {name: names.read(name) for name in names.namelist()} == {
            path.name: path.read_bytes() for path in EXAMPLE.iterdir()
        }
    assert read(packed) == read(EXAMPLE)
    assert json.loads((bag / "migrator/account.json").read_text())["articles"] == 3
    assert "lxml" in json.loads((bag / "migrator/versions.json").read_text())
    assert "migrated from example\n" in (bag / "bag-info.txt").read_text()
    assert "migrator/account.json" in (bag / "tagmanifest-sha256.txt").read_text()


def test_a_redacted_bag_is_whole_and_holds_no_originals(tmp_path: Path) -> None:
    bag = bagged(EXAMPLE, tmp_path, redact=True)
    assert [path.name for path in (bag / "data").iterdir()] == ["json"]
    assert set(json.loads((bag / "migrator/account.json").read_text())) == {
        "outcomes",
        "articles",
        "comments",
        "threads",
        "whole",
        "gaps",
    }


def test_a_web_archive_file_goes_in_byte_for_byte(tmp_path: Path) -> None:
    captures = list(map(Folder(EXAMPLE).load, Folder(EXAMPLE).names()))
    warc = repack.warc(captures, tmp_path / "old site.warc.gz")
    bag = bagged(warc, tmp_path / "out")
    assert (bag / "data/originals/old-site.warc.gz").read_bytes() == warc.read_bytes()


def test_names_of_mirrors_do_not_break_a_bag(tmp_path: Path) -> None:
    mirror = tmp_path / "old.example"
    mirror.mkdir()
    for name in ("index.php%3Fid=1.html", "100%.html", "a%0Ab.html", "a%25b.html"):
        shutil.copy(EXAMPLE / "0001.html", mirror / name)
    bag = bagged(mirror, tmp_path / "out")
    assert read(bag / "data/originals/old.example.zip") == read(mirror)


def test_what_nobody_is_to_see_is_left_out_of_a_bag_and_told(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    shutil.copytree(EXAMPLE, saved)
    (saved / "cookies.txt").write_text("# Netscape HTTP Cookie File\n")
    (saved / "configuration.php").write_text(
        "<?php class JConfig { var $password = 'secret'; var $db = 'x'; }"
    )
    with zipfile.ZipFile(saved / "old.zip", "w") as packed:
        packed.write(saved / "configuration.php", "site/configuration.php")
    (saved / "link.html").symlink_to(tmp_path / "elsewhere.html")
    (tmp_path / "elsewhere.html").write_text("x")
    left_out = list(originals.copy([saved], tmp_path / "copy", tmp_path / "out"))
    assert [line.partition(":")[0] for line in left_out] == [
        "saved/configuration.php",
        "saved/cookies.txt",
        "saved/link.html",
        "saved/old.zip",
    ]
    with zipfile.ZipFile(tmp_path / "copy/saved.zip") as packed:
        assert set(packed.namelist()) == {path.name for path in EXAMPLE.iterdir()}
    (saved / "link.html").unlink()
    assert "cookies" in (bagged(saved, tmp_path / "out") / "migrator/left-out.txt").read_text()


def test_sources_of_one_name_stay_apart_and_the_run_itself_stays_out(tmp_path: Path) -> None:
    for folder in ("a/pages", "b/pages"):
        shutil.copytree(EXAMPLE, tmp_path / folder)
    (tmp_path / "a/pages/out").mkdir()
    (tmp_path / "a/pages/out/new.html").write_text("x")
    sources = [tmp_path / "a/pages", tmp_path / "b/pages"]
    assert list(originals.copy(sources, tmp_path / "copy", tmp_path / "a/pages/out")) == []
    with (
        zipfile.ZipFile(tmp_path / "copy/pages.zip") as first,
        zipfile.ZipFile(tmp_path / "copy/pages-2.zip") as second,
    ):
        assert first.namelist() == second.namelist()


def test_the_label_of_a_source_names_its_paths(tmp_path: Path) -> None:
    (tmp_path / "it's").mkdir()
    (tmp_path / "b").mkdir()
    first, second = str(tmp_path / "it's"), str(tmp_path / "b")
    assert originals.paths(first) == [tmp_path / "it's"]
    assert originals.paths(f'"{first}" {second} https://old.example') == [Path(first), Path(second)]
    assert originals.paths("gone isn't here") == []


@pytest.mark.parametrize("damage", ["changed", "missing", "added"])
def test_what_happened_to_a_bag_is_told(tmp_path: Path, damage: str) -> None:
    bag = bagged(EXAMPLE, tmp_path)
    file = bag / "data/json/articles.jsonl"
    if damage == "changed":
        file.write_bytes(file.read_bytes()[:-1] + b" ")
    elif damage == "missing":
        file.unlink()
    else:
        (bag / "data/new.txt").write_text("x")
    faults = list(fixity.verify(bag))
    assert len(faults) == 1
    assert {"changed": "is not as it was", "missing": "is not there", "added": "in no manifest"}[
        damage
    ] in faults[0]
