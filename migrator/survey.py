"""What all pages of a capture tell together, that no page tells alone.

A text block that stands on many pages is furniture: menu, header, footer, module. The smallest element that holds what is a
page's own is its content column; `readers/generic.py` finds it so where no known structure is. The order of day and month
is learned from dates that are not ambiguous. The result is plain data; `migrator probe` shows it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from migrator.document import Document, Element
from migrator.model import Reading, When
from migrator.normalise import dates

_SKIP = {"script", "style", "noscript", "template", "head", "select", "option"}


@dataclass(frozen=True, slots=True)
class Survey:
    """`blocks` tells on how many pages a text block stands, `pages` of how many; `templates` are those whose articles have a
    known structure."""

    pages: int = 0
    blocks: dict[int, int] | None = None
    templates: frozenset[str | None] = frozenset()

    def is_furniture(self, block: int) -> bool:
        """Whether a block stands on more pages than an article's words would: on four or more, and a twelfth of all."""
        count = (self.blocks or {}).get(block, 0)
        return (count >= 4 and count * 12 >= self.pages) or (self.pages < 12 and count >= 3 and count * 2 > self.pages)


def blocks(doc: Document) -> Iterator[tuple[Element, int, int]]:
    """The text blocks of a page: element, hash of its own words, their length."""
    body = next(iter(doc.tree.iter("body")), doc.tree)
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag in _SKIP:
            continue
        own = (element.text or "").strip() + "".join("\x00" + (c.tail or "").strip() for c in element)
        if own.strip("\x00 "):
            yield element, zlib.crc32(own.encode("utf-8", "replace")), len(own)


def facts(doc: Document) -> list[int]:
    """The hashes of a page's blocks, each once."""
    return sorted({h for _, h, _ in blocks(doc)})


def learn(readings: Iterable[Reading]) -> Survey:
    """The survey of a capture. Several addresses of one page (print views, Itemid variants) would make an article's own words
    look like furniture: each page title counts a block once."""
    seen: dict[int, set[int]] = {}
    titles: set[int] = set()
    templates: set[str | None] = set()
    for reading in readings:
        if reading.kind == "article" and "how" not in reading.facts:
            templates.add(reading.template)
        found = reading.facts.get("blocks")
        if not found:
            continue
        own = reading.fields.get("title")
        title = zlib.crc32(f"{reading.facts.get('title')}|{own.value if own else ''}".encode())
        titles.add(title)
        for block in found:
            seen.setdefault(block, set()).add(title)
    return Survey(len(titles), {block: len(pages) for block, pages in seen.items() if len(pages) > 2}, frozenset(templates))


def date_order(readings: Iterable[Reading]) -> str:
    """mdy where some date has a second number over 12 and none a first one; else dmy."""
    votes: Counter[str] = Counter()
    for when in whens(readings):
        pair = dates.ambiguous(when)
        if pair and pair[0] > 12 >= pair[1]:
            votes["dmy"] += 1
        elif pair and pair[1] > 12 >= pair[0]:
            votes["mdy"] += 1
    return "mdy" if votes["mdy"] > votes["dmy"] else "dmy"


def whens(readings: Iterable[Reading]) -> Iterator[str]:
    """All dates of the readings as they were printed."""
    for reading in readings:
        for value in reading.fields.values():
            if isinstance(value.value, When):
                yield value.value.raw
        for comment in reading.comments:
            if comment.created:
                yield comment.created.raw
