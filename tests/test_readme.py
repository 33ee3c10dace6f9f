"""What the README claims."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import pytest

from migrator import migrate, read_page
from migrator import settings as siteconfig
from migrator.cli.commands import main
from migrator.markdown import rules as legacy
from migrator.normalise import comment_rules, page_rules

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_readers_is_up_to_date() -> None:
    assert (
        subprocess.run(
            [sys.executable, ROOT / "scripts" / "support", "--check"], cwd=ROOT, check=False
        ).returncode
        == 0
    )


def test_every_command_that_is_shown_exists() -> None:
    shown = set(re.findall(r"migrator (\w+)(?= |`)", README)) & set(
        re.findall(r"`?migrator (\w+)", README)
    ) - {"at", "import"}
    assert shown >= {"run", "extract", "write", "explain", "probe", "fixture"}
    assert set(re.findall(r"^    (?:\.venv/bin/)?migrator (\w+)", README, re.M)) <= set(
        main.commands
    )


def shown_commands() -> list[list[str]]:
    return [shlex.split(line) for line in re.findall(r"^    migrator (.+)$", README, re.M)]


@pytest.mark.parametrize("words", shown_commands(), ids=" ".join)
def test_every_command_line_that_is_shown_is_understood(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("saved-pages/news/12-lamps.html", "site.yaml", "page.html", "mirror.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context("migrator", words)


def test_the_site_yaml_that_is_shown_is_read(tmp_path: Path) -> None:
    shown = re.search(r"^    article:\n(?:    .*\n)+", README, re.M)
    assert shown
    (tmp_path / "site.yaml").write_text(textwrap.dedent(shown[0]), "utf-8")
    shown_keys = set(json.loads(siteconfig.load(tmp_path / "site.yaml").as_json()))
    assert shown_keys == {"article", "kinds", "zone", "hosts", "rules_off", "footnotes"}


def test_every_rule_is_named() -> None:
    assert all(
        f"`{rule}`" in README
        for rule in (*legacy.RULES, *page_rules.RULES, *comment_rules.COMMENT_RULES)
    )


def test_what_a_run_leaves_is_what_is_said(tmp_path: Path) -> None:
    migrate(ROOT / "fixtures/example", tmp_path, ("markdown", "json", "hugo", "jekyll"))
    left = {p.name for p in tmp_path.iterdir()} | {p.name for p in (tmp_path / "json").iterdir()}
    assert left >= {
        "markdown",
        "json",
        "hugo",
        "jekyll",
        "redirects",
        "site.db",
        "articles.jsonl",
        "pages.jsonl",
        "gaps.jsonl",
        "site.json",
    }


def test_the_two_commands_stand_there() -> None:
    assert re.search(r"^    python3 -m venv .*fixtures/example -o output/example$", README, re.M)
    assert re.search(r"^    python3 -m venv .*scripts/check$", README, re.M)


def test_read_page_needs_no_disk() -> None:
    html = (ROOT / "fixtures/readers/joomla25/loose/page.html").read_text("utf-8")
    article = read_page(html, url="http://lantern.example/club/3-street/12-lamps").article
    assert article is not None
    assert (article.title, article.author, article.hits, article.categories) == (
        "Lighting the lamps",
        "Odile Marsh",
        1204,
        ("Club", "The Street"),
    )
    assert article.body_markdown.startswith("The lamps of Lantern Street")
    assert read_page("<html><body>hello</body></html>").article is None
