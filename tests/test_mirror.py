"""Addresses out of the names that savers give to files, and the pages' own words about them."""

from __future__ import annotations

import csv
import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

from migrator import migrate
from migrator.document import saved_names
from migrator.model import Article, Site
from migrator.preserve.pack import pack
from migrator.sources.mirror_survey import layout_of
from migrator.sources.opening import open_source
from migrator.warc.writer import record, warcinfo

HOST = "http://www.mill.example"
TITLES = {11: "The weir in spring", 12: "Millstones and their makers", 13: "Flour prices of 1911"}
NAMES = {11: "11-weir", 12: "12-millstones", 13: "13-prices"}


def page(number: int, links: str = "", head: str = "") -> str:
    """An article page of Joomla 1.5."""
    return (
        f'<html lang="en-gb"><head>{head}<meta name="generator" content="Joomla! 1.5 - Open Source '
        f'Content Management" /><title>{TITLES[number]}</title></head><body><ul class="menu">{links}'
        f'</ul><table class="contentpaneopen"><tr><td class="contentheading">{TITLES[number]}</td>'
        f'</tr></table><table class="contentpaneopen"><tr><td valign="top"><p>Text number {number} '
        f"of the mill, which tells at some length what the miller wrote down that year.</p>"
        f"</td></tr></table></body></html>"
    )


def saved(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with some files."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def addresses(site: Site) -> dict[str | None, str | None]:
    return {article.title: article.url for article in site.articles}


def by_title(site: Site, number: int) -> Article:
    return next(a for a in site.articles if a.title == TITLES[number])


PLAIN = {TITLES[n]: f"{HOST}/news/{NAMES[n]}" for n in TITLES}
SUFFIXED = {TITLES[n]: f"{HOST}/news/{NAMES[n]}.html" for n in TITLES}
RAW = {
    TITLES[n]: f"{HOST}/index.php?option=com_content&view=article&id={n}:{NAMES[n][3:]}&Itemid=2"
    for n in TITLES
}


def wget(**extra: str) -> dict[str, str]:
    """`wget -m -E -k` of a site with search-friendly addresses without suffix."""
    links = "".join(f'<li><a href="{name}.html">x</a></li>' for name in NAMES.values())
    files = {f"www.mill.example/news/{NAMES[n]}.html": page(n, links) for n in TITLES}
    return files | {"www.mill.example/index.html": "<html>Joomla</html>"} | extra


@pytest.mark.parametrize(
    ("sign", "wanted"),
    [
        ({"www.mill.example/news/11-weir?tmpl=component&print=1.html": page(11)}, PLAIN),
        ({"www.mill.example/news?format=feed&type=rss": "<rss/>"}, PLAIN),
        (
            {"www.mill.example/a.html": f'<html><a href="{HOST}/news/99-not-fetched">Joomla</a>'},
            PLAIN,
        ),
        ({"www.mill.example/news/11-weir.html?tmpl=component&print=1.html": page(11)}, SUFFIXED),
        (
            {"www.mill.example/a.html": f'<html><a href="{HOST}/news/99-other.html">Joomla</a>'},
            SUFFIXED,
        ),
    ],
    ids=["print view", "feed", "link", "print view of a suffix", "link with a suffix"],
)
def test_the_mirror_tells_whether_wget_added_the_suffix(
    sign: dict[str, str], wanted: dict[str, str], tmp_path: Path
) -> None:
    assert addresses(migrate(saved(tmp_path, wget(**sign)))) == wanted


def test_a_page_that_calls_itself_otherwise_is_redirected_from_both_forms(tmp_path: Path) -> None:
    """`wget -E -k` of a site with `.html`: `old-stones` was asked for, and answered with 301."""
    own = {n: f'<base href="{HOST}/news/{NAMES[n]}.html" />' for n in TITLES}
    files = {f"www.mill.example/news/{NAMES[n]}.html": page(n, head=own[n]) for n in (11, 13)}
    files |= {
        "www.mill.example/a.html": f'<html><a href="{HOST}/news/99-other.html">Joomla</a>',
        "www.mill.example/old-stones.html": page(12, head=own[12]),
    }
    site = migrate(saved(tmp_path / "in", files), out=tmp_path / "out", to=["redirects"])
    assert addresses(site) == SUFFIXED
    with (tmp_path / "out/redirects/redirects.csv").open() as file:
        rows = {row["old"]: row["new"] for row in csv.DictReader(file)}
    for old in ("old-stones", "old-stones.html"):
        assert rows[f"{HOST}/{old}"] == rows[SUFFIXED[TITLES[12]] or ""]


def test_where_nothing_tells_both_forms_are_redirected(tmp_path: Path) -> None:
    migrate(saved(tmp_path / "in", wget()), out=tmp_path / "out", to=["redirects"])
    with (tmp_path / "out/redirects/redirects.csv").open() as file:
        rows = {row["old"]: row["new"] for row in csv.DictReader(file)}
    for url in (f"{HOST}/news/12-millstones", f"{HOST}/news/12-millstones.html"):
        assert "millstones" in rows[url]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index.php?option=com_content&id=1.html", "/index.php?option=com_content&id=1"),
        ("index.php@option=com_content&id=1%3Aa.html", "/index.php?option=com_content&id=1:a"),
        ("index.php%3foption%3dcom_content%26id%3d1%3aa", "/index.php?option=com_content&id=1:a"),
        ("index.php_option=com_content&id=1_a.html", "/index.php?option=com_content&id=1:a"),
        (
            "index.php-option=com_content&id=1-a&lang=es.html",
            "/index.php?option=com_content&id=1:a&lang=es",
        ),
        ("index.php-format=feed-type=atom", "/index.php?format=feed&type=atom"),
        (
            "index_php_option_com_content_view_article_id_4_bread-oven_Itemid_2.html",
            "/index.php?option=com_content&view=article&id=4:bread-oven&Itemid=2",
        ),
        ("a/index.php-notes.html", "/a/index.php-notes.html"),
        (
            "index.php_option_com_content_view_article_id_12_bread-oven_Itemid_2.html",
            "/index.php?option=com_content&view=article&id=12:bread-oven&Itemid=2",
        ),
        ("index.php?option=com_content&itemid=3.html", "/index.php?option=com_content&Itemid=3"),
        ("page@home.html", "/page@home.html"),
        ("news/start=10.html", "/news?start=10"),
        ("news_print=1&page=.html", "/news.html?print=1&page="),
        ("index_option=com_x&id=1_a.php.html", "/index.php?option=com_x&id=1:a"),
        ("news/type=rss.feed/index.html", "/news/type=rss.feed/"),
        ("news/index.html", "/news/"),
        ("a/b.html.orig", "/a/b.html"),
    ],
)
def test_names_of_files_and_their_addresses(name: str, path: str) -> None:
    assert saved_names.path_of(name) == path


