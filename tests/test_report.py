"""The report of a run: figures that add up, pages side by side, and nothing that runs or loads."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner

from migrator import migrate
from migrator.cli import main
from migrator.report import charts, saved_page, site_report
from tests.site import HEAD

EXAMPLE = Path(__file__).parent.parent / "fixtures" / "example"
HOST = "http://mill.example"

HOSTILE = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "</style><script>alert(1)</script><style>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    '<p title="a > <img src=x onerror=alert(1)>">words of a title</p>',
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<base href='http://evil.example/'><link rel=stylesheet href=//evil.example/x.css>",
    "<form action=http://evil.example/><input autofocus onfocus=alert(1)></form>",
    "<style>@import 'http://evil.example/a.css';p{background:url(http://evil.example/b)}</style>",
    "<video src=http://evil.example/v poster=http://evil.example/p autoplay></video>",
    '<img alt="> <script>alert(1)</script>" src="http://evil.example/pixel.gif">',
    "\x1b[2J<!--> <script>alert(1)</script> -->",
)


def run(source: Path, out: Path, *words: str) -> Path:
    CliRunner().invoke(main, ["run", str(source), "-o", str(out), "--jobs", "1", "--quiet", *words])
    return out / "report"


def page(number: int, title: str, body: str) -> str:
    return (
        f'<html lang="en-gb"><head>{HEAD}<title>{title}</title></head>'
        f'<body class="com_content view-article"><div class="item-page"><h2>{title}</h2>{body}'
        f"</div><!-- {HOST}/{number}-page --></body></html>"
    )


def documents(folder: Path) -> list[tuple[str, lxml.html.HtmlElement]]:
    """All pages of a report, and the documents in their frames."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        tree = lxml.html.document_fromstring(path.read_text("utf-8"))
        found.append((path.name, tree))
        found += [
            (f"{path.name}, frame", lxml.html.document_fromstring(frame.get("srcdoc") or " "))
            for frame in tree.iter("iframe")
        ]
    return found


def dangers(tree: lxml.html.HtmlElement) -> list[str]:
    """What of a document runs something, or asks a host without a click."""
    wrong = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("script", "object", "embed", "base", "form", "input", "video", "use"):
            wrong.append(element.tag)
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            wrong.append("refresh")
        if element.tag == "iframe" and element.get("sandbox") != "":
            wrong.append("a frame that may do things")
        for name, value in element.attrib.items():
            if name.startswith("on"):
                wrong.append(name)
            if name in ("src", "poster", "srcset", "action") and not value.startswith("data:image"):
                wrong.append(f"{name}={value}")
            if name == "href" and re.match(r"\s*(?:javascript|data|vbscript):", value, re.I):
                wrong.append(value)
        if element.tag == "style" and re.search(r"url\(|@import|<", element.text or ""):
            wrong.append("a style sheet that loads")
    return wrong


