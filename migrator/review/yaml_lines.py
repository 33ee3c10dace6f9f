"""Lines added to a YAML file that a person wrote: every other line stays as it is, comments too.

By position in the text and not by a round trip of the data: ruamel.yaml 0.19.1 gives a comment on a
line of its own to what stands before it, so that what is put in or taken out between two entries
leaves comments at the wrong one (findings/ruamel-comments.sh).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml


def add(text: str, keys: Sequence[str], value: object, comment: str, first: bool) -> str:
    """`text` with `value` in the list under `keys`, at its beginning or end, below a comment."""
    for depth in range(1, len(keys)):
        parent = _find(text, keys[:depth])
        if parent and isinstance(parent[1], yaml.MappingNode) and parent[1].flow_style:
            return add(_opened(text, *parent), keys, value, comment, first)
    entry = _find(text, keys)
    if entry is not None and entry[1].value not in (None, ""):
        return _into(text, *entry, value, comment, first)
    for depth in range(len(keys) - 1, 0, -1):
        if parent := _find(text, keys[:depth]):
            key, node = parent
            inner = isinstance(node, yaml.MappingNode) and bool(node.value)
            column = node.value[0][0].start_mark.column if inner else key.start_mark.column + 2
            line = _last_line(node) if inner else key.end_mark.line
            return _inserted(text, line + 1, _block(keys[depth:], value, comment, column))
    lines = _block(keys, value, comment, 0)
    gap = [""] if text.strip() and _find(text, []) is None else []
    return "\n".join([*text.rstrip("\n").split("\n"), *gap, *lines]).lstrip("\n") + "\n"


def remove(text: str, keys: Sequence[str], value: str) -> str:
    """`text` without `value` in the list under `keys`, and without the key where that was all."""
    entry = _find(text, keys)
    if entry is None or not isinstance(entry[1], yaml.SequenceNode):
        return text
    key, node = entry
    rest = [item for item in node.value if item.value != value]
    if len(rest) == len(node.value):
        return text
    lines = text.split("\n")
    if not rest:
        del lines[key.start_mark.line : _last_line(node) + 1]
    elif node.flow_style:
        return _replaced(text, node, f"[{', '.join(_source(text, item) for item in rest)}]")
    else:
        item = next(item for item in node.value if item.value == value)
        start = item.start_mark.line
        while lines[start - 1].lstrip().startswith("#") and start - 1 > key.start_mark.line:
            start -= 1  # what stands above an entry is about it
        del lines[start : item.end_mark.line + 1]
    return "\n".join(lines)


def _find(text: str, keys: Sequence[str]) -> tuple[Any, Any] | None:
    """The nodes of a key and of its value; None where there is none."""
    place = (None, yaml.compose(text, Loader=yaml.SafeLoader))
    for name in keys:
        if not isinstance(place[1], yaml.MappingNode):
            return None
        place = next(((k, v) for k, v in place[1].value if k.value == name), (None, None))
    return None if place[1] is None else place


def _into(text: str, key: Any, node: Any, value: object, comment: str, first: bool) -> str:
    """`text` with an entry in a list that is there, or that one value becomes."""
    is_list = isinstance(node, yaml.SequenceNode)
    if is_list and not node.flow_style:
        column = len(re.match(r" *", text.split("\n")[node.value[0].start_mark.line])[0])  # type: ignore[index]
        line = key.end_mark.line + 1 if first else _last_line(node) + 1
        return _inserted(text, line, _entry(value, comment, column))
    column = key.start_mark.column + 2
    old = [f"{' ' * column}- {_source(text, item)}" for item in (node.value if is_list else [node])]
    new = _entry(value, comment, column)
    line = node.end_mark.line
    before = text[: node.start_mark.index].rstrip(" ")
    rest = text[node.end_mark.index :].split("\n", 1)
    text = "\n".join([before + rest[0].rstrip(), *rest[1:]])
    return _inserted(text, line + 1, [*new, *old] if first else [*old, *new])


def _opened(text: str, key: Any, node: Any) -> str:
    """`text` with a mapping in braces written as lines."""
    column = " " * (key.start_mark.column + 2)
    lines = [f"{column}{_source(text, k)}: {_source(text, v)}" for k, v in node.value]
    before = text[: node.start_mark.index].rstrip(" ")
    rest = text[node.end_mark.index :].split("\n", 1)
    line = node.end_mark.line
    text = "\n".join([before + rest[0].rstrip(), *rest[1:]])
    return _inserted(text, line + 1, lines)


def _block(keys: Sequence[str], value: object, comment: str, column: int) -> list[str]:
    lines = [f"{' ' * (column + 2 * depth)}{key}:" for depth, key in enumerate(keys)]
    return [*lines, *_entry(value, comment, column + 2 * len(keys))]


def _entry(value: object, comment: str, column: int) -> list[str]:
    """An entry of a list below its comment."""
    shown = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000)
    margin = " " * column
    return [f"{margin}# {comment}", f"{margin}- {shown.removesuffix('...' + chr(10)).strip()}"]


def _last_line(node: Any) -> int:
    """The line on which the last value in a node ends; a block's own mark stands further below."""
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and node.value:
        if node.flow_style:
            break
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    line: int = node.end_mark.line
    return line


def _source(text: str, node: Any) -> str:
    return text[node.start_mark.index : node.end_mark.index].strip()


def _replaced(text: str, node: Any, new: str) -> str:
    return text[: node.start_mark.index] + new + text[node.end_mark.index :]


def _inserted(text: str, line: int, lines: Sequence[str]) -> str:
    old = text.split("\n")
    if line >= len(old) and old[-1] != "":
        old.append("")
    return "\n".join([*old[:line], *lines, *old[line:]])
