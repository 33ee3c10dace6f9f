"""YAML front matter that every reader of YAML reads back the same.

A value that YAML 1.1 or 1.2 would take for something else (`no`, `1e3`, `12:30:45`, `017`, a date) is quoted, and so is one
that holds a character which a dumper would lose (U+0085). What was written is read again before it is used.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_PLAIN = re.compile(r"[^\W\d_][\w ,.'’()&/–-]*[\w).]|[^\W\d_]")
_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}


class _Dumper(yaml.SafeDumper):
    """Quotes whatever is not plainly a word."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    plain = _PLAIN.fullmatch(value) and value.lower() not in _TAKEN and ": " not in value and " #" not in value
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if plain else '"')


_Dumper.add_representer(str, _text)


def dump(data: Any) -> str:
    """YAML of plain data, read back equal. Lone surrogates, which no file can hold, are replaced."""
    clean = _storable(data)
    text = yaml.dump(clean, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    if yaml.safe_load(text) != clean:
        text = yaml.dump(clean, Dumper=yaml.SafeDumper, allow_unicode=False, sort_keys=False, default_style='"')
    return text


def _storable(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {k: _storable(v) for k, v in data.items()}
    if isinstance(data, (list, tuple)):
        return [_storable(v) for v in data]
    return data


def document(data: dict[str, Any], body: str) -> str:
    """A file of front matter and body."""
    return f"---\n{dump(data)}---\n\n{body}"
