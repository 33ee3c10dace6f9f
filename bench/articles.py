#!/usr/bin/env python3
"""How much of the articles' own words migrator and its peers find, and at what cost, on pages whose
answers are known.

    python bench/articles.py CAPTURE...

A CAPTURE is a folder with `pages/` and `gold.jsonl`: lines {"pages": [FILE...], "article":
{"body_html": ...} or null}. Each tool sees the same pages, one at a time, in one process; migrator
is also shown with the whole capture, as it is meant to be used. Words are compared as overlapping
fours. Peers are measured where they are installed (pip install '.[bench]')."""

from __future__ import annotations

import collections
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

WORD = re.compile(r"\w+")
Tool = Callable[[bytes], str]


def words(html: str) -> list[str]:
    if not html or not html.strip():
        return []
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for gone in root.xpath(".//script|.//style"):
        gone.drop_tree()
    return WORD.findall(" ".join(root.itertext()).lower())


def f1(want: list[str], have: list[str]) -> float:
    def fours(w: list[str]) -> collections.Counter[tuple[str, ...]]:
        return (
            collections.Counter(tuple(w[i : i + 4]) for i in range(max(len(w) - 3, 1)))
            if w
            else collections.Counter()
        )

    a, b = fours(want), fours(have)
    hit = sum((a & b).values())
    return 2 * hit / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def migrator_alone(data: bytes) -> str:
    from migrator import read_page

    article = read_page(data).article
    return article.body_html if article else ""


def peers() -> dict[str, Tool]:
    found: dict[str, Tool] = {"migrator, page by page": migrator_alone}
    try:
        import trafilatura

        found["trafilatura"] = lambda d: (
            trafilatura.extract(
                d,
                output_format="html",
                include_comments=False,
                include_images=True,
                include_links=True,
            )
            or ""
        )
        found["trafilatura, comments and metadata"] = lambda d: (
            trafilatura.extract(d, output_format="html", include_comments=True, with_metadata=True)
            or ""
        )
    except ImportError:
        print("trafilatura is not installed, left out", file=sys.stderr)
    try:
        from readability import Document

        found["readability-lxml"] = lambda d: Document(d.decode("utf-8", "replace")).summary()
    except ImportError:
        print("readability-lxml is not installed, left out", file=sys.stderr)
    return found


def whole(capture: Path) -> tuple[dict[str, str], float]:
    """The bodies of a whole capture by page, and the seconds of CPU that it took."""
    from migrator import migrate

    begun = time.process_time()
    site = migrate(capture / "pages")
    spent = time.process_time() - begun
    bodies = {a.id: a.body_html for a in site.articles}
    return {p.source: bodies[p.article] for p in site.pages if p.article in bodies}, spent


def main() -> int:
    captures = [Path(a) for a in sys.argv[1:]]
    if not captures:
        print(__doc__)
        return 2
    score: dict[str, list[float]] = collections.defaultdict(list)
    spent: dict[str, float] = collections.defaultdict(float)
    pages = 0
    tools = peers()
    for capture in captures:
        gold = [
            json.loads(line)
            for line in (capture / "gold.jsonl").read_text("utf-8").splitlines()
            if line.strip()
        ]
        bodies, seconds = whole(capture)
        spent["migrator, whole capture"] += (
            seconds
            * len([g for g in gold if g["article"]])
            / max(sum(1 for _ in (capture / "pages").rglob("*")), 1)
        )
        for line in gold:
            if not line["article"] or "body_html" not in line["article"]:
                continue
            want, page = words(line["article"]["body_html"]), line["pages"][0]
            data = (capture / "pages" / page).read_bytes()
            pages += 1
            score["migrator, whole capture"].append(f1(want, words(bodies.get(page, ""))))
            for name, tool in tools.items():
                begun = time.process_time()
                try:
                    made = tool(data)
                except Exception as error:
                    made = ""
                    print(f"{name}: {page}: {error}", file=sys.stderr)
                spent[name] += time.process_time() - begun
                score[name].append(f1(want, words(made)))
    base = spent["migrator, page by page"]
    print(
        f"{pages} articles\n{'tool':<38} {'words f1':>9} {'exact':>7} "
        f"{'CPU ms a page':>14} {'ratio':>7}"
    )
    for name, values in score.items():
        exact = sum(v > 0.995 for v in values) / len(values)
        print(
            f"{name:<38} {sum(values) / len(values):>9.3f} {exact:>7.3f} "
            f"{1000 * spent[name] / pages:>14.1f} {spent[name] / base:>7.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
