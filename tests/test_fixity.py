"""Whatever happens to the files of a finished run and of its bag, `verify` tells it by the name of the
file; of copies to which nothing happened it tells nothing."""

from __future__ import annotations

import os
import random
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from migrator.cli import main
from tests import site

#: So many changes are tried; more with MIGRATOR_CHANGES.
CHANGES = int(os.environ.get("MIGRATOR_CHANGES", "40"))
#: Files that each run writes anew and from which nothing is read, or that SQLite has for itself.
REPLACED = ("report", "run.json", "site.db-wal", "site.db-shm")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run with its bag; one article has a name in another alphabet."""
    folder = tmp_path_factory.mktemp("fixity")
    (folder / "in").mkdir()
    captures = [
        *site.small_site(),
        site.article("/news/street/13-über-türen", "Türen", "<p>Zu.</p>"),
    ]
    rows = ["file\turl\tstatus\tcontent-type\tlocation"]
    for capture in captures:
        (folder / "in" / capture.source).write_bytes(capture.data)
        rows.append(f"{capture.source}\t{capture.url}\t200\t\t")
    (folder / "in/urls.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    words = ["run", folder / "in", "-o", folder / "out", "--to", "json", "--to", "markdown"]
    done = call(*words, "--bag", "--jobs", 1, "--quiet")
    assert done.exit_code in (0, 2), done.output
    return folder / "out"


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def flip(path: Path, other: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes() or b"x")
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, other: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: -chance.randint(1, 100)])


def lose(path: Path, other: Path, chance: random.Random) -> None:
    path.unlink()


def add(path: Path, other: Path, chance: random.Random) -> None:
    path.with_name(f"new{path.suffix}").write_text("x")


def rename(path: Path, other: Path, chance: random.Random) -> None:
    path.rename(path.with_name(f"x{path.name}"))


def swap(path: Path, other: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(data)


def lead_out(path: Path, other: Path, chance: random.Random) -> None:
    manifest = next(p for p in path.parents if p.name == "bag") / "manifest-sha256.txt"
    with manifest.open("a", encoding="utf-8") as lines:
        lines.write(f"{'0' * 64}  data/../../{path.name}\n")


Change = Callable[[Path, Path, random.Random], None]
#: What is told of each change.
CHANGES_TOLD: dict[Change, str] = {
    flip: r"{name}: (?:is not as|was changed|cannot be read)|a manifest names|is not there",
    cut: r"{name}: (?:is not as|was changed|cannot be read)|is not there",
    lose: r"{name}: (?:is not there|cannot be read)",
    add: r"new\.\w+: (?:was not written by a run|is in no manifest)",
    rename: r"{name}: (?:is not there|cannot be read)",
    swap: r"{name}: (?:is not as|was changed|cannot be read)|is not there",
    lead_out: "a manifest names a file outside of it",
}


def changed_files(folder: Path, change: Change) -> list[Path]:
    """The files that a change may meet, relative to the folder."""
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    kept = [p for p in files if p.parts[0] not in REPLACED and not p.name.startswith(".run.")]
    if change is lead_out:
        return [path for path in kept if path.parts[0] == "bag"]
    if change is add:
        return [path for path in kept if len(path.parts) > 1]
    return [path for path in kept if (folder / path).stat().st_size]


@pytest.mark.parametrize("number", range(CHANGES))
def test_a_change_is_told_by_the_name_of_the_file(
    finished: Path, tmp_path: Path, number: int
) -> None:
    chance = random.Random(number)
    change = list(CHANGES_TOLD)[number % len(CHANGES_TOLD)]
    copy = shutil.copytree(finished, tmp_path / "copy")
    files = changed_files(copy, change)
    path = chance.choice(files)
    other = chance.choice(
        [p for p in files if (copy / p).read_bytes() != (copy / path).read_bytes()]
    )
    change(copy / path, copy / other, chance)
    done = call("verify", copy)
    expected = CHANGES_TOLD[change].format(name=re.escape(path.name))
    assert done.exit_code == 2, f"{change.__name__} {path}: {done.output}"
    assert re.search(expected, done.output), f"{change.__name__} {path}: {done.output}"


@pytest.mark.parametrize("number", range(max(1, CHANGES // 10)))
def test_a_copy_is_as_it_was(finished: Path, tmp_path: Path, number: int) -> None:
    copy = shutil.copytree(finished, tmp_path / f"copy {number}")
    for path in random.Random(number).sample(sorted(copy.rglob("*")), 10):
        os.utime(path, (number, number))
    done = call("verify", copy)
    assert done.exit_code == 0, done.output


def test_a_name_in_another_normal_form_is_another_file(finished: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(finished, tmp_path / "copy")
    (name,) = (copy / "markdown").glob("\u00fcber-t\u00fcren.md")
    name.rename(name.with_name(unicodedata.normalize("NFD", name.name)))
    done = call("verify", copy)
    assert done.exit_code == 2
    assert "is not there" in done.output
    assert "was not written by a run" in done.output
