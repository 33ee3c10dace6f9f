"""What the README claims, and the code that the documentation shows."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from migrator import api, migrate, read_page
from migrator import site_yaml as siteconfig
from migrator.cli import main
from migrator.comments import registry as comment_systems
from migrator.errors import UsageError
from migrator.markdown import rules as legacy
from migrator.normalise import comment_rules, page_rules
from migrator.readers import registry as article_readers
from migrator.sources import file_form

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
#: README and the pages that show code.
SHOWN = README + "".join(
    (ROOT / "docs" / name).read_text("utf-8") for name in ("extend.md", "python.md", "site-yaml.md")
)


def test_the_table_of_readers_is_up_to_date() -> None:
    assert (
        subprocess.run(
            [sys.executable, ROOT / "scripts" / "support", "--check"], cwd=ROOT, check=False
        ).returncode
        == 0
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
    (tmp_path / "output/mysite").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context("migrator", words)


def test_the_site_yaml_that_is_shown_is_read(tmp_path: Path) -> None:
    shown = re.search(r"^```yaml\n(article:.*?)^```", SHOWN, re.M | re.S)
    assert shown
    (tmp_path / "site.yaml").write_text(shown[1], "utf-8")
    shown_keys = set(json.loads(siteconfig.load(tmp_path / "site.yaml").as_json()))
    assert shown_keys == {
        *("article", "comments", "kinds", "title", "zone", "hosts", "rules_off", "footnotes")
    }


def test_every_rule_is_named() -> None:
    assert all(
        f"`{rule}`" in SHOWN
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


def shown_code(name: str) -> str:
    """The Python that the documentation shows for the class `name`, or the block that uses `name`."""
    blocks: list[str] = re.findall(r"^```python\n(.*?)^```", SHOWN, re.M | re.S)
    return next(block for block in blocks if name in block)


@pytest.fixture
def paste(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts code of the documentation into a room of migrator, as a file beside those that are there."""
    registries = (article_readers.all_readers, comment_systems.all_systems, file_form.forms)
    modules: list[str] = []

    def put(module: str, name: str) -> None:
        room = importlib.import_module(module.rpartition(".")[0])
        (tmp_path / f"{module.rpartition('.')[2]}.py").write_text(shown_code(name), "utf-8")
        monkeypatch.setattr(room, "__path__", [*room.__path__, str(tmp_path)])
        modules.append(module)
        for registry in registries:
            registry.cache_clear()

    yield put
    monkeypatch.undo()
    for module in modules:
        sys.modules.pop(module, None)
    for registry in registries:
        registry.cache_clear()


def test_the_comment_system_that_is_shown_reads_comments(
    paste: Callable[[str, str], None],
) -> None:
    paste("migrator.comments.mysystem", "class MySystem")
    comment = (
        '<div class="my-comment"><b class="my-name">Ann</b> <i class="my-date">2 May 2011</i>'
        '<p class="my-text">Bright.</p></div>'
    )
    page = f'<div class="item-page"><h2>T</h2><p>Words.</p><div id="my-comments">{comment}</div>'
    article = read_page(page, url="https://old.example/12-t").article
    assert article is not None
    assert article.comment_system == "mysystem"
    assert [(c.author, c.text) for c in article.comments] == [("Ann", "Bright.")]


def test_the_reader_that_is_shown_reads_an_article(paste: Callable[[str, str], None]) -> None:
    paste("migrator.readers.mycomponent", "class MyComponent")
    item = '<h4 class="my-title">T</h4><i class="my-writer">Ann</i><p class="my-words">Words.</p>'
    page = f'<meta name="generator" content="Joomla! 3"><div class="my-item">{item}</div>'
    article = read_page(page, url="https://old.example/component/mycomponent/12-t").article
    assert article is not None
    assert (article.title, article.author, article.body_markdown) == ("T", "Ann", "Words.\n")


def test_the_target_that_is_shown_is_written(
    paste: Callable[[str, str], None], tmp_path: Path
) -> None:
    paste("migrator.targets.titles", "class Titles")
    with migrate(ROOT / "fixtures/example", tmp_path / "out", ["titles"]) as site:
        titles = (tmp_path / "out/titles/titles.txt").read_text("utf-8").splitlines()
        assert titles == [article.title for article in site.articles]


def test_the_source_that_is_shown_is_read(
    paste: Callable[[str, str], None], tmp_path: Path
) -> None:
    paste("migrator.sources.pages_json", "class PagesJson")
    html = (ROOT / "fixtures/readers/joomla25/loose/page.html").read_text("utf-8")
    pages = {"http://lantern.example/club/3-street/12-lamps": html}
    (tmp_path / "in").mkdir()
    (tmp_path / "in/all.pages.json").write_text(json.dumps(pages), "utf-8")
    for source in (tmp_path / "in", tmp_path / "in/all.pages.json"):
        with migrate(source) as site:
            assert [(a.title, a.url) for a in site.articles] == [
                ("Lighting the lamps", "http://lantern.example/club/3-street/12-lamps")
            ]


def test_the_python_that_is_shown_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(shown_code("with migrate("), "docs/python.md", "exec"), {})


def test_a_target_that_is_not_there_is_named_before_the_source_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'pelicon' is not a target; known are"):
        migrate(ROOT / "fixtures/example", tmp_path / "out", ["pelicon"])
    assert not (tmp_path / "out").exists()


def test_the_pages_that_are_linked_are_there() -> None:
    places = re.findall(r"\]\(([^)#]+)", README)
    assert len(places) > 20
    assert [place for place in places if not (ROOT / place).is_file()] == []


def test_the_examples_of_the_python_interface_run() -> None:
    results = doctest.testmod(api)
    assert results.attempted > 5
    assert results.failed == 0
