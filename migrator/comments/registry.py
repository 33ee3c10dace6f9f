"""Comment systems are found by their file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from migrator import comments
from migrator.document.document import Document, Element
from migrator.joomla import address
from migrator.layout.comment_system import CommentSystem


@cache
def all_systems() -> tuple[CommentSystem, ...]:
    """Every system of this folder, general ones last."""
    systems: list[CommentSystem] = []
    for module in pkgutil.iter_modules(comments.__path__):
        loaded = importlib.import_module(f"{comments.__name__}.{module.name}")
        systems += [
            c()
            for c in vars(loaded).values()
            if isinstance(c, type)
            and issubclass(c, CommentSystem)
            and c.__module__ == loaded.__name__
        ]
    return tuple(sorted(systems, key=lambda s: (s.general, s.name)))


def find(doc: Document) -> list[tuple[CommentSystem, str]]:
    """The systems that the page has, with the mark that proves each; general ones only where no
    other is, or where a template of the site's own hides two comments or more from those that
    should have them."""
    known = [(s, mark) for s in all_systems() if not s.general and (mark := s.evidence(doc))]
    if any(s.elsewhere or s.items(doc) for s, _ in known):
        return known
    return known + [
        (s, mark)
        for s in all_systems()
        if s.general and (mark := s.evidence(doc)) and len(s.items(doc)) > bool(known)
    ]


def found(doc: Document) -> list[CommentSystem]:
    """The systems that the page has."""
    return [system for system, _ in find(doc)]


def fetched(said: address.Address) -> tuple[CommentSystem, str] | None:
    """The system whose script fetched this address, and the key of the article that the comments
    belong to."""
    for system in all_systems():
        if (
            system.fetched_by
            and said.option == system.fetched_by[0]
            and (ident := said.get(system.fetched_by[1]))
        ):
            return system, f"{said.get(system.fetched_by[2]) or 'com_content'}:{ident}"
    return None


def owner(doc: Document, systems: Sequence[CommentSystem]) -> str | None:
    """The key of the article on a page, by the addresses from which its script fetches the
    comments."""
    urls = (url for system in systems if system.fetched_by for url in system.scripted(doc))
    return next((found[1] for url in urls if (found := fetched(address.read(url)))), None)


@cache
def _ends() -> tuple[str, ...]:
    return tuple(selector for system in all_systems() for selector in system.end)


def ends(doc: Document) -> frozenset[Element]:
    """The elements at which an article ends, whatever follows."""
    return frozenset(doc.all(_ends()))


def blocks(doc: Document) -> frozenset[Element]:
    """The elements of all comment systems on the page: lists, forms, counters, links to them."""
    declared, own = _blocks()
    return frozenset(doc.all(declared).union(*(system.blocks(doc) for system in own)))


@cache
def _blocks() -> tuple[tuple[str, ...], tuple[CommentSystem, ...]]:
    """The selectors of all systems that only declare their blocks, and the systems that look for
    them themselves."""
    own = tuple(s for s in all_systems() if type(s).blocks is not CommentSystem.blocks)
    return tuple(
        dict.fromkeys(selector for s in all_systems() if s not in own for selector in s.block)
    ), own
