"""SQL dumps, read as a stream: statement by statement, row by row, in the memory of one row.

Four kinds of statement matter: `CREATE TABLE` (names and charsets of columns), `INSERT` or `REPLACE
… VALUES`, `SET` (charset, string rules) and PostgreSQL's `COPY`. All else is passed over by the
same string rules. Read from dumps of mysqldump, mariadb-dump, phpMyAdmin, Navicat, Sequel Pro,
Akeeba and PHP scripts. What a dump opens and does not close tells that its end is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from migrator.database import sql_copy
from migrator.database import sql_statements as statements
from migrator.database.sql_buffer import MAX_ROW, Buffer, Stream
from migrator.database.sql_rows import STATEMENT, Layouts, RowReader, swallowed
from migrator.database.sql_session import BATCH, Session
from migrator.database.sql_tables import Table, column_list, plain_name
from migrator.database.sql_tables import table as read_table
from migrator.database.sql_values import Values

#: More tables are not remembered: a hostile file.
MAX_TABLES = 20_000
#: A CREATE TABLE of more bytes is none.
_MAX_CREATE = 4 << 20


class Row(NamedTuple):
    """A row: the table's name as the dump has it (with that of its database before it where that is
    not the first one), the columns, a value each."""

    table: str
    columns: tuple[str, ...]
    values: Values


class Loss(NamedTuple):
    """Rows that could not be read: of which table, at which byte of the dump, why."""

    table: str
    offset: int
    reason: str


_SPACE = re.compile(
    rb"(?>(?:\s++|--(?=[\s-])[^\n]*+(?:\n|\Z)|--\n|#[^\n]*+(?:\n|\Z)"
    rb"|/\*(?!!|M!)(?>(?:[^*]++|\*(?!/))*)\*/|;)*)"
)
#: Rows in a comment that lost its end and took the next statement in.
_SWALLOWED = re.compile(rb"(?im)^(?!\s*(?:--|#))[^\n]*?\b(?:INSERT|REPLACE)\s+INTO\b")
_BATCH_END = re.compile(rb";|\n\s*+(?=GO\b|INSERT\b|SET\b|CREATE\b)", re.I)


class SqlDump:
    """Reads one dump; after `rows` has ended, `losses` has what could not be read, `passed` the
    tables whose rows nobody wanted."""

    def __init__(
        self,
        stream: Stream,
        wants: Callable[[str], bool],
        tables: dict[str, Table] | None = None,
    ) -> None:
        """`wants` is asked with the name of each table; rows of others are passed over unread.
        `tables` are those that other files of the same database have created; it is added to."""
        self._buffer, self._wants = Buffer(stream), wants
        self._session = Session()
        self.tables: dict[str, Table] = {} if tables is None else tables
        self.losses: list[Loss] = []
        self.passed: set[str] = set()
        self._has_tables = False

    @property
    def charset(self) -> str | None:
        """The charset of the text that comes next, as the dump has set it."""
        return self._session.charset

    @property
    def completed(self) -> str | None:
        """When the dump says that it was made, once its rows have been read."""
        return self._session.completed

    def rows(self) -> Iterator[Row]:
        """All rows of the wanted tables, in order."""
        self._buffer.fill()
        self._session.begin(self._buffer.data[:65536])
        buffer = self._buffer
        while self._advance():
            start = buffer.data[buffer.position : buffer.position + 12].upper()
            if start.startswith((b"INSERT", b"REPLACE")):
                yield from self._insert()
            elif start.startswith(b"CREATE"):
                self._create()
            elif start.startswith(b"COPY"):
                yield from self._copy()
            elif start.startswith(b"DELIMITER"):
                self._routines()
            elif start.startswith((b"\\RESTRICT", b"\\UNRESTRICT", b"\\CONNECT")):
                self._command()
            else:
                self._other()
        self._end()

    def _advance(self) -> bool:
        """Goes to the next statement; False where there is none."""
        buffer = self._buffer
        while True:
            buffer.ensure(1 << 16)
            match = buffer.match(_SPACE)
            end = match.end() if match else buffer.position
            if end - buffer.position > 20:
                self._session.comment(buffer.data, buffer.position, end)
            if _SWALLOWED.search(buffer.data, buffer.position, end):
                self._lost("", "a statement with rows stands in a comment")
            if end < len(buffer.data):
                buffer.position = end
                return True
            # a comment may go on behind the buffer: its last line stays
            buffer.position = max(buffer.position, buffer.data.rfind(b"\n", 0, end) + 1)
            if not buffer.fill():
                buffer.position = len(buffer.data)
                return False

    def _end(self) -> None:
        """Notes what a dump with tables opened and did not close. The file that phpMyAdmin writes
        for the database itself, beside one for each table, opens a transaction and ends."""
        missing = self._session.missing_end
        if missing and self._has_tables:
            self._lost("", f"the dump ends too early: {missing} is missing")

    # ---- statements that hold no rows

    def _other(self) -> None:
        """A statement that sets something, or that does not matter."""
        buffer = self._buffer
        if comment := buffer.match(statements.EXECUTABLE):
            text = comment[0]
            buffer.position = comment.end()
        else:
            text = buffer.data[buffer.position : buffer.position + 4096]
            if match := buffer.match(statements.UPDATE):
                self._lost(
                    self._session.table_name(match[1]),
                    "a row in the form of UPDATE; export it as INSERT",
                )
            elif not buffer.match(statements.KNOWN):
                self._lost("", "a statement that no dump has")
                buffer.go_behind(STATEMENT)
                return
            text = text[: self._skip("")]
        self._session.statement(text)

    def _command(self) -> None:
        """A line to psql."""
        if match := statements.CONNECT.match(self._buffer.line() or b""):
            self._session.use(plain_name(match[1]))

    def _skip(self, table: str) -> int:
        """Passes over the rest of a statement, its `;` too; how many bytes that were at least."""
        buffer = self._buffer
        if self._session.batches:
            before = buffer.offset
            start = buffer.data[buffer.position : buffer.position + 3]
            buffer.position += 2
            if not buffer.go_behind(_BATCH_END) and not BATCH.match(start):
                self._lost(table, "the dump ends within a statement")
            return buffer.offset - before
        before = buffer.offset
        while True:
            match = buffer.match(self._session.lexer.skip)
            end = match.end() if match else buffer.position
            if place := swallowed(buffer, buffer.position, end):
                self._lost(table, "a quote is missing")
                buffer.position = place
                return buffer.offset - before
            if buffer.data[end : end + 1] == b";":
                buffer.position = end + 1
                return buffer.offset - before
            while end > buffer.position and buffer.data[end - 1] in b"-/[":
                end -= 1  # what may begin a comment whose rest has not come
            buffer.position = end
            size = buffer.size
            if size > MAX_ROW or swallowed(buffer, end, len(buffer.data)) or not buffer.fill(size):
                self._lost(table, "a statement does not end")
                buffer.go_behind(STATEMENT)
                return buffer.offset - before

    def _routines(self) -> None:
        """`DELIMITER x` … `DELIMITER ;`: triggers and procedures, which hold no rows."""
        match = self._buffer.match(statements.DELIMITER)
        self._buffer.position += len(match[0]) if match else 9
        if match and match[1] != b";":
            self._buffer.go_behind(statements.DELIMITER_BACK)

    def _create(self) -> None:
        buffer = self._buffer
        match = buffer.match(statements.CREATE)
        if not match:
            return self._other_create()
        name = self._session.table_name(match[1])
        skip = match.end() - 1 - buffer.position
        while not (body := self._session.lexer.row.match(buffer.data, buffer.position + skip)):
            cut = swallowed(buffer, buffer.position, len(buffer.data))
            if cut or buffer.size > _MAX_CREATE or not buffer.fill():
                self._lost(name, "its CREATE TABLE is torn")
                buffer.position += 6
                buffer.go_behind(STATEMENT)
                return None
        self._has_tables = True
        if len(self.tables) < MAX_TABLES:
            tail = buffer.data[body.end() : body.end() + 512].partition(b";")[0]
            self.tables[name] = table = read_table(body[0][1:-1], tail)
            if table.torn:
                self._lost(name, "its CREATE TABLE is torn")
        buffer.position = body.end()
        self._skip(name)
        return None

    def _other_create(self) -> None:
        """A database, view, index or routine."""
        self._skip("")

    # ---- statements that hold rows

    def _insert(self) -> Iterator[Row]:
        buffer = self._buffer
        buffer.ensure(1 << 17)
        match = buffer.match(statements.INSERT)
        if not match:
            if not buffer.match(statements.OTHER_INSERT):
                self._lost("", "an INSERT that cannot be read")
            self._skip("")
            return
        name = self._session.table_name(match[1])
        buffer.position = match.end()
        self._has_tables = True
        if not self._wants(name):
            self.passed.add(name)
            self._skip(name)
            return
        layouts = self._layouts(name, column_list(match[2]) if match[2] is not None else None)
        if not layouts:
            self._lost(
                name,
                "no CREATE TABLE names its columns; make the dump with the structure of its tables",
            )
            self._skip(name)
            return
        reader = RowReader(buffer, self._session.lexer, lambda reason: self._lost(name, reason))
        for values in reader.rows(layouts):
            yield Row(name, layouts[len(values)], values)
        if reader.has_tail:
            self._skip(name)
        elif not reader.ended and not self._session.batches and buffer.at_end():
            self._lost(name, "the dump ends within a statement")

    def _layouts(self, name: str, columns: tuple[str, ...] | None) -> Layouts:
        """The columns that a row may have: the list of the statement, else those of the table with
        and without its computed ones."""
        if columns is not None:
            return {len(columns): columns}
        table = self.tables.get(name)
        if table is None:
            return {}
        stored = tuple(c for c in table.columns if c not in table.computed)
        return {len(stored): stored, len(table.columns): table.columns}

    def _copy(self) -> Iterator[Row]:
        r"""PostgreSQL: lines of values with tabs between, up to `\.`."""
        buffer = self._buffer
        buffer.ensure(1 << 16)
        match = buffer.match(statements.COPY)
        if not match:
            self._skip("")
            return
        name = self._session.table_name(match[1])
        columns = column_list(match[2]) if match[2] is not None else None
        layout = columns or (self.tables[name].columns if name in self.tables else ())
        wanted, self._has_tables = self._wants(name), True
        buffer.position = match.end()
        while (line := buffer.line()) != b"\\.":
            if line is None:
                self._lost(name, "the dump ends within its rows")
                return
            if not wanted:
                continue
            values = [sql_copy.value(v) for v in line.split(b"\t")]
            if len(values) == len(layout):
                yield Row(name, layout, values)
                continue
            self._lost(name, "a row is torn")
            if line.startswith((b"-- ", b"COPY ", b"INSERT ")):
                return

    def _lost(self, table: str, reason: str) -> None:
        self.losses.append(Loss(table, self._buffer.offset, reason))
