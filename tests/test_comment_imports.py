"""Imports of comment services that no registry brings: each file against the service's own
description, read in its source or on its help pages. The records here are declared from those."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
import yaml

from migrator.guard.paths import Folder
from migrator.model import Comment, Site
from migrator.targets import registry
from migrator.writing.writer import TargetWriter
from tests import built

WP = "{http://wordpress.org/export/1.0/}"
#: The elements that Disqus wants in each item and each comment ("All fields are required").
ITEM = (
    "title",
    "link",
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "{http://www.disqus.com/}thread_identifier",
    f"{WP}post_date_gmt",
    f"{WP}comment_status",
)
COMMENT = tuple(
    f"{WP}comment_{name}"
    for name in ("id", "author", "author_email", "author_url", "author_IP", "date_gmt", "content",
                 "approved", "parent")
)  # fmt: skip
DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    """A record that has no other fields, as a misspelt one would be passed over."""


class User(Strict):
    name: str
    id: str
    picture: str = ""
    admin: bool = False


class Locator(Strict):
    site: str
    url: str


class RemarkComment(Strict):
    """`store.Comment` of Remark42 (backend/app/store/comment.go), what a backup has of it."""

    id: str
    pid: str
    text: str
    user: User
    locator: Locator
    score: int
    time: datetime
    orig: str = ""
    votes: dict[str, bool] = {}
    title: str = ""


class Artran(Strict):
    """`entity.Artran` of Artalk 2.9 (internal/entity/artran.go): all are strings."""

    id: str
    rid: str
    content: str
    nick: str
    email: str
    link: str
    created_at: str
    updated_at: str
    page_key: str
    page_title: str
    site_name: str
    site_urls: str


def written(name: str, folder: Path, site: Site | None = None) -> TargetWriter:
    site = site or built.hostile_site()
    unit = registry.target(name)
    writer = TargetWriter(site, Folder(folder), unit.permalinks(site))
    unit.write(writer)
    return writer


def of_site(site: Site) -> list[Comment]:
    return [comment for article in site.articles for comment in article.comments]


def test_remark42_decodes_every_line_and_finds_every_parent(tmp_path: Path) -> None:
    written("remark42", tmp_path)
    head, *lines = gzip.decompress((tmp_path / "backup.gz").read_bytes()).splitlines()
    assert msgspec.json.decode(head) == {"version": 1, "users": [], "posts": []}
    comments = [msgspec.json.decode(line, type=RemarkComment) for line in lines]
    assert len(comments) == len(of_site(built.hostile_site()))
    places = {comment.id: comment.locator.url for comment in comments}
    assert len(places) == len(comments)
    assert all(c.user.id and c.user.name and c.time.tzinfo for c in comments)
    answers = [comment for comment in comments if comment.pid]
    assert answers
    assert all(places[answer.pid] == answer.locator.url for answer in answers)


def test_artalk_gets_strings_and_an_address_for_each_name(tmp_path: Path) -> None:
    """Without a valid address Artalk saves the comment without its author."""
    written("artalk", tmp_path)
    records = msgspec.json.decode((tmp_path / "site.artrans").read_bytes(), type=list[Artran])
    assert len(records) == len(of_site(built.hostile_site()))
    numbers = {"0", *(record.id for record in records)}
    assert all(record.rid in numbers for record in records)
    people = {record.nick: record.email for record in records}
    assert all(re.fullmatch(r"[\w.-]+@[\w-]+\.[a-z]+", record.email) for record in records)
    assert all(record.email == people[record.nick] for record in records)
    assert len(set(people.values())) == len(people)


def test_disqus_gets_every_field_dates_of_one_form_and_people_apart(tmp_path: Path) -> None:
    writer = written("disqus", tmp_path)
    channel = ElementTree.parse(tmp_path / "disqus.xml").getroot()
    items = list(channel.iter("item"))
    comments = list(channel.iter(f"{WP}comment"))
    assert len(comments) == len(of_site(built.hostile_site()))
    for element, names in [(i, ITEM) for i in items] + [(c, COMMENT) for c in comments]:
        assert [name for name in names if element.find(name) is None] == []
    dates = [e.text for n in ("post_date_gmt", "comment_date_gmt") for e in channel.iter(WP + n)]
    assert [date for date in dates if not DATE.fullmatch(date or "")] == []
    links = [item.findtext("link") or "" for item in items]
    assert all(re.fullmatch(r"https?://[!-~]+", link) for link in links)
    people = {c.findtext(COMMENT[1]): c.findtext(COMMENT[2]) for c in comments}
    assert len(set(people.values())) == len(people)
    numbers = {"0"}
    for comment in comments:
        assert comment.findtext(f"{WP}comment_parent") in numbers
        numbers.add(comment.findtext(f"{WP}comment_id") or "")
    assert not [gap for gap in writer.damaged_files if "characters" in gap.why]


def test_what_disqus_finds_too_short_is_told(tmp_path: Path) -> None:
    site = built.hostile_site()
    short = Comment("1", "Ann", "<p>+1</p>", "+1")
    first = replace(site.articles[0], comments=(short, *site.articles[0].comments))
    writer = written("disqus", tmp_path, replace(site, articles=(first, *site.articles[1:])))
    told = [gap.why for gap in writer.damaged_files if "characters" in gap.why]
    assert told == [
        "disqus: 1 comments have fewer than 3 characters; Disqus says that it does not take such"
    ]


@pytest.mark.parametrize("key", ["allowedFields", "branch", "format", "path"])
def test_staticman_would_file_a_new_comment_beside_the_old_ones(tmp_path: Path, key: str) -> None:
    """`_getNewFilePath`: `path` and `filename`, what stands in braces filled in, and `.yml`; and
    what `_validateConfig` asks for is there (lib/Staticman.js)."""
    written("staticman", tmp_path)
    config = yaml.safe_load((tmp_path / "staticman.yml").read_text("utf-8"))["comments"]
    assert config[key]
    slugs = (tmp_path / "pages.csv").read_text("utf-8").splitlines()[1:]
    names = [line.rpartition(",")[2] for line in slugs]
    folders = [tmp_path / config["path"].replace("{options.slug}", name) for name in names]
    files = [file for folder in folders for file in folder.iterdir()]
    assert len(files) == len(of_site(built.hostile_site()))
    begin = config["filename"].partition("{")[0]
    assert all(file.name.startswith(begin) and file.suffix == ".yml" for file in files)
    records = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    assert all(record[name] for record in records for name in config["requiredFields"])
