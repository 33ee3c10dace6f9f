"""XML that names files of this machine or unpacks without end, through every input that is XML."""

from __future__ import annotations

import html
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from migrator import migrate
from migrator.errors import SourceError
from tests import site

SECRET = "secret-words-of-this-machine"
#: Bytes that a run on a file of 2 KB may hold at most; the entities below are 1 GB and 60 MB.
ROOM = 30_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ATTACKS = {
    "laughs": ('<!DOCTYPE {root} [<!ENTITY l0 "lol">' + LAUGHS + "]>", "&l9;"),
    "quadratic": ('<!DOCTYPE {root} [<!ENTITY q "' + "q" * 1000 + '">]>', "&q;" * 60_000),
    "file": ('<!DOCTYPE {root} [<!ENTITY f SYSTEM "{file}">]>', "&f;"),
    "parameter": ('<!DOCTYPE {root} [<!ENTITY % p SYSTEM "{file}"> %p;]>', "x"),
    "dtd": ('<!DOCTYPE {root} SYSTEM "{file}">', "x"),
    "include": (
        "",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{file}"/>',
    ),
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FORMS = {
    "feed.xml": (
        "rss",
        "<rss><channel><item><title>{use}</title><link>http://mill.example/1-a</link>"
        "<description>{use}</description></item></channel></rss>",
    ),
    "articles.xml": (
        "j2xml",
        '<j2xml version="15.9.0"><content><id>1</id><title>{use}</title><alias>a</alias>'
        "<introtext>{use}</introtext><state>1</state></content></j2xml>",
    ),
    "export.xml": (
        "pma_xml_export",
        '<pma_xml_export version="1.0"><database name="x"><table name="jos_content">'
        '<column name="id">1</column><column name="title">{use}</column>'
        '<column name="introtext">{use}</column><column name="state">1</column>'
        "</table></database></pma_xml_export>",
    ),
    "dump.xml": (
        "mysqldump",
        '<mysqldump><database name="x"><table_data name="jos_content"><row>'
        '<field name="id">1</field><field name="title">{use}</field><field name="introtext">{use}'
        '</field><field name="state">1</field></row></table_data></database></mysqldump>',
    ),
    "page.webarchive": (
        "plist",
        '<plist version="1.0"><dict><key>WebMainResource</key><dict><key>WebResourceURL</key>'
        "<string>{use}</string><key>WebResourceData</key><data>PHA+</data></dict></dict></plist>",
    ),
    "page.maff": (
        "RDF:RDF",
        '<RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" '
        'xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><RDF:Description>'
        '<MAF:originalurl RDF:resource="http://mill.example/{use}"/></RDF:Description></RDF:RDF>',
    ),
    "page.html": (
        "svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><text>{use}</text><path d="M0 0"/></svg>',
    ),
}


def put(folder: Path, name: str, document: str) -> None:
    """A source with a document of a form, as it stands on a disk."""
    if name.endswith(".maff"):
        page = site.article("/news/1-lamps", "Lamps", "<p>The lamp was lit.</p>").data
        with zipfile.ZipFile(folder / name, "w") as packed:
            packed.writestr("1/index.html", page)
            packed.writestr("1/index.rdf", document)
    elif name.endswith(".html"):
        picture = f'<p>Lit. <img src="data:image/svg+xml,{html.escape(document)}"></p>'
        (folder / name).write_bytes(site.article("/news/1-lamps", "Lamps", picture).data)
    else:
        (folder / name).write_text(document, "utf-8")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_read_and_nothing_unpacks(name: str, attack: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    root, document = FORMS[name]
    prolog, use = (part.replace("{file}", secret.as_uri()) for part in ATTACKS[attack])
    whole = HEAD + prolog.replace("{root}", root) + document.replace("{use}", use)
    put(tmp_path / "in", name, whole)
    tracemalloc.start()
    with suppress(SourceError), migrate(tmp_path / "in", tmp_path / "out", ["json"]):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < ROOM
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert SECRET.encode() not in data
            assert b"lollollol" not in data
