"""From a dump's rows to tables of text: what the door lets in, in the right coding, addresses of
people as hashes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial

from migrator.database import door, tab_files, text_coding
from migrator.database.sql_buffer import Stream
from migrator.database.sql_dump import Loss, Row, SqlDump
from migrator.database.sql_tables import Table
from migrator.database.text_coding import Decoder, TwiceCoded
from migrator.store.row_tables import RowTables

Hash = Callable[[str], str]
#: What PostgreSQL writes for booleans, as rows and as literals.
_TRUTHS = {"t": "1", "true": "1", "f": "0", "false": "0"}


@dataclass(slots=True)
class Intake:
    """What came out of one dump: rows by table, those of other tables passed over, what was lost,
    what was put right."""

    rows: Counter[str] = field(default_factory=Counter)
    passed: frozenset[str] = frozenset()
    losses: list[Loss] = field(default_factory=list)
    mixed: int = 0
    question_marks: int = 0
    twice: int = 0
    completed: str | None = None
    created: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Taker:
    """Puts rows into `tables`; `hash_of` makes the hash of an e-mail address."""

    def __init__(self, tables: RowTables, hash_of: Hash, fallback: str = "cp1252") -> None:
        self._tables, self._hash = tables, hash_of
        self._decoder = Decoder(fallback)
        self._twice = TwiceCoded()
        self._names: dict[str, tuple[str, str]] = {}
        self._created: dict[str, Table] = {}
        self._passed: set[str] = set()
        self._plans: dict[tuple[str, tuple[str, ...]], _Plan | None] = {}
        self.intake = Intake()

    def begin(self) -> None:
        """Before another file of the same database: what is told of files begins anew."""
        self.intake = Intake(created=self.intake.created, completed=self.intake.completed)

    def wants(self, table: str) -> bool:
        """Whether rows of a table come in."""
        return door.split_name(table) is not None

    def sql(self, stream: Stream, head: bytes) -> Intake:
        """Takes the rows of an SQL dump, whose first bytes are `head`."""
        stream, recoded = text_coding.utf8_stream(stream, head)
        dump = SqlDump(stream, self.wants, self._created)
        for row in dump.rows():
            charset = "utf8" if recoded else dump.charset
            self.row(row, partial(self._text, dump, charset, row.table))
        self.intake.losses += dump.losses
        self._passed |= dump.passed
        self.intake.completed = dump.completed or self.intake.completed
        self.intake.created |= {name: t.columns for name, t in dump.tables.items()}
        return self.intake

    def table_rows(self, table: str, stream: Stream) -> Intake:
        """Takes the rows of a file that holds those of one table and no names of columns."""
        if not self.wants(table):
            self._passed.add(table)
            return self.intake
        layout = self._created.get(table)

        def lost(offset: int, reason: str = "a row is torn") -> None:
            self.intake.losses.append(Loss(table, offset, reason))

        if layout is None:
            lost(
                0,
                "nothing names its columns; put the file with its CREATE TABLE (.sql) beside it, "
                "or export it with the names of its columns",
            )
            return self.intake
        for values in tab_files.rows(stream, len(layout.columns), lost):
            self.row(
                Row(table, layout.columns, values),
                lambda value, column: self._decoder.text(value, None, layout, column),
            )
        return self.intake

    def _text(
        self, dump: SqlDump, charset: str | None, table: str, value: bytes, column: str
    ) -> str:
        return self._decoder.text(value, charset, dump.tables.get(table), column)

    def records(self, rows: Iterable[tuple[str, dict[str, str | None]]]) -> Intake:
        """Takes rows that are text already: (table, columns and values)."""
        for table, record in rows:
            if not self.wants(table):
                self._passed.add(table)
            else:
                coded = [
                    v.encode("utf-8", "replace") if v is not None else None for v in record.values()
                ]
                self.row(
                    Row(table, tuple(record), coded),
                    lambda value, column: value.decode("utf-8", "replace"),
                )
        return self.intake

    def row(self, row: Row, text: Callable[[bytes, str], str]) -> None:
        """Takes one row."""
        key = row.table, row.columns
        if key not in self._plans:
            self._plans[key] = _plan(row.table, row.columns)
        plan = self._plans[key]
        if plan is None:
            return
        values: list[str | None] = []
        for index, column, kind in plan.places:
            value = row.values[index]
            if value is None:
                values.append(None)
                continue
            if kind == "flag":
                values.append("1" if value else "")
                continue
            content = text(value, column)
            if kind == "hash":
                values.append(self._hash(content) if "@" in content else None)
                continue
            if kind == "word":
                content = content.rstrip(" ")
                values.append(_TRUTHS.get(content, content))
                continue
            if not content.isascii():
                self._twice.take(plan.prefix + plan.table, column, content)
                self._names[plan.prefix + plan.table] = plan.prefix, plan.table
            values.append(content)
        self._tables.add(plan.prefix, plan.table, plan.columns, values)
        self.intake.rows[plan.table] += 1

    def _tell_passed(self) -> None:
        """Counts the tables that are no part of the site; one whose name is damaged is a loss."""
        taken = {table for table, _ in self._plans}
        prefixes = Counter(split[0] for table in taken if (split := door.split_name(table)))
        for table in {t for (t, _), plan in self._plans.items() if plan is None}:
            split = door.split_name(table)
            if split and prefixes[split[0]] > 1 and not _is_extension(split[0], prefixes):
                self._lost(table, "its key column is missing")
        alone = {t for t in taken if (split := door.split_name(t)) and prefixes[split[0]] == 1}
        for name in sorted((self._passed | alone) - self._created.keys()):
            others = (self._created.keys() | taken) - {name}
            if self._created and name in self._passed:
                self._lost(name, "rows of a table that the dump does not create")
            elif name and _is_damaged(name, others):
                self._lost(name, "rows of a table whose name is damaged")
        self.intake.passed = frozenset(self._passed)
        self._passed = set()

    def _lost(self, table: str, reason: str) -> None:
        self.intake.losses.append(Loss(table, 0, reason))

    def settle(self) -> None:
        """After the last row: undoes what was coded twice."""
        self._tables.settle()
        self._tell_passed()
        for full, column in self._twice.columns():
            prefix, table = self._names[full]
            changes = [
                (undone, number)
                for number, value in self._tables.values(prefix, table, column)
                if (undone := text_coding.coded_once(value)) is not None
            ]
            self._tables.change(prefix, table, column, changes)
            self.intake.twice += len(changes)
        self.intake.mixed = self._decoder.repairs
        self.intake.question_marks = self._decoder.question_marks


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which places of a row come in: (place, column, `hash`, `flag`, `word`,
    or nothing: as it is)."""

    prefix: str
    table: str
    columns: tuple[str, ...]
    places: tuple[tuple[int, str, str], ...]


