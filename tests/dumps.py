"""A small Joomla database of our own, written as each program that makes dumps would write it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from html import escape

Value = str | int | None
Table = tuple[tuple[str, ...], list[tuple[Value, ...]]]
Database = dict[str, Table]

_CONTENT = [
    "id",
    "title",
    "alias",
    "introtext",
    "fulltext",
    "state",
    "sectionid",
    "catid",
    "created",
    "created_by",
    "created_by_alias",
    "modified",
    "publish_up",
    "publish_down",
    "access",
    "hits",
    "metadesc",
    "metakey",
    "images",
    "urls",
    "attribs",
]


def article(ident: int, title: str, text: str, **values: Value) -> tuple[Value, ...]:
    """A row of the table of articles (1.5), with what is not given as it usually is."""
    row: dict[str, Value] = {
        "id": ident,
        "title": title,
        "alias": title.lower().replace(" ", "-"),
        "introtext": text,
        "fulltext": "",
        "state": 1,
        "sectionid": 1,
        "catid": 2,
        "created": "2009-04-01 08:30:15",
        "created_by": 62,
        "created_by_alias": "",
        "modified": "0000-00-00 00:00:00",
        "publish_up": "2009-04-02 00:00:00",
        "publish_down": "0000-00-00 00:00:00",
        "access": 0,
        "hits": 7,
        "metadesc": "",
        "metakey": "",
        "images": "",
        "urls": "",
        "attribs": "",
        **values,
    }
    return tuple(row[c] for c in _CONTENT)


def comment(ident: int, target: int, text: str, **values: Value) -> tuple[Value, ...]:
    """A row of JComments."""
    row: dict[str, Value] = {
        "id": ident,
        "parent": 0,
        "object_id": target,
        "object_group": "com_content",
        "userid": 0,
        "name": "Nell",
        "email": "nell@mail.example",
        "homepage": "",
        "title": "",
        "comment": text,
        "ip": "203.0.113.9",
        "date": "2009-05-01 10:00:00",
        "isgood": 3,
        "ispoor": 1,
        "published": 1,
        "deleted": 0,
        **values,
    }
    return tuple(row.values())


_COMMENT = (
    "id",
    "parent",
    "object_id",
    "object_group",
    "userid",
    "name",
    "email",
    "homepage",
    "title",
    "comment",
    "ip",
    "date",
    "isgood",
    "ispoor",
    "published",
    "deleted",
)


def site(
    articles: Sequence[tuple[Value, ...]] = (), comments: Sequence[tuple[Value, ...]] = ()
) -> Database:
    """A site of Joomla 1.5 with one section, two categories, a menu and JComments."""
    return {
        "components": (
            ("id", "name", "option", "params"),
            [(20, "Articles", "com_content", "show_title=1\n")],
        ),
        "session": (("username", "session_id", "data"), [("nell", "s3cret", "x';DROP TABLE y;--")]),
        "users": (
            ("id", "name", "username", "email", "password", "lastvisitDate"),
            [(62, "Ada Quill", "ada", "ada@mail.example", "5f4dcc3b", "2009-06-01 00:00:00")],
        ),
        "sections": (
            ("id", "title", "alias", "published", "access", "description"),
            [(1, "Reports", "reports", 1, 0, "<p>What we saw.</p>")],
        ),
        "categories": (
            ("id", "parent_id", "title", "alias", "section", "published", "access", "description"),
            [
                (2, 0, "Rivers", "rivers", "1", 1, 0, ""),
                (3, 0, "Closed", "closed", "1", 0, 0, ""),
                (4, 0, "Links", "links", "com_weblinks", 1, 0, ""),
            ],
        ),
        "menu": (
            (
                "id",
                "menutype",
                "name",
                "alias",
                "link",
                "type",
                "published",
                "parent",
                "home",
                "access",
                "ordering",
            ),
            [
                (
                    1,
                    "mainmenu",
                    "Home",
                    "home",
                    "index.php?option=com_content&view=frontpage",
                    "component",
                    1,
                    0,
                    1,
                    0,
                    1,
                ),
                (
                    5,
                    "mainmenu",
                    "Rivers",
                    "rivers",
                    "index.php?option=com_content&view=category&id=2",
                    "component",
                    1,
                    0,
                    0,
                    0,
                    2,
                ),
            ],
        ),
        "content": (
            tuple(_CONTENT),
            list(articles) or [article(1, "The ford", "<p>The ford is <em>open</em>.</p>")],
        ),
        "jcomments": (_COMMENT, list(comments)),
    }


def _mysql(value: Value, quote: str = "'", quoted_numbers: bool = False) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return f"{quote}{value}{quote}" if quoted_numbers else str(value)
    for plain, escaped in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\0", "\\0")):
        value = value.replace(plain, escaped)
    return f"{quote}{value.replace(quote, chr(92) + quote)}{quote}"


def _standard(value: Value) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _create(name: str, columns: Sequence[str], quote: str = "`") -> str:
    lines = [f"  {quote}{c}{quote} mediumtext" for c in columns]
    lines.append(f"  PRIMARY KEY ({quote}{columns[0]}{quote})")
    return f"CREATE TABLE {quote}{name}{quote} (\n" + ",\n".join(lines) + "\n)"


def mysqldump(database: Database, prefix: str = "jos_", names: str = "utf8") -> str:
    """One INSERT a table, no column names."""
    out = [f"-- MySQL dump 10.13\n/*!40101 SET NAMES {names} */;\n"]
    for name, (columns, rows) in database.items():
        out.append(
            f"DROP TABLE IF EXISTS `{prefix}{name}`;\n{_create(prefix + name, columns)} ENGINE=MyISAM;"
        )
        if rows:
            values = ",".join(f"({','.join(map(_mysql, r))})" for r in rows)
            out.append(
                f"LOCK TABLES `{prefix}{name}` WRITE;\nINSERT INTO `{prefix}{name}` VALUES {values};\nUNLOCK TABLES;"
            )
    out.append("-- Dump completed on 2010-01-01  1:02:03\n")
    return "\n".join(out)


def phpmyadmin(database: Database, prefix: str = "jos_") -> str:
    """Column names, a row a line, comments in the user's language."""
    out = [
        '-- phpMyAdmin SQL Dump\n-- version 3.2.0\n\nSET SQL_MODE="NO_AUTO_VALUE_ON_ZERO";\n'
        "/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n"
    ]
    for name, (columns, rows) in database.items():
        out.append(
            f"--\n-- Estrutura da tabela `{prefix}{name}`\n--\n{_create(prefix + name, columns)} ENGINE=MyISAM ;\n"
        )
        if rows:
            listed = ", ".join(f"`{c}`" for c in columns)
            values = ",\n".join(f"({', '.join(map(_mysql, r))})" for r in rows)
            out.append(f"INSERT INTO `{prefix}{name}` ({listed}) VALUES\n{values};\n")
    out.append("/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n")
    return "\n".join(out)


