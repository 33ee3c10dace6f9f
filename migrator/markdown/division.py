"""A region cut into blocks: what Markdown writes on lines of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from migrator.document.nodes import Node, Tag, Text, holds

BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "table",
    "hr",
    "figure",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "address",
    "details",
    "center",
    "dir",
    "menu",
    "iframe",
    "video",
    "audio",
    "figcaption",
    "fieldset",
    "form",
    "li",
    "dt",
    "dd",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
    "summary",
    "legend",
}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SHELLS = {
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "address",
    "center",
    "fieldset",
    "form",
    "figure",
    "figcaption",
    "td",
    "th",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "summary",
    "legend",
    "li",
    "dt",
    "dd",
}

Block = Tag


def split(root: Tag) -> Iterator[Block]:
    """The blocks of a region in order; shells (div and its like) are gone through, loose text
    becomes paragraphs."""
    run: list[Tag | Text] = []
    for child in root.children:
        if isinstance(child, Tag) and (child.name in BLOCKS or _holds_blocks(child)):
            yield from _paragraphs(run)
            run = []
            if child.name not in BLOCKS:
                yield from split(_pushed_down(child))
            elif child.name in _SHELLS or (_is_line(child) and _holds_blocks(child)):
                yield from split(child)
            elif child.name == "p":
                yield from _paragraphs(child.children, child)
            else:
                yield child
        elif isinstance(child, (Tag, Text)):
            run.append(child)
    yield from _paragraphs(run)


_MUTE = {"span", "font", "small", "big"}
_EMPTY = {"hr", "iframe", "video", "audio"}


def _pushed_down(shell: Tag) -> Tag:
    """An inline element around blocks (a link around headings), moved into each of them, inner ones
    first."""
    for child in shell.children:
        if isinstance(child, Tag) and child.name not in BLOCKS and _holds_blocks(child):
            _pushed_down(child).unwrap()
    if shell.name not in _MUTE:
        _put_inside(shell, shell)
    return shell


def _put_inside(box: Tag, shell: Tag) -> None:
    """Puts each line in `box`, through all blocks that it holds, into an element like `shell`."""
    run: list[Tag | Text] = []
    for child in [*box.children, None]:
        if isinstance(child, Tag) and (child.name in BLOCKS or _holds_blocks(child)):
            _wrapped(run, shell)
            if child.name not in BLOCKS:
                _put_inside(_pushed_down(child), shell)
                child.unwrap()
            elif child.name not in _EMPTY:
                _put_inside(child, shell)
        elif isinstance(child, Text) or (isinstance(child, Tag) and child.name != "br"):
            run.append(child)
        else:
            _wrapped(run, shell)


def _wrapped(run: list[Tag | Text], shell: Tag) -> None:
    """Puts a run of nodes into an element like `shell`, unless it is nothing but space; empties
    `run`."""
    if any(isinstance(node, Tag) or node.text.strip() for node in run):
        inner = _new(shell.name, dict(shell.attrs))
        run[0].insert_before(inner)
        for node in run:
            inner.append(node)
    run.clear()


def _new(name: str, attrs: Mapping[str, Any]) -> Tag:
    return Tag(name, dict(attrs))


def _is_line(tag: Tag) -> bool:
    """A paragraph, or a heading of no words."""
    return tag.name == "p" or (tag.name in HEADINGS and not tag.stripped_text())


def _holds_blocks(tag: Tag) -> bool:
    return holds(tag, BLOCKS)


def _paragraphs(nodes: Sequence[Node], source: Tag | None = None) -> Iterator[Block]:
    """Paragraphs of a run of inline nodes, cut where two line breaks stand together."""
    pieces: list[list[Node]] = [[]]
    breaks: list[Node] = []
    for node in nodes:
        if (isinstance(node, Tag) and node.name == "br") or (
            isinstance(node, Text) and not node.text.strip() and breaks
        ):
            breaks.append(node)
        else:
            if sum(1 for b in breaks if isinstance(b, Tag)) > 1:
                pieces.append([])
            else:
                pieces[-1] += breaks
            breaks = []
            pieces[-1].append(node)
    for index, piece in enumerate(pieces):
        paragraph = _new("p", dict(source.attrs) if source is not None and index == 0 else {})
        for node in piece:
            paragraph.append(node)
        if paragraph.stripped_text().strip("\xa0") or holds(paragraph, ("img", "a", "iframe")):
            yield paragraph
