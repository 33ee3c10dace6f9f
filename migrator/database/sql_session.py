"""What statements without rows establish for those that follow: charset, string rules, the database
in use, and what is opened and must be closed."""

from __future__ import annotations

import re

from migrator.database import sql_values
from migrator.database.sql_tables import NAME, last_name, plain_name
from migrator.database.sql_values import Lexer

_USE = re.compile(rb"(?i)USE\s+(" + NAME + rb")")
_CHARSET = re.compile(rb"(?i)SET\s+(?:NAMES|CHARACTER\s+SET)\s*+=?\s*+['\"]?(\w+)")
_ENCODING = re.compile(rb"(?i)SET\s+client_encoding\s*+(?:=|TO)\s*+'?([\w-]+)")
_SQL_MODE = re.compile(rb"(?i)\bSQL_MODE\s*+=\s*+['\"]([^'\"]*+)['\"]")
_IDENTITY = re.compile(rb"(?i)SET\s+IDENTITY_INSERT\s+\S+\s+O(N|FF)\b")
_COMPLETED = re.compile(
    rb"-- Dump completed(?: on (\S+ +\S+))?|-- PostgreSQL database dump complete"
)
#: Sypex Dumper 2 names the charset in its first line and writes no `SET NAMES`; `0` is none.
_SYPEX = re.compile(rb"\A(?:\xef\xbb\xbf)?#SXD20\|(?:[^|\n]*+\|){5}([a-z]\w*)\|")
_WRITERS = re.compile(rb"-- (?:MySQL|MariaDB) dump |-- PostgreSQL database dump\s")
_SAVED = re.compile(rb"@(OLD_\w+) ?= ?@@")
#: HeidiSQL writes `=IFNULL(@OLD_SQL_MODE, '')` and `=IF(@OLD_… IS NULL, 1, @OLD_…)`.
_RESTORED = re.compile(rb"= ?(?:IF(?:NULL)?\()?@(OLD_\w+)")
#: Where SQL Server's tools end a batch of statements.
BATCH = re.compile(rb"(?im)^\s*GO\s*$")

#: Statements that come in pairs.
_PAIRS = ((b"START TRANSACTION", b"COMMIT"), (b"LOCK TABLES", b"UNLOCK TABLES"))
_LAST_LINE = "its last line"


class Session:
    """The state of one dump as a server would have it while it runs the statements."""

    def __init__(self) -> None:
        self.lexer: Lexer = sql_values.BACKSLASHES
        self.charset: str | None = None
        #: When the dump was made, as its last line says.
        self.completed: str | None = None
        #: Whether statements end with batches (SQL Server) and not with a semicolon.
        self.batches = False
        self._first_database: str | None = None
        self._database = ""
        self._unclosed: set[str] = set()

    def begin(self, head: bytes) -> None:
        """Tells the writer of the dump by its first 64 kB."""
        self.batches = bool(BATCH.search(head) or b"SET IDENTITY_INSERT" in head)
        if b"phpMyAdmin" in head[:200]:
            self.batches = False  # its form for SQL Server has MySQL's strings
        if self.batches or b"-- PostgreSQL database" in head:
            self.lexer = sql_values.PLAIN
            self.charset = "utf8"
        if match := _SYPEX.match(head):
            self.charset = match[1].decode("ascii", "replace").lower()
        if _WRITERS.search(head[:4096]):
            self._unclosed.add(_LAST_LINE)

    def comment(self, data: bytes, start: int, end: int) -> None:
        """A comment that stands in `data`: the last line of mysqldump and pg_dump is one."""
        if match := _COMPLETED.search(data, start, end):
            self.completed = (match[1] or b"").decode("ascii", "replace") or self.completed
            self._unclosed.discard(_LAST_LINE)

    @property
    def missing_end(self) -> str | None:
        """What the dump opened and did not close; None where it closed all."""
        return min(self._unclosed, default=None)

    def statement(self, text: bytes) -> None:
        """What a `SET` says of charset and strings; what is opened and closed."""
        if (match := _CHARSET.search(text)) or (match := _ENCODING.search(text)):
            self.charset = match[1].decode("ascii", "replace").lower()
        if (match := _SQL_MODE.search(text)) and b"@OLD" not in match[1]:
            plain = b"NO_BACKSLASH_ESCAPES" in match[1].upper()
            self.lexer = sql_values.PLAIN if plain else sql_values.BACKSLASHES
        if b"@OLD_" in text:
            restored = {name.decode() for name in _RESTORED.findall(text)}
            self._unclosed |= {name.decode() for name in _SAVED.findall(text)}
            self._unclosed -= restored
        if match := _USE.match(text):
            self.use(plain_name(match[1]))
        if match := _IDENTITY.match(text):
            self._note_end("IDENTITY_INSERT OFF", opens=match[1].upper() == b"N")
        head = text[:18].upper()
        for opening, closing in _PAIRS:
            if head.startswith((opening, closing)):
                self._note_end(closing.decode(), opens=head.startswith(opening))

    def _note_end(self, closing: str, opens: bool) -> None:
        (self._unclosed.add if opens else self._unclosed.discard)(closing)

    def use(self, database: str) -> None:
        """`USE`: the tables of a dump's second and further databases are named with theirs, for two
        sites may have the same prefix."""
        self._first_database = self._first_database or database
        self._database = "" if database == self._first_database else f"{database}."

    def table_name(self, raw: bytes) -> str:
        """The name of a table, apart from those of other databases."""
        return self._database + last_name(raw)
