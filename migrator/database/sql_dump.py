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

from migrator.database import sql_values
from migrator.database.sql_buffer import MAX_ROW, Buffer, Stream
from migrator.database.sql_rows import STATEMENT, Layouts, RowReader, swallowed
from migrator.database.sql_tables import NAME, NAMES, Table, column_list, last_name, plain_name
from migrator.database.sql_tables import table as read_table
from migrator.database.sql_values import Lexer, Values

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
    rb"(?:\s++|--(?=[\s-])[^\n]*+(?:\n|\Z)|--\n|#[^\n]*+(?:\n|\Z)"
    rb"|/\*(?!!|M!)(?:[^*]++|\*(?!/))*+\*/|;)*+"
)
#: Rows in a comment that lost its end and took the next statement in.
_SWALLOWED = re.compile(rb"(?im)^(?!\s*(?:--|#))[^\n]*?\b(?:INSERT|REPLACE)\s+INTO\b")
_INSERT = re.compile(
    rb"(?i)(?:INSERT|REPLACE)\s++"
    rb"(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s++)*+(?:INTO\s*+)?+"
    rb"(" + NAMES + rb")\s*+(?:\(([^()']*+)\)\s*+)?+(?:OVERRIDING\s+\w+\s+VALUE\s*+)?+"
    rb"VALUES?\s*+(?=\()"
)
_USE = re.compile(rb"(?i)USE\s+(" + NAME + rb")")
#: A command to psql, which ends with its line: pg_dump writes `\\restrict` from August 2025 on,
#: pg_dumpall `\\connect` before each database.
_CONNECT = re.compile(rb"\\connect\s+(?:-\S+\s+)*+(" + NAME + rb")")
#: phpMyAdmin's third way to write rows, beside INSERT and REPLACE.
_UPDATE = re.compile(rb"(?i)UPDATE\s+(" + NAMES + rb")\s+SET\b")
_OTHER_INSERT = re.compile(rb"(?is)\w+\s[^;]*?\b(?:SELECT|SET)\b")
_CREATE = re.compile(
    rb"(?i)CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(" + NAMES + rb")\s*+\("
)
_COPY = re.compile(
    rb"(?i)COPY\s+(" + NAMES + rb")\s*+(?:\(([^()]*+)\)\s*+)?FROM\s+stdin[^;\n]*;?[^\n]*\n"
)
_EXECUTABLE = re.compile(rb"/\*M?!(?:[^*]++|\*(?!/))*+\*/")
_CHARSET = re.compile(rb"(?i)SET\s+(?:NAMES|CHARACTER\s+SET)\s*+=?\s*+['\"]?(\w+)")
_ENCODING = re.compile(rb"(?i)SET\s+client_encoding\s*+(?:=|TO)\s*+'?([\w-]+)")
_SQL_MODE = re.compile(rb"(?i)\bSQL_MODE\s*+=\s*+['\"]([^'\"]*+)['\"]")
_DELIMITER = re.compile(rb"(?i)DELIMITER[ \t]++(\S++)")
_DELIMITER_BACK = re.compile(rb"\n[ \t]*DELIMITER[ \t]+;", re.I)
_BATCH = re.compile(rb"(?im)^\s*GO\s*$")
_BATCH_END = re.compile(rb";|\n\s*+(?=GO\b|INSERT\b|SET\b|CREATE\b)", re.I)
_IDENTITY = re.compile(rb"(?i)SET\s+IDENTITY_INSERT\s+\S+\s+O(N|FF)\b")
_COMPLETED = re.compile(
    rb"-- Dump completed(?: on (\S+ +\S+))?|-- PostgreSQL database dump complete"
)
_WRITERS = re.compile(rb"-- (?:MySQL|MariaDB) dump |-- PostgreSQL database dump\s")
_SAVED = re.compile(rb"@(OLD_\w+) ?= ?@@")
_RESTORED = re.compile(rb"= ?@(OLD_\w+)")
#: What statements of dumps begin with, beside INSERT, CREATE, COPY and DELIMITER.
_KNOWN = re.compile(
    rb"(?i)(?:SET|DROP|U?N?LOCK|ALTER|USE|COMMIT|START|BEGIN|END|DELETE|TRUNCATE|GO|PRAGMA|SELECT"
    rb"|COMMENT|GRANT|REVOKE|ANALYZE|FLUSH|UPDATE|CALL|PRINT|EXEC|IF|DECLARE|RENAME|OPTIMIZE|ROLLBACK"
    rb"|CHANGE|PREPARE|EXECUTE|DEALLOCATE|DO|SOURCE)"
)


