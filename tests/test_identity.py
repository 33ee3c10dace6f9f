"""Which pages are one article: what the pages themselves say decides, not a title's number or an
address that the whole site shares."""

from __future__ import annotations

import pytest

from migrator import migrate
from migrator.document import saved_names
from migrator.joomla import address, uri
from migrator.model import Article, Capture

HOST = "http://lighthouse.example"
LAMP = "The keeper trims the wick at four, and again when the fog comes in from the north."
HORN = "A horn of brass was bought in spring; nobody likes its voice but the ships at sea do."


def page(path: str, title: str, text: str, head: str = "") -> Capture:
    heading = f"<div class='page-header'><h2>{title}</h2></div>" if title else ""
    html = (
        f"<html><head><meta name=generator content='Joomla! - Open Source'><title>Lights</title>"
        f"{head}</head><body><div class='item-page'>{heading}<p>{text}</p></div></body></html>"
    )
    return Capture(f"{path}.html", html.encode(), f"{HOST}/{path}")


def articles(*pages: Capture) -> list[Article]:
    return list(migrate(list(pages)).articles)


@pytest.mark.parametrize(
    ("path", "title", "ident", "alias"),
    [
        ("rooms/121-flat-lamps", "1.2.1 Flat Lamps", "page:rooms/121-flat-lamps", "121-flat-lamps"),
        ("rooms/7-rules", "7. Rules of the tower", "page:rooms/7-rules", "7-rules"),
        ("rooms/407-old-wicks", "Old Wicks", "com_content:407", "old-wicks"),
        ("2013-06-25-03-16-51", "Φάρος", "page:2013-06-25-03-16-51", "2013-06-25-03-16-51"),
    ],
)
def test_the_number_of_a_title_is_no_id(path: str, title: str, ident: str, alias: str) -> None:
    (article,) = articles(page(path, title, LAMP))
    assert (article.id, article.alias) == (ident, alias)


def test_a_canonical_that_pages_with_other_words_share_joins_nothing() -> None:
    head = f"<link rel='canonical' href='{HOST}/lights'>"
    made = articles(page("lamp", "", LAMP, head), page("horn", "Horn", HORN, head))
    assert sorted(LAMP in a.body_html for a in made) == [False, True]
    assert all("identity-apart" in {n.code for n in a.notes} for a in made)


def test_a_canonical_joins_pages_with_the_same_words() -> None:
    head = f"<link rel='canonical' href='{HOST}/lights/lamp'>"
    assert len(articles(page("lamp", "", LAMP, head), page("lights/lamp", "Lamp", LAMP))) == 1


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/content/view/3/34/", (3, None)),
        ("/content/view/3/34/1/2/", (3, 2)),
        ("/content/view/3/1/1/", (3, 1)),
        ("/content/category/1/7/34/", (7, None)),
        ("/component/option,com_content/task,view/id,9/Itemid,3/", (9, None)),
        ("/component/content/article?id=39", (39, None)),
        ("/component/content/article.html?id=article", (None, None)),
    ],
)
def test_numbers_of_addresses(path: str, told: tuple[int | None, int | None]) -> None:
    said = address.read(HOST + path)
    assert (said.id, said.start) == told


@pytest.mark.parametrize(
    "name",
    [
        "index.php_option=com_content&view=article&id=12_lamps.html",
        "index.php%3foption=com_content&view=article&id=12:lamps.html",
        "index.php@option=com_content&view=article&id=12:lamps.html",
        "index.php__option=com_content__view=article__id=12:lamps",
    ],
)
def test_file_names_with_another_mark_for_the_query(name: str) -> None:
    said = address.read(saved_names.path_of(name))
    assert (said.option, said.id, said.alias) == ("com_content", 12, "lamps")


def test_backslashes_of_an_address_are_slashes() -> None:
    assert uri.absolute(f"{HOST}/a/b.html", "..\\c\\d.png?e=\\") == f"{HOST}/c/d.png?e=\\"
