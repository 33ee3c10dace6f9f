"""The site as tables: what DuckDB and Datasette read is what went in."""

from __future__ import annotations

import asyncio
import csv
import importlib.util
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from migrator.errors import UsageError
from migrator.guard.paths import Folder
from migrator.model import (
    Article,
    Attachment,
    Category,
    Comment,
    CustomField,
    Gap,
    LabelledLink,
    Link,
    Menu,
    MenuItem,
    Note,
    Page,
    Picture,
    Site,
    Structure,
    When,
)
from migrator.targets import registry
from migrator.writing import pseudonyms, tables
from migrator.writing.writer import TargetWriter

ROOT = Path(__file__).parent.parent
DAY = When("2009-03-12", "day", "12.3.2009")
ZONED = When("2010-01-01T09:00:00+02:00", "second", "")
CLUB = ("News", "AC / DC")
HARD = '=SUM(1) "quoted", a\nsecond line; ’ü \\ and a \ud800 half'


def a_site() -> Site:
    comments = (
        Comment("3", "Bob", "<p>Reply</p>", "Reply", parent="7", created=DAY),
        Comment("7", "Ann", "<p>First</p>", HARD, created=ZONED, votes=-2),
        Comment("9", None, "", "Lost", parent="404", rating={"value": 4.0, "best": 5.0}),
        Comment("10", "Ann", "", "", attachments=(Attachment("http://old.example/a.zip", "a"),)),
    )
    articles = (
        Article(
            "com_content:12",
            "http://old.example/12",
            (),
            'Lamps, "old" & new',
            author="Иван Café",
            created=DAY,
            categories=CLUB,
            tags=("C++", "lamps"),
            rating={"value": 4.5, "count": 3},
            body_html="<p>Lanterns</p>",
            body_markdown=HARD,
            images=(Picture("http://old.example/l.png", "lamp", None, "l.png"),),
            fields=(CustomField("colour", "Colour", "red"),),
            links=(LabelledLink("http://elsewhere.example/", "Elsewhere"),),
            references=(Link("http://old.example/13", "article", "com_content:13"),),
            notes=(Note("text", "a note", "warning"),),
            comments=comments,
        ),
        Article("com_content:13", None, (), None, created=ZONED, kind="item", extra={"a": 1}),
    )
    structure = Structure(
        "Old: a site",
        "http://old.example",
        categories=(
            Category(("News",)),
            Category(CLUB),
            Category(("News / AC",)),
            Category(("News / AC", "DC")),
        ),
        menus=(Menu("Main", (MenuItem("Lamps", "/12", 0, "article", "com_content:12"),)),),
    )
    return Site(
        (Page("a.html", None, "article", "com_content:12", "read", "r"),),
        articles,
        gaps=(Gap("image", "http://old.example/x.png", "why", article="com_content:12"),),
        structure=structure,
        addresses=(Link("http://old.example/12", "article", "com_content:12"),),
    )


#: How many rows of `a_site` each table gets.
ROWS = {
    "categories": 4,
    "articles": 2,
    "comments": 4,
    "tags": 2,
    "media": 2,
    "fields": 1,
    "links": 2,
    "addresses": 1,
    "gaps": 1,
    "pages": 1,
    "notes": 1,
    "menus": 1,
}


def write(name: str, folder: Path, site: Site | None = None) -> Path:
    whole = site or a_site()
    unit = registry.target(name)
    unit.write(TargetWriter(whole, Folder(folder), unit.permalinks(whole)))
    return folder


@pytest.fixture(scope="module")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write("datasette", tmp_path_factory.mktemp("datasette")) / "site.sqlite"


