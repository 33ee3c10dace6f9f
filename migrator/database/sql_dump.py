"""SQL dumps, read as a stream: statement by statement, row by row, in the memory of one row.

Four kinds of statement matter: `CREATE TABLE` (names and charsets of columns), `INSERT` or `REPLACE
… VALUES`, `SET` (charset, string rules) and PostgreSQL's `COPY`. All else is passed over by the
same string rules. Read from dumps of mysqldump, mariadb-dump, phpMyAdmin, Navicat, Sequel Pro,
Akeeba and PHP scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from migrator.database import sql_values
from migrator.database.sql_values import Lexer, Values

#: So much is read at once, in bytes.
BLOCK = 1 << 20
#: Bounds against a hostile or broken file: bytes of a row, columns of a table, tables of a dump.
MAX_ROW, MAX_COLUMNS, MAX_TABLES = 64 << 20, 4096, 20_000


class Stream(Protocol):
    """What bytes come from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Row(NamedTuple):
    """A row: the table's name as the dump has it, the columns, a value each."""

    table: str
    columns: tuple[str, ...]
    values: Values


class Loss(NamedTuple):
    """Rows that could not be read: of which table, at which byte of the dump, why."""

    table: str
    offset: int
    reason: str


@dataclass(slots=True)
class Table:
    """What `CREATE TABLE` tells: the columns in order, those that are computed, the charset of each
    where it is given."""

    columns: tuple[str, ...]
    computed: frozenset[str] = frozenset()
    charsets: dict[str, str] = field(default_factory=dict)
    charset: str | None = None


_NAME = rb"(?:`(?:[^`]|``)++`|\"[^\"]++\"|\[[^\]]++\]|[\w$#]++)"
_NAMES = _NAME + rb"(?:\s*+\.\s*+" + _NAME + rb")*+"
_SPACE = re.compile(
    rb"(?:\s++|--(?=[\s-])[^\n]*+(?:\n|\Z)|--\n|#[^\n]*+(?:\n|\Z)|/\*(?!!|M!)(?:[^*]++|\*(?!/))*+\*/|;)*+"
)
_INSERT = re.compile(
    rb"(?i)(?:INSERT|REPLACE)\s++(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s++)*+(?:INTO\s*+)?+"
    rb"("
    + _NAMES
    + rb")\s*+(?:\(([^()']*+)\)\s*+)?+(?:OVERRIDING\s+\w+\s+VALUE\s*+)?+VALUES?\s*+(?=\()"
)
_CREATE = re.compile(
    rb"(?i)CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(" + _NAMES + rb")\s*+\("
)
_COPY = re.compile(
    rb"(?i)COPY\s+(" + _NAMES + rb")\s*+(?:\(([^()]*+)\)\s*+)?FROM\s+stdin[^;\n]*;?[^\n]*\n"
)
_EXECUTABLE = re.compile(rb"/\*M?!(?:[^*]++|\*(?!/))*+\*/")
_CHARSET = re.compile(rb"(?i)SET\s+(?:NAMES|CHARACTER\s+SET)\s*+=?\s*+['\"]?(\w+)")
_ENCODING = re.compile(rb"(?i)SET\s+client_encoding\s*+(?:=|TO)\s*+'?([\w-]+)")
_SQL_MODE = re.compile(rb"(?i)\bSQL_MODE\s*+=\s*+['\"]([^'\"]*+)['\"]")
_DELIMITER = re.compile(rb"(?i)DELIMITER[ \t]++(\S++)")
_USE = re.compile(rb"(?i)USE\s+(" + _NAME + rb")")
_STATEMENT = re.compile(
    rb"\n(?=INSERT|REPLACE|(?:CREATE|DROP|ALTER) TABLE|(?:UN)?LOCK TABLES|COPY |-- |/\*M?!)",
    re.I,
)
_ROW_START = re.compile(rb"\)\s*+,\s*+(?=\()|\n\s*+(?=\()")
_AFTER_ROW = re.compile(rb"\s*+([,;]?)\s*+")
_TAIL = re.compile(rb"(?i)(?:ON|AS|RETURNING)\b")
_BATCH_END = re.compile(rb"(?im)^\s*GO\s*$")
_COMPLETED = re.compile(rb"-- Dump completed(?: on (\S+ +\S+))?")
_CUT_OFF = re.compile(rb"mysqldump: (?:Got error|Error)|<b>Fatal error</b>|Maximum execution time")


