"""The elements of a region by their names, and how they are moved: what BeautifulSoup's own search
and `unwrap`, `extract` and `append` do, without their price."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bs4.element import PageElement, Tag


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


def unwrap(tag: Tag) -> None:
    """Puts what `tag` holds in its place."""
    if tag.parent is None:
        return
    inner, before, after = tag.contents, tag.previous_sibling, tag.next_sibling
    first, last = (inner[0], inner[-1]) if inner else (after, before)
    _follow(before, first)
    _follow(last, after)
    _come_next(tag.previous_element, inner[0] if inner else tag.next_element)
    for child in inner:
        child.parent = tag.parent
    at = _place(tag)
    tag.parent.contents[at : at + 1] = inner
    tag.contents = []
    tag.parent = tag.previous_sibling = tag.next_sibling = tag.previous_element = (
        tag.next_element
    ) = None


def move(node: PageElement, box: Tag) -> None:
    """Puts `node`, wherever it is, at the end of `box`, which stands in no other element."""
    last = _last(node)
    if node.parent is not None:
        del node.parent.contents[_place(node)]
        _follow(node.previous_sibling, node.next_sibling)
        _come_next(node.previous_element, last.next_element)
    _come_next(_last(box), node)
    node.previous_sibling = None
    _follow(box.contents[-1] if box.contents else None, node)
    node.next_sibling = last.next_element = None
    node.parent = box
    box.contents.append(node)


def _place(node: PageElement) -> int:
    assert node.parent is not None
    return next(at for at, child in enumerate(node.parent.contents) if child is node)


def _last(node: PageElement) -> PageElement:
    while isinstance(node, Tag) and node.contents:
        node = node.contents[-1]
    return node


def _follow(one: PageElement | None, other: PageElement | None) -> None:
    """Makes two nodes neighbours in one element."""
    if one is not None:
        one.next_sibling = other
    if other is not None:
        other.previous_sibling = one


def _come_next(one: PageElement | None, other: PageElement | None) -> None:
    """Makes two nodes neighbours in the order of the text."""
    if one is not None:
        one.next_element = other
    if other is not None:
        other.previous_element = one
