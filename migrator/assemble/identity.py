"""Which readings are one article: by number, by address in all its spellings, by canonical address, by saying the same."""

from __future__ import annotations

import hashlib
import html as entities
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from migrator import address
from migrator.headings import words
from migrator.model import Reading

_TAGS = re.compile(r"<[^>]+>")


def groups(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The article readings in groups of one article each, in the order in which they came."""
    sets = _Sets(len(readings))
    by_place: dict[str, int] = {}
    for at, reading in enumerate(readings):
        for place in places(reading):
            if place in by_place and _agree(readings[by_place[place]], reading):
                sets.join(by_place[place], at)
            else:
                by_place.setdefault(place, at)
    by_key: dict[str, list[int]] = defaultdict(list)
    for at, reading in enumerate(readings):
        if not reading.key:
            continue
        home = next((b for b in by_key[reading.key] if _agree(readings[b], reading)), None)
        if home is None:
            by_key[reading.key].append(at)
        else:
            sets.join(home, at)
    by_words: dict[str, int] = {}
    for at, reading in enumerate(readings):
        said = _said(reading)
        if said and said in by_words:
            sets.join(by_words[said], at)
        elif said:
            by_words[said] = at
    return [[readings[i] for i in members] for members in sets.members()]


def places(reading: Reading) -> Iterable[str]:
    """The spellings of the address under which a reading stands."""
    for url in (reading.url, reading.canonical):
        if not url:
            continue
        said = address.read(url)
        place = said.place
        if place in ("/", "") or said.view in ("category", "featured", "frontpage", "section"):
            continue
        yield f"{said.host}{place}"


def title_of(reading: Reading) -> str:
    """The title that a reading's own region tells."""
    value = reading.fields.get("title")
    return str(value.value) if value else ""


def _agree(one: Reading, other: Reading) -> bool:
    """Whether two readings with one number or address can be one article: titles that fit, or the same words."""
    a, b = words(title_of(one)), words(title_of(other))
    if not a or not b or a.startswith(b) or b.startswith(a):
        return True
    if one.part == "page" or other.part == "page":
        return True
    return bool(one.body) and text(one.body or "") == text(other.body or "")


def text(html: str) -> str:
    """The letters and digits of some HTML."""
    return bare(_TAGS.sub("", html))


def bare(words_: str) -> str:
    """The letters and digits of a text, in one case."""
    return re.sub(r"[\W_]+", "", entities.unescape(words_)).casefold()


def _said(reading: Reading) -> str | None:
    """A hash of title and body; None where there is too little to tell articles apart, or only a part of one."""
    said = text(reading.body or "")
    title = words(title_of(reading))
    if reading.part == "page" or not said or (len(said) < 60 and not title):
        return None
    return hashlib.blake2b(f"{title}|{said}".encode(), digest_size=12).hexdigest()


class _Sets:
    """Disjoint sets of numbers; the least number names a set."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        self.parent[b] = a

    def members(self) -> list[list[int]]:
        out: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self.parent)):
            out[self.root(at)].append(at)
        return list(out.values())
