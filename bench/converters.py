#!/usr/bin/env python3
"""How many bodies come back whole from Markdown, and how fast, by migrator and its peers, on the
same HTML.

    python bench/converters.py ARTICLES.JSONL...

Reads the `body_html` of the records that `migrator run --to json` wrote. All converters get the
same HTML: the bodies after migrator's legacy rules (players are links, layout tables unwrapped).
Their Markdown is rendered (CommonMark with GFM tables) and compared with that HTML by migrator's
own proof: words in order, links, images, headings, list items, cells, code. Emphasis is left out of
the comparison, to be fair to those that drop it on purpose."""

from __future__ import annotations

import collections
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from migrator.document import soup
from migrator.markdown import proof
from migrator.markdown import rules as legacy
from migrator.markdown.conversion import MarkdownOptions, convert


def peers() -> dict[str, Callable[[str], str]]:
    cleaned_before = MarkdownOptions(off=frozenset(legacy.RULES))
    found: dict[str, Callable[[str], str]] = {"migrator": lambda h: convert(h, cleaned_before)[0]}
    try:
        import markdownify

        found["markdownify"] = lambda h: markdownify.markdownify(h)
    except ImportError:
        print("markdownify is not installed, left out", file=sys.stderr)
    try:
        import html2text

        def by_html2text(html: str) -> str:
            maker = html2text.HTML2Text()
            maker.body_width = 0
            made: str = maker.handle(html)
            return made

        found["html2text"] = by_html2text
    except ImportError:
        print("html2text is not installed, left out", file=sys.stderr)
    try:
        import html_to_markdown

        found["html-to-markdown"] = lambda h: str(
            getattr(html_to_markdown.convert(h), "content", html_to_markdown.convert(h))
        )
    except ImportError:
        print("html-to-markdown is not installed, left out", file=sys.stderr)
    return found


def cleaned(html: str) -> str:
    root = soup.soup(html)
    list(legacy.clean(root))  # type: ignore[arg-type]  # BeautifulSoup's tags do as well
    return str(root)


def main() -> int:
    bodies = {
        json.loads(line)["body_html"]
        for name in sys.argv[1:]
        for line in Path(name).read_text("utf-8").splitlines()
    }
    if not bodies:
        print(__doc__)
        return 2
    want = {b: cleaned(b) for b in sorted(bodies) if b.strip()}
    print(
        f"{len(want)} bodies\n{'converter':<20} {'whole':>7} {'words kept':>11} "
        f"{'links kept':>11} {'CPU ms a body':>14}"
    )
    for name, tool in peers().items():
        counts: collections.Counter[str] = collections.Counter()
        spent = 0.0
        for html in want.values():
            begun = time.process_time()
            made = tool(html)
            spent += time.process_time() - begun
            told = [d for d in proof.differences(html, made) if not d.startswith("emphasis")]
            counts["whole"] += not told
            counts["words"] += not any(d.startswith("words missing") for d in told)
            counts["links"] += not any(d.startswith("link missing") for d in told)
        total = len(want)
        print(
            f"{name:<20} {counts['whole'] / total:>7.3f} "
            f"{counts['words'] / total:>11.3f} {counts['links'] / total:>11.3f} "
            f"{1000 * spent / total:>14.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
