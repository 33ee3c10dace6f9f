"""Files of a site that nobody is to see: database dumps, backups, configuration files with
passwords, logs.

They lie beside saved pages, in backups and in what is left of an installation. They are known by
what they begin with, by their name only where that does not tell. A dump is read as a source; none
of them becomes an article, a file of the new site or a record of an archive.
"""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from typing import NamedTuple

from migrator.joomla.table_files import is_csv_of_tables, is_table_file
from migrator.patterns import lazy_pattern

#: So much of a file is enough to know it, in bytes.
HEAD = 1 << 16


class PrivateFile(NamedTuple):
    """What a private file is: `kind` is `database` (a dump, which can be read), `backup` (a backup
    of a whole site) or `private`; `what` says it in words."""

    kind: str
    what: str


_BACKUPS = (
    (b"JPA", "a backup of Akeeba (JPA)"),
    (b"JPS", "an encrypted backup of Akeeba (JPS); its password goes into MIGRATOR_JPS_PASSWORD"),
)
_UNREADABLE = (
    (
        b"PGDMP",
        "a PostgreSQL dump in pg_dump's own format; make a plain one with pg_restore -f dump.sql",
    ),
    (b"\xfe\x01\x07", "a MySQL table file; start a MySQL server with it and make a dump"),
    (b"\xfe\x01\x08", "a MySQL table file; start a MySQL server with it and make a dump"),
    (b"\xfe\x01\x09", "a MySQL table file; start a MySQL server with it and make a dump"),
    (b"\xfe\x01\x0a", "a MySQL table file; start a MySQL server with it and make a dump"),
    (b"\xfe\xfe\x07\x01", "a MySQL index file; start a MySQL server with it and make a dump"),
)
#: What the programs that write dumps begin with.
_DUMP_HEADS = (
    b"-- MySQL dump",
    b"-- MariaDB dump",
    b"/*M!999999",
    b"-- phpMyAdmin SQL Dump",
    b"# phpMyAdmin SQL Dump",
    b"# phpMyAdmin MySQL-Dump",
    b"-- Adminer ",
    b"-- HeidiSQL",
    b"-- PostgreSQL database dump",
    b"-- Sequel Pro SQL dump",
    b"/**ABDB**/",
    b"-- SQLINES",
    b"-- MySQL Administrator dump",
    b"-- Joomla",
    b"-- mysqldump-php",
    b"-- Database Backup",
    b"-- SQL Dump",
    b"# MySQL dump",
)
_DUMP_WORDS = lazy_pattern(
    rb"Navicat (?:MySQL|MariaDB|Premium) Data Transfer|Sequel (?:Pro|Ace) SQL dump"
    rb"|phpMyAdmin (?:SQL )?[Dd]ump"
)
_EXPORTS = lazy_pattern(
    rb"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE j2xml[^>]*>\s*)?"
    rb"<(pma_xml_export|mysqldump|j2xml|resultset(?=\s+statement=))\b",
    re.S,
)
_JSON_EXPORT = lazy_pattern(
    rb'\A\s*(?:/\*\*?.{0,200}?PHPMyAdmin|\[\s*\{\s*"type"\s*:\s*"header")', re.S | re.I
)
#: phpMyAdmin's exports whose rows are not read: PHP, YAML, LaTeX, MediaWiki, Texy!
_OTHER_EXPORTS = lazy_pattern(
    rb"\s*(?:<\?php\s*/\*\*?\s*\*?\s*Export to PHP Array plugin for PHPMyAdmin"
    rb"|%YAML 1\.1\s+---\s+# \w+\.\w+\s+-\s|% phpMyAdmin LaTeX Dump|===Database "
    rb"|<!--\s+Table (?:data|structure) for )"
)
_COMMENTS = lazy_pattern(
    rb"(?>(?:\s++|--[^\n]*+(?:\n|\Z)|#[^\n]*+(?:\n|\Z)|/\*(?!!)(?>(?:[^*]++|\*(?!/))*)\*/|;)*)"
)
_FIRST = lazy_pattern(
    rb"(?:/\*!|/\*M!|(?:SET|CREATE|DROP|INSERT|REPLACE|LOCK|USE|BEGIN|START|DELETE|ALTER|TRUNCATE|COPY|GO|PRAGMA|DELIMITER)\b"
    rb"|\\(?:restrict|connect)\s)",
    re.I,
)
_NAME = rb"(?:`[^`\n]+`|\"[\w$#]+\"|\[[\w$# ]+\]|[\w$#]+)"
_STATEMENT = lazy_pattern(
    rb"(?im)^\s*(?:(?:INSERT|REPLACE)\s+(?:\w+\s+)*?(?:INTO\s*)?"
    + _NAME
    + rb"(?:\s*\."
    + _NAME
    + rb")?\s*(?:\([^()]*\)\s*)?(?:VALUES?\b|SELECT\b)"
    rb"|CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + _NAME + rb"(?:\s*\." + _NAME + rb")?\s*\("
    rb"|COPY\s+" + _NAME + rb"[^;\n]*FROM\s+stdin)"
)
_CONFIGURATION = lazy_pattern(
    rb"\A\s*<\?(?:php)?\s.*?(?:class\s+JConfig\b|\$mosConfig_\w+\s*=)", re.S | re.I
)
_LOG = lazy_pattern(
    rb"\A(?:\S+ \S+ \S+ \[\d\d/\w{3}/\d{4}:|\[\d\d-\w{3}-\d{4} [\d:]+[^\]]*\] PHP "
    rb"|\[\w{3} \w{3} \d\d [\d:.]+ \d{4}\] \[|#<\?php die\(|#Version: 1\.0\s)"
)
_PASSWORDS = lazy_pattern(rb"\A[\w.@-]+:(?:\$(?:apr1|2y|2a|1|5|6)\$|\{SHA\})")
_DATABASE_NAME = lazy_pattern(
    r"\.sql(?:\.(?:gz|bz2|xz|zip|zst|7z|rar|old|bak|txt|[a-z]{2}|\d{1,3}))*\Z", re.I
)
#: Names of backups that Akeeba makes, and of their parts.
BACKUP_NAME = lazy_pattern(r"\.(?:jpa|jps|[jz]\d\d)\Z", re.I)
_PRIVATE_NAME = lazy_pattern(
    r"(?:\A|/)(?:configuration\.php[\w.~-]*|\.htpasswd|error_log|access_log|(?:error|access)\.log|\.env|\.my\.cnf)\Z|(?:\A|/)\.git/|\.(?:ibd|myd|frm|myi)\Z",
    re.I,
)


def private_file(name: str, head: bytes) -> PrivateFile | None:
    """What kind of private file `name` is, by its first bytes (`head`, HEAD of them or all) and its
    name; None for any other."""
    for mark, what in _BACKUPS:
        if head.startswith(mark) and len(head) >= 19:
            return PrivateFile("backup", what)
    for mark, what in _UNREADABLE:
        if head.startswith(mark):
            return PrivateFile("private", what)
    if head.startswith(b"SQLite format 3\x00"):
        return PrivateFile("database", "an SQLite database")
    text = _text(_inner(head))
    if text is not head and text.startswith(b"JPA"):
        return PrivateFile("backup", "a packed backup of Akeeba")
    if _OTHER_EXPORTS.match(text):
        what = "an export of phpMyAdmin that is not read; export the database as SQL"
        return PrivateFile("private", what)
    if dump := _dump(text):
        return PrivateFile("database", dump)
    if _CONFIGURATION.match(text[:8192]):
        return PrivateFile("private", "a configuration file, with passwords")
    if _PASSWORDS.match(text[:200]):
        return PrivateFile("private", "a file of passwords")
    if _LOG.match(text[:400]):
        return PrivateFile("private", "a log of the server")
    return _by_name(name, head)


def _by_name(name: str, head: bytes) -> PrivateFile | None:
    name = re.split(r"[?#]", name)[0]
    if _looks_like_html(head):
        return None
    if is_table_file(name, head):
        return PrivateFile("database", "rows of a table of a database")
    if _DATABASE_NAME.search(name):
        return PrivateFile(
            "private", "a file named as a database dump, which does not begin like one"
        )
    if BACKUP_NAME.search(name):
        return PrivateFile("private", "a part of a backup")
    if _PRIVATE_NAME.search(name):
        return PrivateFile("private", "a configuration, password, log or raw database file")
    return None


def _looks_like_html(head: bytes) -> bool:
    return (
        head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14]
        .lower()
        .startswith((b"<!doctype html", b"<html", b"<head"))
    )