class SqlDump:
    """Reads one dump; after `rows` has ended, `losses` has what could not be read."""

    def __init__(
        self,
        stream: Stream,
        wants: Callable[[str], bool],
        tables: dict[str, Table] | None = None,
    ) -> None:
        """`wants` is asked with the name of each table; rows of others are passed over unread.
        `tables` are those that other files of the same database have created; it is added to."""
        self._read, self._wants = stream.read, wants
        self._data, self._position, self._before, self._ended = b"", 0, 0, False
        self.lexer: Lexer = sql_values.BACKSLASHES
        self.charset: str | None = None
        self.database = ""
        self.tables: dict[str, Table] = {} if tables is None else tables
        self.losses: list[Loss] = []
        self.passed: dict[str, int] = {}
        self.completed: str | None = None
        self.kind = ""
        self._batches = False
        self._rowwise = False

    def rows(self) -> Iterator[Row]:
        """All rows of the wanted tables, in order."""
        self._fill()
        self._identify()
        while self._advance():
            data, position = self._data, self._position
            start = data[position : position + 12].upper()
            if start.startswith((b"INSERT", b"REPLACE")):
                yield from self._insert()
            elif start.startswith(b"CREATE"):
                self._create()
            elif start.startswith(b"COPY"):
                yield from self._copy()
            elif start.startswith(b"DELIMITER"):
                self._routines()
            else:
                self._settings()

    # ---- the buffer

    def _fill(self, more: int = BLOCK) -> bool:
        """Reads on; False at the end of the dump."""
        if self._ended:
            return False
        block = self._read(max(BLOCK, more))
        if not block:
            self._ended = True
            return False
        self._before += self._position
        self._data = self._data[self._position :] + block
        self._position = 0
        return True

    def _ensure(self, size: int) -> None:
        while len(self._data) - self._position < size and self._fill():
            pass

    def _advance(self) -> bool:
        """Goes to the next statement; False where there is none."""
        while True:
            self._ensure(1 << 16)
            match = _SPACE.match(self._data, self._position)
            end = match.end() if match else self._position
            if b"-- Dump completed" in self._data[self._position : end]:
                found = _COMPLETED.search(self._data, self._position)
                self.completed = (found[1] or b"yes").decode("ascii", "replace") if found else None
            if end == len(self._data) and not self._ended:
                # a comment may go on behind the buffer: keep its last line
                self._position = max(self._position, self._data.rfind(b"\n", 0, end) + 1)
                if not self._fill():
                    continue
                continue
            self._position = end
            return end < len(self._data)

    def offset(self) -> int:
        """The byte of the dump that is read now."""
        return self._before + self._position

    def _identify(self) -> None:
        head = self._data[:65536]
        self._batches = bool(_BATCH_END.search(head) or b"SET IDENTITY_INSERT" in head)
        if self._batches or b"PostgreSQL database dump" in head:
            self.lexer = sql_values.PLAIN
            self.charset = "utf8"

    # ---- statements

    def _settings(self) -> None:
        """A statement that sets something, or that does not matter."""
        comment = _EXECUTABLE.match(self._data, self._position)
        start = self._position
        if comment:
            text, self._position = comment[0], comment.end()
        else:
            self._skip()
            text = (
                self._data[start : min(self._position, start + 4096)]
                if self._position > start
                else b""
            )
        if (match := _CHARSET.search(text)) or (match := _ENCODING.search(text)):
            self.charset = match[1].decode("ascii", "replace").lower()
        if (match := _SQL_MODE.search(text)) and b"@OLD" not in match[1]:
            plain = b"NO_BACKSLASH_ESCAPES" in match[1].upper()
            self.lexer = sql_values.PLAIN if plain else sql_values.BACKSLASHES
        if match := _USE.match(text):
            self.database = _plain_name(match[1])

    def _skip(self) -> None:
        """Passes over the rest of a statement, its `;` too."""
        if self._batches:
            return self._skip_batch()
        while True:
            match = self.lexer.skip.match(self._data, self._position)
            end = match.end() if match else self._position
            if end < len(self._data) and self._data[end : end + 1] == b";":
                self._position = end + 1
                return None
            size = len(self._data) - self._position
            if size > MAX_ROW or (not self._fill(size) and not self._unstuck(end)):
                self._lost("", "a statement does not end")
                self._resynchronise()
                return None

    def _unstuck(self, end: int) -> bool:
        """At the end of the dump: whether only the statement's end is missing."""
        if end == len(self._data):
            self._position = end
            self._data += b";"
            return True
        return False

    def _skip_batch(self) -> None:
        """SQL Server: a statement ends with `;`, before `GO`, or before the next `INSERT`."""
        end = re.compile(rb";|\n\s*+(?=GO\b|INSERT\b|SET\b|CREATE\b)", re.I)
        while not (match := end.search(self._data, self._position + 2)):
            if not self._fill():
                self._position = len(self._data)
                return
        self._position = match.end()

    def _routines(self) -> None:
        """`DELIMITER x` … `DELIMITER ;`: triggers and procedures, which hold no rows."""
        match = _DELIMITER.match(self._data, self._position)
        self._position += len(match[0]) if match else 9
        if not match or match[1] == b";":
            return
        end = re.compile(rb"\n[ \t]*DELIMITER[ \t]+;", re.I)
        while not (found := end.search(self._data, self._position)):
            if len(self._data) - self._position > MAX_ROW or not self._fill():
                self._position = len(self._data)
                return
        self._position = found.end()

    def _create(self) -> None:
        match = _CREATE.match(self._data, self._position)
        if not match:
            return self._settings()
        body = match.end() - 1
        offset = body - self._position
        while not (found := self.lexer.row.match(self._data, self._position + offset)):
            if len(self._data) - self._position > (4 << 20) or not self._fill():
                self._lost(_plain_name(match[1]), "its CREATE TABLE is torn")
                self._position += 6
                return self._resynchronise()
        name = self._full_name(match[1])
        if len(self.tables) < MAX_TABLES:
            tail = self._data[found.end() : found.end() + 512].partition(b";")[0]
            self.tables[name] = _table(found[0][1:-1], tail)
        self._position = found.end()
        self._skip()
        return None

    def _insert(self) -> Iterator[Row]:
        self._ensure(1 << 17)
        match = _INSERT.match(self._data, self._position)
        if not match:
            return self._settings()
        name = self._full_name(match[1])
        wanted = self._wants(name)
        self._position = match.end()
        if not wanted:
            self.passed[name] = self.passed.get(name, 0) + 1
            self._skip()
            return None
        columns = _columns(match[2]) if match[2] is not None else None
        yield from self._insert_rows(name, self._layouts(name, columns))
        return None

    def _layouts(self, name: str, columns: tuple[str, ...] | None) -> dict[int, tuple[str, ...]]:
        """The columns that a row may have, by their number: the list of the statement, else those
        of the table with and without its computed ones."""
        if columns is not None:
            return {len(columns): columns}
        table = self.tables.get(name)
        if table is None:
            return {}
        stored = tuple(c for c in table.columns if c not in table.computed)
        return {len(stored): stored, len(table.columns): table.columns}

    def _insert_rows(self, name: str, layouts: dict[int, tuple[str, ...]]) -> Iterator[Row]:
        """The rows of one statement, its end passed."""
        if not layouts:
            self._lost(name, "no CREATE TABLE names its columns")
            return self._skip()
        while True:
            found = self._row(layouts)
            if found is None:
                self._lost(name, "a row is torn")
                if not self._next_row(layouts):
                    return None
                continue
            yield Row(name, layouts[len(found)], found)
            after = self._after_row()
            if after != b",":
                if not after and _TAIL.match(self._data, self._position):
                    self._skip()
                return None

    def _row(self, layouts: dict[int, tuple[str, ...]]) -> Values | None:
        """The values of the row that begins here, its end passed; None where no whole row does."""
        while True:
            match = self.lexer.row.match(self._data, self._position)
            if match:
                break
            size = len(self._data) - self._position
            if size > MAX_ROW or self._data[self._position : self._position + 1] not in (b"(", b""):
                return None
            if not self._fill(size):
                return self._row_by_other_rules(layouts)
        found = sql_values.values(match[0][1:-1], self.lexer)
        if found is None or len(found) not in layouts:
            return self._row_by_other_rules(layouts)
        self._position = match.end()
        return found

    def _row_by_other_rules(self, layouts: dict[int, tuple[str, ...]]) -> Values | None:
        """A row in the other way to write strings, where its column count fits: dumps do not always
        say which they use."""
        other = sql_values.PLAIN if self.lexer.backslashes else sql_values.BACKSLASHES
        match = other.row.match(self._data, self._position)
        if match and re.match(rb"\s*+[,;]", self._data[match.end() : match.end() + 64]):
            found = sql_values.values(match[0][1:-1], other)
            if found is not None and len(found) in layouts:
                self._position = match.end()
                return found
        return None

    def _after_row(self) -> bytes:
        self._ensure(4096)
        match = _AFTER_ROW.match(self._data, self._position)
        if match is None:
            return b""
        self._position = match.end()
        return bytes(match[1])

    def _next_row(self, layouts: dict[int, tuple[str, ...]]) -> bool:
        """After a torn row: goes to the next whole row of the statement (True) or to the next
        statement (False)."""
        start = self._position + 1
        while True:
            row = _ROW_START.search(self._data, start)
            statement = _STATEMENT.search(self._data, start)
            if statement and (row is None or statement.start() <= row.start()):
                self._position = statement.end()
                return False
            if row is None:
                self._position = max(self._position, len(self._data) - 64)
                start = self._position
                if not self._fill():
                    self._position = len(self._data)
                    return False
                start = self._position
                continue
            self._position = row.end()
            if self._is_row(layouts):
                return True
            start = self._position

    def _is_row(self, layouts: dict[int, tuple[str, ...]]) -> bool:
        """Whether a whole row with the right number of values begins here."""
        self._ensure(1 << 18)
        match = self.lexer.row.match(self._data, self._position)
        if not match or not re.match(
            rb"\s*+(?:[,;]|\Z)", self._data[match.end() : match.end() + 64]
        ):
            return False
        found = sql_values.values(match[0][1:-1], self.lexer)
        return found is not None and len(found) in layouts

    def _copy(self) -> Iterator[Row]:
        """PostgreSQL: lines of values with tabs between, up to `\\.`."""
        self._ensure(1 << 16)
        match = _COPY.match(self._data, self._position)
        if not match:
            return self._settings()
        name = self._full_name(match[1])
        columns = _columns(match[2]) if match[2] is not None else None
        layout = columns or (self.tables[name].columns if name in self.tables else ())
        wanted = self._wants(name)
        self._position = match.end()
        while (line := self._line()) is not None and line != b"\\.":
            if not wanted:
                continue
            found = [_copied(v) for v in line.split(b"\t")]
            if len(found) == len(layout):
                yield Row(name, layout, found)
            else:
                self._lost(name, "a row is torn")
                if line.startswith((b"-- ", b"COPY ", b"INSERT ")):
                    return None
        return None

    def _line(self) -> bytes | None:
        while (end := self._data.find(b"\n", self._position)) < 0:
            if len(self._data) - self._position > MAX_ROW or not self._fill():
                rest = self._data[self._position :]
                self._position = len(self._data)
                return rest or None
        line = self._data[self._position : end]
        self._position = end + 1
        return line.removesuffix(b"\r")

    # ---- names and damage

    def _full_name(self, raw: bytes) -> str:
        """A table's name without its database or schema, which becomes the current one."""
        parts = [_plain_name(p) for p in re.findall(_NAME, raw)]
        return parts[-1] if parts else ""

    def _lost(self, table: str, reason: str) -> None:
        self.losses.append(Loss(table, self.offset(), reason))

    def _resynchronise(self) -> None:
        """After damage: goes to the next line that begins a statement."""
        while not (match := _STATEMENT.search(self._data, self._position)):
            self._position = max(self._position, len(self._data) - 64)
            if not self._fill():
                self._position = len(self._data)
                return
        self._position = match.end()