def _kind(column: str, allowed: door.Columns) -> str:
    if column in allowed.hashed:
        return "hash"
    if column in allowed.flags:
        return "flag"
    return "word" if column in door.WORDS else ""


def _plan(name: str, columns: tuple[str, ...]) -> _Plan | None:
    split = door.split_name(name)
    if split is None:
        return None
    allowed = door.TABLES[split[1]]
    places = tuple(
        (
            index,
            column,
            _kind(column, allowed),
        )
        for index, column in enumerate(columns)
        if column in allowed.names and column.lower() not in door.FORBIDDEN
    )
    if allowed.key not in columns:
        return None
    return _Plan(*split, tuple(column for _, column, _ in places), places)


def _is_extension(prefix: str, prefixes: Counter[str]) -> bool:
    """Whether what looks like a prefix is another's with the name of an extension: JomSocial has
    tables `jos_community_users` and `jos_community_fields` beside `jos_content`."""
    return any(
        prefix.startswith(p) and p != prefix and n > prefixes[prefix]
        for p, n in prefixes.items()
        if p
    )


def _is_damaged(name: str, others: Collection[str]) -> bool:
    """Whether a table's name is one of `others` with a letter changed, lost or added, or holds
    what no name does."""
    if not re.fullmatch(r"[\w#$. -]+", name):
        return True
    return any(_differs_once(name, other) for other in others)


def _differs_once(name: str, other: str) -> bool:
    if len(name) == len(other):
        return sum(a != b for a, b in zip(name, other, strict=True)) == 1
    if abs(len(name) - len(other)) != 1:
        return False
    longer, shorter = sorted((name, other), key=len, reverse=True)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
