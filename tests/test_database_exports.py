"""The forms of a database that are no SQL: each tells what the others tell, and its damage."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from migrator import migrate
from migrator.model import Article
from tests import dumps

DATABASE = dumps.site(
    [
        dumps.article(1, "The ford", '<p>It\'s "here"; (1),(2)\nü</p>', metadesc="On the ford"),
        dumps.article(2, "The weir", "<p>Closed.</p>", state=0),
    ],
    [dumps.comment(7, 1, "Is it open?"), dumps.comment(8, 1, "Yes.", parent=7)],
)


def ford(source: Path) -> Article:
    """The one article that is public."""
    site = migrate(source)
    assert [n for _, n in site.source_notes if n.level == "loss"] == []
    (article,) = site.articles
    return article


def check(article: Article) -> None:
    assert (article.id, article.title, article.author) == ("com_content:1", "The ford", "Ada Quill")
    assert article.categories == ("Reports", "Rivers")
    assert article.description == "On the ford"
    assert article.created is not None
    assert article.created.value == "2009-04-01T08:30:15+00:00"
    assert article.modified is None
    assert '"here"; (1),(2)\nü' in article.body_html
    assert [(c.id, c.parent) for c in article.comments] == [("7", None), ("8", "7")]


def test_csv_files_with_a_line_of_names_each(tmp_path: Path) -> None:
    for separator, folder in ((",", "comma"), (";", "semicolon")):
        (tmp_path / folder).mkdir()
        for name, (columns, rows) in DATABASE.items():
            with (tmp_path / folder / f"jos_{name}.csv").open(
                "w", newline="", encoding="utf-8"
            ) as f:
                writer = csv.writer(f, delimiter=separator, quoting=csv.QUOTE_ALL)
                writer.writerow(columns)
                writer.writerows([["NULL" if v is None else v for v in row] for row in rows])
        check(ford(tmp_path / folder))


def test_files_of_the_client_mysql(tmp_path: Path) -> None:
    """`mysql --batch` and `mysql --xml` of each table, as MariaDB's client writes them."""
    escapes = {ord("\\"): "\\\\", ord("\n"): "\\n", ord("\t"): "\\t"}
    for folder in ("batch", "xml"):
        (tmp_path / folder).mkdir()
    for name, (columns, rows) in DATABASE.items():
        texts = [["NULL" if v is None else str(v).translate(escapes) for v in row] for row in rows]
        lines = ["\t".join(row) + "\n" for row in [list(columns), *texts]]
        (tmp_path / "batch" / f"jos_{name}.tsv").write_text("".join(lines), encoding="utf-8")
        fields = "".join(
            "<row>"
            + "".join(
                f'<field name="{c}" xsi:nil="true" />'
                if v is None
                else f'<field name="{c}">{escape(str(v))}</field>'
                for c, v in zip(columns, row, strict=True)
            )
            + "</row>"
            for row in rows
        )
        (tmp_path / "xml" / f"jos_{name}.xml").write_text(
            f'<?xml version="1.0"?>\n\n<resultset statement="select * from jos_{name}\n" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{fields}</resultset>',
            encoding="utf-8",
        )
    for folder in ("batch", "xml"):
        check(ford(tmp_path / folder))


