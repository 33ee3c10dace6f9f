"""What all readings of a site have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from migrator.assemble.ledger import Repeated
from migrator.joomla import address
from migrator.layout.titles import BETWEEN
from migrator.model import Fields, Reading


@dataclass(frozen=True, slots=True)
class Common:
    """What all pages together tell: the pieces that stand in most pages' titles and the most
    frequent of them, headings that are the site's, descriptions that several pages share with some
    of those pages' titles, the hosts of the site, names and paths of categories."""

    titles: frozenset[str] = frozenset()
    title: str | None = None
    headings: frozenset[str] = frozenset()
    descriptions: dict[str, frozenset[str]] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    parents: dict[str, str] = field(default_factory=dict)
    categories: frozenset[str] = frozenset()
    places: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    sections: dict[int, int] = field(default_factory=dict)
    repeated: frozenset[int] | None = None
    edge_links: frozenset[int] = frozenset()
    everywhere: frozenset[int] = frozenset()
    copies: dict[str, int] = field(default_factory=dict)


#: Titles of pages with one description that are kept: enough to tell that others than an article's
#: own pages have it.
_KEPT = 6


class Learner:
    """Takes every reading of a site once, then gives what they have in common."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        """`hosts`: names that the site is known to have had."""
        self.pages = 0
        self._titled: set[str] = set()
        self.titles: Counter[str] = Counter()
        self.headings: Counter[str] = Counter()
        self._under: dict[str, set[str]] = defaultdict(set)
        self.descriptions: dict[str, set[str]] = defaultdict(set)
        self.hosts = {address.read(f"http://{host}/").host for host in hosts}
        self.parents: dict[str, Counter[str]] = defaultdict(Counter)
        self.categories: set[str] = set()
        self.places: dict[str, Counter[str]] = defaultdict(Counter)
        self.names: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.sections: dict[int, int] = {}
        self.repeated = Repeated()

    def take(self, reading: Reading) -> None:
        """Learns from one reading."""
        self.repeated.take(reading)
        self._take_title(reading)
        if reading.kind != "media":
            self.hosts.update(address.read(u).host for u in (reading.url, reading.mirror) if u)
        if (description := reading.page_description) and len(
            self.descriptions[description]
        ) < _KEPT:
            self.descriptions[description].add(reading.page_title)
        for level, number, name, section, weight in reading.taxonomy:
            self.names[level, number][name] += 10**weight
            if section and level == "category":
                self.sections[number] = section
        if reading.kind == "article":
            self._categories(reading.fields)
            self._take_heading(reading)

    def _take_heading(self, reading: Reading) -> None:
        """The heading that a page gives its article, and some of the `<title>`s it stands under."""
        if (heading := reading.fields.get("title")) is None:
            return
        name = str(heading.value)
        self.headings[name] += 1
        if reading.page_title and len(self._under[name]) < _KEPT:
            self._under[name].add(reading.page_title)

    def _of_site(self) -> frozenset[str]:
        """Headings that are the site's: those of most articles, whose pages have `<title>`s of
        their own."""
        return frozenset(
            name
            for name, count in self.headings.most_common(1)
            if 2 * count > self.headings.total() and len(self._under[name]) >= _KEPT
        )

    def _take_title(self, reading: Reading) -> None:
        """The pages, views and captures of one article count once: what they have in common is its
        title, not the site's name."""
        if not reading.page_title or reading.key in self._titled:
            return
        if reading.key:
            self._titled.add(reading.key)
        self.pages += 1
        self.titles.update(_pieces(reading.page_title))

    def _categories(self, fields: Fields) -> None:
        category = fields.get("category")
        above = fields.get("parent category") or fields.get("section")
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
            title=next(
                (piece for piece, count in self.titles.most_common(1) if count >= many), None
            ),
            headings=self._of_site(),
            descriptions={
                description: frozenset(titles)
                for description, titles in self.descriptions.items()
                if len(titles) > 1
            },
            hosts=frozenset(self.hosts),
            parents={name: _most(above) for name, above in self.parents.items()},
            categories=frozenset(self.categories),
            places={
                place: _most(names)
                for place, names in sorted(self.places.items(), key=lambda p: len(p[0]))
            },
            names={which: _most(names) for which, names in self.names.items()},
            sections=self.sections,
            repeated=self.repeated.known(),
            edge_links=self.repeated.edges(),
            everywhere=self.repeated.everywhere(),
            copies=self.repeated.copies(),
        )


def _most(names: Counter[str]) -> str:
    """The most frequent name; of several the first by the alphabet, whatever the order of the
    captures."""
    return min(names, key=lambda name: (-names[name], name))


def _pieces(title: str) -> set[str]:
    return {p.strip() for p in BETWEEN.split(title) if p.strip()}
