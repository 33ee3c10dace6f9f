#!/usr/bin/env python3
"""How the time to read a page and to write its Markdown grows with its size, by shapes of content
that are bad for some program.

    python bench/shapes.py [SHAPE...]

Prints seconds of CPU at each size and by how much the last doubling multiplied it: 2 is linear. A
shape stands in an article's text or, where its name says so, in a comment or in a text dump: its
lines in one long line, which is where a pattern that runs back and forth shows."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from migrator import read_page
from migrator.model import Capture
from migrator.textdump.reader import read as read_text

SIZES = (5_000, 10_000, 20_000)

SHAPES: dict[str, Callable[[int], str]] = {
    "spans": lambda n: f"<p>{'<span>a</span> ' * n}</p>",
    "bold": lambda n: f"<p>{'<b>a</b> ' * n}</p>",
    "fonts": lambda n: f"<p>{'<font size=2>a</font> ' * n}</p>",
    "fonts never closed": lambda n: f"<p>{'<font size=2>a ' * n}</p>",
    "breaks": lambda n: f"<p>{'a<br>' * n}</p>",
    "links": lambda n: f"<p>{''.join(f'<a href=/{i}>a</a> ' for i in range(n))}</p>",
    "anchors": lambda n: f"<p>{''.join(f'<a name=p{i}>a</a> ' for i in range(n))}</p>",
    "pictures": lambda n: f"<p>{''.join(f'<img src=/{i}.png> ' for i in range(n))}</p>",
    "nested lists": lambda n: "<ul><li>a" * n + "</li></ul>" * n,
    "flat list": lambda n: f"<ul>{'<li>a</li>' * n}</ul>",
    "table cells": lambda n: (
        f"<table border=1>{'<tr><td>a</td><td>b</td></tr>' * (n // 2)}</table>"
    ),
    "attributes": lambda n: f"<p {' '.join(f'a{i}=b' for i in range(n))}>a</p>",
    "paragraphs": lambda n: "<p>a</p>" * n,
    "headings": lambda n: "<h2>a</h2>" * n,
    "entities": lambda n: f"<p>{'&amp;copy; &lt;b&gt; ' * n}</p>",
    "back-ticks": lambda n: f"<p>{'` `` ' * n}</p>",
    "marks": lambda n: f"<p>{'*a_ [b ~c $d ' * n}</p>",
    "tags never closed": lambda n: f"<p>{'{tab ' * n}</p>",
    "videos never closed": lambda n: f"<p>{'{youtube}' * n}</p>",
    "HTML comments": lambda n: f"<p>{'a<!-- b -->' * n}</p>",
    "dates": lambda n: f"<p>{'Monday, 12 May 2008 10:30 ' * n}</p>",
    "comment: [url=": lambda n: "[url=" * n,
    "comment: [quote=": lambda n: "[quote=a]" * n,
    "comment: [list]": lambda n: "[list][*]a" * n,
    "comment: smilies": lambda n: ":) ;-) " * n,
    "comment: breaks": lambda n: "a<br>" * n,
    "comments": lambda n: "",
    "text dump: dates": lambda n: "2008-03-03 " * n,
    "text dump: brackets": lambda n: "[" * n * 10,
    "text dump: bullets": lambda n: "• - " * n,
    "text dump: authors": lambda n: "Written by Ada Weir by " * n,
    "text dump: counters": lambda n: "Comments ( 2 ) " * n,
    "text dump: pipes": lambda n: "| a " * n,
    "text dump: underscores": lambda n: "_ " * n,
    "text dump: tabs": lambda n: "\t" * n + "x",
}


def page(name: str, content: str, n: int) -> str:
    """An article of Joomla 3 with JComments, the shape in its text or in its comment."""
    in_comment = name.startswith("comment")
    texts = ["a"] * n if name == "comments" else [content] if in_comment else []
    comments = "".join(
        f'<div class="comment-box"><a class="comment-anchor" id="comment-{i}">#{i}</a>'
        f'<span class="comment-author">A</span> <span class="comment-date">2011-05-03 10:30</span>'
        f'<div class="comment-body" id="comment-body-{i}">{text}</div></div>'
        for i, text in enumerate(texts, 1)
    )
    return (
        '<html><head><meta name="generator" content="Joomla! - Open Source Content Management">'
        '<title>T</title></head><body class="com_content view-article"><div class="item-page">'
        f'<h2 itemprop="headline">Lamps</h2><div itemprop="articleBody"><p>Words.</p>'
        f'{"" if in_comment else content}</div></div><div id="jc"><div id="comments">'
        f'<div class="comments-list" id="comments-list">{comments}</div></div></div></body></html>'
    )


def seconds(name: str, n: int) -> float:
    """CPU that reading and writing the shape takes."""
    content = SHAPES[name](n)
    if name.startswith("text dump"):
        text = f"Lamps\n\nWritten by Ada Weir\n14 May 2007\n\nWords of the lamps.\n{content}\n"
        dump = Capture("lamps.txt", text.encode())
        begun = time.process_time()
        read_text(dump, None)
        return time.process_time() - begun
    html = page(name, content, n)
    begun = time.process_time()
    read_page(html, url="http://lamps.example/index.php?option=com_content&view=article&id=1")
    return time.process_time() - begun


def main() -> int:
    """Prints a row a shape."""
    seconds("bold", 1)
    print("| shape | " + " | ".join(f"{n:,}" for n in SIZES) + " | last doubling |")
    print("| --- |" + " ---: |" * (len(SIZES) + 1))
    for name in sys.argv[1:] or SHAPES:
        spent = [seconds(name, n) for n in SIZES]
        columns = " | ".join(f"{s:.2f} s" for s in spent)
        print(f"| {name} | {columns} | {spent[-1] / max(spent[-2], 0.001):.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