def test_links_between_files_with_windows_names_lead_to_addresses(tmp_path: Path) -> None:
    def name(n: int, colon: str) -> str:
        return (
            f"index.php@option=com_content&view=article&id={n}{colon}{NAMES[n][3:]}&Itemid=2.html"
        )

    links = "".join(f'<li><a href="{name(n, "%253A")}">x</a></li>' for n in TITLES)
    body = page(11, links).replace(
        "of the mill", f'of <a href="{name(12, "%253A").replace("&", "&amp;")}">the mill</a>'
    )
    files = {f"www.mill.example/{name(n, '%3A')}": page(n, links) for n in TITLES}
    files[f"www.mill.example/{name(11, '%3A')}"] = body
    site = migrate(saved(tmp_path, files))
    assert addresses(site) == RAW
    assert [(link.kind, link.to) for link in by_title(site, 11).references] == [
        ("article", "com_content:12")
    ]
    assert not list(site.gaps)


@pytest.mark.parametrize(
    "head",
    [
        '<base href="{}" />',
        '<link rel="canonical" href="{}">',
        '<meta property="og:url" content="{}">',
    ],
)
@pytest.mark.parametrize("kind", [PLAIN, RAW], ids=["path", "query"])
def test_a_page_knows_its_address_better_than_its_file_name(
    head: str, kind: dict[str, str], tmp_path: Path
) -> None:
    urls = {n: kind[TITLES[n]] for n in TITLES}
    links = "".join(f'<li><a href="{url}">x</a></li>' for url in urls.values())
    files = {f"{n - 10}.html": page(n, links, head.format(urls[n])) for n in TITLES}
    site = migrate(saved(tmp_path, files))
    assert addresses(site) == kind
    assert not list(site.gaps)


