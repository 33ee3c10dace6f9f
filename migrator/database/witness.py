"""One database as a witness: which of a dump's prefixes is the site, and all that its rows tell,
record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from migrator.database import forum
from migrator.database.comments import systems
from migrator.database.content_items import category_key
from migrator.database.extension_items import K2_PICTURES
from migrator.database.item_tables import items
from migrator.database.items import CategoryRow, Item, MenuRows, Thread
from migrator.database.joomla_site import JoomlaSite
from migrator.database.left_out import left_out
from migrator.database.menu_addresses import AddressForm, MenuAddresses
from migrator.database.moved import moved
from migrator.store.row_tables import RowTables

#: Picture files that no row names.
PICTURES = K2_PICTURES
#: A database has one of these, and a site's has the others beside it.
_ITEM_TABLES = ("content", "k2_items", "zoo_item", "easyblog_post")
_SITE_TABLES = frozenset(
    ("categories", "menu", "users", "sections", "extensions", "components", "modules")
)


@dataclass(frozen=True, slots=True)
class Redirects:
    """Old addresses and what they lead to, of one table."""

    table: str
    pairs: tuple[tuple[str, str], ...]


#: Pairs that come at once.
_PAIRS = 500


def site_prefix(tables: RowTables, wanted: str | None = None) -> str | None:
    """The prefix of the site's tables: `wanted` (from its configuration) where it is there, else of
    those that have articles the one whose articles were changed last. None where there are none."""
    sites = {p: names for p, names in tables.prefixes().items() if set(_ITEM_TABLES) & names}
    candidates = [p for p in sites if p.rpartition(".")[2] == wanted] or list(sites)
    return max(
        candidates,
        default=None,
        key=lambda p: (len(_SITE_TABLES & sites[p]) > 1, _last_change(tables, p), len(sites[p])),
    )


def _last_change(tables: RowTables, prefix: str) -> str:
    rows = tables.select(prefix, "content")
    return max((max(r.get("modified") or "", r.get("created") or "") for r in rows), default="")


def other_prefixes(tables: RowTables, prefix: str) -> list[str]:
    """The prefixes of further sites in the same database: leftovers of an upgrade."""
    return sorted(
        p
        for p, names in tables.prefixes().items()
        if p != prefix and set(_ITEM_TABLES) & names and _SITE_TABLES & names
    )


class DatabaseWitness:
    """All that the tables of one prefix tell."""

    def __init__(
        self,
        tables: RowTables,
        prefix: str,
        created: Mapping[str, Collection[str]],
        dumped: str | None,
        form: AddressForm,
        pictures: Collection[str] = (),
    ) -> None:
        """`created`: the columns of all tables of the dump; `dumped`: when it was made, as it says
        itself; `pictures`: the files in `PICTURES` that are at hand."""
        names = {n.removeprefix(prefix): c for n, c in created.items() if n.startswith(prefix)}
        self.site = JoomlaSite(tables.site(prefix), names, dumped, pictures)
        self._addresses = MenuAddresses(self.site, form)

    def items(self) -> Iterator[Item]:
        """Articles with their comments and addresses."""
        for item in items(self.site):
            item = replace(item, addresses=self._addresses.of(item, category_key(self.site, item)))
            if item.component == "com_content" and (posts := forum.discussion(self.site, item.id)):
                item = replace(
                    item,
                    comments=(*item.comments, *posts),
                    comment_system=item.comment_system or "kunena",
                )
            yield item

    def threads(self) -> Iterator[Thread]:
        """Threads of forums."""
        yield from forum.threads(self.site)

    def categories(self) -> Iterator[CategoryRow]:
        """Categories and sections of articles that were public."""
        for key, category in self.site.categories.items():
            if key.startswith(("section:", "com_content:")) and self.site.chain(key) == (
                True,
                True,
            ):
                yield CategoryRow(
                    key,
                    self.site.path(key),
                    category.description or None,
                    self._addresses.of_category(category),
                )

    def menus(self) -> list[MenuRows]:
        """The site's menus."""
        return self._addresses.menus()

    def redirects(self) -> Iterator[Redirects]:
        """Redirects and SEF addresses, some at a time."""
        waiting: dict[str, list[tuple[str, str]]] = {}
        for table, old, new in moved(self.site):
            pairs = waiting.setdefault(table, [])
            pairs.append((old, new))
            if len(pairs) == _PAIRS:
                yield Redirects(table, tuple(waiting.pop(table)))
        yield from (Redirects(table, tuple(pairs)) for table, pairs in waiting.items())

    def left_out(self, host: str) -> Iterator[tuple[str, str]]:
        """What of the rows of the site at `host` (empty: not known) is no part of the new site: a
        code and words for each kind."""
        return left_out(self.site, host)

    def comment_systems(self) -> list[str]:
        """The systems that have comments in the database."""
        return systems(self.site)
