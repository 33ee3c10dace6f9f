#!/usr/bin/env python3
"""The body of articles from text dumps, beside tools that see the HTML of the same pages.

    python bench/texts.py CAPTURE...  # folders with pages/ and gold.jsonl (article.body_html)
    python bench/texts.py --sizes     # CPU seconds of texts of 10 MB, a line of 5 MB, 200,000 lines

One run makes a text of each article page by resiliparse (the whole page, no markup), reads the
texts of a capture as one source, and asks trafilatura and resiliparse's main-content extraction
for the text of the HTML. Printed are the mean F1 of runs of four words against the article's body,
the CPU milliseconds a page, and both as ratios to migrator. Needs pip install '.[bench]'."""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import lxml.html
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from migrator.model import Capture
from migrator.reading.page import read
from migrator.settings import NOTHING_KNOWN
from migrator.textdump import reader, survey

_WORD = re.compile(r"\w+")
#: Words that make a run.
_RUN = 4


def main(captures: list[Path]) -> None:
    """Prints one line a tool."""
    scores: dict[str, list[float]] = {}
    seconds: dict[str, float] = defaultdict(float)
    for capture in captures:
        pages, bodies = load(capture)
        decoded = [bytes_to_str(page, detect_encoding(page) or "utf-8") for page in pages]
        texts = [extract_plain_text(page, alt_texts=False) for page in decoded]
        tools: dict[str, Callable[[], list[str]]] = {
            "migrator (text)": partial(by_migrator, texts),
            "trafilatura (HTML)": partial(by_trafilatura, decoded),
            "resiliparse (HTML)": partial(by_resiliparse, decoded),
        }
        for name, extract in tools.items():
            begun = time.process_time()
            answers = extract()
            seconds[name] += time.process_time() - begun
            scores.setdefault(name, []).extend(map(likeness, bodies, answers))
    count = len(scores["migrator (text)"])
    base = sum(scores["migrator (text)"]) / count, seconds["migrator (text)"]
    print(f"{count} article pages of {len(captures)} captures")
    for name, values in scores.items():
        mean, spent = sum(values) / count, seconds[name]
        print(
            f"{name:<20} F1 {mean:.3f} ({mean / base[0]:.2f})  "
            f"{spent / count * 1000:6.2f} ms a page ({spent / base[1]:.2f})"
        )


def sizes() -> None:
    """Prints the CPU seconds of reading one large text, by kinds of lines."""
    many = 200_000
    sentence = "The keeper of the lock wrote down every barge, and what it paid, for thirty years."
    shapes = {
        "10 MB of paragraphs": f"{sentence}\n\n" * (10_000_000 // len(sentence)),
        "10 MB of lines": f"{sentence}\n" * (10_000_000 // len(sentence)),
        "a line of 5 MB": sentence * (5_000_000 // len(sentence)),
        "short lines": "".join(f"Lock {n}\n" for n in range(many)),
        "dated lines": "".join(f"Lock {n}\n2 May 2007 10:15\n" for n in range(many // 2)),
        "bullets": "".join(f"  * Lock {n}\n" for n in range(many)),
        "details": "Written by Ann Lock\nHits: 12\n" * (many // 2),
        "comments": "Comments (9)\n" + "Ann\n2 years ago\nSo it is.\nReply\n" * (many // 4),
        "cells": "a   b   c\n" * many,
    }
    head = "Main Menu\n\n  * Home\n\nThe locks\nWritten by Ann Lock\n14 May 2007\n\n"
    for name, lines in shapes.items():
        capture = Capture("text.txt", (head + lines + "\nPowered by Joomla!\n").encode())
        begun = time.process_time()
        reader.read(capture)
        print(f"{name:<20} {time.process_time() - begun:6.2f} s")


def load(capture: Path) -> tuple[list[bytes], list[str]]:
    """The first page of each article of a capture, and the words of its body."""
    pages, bodies = [], []
    for line in (capture / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("article") and (html := row["article"].get("body_html")):
            pages.append((capture / "pages" / row["pages"][0]).read_bytes())
            bodies.append(plain(html))
    return pages, bodies


def by_migrator(texts: list[str]) -> list[str]:
    """The bodies that migrator reads from the texts of one source."""
    captures = [Capture(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    learned = survey.learn(map(reader.look, captures)) if len(captures) > 1 else None
    options = replace(NOTHING_KNOWN, texts=learned)
    return [plain(read(capture, options).body or "") for capture in captures]


def by_trafilatura(pages: list[str]) -> list[str]:
    """The main texts that trafilatura finds in pages."""
    return [trafilatura.extract(page, include_comments=False) or "" for page in pages]


def by_resiliparse(pages: list[str]) -> list[str]:
    """The main texts that resiliparse finds in pages."""
    return [extract_plain_text(page, main_content=True, alt_texts=False) for page in pages]


def plain(html: str) -> str:
    """The words of some HTML."""
    return " ".join(lxml.html.fragment_fromstring(html, create_parent="div").itertext())


def likeness(expected: str, answer: str) -> float:
    """F1 of the runs of words of two texts."""
    one, other = (runs(_WORD.findall(text.casefold())) for text in (expected, answer))
    both = (one & other).total()
    return 2 * both / (one.total() + other.total()) if both else float(not one and not other)


def runs(words: list[str]) -> Counter[tuple[str, ...]]:
    """The runs of words with their counts; of a shorter text the whole."""
    last = max(1, len(words) - _RUN + 1)
    return Counter(tuple(words[n : n + _RUN]) for n in range(last if words else 0))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[1:] == ["--sizes"]:
        sizes()
    else:
        main([Path(name) for name in sys.argv[1:]])