def test_short_tables_of_adminer(tmp_path: Path) -> None:
    """Adminer begins each CSV with a byte order mark and quotes no names; tables of two columns and
    of words alone are among them."""
    for name, (columns, rows) in DATABASE.items():
        with (tmp_path / f"jos_{name}.csv").open("w", newline="", encoding="utf-8-sig") as f:
            writer = csv.writer(f)
            writer.writerow(columns)
            writer.writerows(rows)
    for name, text in (
        ("jos_schemas", "\ufeffextension_id,version_id\n700,2.5.28\n"),
        ("jos_modules_menu", "\ufeffmoduleid,menuid\n1,0\n"),
        ("jos_content_rating", "\ufeffcontent_id,rating_sum,rating_count,lastip\n1,9,2,::1\n"),
        ("jos_finder_terms_common", '"a","en"\n"about","en"\n'),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    article = ford(tmp_path)
    check(article)
    assert article.rating == {"average": 4.5, "count": 2.0}


def test_one_csv_of_all_tables(tmp_path: Path) -> None:
    """phpMyAdmin's CSV of a database: one table behind the other, each below its names."""
    database: dumps.Database = {
        **DATABASE,
        "schemas": (("extension_id", "version_id"), [(700, "2.5")]),
    }
    with (tmp_path / "site.csv").open("w", newline="", encoding="utf-8") as f:
        writer = csv.writer(f, quoting=csv.QUOTE_ALL)
        writer.writerow(("id", "parent_id", "lft", "rgt"))
        writer.writerow((1, 0, 0, 9))
        for columns, rows in database.values():
            writer.writerow(columns)
            writer.writerows([["NULL" if v is None else v for v in row] for row in rows])
    check(ford(tmp_path / "site.csv"))


def test_a_file_of_a_database_without_tables_is_whole(tmp_path: Path) -> None:
    """phpMyAdmin's files for each table, and one for the database."""
    head = "-- phpMyAdmin SQL Dump\n-- version 5.2.1\n\nSTART TRANSACTION;\n"
    (tmp_path / "site_database.sql").write_text(head, "utf-8")
    (tmp_path / "site.sql").write_text(dumps.mysqldump(DATABASE), "utf-8")
    check(ford(tmp_path))


def sqlite(path: Path, prefix: str = "jos_", journal: str = "delete") -> None:
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA journal_mode = {journal}")
    for name, (columns, rows) in DATABASE.items():
        names = ", ".join(f'"{c}"' for c in columns)
        database.execute(f'CREATE TABLE "{prefix}{name}" ({names})')
        marks = ", ".join("?" * len(columns))
        database.executemany(f'INSERT INTO "{prefix}{name}" VALUES ({marks})', rows)
    database.commit()
    database.close()


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_sqlite(journal: str, tmp_path: Path) -> None:
    sqlite(tmp_path / "site.sqlite", journal=journal)
    check(ford(tmp_path / "site.sqlite"))


def test_a_damaged_sqlite_file_is_told(tmp_path: Path) -> None:
    sqlite(tmp_path / "site.sqlite")
    data = (tmp_path / "site.sqlite").read_bytes()
    (tmp_path / "site.sqlite").write_bytes(data[:4096] + b"\xff" * 4096 + data[8192:])
    notes = [n for _, n in migrate(tmp_path / "site.sqlite").source_notes]
    assert [n.level for n in notes] == ["loss"]
    assert "the SQLite file is damaged" in notes[0].message


def test_xml_of_mysqldump(tmp_path: Path) -> None:
    tables = []
    for name, (columns, rows) in DATABASE.items():
        lines = []
        for row in rows:
            fields = "".join(
                f'<field name="{c}" xsi:nil="true" />'
                if v is None
                else f'<field name="{c}">{escape(str(v))}</field>'
                for c, v in zip(columns, row, strict=True)
            )
            lines.append(f"<row>{fields}</row>\n")
        tables.append(f'<table_data name="jos_{name}">{"".join(lines)}</table_data>\n')
    text = (
        '<?xml version="1.0"?>\n'
        '<mysqldump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f'<database name="site">\n{"".join(tables)}</database>\n</mysqldump>\n'
    )
    (tmp_path / "site.xml").write_text(text, "utf-8")
    check(ford(tmp_path / "site.xml"))


J2XML = """<?xml version="1.0" encoding="UTF-8"?>
<j2xml version="{version}"><base>https://old.example/</base>
<user><id>62</id><username><![CDATA[ada]]></username><name><![CDATA[Ada Quill]]></name></user>
<category><id>8</id><path><![CDATA[reports]]></path><alias><![CDATA[reports]]></alias><title><![CDATA[Reports]]></title>
<extension><![CDATA[com_content]]></extension><published>1</published><access>1</access></category>
<field><id>3</id><name><![CDATA[depth]]></name><label><![CDATA[Depth]]></label>
<context><![CDATA[com_content.article]]></context><type><![CDATA[text]]></type><state>1</state>
<access>1</access></field>
<field><id>4</id><name><![CDATA[phone]]></name><label><![CDATA[Phone]]></label>
<context><![CDATA[com_users.user]]></context><type><![CDATA[text]]></type><state>1</state>
<access>1</access></field>
<content><id>{first}</id><title><![CDATA[{title}]]></title><alias><![CDATA[the-ford]]></alias>
<introtext><![CDATA[{text}]]></introtext><fulltext/><state>1</state>
<catid><![CDATA[reports/rivers]]></catid><created><![CDATA[2019-04-01 08:30:15]]></created>
<created_by><![CDATA[ada]]></created_by><access>1</access><language><![CDATA[en-GB]]></language>
<canonical><![CDATA[https://old.example/reports/1-the-ford]]></canonical>
<fieldlist><field><name><![CDATA[depth]]></name><value><![CDATA[Two feet]]></value></field>
<field><name><![CDATA[phone]]></name><value><![CDATA[555 0100]]></value></field></fieldlist>
<association><![CDATA[reports/le-gue]]></association><tag><![CDATA[fords]]></tag></content>
<content><id>{second}</id><title><![CDATA[Le gu&eacute;]]></title><alias><![CDATA[le-gue]]></alias>
<introtext><![CDATA[&lt;p&gt;Ouvert.&lt;/p&gt;]]></introtext><state>1</state>
<catid><![CDATA[reports]]></catid><created><![CDATA[2019-04-02 08:30:15]]></created>
<created_by><![CDATA[ada]]></created_by><access>1</access><language><![CDATA[fr-FR]]></language>
<association><![CDATA[reports/rivers/the-ford]]></association></content>
</j2xml>"""


@pytest.mark.parametrize(
    ("version", "title", "text"),
    [
        ("21.12.0", "The ford &amp; caf&eacute;", "&lt;p&gt;Open &amp;amp; free.&lt;/p&gt;"),
        ("19.2.0", "The ford & café", "<p>Open &amp; free.</p>"),
    ],
)
def test_j2xml(version: str, title: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "j2xml.xml"
    path.write_text(
        J2XML.format(version=version, title=title, text=text, first=1, second=2), "utf-8"
    )
    articles = {a.id: a for a in migrate(path).articles}
    article = articles["com_content:1"]
    assert (article.title, article.author) == ("The ford & café", "Ada Quill")
    assert article.categories == ("Reports", "rivers")  # of the inner one it has the alias alone
    assert "<p>Open &amp; free.</p>" in article.body_html
    assert "/reports/1-the-ford" in " ".join(article.urls)
    assert article.tags == () or article.tags == ("fords",)
    assert [(f.name, f.label, f.value) for f in article.fields] == [("depth", "Depth", "Two feet")]
    assert article.translations == {"fr-FR": "com_content:2"}
    assert articles["com_content:2"].translations == {"en-GB": "com_content:1"}


def test_articles_of_j2xml_without_a_number_stay_apart(tmp_path: Path) -> None:
    """Other programs write the number 0 into files for J2XML to import."""
    path = tmp_path / "j2xml.xml"
    text = J2XML.format(version="19.2.0", title="The ford", text="<p>Open.</p>", first=0, second=0)
    path.write_text(text, "utf-8")
    assert len(list(migrate(path).articles)) == 2


TAB = dumps.site(
    [
        dumps.article(1, "The ford", '<p>It\'s "here" \\ there,\tor;\nnot</p>', publish_down=None),
        dumps.article(2, "The weir", "<p>Closed.</p>"),
    ]
)


def tab_folder(folder: Path, quote: str) -> None:
    """What `mysqldump --tab` leaves: a file with the CREATE TABLE and one with the rows."""
    separator = "," if quote else "\t"

    def value(content: dumps.Value) -> str:
        if content is None:
            return "\\N"
        text = str(content).replace("\\", "\\\\").replace("\n", "\\\n").replace("\t", "\\\t")
        return quote + text.replace('"', '\\"' if quote else '"') + quote

    for name, (columns, rows) in TAB.items():
        create = dumps.mysqldump({name: (columns, [])})
        (folder / f"jos_{name}.sql").write_text(create, "utf-8")
        lines = (separator.join(map(value, row)) + "\n" for row in rows)
        (folder / f"jos_{name}.txt").write_text("".join(lines), "utf-8")


@pytest.mark.parametrize("quote", ["", '"'])
def test_rows_in_files_of_their_own(quote: str, tmp_path: Path) -> None:
    tab_folder(tmp_path, quote)
    site = migrate(tmp_path)
    assert [a.title for a in site.articles] == ["The ford", "The weir"]
    assert site.articles[0].author == "Ada Quill"
    assert 'It\'s "here" \\ there,\tor;\nnot' in site.articles[0].body_html
    rows = {p.source: p.origin for p in site.pages if p.source.endswith(".txt")}
    assert all(origin == "dump" for name, origin in rows.items() if "jcomments" not in name)


def test_rows_without_names_of_columns_are_private_and_told(tmp_path: Path) -> None:
    tab_folder(tmp_path, "")
    for path in tmp_path.glob("*.sql"):
        path.unlink()
    (tmp_path / "page.html").write_text("<title>A page</title><p>Text.</p>", "utf-8")
    site = migrate(tmp_path)
    told = {s: n.message for s, n in site.source_notes}
    assert "nothing names its columns" in told["jos_users.txt"]
    assert "jos_session.txt" not in told
    rows = {p.source: p.origin for p in site.pages if p.source.endswith(".txt")}
    assert all(origin == "dump" for name, origin in rows.items() if "jcomments" not in name)


def test_a_torn_row_of_a_file_of_rows_costs_that_row(tmp_path: Path) -> None:
    tab_folder(tmp_path, "")
    path = tmp_path / "jos_content.txt"
    first, second = path.read_text("utf-8").split("\n2\t")
    path.write_text(first.replace("\tThe ford", "", 1) + "\n2\t" + second, "utf-8")
    site = migrate(tmp_path)
    assert [a.title for a in site.articles] == ["The weir"]
    (note,) = [n for _, n in site.source_notes if n.level == "loss"]
    assert "jos_content, byte 0" in note.message


def test_files_of_mydumper(tmp_path: Path) -> None:
    """A file with the structure of each table, and some with its rows."""
    for name, (columns, rows) in DATABASE.items():
        dump = dumps.mysqldump({name: (columns, rows)})
        insert = next((x for x in dump.splitlines() if x.startswith("INSERT")), "")
        table = tmp_path / f"site.jos_{name}"
        structure = dumps.mysqldump({name: (columns, [])})
        table.with_name(f"{table.name}-schema.sql").write_text(structure, "utf-8")
        table.with_name(f"{table.name}.00000.sql").write_text(f"SET NAMES binary;\n{insert}")
    check(ford(tmp_path))


def test_what_phpmyadmin_writes_and_nothing_reads_is_told(tmp_path: Path) -> None:
    yaml = '%YAML 1.1\n---\n# site.jos_users\n-\n  id: 62\n  password: "5f4dcc3b"\n'
    (tmp_path / "x.yml").write_text(yaml, "utf-8")
    text = dumps.phpmyadmin({"content": DATABASE["content"]})
    text += "UPDATE `jos_content` SET `id` = 1,`title` = 'It; is' WHERE `jos_content`.`id` = 1;\n"
    (tmp_path / "x.sql").write_text(text, "utf-8")
    site = migrate(tmp_path)
    reasons = {p.source: p.reason for p in site.pages}
    assert reasons["x.yml"].startswith("an export of phpMyAdmin that is not read")
    (note,) = [n for _, n in site.source_notes if n.level == "loss"]
    assert "table jos_content, byte" in note.message
    assert note.message.endswith("a row in the form of UPDATE; export it as INSERT")
