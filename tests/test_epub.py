"""The book that `--to epub` writes: its parts, its order, and XHTML where HTML5 allows it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest

from migrator.guard.paths import Folder
from migrator.model import Article, Capture, Category, Comment, Link, Site, Structure, When
from migrator.targets import registry
from migrator.writing.epub_package import Entry, EpubPackage, Metadata
from migrator.writing.writer import TargetWriter
from migrator.writing.xhtml import Xhtml
from tests.site import PNG

NEWS, CLUB = ("News",), ("News", "Club")
BODY = (
    '<h1>Part</h1><p><a href="/rakes">rakes</a> <a href="/club">club</a> '
    '<a href="/plan.pdf">plan</a> <img src="/l.png" alt="A lamp"><img src="/lost.png" alt="Lost">'
)
REFERENCES = (
    Link("/rakes", "article", "com_content:2"),
    Link("/club", "listing"),
    Link("/l.png", "file", "l.png"),
    Link("/plan.pdf", "file", "plan.pdf"),
)
FILES = {"l.png": Capture("l.png", PNG, "/l.png"), "plan.pdf": Capture("p", b"%PDF-1.4", "/p.pdf")}


def a_site() -> Site:
    comments = (Comment("b", "Bob", "<p>Reply</p>", parent="a"), Comment("a", None, "<p>First</p>"))
    later, sooner = When("2009-01-01", "day", ""), When("2008-01-01T10:00", "minute", "")
    articles = (
        Article("com_content:1", "/1", (), "A <b> & \x01", created=later, categories=CLUB,
                body_html=BODY, references=REFERENCES, comments=comments, author="Иван"),
        Article("com_content:2", "/rakes", (), "Rakes", created=sooner, categories=CLUB),
        Article("com_content:3", None, (), None),
    )  # fmt: skip
    categories = (Category(NEWS), Category(("Last",)), Category(CLUB, "/club", ("/club",)))
    structure = Structure("Old & new", "http://old.example", "de", categories=categories)
    return Site((), articles, structure=structure)


def write(folder: Path) -> tuple[TargetWriter, zipfile.ZipFile]:
    unit, site = registry.target("epub"), a_site()
    writer = TargetWriter(site, Folder(folder), unit.permalinks(site), load=FILES.__getitem__)
    unit.write(writer)
    return writer, zipfile.ZipFile(folder / "site.epub")


def test_the_zip_begins_with_its_media_type_and_every_part_is_xml(tmp_path: Path) -> None:
    _, book = write(tmp_path)
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert (tmp_path / "site.epub").read_bytes()[38:58] == b"application/epub+zip"
    for name in book.namelist():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ElementTree.fromstring(book.read(name))


def test_the_manifest_names_all_files_and_the_spine_all_pages(tmp_path: Path) -> None:
    _, book = write(tmp_path)
    package = ElementTree.fromstring(book.read("EPUB/package.opf"))
    opf = "{http://www.idpf.org/2007/opf}"
    items = {item.get("id"): item.get("href") for item in package.iter(f"{opf}item")}
    inside = {name.removeprefix("EPUB/") for name in book.namelist() if name.startswith("EPUB/")}
    assert set(items.values()) == inside - {"package.opf"}
    order = [items[ref.get("idref")] for ref in package.iter(f"{opf}itemref")]
    assert order == [
        "nav.xhtml",
        "title.xhtml",
        "category-1.xhtml",
        "category-3.xhtml",
        "article-2.xhtml",
        "article-1.xhtml",
        "category-2.xhtml",
        "article-3.xhtml",
    ]
    text = book.read("EPUB/package.opf").decode()
    assert '<meta property="dcterms:modified">2009-01-01T00:00:00Z</meta>' in text
    assert "<dc:language>de</dc:language>" in text
    assert "<dc:contributor>Иван</dc:contributor>" in text


def test_links_lead_within_the_book_and_pictures_are_in_it(tmp_path: Path) -> None:
    writer, book = write(tmp_path)
    page = book.read("EPUB/article-1.xhtml").decode()
    assert '<a href="article-2.xhtml">rakes</a> <a href="category-3.xhtml">club</a>' in page
    assert '<a href="http://old.example/plan.pdf">plan</a>' in page
    assert '<img src="media/l.png" alt="A lamp"/><em>[Lost]</em>' in page
    assert "<h1>A &lt;b&gt; &amp; </h1>" in page
    assert "<h2>Part</h2>" in page
    assert page.index("First") < page.index("Reply")
    assert [gap.why for gap in writer.damaged_files] == [
        "epub: 1 pictures are named in place of being shown: the capture lacks them, or they are "
        "no JPEG, PNG or GIF"
    ]


def test_the_same_site_makes_the_same_book(tmp_path: Path) -> None:
    write(tmp_path / "1")
    write(tmp_path / "2")
    assert (tmp_path / "1/site.epub").read_bytes() == (tmp_path / "2/site.epub").read_bytes()


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<center>x</center>", "<div>x</div>"),
        ('<font color="red">x</font>', "x"),
        ('<a href="#b"><i><a href="http://h/">z</a></i></a>', '<i><a href="http://h/">z</a></i>'),
        ("<em>a<ul><li>b</li></ul></em>", "a<ul><li>b</li></ul>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><ul><li>b</li></ul></ul>", "<ul><li><ul><li>b</li></ul></li></ul>"),
        ("<dl><dd>b</dd></dl>", "<div><div>b</div></div>"),
        ("<h3>a<p>b</p></h3>", "<h3>a</h3><p>b</p>"),
        ('<i id="a">x</i><i id="a">y</i><a href="#a">z</a>', '<i id="a">x</i><i>y</i><a href="#a">z</a>'),
        ('<a href="#gone">z</a>', "<a>z</a>"),
        ('<a href="http://h ost/">z</a>', "<a>z</a>"),
        ('<a href="http://h/a b?x=%zz">z</a>', '<a href="http://h/a%20b?x=%25zz">z</a>'),
        ('<iframe src="http://h/v"></iframe>', '<a href="http://h/v">http://h/v</a>'),
    ],
)  # fmt: skip
def test_html_is_where_html5_allows_it(html: str, written: str) -> None:
    assert Xhtml("", lambda _: True).fragment(html, {}) == f"<div>{written}</div>"


def test_a_book_in_hebrew_is_turned_and_read_from_right_to_left(tmp_path: Path) -> None:
    package = EpubPackage(tmp_path / "a.epub", "he-IL")
    package.page("a.xhtml", "x", "<p>y</p>")
    about = Metadata("urn:x", "x", "he-IL", "2009-03-12T00:00:00Z", None, None, ())
    package.close(about, [Entry(0, "x", "a.xhtml")], "x")
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        assert 'xml:lang="he-IL" dir="rtl">' in book.read("EPUB/a.xhtml").decode()
        package_document = book.read("EPUB/package.opf").decode()
    assert '<spine page-progression-direction="rtl">' in package_document
