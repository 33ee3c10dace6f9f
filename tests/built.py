"""A small site in which everything is that builders stumble over, and what must be on the site that
a builder makes of it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html

from migrator.guard.paths import Folder
from migrator.joomla import address
from migrator.markdown import conversion
from migrator.model import (
    Article,
    Attachment,
    Category,
    Comment,
    ListPage,
    Menu,
    MenuItem,
    Site,
    Structure,
    When,
)
from migrator.targets import registry
from migrator.writing.permalinks import NewSite
from migrator.writing.writer import TargetWriter

#: Words that are a token of one engine or another.
TOKENS = (
    "{{ x }} {{ x.y.z }} {{ if ( }} {% y %} {% endraw %} {{< z >}} {{% w %}} {# c #} <%= v %> "
    "{{ f(a=1) }} {% g() %} {% end %} {filename}a :::tip :smile: [[toc]] ${q} import a from 'b'"
)
#: Code in a list stands indented, which Eleventy reads as words and tags where nothing is said.
CODE = "<ul><li>so:<pre>&lt;div class='lamp'&gt;\n# on</pre></li></ul>"
OLD = "http://old.example"
MINUTE = When("2009-03-12T14:05", "minute", "12.3.2009 14:05")
EARLIER = When("2008-02-01T08:00", "minute", "1.2.2008 8:00")
DAY = When("1969-07-20", "day", "20.7.1969")
NEWS, CLUB = ("News",), ("News", "Club & Friends")
COMMENTS = (
    Comment("3", "Bob", "<p>Reply <b>bold</b></p>", "Reply bold", parent="7", created=DAY),
    Comment("5", "Ann", "<p>Deeper</p><pre>a\n\nb</pre>", "Deeper a b", parent="3"),
    Comment("7", "{{ Ann }}", f"<p>{TOKENS.replace('<', '&lt;')}</p>", TOKENS, created=MINUTE),
    Comment(
        "9",
        "Ёлка",
        "<p>One &lt; two<br>next line</p>",
        "One < two next line",
        parent="404",
        rating={"value": 4.0, "best": 5.0},
        attachments=(Attachment(f"{OLD}/a.pdf", "plan"),),
    ),
)


def article(number: int, title: str | None, html: str, **fields: object) -> Article:
    text, _ = conversion.convert(html)
    name = f"com_content:{number}"
    return Article(name, None, (), title, body_html=html, body_markdown=text, **fields)  # type: ignore[arg-type]


def hostile_site() -> Site:
    tokens = TOKENS.replace("<", "&lt;")
    first = article(
        12,
        'Lamps: "old" & new #1 {{ x }} {% y %}',
        f"<h1>A heading {{#myid}}</h1><p>{tokens}</p><p><code>{tokens}</code></p><pre>{tokens}\n\nend</pre>"
        "<ul><li>outer<ul><li>inner</li></ul></li></ul><p>~tilde~ a*b*c 1984. _x_ C:\\dir</p>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1 | 2</td><td>3</td></tr></table>",
        author="Jane O'Neil",
        created=MINUTE,
        categories=CLUB,
        tags=("C", "C#", "C++", "Новости", "all", "{{ t }}"),
        comments=COMMENTS,
    )
    moved = f"{OLD}/news/club/12-lamps.html"
    articles = (
        Article(
            **{n: getattr(first, n) for n in first.__slots__} | {"url": moved, "urls": (moved,)}
        ),
        article(
            13,
            "Поездка",
            "<h2>Поездка</h2><p>Second.</p>",  # a heading that says the title again
            created=DAY,
            categories=("Travel",),
        ),
        article(14, "1984", f"<p>Third.</p>{CODE}", created=EARLIER, categories=NEWS, tags=("c#",)),
        article(15, "1984", "<p>Fourth: a title twice, no date.</p>", categories=NEWS),
        article(16, None, "<p>Fifth, without a title.</p>", alias="index"),
        article(17, "Draft", "<p>Nobody saw this.</p>", state="unpublished", categories=NEWS),
    )
    categories = (
        Category(NEWS, description_markdown="Of the town. \\{\\{ x \\}\\}"),
        Category(CLUB, f"{OLD}/news/club.html", (f"{OLD}/news/club.html",)),
        Category(("Travel",)),
    )
    menu = Menu(
        None,
        (
            MenuItem("Home {{ x }}", f"{OLD}/", 0, "front"),
            MenuItem("Club", f"{OLD}/news/club.html", 0),
            MenuItem("Lamps <b>", moved, 1, "article", "com_content:12"),
            MenuItem("All years", f"{OLD}/years.html", 0, "archive"),
            MenuItem("Gone", f"{OLD}/gone.html", 0, "other"),
        ),
    )
    ids = ("com_content:14", "com_content:12", "com_content:17")
    lists = (
        ListPage("Archive", (f"{OLD}/years.html", f"{OLD}/by-year"), ids),
        ListPage("C++", (f"{OLD}/tags/c-plus",), ids[:1]),
    )
    structure = Structure("Old & <new>", OLD, "de", "A town", (), categories, (menu,), lists)
    return Site((), articles, structure=structure)


def write(name: str, site: Site, folder: Path) -> NewSite:
    """The site as the target `name` writes it, without a fault."""
    unit = registry.target(name)
    writer = TargetWriter(site, Folder(folder), unit.permalinks(site))
    unit.write(writer)
    assert writer.faults == []
    return writer.new


def _page(public: Path, address: str) -> Path:
    path = public / unquote(address).lstrip("/")
    return path if path.is_file() else path / "index.html"


def _tree(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_text("utf-8"))


def _text(path: Path) -> str:
    """The words of a page, without what lies between them."""
    tree = _tree(path)
    for element in tree.xpath("//script|//style"):
        element.drop_tree()
    return re.sub(r"[\s\u200b]+", "", str(tree.text_content()))


def text_of(public: Path, address: str) -> str:
    """The words of the page at an address, without what lies between them."""
    return _text(_page(public, address))


def links_of(public: Path, address: str) -> list[str]:
    """The addresses in the text of a page, in their order."""
    main = _tree(_page(public, address)).xpath("//main//a")
    return [unquote(urlsplit(link.get("href") or "").path) for link in main]


def broken_links(public: Path) -> list[str]:
    """Links and pictures within the built site that lead to nothing."""
    broken = []
    for page in public.rglob("*.html"):
        here = f"http://x/{page.relative_to(public).as_posix()}"
        for element in _tree(page).iter("a", "img", "link"):
            link = (element.get("href") or element.get("src") or "").strip()
            target = urldefrag(urljoin(here, link)).url
            inside = target.startswith("http://x/")
            if inside and not _page(public, urlsplit(target).path).is_file():
                broken.append(f"{page.relative_to(public)}: {target}")
    return broken


def check(site: Site, new: NewSite, public: Path) -> None:
    """Articles with all words and comments at their addresses, in their lists; no draft; old
    addresses lead on; no link leads nowhere."""
    shown = [a for a in site.articles if a.state == "published"]
    for entry in shown:
        page = _page(public, new.articles[entry.id])
        text = _text(page)
        for words in (entry.title or "", _plain(entry.body_html), *_comment_words(entry)):
            assert re.sub(r"\s+", "", words) in text, (entry.id, words)
        tree = _tree(page)
        comments = tree.xpath('//article[contains(@class, "comment")]')
        assert len(comments) == len(entry.comments)
        assert ("4/5" in text and "plan" in text) == bool(entry.comments)
        if entry.comments:
            assert len(tree.xpath('//section[@class="comments"]/ol/li/ol/li/ol/li')) == 1
    front = _text(public / "index.html")
    for path, place in new.categories.items():
        for entry in shown:
            title = re.sub(r"\s+", "", entry.title or entry.alias or "")
            assert title in front
            assert entry.categories != path or title in _text(_page(public, place))
    assert not any("Nobodysawthis" in _text(path) for path in public.rglob("*.html"))
    assert (public / "404.html").is_file()
    listed = links_of(public, new.lists[address.key(f"{OLD}/years.html")])
    assert {new.articles[n] for n in ("com_content:14", "com_content:12")} <= set(listed)
    assert new.articles["com_content:17"] not in listed
    for old in ("news/club/12-lamps.html", "news/club.html", "years.html", "by-year/index.html"):
        page = public / old
        assert page.is_file(), old
    (feed,) = [
        p for p in map(public.joinpath, ("feed.xml", "atom.xml", "index.xml")) if p.is_file()
    ]
    titles = [e.text for e in ElementTree.parse(feed).iter() if e.tag.endswith("title")]
    assert [e.title for e in shown if e.title and e.created and e.title not in titles] == []
    home = _tree(public / "index.html").xpath("//a/@href")
    assert not [link for link in home if link.startswith(OLD)]
    assert not broken_links(public), broken_links(public)


def _plain(html: str) -> str:
    return str(lxml.html.fromstring(f"<div>{html}</div>").text_content())


def _comment_words(entry: Article) -> list[str]:
    return [_plain(c.html) for c in entry.comments] + [c.author or "" for c in entry.comments]
