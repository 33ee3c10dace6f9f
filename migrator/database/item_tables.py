"""Which tables hold items (articles), and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from migrator.database import content_items, extension_items
from migrator.database.items import Item
from migrator.database.joomla_site import JoomlaSite

_COMPONENTS: dict[str, Callable[[JoomlaSite], Iterator[Item]]] = {
    "content": content_items.content,
    "k2_items": extension_items.k2,
    "zoo_item": extension_items.zoo,
    "easyblog_post": extension_items.easyblog,
}


def items(site: JoomlaSite) -> Iterator[Item]:
    """All items of a database, those of Joomla itself first."""
    for table, read in _COMPONENTS.items():
        if site.tables.has(table):
            yield from read(site)
