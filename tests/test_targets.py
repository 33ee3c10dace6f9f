"""Targets for platforms: what their importers refuse or lose, as measured with the real ones."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

from migrator.guard.paths import Folder
from migrator.model import Article, Capture, Category, Comment, Link, Site, Structure, When
from migrator.targets import registry
from migrator.writing import wxr
from migrator.writing.comment_threads import parents_first, section
from migrator.writing.names import NO_ADDRESS, ascii_slug, unique
from migrator.writing.writer import TargetWriter

WP = "{http://wordpress.org/export/1.2/}"
DAY = When("2009-03-12", "day", "12.3.2009")
COMMENTS = (
    Comment("3", "Bob", "<p>Reply</p>", "Reply", parent="7", created=DAY),
    Comment("5", "Ann", "<p>Deeper</p>", "Deeper", parent="3"),
    Comment("7", "Ann", "<p>First &lt;b&gt;</p>", "First <b>", created=DAY),
    Comment("9", "Ёлка", "<p>Last</p>", "Last", parent="404", created=DAY),
)


def a_site() -> Site:
    news = ("News", "Club")
    articles = (
        Article(
            "com_content:12",
            "http://old.example/index.php?id=12",
            (),
            'Lamps: "old" & new',
            author="Иван",
            created=DAY,
            categories=news,
            tags=("C", "C++", "C#"),
            body_html="<p>[gallery] and ]]> and <b>bold</b></p>",
            comments=COMMENTS,
        ),
        Article("com_content:13", None, (), None, created=DAY, body_html="<p>Two.</p>"),
        Article("com_content:14", None, (), None, alias="com-content-13", created=DAY),
    )
    categories = (Category(("News",)), Category(news))
    structure = Structure("Old", "http://old.example", "de", categories=categories)
    return Site((), articles, structure=structure)


def written(name: str, folder: Path) -> TargetWriter:
    site = a_site()
    unit = registry.target(name)
    writer = TargetWriter(site, Folder(folder), unit.permalinks(site))
    unit.write(writer)
    return writer


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.iter(name)]


def test_comments_follow_what_they_answer_and_unknown_parents_are_none() -> None:
    ordered = [(n.comment.id, n.number, n.parent, n.depth) for n in parents_first(COMMENTS)]
    assert ordered == [("7", 1, 0, 0), ("3", 2, 1, 1), ("5", 3, 2, 2), ("9", 4, 0, 0)]


def test_a_circle_of_answers_loses_no_comment() -> None:
    circle = (Comment("1", parent="2"), Comment("2", parent="1"), Comment("3", parent="3"))
    assert {n.comment.id for n in parents_first(circle)} == {"1", "2", "3"}


def test_comments_are_one_block_of_html_with_their_threads() -> None:
    html = section(COMMENTS, {}, "Comments (4)")
    assert "\n\n" not in html
    assert html.count("<ol>") == html.count("</ol>") == 3
    assert html.count("<li>") == html.count("</li>") == 4
    assert ElementTree.fromstring(html.replace("&nbsp;", " ")) is not None


def test_wordpress_takes_every_item_for_one_of_its_own(tmp_path: Path) -> None:
    written("wordpress", tmp_path)
    root = ElementTree.parse(tmp_path / "site-1.xml").getroot()
    items = list(root.iter("item"))
    stamps = [(i.findtext("title"), i.findtext(f"{WP}post_date")) for i in items]
    assert len(items) == len(set(stamps)) == 3
    assert all(title for title, _ in stamps)
    assert len(set(texts(root, f"{WP}post_name"))) == 3
    login = texts(root, f"{WP}author_login")[0]
    assert login.isascii()
    assert login
    parents = texts(root, f"{WP}category_parent")
    assert parents == ["", texts(root, f"{WP}category_nicename")[0]]
    assert [*map(int, texts(root, f"{WP}comment_parent"))] == [0, 1, 2, 0]
    assert len(set(texts(root, f"{WP}tag_slug"))) == 3
    body = next(i.text for i in root.iter() if i.tag.endswith("}encoded") and i.text)
    assert body == "<p>&#91;gallery] and ]]> and <b>bold</b></p>"


def test_isso_gets_markdown_and_what_it_cannot_hold_is_told(tmp_path: Path) -> None:
    writer = written("isso", tmp_path)
    text = (tmp_path / "comments.xml").read_text("utf-8")
    assert "<p>" not in text
    assert "First \\<b>" in text or "First &lt;b>" in text
    assert [gap.why for gap in writer.damaged_files] == [
        "isso: 1 answers to answers are shown one level higher",
        wxr.undated(1, "isso"),
    ]


def test_all_names_of_a_disqus_file_have_one_version(tmp_path: Path) -> None:
    written("disqus", tmp_path)
    text = (tmp_path / "disqus.xml").read_text("utf-8")
    assert set(re.findall(r"wordpress\.org/export/([\d.]+)", text)) == {"1.0"}
    assert "<dsq:thread_identifier>com_content:12</dsq:thread_identifier>" in text


def test_remark42_and_artalk_keep_the_threads(tmp_path: Path) -> None:
    written("remark42", tmp_path / "r")
    lines = gzip.decompress((tmp_path / "r/backup.gz").read_bytes()).splitlines()
    records = [json.loads(line) for line in lines[1:]]
    known = {record["id"] for record in records}
    assert len(known) == 4
    assert sum(record["pid"] in known for record in records) == 2
    assert all(record["user"]["id"] and record["time"].endswith("Z") for record in records)
    written("artalk", tmp_path / "a")
    artrans = json.loads((tmp_path / "a/site.artrans").read_text("utf-8"))
    assert [(r["id"], r["rid"]) for r in artrans] == [
        ("1", "0"),
        ("2", "1"),
        ("3", "2"),
        ("4", "0"),
    ]
    assert all(r["page_key"] and r["site_name"] for r in artrans)


@pytest.mark.parametrize("name", ["remark42", "disqus", "artalk", "comentario", "giscus", "isso"])
def test_platforms_get_addresses_as_browsers_send_them(name: str, tmp_path: Path) -> None:
    article = Article("com_content:1", None, (), "T", alias="новости", comments=COMMENTS[:1])
    site = Site((), (article,), structure=Structure("S", "http://old.example"))
    unit = registry.target(name)
    unit.write(TargetWriter(site, Folder(tmp_path), unit.permalinks(site)))
    (data,) = (path.read_bytes() for path in tmp_path.iterdir())
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    assert b"%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/" in data


def test_comentario_finds_the_author_page_and_parent_of_every_comment(tmp_path: Path) -> None:
    written("comentario", tmp_path)
    export = json.loads(gzip.decompress((tmp_path / "comentario.json.gz").read_bytes()))
    assert export["version"] == 3
    comments = export["comments"]
    assert {c["pageId"] for c in comments} == {page["id"] for page in export["pages"]}
    people = {person["id"]: person for person in export["commenters"]}
    assert len({person["email"] for person in people.values()}) == len(people)
    ids = [comment["id"] for comment in comments]
    assert len(ids) == len(set(ids)) == 4
    assert [c["userCreated"] in people for c in comments] == [True] * 4
    assert [ids.index(c["parentId"]) for c in comments if "parentId" in c] == [0, 1]
    assert all(c["createdTime"].endswith("Z") and c["isApproved"] for c in comments)


def test_staticman_has_a_file_a_comment_and_says_which_page_it_belongs_to(tmp_path: Path) -> None:
    writer = written("staticman", tmp_path)
    (row,) = (tmp_path / "pages.csv").read_text("utf-8").splitlines()[1:]
    address, slug = row.split(",")
    assert address == writer.new.articles["com_content:12"]
    files = [
        yaml.safe_load(p.read_text("utf-8")) for p in tmp_path.glob(f"_data/comments/{slug}/*")
    ]
    ids = {record["_id"] for record in files}
    assert len(ids) == len(files) == 4
    assert sum(record.get("_parent") in ids for record in files) == 2
    config = yaml.safe_load((tmp_path / "staticman.yml").read_text("utf-8"))["comments"]
    extra = {"_id", "_parent", "date"}
    assert all(set(record) <= {*config["allowedFields"], *extra} for record in files)


def test_giscus_tells_author_and_date_in_words_and_calls_nobody(tmp_path: Path) -> None:
    writer = written("giscus", tmp_path)
    (line,) = (tmp_path / "discussions.jsonl").read_text("utf-8").splitlines()
    discussion = json.loads(line)
    assert f"/{discussion['title']}" == writer.new.articles["com_content:12"]
    first, last = discussion["comments"]
    assert first["body"].startswith("**")
    assert len(first["replies"]) == 2
    assert last["replies"] == []
    assert sum("giscus: " in gap.why for gap in writer.damaged_files) == 2


def test_ghost_keeps_within_its_bounds(tmp_path: Path) -> None:
    writer = written("ghost", tmp_path)
    data = json.loads((tmp_path / "ghost.json").read_text("utf-8"))["db"][0]["data"]
    assert all(0 < len(post["title"]) <= 255 for post in data["posts"])
    assert all("@" in user["email"] for user in data["users"])
    for table in ("posts", "tags", "users"):
        slugs = [record["slug"] for record in data[table]]
        assert len(slugs) == len(set(slugs)), table
    card = json.loads(data["posts"][0]["lexical"])["root"]["children"][0]
    assert card["type"] == "html"
    assert "Kommentare (4)" in card["html"]
    assert any("4 comments stand below the texts" in gap.why for gap in writer.damaged_files)


@pytest.mark.parametrize(
    ("when", "wall", "utc"),
    [
        (DAY, "2009-03-12 00:00:00", ""),
        (When("2009-03-12T14:05", "minute", ""), "2009-03-12 14:05:00", ""),
        (
            When("2009-03-12T14:05:07+01:00", "second", ""),
            "2009-03-12 14:05:07",
            "2009-03-12 13:05:07",
        ),
        (
            When("1969-07-20T20:17-04:00", "minute", ""),
            "1969-07-20 20:17:00",
            "1969-07-21 00:17:00",
        ),
        (None, "", ""),
    ],
)
def test_dates_of_wxr(when: When | None, wall: str, utc: str) -> None:
    assert (wxr.wall_clock(when), wxr.utc(when)) == (wall, utc)


def test_names_that_share_a_slug_are_two() -> None:
    slugs = unique(["C", "C++", "C#", "Новости", "Вести", "É", "E"], ascii_slug, "tag")
    assert len(set(slugs.values())) == 7
    assert all(slug.isascii() and slug for slug in slugs.values())


@pytest.mark.parametrize("name", ["wordpress", "ghost"])
def test_a_date_that_no_page_tells_is_a_line_of_the_account(name: str, tmp_path: Path) -> None:
    site = Site((), (Article("com_content:1", None, (), "T"),), structure=Structure("S"))
    unit = registry.target(name)
    writer = TargetWriter(site, Folder(tmp_path), unit.permalinks(site))
    unit.write(writer)
    assert f"{name}: 1 articles tell no date; they have 1970-01-01" in [
        g.why for g in writer.damaged_files
    ]


def test_an_address_that_no_page_tells_is_a_line_of_the_account(tmp_path: Path) -> None:
    site = Site((), (), structure=Structure("S"))
    writer = TargetWriter(site, Folder(tmp_path), registry.target("isso").permalinks(site))
    registry.target("isso").write(writer)
    assert any(NO_ADDRESS in gap.why for gap in writer.damaged_files)


def test_ghost_gets_each_file_where_it_imports_it_from(tmp_path: Path) -> None:
    urls = [f"http://old.example/{name}" for name in ("a.png", "b.zip", "c.mp3", "d.xyz")]
    bytes_of = dict(zip(urls, (b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"ID3\x04", b"x"), strict=True))
    links = tuple(Link(url, "file", url) for url in urls)
    body = "".join(f'<a href="{url}">x</a>' for url in urls)
    site = Site((), (Article("x:1", None, (), "T", body_html=body, references=links),))
    unit = registry.target("ghost")
    writer = TargetWriter(
        site,
        Folder(tmp_path),
        unit.permalinks(site),
        lambda name: Capture(name, bytes_of[name], name),
    )
    unit.write(writer)
    files = {p.relative_to(tmp_path).as_posix() for p in (tmp_path / "content").rglob("*.*")}
    assert files == {
        "content/images/migrated/a.png",
        "content/files/migrated/b.zip",
        "content/media/migrated/c.mp3",
        "content/files/migrated/d.xyz",
    }
    text = (tmp_path / "ghost.json").read_text("utf-8")
    assert all(f"__GHOST_URL__/{name}" in text for name in files)
    assert any("d.xyz" in gap.why for gap in writer.damaged_files)
    assert not any("b.zip" in gap.why for gap in writer.damaged_files)


def test_what_ghost_cuts_is_told(tmp_path: Path) -> None:
    site = Site((), (Article("com_content:1", None, (), "T" * 300, description="d" * 301),))
    writer = TargetWriter(site, Folder(tmp_path), registry.target("ghost").permalinks(site))
    registry.target("ghost").write(writer)
    lines = [gap.why for gap in writer.damaged_files]
    assert "ghost: the title of com_content:1 is cut to 255 characters" in lines
    assert "ghost: the description of com_content:1 is cut to 300 characters" in lines
