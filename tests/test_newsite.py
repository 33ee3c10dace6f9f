"""The whole site: addresses, links, files, gaps, redirects, what is written again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from migrator import migrate
from migrator.guard.paths import Folder, Ledger
from migrator.model import (
    Article,
    Category,
    Gap,
    Link,
    ListPage,
    MenuItem,
    Site,
    Structure,
    When,
)
from migrator.targets import hugo, jekyll, redirects
from migrator.writing import article_data as post
from migrator.writing import labels, menus
from migrator.writing import permalinks as newsite
from migrator.writing.dialects import GOLDMARK, KRAMDOWN
from migrator.writing.mentions import with_mentions
from migrator.writing.writer import TargetWriter
from tests.site import HOST, listing, small_site


@pytest.fixture(scope="module")
def site() -> Site:
    return migrate(small_site())


def test_one_article_under_all_spellings_of_its_address(site: Site) -> None:
    gloves = next(a for a in site.articles if a.title == "Gloves")
    assert gloves.id == "com_content:7"
    assert set(gloves.urls) == {
        f"{HOST}/news/street/7-gloves",
        f"{HOST}/index.php?option=com_content&view=article&id=7&catid=3",
    }


def test_links_say_what_they_lead_to(site: Site) -> None:
    lamps = next(a for a in site.articles if a.alias == "lamps")
    assert {(k.url.removeprefix(HOST), k.kind, k.to) for k in lamps.references} == {
        ("/index.php?option=com_content&view=article&id=7", "article", "com_content:7"),
        ("/news/street", "listing", "news_street-list.html"),
        ("/contact", "missing", None),
        ("/news/street/9-gone", "missing", None),
        ("/images/large.png", "file", "images_large.png"),
        ("/images/small.png", "file", "images_small.png"),
        ("/images/lost.png", "not-joomla", "images_lost.png"),
        ("/images/plan.pdf", "file", "images_plan.pdf"),
    }


def test_old_addresses_are_kept_where_files_can_have_them(site: Site) -> None:
    made = newsite.plan(site)
    assert made.articles == {
        "com_content:12": "/news/street/12-lamps/",
        "com_content:7": "/news/street/7-gloves/",
        "com_content:8": "/news/street/rakes/",
    }
    assert made.categories == {("Street",): "/news/street/"}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/a/12-b.html", "/a/12-b.html"),
        ("/a/12-b", "/a/12-b/"),
        ("/index.php/a/12-b", "/a/12-b/"),
        ("/index.php?option=com_content&view=article&id=12", None),
        ("/a/b.php", None),
        ("/a/con/b", None),
        ("/a/b:c", None),
        ("/tags/b", None),
        ("/a/b.", None),
        ("/über/uns", "/über/uns/"),
        ("/a/b?print=1", None),
        ("/a/b?start=1", None),
    ],
)
def test_what_is_kept(url: str, kept: str | None) -> None:
    one = Article("com_content:1", f"{HOST}{url}", (f"{HOST}{url}",), "T", alias="t")
    assert newsite.plan(Site((), (one,))).articles["com_content:1"] == (kept or "/t/")


def test_no_two_addresses_are_the_same_whatever_the_case() -> None:
    paths = ("a", "A", "A/", "index.php?x=1", "index.php?x=2")
    twins = tuple(
        Article(f"com_content:{n}", f"{HOST}/{path}", (), "T", alias="t")
        for n, path in enumerate(paths)
    )
    made = list(newsite.plan(Site((), twins)).articles.values())
    assert len({p.casefold() for p in made}) == len(made)


def test_the_gap_list_names_what_is_known_and_not_there(site: Site) -> None:
    told = {(g.kind, (g.url or "").removeprefix(HOST), g.title) for g in site.gaps}
    assert told == {
        ("article", "/news/street/5-lost", "A lost one"),
        ("article", "/news/street/9-gone", None),
        ("page", "/contact", None),
        ("image", "/images/lost.png", None),
        ("page", "/", None),
        ("page", "/news", None),
    }


def test_files_are_copied_once_the_large_one_shown_and_pretenders_told(
    site: Site, tmp_path: Path
) -> None:
    captures = {c.source: c for c in small_site()}
    writer = TargetWriter(site, Folder(tmp_path), newsite.plan(site), captures.__getitem__)
    lamps = next(a for a in site.articles if a.alias == "lamps")
    files = writer.files("media")
    assert files.of(lamps) == {
        f"{HOST}/images/large.png": "large.png",
        f"{HOST}/images/small.png": "large.png",
        f"{HOST}/images/plan.pdf": "plan.pdf",
    }
    assert sorted(p.name for p in (tmp_path / "media").iterdir()) == ["large.png", "plan.pdf"]
    lie = Article("x", None, (), "T", references=(Link("/l.png", "file", "l"),))
    liar = TargetWriter(site, Folder(tmp_path), newsite.plan(site), lambda name: small_site()[-1])
    assert liar.files("media").of(lie) == {}
    assert [(g.kind, g.why) for g in liar.damaged_files] == [
        ("image", "l is a page, not a file of type png")
    ]


def test_menu_keeps_what_leads_somewhere(site: Site) -> None:
    assert [
        (item.title, item.level, place) for item, place in menus.entries(site, newsite.plan(site))
    ] == [("News", 0, None), ("Street", 1, "/news/street/")]


def test_redirects_name_every_old_address_and_lead_nowhere_twice(
    site: Site, tmp_path: Path
) -> None:
    writer = TargetWriter(site, Folder(tmp_path), newsite.plan(site))
    redirects.Redirects().write(writer)
    table = dict(csv.reader((tmp_path / "redirects.csv").read_text("utf-8").splitlines()))
    assert (
        table[f"{HOST}/index.php?option=com_content&view=article&id=7&catid=3"]
        == "/news/street/7-gloves/"
    )
    made = redirects.rules(writer)
    assert made.queries["com_content", "article", "8"] == "/news/street/rakes/"
    assert made.paths["/index.php/news/street/7-gloves"] == "/news/street/7-gloves/"
    assert not {p for p, place in made.paths.items() if p.rstrip("/") == place.rstrip("/")}
    assert not set(made.paths) & {place.rstrip("/") for place in writer.new.articles.values()}


def test_a_percent_sign_is_no_reference_for_apache(tmp_path: Path) -> None:
    one = Article("com_content:1", f"{HOST}/index.php?id=1", (), "Культура", alias="культура")
    site = Site(
        (),
        (one,),
        addresses=(
            Link(
                f"{HOST}/index.php?option=com_content&view=article&id=1", "article", "com_content:1"
            ),
        ),
    )
    redirects.Redirects().write(TargetWriter(site, Folder(tmp_path), newsite.plan(site)))
    assert r'"/\%D0\%BA' in (tmp_path / "apache.htaccess").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("{{< youtube x >}}", "{{< braces >}}< youtube x >}}"),
        ("{{% x %}}", "{{< braces >}}% x %}}"),
        ("{{ x }}", "{{ x }}"),
    ],
)
def test_hugo_sees_no_shortcode(text: str, escaped: str) -> None:
    assert GOLDMARK.text(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a {{ b }}", 'a {{ "{" }}{ b }}'),
        ("{% include x %}", '{{ "{" }}% include x %}'),
        ("plain", "plain"),
        ("{{{ x", '{{ "{" }}{{ "{" }}{ x'),
        ("{{a}}\n\n<!--more-->\n\nb", '{{ "{" }}{a}}\n\n<!--more-->\n\nb'),
        ("a `<!--more-->` b", 'a `<!--{{ "" }}more-->` b'),
        ("{% endraw %}", '{{ "{" }}% endraw %}'),
    ],
)
def test_liquid_is_left_alone(text: str, escaped: str) -> None:
    assert KRAMDOWN.text(text) == escaped


PICTURES = (
    '<p><img src="/a.png" width="200" style="float: left; width: 9px" alt="x"> <img '
    'class="pull-right" src="/b.png"> <img src="/c.png" width="50%"> '
    '<img src="/d.png" height="40px" align="right"></p>'
)


def test_how_pictures_were_shown_is_known_where_they_go() -> None:
    article = Article("x", None, (), "T", body_html=PICTURES)
    looks = post.looks(article, {"/a.png": "/media/a.png"})
    assert looks == {
        "/media/a.png": {"width": "200", "side": "left"},
        "/b.png": {"side": "right"},
        "/d.png": {"height": "40", "side": "right"},
    }
    assert jekyll._with_looks(
        'see ![x](/media/a.png "a | b") `![x](/b.png)` ![y](/c.png)', looks
    ) == ('see ![x](/media/a.png "a | b"){: .left width="200"} `![x](/b.png)` ![y](/c.png)')


def test_what_a_user_has_edited_is_not_written_over(tmp_path: Path) -> None:
    first = Ledger(tmp_path)
    folder = Folder(tmp_path / "x", first)
    folder.write("a.md", "one")
    folder.write("b.md", "one")
    folder.write("gone.md", "one")
    (tmp_path / "x/a.md").write_text("mine")
    second = Ledger(tmp_path, first.now)
    folder = Folder(tmp_path / "x", second)
    folder.write("a.md", "two")
    folder.write("b.md", "two")
    second.clean(["x"])
    assert {p.name: p.read_text() for p in (tmp_path / "x").iterdir()} == {
        "a.md": "mine",
        "a.md.new": "two",
        "b.md": "two",
    }
    assert second.edited == ["x/a.md"]
    third = Ledger(tmp_path, second.now)
    Folder(tmp_path / "x", third).write("a.md", "three")
    assert ((tmp_path / "x/a.md").read_text(), third.edited) == ("mine", ["x/a.md"])


def test_an_empty_site_has_a_plan() -> None:
    assert newsite.plan(Site((), (), structure=Structure())).articles == {}


def test_what_only_a_feed_tells_of_is_written_with_its_words_and_its_old_address(
    tmp_path: Path,
) -> None:
    url = f"{HOST}/news/9-fog"
    told = {
        "author": "Ann",
        "feed date": "2009-03-12T14:05:00+00:00",
        "intro": f'<p>Fog <b>all</b> day.</p><p><img src="{HOST}/fog.png"></p>',
    }
    gaps = (
        Gap("article", url, "told of by feed.rss", "Fog", told=told),
        Gap("article", f"{HOST}/1", "linked", "No words"),
        Gap("page", f"{HOST}/2", "linked", "A page", told=told),
    )
    link = Link(url, "missing")
    held = Article("com_content:1", None, (), "Lamps", body_html="<p>x</p>", references=(link,))
    site = with_mentions(Site((), (held,), gaps=gaps))
    assert len(site.articles) == 2
    lamps, fog = site.articles
    assert (fog.title, fog.author, fog.kind, fog.urls) == ("Fog", "Ann", "mention", (url,))
    assert fog.created == When(told["feed date"], "second", told["feed date"], "stated")
    assert f"<{url}>" in fog.body_markdown
    new = newsite.plan(site)
    assert new.leads(lamps, {}) == {url: "/news/9-fog/"}
    writer = TargetWriter(site, Folder(tmp_path), new)
    hugo.Hugo().write(writer)
    (page,) = tmp_path.rglob("fog/index.md")
    assert "&#91;fog.png&#93;" in page.read_text("utf-8")


def test_no_old_address_takes_the_place_of_another_article(tmp_path: Path) -> None:
    """Two pages named one address as theirs: of a real site, where Hugo lost an article by it."""
    contact, privacy = f"{HOST}/contact", f"{HOST}/privacy.html"
    articles = (
        Article("page:contact", contact, (contact, f"{contact}.html"), "Contact"),
        Article("page:privacy", contact, (contact, privacy), "Privacy"),
    )
    links = tuple(Link(url, "article", article.id) for article in articles for url in article.urls)
    site = Site((), articles, addresses=links)
    new = newsite.plan(site)
    assert list(new.articles.values()) == ["/contact/", "/privacy.html"]
    assert newsite.moved_by_place(site, new) == {"/contact/": ["/contact.html"]}
    writer = TargetWriter(site, Folder(tmp_path), new)
    hugo.Hugo().write(writer)
    (page,) = tmp_path.rglob("privacy/index.md")
    assert "aliases" not in page.read_text("utf-8")
    assert "/contact" not in redirects.rules(writer).paths


def test_a_list_that_is_no_categorys_is_a_page_and_menus_and_old_addresses_lead_to_it() -> None:
    years = listing("/years", "All years", [("/news/street/12-lamps", "Lamps"), ("/x", "Gone")])
    site = migrate([*small_site(), years])
    (page,) = site.structure.lists
    lamps = next(a for a in site.articles if a.alias == "lamps")
    assert (page.title, page.urls, page.articles) == ("All years", (f"{HOST}/years",), (lamps.id,))
    new = newsite.plan(site, folders_only=True)
    assert new.pages == {"/years/": page}
    entry = MenuItem("Years", f"{HOST}/years?start=10", 0, "listing")
    assert new.lead(entry) == "/years/"


def test_the_list_of_a_tag_leads_to_the_tag() -> None:
    lamps = Article("com_content:1", None, (), "Lamps", tags=("Big Lamps", "C#"))
    urls = (f"{HOST}/tags/big-lamps", f"{HOST}/index.php?option=com_tags&view=tag&id=3")
    lists = (
        ListPage("Big Lamps", urls, (lamps.id,)),
        ListPage("Big Lamps", (f"{HOST}/street/big-lamps",), (lamps.id,)),
        ListPage("News", (f"{HOST}/index.php?option=com_content&view=category&id=2",), (lamps.id,)),
    )
    structure = Structure("S", HOST, categories=(Category(("News",)),), lists=lists)
    new = newsite.plan(Site((), (lamps,), structure=structure))
    assert [new.lead(Link(url, "listing")) for url in urls] == ["/tags/big-lamps/"] * 2
    assert list(new.pages) == ["/street/big-lamps/"]
    assert new.lead(Link(lists[2].urls[0], "listing")) == "/news/"
    assert new.lead(MenuItem("Tags", f"{HOST}/tags", 0, "listing")) == "/tags/"


def test_a_name_that_a_program_gave_a_file_is_no_address() -> None:
    digest = "0baf985c3f74430b48e492d902a416935ef21401.00000337"
    articles = (
        Article("a:1", None, (), "Clubs", alias=digest),
        Article("a:2", None, (), None, alias=digest),
        Article("a:3", None, (), "Colours", alias="facade"),
    )
    new = newsite.plan(Site((), articles))
    assert list(new.articles.values()) == ["/clubs/", f"/{digest.replace('.', '-')}/", "/facade/"]


def test_a_site_in_arabic_is_read_from_right_to_left() -> None:
    codes = {"ar-SA": "rtl", "he_IL": "rtl", "fa": "rtl", "en": "ltr", None: "ltr", "arn": "ltr"}
    assert {code: labels.words(code)["direction"] for code in codes} == codes
