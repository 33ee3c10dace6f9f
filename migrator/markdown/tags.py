"""The elements of a region by their names: what BeautifulSoup's own search gives, without its price."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bs4.element import Tag


def each(root: Tag, names: Collection[str]) -> list[Tag]:
    """The elements in `root` that have one of the `names`, in order."""
    return [t for t in all_in(root) if t.name in names]


def all_in(root: Tag) -> list[Tag]:
    """All elements in `root`, in order."""
    found: list[Tag] = []
    open_ = [iter(root.contents)]
    while open_:
        for child in open_[-1]:
            if isinstance(child, Tag):
                found.append(child)
                if child.contents:
                    open_.append(iter(child.contents))
                    break
        else:
            open_.pop()
    return found


def holds(root: Tag, names: Collection[str]) -> bool:
    """Whether an element in `root` has one of the `names`."""
    return first(root, names) is not None


def first(root: Tag, names: Collection[str]) -> Tag | None:
    """The first element in `root` that has one of the `names`."""
    return next((t for t in root.descendants if isinstance(t, Tag) and t.name in names), None)


def above(tag: Tag, names: Collection[str]) -> Iterator[Tag]:
    """The elements around `tag` that have one of the `names`, the nearest first."""
    return (t for t in tag.parents if t.name in names)
