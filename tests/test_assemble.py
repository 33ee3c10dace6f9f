"""What only all pages together tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from migrator import migrate
from migrator.assemble import article as whole
from migrator.assemble import article_body
from migrator.assemble.date_settings import Calendar
from migrator.assemble.identity import Group
from migrator.assemble.lists import Lists
from migrator.markdown import conversion
from migrator.model import (
    Article,
    Capture,
    Category,
    ListPage,
    Note,
    Reading,
    Value,
    When,
    Written,
)
from migrator.normalise import dates
from migrator.report import account
from tests.site import of_readings, small_site

GENERATOR = (
    '<meta name="generator" content="Joomla! - Open Source Content Management"><script '
    'src="/media/system/js/mootools-core.js"></script>'
)


def page(
    number: int,
    slug: str,
    title: str,
    body: str,
    *,
    head: str = "",
    path: str = "news",
    details: str = "",
) -> Capture:
    html = (
        f'<html lang="en-gb"><head>{GENERATOR}{head}<title>{title}</title></head><body><div class="item-page">'
        + (
            f'<h2><a href="/{path}/{number}-{slug}">{title}</a></h2><dl '
            f'class="article-info">{details}</dl>{body}</div></body></html>'
        )
    )
    return Capture(
        f"{path}-{number}-{slug}.html", html.encode(), f"http://x.example/{path}/{number}-{slug}"
    )


def test_one_article_from_two_menu_paths() -> None:
    site = migrate(
        [
            page(1, "a", "Lamps", "<p>Words of it.</p>"),
            page(1, "a", "Lamps", "<p>Words of it.</p>", path="blog"),
        ]
    )
    assert [a.id for a in site.articles] == ["com_content:1"]
    assert [p.status for p in site.pages] == ["read", "merged"]
    assert len(site.articles[0].urls) == 2


def test_two_articles_with_one_number_stay_two() -> None:
    site = migrate(
        [
            page(2011, "awards", "Awards", "<p>Who won.</p>"),
            page(2011, "budget", "Budget", "<p>What it cost.</p>", path="money"),
        ]
    )
    assert sorted(a.title or "" for a in site.articles) == ["Awards", "Budget"]
    assert len({a.id for a in site.articles}) == 2


def test_translations_under_one_number_stay_apart() -> None:
    english = page(1, "lamps", "Lanterna", "<p>Words of it.</p>", path="en")
    german = page(1, "lamps", "Lanterna", "<p>Und ihre Worte.</p>", path="de")
    german = replace(german, data=german.data.replace(b'lang="en-gb"', b'lang="de-de"'))
    copy = replace(
        page(1, "lamps", "Lanterna", "<p>Words of it.</p>", path="fr"),
        data=english.data.replace(b'lang="en-gb"', b'lang="fr-fr"'),
    )
    found = {a.language: a for a in migrate([english, german, copy]).articles}
    assert {k: a.body_markdown for k, a in found.items()} == {
        "en-GB": "Words of it.\n",
        "de-DE": "Und ihre Worte.\n",
    }
    assert len(found["en-GB"].sources) == 2


def test_a_description_that_all_pages_share_is_the_sites() -> None:
    head = '<meta name="description" content="The site of the lamps">'
    pages = [
        page(n, f"p{n}", f"Page {n}", f"<p>Words number {n}.</p>", head=head) for n in range(4)
    ]
    own = page(
        9,
        "own",
        "Own",
        "<p>Other words.</p>",
        head='<meta name="description" content="My own summary">',
    )
    told = {a.title: a.description for a in migrate([*pages, own]).articles}
    assert told == {**{f"Page {n}": None for n in range(4)}, "Own": "My own summary"}


def test_a_list_that_is_no_categorys_is_known_by_what_it_lists() -> None:
    def page(name: str, url: str, title: str, kind: str = "archive") -> Reading:
        return Reading(name, url, kind, "", page_title=title)

    raw = "http://x/index.php?option=com_content&view=archive"
    lists = Lists()
    for reading in (
        page("1", "http://x/years", "Years"),
        page("2", "http://x/years?start=5", "Years - page 2"),
        page("3", raw, "Years"),
        page("4", "http://x/news", "News", "listing"),
        page("5", "http://x/all", "Nothing that is there"),
        page("6", "http://x/one", "An article", "article"),
    ):
        lists.take(reading)
    news = Category(("News",), urls=("http://x/news",))
    rows = [*zip("12233", "abaab", strict=True), ("4", "a"), ("6", "a")]
    assert lists.pages([news], rows) == (ListPage("Years", ("http://x/years", raw), ("a", "b")),)


def test_a_thirteenth_month_decides_for_all_pages() -> None:
    details = '<dd class="create">Created on {}</dd>'
    site = migrate(
        [
            page(1, "a", "A", "<p>One.</p>", details=details.format("03/04/2005")),
            page(2, "b", "B", "<p>Two.</p>", details=details.format("03/14/2005")),
        ]
    )
    assert [a.created.value for a in site.articles if a.created] == ["2005-03-04", "2005-03-14"]


def test_a_feed_tells_the_hour_of_a_day() -> None:
    item = (
        "<item><title>A</title><link>http://x.example/news/1-a</link><pubDate>Tue, 05 Apr "
        "2005 06:21:39 +0000</pubDate></item>"
    )
    feed = Capture(
        "feed.xml",
        f'<?xml version="1.0"?><rss version="2.0"><channel>{item}</channel></rss>'.encode(),
        "http://x.example/news?format=feed",
    )
    told = {}
    for day in ("5 April 2005", "4 April 2005"):
        article = migrate(
            [
                page(
                    1, "a", "A", "<p>One.</p>", details=f'<dd class="create">Created on {day}</dd>'
                ),
                feed,
            ]
        ).articles[0]
        told[day] = article.created.value if article.created else None
    assert told == {"5 April 2005": "2005-04-05T06:21:39+00:00", "4 April 2005": "2005-04-04"}


def test_a_configured_zone_is_said_to_be_configured() -> None:
    when = dates.parse("2005-07-14 15:43")
    reading = Reading("a", None, "article", "", fields={"created": Value(when, "")})
    settled = Calendar("dmy", "Europe/Berlin").settle(reading).fields["created"].value
    assert isinstance(settled, When)
    assert (settled.value, settled.zone) == ("2005-07-14T15:43+02:00", "configured")


def test_missing_pages_of_an_article_are_a_loss() -> None:
    body = '<div class="pagenavcounter">Page 1 of 3</div><p>The beginning.</p>'
    article = migrate([page(1, "a", "Lamps", body)]).articles[0]
    assert article.body_markdown == "The beginning.\n"
    assert [(n.code, n.level) for n in article.notes if n.level == "loss"] == [
        ("assemble-page-missing", "loss")
    ]


def test_nothing_comes_of_nothing() -> None:
    assert list(of_readings([]).articles) == []


def test_an_article_that_cannot_be_put_together_costs_that_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = whole.article

    def failing(group: Group, *rest: Any) -> Article:
        if "com_content:1" in group.id:
            raise LookupError("nothing there")
        return made(group, *rest)

    monkeypatch.setattr(whole, "article", failing)
    found = {
        a.id: a
        for a in migrate(
            [
                page(1, "a", "Lamps", "<p>Words of it.</p>"),
                page(2, "b", "Oil", "<p>Other words.</p>"),
            ]
        ).articles
    }
    assert [n.code for n in found["com_content:1"].notes] == ["assemble-failed"]
    assert found["com_content:2"].body_markdown == "Other words.\n"


def test_a_categorys_description_is_markdown_and_what_it_loses_is_a_loss(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = migrate(small_site())
    street = next(c for c in site.structure.categories if c.path == ("Street",))
    assert (street.description_markdown, street.notes) == ("Of the street.\n", ())
    loss = Note("markdown-loss", "words missing", "loss")
    monkeypatch.setattr(conversion, "convert", lambda *_: ("x", (loss,)))
    assert ("Street", loss) in account.account(Written(migrate(small_site()), (), (), ())).losses


def test_a_page_whose_head_names_the_site_only_is_called_as_in_the_path_to_it() -> None:
    def untitled(number: int, crumb: str) -> Capture:
        html = (
            f"<html><head>{GENERATOR}<title>Weir Keepers - Pond and mill</title></head><body>"
            '<div class="breadcrumbs"><a href="/">Home</a> &raquo; <a href="/weir">Weir</a>'
            f' <img src="/arrow.png" alt="" /> <span>{crumb}</span></div><div class="item-page">'
            f"<p>The words of {crumb}, which nobody else has written.</p></div></body></html>"
        )
        return Capture(f"{number}.html", html.encode(), f"http://x.example/weir/{number}-weir")

    site = migrate([untitled(n, name) for n, name in enumerate(("Rota", "Gate", "Pond", "Eels"))])
    assert sorted(a.title or "" for a in site.articles) == ["Eels", "Gate", "Pond", "Rota"]
    notes = {n.message for a in site.articles for n in a.notes if n.code == "assemble-title"}
    assert notes == {"the page shows no title; it was taken from the path to it"}


def test_the_pages_of_one_article_do_not_name_the_site() -> None:
    with migrate(Path(__file__).parent.parent / "fixtures/example") as made:
        assert made.structure.title == "Lantern Street"


def test_the_heading_of_a_later_page_stays_where_it_was_taken_for_the_title() -> None:
    pages = [
        Reading(
            f"{number}.html",
            f"http://x.example/boats?start={number}",
            "article",
            "generic",
            part="page",
            number=number,
            pages=2,
            generic="by its heading",
            fields={"title": Value(title, "h2")},
            body=f"<p>{title} were many.</p>",
            text_mark=title,
        )
        for number, title in enumerate(("Boats", "Oars & sails"))
    ]
    body, notes = article_body.body_of(pages)
    assert (
        body == "<p>Boats were many.</p>\n<h2>Oars &amp; sails</h2>\n<p>Oars & sails were many.</p>"
    )
    assert not notes
