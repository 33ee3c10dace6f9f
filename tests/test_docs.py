"""The documentation: it builds without a warning, and its commands do what they are shown for."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest
import yaml
from click.testing import CliRunner

from migrator.cli import main
from tests import backups, dumps, repack
from tests import site as pages

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
#: Titles of blocks whose commands are not run here, only read as commands.
NOT_RUN = ("asks the network", "opens a server", "not run by the tests")
#: Exit codes of commands that find what is to be found: all well, or done with losses listed.
DONE = (0, 2)


class Block(NamedTuple):
    """Commands of a page, as they stand in one block."""

    page: str
    title: str
    lines: tuple[str, ...]


def blocks() -> list[Block]:
    """The blocks of commands of all pages, in their order."""
    out = []
    for path in sorted(DOCS.rglob("*.md")):
        for title, content in re.findall(
            r'^```sh(?: title="([^"]*)")?\n(.*?)^```', path.read_text("utf-8"), re.M | re.S
        ):
            name = path.relative_to(DOCS).as_posix()
            out.append(Block(name, title, tuple(content.splitlines())))
    return out


RUN: dict[str, list[str]] = {}
READ: list[str] = []
for block in blocks():
    if block.title:
        READ += block.lines
    else:
        RUN.setdefault(block.page, []).extend(block.lines)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages name."""
    shutil.copytree(ROOT / "fixtures/example", tmp_path / "saved-pages")
    lamps = pages.article("/news/12-lamps", "Lamps", "<p>The lamps are lit by hand.</p>")
    (tmp_path / "page.html").write_bytes(lamps.data)
    captures = [lamps, pages.article("/news/13-oil", "Oil", "<p>Whale oil is not used.</p>")]
    repack.zipped(captures, tmp_path / "mirror.zip")
    repack.wacz(captures, tmp_path / "old.wacz")
    repack.warc(captures, tmp_path / "old.warc.gz")
    (tmp_path / "warcs").mkdir()
    shutil.copy(tmp_path / "old.warc.gz", tmp_path / "warcs")
    sql = dumps.mysqldump(dumps.site([dumps.article(12, "Lamps", "<p>They are lit.</p>")]))
    (tmp_path / "site.sql").write_text(sql, "utf-8")
    backup = backups.jpa({"installation/sql/site.sql": sql.encode(), "images/x.png": pages.PNG})
    (tmp_path / "backup.jpa").write_bytes(backup)
    (tmp_path / "site.yaml").write_text("zone: Europe/Berlin\n", "utf-8")
    (tmp_path / "fixtures").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", RUN)
def test_the_commands_of_a_page_run(page: str, folder: Path) -> None:
    for line in RUN[page]:
        program, *words = shlex.split(line)
        if program == "migrator":
            done = CliRunner().invoke(main, words)
            assert done.exit_code in DONE, f"{line}: {done.output}"
            continue
        path = Path(sys.executable).parent / program
        if not path.is_file():
            pytest.skip(f"{program} is not installed: {line} was not run")
        subprocess.run([path, *words], check=True, capture_output=True)


def test_every_command_of_migrator_has_a_page() -> None:
    shown = {shlex.split(line)[1] for lines in RUN.values() for line in lines if "migrator" in line}
    shown |= {shlex.split(line)[1] for line in READ if line.startswith("migrator ")}
    assert shown == set(main.commands)


@pytest.mark.parametrize("line", [line for line in READ if line.startswith("migrator ")])
def test_a_command_that_is_not_run_is_understood(line: str, folder: Path) -> None:
    (folder / "output/mysite").mkdir(parents=True)
    _, *words = shlex.split(line)
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context("migrator", words)


def test_only_known_titles_keep_commands_from_being_run() -> None:
    assert {block.title for block in blocks()} == {"", *NOT_RUN}
    assert len(RUN) > 12, "pages with commands that are run"


def test_no_command_stands_outside_of_a_block() -> None:
    for path in DOCS.rglob("*.md"):
        assert not re.findall(r"^    migrator .*$", path.read_text("utf-8"), re.M), path.name


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    commands = (tmp_path / "reference/commands/index.html").read_text("utf-8")
    assert all(f"migrator {name}" in commands for name in main.commands)
    settings = (tmp_path / "reference/settings/index.html").read_text("utf-8")
    assert "categories_off" in settings
    assert "assemble-disagreement" in (tmp_path / "reference/notes/index.html").read_text("utf-8")


def test_every_page_stands_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = set(re.findall(r"- ([\w/-]+\.md)$", text, re.M))
    assert {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} <= listed
    assert yaml.safe_load(text)["theme"]["name"] == "material"


def test_every_note_of_the_fixtures_stands_in_the_reference() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import reference  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    codes = re.findall(r"^\| `([a-z0-9…-]+)` \|", reference.notes(), re.M)
    pattern = re.compile("|".join(code.replace("…", "[a-z0-9-]+") for code in codes))
    used = set()
    for path in (ROOT / "fixtures").rglob("article.yaml"):
        used |= set(yaml.safe_load(path.read_text("utf-8")).get("notes") or ())
    assert len(used) > 5
    assert {code for code in used if not pattern.fullmatch(code)} == set()


def mistakes() -> list[tuple[str, str, int]]:
    """Command, message and exit code of each row of the table of mistakes."""
    text = (DOCS / "mistakes.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| `([^`]+)` \| (.+) \| (\d+) \|$", text, re.M)
    return [(command, message, int(code)) for command, message, code in rows]


@pytest.fixture
def wrong(folder: Path) -> Path:
    """A folder with what the mistakes name, and a run of `saved-pages`."""
    shutil.copytree(folder / "saved-pages", folder / "other-pages")
    (folder / "empty").mkdir()
    (folder / "photos").mkdir()
    (folder / "photos/lamp.png").write_bytes(pages.PNG)
    (folder / "broken.zip").write_bytes(bytes(range(256)) * 20)
    (folder / "old.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(40))
    (folder / "blog.html").write_text("<title>A blog</title><p>Hello there.</p>", "utf-8")
    (folder / "wrong-key.yaml").write_text("artikel: {}\n", "utf-8")
    (folder / "wrong-selector.yaml").write_text('article: {title: "h1["}\n', "utf-8")
    (folder / "torn.yaml").write_text("title: [a\n", "utf-8")
    (folder / "wordpress.sql").write_text("INSERT INTO wp_posts VALUES (1,'a');\n", "utf-8")
    (folder / "empty.sql").touch()
    (folder / "wrong-type.yaml").write_text("rules_off: bold-headings\n", "utf-8")
    return folder


def test_the_table_has_twenty_mistakes() -> None:
    assert len(mistakes()) >= 20
    assert (DOCS / "mistakes.md").read_text("utf-8").count("\n| ") == len(mistakes()) + 2


@pytest.mark.parametrize(("command", "message", "code"), mistakes(), ids=lambda value: str(value))
def test_a_mistake_is_answered_as_the_table_says(
    command: str, message: str, code: int, wrong: Path
) -> None:
    _, *words = shlex.split(command)
    if "output/mysite" in words:
        CliRunner().invoke(main, ["run", "saved-pages", "-o", "output/mysite", "--quiet"])
    done = CliRunner().invoke(main, words)
    output = " ".join(done.output.split())
    assert done.exit_code == code, output
    places = [output.find(part.strip()) for part in message.split("…")]
    assert -1 not in places, f"{message!r} is not in {output!r}"
    assert places == sorted(places)
