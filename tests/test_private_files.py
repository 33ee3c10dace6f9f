"""Files that nobody is to see are known by what they hold, and go nowhere."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from migrator import migrate
from migrator.joomla.private_files import private_file
from migrator.joomla.programs import installation_root, is_program
from migrator.joomla.table_files import is_table_file
from migrator.preserve.pack import pack
from migrator.sources.folder import Folder
from tests import dumps, site

CONFIGURATION = b"<?php\nclass JConfig {\n\tpublic $password = 'hush';\n}\n"


@pytest.mark.parametrize("writer", dumps.WRITERS)
def test_a_dump_is_known_whatever_it_is_called(writer: str) -> None:
    text = dumps.WRITERS[writer](dumps.site()).encode()
    for name in ("notes", "notes.txt", "page.html", "x.php"):
        found = private_file(name, text)
        assert found, name
        assert found.kind == "database"
        assert private_file(name, gzip.compress(text)) == found


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a", b"JPA\x13\x00\x01\x02" + bytes(12), "backup"),
        ("a", b"PGDMP\x01\x0e", "private"),
        ("a", b"SQLite format 3\x00", "database"),
        ("configuration.php.old", CONFIGURATION, "private"),
        ("configuration.txt", b"<?php\n$mosConfig_password = 'x';", "private"),
        ("e.txt", b"[14-Mar-2009 10:00:01] PHP Warning:  include()", "private"),
        ("a.txt", b'192.0.2.1 - - [14/Mar/2009:10:00:01 +0000] "GET / HTTP/1.0"', "private"),
        ("users", b"ada:$apr1$abc$def\n", "private"),
        ("site.sql.001", b"no head of its own", "private"),
        ("site.j01", b"\x00\x01", "private"),
        ("users.csv", b'"id","name","username","email","password"\n', "database"),
        ("site.csv", b'"id","parent_id","lft","rgt"\n"1","0","0","9"\n', "database"),
        ("s.csv", b'"a","b","c","d"\n"1","2","3","4"\n"id","alias","published","x"\n', "database"),
    ],
)
def test_private_files_are_known(name: str, head: bytes, kind: str) -> None:
    found = private_file(name, head)
    assert found
    assert found.kind == kind


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("sql.html", b"<!DOCTYPE html><pre>INSERT INTO jos_content VALUES (1)</pre>"),
        ("lesson.txt", b"How to fill a table:\n\nINSERT INTO jos_content VALUES (1);\n"),
        ("dump.sql.html", b"<html><title>dump.sql</title>"),
        ("a.zip", b"PK\x03\x04" + bytes(40)),
        ("a.csv", b"name,place,year,colour\nAda,York,1990,blue\n"),
        ("select.txt", b"Select a form and use it, or set it aside.\n"),
        ("page", b"Create table manners\nInsert coin\n"),
    ],
)
def test_other_files_are_not(name: str, head: bytes) -> None:
    assert private_file(name, head) is None


def test_a_dump_beside_pages_goes_nowhere(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    page = site.article("/news/1-lamps", "Lamps", '<p>Lamps. <a href="/backup.zip">All</a></p>')
    (source / "1-lamps.html").write_bytes(page.data)
    with zipfile.ZipFile(source / "backup.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("site.sql", dumps.mysqldump(dumps.site()))
    (source / "configuration.php").write_bytes(CONFIGURATION)
    made = migrate(source, out, to=["json", "hugo"])
    told = {p.source: p for p in made.pages if p.origin != "database"}
    assert told["backup.zip"].origin == "dump"
    assert told["configuration.php"].origin == "private"
    assert not any(path.suffix in (".zip", ".php", ".sql") for path in out.rglob("*"))
    packed_names = pack(Folder(source), tmp_path / "a.wacz")
    assert [why.partition(":")[0] for why in packed_names.private] == [
        "backup.zip",
        "configuration.php",
    ]
    assert b"ada@mail.example" not in (tmp_path / "a.wacz").read_bytes()


def test_what_belongs_to_an_installation() -> None:
    names = [
        "www/administrator/index.php",
        "www/configuration.php",
        "www/images/a.png",
        "www/images/index.html",
        "www/plugins/x/install.sql",
        "www/installation/sql/site.s01",
        "www/docs/report.pdf",
        "www/robots.txt",
    ]
    root = installation_root(names)
    assert root == "www/"
    assert [n for n in names if not is_program(n, root)] == [
        "www/configuration.php",
        "www/images/a.png",
        "www/installation/sql/site.s01",
        "www/docs/report.pdf",
    ]
    assert installation_root(["a/index.html"]) is None


@pytest.mark.parametrize(
    ("name", "head", "rows"),
    [
        ("jos_users.txt", b"62\tAda Quill\tada\ta@mail.example\n", True),
        ("x/jos_session.txt", b"nell\ts3cret\tdata\n", True),
        ("site.jos_content.csv", b'"1","The ford"\n', True),
        ("news_content.txt", b"Hello, dear reader, this is a letter.\n", False),
        ("letter.txt", b"1\tone\ttwo\n", False),
    ],
)
def test_rows_of_a_table_are_known_by_name_and_first_line(
    name: str, head: bytes, rows: bool
) -> None:
    assert is_table_file(name, head) is rows
