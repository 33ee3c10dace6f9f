"""Which readings are one article: by number, by address in all its spellings, by canonical address,
by saying the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from migrator.assemble.disjoint_sets import DisjointSets
from migrator.joomla import address
from migrator.model import Note, Reading
from migrator.normalise import word_digest


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
    text_mark: str | None
    sketch: word_digest.Sketch
    language: str
    alias: str
    origin: str
    withheld: str | None
    addresses: tuple[str, ...]
    #: The article's address as lists give it, where the page stands under another.
    listed: str | None = None
    #: Digest of the title as feeds give it, where that is another.
    feed_title: str = ""


#: Feeds of Joomla (crawls of 1.5 to 5.3) lack what looks like a tag in a title.
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Group:
    """The captures that are one article, and those of comments that came apart from it; `main` is
    its main address. A note names pages that were kept apart though they name one address or number
    with it. `listed` is the address that lists give for it, where its page stands under another."""

    id: str
    main: str | None
    pages: tuple[int, ...]
    fragments: tuple[int, ...]
    notes: tuple[Note, ...] = ()
    listed: str | None = None


def stub(number: int, reading: Reading) -> Stub:
    """The stub of an article page."""
    fields = reading.fields
    title, language, alias = fields.get("title"), fields.get("language"), fields.get("alias")
    words = str(title.value) if title else ""
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
        word_digest.of(words) if title else "",
        reading.text_mark,
        reading.sketch,
        re.split("[-_]", str(language.value).lower())[0] if language else "",
        str(alias.value) if alias else address.read(reading.url or "").alias or "",
        reading.origin,
        reading.state if reading.origin == "database" and reading.status == "skipped" else None,
        reading.addresses,
        feed_title=word_digest.of(_TAG.sub("", words)) if _TAG.search(words) else "",
    )


def groups(
    stubs: Sequence[Stub], fragments: dict[str, list[int]], same: Sequence[Sequence[str]] = ()
) -> list[tuple[Group, list[Stub]]]:
    """The stubs in groups of one article each, in the order in which they came; `fragments` are
    captures by article key, `same` are pages (addresses or sources) that a person joined."""
    taken: set[str] = set()
    out = []
    sets = _joined(stubs)
    for names in same:
        named = [number for number, stub in enumerate(stubs) if _is_named(stub, names)]
        for number in named[1:]:
            sets.join(named[0], number, alike=True)
    for index in sets.members():
        members = [stubs[i] for i in index]
        keys = {s.key for s in members if s.key}
        main = min(members, key=_plainness)
        ident = _ident(members, main, taken)
        taken.add(ident)
        comments = tuple(n for key in sorted(keys) for n in fragments.get(key, ()))
        apart = tuple(dict.fromkeys(stubs[i].source for i in sets.refused_by(index)))[:_SHOWN_APART]
        notes = tuple(map(_apart, apart))
        pages = tuple(s.number for s in members)
        group = Group(ident, main.url or main.mirror, pages, comments, notes, main.listed)
        out.append((group, members))
    return out


def _is_named(stub: Stub, names: Sequence[str]) -> bool:
    """Whether one of some addresses (with or without a host) or sources is that of a page."""
    stub_places = {stub.source, stub.mirror}
    for url in filter(None, (stub.url, *stub.addresses)):
        stub_places |= {url, address.key(url), address.read(url).place}
    return any(name in stub_places or address.key(name) in stub_places for name in names)


#: So many pages that were kept apart are named in notes.
_SHOWN_APART = 3


def _apart(source: str) -> Note:
    return Note(
        "identity-apart",
        f"{source} names one address or number with this article, but says something else; "
        "it was kept apart",
    )


def with_keys(stubs: Sequence[Stub], moved: Sequence[tuple[str, str]]) -> list[Stub]:
    """`stubs` with the numbers that tables of addresses (pairs of an old address and a raw one)
    tell of pages whose own address names none."""
    key_of = {address.key(old): key for old, new in moved if (key := address.article_key(new))}
    if not key_of:
        return list(stubs)
    return [
        stub if stub.key or not stub.url else stub._replace(key=key_of.get(address.key(stub.url)))
        for stub in stubs
    ]


#: So many different articles under one canonical address, and it is the site's.
_MANY = 20


def _joined(stubs: Sequence[Stub]) -> DisjointSets:
    """The stubs joined by address, by number, by words; pages that state different numbers stay
    apart, whatever else they share."""
    sets = DisjointSets([s.key for s in stubs])
    by_place: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, stub in enumerate(stubs):
        for place, is_own in places(stub):
            earlier = by_place[place]
            home = next(
                (b for b, owned in earlier if _agree(stubs[b], stub, is_own and owned)),
                None,
            )
            if (home is None or not sets.join(home, index)) and len(earlier) < _MANY:
                sets.refuse([b for b, _ in earlier], index)
                earlier.append((index, is_own))
    for index, stub in enumerate(stubs):
        if stub.key:
            home = next((b for b in by_key[stub.key] if _is_version(stubs[b], stub)), None)
            if home is None or not sets.join(home, index):
                sets.refuse(by_key[stub.key], index)
                by_key[stub.key].append(index)
    by_words: dict[str, int] = {}
    for index, stub in enumerate(stubs):
        if (
            stub.part == "page"
            or not stub.text_mark
            or (word_digest.is_short(stub.text_mark) and not stub.title)
        ):
            continue
        content = f"{stub.title}|{stub.text_mark}"
        sets.join(by_words.setdefault(content, index), index, alike=True)
    for row, page in _by_alias(stubs):
        sets.join(row, page)
    return sets


def _by_alias(stubs: Sequence[Stub]) -> Iterator[tuple[int, int]]:
    """Pairs of a row of a database and a page without a number, whose alias one row alone has."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, stub in enumerate(stubs):
        if stub.origin == "database" and stub.alias:
            rows[stub.alias].append(index)
    for index, stub in enumerate(stubs):
        if stub.origin != "database" and not stub.key and len(rows.get(stub.alias, ())) == 1:
            row = rows[stub.alias][0]
            if _agree(stubs[row], stub, is_own=True):
                yield row, index


