"""What is known before a page is read: how its site writes dates, what its pages have in common."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import NamedTuple

from migrator.document.elements import Element
from migrator.document.text import PROSE


class DateStyle(NamedTuple):
    """How dates are written: the `order` of numbers (dmy or mdy) and the `language` of names."""

    order: str = "dmy"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TextSurvey:
    """What texts without markup have in common (`textdump/survey.py`): on how many texts each pair
    of neighbouring lines and each short line stands, by their hashes; the names of authors and of
    categories that stand beside dates; the column at which most are wrapped; the texts that have a
    line of prose in common, by its hash and theirs."""

    texts: int = 0
    pairs: dict[int, int] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    column: int = 0
    prose: dict[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survey:
    """`blocks` tells on how many pages a text block stands, `pages` of how many; `templates` are
    those whose articles have a known structure; `site_titles` the digests of a `<title>` that most
    pages have: the site's name."""

    pages: int = 0
    blocks: dict[int, int] | None = None
    templates: frozenset[str | None] = frozenset()
    site_titles: frozenset[int] = frozenset()

    def is_furniture(self, block: int, length: int) -> bool:
        """Whether a block stands on more pages than an article's words would: on four or more, and
        a twelfth of all. An intro and its picture stand on many lists: `length` letters of prose,
        or a picture, must stand on a third, and on a dozen or half."""
        count = (self.blocks or {}).get(block, 0)
        enough = (
            max(4, self.pages / 12)
            if 0 < length < PROSE
            else max(4, self.pages / 3, min(12, self.pages / 2))
        )
        return count >= enough or (self.pages < 12 and count >= 3 and count * 2 > self.pages)

    def shares(self, element: Element) -> bool:
        """Whether other pages have an element with the same words of its own."""
        words = block_words(element)
        return self.is_furniture(block_digest(words), len(words))


def title_digest(title: str) -> int:
    """A short digest of what a page calls itself."""
    return zlib.crc32(title.encode())


def block_words(element: Element) -> str:
    """The words of an element that are in none of its elements."""
    text = (element.text or "").strip()
    return text + "".join(["\x00" + (c.tail or "").strip() for c in element])


def block_digest(words: str) -> int:
    """A short digest of a block's words, or of a picture's address."""
    return zlib.crc32(words.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is known of the site when a page is read.

    `survey` is there at the second look only; `rules_off` are cleaning rules not to be used;
    `comments` are the boxes of the page's comment systems.
    """

    date_style: DateStyle = field(default_factory=DateStyle)
    survey: Survey | None = None
    rules_off: frozenset[str] = frozenset()
    comments: frozenset[Element] = frozenset()
