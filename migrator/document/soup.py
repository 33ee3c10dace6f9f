"""Trees of lxml and BeautifulSoup to one another and to HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from migrator.document.elements import _VOID, Element
from migrator.document.parsing import element_name, escape, fragment

_MAKER = BeautifulSoup("", "lxml")


def region(
    element: Element, without: Collection[Element] = (), end: Collection[Element] = ()
) -> Tag:
    """`element` as a BeautifulSoup tag, without the elements of `without`, and nothing from the
    first element of `end` on. HTML comments do not come along."""
    tag = _tag(element, None, None)
    _copy(element, tag, tag, frozenset(without), frozenset(end))
    return tag


Node = Tag | NavigableString


def _copy(
    element: Element, tag: Tag, last: Node, without: frozenset[Element], end: frozenset[Element]
) -> tuple[Node, bool]:
    """Copies the inside of `element` into `tag`, behind the node `last`; the last node then, and
    False where the end was met. The nodes are linked as BeautifulSoup links what it parses, which
    is twice as fast as appending."""
    if element.text:
        last = _string(element.text, tag, last)
    for child in element:
        if child in end:
            return last, False
        if isinstance(child.tag, str) and child not in without:
            inner = _tag(child, tag, last)
            tag.contents.append(inner)
            last, going_on = _copy(child, inner, inner, without, end)
            if not going_on:
                return last, False
        if child.tail:
            last = _string(child.tail, tag, last)
    return last, True


def _tag(element: Element, parent: Tag | None, last: Node | None) -> Tag:
    return Tag(
        builder=_MAKER.builder,
        name=element_name(element),
        attrs=dict(element.items()),
        parent=parent,
        previous=last,
    )


def _string(text: str, parent: Tag, last: Node) -> NavigableString:
    string = NavigableString(text)
    string.setup(parent, last)
    parent.contents.append(string)
    return string


def inner_html(tag: Tag) -> str:
    """The HTML of what a BeautifulSoup tag holds; `Tag.decode_contents` takes ten times as long."""
    return _html(tag.contents)


def outer_html(tag: Tag) -> str:
    """The HTML of a BeautifulSoup tag."""
    return _html([tag])


def _html(nodes: Iterable[PageElement]) -> str:
    pieces: list[str] = []
    open_ = [(iter(nodes), "")]
    while open_:
        children, closing = open_[-1]
        for child in children:
            if not isinstance(child, Tag):
                pieces.append(escape(str(child)))
                continue
            pieces.append(_opening(child))
            open_.append((iter(child.contents), "" if child.name in _VOID else f"</{child.name}>"))
            break
        else:
            pieces.append(closing)
            open_.pop()
    return "".join(pieces)


def _opening(tag: Tag) -> str:
    written = [
        k if v is None else f'{k}="{escape(v if isinstance(v, str) else " ".join(v), True)}"'
        for k, v in tag.attrs.items()
    ]
    return f"<{' '.join([tag.name, *written])}>"


def soup(html: str) -> Tag:
    """A fragment of HTML as a BeautifulSoup tag (a `div` around it)."""
    return region(fragment(html))
