"""A database dump as a source: every writer's form, every state, nobody's secrets."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from migrator import migrate
from migrator.model import Article
from migrator.pipeline.run import in_memory
from migrator.settings import NOTHING_KNOWN
from migrator.sources.opening import open_source
from tests import dump_fuzz, dumps
from tests import site as small_site

ODD = '<p>It\'s "here" \\ there; -- not a comment /* nor this */ # (1),(2);\nО реке — ü</p>'
DATABASE = dumps.site(
    [
        dumps.article(1, "The ford", ODD, fulltext="<p>More.</p>", metadesc="On the ford"),
        dumps.article(2, "The weir", "<p>Closed for repair.</p>", created_by_alias="A guest"),
    ],
    [
        dumps.comment(7, 1, "Is it [b]open[/b]?"),
        dumps.comment(8, 1, "Yes.", parent=7, name="Oda", homepage="oda.example"),
        dumps.comment(9, 1, "Buy this", published=0),
    ],
)


def read(path: Path, **options: object) -> dict[str, Article]:
    return {a.id: a for a in migrate(path, **options).articles}  # type: ignore[arg-type]


@pytest.mark.parametrize("writer", dumps.WRITERS)
def test_every_writer_tells_the_same(writer: str, tmp_path: Path) -> None:
    path = tmp_path / "backup.txt"
    path.write_text(dumps.WRITERS[writer](DATABASE), "utf-8")
    articles = read(path)
    assert list(articles) == ["com_content:1", "com_content:2"]
    ford = articles["com_content:1"]
    assert (ford.title, ford.alias, ford.author, ford.hits) == (
        "The ford",
        "the-ford",
        "Ada Quill",
        7,
    )
    assert ford.categories == ("Reports", "Rivers")
    assert ford.description == "On the ford"
    assert ford.created is not None
    assert ford.created.value == "2009-04-01T08:30:15+00:00"
    assert ford.published is not None
    assert ford.published.value.startswith("2009-04-02T00:00:00")
    assert ford.modified is None
    for words in (
        'It\'s "here" \\ there; -- not a comment /* nor this */ # (1),(2);',
        "О реке — ü",
        "More.",
    ):
        assert words in ford.body_html.replace("&quot;", '"')
    assert articles["com_content:2"].author == "A guest"
    assert [(c.id, c.author, c.parent, c.votes) for c in ford.comments] == [
        ("7", "Nell", None, 2),
        ("8", "Oda", "7", 2),
    ]
    assert ford.comments[0].html == "Is it <strong>open</strong>?"
    assert ford.comments[1].website == "http://oda.example"
    assert ford.comments[0].email_hash
    assert ford.comments[0].email_hash == ford.comments[1].email_hash


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("site.sql.gz", gzip.compress),
        ("site.sql.bz2", bz2.compress),
        ("site.sql.xz", lzma.compress),
        ("site", lambda data: data.decode().encode("utf-16")),
    ],
)
def test_packed_dumps(name: str, pack: object, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(pack(dumps.mysqldump(DATABASE).encode()))  # type: ignore[operator]
    assert list(read(path)) == ["com_content:1", "com_content:2"]


def test_a_zip_of_a_dump(tmp_path: Path) -> None:
    path = tmp_path / "site.sql.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("site.sql", dumps.mysqldump(DATABASE))
    assert list(read(path)) == ["com_content:1", "com_content:2"]


def test_a_dump_in_latin1_and_one_that_was_coded_twice(tmp_path: Path) -> None:
    twice = "été ü".encode().decode("cp1252")
    database = dumps.site([dumps.article(n, twice, "<p>é</p>") for n in (1, 2, 3)])
    (tmp_path / "twice.sql").write_text(dumps.mysqldump(database), "utf-8")
    assert {a.title for a in read(tmp_path / "twice.sql").values()} == {"été ü"}
    plain = dumps.site([dumps.article(1, "œuvre ü", "<p>déjà</p>")])
    (tmp_path / "latin.sql").write_bytes(dumps.mysqldump(plain, names="latin1").encode("cp1252"))
    assert {a.title for a in read(tmp_path / "latin.sql").values()} == {"œuvre ü"}


STATES = dumps.site(
    [
        dumps.article(1, "Shown", "<p>a</p>"),
        dumps.article(2, "Kept back", "<p>b</p>", state=0),
        dumps.article(3, "Archived", "<p>c</p>", state=-1),
        dumps.article(4, "Thrown away", "<p>d</p>", state=-2),
        dumps.article(5, "Over", "<p>e</p>", publish_down="2009-12-01 00:00:00"),
        dumps.article(6, "To come", "<p>f</p>", publish_up="2019-12-01 00:00:00"),
        dumps.article(7, "For members", "<p>g</p>", access=1),
        dumps.article(8, "In a closed category", "<p>h</p>", catid=3),
    ]
)


def test_only_what_was_public_is_written(tmp_path: Path) -> None:
    path = tmp_path / "site.sql"
    path.write_text(dumps.mysqldump(STATES), "utf-8")
    site = migrate(path)
    assert {a.title: a.state for a in site.articles} == {
        "Shown": "published",
        "Archived": "archived",
    }
    withheld = {
        p.source.rpartition(":")[2]: p.reason
        for p in site.pages
        if p.status == "skipped" and p.kind == "record"
    }
    assert sorted(withheld) == ["2", "4", "5", "6", "7", "8"]
    assert withheld["5"].startswith("expired: it was to be shown until 2009-12-01")
    assert withheld["7"].startswith("restricted")
    assert withheld["8"].startswith("unpublished: its category")


def test_every_row_and_the_dump_have_a_line(tmp_path: Path) -> None:
    path = tmp_path / "site.sql"
    path.write_text(dumps.mysqldump(DATABASE), "utf-8")
    pages = list(migrate(path).pages)
    assert [(p.source, p.origin) for p in pages if p.origin != "database"] == [("site.sql", "dump")]
    assert {p.kind for p in pages if p.origin == "database"} == {"record"}
    assert [p.article for p in pages if p.source.startswith("site.sql#content:")] == [
        "com_content:1",
        "com_content:2",
    ]


def test_nothing_private_gets_through(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, writer in dumps.WRITERS.items():
        (tmp_path / "in" / f"{name}.sql").write_text(writer(DATABASE), "utf-8")
    migrate(tmp_path / "in", tmp_path / "out", to=["json", "markdown", "hugo"])
    secrets = (b"mail.example", b"203.0.113", b"5f4dcc3b", b"s3cret")
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(secret in data for secret in secrets), path


def test_a_torn_row_costs_that_row(tmp_path: Path) -> None:
    rows = [dumps.article(n, f"Title {n}", f"<p>Text number {n}</p>") for n in range(1, 6)]
    text = dumps.phpmyadmin(dumps.site(rows))
    start = text.index("Text number 3")
    (tmp_path / "site.sql").write_text(text[:start] + text[start + 40 :], "utf-8")
    site = migrate(tmp_path / "site.sql")
    assert [a.title for a in site.articles] == ["Title 1", "Title 2", "Title 4", "Title 5"]
    assert [n.code for _, n in site.source_notes] == ["database-row-lost"]
    assert "jos_content" in site.source_notes[0][1].message


def test_a_cut_dump_says_so(tmp_path: Path) -> None:
    text = dumps.mysqldump(DATABASE)
    (tmp_path / "site.sql").write_text(text[: text.index("Closed for")], "utf-8")
    site = migrate(tmp_path / "site.sql")
    assert [a.id for a in site.articles] == ["com_content:1"]
    assert any(n.level == "loss" for _, n in site.source_notes)


def test_damage_is_told_and_raises_nothing() -> None:
    assert dump_fuzz.run(120, dump_fuzz.own(), seed=7) == []


def test_links_and_pictures_of_columns(tmp_path: Path) -> None:
    columns = {
        "images": '{"image_intro":"images/a.png#joomlaImage://x","image_intro_alt":"A","float_intro":""}',
        "urls": '{"urla":"https://map.example/","urlatext":"The map","urlb":false}',
    }
    text = dumps.mysqldump(dumps.site([dumps.article(1, "The ford", "<p>Open.</p>", **columns)]))
    (tmp_path / "site.sql").write_text(text, "utf-8")
    ford = read(tmp_path / "site.sql")["com_content:1"]
    assert '<img src="/images/a.png" alt="A">' in ford.body_html
    assert [(link.url, link.label) for link in ford.links] == [("https://map.example/", "The map")]


def test_pictures_and_pages_of_joomla_1_0(tmp_path: Path) -> None:
    text = dumps.mysqldump(
        dumps.site(
            [
                dumps.article(
                    1,
                    "The ford",
                    "<p>{mosimage}First{mospagebreak title=Second}{mosimage}</p>",
                    images="a.png|left|Clock|0|The clock|bottom|center|120\nb.png||||",
                )
            ]
        )
    )
    (tmp_path / "site.sql").write_text(text, "utf-8")
    body = read(tmp_path / "site.sql")["com_content:1"].body_html
    assert "<figcaption>The clock</figcaption>" in body
    assert "/images/stories/b.png" in body
    assert 'title="Second"' in body


@pytest.mark.parametrize("state", ["unpublished", "restricted", "trashed", "expired"])
def test_states_that_are_asked_for(state: str, tmp_path: Path) -> None:
    (tmp_path / "site.sql").write_text(dumps.mysqldump(STATES), "utf-8")
    read_options = replace(NOTHING_KNOWN, include=frozenset({state}))
    site = in_memory(open_source(str(tmp_path / "site.sql")), read_options=read_options)
    assert {a.state for a in site.articles} == {"published", "archived", state}


def test_a_row_joins_its_page(tmp_path: Path) -> None:
    page = small_site.article("/rivers/1-the-ford", "The ford", "<p>The ford is open to all.</p>")
    other = small_site.article("/rivers/2-secret", "Secret", "<p>For members alone, here.</p>")
    rows = [
        dumps.article(1, "The ford", "<p>The ford is open to all.</p>", hits=12),
        dumps.article(2, "Secret", "<p>For members alone, here.</p>", access=1),
    ]
    (tmp_path / "site.sql").write_text(dumps.mysqldump(dumps.site(rows)), "utf-8")
    for capture in (page, other):
        (tmp_path / capture.source).write_bytes(
            f"<!-- saved from url=(0040){capture.url} -->\n".encode() + capture.data
        )
    made = migrate(tmp_path)
    assert [(a.id, a.hits, len(a.sources)) for a in made.articles] == [("com_content:1", 12, 2)]
    assert made.articles[0].url == "http://old.example/rivers/1-the-ford"
    withheld = [p.reason for p in made.pages if p.source == other.source]
    assert withheld[0].startswith("restricted")


def test_two_databases_in_one_dump_stay_apart(tmp_path: Path) -> None:
    """`mysqldump --databases`: two sites with the same prefix; the one changed last is read."""
    old = dumps.site([dumps.article(1, "Old site", "<p>a</p>"), dumps.article(2, "B", "<p>b</p>")])
    new = dumps.site([dumps.article(1, "The ford", "<p>c</p>", modified="2010-02-01 00:00:00")])
    parts = [
        f"CREATE DATABASE /*!32312 IF NOT EXISTS*/ `{name}`;\nUSE `{name}`;\n{dumps.mysqldump(rows)}"
        for name, rows in (("old_users", old), ("new", new))
    ]
    for name, order in (("site.sql", parts), ("turned.sql", parts[::-1])):
        (tmp_path / name).write_text("\n".join(order), "utf-8")
        site = migrate(tmp_path / name)
        assert [a.title for a in site.articles] == ["The ford"]
        (note,) = [n for _, n in site.source_notes if n.code == "database-prefixes"]
        assert note.level == "warning"


def test_letters_that_a_dump_in_latin1_lost_are_told(tmp_path: Path) -> None:
    database = dumps.site([dumps.article(1, "???????", "<p>a</p>")])
    for charset, told in (("utf8mb4", True), ("latin1", False)):
        text = dumps.mysqldump(database, names="latin1").replace(
            "ENGINE=MyISAM", f"DEFAULT CHARSET={charset}"
        )
        (tmp_path / f"{charset}.sql").write_text(text, "utf-8")
        notes = [n for _, n in migrate(tmp_path / f"{charset}.sql").source_notes]
        assert ["--default-character-set=utf8mb4" in n.message for n in notes] == [True] * told


def test_rows_within_a_comment_that_lost_its_end_are_told(tmp_path: Path) -> None:
    text = dumps.akeeba(DATABASE)
    place = text.index("INSERT INTO `#__content`")
    text = f"{text[: place - 2]}<b>Fatal error</b>{text[place - 1 :]}"
    (tmp_path / "site.sql").write_text(text, "utf-8")
    site = migrate(tmp_path / "site.sql")
    assert [a.title for a in site.articles] == ["The weir"]
    assert [n.message for _, n in site.source_notes if "stands in a comment" in n.message]


def test_the_end_of_a_dump_by_heidisql_and_tables_of_jomsocial_are_no_losses(
    tmp_path: Path,
) -> None:
    """The last lines as HeidiSQL 9 writes them; JomSocial's tables look like those of a site with
    the prefix `jos_community_`."""
    rows = "".join(
        f"CREATE TABLE `{table}` ({columns});\nINSERT INTO `{table}` VALUES ({values});\n"
        for table, columns, values in (
            ("jos_content", "`id` int, `title` text, `introtext` text, `state` int", "4,'W','w',1"),
            ("jos_users", "`id` int, `name` text", "62,'Ann'"),
            ("jos_categories", "`id` int, `title` text", "2,'News'"),
            ("jos_community_users", "`userid` int, `status` text", "62,'x'"),
            ("jos_community_tags", "`id` int, `element` text", "1,'x'"),
        )
    )
    path = tmp_path / "weir.sql"
    path.write_text(
        "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
        "/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\n"
        f"{rows}"
        "/*!40101 SET SQL_MODE=IFNULL(@OLD_SQL_MODE, '') */;\n"
        "/*!40014 SET FOREIGN_KEY_CHECKS=IF(@OLD_FOREIGN_KEY_CHECKS IS NULL, 1, "
        "@OLD_FOREIGN_KEY_CHECKS) */;\n",
        encoding="utf-8",
    )
    site = migrate(path)
    assert [a.title for a in site.articles] == ["W"]
    assert [n.message for _, n in site.source_notes if n.level == "loss"] == []


def test_a_row_without_text_is_no_loss(tmp_path: Path) -> None:
    path = tmp_path / "weir.sql"
    path.write_text(
        "CREATE TABLE `jos_content` (`id` int, `title` text, `introtext` text, `state` int);\n"
        "INSERT INTO `jos_content` VALUES (4,'Weir','',1);\n",
        encoding="utf-8",
    )
    (article,) = migrate(path).articles
    assert (article.title, article.body_html) == ("Weir", "")
    assert "assemble-body-empty" in {n.code for n in article.notes}
    assert "loss" not in {n.level for n in article.notes}


def test_sypex_dumper_names_the_charset_in_its_first_line(tmp_path: Path) -> None:
    """As version 2.0.11 writes it, of tables that are utf8, for a server of windows-1251."""
    columns = "`id` int, `title` text, `introtext` text, `state` int"
    dump = (
        "#SXD20|20011|50045|50204|2011.06.02 00:27:37|weir|cp1251|1|1|\n"
        "#TA jos_content`1`195\n#EOH\n\n#\tTC`jos_content`utf8_general_ci\t;\n"
        f"CREATE TABLE `jos_content` (\n  {columns}\n) ENGINE=MyISAM DEFAULT CHARSET=utf8\t;\n"
        "#\tTD`jos_content`utf8_general_ci\t;\n"
        "INSERT INTO `jos_content` VALUES \n(4,'Плотина','<p>Вода; -- \\'стоит\\'</p>',1)\t;\n"
    )
    path = tmp_path / "weir.sql"
    path.write_bytes(dump.encode("cp1251"))
    (article,) = migrate(path).articles
    assert article.title == "Плотина"
    assert "Вода; -- 'стоит'" in article.body_html


def test_another_program_is_named_where_each_table_has_its_own_file(tmp_path: Path) -> None:
    """A folder as mydumper 0.10 writes it: `database.table-schema.sql` and `database.table.sql`."""
    for table in ("wp_posts", "wp_postmeta", "wp_options"):
        structure = tmp_path / f"blog.{table}-schema.sql"
        structure.write_text(f"CREATE TABLE `{table}` (`id` int);\n", encoding="utf-8")
    rows = tmp_path / "blog.wp_posts.sql"
    rows.write_text("INSERT INTO `wp_posts` VALUES\n(1);\n", encoding="utf-8")
    site = migrate(tmp_path)
    notes = [n.message for _, n in site.source_notes if n.code == "database-other-program"]
    assert len(notes) == 1
    assert "the dumps together: the tables are those of WordPress" in notes[0]


def test_the_database_of_another_program_is_named(tmp_path: Path) -> None:
    for name, tables, program in (
        ("blog", ("wp_posts", "wp_postmeta", "wp_options"), "WordPress"),
        ("shop", ("products_description", "configuration_group"), "osCommerce"),
        ("board", ("b_forums", "b_topics", "b_posts"), "phpBB"),
        ("mixed", ("a_forums", "b_topics", "b_posts"), None),
    ):
        path = tmp_path / f"{name}.sql"
        path.write_text(
            "".join(
                f"CREATE TABLE `{t}` (`id` int);\nINSERT INTO `{t}` VALUES (1);\n" for t in tables
            ),
            encoding="utf-8",
        )
        site = migrate(path)
        notes = [n.message for _, n in site.source_notes if n.code == "database-other-program"]
        assert not site.articles
        assert len(notes) == (program is not None)
        assert program is None or f"those of {program}" in notes[0]
