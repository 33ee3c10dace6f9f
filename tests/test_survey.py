"""Pages of a template that nobody declared, read by what the pages of the site have in common."""

from __future__ import annotations

from migrator import migrate
from migrator.model import Article, Capture

GENERATOR = (
    '<meta name="generator" content="Joomla! - Open Source Content Management"><script '
    'src="/media/system/js/mootools-core.js"></script>'
)
MENU = (
    "<div class='a1'><span><a href='/stories'>Stories of the street</a></span><span><a "
    "href='/imprint'>Imprint</a></span></div>"
)
WHOLE = (
    "It was number 3 that began it, long before the 10 lamps were lit at all, as 15 of us told.\n\n"
    "And then 9 people came, each with a story of 3 lamps of their own, and some of them stayed.\n"
)


def page(path: str, title: str, column: str) -> Capture:
    html = (
        f"<html><head>{GENERATOR}<title>{title}</title></head><body>{MENU}{column}<div "
        f"class='e5'>All rights are with the club</div></body></html>"
    )
    return Capture(f"{path}.html", html.encode(), f"http://x.example/stories/{path}")


def begin(n: int) -> str:
    return (
        f"<div>It was number {n} that began it, long before the {n + 7} lamps were lit at "
        f"all, as {n * 5} of us told.</div>"
    )


def end(n: int) -> str:
    return (
        f"<div>And then {n * 3} people came, each with a story of {n} lamps of their own, "
        f"and some of them stayed.</div>"
    )


def told(column: str, *more: Capture) -> Article:
    """The third article of a site of eight; in its column stand the article's BEGIN and END."""
    column = f"<div class='c3'><div class='t9'>Story DAY of the street</div>{column}</div>"
    pages = [
        page(
            f"{n}-story-{n}",
            f"Story {n} of the street",
            column.replace("BEGIN", begin(n)).replace("END", end(n)).replace("DAY", str(n)),
        )
        for n in range(1, 9)
    ]
    site = migrate([*pages, *more])
    return next(a for a in site.articles if a.title == "Story 3 of the street")


def test_it_is_said_that_the_structure_is_not_known() -> None:
    assert [n.code for n in told("BEGIN END").notes] == ["reading-generic"]


def test_what_pages_share_around_the_text_is_left_out() -> None:
    article = told(
        "<ul class='t1'><li><a href='/print'>Print</a></li><li><a "
        "href='/mail'>Mail</a></li></ul>BEGIN END<div class='d4'>Tell a friend</div>"
    )
    assert article.body_markdown == WHOLE


def test_a_heading_that_many_authors_use_is_kept_amid_the_text() -> None:
    assert "### How it went on\n" in told("BEGIN<h3>How it went on</h3>END").body_markdown


def test_an_intro_that_stands_on_many_lists_is_the_articles() -> None:
    lists = [
        page(
            f"list-{n}",
            f"List {n}",
            f"<div class='c3'>{begin(3)}<div>A list of {n} things that somebody made.</div></div>",
        )
        for n in range(3)
    ]
    assert told("BEGIN END", *lists).body_markdown == WHOLE


def test_an_author_of_many_articles_is_told() -> None:
    article = told("<div class='info'>Written by Odile Marsh</div>BEGIN END")
    assert (article.author, article.body_markdown) == ("Odile Marsh", WHOLE)


def test_a_row_beside_the_text_tells_the_last_change() -> None:
    article = told(
        "<table><tr><td>BEGIN END</td></tr><tr><td class='changed-date'>Last Updated "
        "on 0DAY May 2008</td></tr></table>"
    )
    assert (article.modified.value if article.modified else None, article.body_markdown) == (
        "2008-05-03",
        WHOLE,
    )


def test_a_form_is_no_article() -> None:
    asked = page(
        "quote",
        "A quote",
        (
            "<div class='c3'><form action='/quote'><p>We need to know some things before "
            "we come with a ladder to your lamps.</p>"
            "<label>Your name</label><input type='text' name='a'><label>Your "
            "street</label><input type='text' name='b'></form></div>"
        ),
    )
    pages = [
        page(
            f"{n}-story-{n}",
            f"Story {n} of the street",
            f"<div class='c3'>{begin(n)}{end(n)}</div>",
        )
        for n in range(1, 9)
    ]
    assert {p.source: p.kind for p in migrate([*pages, asked]).pages}["quote.html"] == "form"
