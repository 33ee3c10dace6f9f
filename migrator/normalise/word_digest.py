"""The letters and digits of a text, without case, punctuation and space: what is left when two
texts are compared."""

from __future__ import annotations

import hashlib
import html as entities
import zlib

from migrator.patterns import lazy_pattern

_TAGS = lazy_pattern(r"<[^>]+>")
#: So much of some HTML nearly always holds a hundred letters.
_BEGINNING = 4000
_LETTERS = lazy_pattern(r"[^\W_]+")
_WORD = lazy_pattern(r"\w+")


def of(text: str) -> str:
    """The letters of a text."""
    return "".join(_LETTERS.findall(text)).casefold()


def of_html(html: str) -> str:
    """The letters of some HTML."""
    return of(entities.unescape(_TAGS.sub("", html)))


def beginning(html: str) -> str:
    """The first letters of some HTML, a hundred or all of them at least."""
    words = of_html(html[:_BEGINNING].rpartition("<")[0])
    return words if len(words) > 100 else of_html(html)


def mark(html: str) -> str | None:
    """A digest of the letters of some HTML: equal text, equal digest; one of a short text ends with
    a dot. None where it has no text."""
    letters = of_html(html)
    if not letters:
        return None
    digest = hashlib.blake2b(letters.encode(), digest_size=10).hexdigest()
    return digest if len(letters) >= 60 else f"{digest}."


def is_short(mark_: str) -> bool:
    """Whether a mark stands for too few words to tell two articles apart."""
    return mark_.endswith(".")


#: So many hashes of a sketch at most; of longer texts each second, fourth … is kept.
_HASHES = 64
_WORDS = 4

#: `every` (a power of two), then the hashes that it divides.
Sketch = tuple[int, ...]


def sketch(html: str) -> Sketch:
    """A few hashes of runs of four words of some HTML, to tell how much two texts share."""
    text = " ".join(_WORD.findall(entities.unescape(_TAGS.sub(" ", html)).casefold()))
    words = text.encode("utf-8", "replace").split(b" ")
    runs = {
        zlib.crc32(b" ".join(words[start : start + _WORDS]))
        for start in range(max(1, len(words) - _WORDS + 1))
    }
    every = 1
    while len(runs) > _HASHES:
        every *= 2
        runs = {run for run in runs if run % every == 0}
    return (every, *sorted(runs)) if text else ()


def likeness(first: Sketch, other: Sketch) -> float | None:
    """The share of the shorter of two texts that stands in the other too, by their sketches; None
    where one is too short to tell."""
    if not first or not other:
        return None
    every = max(first[0], other[0])
    a, b = ({run for run in runs[1:] if run % every == 0} for runs in (first, other))
    least = min(len(a), len(b))
    return len(a & b) / least if least else None