def places(stub: Stub) -> Iterator[tuple[str, bool]]:
    """The spellings of the address under which an article page stands, and whether it is the page's
    own or what it calls canonical; not those that only name a list or the front page."""
    own_urls = [(url, True) for url in (stub.url, *stub.addresses)]
    for url, is_own in (*own_urls, (stub.canonical, False)):
        if not url:
            continue
        parsed = address.read(url)
        if parsed.place not in ("/", "") and parsed.view not in (
            "category",
            "featured",
            "frontpage",
            "section",
        ):
            yield address.key(url), is_own


#: Share of the shorter of two texts that the other has, at least, where they are one article's in
#: two states; of two articles on one subject it is under a tenth.
ALIKE = 0.5
#: The same with hardly a word of difference (a notice, a counter).
_SAME = 0.9


def _agree(stub: Stub, other: Stub, is_own: bool) -> bool:
    """Whether two pages with one number or address can be one article: titles that fit, or the same
    words. Translations (by Joom!Fish) have one number and may have one title. A canonical address
    that is not the page's `own` may be wrong, and a missing title says nothing: the words must be
    alike."""
    a, b = stub.title, other.title
    like = word_digest.likeness(stub.sketch, other.sketch)
    same = (stub.text_mark is not None and stub.text_mark == other.text_mark) or (
        like or 0
    ) >= _SAME
    if stub.language and other.language and stub.language != other.language:
        return same
    if stub.origin != other.origin and stub.alias and stub.alias == other.alias:
        return True  # a page whose title was read wrongly, or that a menu gave another
    if stub.part == "page" or other.part == "page":
        return is_own or not a or not b or a.startswith(b) or b.startswith(a)
    if is_own and a and b and (a.startswith(b) or b.startswith(a)):
        return True
    if not a or not b or a.startswith(b) or b.startswith(a):
        return like is None or like >= ALIKE
    return same


def _is_version(stub: Stub, other: Stub) -> bool:
    """Whether two pages that state one number are one article: an edit may change the words or the
    alias, hardly both; two such pages are two articles, one number is of something else."""
    if not _agree(stub, other, is_own=True):
        return False
    aliases = {address.read(s.url).alias for s in (stub, other) if s.url} - {None}
    like = word_digest.likeness(stub.sketch, other.sketch)
    parts = {stub.part, other.part}
    return parts != {"whole"} or len(aliases) < 2 or like is None or like >= ALIKE


def _renamed(stub: Stub, parsed: address.Address) -> bool:
    """Whether a page has its article's number from a link, not from the name it was saved under:
    the target of a redirect, saved under the address before it."""
    return bool(stub.mirror and parsed.id and address.read(stub.mirror).id is None)


def _plainness(stub: Stub) -> tuple[bool, bool, bool, bool, bool, int, int, str]:
    """The least is the main page: one that was seen, no print view, no later page, under its own
    name; the plainest address, whatever the order of the captures."""
    parsed = address.read(stub.url or "")
    return (
        stub.origin == "database",
        stub.printed,
        stub.page > 0 or stub.part == "comments" or parsed.showall,
        not parsed.alias,
        _renamed(stub, parsed),
        len(parsed.query),
        len(stub.url or ""),
        stub.url or "",
    )


def _ident(members: Sequence[Stub], main: Stub, used_ids: set[str]) -> str:
    """The article's number, or a name made from its address; unique in the site."""
    key = next((s.key for s in members if s.key), None)
    if key and key not in used_ids:
        return key
    stated_url = main.url or main.mirror
    place = address.read(stated_url).place if stated_url else main.source
    base = f"page:{place.strip('/') or 'index'}"
    ident, number = base, 2
    while ident in used_ids:
        ident, number = f"{base}~{number}", number + 1
    return ident