def test_nothing_in_the_report_runs_or_loads(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, payload in enumerate(HOSTILE, 1):
        html = page(number, payload, f"<p>A text of the mill.</p>{payload}")
        (source / f"{number}.html").write_text(html, "utf-8")
    (source / "'><img src=x onerror=alert(1)>.html").write_text(f"<title>{HOSTILE[0]}</title>")
    pages = documents(run(source, tmp_path / "out"))
    assert len([name for name, _ in pages if "frame" in name]) >= len(HOSTILE)
    assert [(name, wrong) for name, tree in pages if (wrong := dangers(tree))] == []
    policies = [tree.xpath("//meta[@http-equiv='Content-Security-Policy']") for _, tree in pages]
    assert all(policies)


def test_the_test_of_dangers_can_fail() -> None:
    for payload in HOSTILE[:4]:
        assert dangers(lxml.html.document_fromstring(f"<body>{payload}"))


def test_words_in_an_attribute_are_not_marked() -> None:
    html = '<p title="> the mill wheel">the mill wheel</p>'
    assert saved_page._marked(html, ["the mill wheel turns"[:14]]) == (
        '<p title="> the mill wheel"><mark class="left">the mill wheel</mark></p>'
    )


def test_the_bar_adds_up_and_every_page_is_linked(tmp_path: Path) -> None:
    folder = run(EXAMPLE, tmp_path)
    index = lxml.html.document_fromstring((folder / "index.html").read_text("utf-8"))
    rows = index.xpath("//section[@id='pages']//tbody/tr/td[2]")
    counts = [int(cell.text_content().replace(",", "")) for cell in rows]
    assert sum(counts[:-1]) == counts[-1] == 14
    for path in folder.rglob("*.html"):
        for link in lxml.html.document_fromstring(path.read_text("utf-8")).iter("a"):
            place = (link.get("href") or "").partition("#")[0]
            if place and not place.startswith("http"):
                assert (path.parent / place).is_file(), f"{path.name} leads to {place}"
    assert len(list((folder / "pages").glob("*.html"))) >= 3


def test_an_article_stands_beside_its_saved_page(tmp_path: Path) -> None:
    folder = run(EXAMPLE, tmp_path)
    tree = lxml.html.document_fromstring((folder / "pages/com-content-12.html").read_text("utf-8"))
    old, new = (frame.get("srcdoc") or "" for frame in tree.iter("iframe"))
    rules = tree.xpath("//tr[td[1]='title']/td[3]")
    assert "data:image/png" in new
    assert len(old) > 500
    assert rules[0].text_content()


def test_a_capture_that_is_gone_is_said_so(tmp_path: Path) -> None:
    source = tmp_path / "in"
    shutil.copytree(EXAMPLE, source)
    run(source, tmp_path / "out")
    shutil.rmtree(source)
    words = ["write", "-o", str(tmp_path / "out"), "--quiet"]
    CliRunner().invoke(main, words)
    text = (tmp_path / "out/report/pages/com-content-12.html").read_text("utf-8")
    assert "can no longer be read" in text


def test_left_over_words_are_shown_on_the_page(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(1, 6):
        body = f"<p>Text number {number} of the mill and its {number * 7} wheels.</p>"
        (source / f"{number}.html").write_text(page(number, f"Part {number}", body), "utf-8")
    lost = "The notice of the miller that stands apart says that nobody may swim here in winter."
    html = page(6, "Part 6", "<p>The last part.</p>").replace(
        "<!--", f"<div id='apart'><p>{lost}</p></div><!--"
    )
    (source / "6.html").write_text(html, "utf-8")
    folder = run(source, tmp_path / "out")
    index = (folder / "index.html").read_text("utf-8")
    assert "words-left" in index
    (shown,) = [p for p in folder.glob("pages/*.html") if "Why it needs" in p.read_text("utf-8")]
    tree = lxml.html.document_fromstring(shown.read_text("utf-8"))
    (old, _) = tree.iter("iframe")
    assert '<mark class="left">The notice of the miller' in (old.get("srcdoc") or "")


def test_a_redacted_run_shows_no_text_of_a_page(tmp_path: Path) -> None:
    folder = run(EXAMPLE, tmp_path, "--redact-comments")
    assert not (folder / "pages").exists()
    assert "redacted" in (folder / "index.html").read_text("utf-8")


def test_lists_come_in_pages_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_report, "ENTRIES", 1)
    folder = run(EXAMPLE, tmp_path)
    assert len(list(folder.glob("articles-*.html"))) == 3
    second = (folder / "articles-2.html").read_text("utf-8")
    assert 'href="articles-3.html"' in second
    monkeypatch.setattr(site_report, "ENTRIES", 200)
    run(EXAMPLE, tmp_path)
    assert len(list(folder.glob("articles-*.html"))) == 1


def dated(number: int, category: str, label: str, date: str) -> str:
    details = (
        f'<dl class="article-info"><dd class="category-name">Category: <a href="/c">{category}</a>'
        f'</dd><dd class="{label}">{date}</dd></dl>'
    )
    return page(number, f"Part {number}", f"{details}<p>Words of the mill, number {number}.</p>")


def test_articles_are_grouped_by_year_and_category(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    pages = (
        dated(1, "Wheels", "create", "Created on Monday, 03 May 2010 10:00"),
        dated(2, "Wheels &amp; &lt;b>", "published", "Published on Tuesday, 04 May 2011 10:00"),
        dated(3, "Wheels", "published", "Published on Friday, 04 May 2012 10:00"),
        page(4, "Part 4", "<p>Nobody knows when this was.</p>"),
    )
    for number, html in enumerate(pages, 1):
        (source / f"{number}.html").write_text(html, "utf-8")
    folder = run(source, tmp_path / "out")
    index = lxml.html.document_fromstring((folder / "index.html").read_text("utf-8"))
    years = {a.text: a.get("href") for a in index.xpath("//section[@id='years']//td//a")}
    assert years == {year: f"year-{year}-1.html" for year in ("2010", "2011", "2012")}
    note = index.xpath("//section[@id='years']/p[@class='soft']")[0]
    assert "2 articles stand under the date of publication" in note.text_content()
    assert note.xpath("a/@href") == ["undated-1.html"]
    categories = index.xpath("//section[@id='categories']//td//a")
    titles = {}
    for link in (*categories, *index.xpath("//section[@id='years']//a")):
        tree = lxml.html.document_fromstring((folder / link.get("href")).read_text("utf-8"))
        titles[link.text] = [cell.text_content() for cell in tree.xpath("//tbody/tr/td[1]")]
    assert titles["Wheels"] == ["Part 1", "Part 3"]
    assert titles["2011"] == titles["Wheels & <b>"] == ["Part 2"]
    assert titles["1 article tells no date."] == titles["no category"] == ["Part 4"]


def test_the_python_interface_leaves_a_report_too(tmp_path: Path) -> None:
    with migrate(EXAMPLE, tmp_path, ["json"]):
        record = json.loads((tmp_path / "run.json").read_text("utf-8"))
        assert (record["articles"], record["options"]["targets"]) == (3, ["json"])
        assert (tmp_path / "report/index.html").is_file()


def test_only_so_many_articles_have_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_report, "PAGES", 2)
    folder = run(EXAMPLE, tmp_path)
    assert len(list((folder / "pages").glob("*.html"))) == 2


@pytest.mark.parametrize(("share", "pages"), [(1, 3), (5, 2), (1000, 2)])
def test_of_a_large_site_a_share_has_a_page(
    share: int, pages: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example has three articles; two have a page of their own however large the site is."""
    monkeypatch.setattr(site_report, "ALL", 2)
    monkeypatch.setattr(site_report, "SHARE", share)
    folder = run(EXAMPLE, tmp_path)
    assert len(list((folder / "pages").glob("*.html"))) == pages


def test_columns_hold_the_greatest_of_each_row() -> None:
    links = {"2005": "<a>2005</a>"}
    chart = charts.columns({"2005": (3, 71), "2006": (1, 0)}, ("articles", "comments"), links)
    assert "<td><a>2005</a></td>" in chart
    assert "3 articles" in chart
    assert ">71</text>" in chart
    assert charts.columns({}, ("articles", "comments"), {}) == ""