@pytest.mark.parametrize("told_by", ["base", "print view"])
def test_the_name_that_led_to_a_redirect_is_an_address_of_its_target(
    told_by: str, tmp_path: Path
) -> None:
    """wget -r saves the target of a redirect under the name that it asked for, and not again."""
    files = {}
    for number, name in NAMES.items():
        url = f"{HOST}/news/{name}"
        printed = f'<li><a href="{url}?tmpl=component&amp;print=1">Print</a></li>'
        text = page(number, head=f'<base href="{url}" />' if told_by == "base" else "")
        if told_by == "print view":
            text = text.replace("<p>Text", f"<ul>{printed}</ul><p>Text")
        files[f"www.mill.example/news/{name}" if number != 12 else "www.mill.example/stones"] = text
    site = migrate(saved(tmp_path / "in", files), out=tmp_path / "out", to=["redirects"])
    assert addresses(site) == PLAIN
    with (tmp_path / "out/redirects/redirects.csv").open() as file:
        rows = {row["old"]: row["new"] for row in csv.DictReader(file)}
    assert rows[f"{HOST}/stones"] == rows[f"{HOST}/news/12-millstones"]


def test_the_address_under_which_a_page_was_saved_comes_before_one_out_of_a_link(
    tmp_path: Path,
) -> None:
    """Joomla 1.5 writes the parameters of a print view in another order, and leaves `Itemid` out;
    where that link is all that tells, the parameters keep their own spelling."""
    printed = (
        f"{HOST}/index.php?view=article&amp;id=%d:x&amp;Itemid=2&amp;tmpl=component&amp;print=1"
    )
    texts = {
        n: page(n).replace("<p>Text", f'<a href="{printed % n}">Print</a><p>Text') for n in TITLES
    }
    own = {n: RAW[TITLES[n]].removeprefix("http://").replace("&", "&amp;") for n in (11, 12)}
    files = {name: texts[n] for n, name in own.items()}  # as wget2 names them
    files |= {"www.mill.example/stones": texts[12], "www.mill.example/prices": texts[13]}
    tells = {TITLES[13]: f"{HOST}/index.php?view=article&id=13:x&Itemid=2"}
    assert addresses(migrate(saved(tmp_path, files))) == RAW | tells


def test_a_base_that_pages_share_is_no_address_of_theirs(tmp_path: Path) -> None:
    """Joomla 1.0 writes the address of the site into `<base>`."""
    head = f'<base href="{HOST}/joomla/" />'
    files = {f"joomla/news/{NAMES[n]}.html": page(n, head=head) for n in TITLES}
    assert addresses(migrate(saved(tmp_path, files))) == {
        TITLES[n]: f"{HOST}/joomla/news/{NAMES[n]}.html" for n in TITLES
    }


@pytest.mark.parametrize(
    ("above", "origin"),
    [
        ("www.mill.example/", HOST),
        ("mirrors/2011/www.mill.example/", HOST),
        ("https/www.mill.example/", "https://www.mill.example"),
        ("www.mill.example+8080/", f"{HOST}:8080"),
        ("www.mill.example_8080/", f"{HOST}:8080"),
        ("www.mill.example/20090601120000/", HOST),
        ("20090601120000/www.mill.example/", HOST),
    ],
)
def test_folders_of_hosts_in_all_forms(above: str, origin: str, tmp_path: Path) -> None:
    files = {f"{above}news/{NAMES[n]}.html?print=1.html": page(n) for n in TITLES}
    files |= {f"{above}news/{NAMES[n]}.html": page(n) for n in TITLES}
    site = migrate(saved(tmp_path, files))
    assert addresses(site) == {TITLES[n]: f"{origin}/news/{NAMES[n]}.html" for n in TITLES}


