"""A site on this machine is fetched politely, once, and into an archive that other tools read."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from migrator.errors import BlockedError, NetworkError
from migrator.fetch.crawl import Crawl
from migrator.fetch.scope import is_endless_path, is_wanted
from migrator.guard import net
from migrator.guard.net import Client, is_public
from migrator.joomla import traps
from migrator.model import Capture
from migrator.pipeline import run as pipeline
from migrator.sources.fetched import FetchedSource, FetchOptions
from migrator.warc.index import lines, verify
from migrator.warc.writer import Archive
from tests import server, site
from tests.server import Answer, Server

ROBOTS = b"User-agent: *\nDisallow: /private/\nSitemap: http://old.example/map.xml\n"
SITEMAP = (
    b'<?xml version="1.0"?><urlset '
    b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://old.example/lonely</loc></url></urlset>'
)
TRAPS = (
    "/news/street/12-lamps?tmpl=component&amp;print=1",
    "/component/mailto/?tmpl=component&amp;link=aHR0",
    "/news/street/12-lamps.pdf",
    "/news/street?filter_order=title",
    "/component/users/?view=login",
    "/events?year=2031&amp;month=4",
    "/private/12-lamps",
    "/index.php?option=com_search&amp;searchword=x",
    "/component/slicomments/?task=comments.vote&amp;id=3",
    "/elsewhere/12-lamps",
    "/templates/x/logo.png",
    "https://other.example/page",
)
LATER = "/index.php?option=com_content&amp;view=article&amp;id=8:rakes&amp;catid=3&amp;Itemid=99"


def old_site() -> list[Capture]:
    extra = "".join(f'<a href="{url}">x</a>' for url in (*TRAPS, "/moved", "/news/street/9-gone"))
    return [
        *site.small_site(),
        site.article(
            "/",
            "Home",
            "<p>Welcome to the street and its lamps.</p>",
            extra=f'{extra}<a href="/news/street">s</a><a '
            f'href="/index.php?option=com_content&amp;view=article&amp;id=8:rakes&amp;catid=3">r</a>'
            f'<a href="{LATER}">x</a>',
        ),
        site.article("/lonely", "Lonely", "<p>Only the site map tells of this one.</p>"),
        Capture(
            "moved", b"", f"{site.HOST}/moved", 301, location=f"{site.HOST}/news/street/7-gloves"
        ),
    ]


def serve(captures: list[Capture]) -> Server:
    served = Server({})
    served.answers |= server.answers(captures, site.HOST, served.address)
    served.answers["/robots.txt"] = Answer(
        ROBOTS.replace(site.HOST.encode(), served.address.encode())
    )
    served.answers["/map.xml"] = Answer(
        SITEMAP.replace(site.HOST.encode(), served.address.encode()),
        headers={"Content-Type": "application/xml"},
    )
    return served


def crawl(served: Server, out: Path, limit: int | None = None) -> FetchedSource:
    made = FetchedSource(
        served.address + "/", out, FetchOptions(delay=0, limit=limit, allow_local=True)
    )
    made.fetch()
    return made


def titles(source: FetchedSource) -> set[str | None]:
    return {a.title for a in pipeline.in_memory(source).articles}


ALL = {"Home", "Lighting the lamps", "Gloves", "Rakes", "Lonely"}


def test_every_article_is_fetched_once_and_nothing_that_is_no_article(tmp_path: Path) -> None:
    with serve(old_site()) as served:
        assert titles(crawl(served, tmp_path)) == ALL
    asked = served.paths()
    assert "/elsewhere/12-lamps" in asked  # another spelling, which led nowhere
    assert not [a for a in asked if "Itemid=99" in a]
    assert len(asked) == len(set(asked))
    assert not [
        a
        for a in asked
        if traps.is_trap(a) and "format=feed" not in a and not a.startswith("/images")
    ]
    assert not [
        a for a in asked if a.startswith(("/private", "/templates", "/component", "/events"))
    ]
    assert {"/images/small.png", "/images/large.png", "/images/plan.pdf"} <= set(asked)
    assert max(a.connections for a in served.asked) == 1


def test_the_gap_between_requests_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(net, "time", SimpleNamespace(monotonic=lambda: 100.0))
    with serve(old_site()) as served:
        client = Client(delay=5.0, allow_local=True, sleep=slept.append)
        for path in ("/", "/news/street", "/lonely"):
            client.get(served.address + path)
        client.close()
    assert slept == [5.0, 5.0]


def test_a_crawl_that_was_stopped_goes_on_and_asks_nothing_twice(tmp_path: Path) -> None:
    with serve(old_site()) as served:
        whole = crawl(served, tmp_path / "whole")
        count = len(served.asked)
        served.asked.clear()
        for _ in range(count - 3):  # robots.txt does not count
            crawl(served, tmp_path / "stopped", 1)
        assert contents(crawl(served, tmp_path / "stopped")) == contents(whole)
    assert len(served.paths()) == len(set(served.paths())) == count


def test_a_second_round_asks_only_for_what_changed(tmp_path: Path) -> None:
    with serve(old_site()) as served:
        crawl(served, tmp_path)
        first = {line.url for line in lines(tmp_path / "archive") if line.type == "response"}
        time.sleep(1.1)  # rounds are told apart by seconds
        served.asked.clear()
        served.answers.update(
            server.answers([site.article("/lonely", "No longer lonely", "<p>Somebody came.</p>")])
        )
        assert "No longer lonely" in titles(crawl(served, tmp_path))
    again = list(lines(tmp_path / "archive"))[-len(served.asked) :]
    assert len(first) >= 10
    assert {line.type for line in again if line.status == "304"} == {"revisit"}
    assert [
        line.url.rpartition("/")[2]
        for line in again
        if line.type == "response" and line.status == "200"
    ] == ["lonely"]
    assert not list(verify(tmp_path / "archive"))


def test_other_archive_tools_read_the_archive(tmp_path: Path) -> None:
    import gzip

    from fastwarc.warc import ArchiveIterator as FastIterator
    from warcio.archiveiterator import ArchiveIterator

    with serve(old_site()) as served:
        crawl(served, tmp_path)
    path = next((tmp_path / "archive").glob("*.warc.gz"))
    with path.open("rb") as file:
        seen = [
            (
                r.rec_headers.get_header("WARC-Target-URI"),
                r.digest_checker.passed,
                r.content_stream().read(),
            )
            for r in ArchiveIterator(file, check_digests=True)
            if r.rec_type == "response"
        ]
    with gzip.open(path) as file:
        fast = [
            (r.headers["WARC-Target-URI"], r.verify_block_digest(), r.reader.read())
            for r in FastIterator(file)
            if r.headers["WARC-Type"] == "response"
        ]
    assert (
        len(seen)
        == len(fast)
        == sum(line.type == "response" for line in lines(tmp_path / "archive"))
    )
    assert not [url for url, passed, _ in seen if passed is False]
    assert [(u, b) for u, _, b in seen] == [(u, b) for u, _, b in fast]


def test_robots_txt_that_cannot_be_had_allows_nothing(tmp_path: Path) -> None:
    with serve(old_site()) as served:
        served.answers["/robots.txt"] = Answer(b"", 503, {"Retry-After": "3600"})
        with pytest.raises(NetworkError, match=r"robots\.txt"):
            crawl(served, tmp_path)
    assert set(served.paths()) == {"/robots.txt"}


def test_a_busy_server_is_waited_for() -> None:
    slept: list[float] = []
    answers = iter(
        [
            Answer(b"", 503, {"Retry-After": "7"}),
            Answer(b"", 429, {"Retry-After": "2"}),
            Answer(b"here"),
        ]
    )
    with Server({"/": lambda: next(answers)}) as served:
        client = Client(delay=0, allow_local=True, sleep=slept.append)
        assert client.get(served.address + "/").body == b"here"
        client.close()
    assert slept == [7.0, 2.0]


def test_a_killed_crawl_ends_in_the_same_archive(tmp_path: Path) -> None:
    with serve(old_site()) as served:
        whole = crawl(served, tmp_path / "whole")
        run = [
            sys.executable,
            "-m",
            "migrator",
            "extract",
            served.address + "/",
            "-o",
            str(tmp_path / "killed"),
            "--delay",
            "0.02",
            "--allow-local",
            "--jobs",
            "1",
        ]
        for wait in (0.5, 0.6, 0.7, 0.8):
            process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            process.wait()
        last = subprocess.run(run, check=False, capture_output=True, text=True)
        assert last.returncode == 0, last.stderr
        killed = FetchedSource(served.address + "/", tmp_path / "killed", FetchOptions())
        assert contents(killed) == contents(whole)
    assert not list(verify(tmp_path / "killed" / "archive"))


def contents(source: FetchedSource) -> set[tuple[str | None, bytes]]:
    return {(c.url, c.data) for c in map(source.load, source.names())}


def test_a_torn_end_of_an_archive_is_cut_off(tmp_path: Path) -> None:
    with serve(old_site()) as served:
        crawl(served, tmp_path, 6)
        archive = tmp_path / "archive"
        before = contents(FetchedSource(served.address + "/", tmp_path, FetchOptions()))
        path = next(archive.glob("*.warc.gz"))
        path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08 half a record")
        with (archive / "index.cdxj").open("ab") as index:
            index.write(b'example,old)/ 2020 {"url":')
        assert list(verify(archive))
        made = Archive(archive, path.name.removesuffix("-00001.warc.gz"), {})
        made.close()
    assert not list(verify(archive))
    assert contents(FetchedSource(served.address + "/", tmp_path, FetchOptions())) == before


SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]",
    "0.0.0.0",
    "[::]",
    "10.0.0.1",
    "10.255.255.254",
    "172.16.0.1",
    "172.31.255.1",
    "192.168.0.1",
    "192.168.1.254",
    "169.254.169.254",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fec0::1]",
    "100.64.0.1",
    "100.127.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "198.51.100.7",
    "203.0.113.9",
    "198.18.0.1",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "[ff0e::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a00:1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:a00:1::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[::127.0.0.1]",
    "[::10.0.0.1]",
    "[100::1]",
    "[5f00::1]",
    "[2001:2::1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "0",
    "0.1.2.3",
    "127.255.255.254",
    "[fe80::1%25eth0]",
    "3232235521",
    "017700000001",
    "0xa9fea9fe",
    "2852039166",
    "localhost.",
    "[3fff::1]",
]


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_local_address_is_connected_to(host: str) -> None:
    with pytest.raises((BlockedError, NetworkError)):
        Client(delay=0).judged(f"http://{host}/")


def test_every_address_of_a_name_is_judged() -> None:
    found = {
        "good.example": ["93.184.216.34"],
        "two.example": ["93.184.216.34", "10.0.0.1"],
        "none.example": [],
    }
    client = Client(delay=0, resolve=lambda host, port: found[host])
    assert client.judged("http://good.example/") == "93.184.216.34"
    for url in (
        "http://two.example/",
        "http://none.example/",
        "http://good.example:22/",
        "file:///etc/passwd",
        "gopher://good.example/",
    ):
        with pytest.raises(BlockedError):
            client.judged(url)


def test_a_redirect_to_a_local_address_is_not_followed(tmp_path: Path) -> None:
    assert is_public("93.184.216.34")
    with Server({"/": Answer(b"", 302, {"Location": "http://10.0.0.1/admin"})}) as served:
        archive = Archive(tmp_path, "x", {})
        client = Client(delay=0, allow_local=True)
        Crawl(served.address + "/", archive, client).run()
        client.close()
        archive.close()
    asked = ("/", "/robots.txt", "/sitemap.xml", "/index.php?format=feed&type=rss")
    assert {line.url for line in lines(tmp_path)} == {
        "",
        *(served.address + path for path in asked),
    }


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://old.example/news/12-lamps", True),
        ("http://www.old.example/news/12-lamps", True),
        ("https://old.example/images/stories/a.jpg", True),
        ("http://old.example/index.php?option=com_content&view=archive&year=2009&month=4", True),
        ("http://old.example/news/12-lamps?hitcount=0&pageNumber=1", True),
        ("http://old.example/index.php?format=feed&type=rss", True),
        ("http://old.example/index.php?format=feed&type=atom", False),
        ("http://old.example/calendar/2009/04?option=com_jevents", False),
        ("http://old.example/administrator/logo.png", False),
        ("http://older.example/news", False),
    ],
)
def test_what_a_crawl_wants(url: str, wanted: bool) -> None:
    assert is_wanted(url, "http://old.example/") == wanted


@pytest.mark.parametrize(
    ("parts", "endless"),
    [
        ([f"p{number}" for number in range(20)], False),
        ([f"p{number}" for number in range(21)], True),
        (["a", "b"] * 3, False),
        (["a", "b"] * 4, True),
        ([], False),
    ],
)
def test_a_path_is_endless_by_its_depth_or_by_what_repeats(parts: list[str], endless: bool) -> None:
    assert is_endless_path(f"{site.HOST}/{'/'.join(parts)}") is endless


def looping(served: Server) -> None:
    served.answers["/robots.txt"] = Answer(b"", 302, {"Location": f"{served.address}/robots.txt"})


def large(served: Server) -> None:
    rules = b"User-agent: *\nDisallow: /private/\n"
    served.answers["/robots.txt"] = Answer(rules + b"# a long remark\n" * 70_000)


def absent(served: Server) -> None:
    served.answers["/robots.txt"] = Answer(b"", 404)


def led_elsewhere(served: Server) -> None:
    rules = served.answers["/robots.txt"]
    served.answers["/robots.txt"] = Answer(b"", 301, {"Location": f"{served.address}/rules.txt"})
    served.answers["/rules.txt"] = rules


@pytest.mark.parametrize(
    ("state", "private"), [(looping, True), (absent, True), (large, False), (led_elsewhere, False)]
)
def test_robots_txt_in_every_state(
    state: Callable[[Server], None], private: bool, tmp_path: Path
) -> None:
    """What cannot be had for a reason of its own (4xx, redirects without end) forbids nothing (RFC
    9309, 2.3.1.2 and .3); of a large one 500 KiB are read (2.5)."""
    captures = [
        site.article(f"/news/{n}-a", f"T{n}", "<p>Words of lamps and oil.</p>") for n in range(40)
    ]
    links = "".join(f'<a href="/news/{n}-a">x</a>' for n in range(40))
    links += '<a href="/private/99-b">x</a>'
    hidden = site.article("/private/99-b", "Hidden", "<p>Not for robots.</p>")
    home = site.article("/", "Home", "<p>Welcome.</p>", extra=links)
    with serve([*captures, home, hidden]) as served:
        state(served)
        crawl(served, tmp_path)
    assert ("/private/99-b" in served.paths()) == private
    assert len([p for p in served.paths() if p.startswith("/news/")]) >= 40
    assert max(asked.connections for asked in served.asked) == 1
