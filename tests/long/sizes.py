"""Pages that are deep, that repeat themselves, or that are large: python -m tests.long.sizes

1. Elements within one another, 100 to 100,000 levels of five kinds, and replies of as many levels:
   the words at the bottom are kept or their loss is told, within 3 s and 300 MB.
2. What is repeated 10,000, 20,000 and 40,000 times (16 kinds): twice as much takes at most 2.6 times
   as long, and the most 2 s, of processor time; what takes less than a tenth of a second says
   nothing.
3. A page of 50 MB, a text and an attribute of 11 MB, 100,000 comments: within 60 s and 600 MB,
   nothing is cut without a word.

Exit code 1 where one of these fails."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tests.test_safety import PAGE

#: Reads one page of the standard input: its Markdown, notes and processor time.
_READ = """
import json, resource, sys, time
from migrator import read_page
text = sys.stdin.read()
read_page("<p>x</p>")
begun = time.process_time()
page = read_page(text, "http://x.example/1-t")
used = time.process_time() - begun
article = page.article
print(json.dumps({
    "seconds": used,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    "words": article.body_markdown[-3000:] if article else "",
    "whole": len(article.body_markdown) if article else 0,
    "comments": len(article.comments) if article else 0,
    "losses": sum(n.level == "loss" for n in (*(article.notes if article else ()), *page.notes)),
}))
"""
_SHORTEST = 0.1
_GROWTH, _SECONDS = 2.6, 2.0
_TAGS = ("div", "font", "blockquote", "ul><li", "table><tr><td")
_REPEATED = (
    *("*", "[", "`", "<a ", "<!--", "<b><p>", " ", "&amp;", "&nbsp;", "_a", "[quote]"),
    *("1.1.2001 ", "<br>", "\\", "~", "!["),
)


class Result(NamedTuple):
    """What the reading of a page took, and what came of it."""

    seconds: float
    megabytes: int
    words: str
    whole: int
    comments: int
    losses: int


def read(page: str) -> Result:
    """Reads a page in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _READ], input=page, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return Result(**json.loads(done.stdout))


def deep() -> Iterator[str]:
    """What is wrong with deep pages."""
    for tag in _TAGS:
        for depth in (100, 1000, 10_000, 100_000):
            close = "".join(f"</{name}>" for name in reversed(tag.split("><")))
            result = read(PAGE.format(f"<{tag}>" * depth + "bottom" + close * depth))
            kept = "bottom" in result.words and "after" in result.words
            if not (kept or result.losses) or result.seconds > 3 or result.megabytes > 300:
                yield f"{depth} levels of <{tag}>: {result._replace(words='')}, kept: {kept}"


def repeated() -> Iterator[str]:
    """What grows faster than its page."""
    for kind in _REPEATED:
        seconds = [
            read(PAGE.format(f"<p>{kind * n}</p>")).seconds for n in (10_000, 20_000, 40_000)
        ]
        growth = [b / max(a, _SHORTEST) for a, b in pairwise(seconds)]
        if max(growth) > _GROWTH or seconds[-1] > _SECONDS:
            yield f"{kind!r}: {[round(s, 2) for s in seconds]} s"


def comments(count: int) -> str:
    """A page of JComments with so many of them."""
    rows = "".join(
        f'<div id="comment-item-{n}"><div class="rbox"><span class="comment-author">A{n}</span> '
        f'<span class="comment-date">2009-01-02 10:00</span>'
        f'<div class="comment-body" id="comment-body-{n}">Words of {n}</div></div></div>'
        for n in range(1, count + 1)
    )
    box = f'<div id="jc"><div id="comments"><div class="comments-list">{rows}</div></div></div>'
    return PAGE.format("<p>Text.</p>").replace("</body>", f"{box}</body>")


def large() -> Iterator[str]:
    """What is wrong with large pages."""
    line = "<p>The keeper went up with <b>oil</b> and looked at the sea &amp; sky.</p>\n"
    pages = {
        "a page of 50 MB": PAGE.format(line * (50_000_000 // len(line))),
        "a text of 11 MB": PAGE.format("<p>" + "lamp oil " * 1_222_222 + "</p>"),
        "an attribute of 11 MB": PAGE.format(f'<p title="{"x" * 11_000_000}">words</p>'),
    }
    for name, page in pages.items():
        result = read(page)
        is_kept = "after" in result.words
        if not (is_kept or result.losses) or result.seconds > 60 or result.megabytes > 600:
            yield f"{name}: {result._replace(words='')}, kept: {is_kept}"
    result = read(comments(100_000))
    is_cut = result.comments < 100_000 and not result.losses
    if is_cut or result.seconds > 60 or result.megabytes > 600:
        yield f"100,000 comments: {result._replace(words='')}"


def sizes() -> tuple[int, int]:
    """Trials and faults of all."""
    faults = 0
    for check in (deep, repeated, large):
        for complaint in check():
            print(complaint, flush=True)
            faults += 1
    return 4 * len(_TAGS) + 3 * len(_REPEATED) + 4, faults


def main() -> int:
    trials, faults = sizes()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{trials} pages, {faults} faults, at most {most} MB")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