def test_names_of_httrack_are_known_by_the_links_to_them(tmp_path: Path) -> None:
    query = "option=com_content&amp;view=article&amp;id={}:{}&amp;Itemid=2"
    digests = {11: "indexd564", 12: "indexb36c", 13: "index121e"}
    links = "".join(
        f'<li><a href="{digests[n]}.html?{query.format(n, NAMES[n][3:])}">x</a></li>'
        for n in TITLES
    )
    files = {f"www.mill.example/{digests[n]}.html": page(n, links) for n in TITLES}
    site = migrate(saved(tmp_path, files))
    assert addresses(site) == RAW
    assert not list(site.gaps)


def test_a_link_of_httrack_to_a_redirected_address_has_no_query(tmp_path: Path) -> None:
    link = "indexd564.html?option=com_content&amp;view=article&amp;id=11&amp;Itemid=2"
    links = f'<li><a href="{link}">x</a></li><li><a href="indexd564.html">Old address</a></li>'
    shown = page(11, links).replace(
        "<p>Text", '<img src="thumba638.png?src=a.png&amp;w=2"/><p>Text'
    )
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    folder = saved(
        tmp_path / "in",
        {"www.mill.example/indexd564.html": shown, "www.mill.example/thumba638.png": png},
    )
    with migrate(folder) as site:
        assert not list(site.gaps)
        assert [image.file for image in site.articles[0].images]
    pack(open_source(str(folder)), tmp_path / "x.wacz")
    with zipfile.ZipFile(tmp_path / "x.wacz") as members:
        index = members.read("indexes/index.cdx")
    for name in (b"indexd564.html", b"indexd564.html?option=com_content&view=article&id=11"):
        assert b'"http://www.mill.example/' + name in index


def blog(*entries: int) -> str:
    """A list of articles with their intros."""
    rows = "".join(
        f'<tr><td><table class="contentpaneopen"><tr><td class="contentheading"><a class="content'
        f'pagetitle" href="/index.php?option=com_content&amp;view=article&amp;id={n}&amp;Itemid=2">'
        f'{TITLES[n]}</a></td></tr></table><table class="contentpaneopen"><tr><td><p>Text number '
        f"{n} of the mill, which tells at some length what the miller wrote down that year.</p>"
        f"</td></tr></table></td></tr>"
        for n in entries
    )
    head = '<html><head><meta name="generator" content="Joomla! 1.5"/><title>Mill</title></head>'
    return f'{head}<body><div class="componentheading">Mill</div><table class="blog">{rows}</table>'


@pytest.mark.parametrize(
    ("more", "ids"),
    [
        ({}, {"com_content:11"}),
        (
            {"www.mill.example/second": page(11).replace("tells", "shows")},
            {"page:old-news", "page:second"},
        ),
        ({"www.mill.example/index.html": blog(12)}, {"page:old-news"}),
    ],
    ids=["one page", "two pages of the title", "not listed"],
)
def test_a_list_tells_the_number_of_a_page_that_wget_saved_under_a_redirected_address(
    more: dict[str, str], ids: set[str], tmp_path: Path
) -> None:
    files = {"www.mill.example/index.html": blog(11), "www.mill.example/old-news": page(11)}
    site = migrate(saved(tmp_path / "in", files | more), out=tmp_path / "out", to=["redirects"])
    assert {article.id for article in site.articles} == ids
    if ids == {"com_content:11"}:
        assert not [gap for gap in site.gaps if gap.kind == "article"]
        rows = (tmp_path / "out/redirects/redirects.csv").read_text()
        assert "view=article&id=11&Itemid=2,/the-weir-in-spring/" in rows
        assert f"{HOST}/old-news,/the-weir-in-spring/" in rows


