"""Captures out of the Wayback Machine, against a stand-in for it on this machine; and pages as it
shows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from migrator.cli import main
from migrator.document import wayback_pages as rewritten
from migrator.errors import NetworkError
from migrator.fetch.wayback import LISTING_DELAY, Listed, choose, read_listing
from migrator.model import Capture
from migrator.pipeline import fetch as pipeline_fetch
from migrator.pipeline import run as pipeline
from migrator.sources.fetched import FetchedSource, FetchOptions
from migrator.sources.source import Captures
from migrator.warc.index import Line
from migrator.warc.writer import Archive
from tests import site
from tests.server import Answer, Server


def comment(number: int, author: str, words: str) -> str:
    return (
        f'<div id="comment-item-{number}"><div class="rbox"><a class="comment-anchor" '
        f'id="comment-{number}" href="#comment-{number}">#{number}</a> '
        f'<span class="comment-author">{author}</span> <span '
        f'class="comment-date">2009-01-0{number} 10:00</span>'
        f'<div class="comment-body" id="comment-body-{number}">{words}</div></div></div>'
    )


def page(path: str, title: str, body: str, *said: str) -> bytes:
    box = (
        (
            f'<div id="jc"><div id="comments"><div id="comments-list" '
            f'class="comments-list">{"".join(said)}</div></div></div>'
        )
        if said
        else ""
    )
    return site.article(path, title, body, extra=box).data


OLD, NEW = "20090301120000", "20120301120000"
LAMPS = "http://old.example/news/12-lamps"
HELD = {
    (OLD, "http://old.example/"): page("/", "Home", "<p>Welcome.</p>"),
    (OLD, LAMPS): page(
        "/news/12-lamps",
        "Lamps",
        "<p>Old words.</p>",
        comment(1, "Ann", "First!"),
        comment(2, "Bob", "Second."),
    ),
    (NEW, LAMPS): page(
        "/news/12-lamps",
        "Lamps",
        '<p>New words. <img src="/images/lamp.png"></p>',
        comment(2, "Bob", "Second."),
    ),
    (NEW, "http://old.example/images/lamp.png"): site.PNG,
    (NEW, "http://old.example/images/unused.png"): site.PNG + b"x",
    (NEW, f"{LAMPS}?tmpl=component&print=1"): page("/news/12-lamps", "Lamps", "<p>New words.</p>"),
}


def serve() -> Server:
    served = Server({})
    rows = [
        [stamp, url, "image/png" if data[:4] == b"\x89PNG" else "text/html", "200", str(number)]
        for number, ((stamp, url), data) in enumerate(HELD.items())
    ]
    rows.append([NEW, "http://old.example/news/13-gone", "text/html", "404", "X"])
    head = ["timestamp", "original", "mimetype", "statuscode", "digest"]

    def listing(answer: list[list[str]]) -> Callable[[], Answer]:
        return lambda: Answer(json.dumps(answer).encode())

    def cdx() -> Answer:
        asked = parse_qs(urlsplit(served.asked[-1].address).query)
        assert asked["url"] == [
            "old.example/"
        ]  # raises in the server's thread, which answers nothing
        return Answer(
            json.dumps(
                [head, *rows[4:]] if "resumeKey" in asked else [head, *rows[:4], [], ["the rest"]]
            ).encode()
        )

    class Answers(dict):  # type: ignore[type-arg]
        def get(self, path: str, otherwise: object = None) -> object:
            if path.startswith("/cdx/search/cdx?"):
                return cdx
            stamp, _, url = path.removeprefix("/web/").partition("id_/")
            data = HELD.get((stamp, url))
            headers = {
                "Content-Type": "text/html",
                "x-archive-orig-content-type": "text/html; charset=utf-8",
                "x-archive-orig-server": "Apache",
            }
            return Answer(data, headers=headers) if data else otherwise

    served.answers = Answers()
    return served


def fetch(served: Server, out: Path, limit: int | None = None) -> FetchedSource:
    made = FetchedSource(
        "wayback:old.example",
        out,
        FetchOptions(delay=0, limit=limit, allow_local=True, wayback=served.address),
    )
    made.fetch()
    return made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrator.fetch.wayback.LISTING_DELAY", 0.0)


def test_the_newest_words_and_the_comments_of_all_captures(tmp_path: Path) -> None:
    with serve() as served:
        made = pipeline.in_memory(fetch(served, tmp_path))
    lamps = next(a for a in made.articles if a.title == "Lamps")
    assert "New words" in lamps.body_html
    assert [c.author for c in lamps.comments] == ["Ann", "Bob"]
    asked = [p for p in served.paths() if p.startswith("/web/")]
    assert not [p for p in asked if "print" in p or "unused" in p]
    assert len([p for p in asked if p.endswith("lamp.png")]) == 1


def test_a_fetch_that_was_stopped_goes_on(tmp_path: Path) -> None:
    with serve() as served:
        fetch(served, tmp_path, 2)
        fetch(served, tmp_path)
    asked = [p for p in served.paths() if p.startswith("/web/")]
    assert len(asked) == len(set(asked)) == 4


def test_captures_keep_the_time_and_headers_of_the_archive(tmp_path: Path) -> None:
    with serve() as served:
        made = fetch(served, tmp_path)
    captures = {(c.url, c.captured): c for c in map(made.load, made.names())}
    assert captures[LAMPS, "2009-03-01T12:00:00Z"].content_type == "text/html; charset=utf-8"
    assert captures[LAMPS, "2012-03-01T12:00:00Z"].data == HELD[NEW, LAMPS]


def test_an_empty_listing_is_said(tmp_path: Path) -> None:
    with Server({}) as served, pytest.raises(NetworkError, match="listing answers 404"):
        fetch(served, tmp_path)


def test_listings_are_asked_for_24_times_a_minute_at_most() -> None:
    assert 60 / LISTING_DELAY <= 24


def test_a_listing_is_read_in_both_forms() -> None:
    table = b'[["timestamp","original","mimetype","statuscode","digest"],["2009","http://a/","text/html","200","A"],[],["key"]]'
    lines = (
        b'{"urlkey": "a)/", "timestamp": "2009", "url": "http://a/", "mime": "text/html", '
        b'"status": "200", "digest": "A"}\n'
    )
    assert read_listing(table) == ([Listed("2009", "http://a/", "text/html", "200", "A")], "key")
    assert read_listing(lines) == ([Listed("2009", "http://a/", "text/html", "200", "A")], None)
    assert read_listing(b"") == ([], None)


def test_of_a_page_the_newest_capture_and_one_of_each_year_are_chosen() -> None:
    listed = [
        Listed(f"{stamp}000000", "http://a/x", "text/html", status, digest)
        for stamp, status, digest in (
            ("20080101", "200", "A"),
            ("20080601", "200", "B"),
            ("20090101", "200", "B"),
            ("20100101", "500", "C"),
            ("20110101", "200", "D"),
        )
    ]
    assert [one.stamp[:8] for one in choose(listed)] == ["20110101", "20090101", "20080101"]


SHOWN = b"""<html><head><script type="text/javascript" src="https://web-static.archive.org/_static/js/bundle-playback.js?v=1" charset="utf-8"></script>
<script type="text/javascript">
  __wm.init("https://web.archive.org/web");
