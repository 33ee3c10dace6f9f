"""Which readings are one article: by number, by address in all its spellings, by canonical address,
by saying the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from migrator.joomla import address
from migrator.model import Reading
from migrator.normalise import word_digest as letters


class Stub(NamedTuple):
    """As much of an article page's reading as tells which article it is: `number` is the capture's
    in the store."""

    number: int
    source: str
    url: str | None
    canonical: str | None
    mirror: str | None
    key: str | None
    part: str
    page: int
    printed: bool
    title: str
    said: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Group:
    """The captures that are one article, and those of comments that came apart from it; `main` is
    its main address."""

    id: str
    main: str | None
    pages: tuple[int, ...]
    fragments: tuple[int, ...]


def stub(number: int, reading: Reading) -> Stub:
    """The stub of an article page."""
    title, language = (reading.fields.get(name) for name in ("title", "language"))
    return Stub(
        number,
        reading.source,
        reading.url,
        reading.canonical,
        reading.mirror,
        reading.key,
        reading.part,
        reading.number,
        reading.printed,
        letters.of(str(title.value)) if title else "",
        reading.said,
        re.split("[-_]", str(language.value).lower())[0] if language else "",
    )


def groups(
    stubs: Sequence[Stub], fragments: dict[str, list[int]]
) -> list[tuple[Group, list[Stub]]]:
    """The stubs in groups of one article each, in the order in which they came; `fragments` are
    captures by article key."""
    taken: set[str] = set()
    out = []
    for members in _joined(stubs):
        keys = {s.key for s in members if s.key}
        main = min(members, key=_plainness)
        ident = _ident(members, main, taken)
        taken.add(ident)
        apart = tuple(n for key in sorted(keys) for n in fragments.get(key, ()))
        out.append((Group(ident, main.url, tuple(s.number for s in members), apart), members))
    return out


def _joined(stubs: Sequence[Stub]) -> list[list[Stub]]:
    sets = _Sets(len(stubs))
    by_place: dict[str, int] = {}
    for at, one in enumerate(stubs):
        for place in places(one):
            if place in by_place and _agree(stubs[by_place[place]], one):
                sets.join(by_place[place], at)
            else:
                by_place.setdefault(place, at)
    by_key: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(stubs):
        if not one.key:
            continue
        home = next((b for b in by_key[one.key] if _agree(stubs[b], one)), None)
        if home is None:
            by_key[one.key].append(at)
        else:
            sets.join(home, at)
    by_words: dict[str, int] = {}
    for at, one in enumerate(stubs):
        if one.part == "page" or not one.said or (letters.is_short(one.said) and not one.title):
            continue
        said = f"{one.title}|{one.said}"
        if said in by_words:
            sets.join(by_words[said], at)
        else:
            by_words[said] = at
    return [[stubs[i] for i in members] for members in sets.members()]


def places(one: Stub) -> Iterator[str]:
    """The spellings of the address under which an article page stands; not those that only name a
    list or the front page."""
    for url in (one.url, one.canonical):
        if not url:
            continue
        said = address.read(url)
        if said.place not in ("/", "") and said.view not in (
            "category",
            "featured",
            "frontpage",
            "section",
        ):
            yield address.key(url)


def _agree(one: Stub, other: Stub) -> bool:
    """Whether two pages with one number or address can be one article: titles that fit, or the same
    words. Translations (by Joom!Fish) have one number and may have one title."""
    a, b = one.title, other.title
    if one.language and other.language and one.language != other.language:
        return one.said is not None and one.said == other.said
    if not a or not b or a.startswith(b) or b.startswith(a):
        return True
    if one.part == "page" or other.part == "page":
        return True
    return one.said is not None and one.said == other.said


def _plainness(one: Stub) -> tuple[bool, bool, bool, int, int, str]:
    """The least is the main page: no print view, no later page; the plainest address, whatever the
    order of the captures."""
    said = address.read(one.url or "")
    return (
        one.printed,
        one.page > 0 or one.part == "comments" or said.showall,
        not said.alias,
        len(said.query),
        len(one.url or ""),
        one.url or "",
    )


def _ident(members: Sequence[Stub], main: Stub, taken: set[str]) -> str:
    """The article's number, or a name made from its address; unique in the site."""
    key = next((s.key for s in members if s.key), None)
    if key and key not in taken:
        return key
    place = address.read(main.url).place if main.url else main.source
    base = f"page:{place.strip('/') or 'index'}"
    ident, number = base, 2
    while ident in taken:
        ident, number = f"{base}~{number}", number + 1
    return ident


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
