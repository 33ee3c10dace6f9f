"""The account names what to look at; the options of a first look; run.json and the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from migrator import errors, migrate
from migrator.cli import main
from migrator.model import Capture, Written
from migrator.pipeline.extract import first_look
from migrator.report.account import account
from migrator.report.troubles import groups, troubles
from migrator.settings import Settings
from tests import site as site_of

EXAMPLE = Path(__file__).parent.parent / "fixtures" / "example"


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_troubles_of_a_kind_are_named_up_to_ten() -> None:
    links = "".join(f'<p><a href="/{n}-missing-{n}">Part {n}</a></p>' for n in range(1, 14))
    with migrate([site_of.article("/1-all", "All parts", f"<p>The parts.</p>{links}")]) as site:
        result = account(Written(site, (), (), ()))
    (group,) = [g for g in groups(result) if g.kind == "article"]
    assert result.gaps["article"] == 13
    assert len(group.shown) == 10
    assert group.more == 3
    assert group.shown[0].why.startswith("linked by")


def test_pages_without_an_article_are_named_with_their_titles() -> None:
    page = site_of.article("/1-all", "All parts", "<p>The parts.</p>")
    shop = b"<title>Our shop</title><body class='com_shop'><p>Closed.</p>"
    other = Capture("shop.html", site_of.HEAD.encode() + shop, f"{site_of.HOST}/shop")
    with migrate([page, other]) as site:
        result = account(Written(site, (), (), ()))
        titles = {p.source: p.title for p in site.pages}
    assert [t.about for t in troubles(result) if t.label == "no article"] == [
        "shop.html (Our shop)"
    ]
    assert titles["shop.html"] == "Our shop"


def test_run_json_tells_scripts_what_the_account_tells(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(b"\x00" * 90)
    (tmp_path / "in" / "b.html").write_bytes((EXAMPLE / "0001.html").read_bytes())
    done = call("run", tmp_path / "in", "-o", tmp_path / "out", "--to", "json", "--jobs", 1)
    record = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert record["exit_code"] == done.exit_code == 2
    assert record["pages"] == sum(record["outcomes"].values()) == 2
    assert record["options"]["targets"] == ["json"]
    assert [t["about"] for t in record["troubles"] if t["label"] == "failed"] == ["a.html"]
    assert record["begun"] <= record["ended"]


def test_a_dry_run_reads_and_writes_nothing(tmp_path: Path) -> None:
    done = call("run", EXAMPLE, "-o", tmp_path / "out", "--dry-run", "--jobs", 1)
    assert done.exit_code == 0
    assert "3  articles" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("https://old.example",), (EXAMPLE, "--fetch-missing")])
def test_a_dry_run_does_not_fetch(words: tuple[object, ...], tmp_path: Path) -> None:
    done = call("run", *words, "-o", tmp_path / "out", "--dry-run")
    assert done.exit_code == errors.UsageError.exit_code
    assert "--limit 20" in done.output


def test_patterns_choose_pages_and_are_accounted_for() -> None:
    wanted = site_of.article("/1-all", "All parts", "<p>One.</p>")
    other = site_of.article("/2-old", "Old parts", "<p>The old parts.</p>")
    for settings in (Settings(exclude=["^/2-"]), Settings(include=["^/1-"])):
        with migrate([wanted, other], settings=settings) as site:
            result = account(Written(site, (), (), ()))
            assert [a.title for a in site.articles] == ["All parts"]
            assert result.outcomes == {"article": 1, "excluded": 1}
            (page,) = [p for p in site.pages if p.status == "skipped"]
            assert page.reason.startswith("left out: ")
            assert page.url == other.url


def test_include_keeps_the_files_that_wanted_pages_show() -> None:
    page = site_of.article("/1-all", "All parts", '<p>One.</p><p><img src="/images/a.png"></p>')
    other = site_of.article("/2-old", "Old parts", "<p>The old parts.</p>")
    with migrate(
        [page, other, site_of.file("/images/a.png")], settings=Settings(include=["^/1-"])
    ) as site:
        (article,) = site.articles
        assert article.images[0].file == "images_a.png"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--include", "(("), 64),
        (("--exclude", "["), 64),
        (("--include", "unpublished"), 64),
        (("--include-state", "unpublished"), 0),
    ],
)
def test_a_wrong_pattern_is_a_wrong_command(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    assert call("run", EXAMPLE, "-o", tmp_path, "--quiet", *words).exit_code == code


def test_a_first_look_takes_pages_from_all_parts_and_every_picture() -> None:
    names = [f"page{n:02}.html" for n in range(10)] + ["a.png", "b.css"]
    chosen, more = first_look(names, 3)
    assert chosen == ["page00.html", "page03.html", "page06.html", "a.png", "b.css"]
    assert more == 7
    assert first_look(names, 10) == (names, 0)
    assert first_look(names, None) == (names, 0)


def test_after_a_first_look_the_whole_run_reads_the_rest(tmp_path: Path) -> None:
    done = call("run", EXAMPLE, "-o", tmp_path, "--to", "json", "--limit", 3)
    assert "10 pages were not read" in done.output
    assert len(read(tmp_path / "json/pages.jsonl")) == 4
    call("run", EXAMPLE, "-o", tmp_path, "--to", "json")
    assert len(read(tmp_path / "json/pages.jsonl")) == 14
    assert json.loads((tmp_path / "run.json").read_bytes())["not_read"] == 0


def test_the_log_has_every_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(errors.LOG, raising=False)
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number}.html").write_bytes(b"\x00" * 90)
    done = call("run", tmp_path / "in", "-o", tmp_path / "out", "--log", tmp_path / "run.log")
    log = (tmp_path / "run.log").read_text("utf-8")
    monkeypatch.delenv(errors.LOG)
    errors.set_up_log()
    assert done.output.count("is called a page") == 10
    assert "failed: 2 more" in done.output
    assert log.count("is called a page") == 12


def test_a_log_that_cannot_be_written_is_a_wrong_command(tmp_path: Path) -> None:
    done = call("run", EXAMPLE, "-o", tmp_path, "--log", tmp_path / "no" / "run.log")
    assert done.exit_code == errors.UsageError.exit_code
    assert "cannot be written" in done.output


def test_site_yaml_says_what_the_site_is(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("title: The Club\nurl: https://club.example/\nlanguage: cy-GB\n")
    with migrate(EXAMPLE, settings=path) as site:
        structure = site.structure
    assert (structure.title, structure.url) == ("The Club", "https://club.example/")
    assert structure.language == "cy-GB"


def test_explain_takes_site_yaml(tmp_path: Path) -> None:
    page = EXAMPLE / "0002.html"
    (tmp_path / "site.yaml").write_text('kinds:\n  listing: ["."]\n')
    words = ["explain", str(page), "--site", str(tmp_path / "site.yaml")]
    assert "kind      listing: site.yaml" in CliRunner().invoke(main, words).output
    assert "kind      article" in CliRunner().invoke(main, words[:2]).output
