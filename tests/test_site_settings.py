"""What `site.yaml` says of a site is what the next run does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from migrator import api, read_page
from migrator.cli import main
from migrator.model import Site
from migrator.settings import ArticleSelectors, Settings, TargetSettings
from tests import dumps
from tests import site as pages

PAGE = (
    f'<html><head>{pages.HEAD}<title>A banner</title></head><body class="com_content view-article">'
    '<b class="real">The real title</b><div class="item-page"><h2>A banner</h2>'
    '<div class="share">Tell everybody you know about it.</div><span class="who">Odile</span>'
    '<i class="when">3 May 2008</i><div class="words"><p>The lamps are lit by hand.</p></div>'
    "</div></body></html>"
)
URL = "http://old.example/12-lamps"


def read(**selectors: str) -> Any:
    article = read_page(PAGE, URL, Settings(article=ArticleSelectors(**selectors))).article
    assert article is not None
    return article


def test_one_selector_corrects_one_field_of_a_known_structure() -> None:
    assert read().title == "A banner"
    article = read(title=".real", author=".who", created=".when")
    assert (article.title, article.author) == ("The real title", "Odile")
    assert article.created.value == "2008-05-03"
    assert article.found_by["title"] == "joomla25: site.yaml, .real"
    assert "A banner" in article.body_html, "what is no title is the author's text"
    assert "Odile" not in article.body_html


def test_a_body_alone_keeps_what_the_structure_tells() -> None:
    article = read(body=".words")
    assert (article.title, article.body_markdown) == ("A banner", "The lamps are lit by hand.\n")


def test_what_a_person_names_is_taken_in_a_module_too() -> None:
    html = PAGE.replace('class="item-page"', 'class="moduletable"').replace("<h2>", "<h2><br>")
    assert read_page(html, URL).article is None
    settings = Settings(article=ArticleSelectors(body=".words"))
    article = read_page(html, URL, settings).article
    assert article is not None
    assert article.body_markdown == "The lamps are lit by hand.\n"


def test_a_block_is_dropped_from_a_known_structure() -> None:
    assert "everybody" in read().body_markdown
    assert "everybody" not in read(drop=".share").body_markdown


def test_a_selector_that_is_not_on_the_page_changes_nothing() -> None:
    assert read(title=".nowhere", body=".nowhere") == read()


def test_kinds_name_articles_too_by_address_or_file() -> None:
    html = PAGE.replace("view-article", "view-category").replace("com_content", "com_odd")
    html = html.replace(
        '<div class="item-page">', '<div class="item-page"><table class="category">'
    )
    url = "http://old.example/index.php?option=com_odd&view=category"
    before = read_page(html, url)
    assert before.kind != "article"
    for pattern in ("option=com_odd", "^http://old"):  # the source of a page alone is its address
        result = read_page(html, url, Settings(kinds={"article": [pattern]}))
        assert (result.kind, result.reason) == ("article", "site.yaml")
        assert result.article is not None


def test_a_page_that_a_person_declared_is_no_trouble(tmp_path: Path) -> None:
    words = "Nobody knows what this page of the mill is for, and it has many words. " * 20
    (tmp_path / "in").mkdir()
    for number in range(3):
        html = f"<html><head>{pages.HEAD}<title>P{number}</title></head><body class='com_odd'>"
        html += f'<div class="moduletable"><p>{words}{number}</p></div></body></html>'
        (tmp_path / f"in/{number}.html").write_text(html.replace("mill", f"mill{number}"), "utf-8")
    (tmp_path / "site.yaml").write_text('kinds: {other: ["^[0-9]"]}', "utf-8")
    troubles = []
    for extra in ([], ["--site", str(tmp_path / "site.yaml")]):
        words_ = ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1", *extra]
        CliRunner().invoke(main, words_)
        record = json.loads((tmp_path / "out/run.json").read_text("utf-8"))
        troubles.append([entry["about"] for entry in record["troubles"]])
    assert len(troubles[0]) >= 3
    assert troubles[1] == []


def of(settings: Settings, out: Path | None = None, to: tuple[str, ...] = ()) -> Site:
    captures = [
        pages.article("/1-lamps", "Lamps", "<p>The lamps are lit by hand.</p>"),
        pages.article("/lamps-again", "Lights", "<p>Nobody lights them at noon.</p>"),
        pages.article(
            "/old/3-oil",
            "Oil",
            '<p>Whale oil is not used. See <a href="/1-lamps">lamps</a>.</p>',
            details=pages.category("News", "/old"),
        ),
        pages.article(
            "/4-wicks",
            "Wicks",
            '<p>Cut them often. See <a href="/old/3-oil">oil</a>.</p>',
            details=pages.category("Newsletter", "/newsletter"),
        ),
    ]
    return api.migrate(captures, out, to, settings=settings)


@pytest.mark.parametrize(
    "names", [["/1-lamps", "/lamps-again"], ["http://old.example/1-lamps", "lamps-again.html"]]
)
def test_two_pages_are_one_article_because_a_person_says_so(names: list[str]) -> None:
    with of(Settings()) as site:
        assert len(site.articles) == 4
    with of(Settings(same=[names])) as site:
        assert [a.title for a in site.articles] == ["Lamps", "Oil", "Wicks"]
        assert {page.status for page in site.pages if page.article == site.articles[0].id} == {
            "read",
            "merged",
        }


def test_a_category_is_left_out_and_accounted_for(tmp_path: Path) -> None:
    with of(Settings(categories_off=["News"])) as site:
        assert [a.title for a in site.articles] == ["Lamps", "Lights", "Wicks"]
        left = [page for page in site.pages if page.status == "skipped"]
        assert [(page.url, page.reason) for page in left] == [
            ("http://old.example/old/3-oil", "left out: `categories_off` has News")
        ]
        assert [c.path for c in site.structure.categories] == [("Newsletter",)]
        assert site.articles[2].references[0].kind == "other"
        assert not [gap for gap in site.gaps if gap.kind == "article"]


def test_a_target_gets_no_comments(tmp_path: Path) -> None:
    example = Path(__file__).parent.parent / "fixtures/example"
    off = Settings(targets={"markdown": TargetSettings(comments=False)})
    with api.migrate(example, tmp_path, ("markdown", "json"), settings=off):
        assert not list((tmp_path / "markdown").rglob("*.comments.yaml"))
        lines = (tmp_path / "json/articles.jsonl").read_text("utf-8").splitlines()
        assert sum(len(json.loads(line)["comments"]) for line in lines) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("targets: {pelicon: {comments: false}}", "'pelicon' is not a target; known are"),
        ("targets: {hugo: {coments: false}}", "'coments' is not a key; known are comments"),
        ("targets: {hugo: {comments: maybe}}", "holds text where true or false is expected"),
        ("same: [[/12-lamps]]", ":1: same[0]: names one page; write two or more"),
        ("same: /12-lamps", "write for example same: [["),
    ],
)
def test_a_wrong_value_is_one_message(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "site.yaml").write_text(text)
    words = ["run", str(tmp_path), "--site", str(tmp_path / "site.yaml")]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.output.count("\n")) == (78, 1), done.output
    assert message in done.output


def test_a_category_that_no_page_has_is_told(tmp_path: Path) -> None:
    dump, site_yaml = tmp_path / "site.sql", tmp_path / "site.yaml"
    dump.write_text(dumps.mysqldump(dumps.site()), "utf-8")
    site_yaml.write_text('categories_off: ["Reports / River"]\n', "utf-8")
    arguments = ["run", str(dump), "--site", str(site_yaml), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments)
    assert (
        "doubtful: site.yaml: `categories_off` has 'Reports / River', and no category is called "
        "so; there is 'Reports / Rivers'"
    ) in " ".join(result.stderr.split("settings-category: ")[-1].split())
    assert result.exit_code == 0