</script>
<link rel="stylesheet" type="text/css" href="https://web-static.archive.org/_static/css/banner-styles.css?v=1" />
<!-- End Wayback Rewrite JS Include -->
<meta name="generator" content="Joomla! 1.5 - Open Source Content Management" />
<base href="http://old.example/news/12-lamps" /></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base">toolbar</div><!-- END WAYBACK TOOLBAR INSERT -->
<p>Words <a href="/web/20090301120000/http://old.example/news/7-gloves">gloves</a>
<a href="https://web.archive.org/web/20090301120000/http://elsewhere.example/x">x</a>
<img src="/web/20090301120000im_/http://old.example/images/lamp.png"/></p></body></html>
<!--
     FILE ARCHIVED ON 12:00:00 Mar 01, 2009 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 10:00:00 Nov 01, 2020.
     JAVASCRIPT APPENDED BY WAYBACK MACHINE, COPYRIGHT INTERNET ARCHIVE.
-->"""


def test_what_the_wayback_machine_adds_to_a_page_is_undone() -> None:
    made = rewritten.undo(
        Capture(
            "x",
            SHOWN,
            "https://web.archive.org/web/20090301120000/http://old.example/news/12-lamps",
        )
    )
    assert made.url == "http://old.example/news/12-lamps"
    assert made.captured == "2009-03-01T12:00:00Z"
    for gone in (b"toolbar", b"__wm", b"archive.org", b"/web/2009", b"ARCHIVED"):
        assert gone not in made.data
    for kept in (
        b'href="http://old.example/news/7-gloves"',
        b'href="http://elsewhere.example/x"',
        b'src="http://old.example/images/lamp.png"',
        b"Joomla! 1.5",
    ):
        assert kept in made.data


def test_a_page_that_only_links_to_the_wayback_machine_stays_as_it_is() -> None:
    capture = Capture(
        "x",
        b'<p><a href="https://web.archive.org/web/2009/http://a.example/">old</a></p>',
        "http://b.example/",
    )
    assert rewritten.undo(capture) == capture


def test_files_that_articles_lack_are_fetched(tmp_path: Path) -> None:
    with Server(
        {"/images/lamp.png": Answer(site.PNG, headers={"Content-Type": "image/png"})}
    ) as served:
        body = (
            f'<p>See <img src="{served.address}/images/lamp.png"> and <img '
            f'src="{served.address}/images/lost.png"></p>'
        )
        capture = site.article("/news/12-lamps", "Lamps", body)
        source = Captures(
            [Capture(capture.source, capture.data, f"{served.address}/news/12-lamps")]
        )
        net = FetchOptions(delay=0, allow_local=True, wayback=served.address)
        for _ in range(2):
            assert pipeline_fetch.fetch_missing(source, tmp_path, net) == []
    made = pipeline.run(source, tmp_path, ["markdown"])
    assert served.paths().count("/images/lost.png") == 1
    assert [gap.url for gap in made.site.gaps if gap.kind == "image"] == [
        f"{served.address}/images/lost.png"
    ]
    assert len(list(tmp_path.rglob("lamp*.png"))) == 1


def _missing(host: str, path: str) -> Captures:
    """An article on `host` that lacks the picture at `path`."""
    capture = site.article("/news/12-lamps", "Lamps", f'<p>See <img src="{host}{path}"></p>')
    return Captures([Capture(capture.source, capture.data, f"{host}/news/12-lamps")])


PARKED = Answer(b"<html>This name is for sale</html>", headers={"Content-Type": "text/html"})


@pytest.mark.parametrize("now", [None, PARKED, Answer(b"", 500)], ids=["gone", "sold", "broken"])
def test_what_the_old_host_has_not_comes_from_the_wayback_machine(
    tmp_path: Path, now: Answer | None
) -> None:
    with Server({}) as served:
        picture = f"{served.address}/images/lamp.png"
        found = {"Location": f"/web/20090301120000id_/{picture}"}
        served.answers[f"/web/2id_/{picture}"] = Answer(b"", 302, headers=found)
        served.answers[found["Location"]] = Answer(site.PNG, headers={"Content-Type": "image/png"})
        if now:
            served.answers["/images/lamp.png"] = now
        source = _missing(served.address, "/images/lamp.png")
        net = FetchOptions(delay=0, allow_local=True, wayback=served.address)
        assert pipeline_fetch.fetch_missing(source, tmp_path, net) == []
    made = pipeline.run(source, tmp_path, ["markdown"])
    assert [gap.url for gap in made.site.gaps if gap.kind == "image"] == []
    assert len(list((tmp_path / "markdown").rglob("lamp*.png"))) == 1
    (line,) = [line for line in _lines(tmp_path) if line.url == picture]
    assert line.date == "2009-03-01T12:00:00Z"


def _lines(out: Path) -> list[Line]:
    archive = Archive(out / "archive", "missing", {})
    archive.close()
    return list(archive.captures.values())


def test_an_archive_that_cannot_be_asked_is_named(tmp_path: Path) -> None:
    with Server({}) as served:
        source = _missing(served.address, "/images/lamp.png")
        served.answers[f"/web/2id_/{served.address}/images/lamp.png"] = Answer(b"", 503)
        net = FetchOptions(delay=0, allow_local=True, wayback=served.address)
        ((url, why),) = pipeline_fetch.fetch_missing(source, tmp_path, net)
    assert url.endswith("lamp.png")
    assert "the archive answers 503" in why


def test_only_captures_of_the_years_that_are_wanted(tmp_path: Path) -> None:
    with serve() as served:
        options = FetchOptions(
            delay=0, allow_local=True, wayback=served.address, since="2009", until="20100131"
        )
        FetchedSource("wayback:old.example", tmp_path, options).fetch()
    asked = [parse_qs(urlsplit(p).query) for p in served.paths() if p.startswith("/cdx")]
    assert {(a["from"][0], a["to"][0]) for a in asked} == {("2009", "20100131")}


def test_a_dry_run_lists_what_would_be_fetched(tmp_path: Path) -> None:
    with serve() as served:
        done = CliRunner().invoke(
            main,
            [
                "run",
                "wayback:old.example",
                "-o",
                str(tmp_path / "out"),
                "--dry-run",
                "--allow-local",
                "--wayback",
                served.address,
            ],
        )
    assert done.exit_code == 0
    assert f"{NEW}  {LAMPS}" in done.output.splitlines()
    assert "captures of pages, and what they show of 2 files" in done.output
    assert not [p for p in served.paths() if p.startswith("/web/")]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("words", "code"), [(("--from", "March"), 64), (("--from", "2009"), 0)])
def test_a_date_is_checked_before_anything_is_asked(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    with serve() as served:
        command = ["run", "wayback:old.example", "-o", str(tmp_path), "--dry-run", "--allow-local"]
        done = CliRunner().invoke(main, [*command, "--wayback", served.address, *words])
    assert done.exit_code == code
    assert bool(served.paths()) == (code == 0)


@pytest.mark.parametrize(
    "archive",
    [
        "http://web.archive.org/web/20090601120000/",
        "https://web.archive.org/web/20110704083012im_/",
        "http://wayback.archive-it.org/1234/20120301101010/",
        "https://arquivo.pt/wayback/20081014203000mp_/",
        "http://localhost:8080/old-sites/20100102030405/",
        "https://archive.ph/o/AbCd1/",
    ],
)
def test_a_page_that_an_archive_shows_is_undone(archive: str) -> None:
    own = "http://old.example/news/1-lamps"
    page = (
        f"<!-- saved from url=(0050){archive}{own} --><p>Lamps</p>"
        f'<a href="{archive}http://old.example/a">a</a><img src="{archive}http:/old.example/b.png">'
    ).encode()
    shown = rewritten.undo(Capture("x.html", page, f"{archive}{own}"))
    assert b'href="http://old.example/a"' in shown.data
    assert b'src="http://old.example/b.png"' in shown.data
    if "/o/" not in archive:
        assert shown.url == own
        assert shown.captured is not None


def test_an_archive_before_2011_and_links_without_a_statement() -> None:
    link = '<a href="/web/20090601120000/http://old.example/{}">x</a>'
    old = (
        "// FILE ARCHIVED ON 20090601120000 AND RETRIEVED FROM THE\n// INTERNET ARCHIVE ON 2010 -->"
    )
    for page in (f"<!--\n{old}{link.format(1)}", "".join(link.format(n) for n in range(9))):
        undone = rewritten.undo(Capture("x.html", page.encode())).data
        assert b'<a href="http://old.example/1">' in undone
        assert b"ARCHIVED" not in undone


def test_a_page_of_links_to_an_archive_stays() -> None:
    links = '<a href="http://web.archive.org/web/20090601120000/http://lost.example/">lost</a>' * 3
    page = f'<ul><li><a href="/">Home</a><li><a href="/news">News</a></ul>{links}'.encode()
    assert rewritten.undo(Capture("x.html", page, "http://old.example/links")).data == page