@pytest.mark.parametrize("tag", ["", "&lt;old&gt; "])
def test_a_feed_tells_the_address_of_a_page_whose_links_wget_rewrote(
    tag: str, tmp_path: Path
) -> None:
    """`wget -r -k` writes the name of the file into lists, and leaves feeds as they are. A feed
    leaves out what looks like a tag in a title."""
    title = TITLES[11].replace("weir", f"{tag}weir")
    moved = page(11).replace(TITLES[11], title)

    def item(number: int) -> str:
        words = f"Text number {number} of the mill, which tells at some length what the miller"
        link = f"{HOST}/news/{NAMES[number]}"
        return f"<item><title>{TITLES[number]}</title><link>{link}</link><description>{words}</description></item>"

    feed = f"<?xml version='1.0'?><rss version='2.0'><channel>{item(11)}{item(12)}</channel></rss>"
    lists = blog(11).replace(
        "/index.php?option=com_content&amp;view=article&amp;id=11&amp;Itemid=2", "before"
    )
    files = {
        "www.mill.example/index.html": lists,
        "www.mill.example/index.php?format=feed": feed,
        "www.mill.example/before": moved,
        "www.mill.example/news/12-millstones": page(12),
    }
    with migrate(saved(tmp_path, files)) as site:
        wanted = {TITLES[n]: PLAIN[TITLES[n]] for n in (11, 12)}
        assert addresses(site) == {unescape(title): wanted.pop(TITLES[11]), **wanted}


def test_second_files_of_a_name_are_no_addresses(tmp_path: Path) -> None:
    files = {
        "www.mill.example/news/page.html": page(11),
        "www.mill.example/news/page.html.1": page(12),
        "www.mill.example/news/page (1).html": page(13),
    }
    assert addresses(migrate(saved(tmp_path, files))) == {
        TITLES[11]: f"{HOST}/news/page.html",
        TITLES[12]: None,
        TITLES[13]: None,
    }


def test_what_a_saver_writes_for_itself_is_no_article(tmp_path: Path) -> None:
    log = "\n".join(
        f"--2011-05-0{n}--  {HOST}/news/{n}\nHTTP request sent, awaiting response... 200 OK\n"
        f"Saving to: www.mill.example/news/{n}\n"
        for n in range(1, 9)
    )
    files = wget() | {"wget.log": log, "hts-cache/new.lst": log, "README.txt": log, "wget-log": log}
    site = migrate(saved(tmp_path, files))
    assert set(addresses(site)) == set(TITLES.values())
    assert {p.kind for p in site.pages if p.source in ("wget.log", "README.txt")} == {"media"}


def test_lines_of_json_beside_pages_are_data_though_they_hold_markup(tmp_path: Path) -> None:
    records = "".join(f'{{"id": {n}, "html": "<h1>T</h1><p>{TITLES[n]}</p>"}}\n' for n in TITLES)
    site = migrate(saved(tmp_path, wget() | {"records.jsonl": records * 20}))
    assert set(addresses(site)) == set(TITLES.values())
    assert [p.kind for p in site.pages if p.source == "records.jsonl"] == ["other"]


def test_where_nothing_tells_the_host_the_path_tells_the_numbers(tmp_path: Path) -> None:
    text = "<p>The mill pond froze over twice that winter, and the sluice stood open.</p>"
    body = f"<div class='item-page'><h2>T</h2>{text}</div>"
    head = "<meta name=generator content='Joomla! 1.5'><title>T</title>"
    names = ("index.php_option=com_content&view=article&id=101.html", "papers/49-p/80-ice.html")
    for number, name in enumerate(names):
        page_text = f"<html><head>{head}</head><body>{body.replace('twice', f'{number}')}</body>"
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(page_text, "utf-8")
    with migrate(tmp_path) as site:
        assert {article.id for article in site.articles} == {"com_content:101", "com_content:80"}


