"""Exports of phpMyAdmin (XML, JSON) and the XML of mysqldump and of the client `mysql`, as rows of
text.

XML: `<table name="jos_content"><column name="id">1</column>…`, one element a row; NULL is the word
NULL, not to be told from it. mysqldump: `<table_data name="…"><row><field name="…">`, NULL is
`xsi:nil`. `mysql -X`: `<resultset statement="select * from jos_content"><row>`, the same. JSON:
`{"type":"table","name":…,"data":[{…},…]}`, read object by object.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree

from migrator.database import sql_tables
from migrator.database.sql_buffer import Stream
from migrator.database.sql_dump import Loss

Rows = Iterator[tuple[str, dict[str, str | None]]]
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


class _File:
    """A stream as lxml wants it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size if size > 0 else 1 << 16)


def xml_rows(stream: Stream, losses: list[Loss]) -> Rows:
    """The rows of an XML export. A row that damage has put into another, and the last one of a file
    that ends too early, are lost."""
    parsing = lxml.etree.iterparse(
        _File(stream),
        events=("end",),
        tag=("table", "row"),
        recover=True,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    last: tuple[str, dict[str, str | None]] | None = None
    columns: dict[str, tuple[str, ...]] = {}
    try:
        for _, element in parsing:
            row = _row(element)
            if row and columns.setdefault(row[0], tuple(row[1])) != tuple(row[1]):
                element.set(_TORN, "1")
            if row and element.get(_TORN) is None and element.getparent() is not None:
                if last:
                    yield last
                last = row
            elif element.get(_TORN):
                losses.append(Loss(row[0] if row else "", 0, "a row is torn"))
            parent = element.getparent()
            if parent is not None and parent.tag == element.tag:
                parent.set(_TORN, "1")
            element.clear(keep_tail=False)
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except lxml.etree.XMLSyntaxError as error:
        losses.append(Loss("", 0, f"the XML is damaged ({error})"))
    damage = [entry.message for entry in parsing.error_log]
    if damage:
        losses.append(Loss("", 0, f"the XML is damaged ({damage[0]})"))
    elif last:
        yield last


#: Marks an element that holds another of its kind: its end is missing.
_TORN = "migrator-torn"


def _row(element: Any) -> tuple[str, dict[str, str | None]] | None:
    """Table and values of a `table` of phpMyAdmin or a `row` of mysqldump."""
    parent = element.getparent()
    if element.tag == "table" and element.find("column") is not None:
        names = [c.get("name") or "" for c in element.iter("column")]
        if len(set(names)) < len(names):
            element.set(_TORN, "1")  # two rows that damage has put into one
        return element.get("name") or "", {
            c.get("name") or "": _pma(c.text) for c in element.iter("column")
        }
    if element.tag == "row" and parent is not None:
        return parent.get("name") or _selected(parent.get("statement") or ""), {
            f.get("name") or "": None if f.get(_NIL) == "true" else f.text or ""
            for f in element.iter("field")
        }
    return None


_SELECTED = re.compile(rf"(?is)\s*SELECT\s+\*\s+FROM\s+({sql_tables.NAMES.decode()})\s*;?\s*\Z")


def _selected(statement: str) -> str:
    """The table all of which a statement selects; none of another statement."""
    match = _SELECTED.match(statement)
    return sql_tables.last_name(match[1].encode()) if match else ""


def _pma(text: str | None) -> str | None:
    """phpMyAdmin writes NULL as the word."""
    return None if text == "NULL" else text or ""


_TABLE = re.compile(
    r'\{\s*"type"\s*:\s*"table"\s*,\s*"name"\s*:\s*("(?:[^"\\]|\\.)*")[^\[{]*"data"\s*:\s*\['
)
_ANNOUNCED = re.compile(r'"type"\s*:\s*"table"')
_OLD_TABLE = re.compile(r"//\s*(?:\w+\.)?([\w#]+)\s*\n+\s*\[")
#: So much of a JSON export is in memory at most, in characters; an object larger than that is lost.
MAX_OBJECT = 64 << 20


def json_rows(stream: Stream, losses: list[Loss]) -> Rows:
    """The rows of a JSON export, object by object."""
    decoder = json.JSONDecoder(object_pairs_hook=list)
    text = io.TextIOWrapper(io.BufferedReader(RawStream(stream)), "utf-8", "replace")
    buffer, ended, table = "", False, ""
    keys: tuple[str, ...] = ()
    announced = read = 0
    while True:
        match = (_TABLE.search(buffer) or _OLD_TABLE.search(buffer)) if not table else None
        if match:
            table = match[1].strip('"')
            read += 1
            buffer = buffer[match.end() :]
        if table:
            buffer = buffer.lstrip(" \t\r\n,")
            if buffer.startswith("]"):
                table, keys = "", ()
                continue
            try:
                pairs, end = decoder.raw_decode(buffer) if buffer else ({}, 0)
            except ValueError:
                end = 0
            if end:
                buffer = buffer[end:]
                row = _object(pairs)
                keys = keys or (tuple(row) if row else ())
                if row and tuple(row) == keys:
                    yield table, row
                else:
                    losses.append(Loss(table, 0, "a row is torn"))
                continue
        if ended or len(buffer) > MAX_OBJECT:
            if table or announced > read or not buffer.rstrip().endswith("]"):
                losses.append(Loss(table, 0, "the JSON ends too early, or is damaged"))
            return
        block = text.read(1 << 20)
        ended = not block
        announced += len(_ANNOUNCED.findall(block))
        buffer = (buffer if table else buffer[-4096:]) + block


def _object(pairs: object) -> dict[str, str | None] | None:
    """A row; None where a name stands twice, as where two rows were torn into one."""
    if not isinstance(pairs, list) or not all(isinstance(p, tuple) for p in pairs):
        return None
    row = {str(k): None if v is None else str(v) for k, v in pairs}
    return row if len(row) == len(pairs) else None


class RawStream(io.RawIOBase):
    """A stream as Python's text reader wants it."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self._rest = stream, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._rest or self._stream.read(len(buffer))
        self._rest = block[len(buffer) :]
        block = block[: len(buffer)]
        buffer[: len(block)] = block
        return len(block)
