"""Sites whose pages all call themselves by the site's name: in `<title>`, and in the first heading,
which is the logo."""

from __future__ import annotations

import pytest

from migrator import migrate
from migrator.document import document
from migrator.layout import breadcrumbs, details, survey
from migrator.layout.survey import Look
from migrator.model import Article, Capture

GENERATOR = '<meta name="generator" content="Joomla! - Open Source Content Management">'
LOGO = "<header><h1><a href='/'>Weir Club</a></h1></header>"
PATH = (
    "<p>You are here: <a href='/index.php'>Home</a> <img src='/arrow.png' alt=''>"
    "<a href='/boats'>Boats</a> <span>{title}</span></p>"
)
DETAILS = (
    "<div class='facts'><ul>"
    "<li><i class='fa fa-calendar'></i><span id='day' title='Created Date'>{day} April 2011</span></li>"
    "<li><i class='fa fa-clock' title='Modified Date'></i><span>{day} May 2012</span></li>"
    "<li><i class='fa fa-eye' title='COM_CONTENT_ARTICLE_HITS_ALL'></i><span>1{day}</span></li>"
    "</ul></div>"
)


def _page(n: int) -> Capture:
    title = f"Boat number {n}"
    prose = (
        f"<div class='words'><p>The {n}th boat was built of larch by {n + 3} keepers of the weir, and "
        f"it carried {n * 4} people over the water until the year of the flood.</p></div>"
    )
    post = f"<div class='post'><div class='top'><h1>{title}</h1></div>{prose}"
    html = (
        f"<html><head>{GENERATOR}<title>Weir Club</title></head><body>{LOGO}"
        f"{PATH.format(title=title)}<section><div class='row'>{post}{DETAILS.format(day=n + 10)}</div>"
        f"</div></section><footer><div>All rights are with the club</div></footer></body></html>"
    )
    return Capture(f"{n}.html", html.encode(), f"http://x.example/boats/{n}-boat-number-{n}")


@pytest.fixture(scope="module", name="boats")
def _boats() -> list[Article]:
    return list(migrate([_page(n) for n in range(1, 10)]).articles)


def test_the_title_is_the_heading_that_ends_the_path(boats: list[Article]) -> None:
    assert sorted(boat.title or "" for boat in boats) == [f"Boat number {n}" for n in range(1, 10)]


def test_details_with_tooltips_are_no_text(boats: list[Article]) -> None:
    boat = next(boat for boat in boats if boat.title == "Boat number 4")
    assert boat.body_markdown == (
        "The 4th boat was built of larch by 7 keepers of the weir, and it carried 16 people over the "
        "water until the year of the flood.\n"
    )
    assert boat.created
    assert boat.created.value == "2011-04-14"
    assert boat.modified
    assert boat.modified.value == "2012-05-14"
    assert boat.hits == 114


def test_pages_that_differ_in_their_longest_block_are_different_pages() -> None:
    looks = [survey.look(_page(n)) for n in range(1, 10)]
    learned = survey.learn(looks, frozenset())
    assert learned.pages == 9
    assert learned.site_titles == {looks[0].title if looks[0] else 0}


def test_a_title_of_few_pages_is_no_name_of_the_site() -> None:
    looks = [Look(n, title, (n,)) for n, title in enumerate((1, 1, 1, 1, 2, 3, 4, 5))]
    assert survey.learn(looks, frozenset()).site_titles == frozenset()


def test_a_menu_is_no_path() -> None:
    menu = "<div><a href='/'>Home</a> <a href='/boats'>Boats</a> <a href='/walks'>Walks</a> and more</div>"
    doc = document.read(Capture("a", menu.encode(), "http://x.example/boats/4-boat"))
    assert breadcrumbs.path_box(doc) is None


@pytest.mark.parametrize(
    ("block", "label"),
    [
        ("<span title='Published Date:'>4 May 2012</span>", "Published Date"),
        ("<span title='TPL_OWN_DATE'>4 May 2012</span>", ""),
    ],
)
def test_the_label_of_a_value_beside_an_icon(block: str, label: str) -> None:
    doc = document.read(Capture("a", f"<div>{block}</div>".encode()))
    assert details.tooltip(doc.tagged("span")[0]) == label


def _under_one_heading(n: int, heading: str) -> Capture:
    html = (
        f"<html><head>{GENERATOR}<title>Oar number {n}</title></head><body><div class='item-page' "
        f"itemscope itemtype='https://schema.org/Article'><h1 itemprop='headline'>{heading}</h1>"
        f"<div itemprop='articleBody'><p>Oar {n} is of ash, and {n + 5} hands have worn its grip "
        f"to the shape of a pear.</p></div></div></body></html>"
    )
    return Capture(f"{n}.html", html.encode(), f"http://x.example/oars/{n}-oar")


def test_a_heading_over_most_articles_is_none_of_theirs() -> None:
    site = migrate([_under_one_heading(n, "Weir Club, boats and oars") for n in range(1, 10)])
    assert [a.title for a in site.articles] == [f"Oar number {n}" for n in range(1, 10)]
    assert all("assemble-title" in [n.code for n in a.notes] for a in site.articles)


def test_a_heading_over_a_few_articles_is_theirs() -> None:
    pages = [_under_one_heading(n, "Report" if n < 5 else f"Oar {n}") for n in range(1, 10)]
    assert [a.title for a in migrate(pages).articles].count("Report") == 4