class SqlDump:
    """Reads one dump; after `rows` has ended, `losses` has what could not be read, `passed` the
    tables whose rows nobody wanted, `completed` when the dump says that it was made."""

    def __init__(
        self,
        stream: Stream,
        wants: Callable[[str], bool],
        tables: dict[str, Table] | None = None,
    ) -> None:
        """`wants` is asked with the name of each table; rows of others are passed over unread.
        `tables` are those that other files of the same database have created; it is added to."""
        self._buffer, self._wants = Buffer(stream), wants
        self.lexer: Lexer = sql_values.BACKSLASHES
        self.charset: str | None = None
        self.tables: dict[str, Table] = {} if tables is None else tables
        self.losses: list[Loss] = []
        self.passed: set[str] = set()
        self.completed: str | None = None
        self._batches = False
        self._first_database: str | None = None
        self._database = ""
        self._open: set[str] = set()

    def rows(self) -> Iterator[Row]:
        """All rows of the wanted tables, in order."""
        self._identify()
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

    def _identify(self) -> None:
        self._buffer.fill()
        head = self._buffer.data[:65536]
        self._batches = bool(_BATCH.search(head) or b"SET IDENTITY_INSERT" in head)
        if b"phpMyAdmin" in head[:200]:
            self._batches = False  # its form for SQL Server has MySQL's strings
        if self._batches or b"-- PostgreSQL database" in head:
            self.lexer = sql_values.PLAIN
            self.charset = "utf8"
        if _WRITERS.search(head[:4096]):
            self._open.add("its last line")

    def _advance(self) -> bool:
        """Goes to the next statement; False where there is none."""
        buffer = self._buffer
        while True:
            buffer.ensure(1 << 16)
            match = buffer.match(_SPACE)
            end = match.end() if match else buffer.position
            if end - buffer.position > 20 and (
                completed := _COMPLETED.search(buffer.data, buffer.position, end)
            ):
                self.completed = (completed[1] or b"").decode("ascii", "replace") or self.completed
                self._open.discard("its last line")
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
        """Notes what the dump opened and did not close, and rows of tables that it did not make."""
        if self._open:
            self._lost("", f"the dump ends too early: {min(self._open)} is missing")

    # ---- statements that hold no rows

    def _other(self) -> None:
        """A statement that sets something, or that does not matter."""
        buffer = self._buffer
        if comment := buffer.match(_EXECUTABLE):
            text = comment[0]
            buffer.position = comment.end()
        else:
            text = buffer.data[buffer.position : buffer.position + 4096]
            if match := buffer.match(_UPDATE):
                self._lost(self._name(match[1]), "a row in the form of UPDATE; export it as INSERT")
            elif not buffer.match(_KNOWN):
                self._lost("", "a statement that no dump has")
                buffer.go_behind(STATEMENT)
                return
            text = text[: self._skip("")]
        self._learn(text)

    def _learn(self, text: bytes) -> None:
        """What a `SET` says of charset and strings; what is opened and closed."""
        if (match := _CHARSET.search(text)) or (match := _ENCODING.search(text)):
            self.charset = match[1].decode("ascii", "replace").lower()
        if (match := _SQL_MODE.search(text)) and b"@OLD" not in match[1]:
            plain = b"NO_BACKSLASH_ESCAPES" in match[1].upper()
            self.lexer = sql_values.PLAIN if plain else sql_values.BACKSLASHES
        if b"@OLD_" in text:
            restored = {name.decode() for name in _RESTORED.findall(text)}
            self._open |= {name.decode() for name in _SAVED.findall(text)}
            self._open -= restored
        if match := _USE.match(text):
            self._use(plain_name(match[1]))
        head = text[:18].upper()
        if head.startswith(b"START TRANSACTION"):
            self._open.add("COMMIT")
        elif head.startswith(b"COMMIT"):
            self._open.discard("COMMIT")
        elif head.startswith(b"LOCK TABLES"):
            self._open.add("UNLOCK TABLES")
        elif head.startswith(b"UNLOCK TABLES"):
            self._open.discard("UNLOCK TABLES")
        elif match := _IDENTITY.match(text):
            (self._open.add if match[1].upper() == b"N" else self._open.discard)(
                "IDENTITY_INSERT OFF"
            )

    def _command(self) -> None:
        """A line to psql."""
        if match := _CONNECT.match(self._buffer.line() or b""):
            self._use(plain_name(match[1]))

    def _use(self, database: str) -> None:
        """`USE`: the tables of a dump's second and further databases are named with theirs, for two
        sites may have the same prefix."""
        self._first_database = self._first_database or database
        self._database = "" if database == self._first_database else f"{database}."

    def _name(self, raw: bytes) -> str:
        """The name of a table, apart from those of other databases."""
        return self._database + last_name(raw)

    def _skip(self, table: str) -> int:
        """Passes over the rest of a statement, its `;` too; how many bytes that were at least."""
        buffer = self._buffer
        if self._batches:
            before = buffer.offset
            start = buffer.data[buffer.position : buffer.position + 3]
            buffer.position += 2
            if not buffer.go_behind(_BATCH_END) and not _BATCH.match(start):
                self._lost(table, "the dump ends within a statement")
            return buffer.offset - before
        before = buffer.offset
        while True:
            match = buffer.match(self.lexer.skip)
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
        match = self._buffer.match(_DELIMITER)
        self._buffer.position += len(match[0]) if match else 9
        if match and match[1] != b";":
            self._buffer.go_behind(_DELIMITER_BACK)

    def _create(self) -> None:
        buffer = self._buffer
        match = buffer.match(_CREATE)
        if not match:
            return self._other_create()
        name = self._name(match[1])
        skip = match.end() - 1 - buffer.position
        while not (body := self.lexer.row.match(buffer.data, buffer.position + skip)):
            cut = swallowed(buffer, buffer.position, len(buffer.data))
            if cut or buffer.size > _MAX_CREATE or not buffer.fill():
                self._lost(name, "its CREATE TABLE is torn")
                buffer.position += 6
                buffer.go_behind(STATEMENT)
                return None
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
        match = buffer.match(_INSERT)
        if not match:
            if not buffer.match(_OTHER_INSERT):
                self._lost("", "an INSERT that cannot be read")
            self._skip("")
            return
        name = self._name(match[1])
        buffer.position = match.end()
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
        reader = RowReader(buffer, self.lexer, lambda reason: self._lost(name, reason))
        for values in reader.rows(layouts):
            yield Row(name, layouts[len(values)], values)
        if reader.has_tail:
            self._skip(name)
        elif not reader.ended and not self._batches and buffer.at_end():
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
        match = buffer.match(_COPY)
        if not match:
            self._skip("")
            return
        name = self._name(match[1])
        columns = column_list(match[2]) if match[2] is not None else None
        layout = columns or (self.tables[name].columns if name in self.tables else ())
        wanted = self._wants(name)
        buffer.position = match.end()
        while (line := buffer.line()) != b"\\.":
            if line is None:
                self._lost(name, "the dump ends within its rows")
                return
            if not wanted:
                continue
            values = [_copied(v) for v in line.split(b"\t")]
            if len(values) == len(layout):
                yield Row(name, layout, values)
                continue
            self._lost(name, "a row is torn")
            if line.startswith((b"-- ", b"COPY ", b"INSERT ")):
                return

    def _lost(self, table: str, reason: str) -> None:
        self.losses.append(Loss(table, self._buffer.offset, reason))


_COPY_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.S)
_COPY_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def _copied(raw: bytes) -> bytes | None:
    """A value of a COPY line."""
    if raw == b"\\N":
        return None

    def letter(match: re.Match[bytes]) -> bytes:
        text = match[1]
        if text[:1] == b"x" and len(text) > 1:
            return bytes([int(text[1:], 16)])
        return bytes([int(text, 8) & 255]) if text.isdigit() else _COPY_LETTERS.get(text, text)

    return _COPY_ESCAPE.sub(letter, raw) if b"\\" in raw else raw