def _is_headed(start: bytes) -> bool:
    return start.startswith(_DUMP_HEADS) or _DUMP_WORDS.search(start[:400]) is not None


def has_program_head(head: bytes) -> bool:
    """Whether a file that begins with `head` begins as a program begins a dump; later parts of one
    do not."""
    return _is_headed(_text(_inner(head)).lstrip(b"\xef\xbb\xbf \t\r\n"))


def _dump(text: bytes) -> str | None:
    """What sort of dump `text` begins like."""
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _looks_like_html(start):
        return None
    if match := _EXPORTS.match(start[:4096]):
        return {
            b"pma_xml_export": "an export of phpMyAdmin (XML)",
            b"mysqldump": "a dump of mysqldump (XML)",
            b"resultset": "rows of a table of a database (XML)",
        }.get(match[1], "an export of J2XML")
    if _JSON_EXPORT.match(start[:2048]):
        return "an export of phpMyAdmin (JSON)"
    if _is_headed(start):
        return "a database dump"
    if is_csv_of_tables(start):
        return "a table of a database (CSV)"
    body = _COMMENTS.match(start)
    after = start[body.end() if body else 0 :]
    if _FIRST.match(after) and _STATEMENT.search(start):
        return "a database dump"
    return None


def _inner(head: bytes) -> bytes:
    """The first bytes of what is packed in a file that begins with `head`; `head` where nothing
    is."""
    try:
        if head.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(head, HEAD)
        if head.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(head, HEAD)
        if head.startswith(b"\xfd7zXZ\x00"):
            return lzma.LZMADecompressor().decompress(head, HEAD)
        if head.startswith(b"\x28\xb5\x2f\xfd"):
            return _of_zstandard(head)
        if head.startswith(b"PK\x03\x04") and len(head) > 30:
            return _first_member(head)
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
        return head
    return head


def _of_zstandard(head: bytes) -> bytes:
    """The first bytes of what is compressed with Zstandard; `head` without the package for it."""
    try:
        import zstandard
    except ImportError:
        return head
    try:
        return zstandard.ZstdDecompressor().decompressobj().decompress(head)[:HEAD]
    except zstandard.ZstdError:
        return head


def _first_member(head: bytes) -> bytes:
    """The first bytes of a zip's first member."""
    method = head[8] | head[9] << 8
    start = 30 + (head[26] | head[27] << 8) + (head[28] | head[29] << 8)
    if method == 8:
        return zlib.decompressobj(-15).decompress(head[start:], HEAD)
    return head[start:] if method == 0 else head


def _text(data: bytes) -> bytes:
    """`data` in UTF-8 where it is UTF-16."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2 : len(data) & ~1].decode(encoding, "replace").encode("utf-8", "replace")
    if len(data) > 40 and data[1:40:2].count(0) > 15:
        return data[: len(data) & ~1].decode("utf-16-le", "replace").encode("utf-8", "replace")
    return data
