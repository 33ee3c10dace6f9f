"""Which dump files belong together: parts that were cut from one file, parts of Akeeba's, and files
that hold one table each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrator.database import door

#: What `split` and others write behind the parts of a file, the first and the later ones.
_PART = re.compile(r"(?P<stem>.+)\.(?P<part>\d{1,3}|[a-z]{2}|part\d+)\Z", re.I)
_FIRST = re.compile(r"0*[01]|aa|part0*1", re.I)
_AKEEBA = re.compile(r"(?P<stem>.+)\.s(?P<part>ql|\d{2,3})\Z", re.I)
_EXTENSIONS = re.compile(r"(?:\.(?:sql|txt|csv|json|xml|gz|bz2|xz|zip))+\Z", re.I)
#: What mydumper writes behind the name of a table: where its structure is, which part of its rows.
_STRUCTURE = re.compile(r"-schema(?:-\w+)?\Z")
_ROWS = re.compile(r"(?:\.\d{5,})+\Z")

#: Files that are read one behind the other as one dump.
DumpFile = tuple[str, ...]


def grouped(dumps: Sequence[str], others: Sequence[str]) -> list[list[DumpFile]]:
    """The `dumps` of a source as databases: each a list of files, each file its parts in order.
    `others` are files that do not begin like a dump; later parts are among them."""
    files = _files(dumps, others)
    databases: dict[tuple[str, str], list[DumpFile]] = {}
    for parts in files:
        folder, _, name = parts[0].rpartition("/")
        called = _EXTENSIONS.sub("", name)
        if is_structure := bool(_STRUCTURE.search(called)):
            called = _STRUCTURE.sub("", called)
        key = (folder, "") if _is_table(_ROWS.sub("", called)) else (folder, name)
        place = 0 if is_structure else len(databases.get(key, ()))
        databases.setdefault(key, []).insert(place, parts)
    return list(databases.values())


def _is_table(name: str) -> bool:
    """Whether a file is called by a table: `jos_content`, `site.jos_content`."""
    split = door.split_name(name.rpartition(".")[2])
    return split is not None and (split[0] != "" or split[1] in ("content", "categories", "users"))


def _files(dumps: Sequence[str], others: Sequence[str]) -> list[DumpFile]:
    parts = {name: [name] for name in dumps}
    for name in dumps:
        match = _PART.match(name)
        if match and _FIRST.fullmatch(match["part"]):
            parts[name] += _later(match["stem"], name, [*dumps, *others])
    akeeba: dict[str, list[str]] = {}
    for name in dumps:
        if match := _AKEEBA.match(name):
            akeeba.setdefault(match["stem"], []).append(name)
    for names in akeeba.values():
        names.sort(key=lambda n: (not n.lower().endswith(".sql"), n))
        parts[names[0]] += [n for n in names[1:] if n not in parts[names[0]]]
    later = {n for first, names in parts.items() for n in names if n != first}
    return [tuple(names) for first, names in parts.items() if first not in later]


def _later(stem: str, first: str, names: Sequence[str]) -> list[str]:
    """The later parts of a file in order."""
    matches = [m for n in names if n != first and (m := _PART.match(n)) and m["stem"] == stem]
    return sorted((m[0] for m in matches), key=lambda n: (len(n), n))
