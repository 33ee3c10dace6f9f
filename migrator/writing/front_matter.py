"""YAML front matter that every reader of YAML reads back the same.

A value that YAML 1.1 or 1.2 would take for something else (`no`, `1e3`, `12:30:45`, `017`, a date)
is quoted, and so is one that holds a character which a reader would refuse or change (U+0085).
PyYAML writes the same in four times the time, and has to be asked by a second reading whether it
did."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from migrator import errors
from migrator.writing.dialects import DIALECTS

#: A string that no reader takes for more than its words.
_PLAIN = re.compile(r"[^\W\d_][\w ,.'’()&/–-]*[\w).]|[^\W\d_]")
_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
#: What JSON writes as it is, and YAML 1.1 does not read or reads as the end of a line.
_UNREADABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
#: Characters of a key that may stand before its colon (YAML 1.2, 8.2.2: 1,024).
_MAX_KEY = 1000


def dump(data: Any) -> str:
    """YAML of plain data, read back equal. Lone surrogates, which no file can hold, are
    replaced."""
    if isinstance(data, Mapping) and data:
        return _mapping(data, "")
    if isinstance(data, (list, tuple)) and data:
        return _sequence(data, "")
    return f"{_scalar(data)}\n"


def _mapping(data: Mapping[Any, Any], indent: str) -> str:
    lines = []
    for name, value in data.items():
        key = _key(name)
        if len(key) > _MAX_KEY:
            key = f"? {key}\n{indent}"
        lines.append(f"{indent}{key}:{_value(value, indent)}")
    return "".join(lines)


@lru_cache(maxsize=1000, typed=True)
def _key(name: Any) -> str:
    return _scalar(name)


def _value(value: Any, indent: str) -> str:
    """What stands behind the colon of a key at `indent`."""
    if isinstance(value, str):
        return f" {_string(value)}\n"
    if isinstance(value, Mapping) and value:
        return f"\n{_mapping(value, f'{indent}  ')}"
    if isinstance(value, (list, tuple)) and value:
        return f"\n{_sequence(value, indent)}"
    return f" {_scalar(value)}\n"


def _sequence(data: Sequence[Any], indent: str) -> str:
    deeper = f"{indent}  "
    items = []
    for item in data:
        if isinstance(item, Mapping) and item:
            items.append(f"{indent}- {_mapping(item, deeper)[len(deeper) :]}")
        elif isinstance(item, (list, tuple)) and item:
            items.append(f"{indent}- {_sequence(item, deeper)[len(deeper) :]}")
        else:
            items.append(f"{indent}- {_scalar(item)}\n")
    return "".join(items)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    if isinstance(value, float):
        text = repr(value)
        if "e" in text and "." not in text:  # YAML 1.1 wants a point
            return text.replace("e", ".0e")
        return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(text, text)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Mapping, list, tuple)):
        return "{}" if isinstance(value, Mapping) else "[]"
    raise TypeError(f"{type(value).__name__} is no plain data")


def _string(text: str) -> str:
    is_ascii = text.isascii()
    if not is_ascii:
        text = text.encode("utf-8", "replace").decode("utf-8")
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _TAKEN
    if is_plain and (is_ascii or max(text) <= "\uffff"):
        return text
    quoted = encode_basestring(text)
    if is_ascii and "\x7f" not in quoted:
        return quoted
    return _UNREADABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


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
        files = [self._file(*content) for content in contents]
        texts = {
            number: body
            for number, (file, (_, body)) in enumerate(zip(files, contents, strict=True))
            if body and not file.fault
        }
        losses = DIALECTS[self._dialect].losses(list(texts.values()))
        for number, lost in zip(texts, losses, strict=True):
            files[number] = files[number]._replace(losses=lost)
        return files

    def _file(self, data: Any, body: str | None) -> File:
        dialect = DIALECTS[self._dialect]
        try:
            if body is None:
                return File(document(data, None))
            return File(document(data, dialect.text(body)))
        except Exception as error:
            return File("", errors.place(error))

    def on_worker_death(self, content: tuple[Any, str | None]) -> File:
        """What stands for a file whose process died."""
        return File("", "the process that wrote it died")
