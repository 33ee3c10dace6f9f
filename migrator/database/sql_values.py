"""The lexical rules of rows in SQL dumps: where a row ends, and what its values are.

Rules as MySQL and MariaDB write and read them (strings with backslashes, doubled quotes,
introducers, hexadecimal literals), and as PostgreSQL, SQL Server and `NO_BACKSLASH_ESCAPES` do
(doubled quotes alone). Checked against MariaDB's own reading of the same dumps. All quantifiers are
possessive: a torn string must not make the search go back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = rb"'(?>(?:[^'\\]++|\\.|'')*)'"
_ESCAPED_DOUBLE = rb'"(?>(?:[^"\\]++|\\.|"")*)"'
_DOUBLED = rb"'(?>(?:[^']++|'')*)'"
_DOUBLED_DOUBLE = rb'"(?>(?:[^"]++|"")*)"'


@dataclass(frozen=True, slots=True)
class Lexer:
    """The patterns of one way to write strings: `row` is a row with its brackets, `value` one value
    with the comma behind it, `skip` any run of a statement's text up to a `;`."""

    row: re.Pattern[bytes]
    value: re.Pattern[bytes]
    skip: re.Pattern[bytes]
    backslashes: bool


def _lexer(single: bytes, double: bytes, backslashes: bool) -> Lexer:
    strings = single + rb"|" + double
    inner = rb"\((?>(?:[^'\"()]++|" + strings + rb"|\((?>(?:[^'\"()]++|" + strings + rb")*)\))*)\)"
    row = rb"\((?>(?:[^'\"()]++|" + strings + rb"|" + inner + rb")*)\)"
    prefix = rb"(?>(?:_[A-Za-z0-9]++\s*+|[NnEe](?='))?)"
    bare = rb"(?>(?:[^'\"(),]++|" + strings + rb"|" + inner + rb")+)"
    value = (
        rb"\s*+(?:"
        + prefix
        + rb"(?:("
        + single
        + rb")|("
        + double
        + rb"))\s*+(?=,|\Z)|("
        + bare
        + rb"))(,|\Z)"
    )
    comment = rb"/\*(?>(?:[^*]++|\*(?!/))*)\*/|--[ \t][^\n]*+|#[^\n]*+"
    named = rb"`[^`]*+`|\[\#?[\w$ ]*+\]"
    skip = rb"(?>(?:[^'\"`\[;/#-]++|" + strings + rb"|" + named + rb"|" + comment + rb"|[/\[-])*)"
    return Lexer(
        re.compile(row, re.S), re.compile(value, re.S), re.compile(skip, re.S), backslashes
    )


#: MySQL and MariaDB as they are set up unless told otherwise.
BACKSLASHES = _lexer(_ESCAPED, _ESCAPED_DOUBLE, True)
#: `NO_BACKSLASH_ESCAPES`, PostgreSQL, SQL Server, SQLite.
PLAIN = _lexer(_DOUBLED, _DOUBLED_DOUBLE, False)

_ESCAPE = re.compile(rb"\\(.)|''", re.S)
_ESCAPE_DOUBLE = re.compile(rb'\\(.)|""', re.S)
_LETTERS = {
    b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a",
    b"%": b"\\%", b"_": b"\\_",
}  # fmt: skip
_HEX = re.compile(rb"(?:0[xX]|[xX]')([0-9A-Fa-f]*)'?\s*\Z")
_BITS = re.compile(rb"[bB]'([01]*)'\s*\Z")
_CAST_HEX = re.compile(rb"(?i)(?:CAST|CONVERT)\s*\(\s*0x([0-9A-F]*)\s+AS\s")
#: SQLite's shell writes a text with line ends so: `replace('a\\nb','\\n',char(10))`.
_REPLACE = re.compile(rb"replace\((.*),'(\\[nr])',char\((10|13)\)\)", re.S)
#: What may stand without quotes: a number or word, a hexadecimal or bit literal, a call.
_BARE = re.compile(rb"[+-]?[\w.]*+(?:[+-]\d++)?|[XxBb]'[0-9A-Fa-f]*+'|\w++\s*+\(.*\)", re.S)

#: What a row holds: the bytes of each value, None where it is NULL.
Values = list[bytes | None]


def values(row: bytes, lexer: Lexer) -> Values | None:
    """The values of a row (`row` without its brackets); None where it is no well-formed row.

    Numbers are given as their text, hexadecimal and bit literals as the bytes that they stand for,
    other expressions as their source.
    """
    values: Values = []
    position = 0
    match = lexer.value.match
    while True:
        m = match(row, position)
        if m is None:
            return None
        single, double, bare, comma = m.groups()
        if single is not None:
            values.append(_unquoted(single, lexer, _ESCAPE, b"''", b"'"))
        elif double is not None:
            values.append(_unquoted(double, lexer, _ESCAPE_DOUBLE, b'""', b'"'))
        else:
            text = bare.strip()
            if not text.isdigit() and not _BARE.fullmatch(text):
                return None  # words outside of quotes: a quote is missing somewhere
            values.append(_bare(text))
        position = m.end()
        if not comma:
            return values


def _unquoted(
    text: bytes, lexer: Lexer, escape: re.Pattern[bytes], twice: bytes, mark: bytes
) -> bytes:
    text = text[1:-1]
    if lexer.backslashes and b"\\" in text:
        return escape.sub(lambda m: _LETTERS.get(m[1], m[1]) if m[1] is not None else mark, text)
    return text.replace(twice, mark) if twice in text else text


def _bare(text: bytes) -> bytes | None:
    if text in (b"NULL", b"null"):
        return None
    if match := _HEX.match(text):
        digits = match[1]
        return bytes.fromhex((digits if len(digits) % 2 == 0 else b"0" + digits).decode())
    if match := _BITS.match(text):
        return str(int(match[1] or b"0", 2)).encode()
    if match := _CAST_HEX.match(text):
        return bytes.fromhex(match[1].decode()) if len(match[1]) % 2 == 0 else text
    if match := _REPLACE.fullmatch(text):
        inner = match[1]
        plain = _bare(inner) if inner[-1:] == b")" else inner[1:-1].replace(b"''", b"'")
        return (plain or b"").replace(match[2], bytes([int(match[3])]))
    return text
