"""What holds a site together, from its lists, front page and menus: the trees of categories and of
menus, the site's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from migrator.assemble.addresses import AddressLookup
from migrator.assemble.lists import Lists
from migrator.assemble.site_facts import Common
from migrator.joomla import address, uri
from migrator.model import Category, Menu, MenuItem, Reading, Structure, Value
from migrator.normalise import word_digest


@dataclass(slots=True)
class _List:
    """The first page of a category's list: its number, heading and description."""

    url: str
    number: int | None
    title: str
    description: str | None


@dataclass(slots=True)
class _Node:
    """An entry of a menu with those within it."""

    title: str
    url: str | None
    inner: list[_Node] = field(default_factory=list)


class Builder:
    """Takes every reading of a site once, then gives its structure."""

    def __init__(self) -> None:
        self.lists: dict[str, _List] = {}
        self.other_lists = Lists()
        self.menus: list[tuple[str | None, list[_Node]]] = []
        self.seen: set[Menu] = set()
        self.stored: list[Menu] = []
        self.roots: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.front: Reading | None = None
        self.facts: Reading | None = None

    def take(self, reading: Reading) -> None:
        """Learns from one reading."""
        self.other_lists.take(reading)
        for menu in reading.menus:
            if reading.origin == "database":
                self.stored.append(menu)
            elif menu not in self.seen:
                self.seen.add(menu)
                self._merge(menu)
        if reading.url and reading.kind in ("article", "item", "listing", "front"):
            parts = uri.parts(reading.url)
            if parts.host:
                self.roots[parts.site] += 1
        if language := reading.fields.get("language"):
            self.languages[str(language.value)] += 1
        if reading.kind == "front" and self.front is None:
            self.front = reading
        if reading.origin == "database" and "site name" in reading.fields:
            self.facts = reading
        if reading.kind == "listing":
            for url in (reading.url, *reading.addresses):
                if url:
                    self._list(reading, url)

    def _list(self, reading: Reading, url: str) -> None:
        parsed = address.read(url)
        if parsed.start or parsed.format or parsed.printed:
            return
        title, description = (reading.fields.get(n) for n in ("title", "description"))
        listing = _List(
            url,
            reading.category,
            str(title.value) if title else reading.page_title,
            str(description.value) if description else None,
        )
        key = address.key(url)
        if key not in self.lists or (description and not self.lists[key].description):
            self.lists[key] = listing

    def structure(
        self,
        common: Common,
        paths: Sequence[tuple[str, ...]],
        listed: Iterable[tuple[str, str]],
        lookup: AddressLookup,
    ) -> Structure:
        """The structure; `paths` are those of the categories that have articles, `listed` pages
        with an article that they list, `lookup` tells where menus lead."""
        stored: list[tuple[str | None, list[_Node]]] = []
        full = dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path) + 1))
        url = self.roots.most_common(1)[0][0] if self.roots else None
        shared = next(
            (description for description, titles in common.descriptions.items() if len(titles) > 2),
            None,
        )
        front = self.front.page_title if self.front else None
        facts = self.facts.fields if self.facts else {}
        for menu in self.stored:
            nodes: list[_Node] = []
            _add(nodes, menu.items)
            stored.append((menu.title, nodes))
        categories = tuple(self._category(path, common) for path in full)
        return Structure(
            title=_text(facts.get("site name"))
            or common.title
            or front
            or (uri.parts(url).netloc if url else None),
            url=url,
            language=self.languages.most_common(1)[0][0] if self.languages else None,
            description=_text(facts.get("description"))
            or shared
            or (self.front.page_description if self.front else None),
            hosts=tuple(sorted(common.hosts - {""})),
            categories=categories,
            lists=self.other_lists.pages(categories, listed),
            menus=tuple(
                Menu(title, tuple(_flat(nodes, 0, lookup))) for title, nodes in stored or self.menus
            ),
        )

    def _category(self, path: tuple[str, ...], common: Common) -> Category:
        """A category with its list: found by the address or number under which articles link to it,
        or by its heading."""
        name = path[-1]
        places = {place for place, category in common.places.items() if category == name}
        numbers = {
            number
            for (level, number), category in common.names.items()
            if category == name and level == "category"
        }
        of_category = [
            listing
            for listing in self.lists.values()
            if address.read(listing.url).place in places
            or (listing.number in numbers and listing.number)
        ]
        of_category = of_category or [
            listing
            for listing in self.lists.values()
            if word_digest.of(listing.title) == word_digest.of(name)
        ]
        if not of_category:
            return Category(path)
        of_category.sort(
            key=lambda listing: (
                not listing.description,
                len(address.read(listing.url).query),
                len(listing.url),
            )
        )
        return Category(
            path,
            of_category[0].url,
            tuple(listing.url for listing in of_category),
            next((listing.description for listing in of_category if listing.description), None),
        )

    def _merge(self, menu: Menu) -> None:
        """A menu opens only what is near the page that it stands on: what all pages show of it is
        put together."""
        outer = {_name(item.title, item.url) for item in menu.items if item.level == 0}
        for title, nodes in self.menus:
            shared = outer & {_name(n.title, n.url) for n in nodes}
            if title == menu.title and len(shared) * 2 >= min(len(outer), len(nodes)):
                _add(nodes, menu.items)
                return
        nodes = []
        _add(nodes, menu.items)
        self.menus.append((menu.title, nodes))


def _name(title: str, url: str | None) -> str:
    return address.key(url) if url else title


def _text(value: Value | None) -> str | None:
    return str(value.value) if value else None


def _add(nodes: list[_Node], items: Sequence[MenuItem]) -> None:
    path: list[list[_Node]] = [nodes]
    for item in items:
        del path[item.level + 1 :]
        within = path[-1]
        node = next(
            (n for n in within if _name(n.title, n.url) == _name(item.title, item.url)), None
        )
        if node is None:
            node = _Node(item.title, item.url)
            within.append(node)
        path.append(node.inner)


def _flat(nodes: Sequence[_Node], level: int, lookup: AddressLookup) -> list[MenuItem]:
    items: list[MenuItem] = []
    for node in nodes:
        destination = lookup.lead(node.url) if node.url else None
        items.append(
            MenuItem(
                node.title,
                node.url,
                level,
                destination.kind if destination else None,
                destination.to if destination else None,
            )
        )
        items += _flat(node.inner, level + 1, lookup)
    return items
