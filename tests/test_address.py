"""What an address says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.joomla import address, uri


@pytest.mark.parametrize(
    ("url", "option", "view", "ident", "alias"),
    [
        (
            "http://x.example/index.php?option=com_content&view=article&id=12:slug&catid=3",
            "com_content",
            "article",
            12,
            "slug",
        ),
        (
            "http://x.example/index.php?option=com_content&amp;task=view&amp;id=12&amp;Itemid=4",
            "com_content",
            "article",
            12,
            None,
        ),
        ("http://x.example/content/view/12/34/", "com_content", "article", 12, None),
        (
            "http://x.example/component/content/article/3-cat/12-slug.html",
            "com_content",
            "article",
            12,
            "slug",
        ),
        ("http://x.example/news/12-slug", None, None, 12, "slug"),
        ("http://x.example/news/item/12-slug", None, "item", 12, "slug"),
        ("http://x.example/index.php?option=com_k2&view=item&id=7:a", "com_k2", "item", 7, "a"),
        (
            "http://x.example/index.php?option=com_zoo&task=item&item_id=5",
            "com_zoo",
            "item",
            5,
            None,
        ),
        ("http://x.example/about/team", None, None, None, "team"),
        ("http://x.example/index.php?option=com_frontpage", "com_content", "frontpage", None, None),
    ],
)
def test_parts(
    url: str, option: str | None, view: str | None, ident: int | None, alias: str | None
) -> None:
    said = address.read(url)
    assert (said.option, said.view, said.id, said.alias) == (option, view, ident, alias)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "http://x.example/index.php?option=com_content&view=article&id=12:slug&Itemid=4",
            "http://x.example/index.php?view=article&id=12&option=com_content",
        ),
        (
            "http://www.x.example/news/12-slug.html",
            "http://x.example/news/12-slug?tmpl=component&print=1",
        ),
        ("http://x.example/index.php/news/12-slug", "http://x.example/news/12-slug"),
        ("http://x.example/news/12-slug?start=2", "http://x.example/news/12-slug?showall=1"),
        (
            "http://x.example/news/slug?akengage_limitstart=20",
            "http://x.example/news/slug?pageNumber=2",
        ),
    ],
)
def test_one_place_for_all_spellings(one: str, other: str) -> None:
    assert address.read(one).place == address.read(other).place


@pytest.mark.parametrize(
    ("page", "link", "leads_to"),
    [
        (
            "/news/12-lamps.html",
            "../../www.oil.example/shop?id=1",
            "http://www.oil.example/shop?id=1",
        ),
        ("/", "../www.oil.example/our shop#oil", "http://www.oil.example/our%20shop"),
        ("/", "../images.old.example:81/a.png", "http://images.old.example:81/a.png"),
        (
            "/news/12-lamps.html",
            "../www.oil.example/shop",
            "http://old.example/www.oil.example/shop",
        ),
        ("/news/12-lamps.html", "../../images/a.png", "http://old.example/images/a.png"),
        ("/news/12-lamps.html", "../../jquery.js/a", "http://old.example/jquery.js/a"),
    ],
)
def test_a_link_out_of_the_folder_of_its_host_leads_to_another_host(
    page: str, link: str, leads_to: str
) -> None:
    assert uri.absolute(f"http://old.example{page}", link) == leads_to


@given(st.text(max_size=60))
def test_any_text_can_be_read(url: str) -> None:
    assert address.read(url).place is not None


@pytest.mark.parametrize(
    ("url", "spelt"),
    [
        ("HTTP://Mill.EXAMPLE:80/News?Id=1", "http://mill.example/News?Id=1"),
        ("https://mill.example:443", "https://mill.example"),
        ("http://mill.example:443/a", "http://mill.example:443/a"),
        ("http://mill.example:8080/a", "http://mill.example:8080/a"),
        ("http://mill.example/?id=1&amp;Itemid=2", "http://mill.example/?id=1&Itemid=2"),
        ("/index.php?a=HTTP://X.example:80", "/index.php?a=HTTP://X.example:80"),
        ("http://Ann@Mill.example/", "http://Ann@Mill.example/"),
    ],
)
def test_addresses_as_links_spell_them(url: str, spelt: str) -> None:
    assert uri.canonical(url) == spelt
