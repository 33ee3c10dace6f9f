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
