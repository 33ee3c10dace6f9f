"""What stands beside the text and is the author's: fields, links, figures, words of buttons."""

from __future__ import annotations

from pathlib import Path

from migrator import migrate, read_page
from migrator.model import Article, Capture

FIXTURES = Path(__file__).parent.parent / "fixtures/readers"

HEAD = "<meta name=generator content='Joomla! - Open Source'><title>The barge</title>"
TEXT = "<p>She carries hay in summer and nothing at all in winter, when the canal is shut.</p>"


def article(inside: str, address: str = "http://canal.example/9-the-barge") -> Article:
    html = (
        f"<html><head>{HEAD}</head><body class='com_content view-article'>"
        f"<div class='com-content-article item-page'><div class='page-header'>"
        f"<h1>The barge</h1></div>{inside}</div></body></html>"
    )
    (made,) = migrate([Capture("a.html", html.encode(), address)]).articles
    return made


def body(html: str) -> str:
    return f"<div class='com-content-article__body'>{html}</div>"


def test_custom_fields_have_a_key_and_stand_in_markdown() -> None:
    made = article(
        "<ul class='fields-container'><li class='field-entry tonnage '>"
        "<span class='field-label'>Tonnage: </span><span class='field-value'>Forty</span></li></ul>"
        + body(TEXT)
    )
    assert [(f.name, f.label, f.value) for f in made.fields] == [("tonnage", "Tonnage", "Forty")]
    assert "Forty" in made.body_markdown
    assert "Forty" not in made.body_html


def test_links_of_the_article() -> None:
    made = article(
        body(TEXT) + "<div class='content-links'><ul><li><a href='/map'>Map</a></li></ul></div>"
    )
    assert [(k.url, k.label) for k in made.links] == [("http://canal.example/map", "Map")]
    assert "[Map](http://canal.example/map)" in made.body_markdown


def test_the_full_image_keeps_its_figure() -> None:
    made = article(
        "<figure class='item-image'><img src='/b.png' alt='Barge'>"
        "<figcaption>At the lock</figcaption></figure>" + body(TEXT)
    )
    assert "*At the lock*" in made.body_markdown
    assert made.images[0].caption == "At the lock"


def test_a_picture_does_not_take_the_caption_of_another() -> None:
    made = article(
        body(
            "<div><img src='/a.png'><figure><img src='/b.png'><figcaption>Lock</figcaption>"
            f"</figure></div>{TEXT}"
        )
    )
    assert [i.caption for i in made.images] == [None, "Lock"]


def test_what_follows_a_stray_end_tag_is_text() -> None:
    more = "The lock keeper counts every bale, and writes the number on the door with a piece of chalk."
    made = article(body(f"{TEXT}</div><h3>Lock</h3><p>{more}</p><div>"))
    assert more in made.body_html


def test_the_authors_own_box_of_icons_stays() -> None:
    made = article(body(f"{TEXT}<div class='icons'><a href='/rope'>Ropes</a></div>{TEXT}"))
    assert "Ropes" in made.body_html


def test_a_row_with_a_heading_is_no_detail() -> None:
    made = article(
        body(
            f"{TEXT}<div class='row'><div class='date-row'><h3>Updated</h3><p>06/04/2022</p></div>"
        )
    )
    assert made.created is None
    assert "06/04/2022" in made.body_html


def test_a_date_in_the_titles_heading_is_the_date() -> None:
    html = (
        f"<html><head>{HEAD}</head><body><div class='item-page'><h2 class='contentheading'>"
        f"The barge <div>Monday, 14 December 2015</div></h2>{TEXT}</div></body></html>"
    )
    (made,) = migrate([Capture("a.html", html.encode(), "http://canal.example/9-b")]).articles
    assert (made.title, made.created and made.created.value) == ("The barge", "2015-12-14")


def test_a_module_that_the_text_loads_is_no_text() -> None:
    made = article(body(f"{TEXT}<div class='mod-custom custom'><p>Tolls of today</p></div>{TEXT}"))
    assert "Tolls" not in made.body_html


def test_extra_fields_of_k2_are_custom_fields() -> None:
    page = (FIXTURES / "k2/image-fields-files/page.html").read_bytes()
    article = read_page(page, url="http://weir.example/boats/item/9-boat").article
    assert article is not None
    assert [(f.name, f.label, f.value) for f in article.fields] == [
        (None, "Length", "four paces"),
        (None, "Wood", "larch"),
    ]
