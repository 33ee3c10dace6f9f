"""Which witness is believed for a field: the article's own page before its print view, listings, feeds, the page's head.

A value that stands on the pages of many articles (the site's description, its name in titles) is the site's and not the
article's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from migrator import address
from migrator.assemble import identity
from migrator.headings import BETWEEN
from migrator.model import Fields, Note, Reading, Value, When
from migrator.normalise import letters
from migrator.store import Witness


@dataclass(frozen=True, slots=True)
class Common:
    """What all pages together tell: the pieces that stand in most pages' titles and the most frequent of them, descriptions that several pages share with
    some of those pages' titles, the hosts of the site, names and paths of categories."""

    titles: frozenset[str] = frozenset()
    title: str | None = None
    descriptions: dict[str, frozenset[str]] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    parents: dict[str, str] = field(default_factory=dict)
    categories: frozenset[str] = frozenset()
    places: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    sections: dict[int, int] = field(default_factory=dict)


#: Titles of pages with one description that are kept: enough to tell that others than an article's own pages have it.
_KEPT = 6


class Learner:
    """Takes every reading of a site once, then gives what they have in common."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        """`hosts`: names that the site is known to have had."""
        self.pages = 0
        self.titles: Counter[str] = Counter()
        self.descriptions: dict[str, set[str]] = defaultdict(set)
        self.hosts = {address.read(f"http://{host}/").host for host in hosts}
        self.parents: dict[str, Counter[str]] = defaultdict(Counter)
        self.categories: set[str] = set()
        self.places: dict[str, Counter[str]] = defaultdict(Counter)
        self.names: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.sections: dict[int, int] = {}

    def take(self, reading: Reading) -> None:
        """Learns from one reading."""
        self.pages += bool(reading.page_title)
        if reading.kind != "media":
            self.hosts.update(address.read(u).host for u in (reading.url, reading.mirror) if u)
        if (said := reading.page_description) and len(self.descriptions[said]) < _KEPT:
            self.descriptions[said].add(reading.page_title)
        self.titles.update(_pieces(reading.page_title))
        for level, number, name, section, weight in reading.taxonomy:
            self.names[level, number][name] += 10 ** weight
            if section and level == "category":
                self.sections[number] = section
        if reading.kind == "article":
            self._categories(reading.fields)

    def _categories(self, fields: Fields) -> None:
        above, category = (fields.get(n) for n in ("parent category", "category"))
        above = above or fields.get("section")
        self.categories.update(str(v.value) for v in (above, category) if v)
        if category and (link := fields.get("category link")):
            self.places[str(link.value)][str(category.value)] += 1
        if above and category:
            self.parents[str(category.value)][str(above.value)] += 1

    def common(self) -> Common:
        """What the readings have in common."""
        many = max(3, self.pages // 4)
        return Common(
            titles=frozenset(piece for piece, count in self.titles.items() if count >= many),
            title=next((piece for piece, count in self.titles.most_common(1) if count >= many), None),
            descriptions={said: frozenset(titles) for said, titles in self.descriptions.items() if len(titles) > 1},
            hosts=frozenset(self.hosts), parents={name: _most(above) for name, above in self.parents.items()}, categories=frozenset(self.categories),
            places={place: _most(names) for place, names in sorted(self.places.items(), key=lambda p: len(p[0]))},
            names={which: _most(names) for which, names in self.names.items()}, sections=self.sections)


def _most(names: Counter[str]) -> str:
    """The most frequent name; of several the first by the alphabet, whatever the order of the captures."""
    return min(names, key=lambda name: (-names[name], name))


def _pieces(title: str) -> set[str]:
    return {p.strip() for p in BETWEEN.split(title) if p.strip()}


def choose(group: Sequence[Reading], witnesses: Sequence[Witness], common: Common) -> tuple[Fields, list[Note]]:
    """The fields of one article, each from its best witness; `witnesses` are what listings and feeds tell of it."""
    fields: Fields = {}
    notes: list[Note] = []
    for reading in ranked(group):
        for name, value in reading.fields.items():
            if name not in fields or (isinstance(value.value, When) and _finer(value.value, fields[name].value)):
                fields[name] = value
    first = next((r for r in ranked(group) if r.number == 0), None)
    if first is None or "title" not in first.fields:
        fields.pop("title", None) if first is not None else None
    for mention in sorted((w.mention for w in witnesses), key=lambda m: (m.where == "feed", m.url, str(m.fields))):
        for name, value in mention.fields.items():
            if (name not in fields and name in ("author", "created", "modified", "published", "hits", "category", "feed date",
                "title")) or (name in ("created", "modified") and name in fields and isinstance(value.value, When) and _finer(value.value, fields[name].value)):
                fields[name] = value
    if hits := [r.fields["hits"] for r in group if "hits" in r.fields]:
        fields["hits"] = max(hits, key=lambda v: v.value if isinstance(v.value, int) else 0)  # the counter only goes up
    if said := fields.get("feed date"):
        if "created" not in fields:
            fields["created" if "published" in fields else "published"] = said
        elif isinstance(said.value, When) and _finer(said.value, fields["created"].value):
            fields["created"] = said
    notes += _disagreements(group, fields)
    _title(fields, common, notes)
    _own_description(fields, common, group)
    return fields, notes


def ranked(group: Sequence[Reading]) -> list[Reading]:
    """The readings of an article, best witness first: whole pages, first pages, later pages, print views; of several alike the
    one with the plainest address, whatever the order of the captures."""
    return sorted(group, key=lambda r: (r.printed, r.number, r.part == "comments", r.part == "page", len(address.read(r.url or "").query),
                                        len(r.url or ""), r.url or ""))


def _finer(new: When, old: object) -> bool:
    order = ("day", "minute", "second")
    return isinstance(old, When) and order.index(new.precision) > order.index(old.precision) and new.value.startswith(old.value)


def _disagreements(group: Sequence[Reading], fields: Fields) -> list[Note]:
    """A note for each field of which another page of the article tells something else; the better witness has been taken."""
    notes = []
    for name in ("author", "created", "category"):
        taken = fields.get(name)
        for other in (r.fields[name] for r in ranked(group) if name in r.fields):
            if taken and _plain(other.value) != _plain(taken.value):
                notes.append(Note("assemble-disagreement", f"{name} is {_plain(taken.value)!r} by {taken.rule}, {_plain(other.value)!r} by {other.rule}"))
                break
    return notes


def _plain(value: object) -> str:
    return value.value[:10] if isinstance(value, When) else " ".join(str(value).split())


def keys_of(group: Sequence[Reading]) -> list[str]:
    """The addresses and numbers under which listings and feeds tell of an article."""
    keys = dict.fromkeys(p for r in group for p in identity.places(identity.stub(0, r)))
    return list(dict.fromkeys([*keys, *(r.key for r in group if r.key)]))


def _title(fields: Fields, common: Common, notes: list[Note]) -> None:
    """The heading; where the page hides it, meta title, then `<title>` without the site's name."""
    if "title" in fields:
        return
    for name in ("meta title", "og title", "page title"):
        if name in fields:
            said = str(fields[name].value)
            fields["title"] = Value(without_site(said, common), fields[name].rule)
            notes.append(Note("assemble-title", "the page shows no title; it was taken from its head"))
            return


