"""Comments that stand on several pages, of which a pager behind the list tells."""

from __future__ import annotations

import pytest

from migrator import Site, migrate
from migrator.model import Capture

K2 = (
    "<html><head><meta name=generator content='Joomla! - Open Source'></head>"
    "<body class='com_k2 view-item'><div id=k2Container class=itemView>"
    "<h2 class=itemTitle>The weir</h2><div class=itemBody><div class=itemFullText><p>The weir was "
    "raised by a foot in the dry summer, and the upper meadow has been wet since.</p></div></div>"
    "<div class=itemComments><ul class=itemCommentsList>{}</ul>"
    "<div class=itemCommentsPagination>{}</div></div></div></body></html>"
)
PAGER = (
    "<ul><li>Start</li><li>1</li><li><a href='/item/7-weir?start=2'>2</a></li>"
    "<li><a href='/item/7-weir?start=4'>3</a></li><li><a href='/item/7-weir?start=2'>Next</a></li>"
    "</ul>"
)


def comment(number: int) -> str:
    return (
        f"<li><span class=commentAuthorName>Ann {number}</span><span class=commentDate>0{number} May "
        f"2012 10:20</span><a class=commentLink id=comment{number} href='#comment{number}'>link</a>"
        f"<p class=commentText>Words of comment {number} about the meadow.</p></li>"
    )


def site(*starts: int, pager: str = PAGER) -> Site:
    pages = []
    for start in starts:
        html = K2.format(comment(start + 1) + comment(start + 2), pager)
        query = f"?start={start}" if start else ""
        address = f"http://weir.example/item/7-weir{query}"
        pages.append(Capture(f"{start}.html", html.encode(), address))
    return migrate(pages)


def test_pages_of_comments_that_are_not_in_the_capture_are_a_gap_with_their_number() -> None:
    result = site(0)
    (note,) = (n for n in result.articles[0].notes if n.code == "comments-pages")
    assert note.message == "the capture holds 1 of 3 pages of comments"
    assert [g.kind for g in result.gaps if g.why == note.message] == ["comments"]


def test_all_pages_of_comments_are_no_gap() -> None:
    result = site(0, 2, 4)
    assert len(result.articles[0].comments) == 6
    assert not any(n.code == "comments-pages" for n in result.articles[0].notes)


def test_an_article_without_comments_lacks_no_page_of_them() -> None:
    html = K2.format("", "").encode()
    result = migrate([Capture("a", html, "http://weir.example/item/7-weir")])
    assert not any(n.code == "comments-pages" for n in result.articles[0].notes)


@pytest.mark.parametrize(
    "pager",
    [
        "",
        "<p>See <a href=/1>1</a> and what the miller wrote of the second weir and its third owner"
        " in the book of the parish</p>",
        "<p><a href=/12>12</a> <a href=/13>13</a></p>",
    ],
)
def test_other_links_behind_comments_are_no_pager(pager: str) -> None:
    assert not any(n.code == "comments-pages" for n in site(0, pager=pager).articles[0].notes)


PRODUCT = (
    "<html><head><meta name=generator content='Joomla! - Open Source'></head><body "
    "class='com_virtuemart view-productdetails'><div class=productdetails-view><h1>Hemp rope</h1>"
    "<div class=product-description>Forty feet of three strand hemp with a soft splice.</div>"
    "<div class=list-reviews>{}</div></div></body></html>"
)
MORE = "<a class=details href='/shop/rope-detail?showall=1'>More reviews</a>"


def review(number: int) -> str:
    return (
        f"<div class=normal><span class=date>0{number} May 2012</span><blockquote>Words of review "
        f"{number} about the rope.</blockquote><span class=bold>Ann {number}</span></div>"
    )


def test_the_first_reviews_of_a_product_are_not_all_until_the_page_of_all_is_there() -> None:
    address = "http://weir.example/shop/rope-detail"
    first = Capture("a", PRODUCT.format(review(1) + MORE).encode(), address)
    every = Capture("b", PRODUCT.format(review(1) + review(2)).encode(), f"{address}?showall=1")
    (note,) = (n for n in migrate([first]).articles[0].notes if n.code == "comments-pages")
    assert note.message == "the capture holds 1 of 2 pages of comments"
    (product,) = migrate([first, every]).articles
    assert len(product.comments) == 2
    assert not any(n.code == "comments-pages" for n in product.notes)