def navicat(database: Database, prefix: str = "jos_") -> str:
    """A row a statement, numbers quoted."""
    out = ["/*\nNavicat MySQL Data Transfer\n*/\nSET FOREIGN_KEY_CHECKS=0;"]
    for name, (columns, rows) in database.items():
        out.append(f"{_create(prefix + name, columns)};")
        out += [
            f"INSERT INTO `{prefix}{name}` VALUES ({', '.join(_mysql(v, quoted_numbers=True) for v in r)});"
            for r in rows
        ]
    return "\n".join(out)


def akeeba(database: Database) -> str:
    """Names without the site's prefix, a comment before each statement."""
    out = []
    for name, (columns, rows) in database.items():
        out.append(f"/**ABDB**/{_create('#__' + name, columns)};\n/*ABDE:#__{name}*/")
        out += [
            f"/**ABDB**/INSERT INTO `#__{name}`  VALUES \n({', '.join(_mysql(v, quoted_numbers=True) for v in r)});"
            for r in rows
        ]
    return "\n".join(out)


def php_script(database: Database, prefix: str = "jos_") -> str:
    """What scripts on shared hosts write: no head, double quotes, no quotes around names."""
    out = []
    for name, (columns, rows) in database.items():
        out.append(f"{_create(prefix + name, columns)};\n")
        out += [
            f"INSERT INTO {prefix}{name} VALUES({','.join(_mysql(v, chr(34), True) for v in r)});"
            for r in rows
        ]
    return "\n".join(out)


def without_backslashes(database: Database, prefix: str = "jos_") -> str:
    """`NO_BACKSLASH_ESCAPES`."""
    out = ["-- MySQL dump 10.13\n/*!40101 SET SQL_MODE='NO_BACKSLASH_ESCAPES' */;"]
    for name, (columns, rows) in database.items():
        out.append(f"{_create(prefix + name, columns)};")
        if rows:
            out.append(
                f"INSERT INTO `{prefix}{name}` VALUES {','.join('(' + ','.join(map(_standard, r)) + ')' for r in rows)};"
            )
    return "\n".join(out)


