"""Markdown without the words that no engine reads for more than words: what remains has every mark
of the text, each with the letters beside it, and less than half of the letters.

Two engines read a text alike if they read its skeleton alike, and a slow one is done in half of the
time."""

from __future__ import annotations

import re

#: Words with a word before and one after them on their line.
_INNER_WORDS = re.compile(r"(?<=[^\W\d_] )(?:[^\W\d_]+,? )+(?=[^\W\d_])")
#: A paragraph without a mark: it begins with a letter and is one line.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?!'’‘\"“”()/–—…-])*\n?")


def skeleton(markdown: str) -> str:
    """`markdown` with two words of each run of words, and one paragraph of each run of paragraphs
    that have no mark."""
    blocks: list[str] = []
    is_plain = False
    for block in _INNER_WORDS.sub("", markdown).split("\n\n"):
        was_plain, is_plain = is_plain, _PLAIN.fullmatch(block) is not None
        if not (was_plain and is_plain):
            blocks.append(block)
    return "\n\n".join(blocks)