def test_the_cache_beside_a_mirror_of_httrack_tells_the_redirects(tmp_path: Path) -> None:
    files = {f"www.mill.example/news/{NAMES[n]}.html": page(n) for n in TITLES}
    folder = saved(tmp_path / "in", files)
    (folder / "hts-cache").mkdir()
    target = f"{HOST}/news/{NAMES[12]}"
    with zipfile.ZipFile(folder / "hts-cache/new.zip", "w") as cache:
        for url, head in (
            (f"{HOST}/stones", f"X-StatusCode: 301\r\nLocation: {target}\r\n"),
            (target, "X-StatusCode: 200\r\n"),
        ):
            info = zipfile.ZipInfo(url)
            info.extra = f"HTTP/1.1 -\r\nX-In-Cache: 0\r\n{head}".encode()
            cache.writestr(info, b"")
            info.extra = b""
    site = migrate(folder, out=tmp_path / "out", to=["redirects"])
    assert len(site.articles) == len(TITLES)
    with (tmp_path / "out/redirects/redirects.csv").open() as file:
        rows = {row["old"]: row["new"] for row in csv.DictReader(file)}
    assert rows[f"{HOST}/stones"] == rows[target]
    packed = tmp_path / "x.wacz"
    pack(open_source(str(folder)), packed)
    with zipfile.ZipFile(packed) as members:
        assert b'"http://www.mill.example/stones"' in members.read("indexes/index.cdx")