def postgresql(database: Database, prefix: str = "jos_") -> str:
    """COPY of lines with tabs."""
    out = ["--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';"]
    for name, (columns, rows) in database.items():
        out.append(
            f'CREATE TABLE public."{prefix}{name}" (\n'
            + ",\n".join(f'    "{c}" text' for c in columns)
            + "\n);"
        )
        out.append(f"COPY public.{prefix}{name} ({', '.join(columns)}) FROM stdin;")
        out += ["\t".join(map(_copied, r)) for r in rows]
        out.append("\\.\n")
    return "\n".join(out)


def _copied(value: Value) -> str:
    if value is None:
        return "\\N"
    text = str(value)
    for plain, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return text


def pg_dumpall(database: Database, prefix: str = "jos_") -> str:
    """All databases of a PostgreSQL of late 2025, with commands to psql."""
    restrict, end = "\\restrict kP3x\n", "\\unrestrict kP3x\n"
    dump = postgresql(database, prefix).replace("dump\n--\n", f"dump\n--\n{restrict}")
    head = f"--\n-- PostgreSQL database cluster dump\n--\n\n{restrict}CREATE ROLE web;\n{end}"
    empty = f"\\connect template1\n\n--\n-- PostgreSQL database dump\n--\n{restrict}{end}"
    return f"{head}{empty}\\connect site\n\n{dump}{end}"


def sqlite_shell(database: Database, prefix: str = "jos_") -> str:
    """`.dump` of SQLite's shell."""

    def value(content: Value) -> str:
        text = _standard(content)
        if "\n" not in text:
            return text
        return "replace(" + text.replace("\n", "\\n") + ",'\\n',char(10))"

    out = ["PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;"]
    for name, (columns, rows) in database.items():
        out.append(_create(prefix + name, columns, '"') + ";")
        out += [f"INSERT INTO {prefix}{name} VALUES({','.join(map(value, r))});" for r in rows]
    return "\n".join([*out, "COMMIT;"])


def phpmyadmin_csv(database: Database, prefix: str = "jos_") -> str:
    """All tables in one file, each with a line of names and none with its own."""
    out = io.StringIO()
    for columns, rows in database.values():
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue()


def sql_server(database: Database, prefix: str = "jos_") -> str:
    """Names in brackets, N before strings, GO between statements."""
    out = []
    for name, (columns, rows) in database.items():
        listed = ", ".join(f"[{c}]" for c in columns)
        out.append(f"SET IDENTITY_INSERT [dbo].[{prefix}{name}] ON\nGO")
        for r in rows:
            values = ", ".join(
                _standard(v) if isinstance(v, int) or v is None else f"N{_standard(v)}" for v in r
            )
            out.append(f"INSERT [dbo].[{prefix}{name}] ({listed}) VALUES ({values})\nGO")
        out.append(f"SET IDENTITY_INSERT [dbo].[{prefix}{name}] OFF\nGO")
    return "\n".join(out)


def phpmyadmin_xml(database: Database, prefix: str = "jos_") -> str:
    """One element a row."""
    rows = "".join(
        f'<table name="{prefix}{name}">'
        + "".join(
            f'<column name="{c}">{"NULL" if v is None else escape(str(v))}</column>'
            for c, v in zip(columns, row, strict=True)
        )
        + "</table>\n"
        for name, (columns, found) in database.items()
        for row in found
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<pma_xml_export version="1.0"><database name="site">{rows}</database></pma_xml_export>'


def phpmyadmin_json(database: Database, prefix: str = "jos_") -> str:
    """A list of tables with their rows as objects."""
    head = '[\n{"type":"header","version":"4.9","comment":"Export to JSON plugin for PHPMyAdmin"},\n{"type":"database","name":"site"},\n'
    tables = []
    for name, (columns, rows) in database.items():
        data = ",\n".join(
            json.dumps({c: None if v is None else str(v) for c, v in zip(columns, r, strict=True)})
            for r in rows
        )
        tables.append(
            f'{{"type":"table","name":"{prefix}{name}","database":"site","data":\n[\n{data}\n]\n}}'
        )
    return head + ",\n".join(tables) + "\n]\n"


WRITERS: dict[str, Callable[[Database], str]] = {
    writer.__name__: writer
    for writer in (
        mysqldump,
        phpmyadmin,
        navicat,
        akeeba,
        php_script,
        without_backslashes,
        postgresql,
        pg_dumpall,
        sqlite_shell,
        phpmyadmin_csv,
        sql_server,
        phpmyadmin_xml,
        phpmyadmin_json,
    )
}