def _plain_name(raw: bytes) -> str:
    text = raw.strip().decode("utf-8", "replace")
    return text[1:-1].replace("``", "`") if text[:1] in '`"[' and len(text) > 1 else text


def _columns(raw: bytes) -> tuple[str, ...]:
    return tuple(_plain_name(name) for name in re.findall(_NAME, raw))[:MAX_COLUMNS]


_COLUMN = re.compile(rb"\s*+(" + _NAME + rb")\s*+([^\0]*)", re.S)
_NO_COLUMN = re.compile(
    rb"(?i)\s*+(?:PRIMARY|UNIQUE|KEY|INDEX|FULLTEXT|SPATIAL|CONSTRAINT|FOREIGN|CHECK|PERIOD)\b(?!\s*+`)"
)
_KEYED = re.compile(
    rb"(?i)\s*+(?:PRIMARY|UNIQUE|FULLTEXT|SPATIAL|FOREIGN)?\s*+(?:KEY|INDEX|CONSTRAINT|UNIQUE)\b"
)
_COMPUTED = re.compile(rb"(?i)\b(?:GENERATED\s+ALWAYS\s+AS|VIRTUAL|PERSISTENT|AS\s*\()")
_COLUMN_CHARSET = re.compile(rb"(?i)CHARACTER\s+SET\s+(\w+)")
_TABLE_CHARSET = re.compile(rb"(?i)(?:CHARSET|CHARACTER\s+SET)\s*=?\s*(\w+)")
_PART = re.compile(
    rb"(?:[^,'\"()`]++|"
    + rb"'(?:[^'\\]++|\\.|'')*+'|\"[^\"]*+\"|`[^`]*+`"
    + rb"|\((?:[^()']++|'(?:[^'\\]++|\\.|'')*+'|\([^()]*+\))*+\))++",
    re.S,
)


def _table(body: bytes, tail: bytes) -> Table:
    """What the body of a CREATE TABLE and the options behind it tell."""
    columns, computed, charsets = [], set(), {}
    for part in _PART.findall(body):
        if _NO_COLUMN.match(part) or _KEYED.match(part):
            continue
        match = _COLUMN.match(part)
        if not match:
            continue
        name = _plain_name(match[1])
        columns.append(name)
        unquoted = re.sub(rb"'(?:[^'\\]++|\\.|'')*+'", b"''", match[2])
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
    )


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
