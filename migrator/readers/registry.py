"""Readers are found by their file."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from migrator import readers
from migrator.document.document import Document, Element
from migrator.joomla import components
from migrator.layout import titles
from migrator.layout.reader import Reader


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every reader of this folder, general ones last."""
    units: list[Reader] = []
    for module in pkgutil.iter_modules(readers.__path__):
        loaded = importlib.import_module(f"{readers.__name__}.{module.name}")
        units += [
            c()
            for c in vars(loaded).values()
            if isinstance(c, type) and issubclass(c, Reader) and c.__module__ == loaded.__name__
        ]
    return tuple(sorted(units, key=lambda r: (r.general, r.name)))


@cache
def views() -> dict[str, frozenset[str]]:
    """The components that readers declare, each with the views that show one article."""
    by_component: dict[str, frozenset[str]] = {"com_content": components.ARTICLE_VIEWS}
    for reader in all_readers():
        by_component[reader.component] = (
            by_component.get(reader.component, frozenset()) | reader.views
        )
    return by_component


@cache
def _no_article(component: str | None) -> tuple[str, ...]:
    readers = (reader for reader in all_readers() if reader.component == component)
    return tuple(selector for reader in readers for selector in reader.no_article)


def is_no_article(doc: Document, component: str | None) -> bool:
    """Whether a page of a component shows what one of its readers declares to be no article."""
    return bool(doc.any(_no_article(component)))


def find(
    doc: Document, component: str | None, with_known: bool = True
) -> list[tuple[Reader, list[Element]]]:
    """The readers whose structure is on the page, most specific first: those of the page's own
    component, then those of an extension (its structure proves it), then those that find a box of
    its own for the body, then the one with the innermost region; general ones only where no other
    is. `with_known` False leaves the known structures out."""
    structures = [
        (reader, items)
        for reader in all_readers()
        if with_known and not reader.general and (items := reader.items(doc))
    ]
    if not structures:
        structures = [
            (reader, items)
            for reader in all_readers()
            if reader.general and (items := reader.items(doc))
        ]

    beside = _beside_the_titled(doc, [items[0] for _, items in structures])

    def order(entry: tuple[Reader, list[Element]]) -> tuple[bool, bool, bool, bool, bool, int]:
        reader, items = entry
        foreign = reader.component != component if component else reader.component == "com_content"
        return (
            reader.general,
            foreign,
            items[0] in beside,
            not reader.reprints,
            not reader.has_box(doc, items[0]),
            -sum(1 for _ in items[0].iterancestors()),
        )

    return sorted(structures, key=order)


def _beside_the_titled(doc: Document, regions: list[Element]) -> set[Element]:
    """The regions without a heading by which the page calls itself that stand beside one with it:
    a module that prints articles, as the tables of newsflash on KNDB/wk2011.kndb.nl."""
    if len(set(regions)) < 2:
        return set()
    titled = {e for e in regions if (t := titles.title(doc, e)) and titles.is_said(t.value, doc)}
    return {
        e
        for e in regions
        if e not in titled
        and titled
        and all(e not in t.iterancestors() and t not in e.iterancestors() for t in titled)
    }
