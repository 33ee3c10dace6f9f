"""The vault that `--to obsidian` writes, by the rules of Obsidian's help."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from migrator.guard.paths import Folder
from migrator.markdown import conversion
from migrator.model import (
    Article,
    Capture,
    Category,
    Comment,
    CustomField,
    Link,
    Menu,
    MenuItem,
    Site,
    Structure,
    When,
)
from migrator.targets import registry
from migrator.writing.writer import TargetWriter
from tests.site import PNG

CLUB = ("News", "Club: old/new")
BODY = (
    '<p>See <a href="/rakes">rakes</a>, <a href="/rakes"><b>the</b> rakes</a>, <a href="/club">'
    'the club</a>, <a href="/gone">gone</a> and <a href="/rakes#end">the end</a>.</p>'
    '<p><img src="/l.png" alt="A lamp"> #tag and %% hidden %% words ^block</p>'
    "<blockquote>[!note] no callout</blockquote><pre>#code %% [x](/rakes)</pre>"
    '<table><tr><th>a</th></tr><tr><td><a href="/rakes">in a row</a></td></tr></table>'
)
HTML_TABLE = '<table><tr><td rowspan="2"><ul><li><a href="/rakes">x</a></li></ul></td></tr></table>'
REFERENCES = (
    Link("/rakes", "article", "com_content:2"),
    Link("/club", "listing"),
    Link("/l.png", "file", "l.png"),
    Link("/gone", "missing"),
)


def a_site() -> Site:
    comments = (
        Comment("b", "Bob", "<p>Reply</p>", "Reply", parent="a"),
        Comment("a", "A_nn [x]", '<p>See <a href="/rakes">rakes</a></p><p>Two</p>', "See"),
    )
    articles = (
        Article(
            "com_content:1",
            "/lamps",
            (),
            'Lamps: "old" & new?',
            author="Иван",
            created=When("2008-05-02T20:05:00+02:00", "minute", ""),
            modified=When("2008-05-03", "day", ""),
            categories=CLUB,
            tags=("C++", "old lamps", "1984", "#!"),
            body_html=BODY,
            body_markdown=conversion.convert(BODY)[0],
            fields=(CustomField("colour", "Colour", "red"), CustomField("id", "id", "no")),
            references=REFERENCES,
            comments=comments,
        ),
        Article("com_content:2", "/rakes", (), "Rakes", categories=CLUB),
        Article("com_content:3", "/RAKES", (), "RAKES"),
        Article("com_content:4", None, (), None, alias="con"),
    )
    categories = (
        Category(("News",)),
        Category(CLUB, "/club", ("/club",), description_markdown="Of the club."),
    )
    menu = Menu("Main", (MenuItem("Home", "/"),))
    return Site((), articles, structure=Structure("Old", categories=categories, menus=(menu,)))


def write(folder: Path, site: Site) -> TargetWriter:
    unit = registry.target("obsidian")
    picture = Capture("l.png", PNG, "/l.png")
    writer = TargetWriter(site, Folder(folder), unit.permalinks(site), load=lambda _: picture)
    unit.write(writer)
    assert writer.faults == []
    return writer


def notes(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in folder.rglob("*.md")}


def properties(note: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(note.split("---\n")[1])
    return data


def test_names_are_safe_and_unique_in_the_vault(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    paths = list(tmp_path.rglob("*.md"))
    assert {path.stem for path in paths} == {
        "Lamps old & new",
        "Rakes",
        "RAKES 2",
        "con page",
        "News",
        "Club old new",
    }
    assert (tmp_path / "News/Club old new/Rakes.md").is_file()


def test_every_wiki_link_leads_to_a_note_a_file_or_a_block(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    texts = notes(tmp_path)
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png")}
    count = 0
    for text in texts.values():
        for target, _, _ in re.findall(r"\[\[(.*?)(\\?\|(.*?))?\]\]", text):
            count += 1
            if target.startswith("#^"):
                assert re.search(rf"^\{target[1:]}$", text, re.M), target
            else:
                assert target in texts or target in files, target
    assert count == 9


def test_links_and_pictures_are_those_of_the_article(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    text = notes(tmp_path)["Lamps old & new"]
    assert "See [[Rakes|rakes]], [**the** rakes](Rakes.md), [[Club old new|the club]], " in text
    assert "[gone](/gone) and [the end](Rakes.md#end)." in text
    assert "![[media/l.png|A lamp]]" in text
    assert "| [[Rakes\\|in a row]] |" in text


def test_no_word_is_taken_for_a_tag_a_comment_a_block_or_a_callout(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    text = notes(tmp_path)["Lamps old & new"]
    assert "\\#tag and &#37;&#37; hidden &#37;&#37; words &#94;block" in text
    assert "> \\[!note] no callout" in text
    assert "#code %% [x](/rakes)" in text


def test_properties_are_flat_and_of_one_type(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    data = properties(notes(tmp_path)["Lamps old & new"])
    assert not [v for v in data.values() if isinstance(v, dict)]
    assert data["date"] == date(2008, 5, 2)
    assert data["date_time"] == "20:05:00+02:00"
    assert data["modified"] == date(2008, 5, 3)
    assert data["tags"] == ["C-plus-plus", "old-lamps", "_1984", "sharp"]
    assert data["aliases"] == ['Lamps: "old" & new?']
    assert (data["Colour"], data["id"]) == ("red", "com_content:1")


def test_comments_name_what_they_answer(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    thread = notes(tmp_path)["Lamps old & new"].partition("## Comments (2)\n")[2]
    assert thread.split("\n")[1:] == [
        "> [!quote] A\\_nn \\[x\\]",
        "> See [[Rakes|rakes]]",
        ">",
        "> Two",
        "",
        "^comment-1",
        "",
        "> [!quote] Bob · [[#^comment-1|→ A_nn x]]",
        "> Reply",
        "",
        "^comment-2",
        "",
    ]


def test_a_category_is_a_note_of_what_is_in_it(tmp_path: Path) -> None:
    write(tmp_path, a_site())
    texts = notes(tmp_path)
    assert texts["News"].endswith("\n- [[Club old new]]\n")
    assert texts["Club old new"].endswith(
        "\n\nOf the club.\n\n- [[Lamps old & new]]\n- [[Rakes]]\n"
    )
    assert properties(texts["Club old new"])["aliases"] == ["Club: old/new"]


def test_what_a_vault_cannot_hold_is_told(tmp_path: Path) -> None:
    site = a_site()
    html = Article("com_content:9", "/x", (), "X", body_markdown=HTML_TABLE, references=REFERENCES)
    writer = write(tmp_path, Site((), (*site.articles, html), structure=site.structure))
    lines = [gap.why for gap in writer.damaged_files]
    assert lines[0] == "obsidian: a vault has no menus; 1 entries are left out"
    assert lines[1].startswith("obsidian: 1 links and pictures within HTML")
