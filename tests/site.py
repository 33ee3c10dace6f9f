"""A small site in memory, for tests of what is made of a whole site."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.assemble.assembly import assemble
from migrator.model import Capture, Reading, Site
from migrator.store.capture_rows import entry
from migrator.store.database import Store

HEAD = (
    '<meta name="generator" content="Joomla! - Open Source Content Management"><script '
    'src="/media/system/js/mootools-core.js"></script>'
)
HOST = "http://old.example"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
MENU = (
    '<div class="moduletable_menu"><h3>Main Menu</h3><ul class="menu"><li '
    'class="item-1"><a href="/">Home</a></li><li class="item-2"><a href="/news">'
    'News</a><ul><li class="item-3"><a '
    'href="/news/street">Street</a></li></ul></li><li class="item-4"><a '
    'href="/contact">Contact</a></li></ul></div>'
)


def article(path: str, title: str, body: str, *, details: str = "", extra: str = "") -> Capture:
    html = (
        f'<html lang="en-gb"><head>{HEAD}<title>{title}</title></head><body '
        f'class="com_content view-article">{MENU}<div class="item-page">'
        f'<h2><a href="{path}">{title}</a></h2><dl '
        f'class="article-info">{details}</dl>{body}</div>{extra}</body></html>'
    )
    return Capture(
        f"{path.strip('/').replace('/', '_').replace('?', '@') or 'index'}.html",
        html.encode(),
        f"{HOST}{path}",
    )


def listing(
    path: str, title: str, links: Iterable[tuple[str, str]], description: str = ""
) -> Capture:
    rows = "".join(
        f'<tr class="cat-list-row0"><td class="list-title"><a href="{href}">{name}</a></td></tr>'
        for href, name in links
    )
    html = (
        f'<html lang="en-gb"><head>{HEAD}<title>{title}</title></head><body '
        f'class="com_content view-category">{MENU}<div class="category-list"><h2>'
        f'<span class="subheading-category">{title}</span></h2><div '
        f'class="category-desc">{description}</div>'
        f'<table class="category">{rows}</table></div></body></html>'
    )
    return Capture(f"{path.strip('/').replace('/', '_')}-list.html", html.encode(), f"{HOST}{path}")


def file(path: str, data: bytes = PNG) -> Capture:
    return Capture(path.strip("/").replace("/", "_"), data, f"{HOST}{path}")


def category(name: str, path: str) -> str:
    return f'<dd class="category-name">Category: <a href="{path}">{name}</a></dd>'


def small_site() -> list[Capture]:
    street = category("Street", "/news/street")
    return [
        article(
            "/news/street/12-lamps",
            "Lighting the lamps",
            '<p>See <a href="/index.php?option=com_content&amp;view=article&amp;id=7">gloves</a>, <a href="/news/street">the street</a>, '
            '<a href="/contact">us</a> and <a href="/news/street/9-gone">what is gone</a>.</p>'
            '<p><a href="/images/large.png"><img src="/images/small.png" alt="A '
            'lamp"></a> <img src="/images/lost.png" alt="Lost"> '
            '<a href="/images/plan.pdf">plan</a></p><p>{{&lt; youtube x &gt;}} {% '
            "include x %} a | b</p>",
            details=street,
        ),
        article("/news/street/7-gloves", "Gloves", "<p>Bring gloves.</p>", details=street),
        article(
            "/index.php?option=com_content&view=article&id=7&catid=3",
            "Gloves",
            "<p>Bring gloves.</p>",
            details=street,
        ),
        article(
            "/index.php?option=com_content&view=article&id=8:rakes&catid=3",
            "Rakes",
            "<p>Nobody brought a rake to it.</p>",
            details=street,
        ),
        listing(
            "/news/street",
            "Street",
            [
                ("/news/street/12-lamps", "Lighting the lamps"),
                ("/news/street/5-lost", "A lost one"),
            ],
            "<p>Of the street.</p>",
        ),
        file("/images/small.png", PNG + b"small"),
        file("/images/large.png", PNG + b"large"),
        file("/images/plan.pdf", b"%PDF-1.4 x"),
        file("/images/lost.png", b"<html><body><h1>Not found</h1></body></html>"),
    ]


def of_readings(readings: Iterable[Reading]) -> Site:
    """The site of some readings, in memory."""
    listed = list(readings)
    store = Store(None)
    numbers = store.sync_sources([r.source for r in listed])
    store.add(
        entry(number, reading, "", "", 0)
        for (number, _, _), reading in zip(numbers, listed, strict=True)
    )
    return assemble(store)
