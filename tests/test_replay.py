"""What a player needs of an archive: keys that it looks for, members that it can find, names of
mirrors that lead on."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from migrator.fetch.requisites import requisites
from migrator.filetypes import media_type
from migrator.guard.paths import Folder
from migrator.joomla import address
from migrator.model import Article, Capture, Link
from migrator.pipeline import run as pipeline
from migrator.preserve import pack as packing
from migrator.preserve import wacz_check
from migrator.sources.fetched import FetchedSource, FetchOptions
from migrator.sources.mirror import is_index_or_cookies, left_by_saver, saved_at, stub_target
from migrator.sources.opening import open_source
from migrator.sources.source import Captures
from migrator.warc import cdx
from migrator.writing.media_files import HeldFiles
from tests import repack, site
from tests.server import Answer, Server

#: Addresses and the keys that surt 0.3.1 makes of them.
KEYS = {
    "http://a.example": "example,a)/",
    "HTTP://WWW.A.example:80/B/": "example,a)/b",
    "https://www2.a.example:443/?": "example,a)/",
    "http://a.example:8080//x///y": "example,a:8080)/x/y",
    "http://a.example/index.php?option=com_content&id=10&Itemid=3": "example,a)/index.php?id=10&itemid=3&option=com_content",
    "http://a.example/index.php?id=10:Rakes&catid=3": "example,a)/index.php?catid=3&id=10:rakes",
    "http://a.example/x/../y/./z": "example,a)/y/z",
    "http://a.example/%7euser/%41": "example,a)/~user/a",
    "http://a.example/теги": "example,a)/%d1%82%d0%b5%d0%b3%d0%b8",
    "http://a.example/%D1%82%D0%B5%D0%B3%D0%B8": "example,a)/%d1%82%d0%b5%d0%b3%d0%b8",
    "http://münchen.example/": "example,xn--mnchen-3ya)/",
    "http://a.example/?PHPSESSID=0123456789abcdef0123456789abcdef&b=1": "example,a)/?b=1",
    "http://a.example/?a=1&sid=0123456789abcdef0123456789abcdef": "example,a)/?&a=1",
    "http://a.example/(S(abcdefghijklmnopqrstuvwx))/x.aspx": "example,a)/x.aspx",
    "http://user:pass@a.example/": "example,a)/",
    "http://127.0.0.1:18200/x y": "1,0,0,127:18200)/x%20y",
    "http://a.example/?q=a+b&Q=%26": "example,a)/?&q=&q=a+b",
    "http://http://a.example/x#part": "example,a)/x",
    "http://a.example/../x": "example,a)/../x",
    "http://[2001:db8::1]:8080/x": "2001:db8::1:8080)/x",
    "http://é..example/": "example,%c3%a9)/",
    "urn:x:Y": "urn:x:y",
    "": "-",
}


@pytest.mark.parametrize("url", KEYS)
def test_a_key_is_what_indexers_write(url: str) -> None:
    assert cdx.surt(url) == KEYS[url]


@pytest.mark.parametrize(
    ("date", "whole"),
    [
        ("2015", "2015-01-01T00:00:00Z"),
        ("2015-03", "2015-03-01T00:00:00Z"),
        ("2015-03-04", "2015-03-04T00:00:00Z"),
        ("2015-03-04T05:06:07.123456Z", "2015-03-04T05:06:07Z"),
        ("2015-03-04T05:06:07+02:00", "2015-03-04T03:06:07Z"),
        ("20150304050607", "2015-03-04T05:06:07Z"),
        ("no date", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_date_is_whole(date: str, whole: str) -> None:
    assert cdx.iso(date) == whole
    assert len(cdx.stamp(date)) == 14


def test_an_address_is_what_a_browser_asks_for() -> None:
    assert (
        cdx.uri("http://a.example/быт?q=ä b") == "http://a.example/%D0%B1%D1%8B%D1%82?q=%C3%A4%20b"
    )
    assert cdx.uri("http://MÜNCHEN.example/x") == "http://xn--mnchen-3ya.example/x"
    plain = "http://a.example/x%20y?a[]=1&b='c'|d"
    assert cdx.uri(plain) == plain


def packed(source: object, path: Path) -> Path:
    packing.pack(source, path)  # type: ignore[arg-type]
    return path


def typed(captures: list[Capture]) -> list[Capture]:
    """The captures with what a server would have said that they are."""
    return [replace(c, content_type=media_type(c)) for c in captures]


def index_of(path: Path) -> list[tuple[str, str, dict[str, str]]]:
    with zipfile.ZipFile(path) as held:
        lines = held.read("indexes/index.cdx").decode().splitlines()
    return [(k, t, json.loads(rest)) for k, t, rest in (line.split(" ", 2) for line in lines)]


def test_no_member_has_an_extra_field_that_the_directory_lacks(tmp_path: Path) -> None:
    path = packed(Captures(site.small_site()), tmp_path / "x.wacz")
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as held:
        for info in held.infolist():
            assert struct.unpack_from("<H", whole, info.header_offset + 28) == (0,), info.filename


def test_the_front_page_is_named_and_no_path_of_this_machine_is(tmp_path: Path) -> None:
    folder = tmp_path / "somebody" / "saved"
    repack.wget([*site.small_site(), site.article("/", "Home", "<p>Welcome.</p>")], folder)
    path = packed(open_source(str(folder)), tmp_path / "x.wacz")
    with zipfile.ZipFile(path) as held:
        package = json.loads(held.read("datapackage.json"))
        assert all(b"somebody" not in held.read(name) for name in held.namelist())
    assert package["title"] == "old.example"
    assert package["mainPageUrl"] == f"{site.HOST}/"


def test_files_of_a_mirror_have_their_type_and_time(tmp_path: Path) -> None:
    folder = repack.wget(
        [*site.small_site(), site.file("/templates/x/template.css", b"p { color: red }")],
        tmp_path / "m",
    )
    path = packed(open_source(str(folder)), tmp_path / "x.wacz")
    mimes = {entry["url"].rpartition("/")[2]: entry["mime"] for _, _, entry in index_of(path)}
    assert mimes["12-lamps"] == "text/html"
    assert mimes["small.png"] == "image/png"
    assert mimes["plan.pdf"] == "application/pdf"
    assert mimes["template.css"] == "text/css"


HTTRACK = "by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 25 Nov 2026 10:00:00 GMT -->"


def test_a_mirror_is_found_under_both_names_and_reads_the_same(tmp_path: Path) -> None:
    folder = repack.httrack(typed(site.small_site()), tmp_path / "m")
    source = open_source(str(folder))
    path = packed(source, tmp_path / "x.wacz")
    index = index_of(path)
    revisits = [e["url"] for _, _, e in index if e["mime"] == "warc/revisit"]
    first = [e["url"] for _, _, e in index if e["mime"] != "warc/revisit"]
    assert len(revisits) >= 4
    assert f"{site.HOST}/page0000.html" in revisits
    assert not set(revisits) & set(first)
    assert {time for _, time, e in index if e["mime"] == "text/html"} == {"20261125100000"}
    assert not list(wacz_check.verify(path))

    def articles(name: str) -> list[tuple[str, str, tuple[str, ...]]]:
        made = pipeline.in_memory(open_source(name))
        return [(a.id, a.body_html, a.urls) for a in made.articles]

    assert articles(str(path)) == articles(str(folder))


@pytest.mark.parametrize(
    ("file", "link"),
    [
        ("index.php?option=com_content&view=article&id=5.html", None),
        ("index2556.html", "index2556.html?view=article&amp;option=com_content&amp;id=5"),
        ("news/5-lamps.html", None),
    ],
)
def test_links_that_a_saver_rewrote_lead_to_records(
    tmp_path: Path, file: str, link: str | None
) -> None:
    """Links as wget -k -E 1.21 and HTTrack 3.49 write them."""
    root = tmp_path / "m/old.example"
    (root / "news").mkdir(parents=True)
    link = link or quote(file)
    page = "<html><head><title>{}</title></head><body><p><a href='{}'>x</a></p></body></html>"
    (root / "index.html").write_text(page.format("Front", link))
    (root / file).write_text(page.format("Lamps", "../index.html"))
    path = packed(open_source(str(tmp_path / "m")), tmp_path / "x.wacz")
    keys = {key for key, _, _ in index_of(path)}
    assert cdx.surt(urljoin("http://old.example/", unescape(link))) in keys
    reread, mirror = open_source(str(path)), open_source(str(tmp_path / "m"))
    assert {(c.url, c.mirror) for c in map(reread.load, reread.names()) if c.mirror} <= {
        (c.url, c.mirror) for c in map(mirror.load, mirror.names())
    }
    assert not list(wacz_check.verify(path))


@pytest.mark.parametrize(
    ("file", "link"),
    [("news?start=5", "news%3Fstart=5"), ("tags/быт.html", "tags/%d0%b1%d1%8b%d1%82.html")],
)
def test_a_link_is_held_in_the_letters_in_which_a_saver_writes_it(
    tmp_path: Path, file: str, link: str
) -> None:
    """ReplayWeb.page 2.5 compares letters: links as wget -k 1.21 and HTTrack 3.49 write them."""
    root = tmp_path / "m/old.example"
    (root / file).parent.mkdir(parents=True)
    page = "<html><head><title>{}</title></head><body><p><a href='{}'>x</a></p></body></html>"
    (root / "index.html").write_text(page.format("Front", link))
    (root / file).write_text(page.format("Lamps", "../index.html"))
    path = packed(open_source(str(tmp_path / "m")), tmp_path / "x.wacz")
    assert f"http://old.example/{link}" in {entry["url"] for _, _, entry in index_of(path)}
    assert not list(wacz_check.verify(path))


def test_what_a_saver_left_for_itself_does_not_go_into_an_archive(tmp_path: Path) -> None:
    folder = repack.httrack(site.small_site(), tmp_path / "m")
    (folder / "cookies.txt").write_text(
        "# HTTP Cookie File\nold.example\tTRUE\t/\tFALSE\t0\tsecret\t1\n"
    )
    (folder / "hts-log.txt").write_text("HTTrack log")
    (folder / "index.html").write_text(
        "<html><title>Local index - HTTrack Website Copier</title><body>x</body></html>"
    )
    path = packed(open_source(str(folder)), tmp_path / "x.wacz")
    urls = {entry["url"] for _, _, entry in index_of(path)}
    assert not [
        url for url in urls if "hts-" in url or "cookies" in url or url.endswith("/index.html")
    ]
    with zipfile.ZipFile(path) as held:
        assert b"Local index" not in held.read("pages/pages.jsonl")
    assert f"{site.HOST}/images/small.png" in urls


def test_only_what_lies_beside_the_cache_is_the_savers() -> None:
    names = [
        "m/hts-cache/new.txt",
        "m/cookies.txt",
        "m/a.example/cookies.txt",
        "m/a.example/fade.gif",
    ]
    assert left_by_saver(names) == {"m/hts-cache/new.txt", "m/cookies.txt"}
    assert left_by_saver(["cookies.txt", "fade.gif"]) == set()
    assert is_index_or_cookies(b"# Netscape HTTP Cookie File\n")
    assert not is_index_or_cookies(b"<p># HTTP Cookie File</p>")


def test_the_time_that_a_saver_wrote_is_the_captures() -> None:
    assert (
        saved_at(f"<p>x</p><!-- Mirrored from a.example/ {HTTRACK}".encode())
        == "2026-11-25T10:00:00Z"
    )
    single = b"<!--\n Page saved with SingleFile \n url: http://a/ \n saved date: Wed Nov 25 2026 10:00:00 GMT+0100 (CET)\n-->"
    assert saved_at(single) == "2026-11-25T09:00:00Z"
    assert saved_at(b"<p>on Wed, 25 Nov 2026 10:00:00 GMT</p>") is None


STUB = b"""<HTML>
<!-- Created by HTTrack Website Copier/3.49-4 [XR&CO'2014] -->
<HEAD><META HTTP-EQUIV="Refresh" CONTENT="0; URL=12-lamps.html"><TITLE>Page has moved</TITLE></HEAD></HTML>"""


def redirects(captures: list[Capture]) -> dict[str, tuple[str, str | None]]:
    made = pipeline.in_memory(Captures(captures))
    return {link.url: (link.kind, link.to) for link in made.addresses}


def test_redirects_of_the_old_site_lead_to_what_they_end_at() -> None:
    def moved(path: str, to: str, body: bytes = b"") -> Capture:
        return Capture(path.strip("/"), body, f"{site.HOST}{path}", 301, location=to)

    found = redirects(
        [
            *site.small_site(),
            moved("/old-gloves", "/news/street/7-gloves"),
            moved("/older-gloves", f"{site.HOST}/old-gloves", b"<html><body>Moved</body></html>"),
            moved("/circle", "/circle2"),
            moved("/circle2", "/circle"),
            moved("/away", "http://other.example/"),
        ]
    )
    gloves = found[f"{site.HOST}/news/street/7-gloves"]
    assert gloves[0] == "article"
    assert found[f"{site.HOST}/old-gloves"] == found[f"{site.HOST}/older-gloves"] == gloves
    assert not {f"{site.HOST}/{name}" for name in ("circle", "circle2", "away")} & set(found)


def test_the_page_that_httrack_writes_for_a_redirect_is_one(tmp_path: Path) -> None:
    assert stub_target(STUB) == "12-lamps.html"
    assert stub_target(STUB.replace(b"Created by", b"About")) is None
    folder = repack.wget(site.small_site(), tmp_path)
    (folder / "old.example/news/street/old-lamps.html").write_bytes(STUB)
    made = pipeline.in_memory(open_source(str(tmp_path)))
    page = next(p for p in made.pages if p.source.endswith("old-lamps.html"))
    assert page.kind == "redirect"
    link = next(link for link in made.addresses if "old-lamps" in link.url)
    titles = {article.id: article.title for article in made.articles}
    assert (link.kind, titles[link.to or ""]) == ("article", "Lighting the lamps")


def test_a_redirect_that_only_a_place_in_a_mirror_names_ends_no_run() -> None:
    stub = Capture(
        "old/index.html",
        b"",
        None,
        301,
        location=f"{site.HOST}/news/street/7-gloves",
        mirror=f"{site.HOST}/old/",
    )
    found = redirects([*site.small_site(), stub])
    assert f"{site.HOST}/old/" not in found


@pytest.mark.parametrize("damage", ["header", "key", "order", "record", "page", "index"])
def test_verify_tells_what_a_player_would_not_open(tmp_path: Path, damage: str) -> None:
    path = packed(Captures(site.small_site()), tmp_path / "x.wacz")
    assert list(wacz_check.verify(path)) == []
    with zipfile.ZipFile(path) as held:
        members = {name: held.read(name) for name in held.namelist()}
    lines = members["indexes/index.cdx"].decode().splitlines(keepends=True)
    pages = members["pages/pages.jsonl"]
    if damage == "key":
        lines[0] = "x" + lines[0]
        lines.sort()
    elif damage == "order":
        lines[0], lines[1] = lines[1], lines[0]
    elif damage == "record":
        del lines[0]
    elif damage == "page":
        members["pages/pages.jsonl"] = pages + b'{"id": "1", "url": "http://old.example/never"}\n'
    members["indexes/index.cdx"] = "".join(lines).encode()
    if damage == "index":
        del members["indexes/index.cdx"]
    with zipfile.ZipFile(path, "w") as out:
        for name, data in members.items():
            with out.open(name, "w", force_zip64=damage == "header") as member:
                member.write(data)
    told = " | ".join(wacz_check.verify(path))
    assert {
        "header": "cannot open it",
        "key": "players look for",
        "order": "is not in order",
        "record": "the index does not name",
        "page": "of which there is no record",
        "index": "has no index",
    }[damage] in told


PAGE = b"""<html><head><link rel="stylesheet" href="/t/a.css"><link rel="canonical" href="/c">
<script src="/t/a.js"></script><style>@import "/t/b.css"; p { background: url(/t/p.png) }</style></head>
<body background="/t/body.gif"><img data-src="/lazy.png" src="/blank.gif" srcset="/s1.png 1x, /s2.png 2x">
<iframe src="/frame"></iframe><a href="/page">x</a><div style="background-image: url('/t/d.png')">y</div></body></html>"""


def test_what_a_page_needs_to_be_shown_is_known() -> None:
    found = requisites(Capture("x.html", PAGE, f"{site.HOST}/"))
    assert {url.removeprefix(site.HOST) for url in found} == {
        "/t/a.css",
        "/t/a.js",
        "/t/b.css",
        "/t/p.png",
        "/t/body.gif",
        "/lazy.png",
        "/blank.gif",
        "/s1.png",
        "/s2.png",
        "/frame",
        "/t/d.png",
    }
    sheet = Capture(
        "a.css",
        b"@import 'c.css'; p { background: url( \"../i/q.png\" ) }",
        f"{site.HOST}/t/a.css",
        200,
        "text/css",
    )
    assert requisites(sheet) == (f"{site.HOST}/t/c.css", f"{site.HOST}/i/q.png")


@pytest.mark.parametrize("wanted", [True, False])
def test_a_live_run_keeps_what_its_pages_need(tmp_path: Path, wanted: bool) -> None:
    html = {"Content-Type": "text/html"}
    answers: dict[str, Answer | Callable[[], Answer]] = {
        "/": Answer(PAGE, headers=html),
        "/page": Answer(b"<html><body><p>A page.</p></body></html>", headers=html),
        "/frame": Answer(
            b'<html><body><a href="/behind-the-frame">x</a></body></html>', headers=html
        ),
        "/t/a.css": Answer(b"p { background: url(q.png) }", headers={"Content-Type": "text/css"}),
        "/t/q.png": Answer(site.PNG, headers={"Content-Type": "image/png"}),
        "/lazy.png": Answer(site.PNG + b"lazy", headers={"Content-Type": "image/png"}),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /t/a.js\n"),
    }
    with Server(answers) as served:
        net = FetchOptions(delay=0, allow_local=True, requisites=wanted)
        FetchedSource(served.address + "/", tmp_path, net).fetch()
    asked = served.paths()
    assert "/lazy.png" in asked  # the article's own picture, in any case
    assert ({"/t/a.css", "/t/q.png", "/frame"} <= set(asked)) is wanted
    assert not {"/t/a.js", "/behind-the-frame"} & set(asked)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("path", "data", "declared", "name"),
    [
        ("/thumb.php?src=boat.png", site.PNG, "image/png", "thumb.png"),
        ("/image.aspx?x=1", site.PNG, None, "image.png"),
        ("/get.php?id=3", b"PK\x03\x04 x", "application/zip", "get.zip"),
        ("/get.php?id=4", b"\x00\x01 unknown", None, "get.bin"),
        ("/x.php.jpg", b"\xff\xd8\xff x", "image/jpeg", "x-php.jpg"),
        ("/plan.docx", b"PK\x03\x04 x", None, "plan.docx"),
    ],
)
def test_a_copy_is_never_called_what_a_server_would_run(
    tmp_path: Path, path: str, data: bytes, declared: str | None, name: str
) -> None:
    capture = Capture("s", data, f"{site.HOST}{path}", 200, declared)
    held = HeldFiles(lambda _: capture, Folder(tmp_path), [])
    article = Article("1", None, (), None, references=(Link(f"{site.HOST}{path}", "file", "s"),))
    assert list(held.of(article).values()) == [name]


def test_names_that_warcit_escaped_are_addresses() -> None:
    url = "http://a.example/index.php%40option%3dcom_content%26view%3darticle%26id%3d10%26Itemid%3d3.html"
    said = address.read(url)
    assert (said.option, said.view, said.id) == ("com_content", "article", 10)
    assert address.read("http://a.example/a@b=c").get("b") is None
