"""Comment systems are found by their file."""

from __future__ import annotations

import importlib
import pkgutil
import re
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


def of_line(line: str) -> str | None:
    """The name of the system that a line of a text dump tells."""
    match = _text_signs().search(line)
    return match.lastgroup if match else None


@cache
def _text_signs() -> re.Pattern[str]:
    signs = (f"(?P<{s.name}>{s.text_sign})" for s in all_systems() if s.text_sign)
    return re.compile("|".join(signs), re.I)


def of_component(component: str | None) -> tuple[CommentSystem, ...]:
    """The systems that a component is: its generations print other structures."""
    return _components().get(component or "", ())


@cache
def _components() -> dict[str, tuple[CommentSystem, ...]]:
    by_component: dict[str, tuple[CommentSystem, ...]] = {}
    for system in all_systems():
        for name in system.component:
            by_component[name] = (*by_component.get(name, ()), system)
    return by_component


@cache
def traps() -> frozenset[str]:
    """The components of comment systems whose addresses hold nothing of their own."""
    return frozenset(
        name
        for system in all_systems()
        if system.trap and system.page_kind == "other"
        for name in system.component
    )


def feed(url: str | None) -> tuple[CommentSystem, str] | None:
    """The system whose feed of an article's comments stands at an address, and the article's
    key."""
    parsed = address.read(url or "")
    return next(((s, key) for s in all_systems() if (key := s.feed(parsed))), None)


def number_of_article(doc: Document) -> int | None:
    """The number of the page's article, as a script or form of a comment system names it."""
    for system in all_systems():
        for sign in system.number_signs:
            if match := re.search(sign, doc.text):
                return int(match[1])
    return None


def own_page(doc: Document, component: str | None) -> tuple[CommentSystem, str] | None:
    """The forum or guest book that a page is of, and what proves it: its component, or a structure
    that only its own pages have."""
    systems = [(s, f"component {component}") for s in of_component(component) if s.pages] or [
        (system, f"structure {mark}")
        for system in all_systems()
        if system.pages
        for mark, _ in doc.each(system.pages)
    ]
    return next((entry for entry in systems if entry[0].items(doc)), next(iter(systems), None))


def find(doc: Document) -> list[tuple[CommentSystem, str]]:
    """The systems that the page has, with the mark that proves each; general ones only where no
    other is, or where a template of the site's own hides two comments or more from those that
    should have them."""
    declared = [(s, mark) for s in all_systems() if not s.general and (mark := s.evidence(doc))]
    if any(s.external_service or s.has_texts(doc) for s, _ in declared):
        return declared
    return declared + [
        (s, mark)
        for s in all_systems()
        if s.general and (mark := s.evidence(doc)) and len(s.items(doc)) > bool(declared)
    ]


def of_page(doc: Document) -> list[CommentSystem]:
    """The systems that the page has."""
    return [system for system, _ in find(doc)]


def fetched(parsed: address.Address) -> tuple[CommentSystem, str] | None:
    """The system whose script fetched this address, and the key of the article that the comments
    belong to."""
    for system in all_systems():
        if (
            system.fetched_by
            and parsed.option == system.fetched_by[0]
            and (ident := parsed.get(system.fetched_by[1]))
        ):
            return system, f"{parsed.get(system.fetched_by[2]) or 'com_content'}:{ident}"
    return None


def owner(doc: Document, systems: Sequence[CommentSystem]) -> str | None:
    """The key of the article on a page, by the addresses from which its script fetches the
    comments."""
    urls = (url for system in systems if system.fetched_by for url in system.scripted(doc))
    return next((of_owner[1] for url in urls if (of_owner := fetched(address.read(url)))), None)


@cache
def _ends() -> tuple[tuple[str, ...], tuple[CommentSystem, ...]]:
    """The selectors of the systems that only declare their ends, and those that look for them."""
    undeclared = tuple(s for s in all_systems() if type(s).ends is not CommentSystem.ends)
    return tuple(e for s in all_systems() if s not in undeclared for e in s.end), undeclared


def ends(doc: Document) -> frozenset[Element]:
    """The elements at which an article ends, whatever follows."""
    declared, undeclared = _ends()
    return frozenset(doc.all(declared).union(*(system.ends(doc) for system in undeclared)))


def blocks(doc: Document) -> frozenset[Element]:
    """The elements of all comment systems on the page: lists, forms, counters, links to them."""
    declared, undeclared = _blocks()
    elements = doc.all(declared).union(*(system.blocks(doc) for system in undeclared))
    for system in all_systems():
        if (
            system.shared_block
            and (shared := doc.all(system.shared_block))
            and system.evidence(doc)
        ):
            elements |= shared
    return frozenset(elements | {rule for e in elements if (rule := _rule_above(e)) is not None})


def _rule_above(element: Element) -> Element | None:
    """The `<hr>` that a system prints right before its box (JoomlaWorks' Disqus plugin 2)."""
    before = element.getprevious()
    while (
        before is not None and not isinstance(before.tag, str) and not (before.tail or "").strip()
    ):
        before = before.getprevious()
    is_rule = before is not None and before.tag == "hr" and not (before.tail or "").strip()
    return before if is_rule else None


@cache
def _blocks() -> tuple[tuple[str, ...], tuple[CommentSystem, ...]]:
    """The selectors of all systems that only declare their blocks, and the systems that look for
    them themselves."""
    undeclared = tuple(s for s in all_systems() if type(s).blocks is not CommentSystem.blocks)
    return tuple(
        dict.fromkeys(
            selector for s in all_systems() if s not in undeclared for selector in s.block
        )
    ), undeclared