def without_site(title: str, common: Common) -> str:
    """`title` without the pieces that stand in the titles of many pages."""
    parts = BETWEEN.split(title)
    if len(parts) < 2:
        return title
    for piece in (parts[0], parts[-1]):
        if piece.strip() in common.titles and letters.of(piece) != letters.of(title):
            title = re.sub(rf"^{re.escape(piece)}\s*(?:[|–—:»/·-]+)\s*|\s*(?:[|–—:»/·-]+)\s*{re.escape(piece)}$", "", title)
    return title.strip() or parts[0]


def _own_description(fields: Fields, common: Common, group: Sequence[Reading]) -> None:
    """A description (or keywords) that pages of other articles and listings share is the site's."""
    found = fields.get("description")
    if not found:
        return
    said = str(found.value)
    for shared, titles in common.descriptions.items():
        if len(titles) > 2 and said.startswith(f"{shared}, "):
            said = said[len(shared) + 2:]
            fields["description"] = Value(said, f"{found.rule}, without the site's own before it")
            break
    body = letters.beginning(max((r.body or "" for r in group), key=len))
    own = {r.page_title for r in group}
    if body.startswith(letters.of(said.rstrip(".… "))[:80]) or len(common.descriptions.get(str(found.value), frozenset()) - own) > 1:
        del fields["description"]
        fields.pop("keywords", None)
