"""Makes a site of any size: pages in the structures of Joomla 1.0, 1.5, 3 and 5, with listings,
print views and comments.

    python bench/pages.py COUNT FOLDER

The same count makes the same pages. About 13 kB a page, of which the article is a fifth, as on real
sites."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

HOST = "http://bench.example"
WORDS = [
    "anchor",
    "barge",
    "copper",
    "drift",
    "ember",
    "furnace",
    "gravel",
    "harbour",
    "island",
    "jetty",
    "kettle",
    "lantern",
    "meadow",
    "needle",
    "orchard",
    "pebble",
    "quarry",
    "rudder",
    "saddle",
    "timber",
    "umbrella",
    "valley",
    "weather",
    "yard",
    "zinc",
    "almost",
    "before",
    "could",
    "during",
    "every",
    "first",
    "ground",
    "however",
    "into",
    "just",
    "kept",
    "later",
    "might",
    "never",
    "other",
    "perhaps",
    "quite",
    "rather",
    "since",
    "though",
    "under",
    "very",
    "without",
    "yesterday",
]
PEOPLE = ["Ada Ferry", "Ben Lock", "Cleo Marsh", "Dov Pine", "Eva Sund", "Finn Oar"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PER_LIST = 12


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 18))]
    return " ".join(words).capitalize() + "."


def paragraph(chance: random.Random) -> str:
    pieces = [sentence(chance) for _ in range(chance.randint(2, 6))]
    kind = chance.random()
    if kind < 0.15:
        pieces.append(
            'See <a href="/index.php?option=com_content&amp;view=article&amp;id='
            f'{chance.randint(1, 400)}">{chance.choice(WORDS)}</a>.'
        )
    if kind > 0.9:
        pieces.append(
            f"<strong>{chance.choice(WORDS)}</strong> and "
            f'<em>{chance.choice(WORDS)}</em>, said "{chance.choice(WORDS)}"&nbsp;twice.'
        )
    return f"<p>{' '.join(pieces)}</p>"


def body(chance: random.Random) -> str:
    parts = [paragraph(chance) for _ in range(chance.randint(3, 9))]
    if chance.random() < 0.3:
        rows = "".join(
            f"<tr><td>{chance.choice(WORDS)}</td><td>{chance.randint(1, 99)}</td></tr>"
            for _ in range(5)
        )
        parts.insert(
            1, f"<table><tbody><tr><th>What</th><th>How many</th></tr>{rows}</tbody></table>"
        )
    if chance.random() < 0.3:
        parts.insert(
            2, "<ul>" + "".join(f"<li>{sentence(chance)}</li>" for _ in range(4)) + "</ul>"
        )
    if chance.random() < 0.4:
        parts.insert(
            1,
            (
                f'<p><img src="/images/stories/{chance.choice(WORDS)}.jpg" '
                f'alt="{chance.choice(WORDS)}" /></p>'
            ),
        )
    return "\n".join(parts)


def comments(chance: random.Random, count: int) -> str:
    pieces = []
    for number in range(1, count + 1):
        who, day = chance.choice(PEOPLE), chance.randint(1, 28)
        pieces.append(
            f'<div class="{("even", "odd")[number % 2]}" '
            f'id="comment-item-{number}"><div class="rbox"><div class="rbox_m"><div '
            f'class="comment-box">'
            f'<a class="comment-anchor" href="#comment-{number}" '
            f'id="comment-{number}">#{number}</a> <span class="comment-author">{who}</span> '
            f'<span class="comment-date">2009-06-{day:02} 10:{day:02}</span><div '
            f'class="comment-body" id="comment-body-{number}">{sentence(chance)} '
            f"{sentence(chance)}</div></div></div></div></div>"
        )
    return (
        f'<div id="jc"><div id="comments"><h4>Comments <a class="refresh" '
        f'href="#">&nbsp;</a></h4><div id="comments-list" class="comments-list">'
        f'{"".join(pieces)}</div></div><h4>Add comment</h4><form id="comments-form" '
        f'action="javascript:void(null);"><p><input name="name" />'
        f'<textarea name="comment"></textarea></p></form></div>'
    )


def furniture(chance: random.Random) -> tuple[str, str]:
    """What stands before and behind the article on every page: menus and modules."""
    menu = "".join(
        (
            f'<li class="item{n}"><a href="/news/list-{n}"><span>{chance.choice(WORDS)} '
            f"{n}</span></a></li>"
        )
        for n in range(24)
    )
    latest = "".join(
        (
            f'<li class="latestnews"><a href="/news/{n}-latest" '
            f'class="latestnews">{sentence(chance)}</a></li>'
        )
        for n in range(12)
    )
    boxes = "".join(
        f'<div class="moduletable"><h3>{chance.choice(WORDS)}</h3><div '
        f'class="custom"><p>{sentence(chance)}</p>'
        f'<a href="/banner/{n}" target="_blank"><img src="/images/banners/{n}.gif" '
        f'alt="Banner" /></a></div></div>'
        for n in range(10)
    )
    return (
        f'<div class="moduletable_menu"><ul class="menu">{menu}</ul></div>',
        f'<div class="moduletable"><ul class="latestnews">{latest}</ul></div>{boxes}',
    )


def head(title: str, generator: str) -> str:
    scripts = "\n".join(
        f'<script type="text/javascript" src="/media/system/js/part{n}.js"></script>'
        for n in range(12)
    )
    return (
        f'<head><meta http-equiv="content-type" content="text/html; charset=utf-8" '
        f'/><meta name="generator" content="{generator}" />'
        f'<meta name="description" content="A site about a harbour" '
        f"/><title>{title}</title>\n{scripts}\n"
        f'<script type="text/javascript">/*<![CDATA[*/ var settings = '
        f"{{{','.join(f'a{n}:{n}' for n in range(120))}}}; /*]]>*/</script></head>"
    )


Written = tuple[str, str, str]


def article(number: int, chance: random.Random, before: str, behind: str) -> Iterator[Written]:
    """File, address and page of an article, and of its print view where it has one."""
    title, who = f"{sentence(chance)[:-1]} {number}", chance.choice(PEOPLE)
    day, month, year = chance.randint(1, 28), chance.randint(0, 11), 2005 + number % 12
    text, style = body(chance), number % 4
    talk = comments(chance, chance.randint(1, 20)) if number % 3 == 0 else ""
    head_, alias = (
        head(title, "Joomla! - Open Source Content Management"),
        f"{number}-{title.lower().replace(' ', '-')[:30].strip('-')}",
    )
    when = f"{day:02} {MONTHS[month]} {year}"
    url = f"/news/{alias}"
    if style == 0:
        url = f"/index.php?option=com_content&task=view&id={number}&Itemid=2"
        box = (
            f'<table class="contentpaneopen"><tr><td class="contentheading" '
            f'width="100%">{title}</td></tr></table><table class="contentpaneopen">'
            f'<tr><td width="70%" align="left" valign="top" colspan="2"><span '
            f'class="small">Written by {who}</span></td></tr>'
            f'<tr><td valign="top" colspan="2" class="createdate">{when} '
            f'10:00</td></tr><tr><td valign="top" colspan="2">{text}</td></tr></table>'
        )
        page = (
            f'<body><table width="100%"><tr><td>{before}</td><td><div '
            f'class="componentbody">{box}{talk}</div></td><td>{behind}</td></tr></table></body>'
        )
    elif style == 1:
        box = (
            f'<table class="contentpaneopen"><tr><td class="contentheading" '
            f'width="100%"><a href="{url}" class="contentpagetitle">{title}</a>'
            f'</td></tr></table><table class="contentpaneopen"><tr><td '
            f'valign="top"><span class="small">Written by {who}</span></td></tr><tr>'
            f'<td valign="top" class="createdate">{when} 10:00</td></tr><tr><td '
            f'valign="top">{text}</td></tr></table>'
        )
        page = (
            f'<body id="page_bg"><div id="leftcolumn">{before}</div><div '
            f'id="maincolumn">{box}{talk}</div><div id="rightcolumn">{behind}</div></body>'
        )
    else:
        box = (
            f'<div class="item-page" itemscope '
            f'itemtype="https://schema.org/Article"><div class="page-header"><h2 '
            f'itemprop="headline">{title}</h2></div>'
            f'<dl class="article-info muted"><dt '
            f'class="article-info-term">Details</dt><dd class="createdby" '
            f'itemprop="author" itemscope>Written by '
            f'<span itemprop="name">{who}</span></dd><dd '
            f'class="category-name">Category: <a href="/news/list-{number % 24}" '
            f'itemprop="genre">List</a></dd>'
            f'<dd class="published"><time '
            f'datetime="{year}-{month + 1:02}-{day:02}T10:00:00+00:00">Published: '
            f"{when}</time></dd>"
            f'<dd class="hits">Hits: {number * 7 % 4000}</dd></dl><div '
            f'itemprop="articleBody">{text}</div></div>'
        )
        page = (
            f'<body class="site com_content view-article no-layout"><div '
            f'class="body"><nav>{before}</nav><main id="content" role="main">{box}{talk}</main>'
            f"<aside>{behind}</aside></div></body>"
        )
    yield f"{number:07}.html", url, f'<!DOCTYPE html>\n<html lang="en-gb">{head_}{page}</html>'
    if number % 8 == 1:
        printed = f'<body class="contentpane"><div class="print">{box}</div></body>'
        yield (
            f"{number:07}-print.html",
            f"{url}?tmpl=component&print=1",
            f'<!DOCTYPE html>\n<html lang="en-gb">{head_}{printed}</html>',
        )


def listing(
    number: int, chance: random.Random, before: str, behind: str, items: list[tuple[str, str]]
) -> Written:
    """A category's list of articles."""
    rows = "".join(
        (
            f'<tr class="cat-list-row{n % 2}"><td class="list-title"><a '
            f'href="{escape(url)}">{title}</a></td><td class="list-hits">{n}</td></tr>'
        )
        for n, (url, title) in enumerate(items)
    )
    page = (
        f'<body class="site com_content view-category '
        f'layout-list"><nav>{before}</nav><main id="content"><div '
        f'class="category-list"><h1>List {number}</h1>'
        f'<table class="category table">{rows}</table></div></main><aside>{behind}</aside></body>'
    )
    return (
        f"list-{number:06}.html",
        f"/news/list-{number}",
        f'<!DOCTYPE html>\n<html lang="en-gb">{head(f"List {number}", "Joomla!")}{page}</html>',
    )


def site(count: int) -> Iterator[Written]:
    """`count` pages."""
    chance = random.Random(5)
    before, behind = furniture(chance)
    written = number = 0
    items: list[tuple[str, str]] = []
    while written < count:
        number += 1
        for file, url, page in article(number, random.Random(number), before, behind):
            if written < count:
                written += 1
                yield file, url, page
        items.append((url, f"Article {number}"))
        if len(items) == PER_LIST and written < count:
            written += 1
            yield listing(number // PER_LIST, chance, before, behind, items)
            items = []


def make(count: int, folder: Path) -> None:
    """Writes `count` pages and their urls.tsv."""
    folder.mkdir(parents=True)
    with (folder / "urls.tsv").open("w", encoding="utf-8") as table:
        table.write("file\turl\tstatus\tcontent-type\tlocation\n")
        for at, (file, url, page) in enumerate(site(count)):
            name = f"{at // 1000:04}/{file}"
            if at % 1000 == 0:
                (folder / f"{at // 1000:04}").mkdir()
            (folder / name).write_text(page, "utf-8")
            table.write(f"{name}\t{HOST}{url}\t200\ttext/html; charset=utf-8\t\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    make(int(sys.argv[1]), Path(sys.argv[2]))