def select(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_duckdb_reads_all_that_went_in(kind: str, tmp_path: Path, sqlite_file: Path) -> None:
    folder = write(kind, tmp_path)
    database = duckdb.connect()
    reader = "read_csv('{}', all_varchar = true)" if kind == "csv" else "'{}'"
    for name, count in ROWS.items():
        table = reader.format(folder / f"{name}.{kind}")
        rows = database.execute(f"SELECT * FROM {table}").fetchall()
        assert len(rows) == count, name
        stored = select(sqlite_file, f"SELECT * FROM {name}")
        if kind == "csv":
            stored = [tuple(None if v is None else str(v) for v in row) for row in stored]
        assert rows == stored, name


def test_python_reads_the_same_csv(tmp_path: Path) -> None:
    with (write("csv", tmp_path) / "comments.csv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["parent"] for row in rows] == ["2", "", "", ""]
    assert rows[1]["text"] == HARD.replace("\ud800", "?")
    assert "=" in (tmp_path / "README.md").read_text("utf-8")


def test_an_answer_names_its_parent_and_the_old_id_where_that_is_lost(sqlite_file: Path) -> None:
    rows = select(sqlite_file, "SELECT number, id, parent, parent_id FROM comments")
    assert rows == [
        (1, "3", 2, "7"),
        (2, "7", None, None),
        (3, "9", None, "404"),
        (4, "10", None, None),
    ]


def test_every_reference_leads_to_a_row(sqlite_file: Path) -> None:
    assert select(sqlite_file, "PRAGMA foreign_key_check") == []
    assert select(sqlite_file, "SELECT category FROM articles WHERE category IS NOT NULL") == [
        ("News / AC \\/ DC",)
    ]


def test_words_are_found_in_any_script_and_without_accents(sqlite_file: Path) -> None:
    for words in ("cafe", "иван", '"second line"'):
        found = select(
            sqlite_file,
            "SELECT id FROM articles JOIN articles_search ON articles_search.rowid = "
            f"articles.rowid WHERE articles_search MATCH '{words}'",
        )
        assert found == [("com_content:12",)], words


def test_the_same_site_makes_the_same_bytes(sqlite_file: Path, tmp_path: Path) -> None:
    again = write("datasette", tmp_path) / "site.sqlite"
    assert again.read_bytes() == sqlite_file.read_bytes()
    for name in ("one", "two"):
        write("parquet", tmp_path / name)
    one, two = (tmp_path / name / "articles.parquet" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_pseudonyms_stand_for_names(tmp_path: Path) -> None:
    site = pseudonyms.redact(a_site(), b"key")
    data = (write("datasette", tmp_path, site) / "site.sqlite").read_bytes()
    assert b"Ann" not in data
    assert b"Bob" not in data


def test_datasette_shows_the_tables_and_finds_words(sqlite_file: Path) -> None:
    from datasette.app import Datasette

    metadata = yaml.safe_load(sqlite_file.with_name("metadata.yaml").read_text("utf-8"))
    assert metadata["title"] == "Old: a site"
    assert set(metadata["databases"]["site"]["tables"]) == set(ROWS)

    async def get() -> tuple[str, Any, Any]:
        site = Datasette([str(sqlite_file)], metadata=metadata)
        page = await site.client.get("/site/articles")
        found = await site.client.get("/site/articles.json?_shape=array&_search=caf%C3%A9+line")
        shown = await site.client.get("/site/comments.json?_shape=array&_labels=on")
        return page.text, found.json(), shown.json()

    page, found, comments = asyncio.run(get())
    assert 'placeholder="Search..."' in page or 'type="search"' in page
    assert "component and number on the old site" in page
    assert [row["id"] for row in found] == ["com_content:12"]
    assert comments[0]["article"]["label"] == 'Lamps, "old" & new'
    assert comments[0]["parent"] == {"value": 2, "label": "Ann"}


def test_the_schema_is_documented(sqlite_file: Path) -> None:
    text = (ROOT / "docs/database.md").read_text("utf-8")
    assert tables.documentation() in text, (
        "docs/database.md is not what migrator/writing/tables.py declares; put the text of "
        "tables.documentation() into it"
    )
    names = [name for (name,) in select(sqlite_file, "SELECT name FROM pragma_table_list")]
    names = [name for name in names if not name.startswith(("sqlite_", "articles_", "comments_"))]
    assert set(names) == set(ROWS)
    for name in names:
        part = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
        for _, column, kind, *_ in select(sqlite_file, f"PRAGMA table_info({name})"):
            assert f"| `{column}` | {kind.lower()} |" in part, (name, column)


def test_a_missing_package_is_told_before_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "pyarrow" else find(name)
    )
    with pytest.raises(UsageError, match=r"pip install 'joomla-migrator\[parquet\]'"):
        registry.check_names(["json", "parquet"])
    registry.check_names(["json", "csv"])


def test_what_a_column_holds_as_json_is_json(sqlite_file: Path) -> None:
    (text,) = select(sqlite_file, "SELECT extra FROM articles WHERE extra IS NOT NULL")[0]
    assert json.loads(text) == {"a": 1}
