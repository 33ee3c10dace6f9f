"""Which dump files belong together: parts that were cut from one file, parts of Akeeba's, and files
that hold one table each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from migrator.database import door
from migrator.joomla.private_files import HEAD, has_program_head

#: What `split` and others write behind the parts of a file, the first and the later ones.
_PART = re.compile(r"(?P<stem>.+)\.(?P<part>\d{1,3}|[a-z]{2}|part\d+)\Z", re.I)
_FIRST = re.compile(r"0*[01]|aa|part0*1", re.I)
_AKEEBA = re.compile(r"(?P<stem>.+)\.s(?P<part>ql|\d{2,3})\Z", re.I)
_EXTENSIONS = re.compile(r"(?:\.(?:sql|txt|csv|tsv|json|xml|gz|bz2|xz|zst|zip))+\Z", re.I)
#: What programs that split dumps write into the names of the parts: `site_2.sql`, `site.part2.sql`;
#: the first may be the structure (SQLDumpSplitter's `site_DataStructure.sql`).
_COUNTED = re.compile(
    r"(?P<stem>.+?)[._-](?:part[._-]?)?(?P<part>\d{1,3}|(?:Data)?Structure)"
    r"(?P<end>\.sql(?:\.(?:gz|bz2|xz|zst))?)\Z",
    re.I,
)
#: What mydumper writes behind the name of a table: where its structure is, which part of its rows.
_STRUCTURE = re.compile(r"-schema(?:-\w+)?\Z")
_ROWS = re.compile(r"(?:\.\d{5,})+\Z")

#: Files that are read one behind the other as one dump.
DumpFile = tuple[str, ...]


def grouped(
    dumps: Sequence[str], others: Sequence[str], has_head: Callable[[str], bool]
) -> list[list[DumpFile]]:
    """The `dumps` of a source as databases: each a list of files, each file its parts in order.
    `others` are files that do not begin like a dump; later parts are among them. `has_head` tells
    whether a file begins as a program begins a dump: then it is no later part."""
    files = _files(dumps, others, has_head)
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


def _files(
    dumps: Sequence[str], others: Sequence[str], has_head: Callable[[str], bool]
) -> list[DumpFile]:
    parts = {name: [name] for name in dumps}
    for name in dumps:
        match = _PART.match(name)
        if match and _FIRST.fullmatch(match["part"]):
            parts[name] += _later(match["stem"], name, [*dumps, *others])
    for first, later in _counted(dumps, others, has_head):
        parts[first] += later
    akeeba: dict[str, list[str]] = {}
    for name in dumps:
        if match := _AKEEBA.match(name):
            akeeba.setdefault(match["stem"], []).append(name)
    for names in akeeba.values():
        names.sort(key=lambda n: (not n.lower().endswith(".sql"), n))
        parts[names[0]] += [n for n in names[1:] if n not in parts[names[0]]]
    taken = {n for first, names in parts.items() for n in names if n != first}
    return [tuple(names) for first, names in parts.items() if first not in taken]


def _later(stem: str, first: str, names: Sequence[str]) -> list[str]:
    """The later parts of a file in order."""
    matches = [m for n in names if n != first and (m := _PART.match(n)) and m["stem"] == stem]
    return sorted((m[0] for m in matches), key=lambda n: (len(n), n))


def _counted(
    dumps: Sequence[str], others: Sequence[str], has_head: Callable[[str], bool]
) -> Iterator[tuple[str, list[str]]]:
    """First and later parts of the dumps whose parts are counted before the suffix. Two dumps of a
    site may be called so, too: each begins with its program's head."""
    series: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for name in [*dumps, *others]:
        if match := _COUNTED.match(name):
            number = int(match["part"]) if match["part"].isdigit() else -1
            series.setdefault((match["stem"], match["end"]), []).append((number, name))
    for members in series.values():
        first, later = "", list[str]()
        for _, name in sorted(members) if len(members) > 1 else ():
            if name in dumps and (not first or has_head(name)):
                if later:
                    yield first, later
                first, later = name, []
            elif first:
                later.append(name)
        if later:
            yield first, later


def missing_parts(parts: DumpFile) -> list[int]:
    """The numbers that are missing between those of the parts of a file."""
    numbers = [
        int(match["part"])
        for name in parts
        if (match := _PART.match(name) or _COUNTED.match(name)) and match["part"].isdigit()
    ]
    if len(numbers) < len(parts) - 1 or len(numbers) < 2:
        return []
    return sorted(set(range(min(numbers), max(numbers))) - set(numbers))


def parts_beside(path: Path) -> list[str]:
    """The names of the later parts that lie beside a dump; none where its folder cannot be
    listed."""
    try:
        names = [p.name for p in path.parent.iterdir() if p != path and p.is_file()]
    except OSError:
        return []

    def has_head(name: str) -> bool:
        try:
            with path.with_name(name).open("rb") as file:
                return has_program_head(file.read(HEAD))
        except OSError:  # a part that cannot be read is told when it is
            return False

    (first,) = [f for f in _files([path.name], sorted(names), has_head) if f[0] == path.name]
    return [name for name in first[1:] if not has_head(name)]
