"""YAML front matter that every reader of YAML reads back the same.

A value that YAML 1.1 or 1.2 would take for something else (`no`, `1e3`, `12:30:45`, `017`, a date)
is quoted, and so is one that holds a character which a dumper would lose (U+0085). What was written
is read again before it is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from migrator import errors
from migrator.writing.dialects import DIALECTS

#: The same YAML five times as fast, where PyYAML was built with libyaml.
_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DUMPER: Any = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
_PLAIN = re.compile(r"[^\W\d_][\w ,.'’()&/–-]*[\w).]|[^\W\d_]")
_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}


class _Dumper(_DUMPER):  # type: ignore[misc]
    """Quotes whatever is not plainly a word."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    plain = (
        _PLAIN.fullmatch(value)
        and max(value) <= "\uffff"
        and value.lower() not in _TAKEN
        and ": " not in value
        and " #" not in value
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if plain else '"')


_Dumper.add_representer(str, _text)


def dump(data: Any) -> str:
    """YAML of plain data, read back equal. Lone surrogates, which no file can hold, are
    replaced."""
    clean = _storable(data)
    text = _ESCAPE.sub(
        _unescaped,
        yaml.dump(clean, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000),
    )
    if yaml.load(text, _LOADER) != clean:
        text = yaml.dump(
            clean, Dumper=yaml.SafeDumper, allow_unicode=False, sort_keys=False, default_style='"'
        )
    return text


#: What the dumpers write for an emoji, and a backslash, of which such an escape may be no part.
_ESCAPE = re.compile(r"\\(?:\\|U([0-9A-F]{8}))")


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[0]


def _storable(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {k: _storable(v) for k, v in data.items()}
    if isinstance(data, (list, tuple)):
        return [_storable(v) for v in data]
    return data


def document(data: Any, body: str | None) -> str:
    """A file of front matter and body; of YAML alone where `body` is None."""
    return dump(data) if body is None else f"---\n{dump(data)}---\n\n{body}"


class File(NamedTuple):
    """The text of a file; or the `fault` for which there is none; and what of its body the engine
    of the target does not show."""

    text: str
    fault: str = ""
    losses: Sequence[str] = ()


class Documents:
    """Makes files of front matter and CommonMark, in the dialect of that name, batch by batch, in
    any process."""

    def __init__(self, dialect: str) -> None:
        self._dialect = dialect

    def __call__(self, contents: Sequence[tuple[Any, str | None]]) -> list[File]:
        return [self._file(*content) for content in contents]

    def _file(self, data: Any, body: str | None) -> File:
        dialect = DIALECTS[self._dialect]
        try:
            if body is None:
                return File(document(data, None))
            return File(document(data, dialect.text(body)), losses=dialect.losses(body))
        except Exception as error:
            return File("", errors.place(error))

    def given_up(self, content: tuple[Any, str | None]) -> File:
        """What stands for a file whose process died."""
        return File("", "the process that wrote it died")