def test_a_picture_that_httrack_gave_the_suffix_of_its_type_is_the_articles(tmp_path: Path) -> None:
    shown = page(11).replace("<p>Text", '<img src="../images/weir.png" alt="" /><p>Text')
    files: dict[str, str | bytes] = {
        "www.mill.example/news/11-weir.html": shown,
        "www.mill.example/images/weir.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    }
    folder = saved(tmp_path / "in", files)
    (folder / "hts-cache").mkdir()
    cells = ["10:00", "48/48", "---M--", "200", "added ('OK')", "image/png", "date:x"]
    line = [*cells, f"{HOST}/images/weir.jpg", "www.mill.example/images/weir.png", "(from x)"]
    (folder / "hts-cache/new.txt").write_text("\t".join(line) + "\n", "utf-8")
    with migrate(folder) as site:
        assert not [gap.url for gap in site.gaps if gap.kind == "image"]


def test_names_in_a_warc_of_warcit_are_those_of_the_mirror(tmp_path: Path) -> None:
    """As warcit 0.4.0 writes a mirror of `wget -E --restrict-file-names=windows`."""
    shown = {n: f"{HOST}/news/{NAMES[n]}?print=1" for n in TITLES}
    date = "2026-11-25T10:00:00Z"
    records = [warcinfo("x.warc.gz", date, {"software": "warcit 0.4.0"})]
    for number, url in shown.items():
        data = page(number).encode()
        for name in (f"{HOST}/news/{NAMES[number]}.html", f"{url.replace('?', '%40')}.html"):
            records.append(
                record("resource", name, date, data, {"Content-Type": "text/html"}, name)
            )
    (tmp_path / "x.warc.gz").write_bytes(b"".join(records))
    with migrate(tmp_path / "x.warc.gz") as site:
        assert addresses(site) == PLAIN
        assert all(shown[11].partition("?")[0] != url for url in by_title(site, 12).urls)


def test_what_is_put_behind_the_name_of_a_text_dump_is_not_of_its_address(tmp_path: Path) -> None:
    words = "The sluice of the mill stood open all winter, and the miller wrote it down. " * 6
    text = f"The weir in spring\n\nWritten by Ada Reed\nFriday, 02 May 2008 18:05\n\n{words}\n"
    folder = saved(tmp_path, {"www.mill.example/news/11-weir.txt": text})
    with migrate(folder) as site:
        assert [article.url for article in site.articles] == [f"{HOST}/news/11-weir"]


def test_pages_of_httrack_itself_are_no_pages_and_its_stubs_are_told(tmp_path: Path) -> None:
    """As HTTrack 3.49 writes them without its footer (`-%F ""`) and without `hts-cache`."""
    stub = (
        '<HTML>\n<HEAD>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html;charset=UTF-8">'
        '<META HTTP-EQUIV="Refresh" CONTENT="0; URL={0}"><TITLE>Page has moved</TITLE>\n</HEAD>\n'
        '<BODY>\n<A HREF="{0}"><h3>Click here...</h3></A>\n</BODY>\n</HTML>'
    )
    own = "<html><head><title>{} - HTTrack Website Copier</title></head><body><a href='{}'>x</a></body>"
    files = {
        "index.html": own.format("Local index", "www.mill.example/index.html"),
        "external.html": own.format("Page not retrieved!", "#"),
        f"www.mill.example/news/{NAMES[11]}.html": page(11),
        "www.mill.example/old-weir.html": stub.format(f"news/{NAMES[11]}.html"),
        "www.mill.example/news/lost.html": stub.format("lost.html"),
    }
    site = migrate(saved(tmp_path, files))
    pages = {p.source.rpartition("/")[2]: (p.kind, p.status) for p in site.pages}
    assert pages["index.html"] == pages["external.html"] == ("media", "skipped")
    assert pages["old-weir.html"] == ("redirect", "skipped")
    assert pages["lost.html"] == ("other", "failed")
    assert not [gap for gap in site.gaps if gap.kind == "page"]


def test_a_page_that_is_still_packed_tells_its_own_address(tmp_path: Path) -> None:
    base = f'<base href="{HOST}/index.php?option=com_content&amp;view=article&amp;id=11">'
    data = page(11, head=base).encode()
    site = migrate(saved(tmp_path, {"saved/weir.html": gzip.compress(data)}))
    assert site.articles[0].url == f"{HOST}/index.php?option=com_content&view=article&id=11"


def test_pages_in_folders_called_like_their_addresses(tmp_path: Path) -> None:
    """website-scraper with `bySiteStructure`: links are from file to file, and of a front page with
    a query the host loses its last part."""
    to_first = '<li><a href="../11-weir/index.html">w</a></li>'
    printed = '<li><a href="tmpl%3Dcomponent%26print%3D1.html">p</a></li>'
    mirror = saved(
        tmp_path / "saved",
        {
            "www.mill.example/news/11-weir/index.html": page(11, printed),
            "www.mill.example/news/11-weir/tmpl=component&print=1.html": page(11),
            "www.mill.example/news/12-millstones/index.html": page(12, to_first),
            "www.mill/view=article&id=13_prices.html": page(13),
        },
    )
    with migrate(mirror, tmp_path / "out") as site:
        assert addresses(site) == PLAIN | {TITLES[13]: f"{HOST}/?view=article&id=13:prices"}
        assert not list(site.gaps)
        assert all("index.html" not in url for article in site.articles for url in article.urls)


def test_one_name_like_website_scrapers_does_not_make_a_mirror_its() -> None:
    names = [f"www.mill.example/news/{n}?print=1.html" for n in NAMES.values()]
    page_of_names = {
        name: page(11).encode() for name in [*names, "www.mill.example/news_id=3.html"]
    }
    assert not layout_of(page_of_names, page_of_names.__getitem__).by_site_structure
    own = {name.replace("?", "/"): data for name, data in page_of_names.items()}
    assert layout_of(own, own.__getitem__).by_site_structure


def test_links_of_teleport_pro_tell_addresses(tmp_path: Path) -> None:
    """They keep the address beside the name of the file; a page that was not fetched has a script
    for its destination."""
    links = "".join(
        f'<li><a href="page{n}.htm" tppabs="{url}#top">x</a></li>'
        for n, url in zip(TITLES, RAW.values(), strict=True)
    )
    lost = f"{HOST}/index.php?option=com_content&amp;view=article&amp;id=14:sluice"
    alert = f"javascript:if(confirm('{lost}  \\n\\nnot fetched'))window.location='{lost}'"
    body = page(12, links).replace(
        "of the mill",
        f'of <a href="{alert}" tppabs="{lost}">the sluice</a>'
        f'<img src="wheel.png" tppabs="{HOST}/images/stories/wheel.png" alt="wheel">',
    )
    files: dict[str, str | bytes] = {f"page{n}.htm": page(n, links) for n in TITLES}
    mirror = saved(
        tmp_path / "saved",
        files | {"page12.htm": body, "wheel.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40},
    )
    with migrate(mirror, tmp_path / "out") as site:
        assert addresses(site) == RAW
        assert [(gap.kind, gap.url) for gap in site.gaps] == [
            ("article", lost.replace("&amp;", "&"))
        ]
        article = by_title(site, 12)
        assert [link.to for link in article.references if link.kind == "file"] == ["wheel.png"]
        assert "javascript" not in (article.body_markdown or "")


@pytest.mark.parametrize(
    ("before", "head", "captured"),
    [
        ('<html data-scrapbook-source="{}#a" data-scrapbook-create="20191213113404286">', "", True),
        (
            "<html>",
            '<meta name="savepage-url" content="{}">'
            '<meta name="savepage-date" content="Fri Dec 13 2019 12:34:04 GMT+0100 (CET)">',
            True,
        ),
        ("<!-- OriginalSrc: {} --><html>", "", False),
        (
            "<html>",
            f'<style>{"p {{ }} " * 5000}</style><meta name="savepage-url" content="{{}}">',
            False,
        ),
    ],
    ids=["WebScrapBook", "Save Page WE", "MaoXian", "Save Page WE behind styles"],
)
def test_what_extensions_of_browsers_write_into_pages(
    before: str, head: str, captured: bool, tmp_path: Path
) -> None:
    url = RAW[TITLES[12]].replace("&", "&amp;")
    text = page(12, head=head.format(url)).replace('<html lang="en-gb">', before.format(url))
    source = open_source(str(saved(tmp_path, {"any name.html": text})))
    capture = source.load("any name.html")
    assert capture.url == RAW[TITLES[12]]
    assert capture.captured == ("2019-12-13T11:34:04Z" if captured else None)


def test_a_folder_of_scrapbook_tells_addresses(tmp_path: Path) -> None:
    files = {
        f"data/200903121405{n}/{name}": text
        for n in TITLES
        for name, text in (
            ("index.html", page(n)),
            ("index.dat", f"id\t200903121405{n}\ntype\t\ntitle\tx\nsource\t{RAW[TITLES[n]]}\n"),
        )
    }
    with migrate(saved(tmp_path, files)) as site:
        assert addresses(site) == RAW
        assert not list(site.gaps)


def test_pages_that_browsers_saved_as_one_packed_file(tmp_path: Path) -> None:
    """Konqueror's web archive is a tar, WebScrapBook's a zip; they are pages wherever they lie."""
    folder = tmp_path / "saved"
    folder.mkdir()
    statement = "<!-- saved from url=(0040){} -->"
    with tarfile.open(folder / "weir.war", "w:gz") as packed:
        data = (statement.format(PLAIN[TITLES[11]]) + page(11)).encode()
        info = tarfile.TarInfo("index.html")
        info.size = len(data)
        packed.addfile(info, io.BytesIO(data))
    with zipfile.ZipFile(folder / "stones.htz", "w") as zipped:
        zipped.writestr("index.html", statement.format(PLAIN[TITLES[12]]) + page(12))
    saved(folder, {"prices.html": statement.format(PLAIN[TITLES[13]]) + page(13)})
    with migrate(folder) as site:
        assert addresses(site) == PLAIN
    (folder / "weir.war").rename(tmp_path / "weir of 2009")
    with migrate(tmp_path / "weir of 2009") as site:
        assert list(addresses(site)) == [TITLES[11]]


def test_a_gap_of_a_page_without_address_has_the_one_host_of_the_site(tmp_path: Path) -> None:
    lost = (
        '<li><a href="/news/99-lost-sluice">x</a></li><li><a href="/news/98-lost-pond">x</a></li>'
    )
    named = page(11, lost[: lost.index("</li>") + 5], f'<base href="{HOST}/news/{NAMES[11]}" />')
    saved(tmp_path / "a", {"11.html": named})
    saved(tmp_path / "b", {"12.html": page(12, lost)})
    with migrate([tmp_path / "a", tmp_path / "b"]) as site:
        urls = sorted(gap.url or "" for gap in site.gaps)
    assert urls == [f"{HOST}/news/98-lost-pond", f"{HOST}/news/99-lost-sluice"]


def test_a_link_with_an_escaped_question_mark_has_a_query() -> None:
    """As `wget -E -k` writes links to `index2.php?option=x&pop=1`."""
    link = f"{HOST}/index2.php%3Foption=com_content&task=view&id=1&pop=1.html"
    assert saved_names.is_saved("../index2.php%3Foption=com_content&id=1.html")
    assert saved_names.link_of(link) == f"{HOST}/index2.php?option=com_content&task=view&id=1&pop=1"
