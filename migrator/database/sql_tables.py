"""What `CREATE TABLE` of a dump tells: the names of columns, those that are computed, charsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: A table of more columns is none.
MAX_COLUMNS = 4096
#: A name as SQL writes it: plain, or quoted as MySQL, PostgreSQL and SQL Server do.
NAME = rb"(?:`(?>(?:[^`]|``)+)`|\"[^\"]++\"|\[[^\]]++\]|[\w$#]++)"
NAMES = NAME + rb"(?>(?:\s*+\.\s*+" + NAME + rb")*)"


@dataclass(slots=True)
class Table:
    """What `CREATE TABLE` tells: the columns in order, those that are computed, the charset of each
    where it is given."""

    columns: tuple[str, ...]
    computed: frozenset[str] = frozenset()
    charsets: dict[str, str] = field(default_factory=dict)
    charset: str | None = None
    torn: bool = False


def plain_name(raw: bytes) -> str:
    """A name without its quotes."""
    text = raw.strip().decode("utf-8", "replace")
    return text[1:-1].replace("``", "`") if text[:1] in '`"[' and len(text) > 1 else text


def column_list(raw: bytes) -> tuple[str, ...]:
    """The names in a list of columns."""
    return tuple(plain_name(name) for name in re.findall(NAME, raw))[:MAX_COLUMNS]


_COLUMN = re.compile(rb"\s*+(" + NAME + rb")\s*+([^\0]*)", re.S)
#: What begins a key or a rule and no column: unless a type follows (`fulltext mediumtext`).
_NO_COLUMN = re.compile(
    rb"(?i)\s*+(?:PRIMARY|UNIQUE|KEY|INDEX|FULLTEXT|SPATIAL|CONSTRAINT|FOREIGN|CHECK|PERIOD)\b"
    rb"(?!\s+(?:(?:tiny|small|medium|big|long)?(?:int|text|blob)|integer|(?:var)?char|(?:var)?binary"
    rb"|date|datetime|time|timestamp|year|decimal|numeric|float|double|real|enum|set|bit|json)\b)"
)
_TYPE = re.compile(rb"\s*+(?:[A-Za-z_\"\[]|\Z)")
_COMPUTED = re.compile(rb"(?i)\b(?:GENERATED\s+ALWAYS\s+AS|VIRTUAL|PERSISTENT|AS\s*\()")
_COLUMN_CHARSET = re.compile(rb"(?i)CHARACTER\s+SET\s+(\w+)")
_TABLE_CHARSET = re.compile(rb"(?i)(?:CHARSET|CHARACTER\s+SET)\s*=?\s*(\w+)")
_PART = re.compile(
    rb"(?>(?:[^,'\"()`]++|"
    + rb"'(?>(?:[^'\\]++|\\.|'')*)'|\"[^\"]*+\"|`[^`]*+`"
    + rb"|\((?>(?:[^()']++|'(?>(?:[^'\\]++|\\.|'')*)'|\([^()]*+\))*)\))+)",
    re.S,
)


def table(body: bytes, tail: bytes) -> Table:
    """What the body of a CREATE TABLE and the options behind it tell."""
    columns, computed, charsets = [], set(), {}
    torn = bool(_PART.sub(b"", body).strip(b", \t\r\n"))
    for part in _PART.findall(body):
        if not part.strip() or _NO_COLUMN.match(part) or part.lstrip()[:2] in (b"--", b"/*"):
            continue
        match = _COLUMN.match(part)
        if not match or not _TYPE.match(match[2]):
            torn = True
            continue
        name = plain_name(match[1])
        columns.append(name)
        unquoted = re.sub(rb"'(?>(?:[^'\\]++|\\.|'')*)'", b"''", match[2])
        if _COMPUTED.search(unquoted):
            computed.add(name)
        if charset := _COLUMN_CHARSET.search(unquoted):
            charsets[name] = charset[1].decode("ascii", "replace").lower()
    default = _TABLE_CHARSET.search(tail)
    return Table(
        tuple(columns[:MAX_COLUMNS]),
        frozenset(computed),
        charsets,
        default[1].decode("ascii", "replace").lower() if default else None,
        torn,
    )


def last_name(raw: bytes) -> str:
    """A table's name without its database or schema."""
    parts = [plain_name(p) for p in re.findall(NAME, raw)]
    return parts[-1] if parts else ""
