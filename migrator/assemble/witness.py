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
from migrator.headings import words
from migrator.model import Fields, Mention, Note, Reading, Value, When


@dataclass(slots=True)
class Common:
    """What all pages together tell: values of the site itself, the path of each category, mentions by address."""

    descriptions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pages: int = 0
    files: dict[str, str] = field(default_factory=dict)
    titles: Counter[str] = field(default_factory=Counter)
    mentions: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[str, str] = field(default_factory=dict)
    categories: set[str] = field(default_factory=set)
    places: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    names: dict[tuple[str, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sections: dict[int, int] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    in_section: dict[str, int] = field(default_factory=dict)


def learn(readings: Iterable[Reading]) -> Common:
    """What stands on many pages, and what listings and feeds tell."""
    common = Common()
    for reading in readings:
        common.pages += 1
        if reading.kind == "media" and reading.url:
            common.files[address.read(reading.url).place] = reading.source
        if said := reading.facts.get("description"):
            common.descriptions[said].add(reading.facts.get("title") or "")
        common.titles.update(_pieces(reading.facts.get("title") or ""))
        for mention in reading.mentions:
            for key in mention_keys(mention.url):
                common.mentions[key].append(mention)
                if reading.kind == "listing" and reading.facts.get("catid"):
                    common.members.setdefault(key, reading.facts["catid"])
                if reading.kind == "listing" and reading.facts.get("sectionid"):
                    common.in_section.setdefault(key, reading.facts["sectionid"])
        for level, number, name, section, weight in reading.facts.get("taxonomy", ()):
            common.names[level, number][name] += 10 ** weight
            if section and level == "category":
                common.sections[number] = section
        if reading.kind == "article":
            section, category = (reading.fields.get(n) for n in ("parent category", "category"))
            section = section or reading.fields.get("section")
            common.categories.update(str(v.value) for v in (section, category) if v)
            if category and (link := reading.fields.get("category link")):
                common.places[str(link.value)][str(category.value)] += 1
            if section and category:
                common.parents[str(category.value)] = str(section.value)
    return common


def mention_keys(url: str) -> tuple[str, ...]:
    """The places and numbers by which an address finds its article."""
    said = address.read(url)
    keys = [f"{said.host}{said.place}"]
    if said.id is not None and said.option:
        keys.append(f"{said.option}:{said.id}")
    return tuple(keys)


_SPLIT = re.compile(r"\s+[|–—:»/·-]+\s+|\s*[|»]\s*")


def _pieces(title: str) -> set[str]:
    return {p.strip() for p in _SPLIT.split(title) if p.strip()}


def choose(group: Sequence[Reading], common: Common) -> tuple[Fields, list[Note]]:
    """The fields of one article, each from its best witness."""
    fields: Fields = {}
    notes: list[Note] = []
    for reading in ranked(group):
        for name, value in reading.fields.items():
            if name not in fields or (isinstance(value.value, When) and _finer(value.value, fields[name].value)):
                fields[name] = value
    first = next((r for r in ranked(group) if r.number == 0), None)
    if first is None or "title" not in first.fields:
        fields.pop("title", None) if first is not None else None
    for mention in _mentions(group, common):
        for name, value in mention.fields.items():
            if (name not in fields and name in ("author", "created", "modified", "published", "hits", "category", "feed date",
                "title")) or (name in ("created", "modified") and name in fields and isinstance(value.value, When) and _finer(value.value, fields[name].value)):
                fields[name] = value
    if "feed date" in fields and "created" not in fields:
        fields["created" if "published" in fields else "published"] = fields["feed date"]
    notes += _disagreements(group, fields)
    _title(fields, common, notes)
    _own_description(fields, common, group)
    return fields, notes


def ranked(group: Sequence[Reading]) -> list[Reading]:
    """The readings of an article, best witness first: whole pages, first pages, later pages, print views."""
    return sorted(group, key=lambda r: (r.facts.get("printed", False), r.number, r.part == "comments", r.part == "page"))


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


def mention_places(group: Sequence[Reading]) -> list[str]:
    """The keys under which mentions and memberships of an article stand."""
    keys: dict[str, None] = {}
    for reading in group:
        for place in identity.places(reading):
            keys.setdefault(place)
        if reading.key:
            keys.setdefault(reading.key)
    return list(keys)


def _mentions(group: Sequence[Reading], common: Common) -> list[Mention]:
    found = [m for k in mention_places(group) for m in common.mentions.get(k, ())]
    return sorted(found, key=lambda m: m.where == "feed")


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
    many = max(3, common.pages // 4)
    parts = _SPLIT.split(title)
    if len(parts) < 2:
        return title
    for piece in (parts[0], parts[-1]):
        if common.titles[piece.strip()] >= many and words(piece) != words(title):
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
    body = identity.text(max((r.body or "" for r in group), key=len))
    own = {r.facts.get("title") or "" for r in group}
    if body.startswith(identity.bare(said.rstrip(".… "))[:80]) or len(common.descriptions[str(found.value)] - own) > 1:
        del fields["description"]
        fields.pop("keywords", None)
