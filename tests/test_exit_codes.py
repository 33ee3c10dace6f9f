"""A run that found no article is no success, and what calls itself a page and is none is lost."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from migrator import migrate
from migrator.cli import main
from migrator.document import charset
from tests.test_mirror import HOST, NAMES, TITLES, page, saved


def run(source: Path, out: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["run", str(source), "-o", str(out), "--jobs", "1"])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("files", "code", "word"),
    [
        ({"site.rar": b"Rar!\x1a\x07\x00"}, 66, "1 archive"),
        ({"index.html": bytes(range(1, 9)) + b"\x00" * 90}, 66, "is called a page"),
        ({"index.html": b""}, 66, "empty file"),
        ({"index.html": b"<html><body><p>Of a site that no Joomla made.</p></body>"}, 2, "explain"),
        ({"a.html": page(11).encode(), "b.html": b"\x00" * 90}, 2, "b.html: is called a page"),
        ({"a.html": page(11).encode(), "b.png": b"\x00" * 90, "feed.bin": b"\x00\x01"}, 0, ""),
    ],
    ids=["archive", "noise", "empty", "no Joomla", "one page lost", "files"],
)
def test_exit_codes(files: dict[str, bytes], code: int, word: str, tmp_path: Path) -> None:
    got, output = run(saved(tmp_path / "in", files), tmp_path / "out")
    assert got == code
    assert word in output


def test_pages_that_are_still_packed_are_read(tmp_path: Path) -> None:
    """Downloaders of the Wayback Machine and wget leave the gzip of the server undone."""
    files = {
        "www.mill.example/news/11-weir.html": gzip.compress(page(11).encode()),
        "www.mill.example/news/12-millstones.html.gz": gzip.compress(page(12).encode()),
    }
    site = migrate(saved(tmp_path, files))
    assert {a.title for a in site.articles} == {TITLES[11], TITLES[12]}


def test_headers_before_a_page_are_the_answers(tmp_path: Path) -> None:
    """`wget --save-headers` writes them into the file."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n"
    data = head.encode() + page(11).replace("miller", "мельник").encode("cp1251")
    site = migrate(saved(tmp_path, {f"www.mill.example/news/{NAMES[11]}.html": data}))
    (article,) = site.articles
    assert "мельник" in article.body_html
    assert (article.url or "").startswith(HOST)


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_pages_in_utf16(coding: str, tmp_path: Path) -> None:
    data = page(12).encode(coding)
    assert charset.decode(data)[0].startswith("<html")
    site = migrate(saved(tmp_path, {"a.htm": data}))
    assert [a.title for a in site.articles] == [TITLES[12]]


DUMP = b"-- MySQL dump\nCREATE TABLE `x_content` (`id` int);\nINSERT INTO `x_content` VALUES (1,'a"
CONFIGURATION = b"<?php\nclass JConfig { public $password = 'x'; }\n"


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("site.zip", b"PK\x03\x04 cut", "empty, cut or damaged; copy it again"),
        ("site.jpa", b"JPA\x13\x00\x01\x02" + bytes(90), "empty, cut or damaged; copy it again"),
        (
            "crawl.warc",
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
            "name",
        ),
        ("site.sqlite", b"SQLite format 3\x00" + bytes(40), "is the dump whole"),
        ("backup.sql", DUMP, "is the dump whole"),
        ("configuration.php", CONFIGURATION, "only private files came in"),
        ("jos_content.ibd", b"\x00" * 200, "files came in that only a database server reads"),
    ],
)
def test_a_source_that_cannot_be_read_says_what_it_is_and_what_to_do(
    name: str, data: bytes, word: str, tmp_path: Path
) -> None:
    source = saved(tmp_path, {name: data}) / name
    code, output = run(source, tmp_path / "out")
    assert code == 66
    assert name in output
    assert word in output


def test_rows_that_were_not_public_are_no_article_until_asked_for(tmp_path: Path) -> None:
    row = "(1,'Weir','weir','<p>The weir.</p>',0)"
    dump = (
        "-- MySQL dump\nCREATE TABLE `x_content` (`id` int, `title` text, `alias` text, "
        f"`introtext` text, `state` int);\nINSERT INTO `x_content` VALUES {row};\n"
    )
    code, output = run(saved(tmp_path, {"a.sql": dump.encode()}) / "a.sql", tmp_path / "out")
    assert code == 2
    assert "--include-state" in output


@pytest.mark.parametrize("address", ["http://", "https:///news", "wayback:", "wayback:http://"])
def test_an_address_without_a_host_is_not_asked_for(address: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["run", address, "-o", str(tmp_path / "out")])
    assert done.exit_code == 66
    assert "names no host" in done.output


def test_an_archive_is_called_what_it_is(tmp_path: Path) -> None:
    source = saved(tmp_path, {"in/a.html": page(11)}) / "in"
    for name in ("site.warc.gz", "site"):
        done = CliRunner().invoke(main, ["archive", str(source), "-o", str(tmp_path / name)])
        assert done.exit_code == 64
        assert "ends in .wacz" in done.output
        assert not (tmp_path / name).exists()


def test_a_bag_is_named_with_what_a_run_wrote(tmp_path: Path) -> None:
    source, out = saved(tmp_path, {"in/a.html": page(11)}) / "in", tmp_path / "out"
    words = ["run", str(source), "-o", str(out), "--jobs", "1"]
    assert f"bag       {out / 'bag'}\n" in CliRunner().invoke(main, [*words, "--bag"]).output
    assert "bag " not in CliRunner().invoke(main, words).output


def test_declared_comments_without_words_are_told(tmp_path: Path) -> None:
    voices = "".join(f'<div class="voice"><i class="words">Voice {n}.</i></div>' for n in range(2))
    data = page(11).replace("</td></tr></table></body>", f"{voices}</td></tr></table></body>")
    source = saved(tmp_path, {"in/a.html": data}) / "in"
    for body, code in ((".words", 0), (".wordz", 2)):
        settings = tmp_path / "site.yaml"
        settings.write_text(f'comments:\n  item: ".voice"\n  body: "{body}"\n', "utf-8")
        words = ["run", str(source), "-o", str(tmp_path / "out"), "--site", str(settings)]
        done = CliRunner().invoke(main, [*words, "--jobs", "1"])
        assert done.exit_code == code, done.output
        assert ("2 of 2 elements" in done.output) == (code == 2)
