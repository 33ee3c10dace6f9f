"""Boxes of links that a template puts into every article are none's text."""

from __future__ import annotations

from migrator import migrate
from migrator.model import Article, Capture

SPAM = "<div id='x1'><a href='http://pills.example/'>cheap pills</a></div>"
OWN = "<div><a href='http://tides.example/'>Table of tides</a></div>"


def articles(count: int) -> list[Article]:
    pages = []
    for number in range(count):
        own = OWN if number == 0 else ""
        html = (
            "<html><head><meta name=generator content='Joomla! - Open Source'><title>Buoy</title>"
            f"</head><body><div class='item-page'><h2 class='contentheading'>Buoy {number}</h2>"
            f"{SPAM}<p>Number {number} lies off the pier and rings when the wind is west.</p>{own}"
            "</div></body></html>"
        )
        pages.append(
            Capture(f"{number}.html", html.encode(), f"http://buoys.example/{number + 1}-buoy")
        )
    return list(migrate(pages).articles)


def test_what_all_articles_have_is_left_out_with_a_note() -> None:
    made = articles(5)
    assert not any("pills" in a.body_html for a in made)
    assert all("links-repeated" in {n.code for n in a.notes} for a in made)
    assert "Table of tides" in made[0].body_html


def test_of_three_articles_nobody_can_tell() -> None:
    assert all("pills" in a.body_html for a in articles(3))
