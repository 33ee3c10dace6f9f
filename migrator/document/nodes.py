"""A fragment of HTML as linked nodes, for rules that move thousands of them: each change costs the
same however many neighbours a node has.

A node knows its parent and its neighbours, an element its first and its last child. Names are those
of BeautifulSoup, whose nodes cost about four times as much to make and to move."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from migrator.document.elements import _VOID, Element
from migrator.document.parsing import element_name, escape, fragment


class Node:
    """A text or an element, in a tree or alone."""

    __slots__ = ("next_sibling", "parent", "previous_sibling")

    def __init__(self) -> None:
        self.parent: Tag | None = None
        self.previous_sibling: Node | None = None
        self.next_sibling: Node | None = None

    @property
    def parents(self) -> Iterator[Tag]:
        """The elements around the node, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def next_tag(self) -> Tag | None:
        """The next element beside the node."""
        node = self.next_sibling
        while node is not None and not isinstance(node, Tag):
            node = node.next_sibling
        return node

    @property
    def previous_tag(self) -> Tag | None:
        """The element before the node, beside it."""
        node = self.previous_sibling
        while node is not None and not isinstance(node, Tag):
            node = node.previous_sibling
        return node

    def extract(self) -> None:
        """Takes the node out of its tree."""
        parent, before, after = self.parent, self.previous_sibling, self.next_sibling
        if parent is None:
            return
        if before is None:
            parent.first = after
        else:
            before.next_sibling = after
        if after is None:
            parent.last = before
        else:
            after.previous_sibling = before
        self.parent = self.previous_sibling = self.next_sibling = None

    def insert_before(self, *nodes: Node) -> None:
        """Puts nodes, wherever they are, before this one."""
        parent = self.parent
        assert parent is not None
        for node in nodes:
            node.extract()
            before = self.previous_sibling
            node.parent, node.previous_sibling, node.next_sibling = parent, before, self
            self.previous_sibling = node
            if before is None:
                parent.first = node
            else:
                before.next_sibling = node

    def insert_after(self, *nodes: Node) -> None:
        """Puts nodes, wherever they are, after this one."""
        assert self.parent is not None
        after = self.next_sibling
        for node in nodes:
            if after is None:
                self.parent.append(node)
            else:
                after.insert_before(node)

    def replace_with(self, *nodes: Node) -> None:
        """Puts nodes in the place of this one."""
        self.insert_before(*nodes)
        self.extract()


class Text(Node):
    """A piece of text."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text
        self.parent = self.previous_sibling = self.next_sibling = None

    def __str__(self) -> str:
        return self.text


class Tag(Node):
    """An element: its name, its attributes, and what it holds."""

    __slots__ = ("attrs", "first", "last", "name")

    def __init__(self, name: str, attrs: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.attrs: dict[str, str] = dict(attrs) if attrs else {}
        self.first: Node | None = None
        self.last: Node | None = None
        self.parent = self.previous_sibling = self.next_sibling = None

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.attrs.get(name)

    @property
    def classes(self) -> list[str]:
        """The names in the attribute `class`."""
        return (self.attrs.get("class") or "").split()

    @property
    def children(self) -> list[Node]:
        """What the element holds, in order; the list stays as it is when nodes are moved."""
        nodes: list[Node] = []
        child = self.first
        while child is not None:
            nodes.append(child)
            child = child.next_sibling
        return nodes

    @property
    def descendants(self) -> Iterator[Node]:
        """All nodes in the element, in order; none may be moved meanwhile."""
        node = self.first
        while node is not None:
            yield node
            if type(node) is Tag and node.first is not None:
                node = node.first
                continue
            while node is not None and node.next_sibling is None:
                node = node.parent
                if node is self:
                    return
            node = node.next_sibling if node is not None else None

    def append(self, node: Node) -> None:
        """Puts a node, wherever it is, at the end."""
        if node.parent is not None:
            node.extract()
        last = self.last
        node.parent, node.previous_sibling = self, last
        if last is None:
            self.first = node
        else:
            last.next_sibling = node
        self.last = node

    def prepend(self, node: Node) -> None:
        """Puts a node, wherever it is, at the beginning."""
        if self.first is None:
            self.append(node)
        else:
            self.first.insert_before(node)

    def wrap(self, box: Tag) -> None:
        """Puts the element into `box`, and that in its place."""
        self.insert_before(box)
        box.append(self)

    def unwrap(self) -> None:
        """Puts what the element holds in its place."""
        if self.parent is not None:
            self.insert_before(*self.children)
            self.extract()

    def get_text(self) -> str:
        """All text in the element."""
        return "".join([n.text for n in self.descendants if type(n) is Text])

    def stripped_text(self, between: str = "") -> str:
        """All text in the element, each piece without the white space around it."""
        pieces = (n.text.strip() for n in self.descendants if type(n) is Text)
        return between.join([piece for piece in pieces if piece])

    def copy(self) -> Tag:
        """The element with all that it holds, once more."""
        tag = Tag(self.name, self.attrs)
        for child in self.children:
            tag.append(child.copy() if isinstance(child, Tag) else Text(str(child)))
        return tag


def all_in(root: Tag) -> list[Tag]:
    """All elements in `root`, in order."""
    tags: list[Tag] = []
    open_ = [root.first]
    while open_:
        node = open_.pop()
        while node is not None:
            if type(node) is Tag:
                tags.append(node)
                if node.first is not None:
                    open_.append(node.next_sibling)
                    node = node.first
                    continue
            node = node.next_sibling
    return tags


def each(root: Tag, names: Collection[str]) -> list[Tag]:
    """The elements in `root` that have one of the `names`, in order."""
    return [tag for tag in all_in(root) if tag.name in names]


def first(root: Tag, names: Collection[str]) -> Tag | None:
    """The first element in `root` that has one of the `names`."""
    return next((n for n in root.descendants if type(n) is Tag and n.name in names), None)


def holds(root: Tag, names: Collection[str]) -> bool:
    """Whether an element in `root` has one of the `names`."""
    return first(root, names) is not None


def above(node: Node, names: Collection[str]) -> Iterator[Tag]:
    """The elements around a node that have one of the `names`, the nearest first."""
    return (t for t in node.parents if t.name in names)


def parse(html: str) -> Tag:
    """A fragment of sanitised HTML as nodes, a `div` around them. HTML comments are left out."""
    element = fragment(html)
    root = Tag("div", dict(element.items()))
    _copy(element, root)
    return root


def _copy(element: Element, tag: Tag) -> None:
    if element.text:
        tag.append(Text(element.text))
    for child in element:
        if isinstance(child.tag, str):
            inner = Tag(element_name(child), dict(child.items()))
            tag.append(inner)
            _copy(child, inner)
        if child.tail:
            tag.append(Text(child.tail))


def inner_html(tag: Tag) -> str:
    """The HTML of what an element holds."""
    pieces: list[str] = []
    child = tag.first
    while child is not None:
        _write(child, pieces)
        child = child.next_sibling
    return "".join(pieces)


def outer_html(tag: Tag) -> str:
    """The HTML of an element."""
    pieces: list[str] = []
    _write(tag, pieces)
    return "".join(pieces)


def _write(node: Node, pieces: list[str]) -> None:
    if not isinstance(node, Tag):
        pieces.append(escape(str(node)))
        return
    attributes = "".join([f' {k}="{escape(v, True)}"' for k, v in node.attrs.items()])
    pieces.append(f"<{node.name}{attributes}>")
    child = node.first
    while child is not None:
        _write(child, pieces)
        child = child.next_sibling
    if node.name not in _VOID:
        pieces.append(f"</{node.name}>")
