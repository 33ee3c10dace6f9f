"""Datasette: the site as one SQLite file with full-text search, and metadata.yaml that says what
its tables and columns are. `datasette site.sqlite --metadata metadata.yaml` shows it.

Measured with Datasette 0.65.5: it finds the full-text index by its `content=`, and names rows that
others refer to by `label_column`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from migrator.store.published import PublishedDatabase, Table
from migrator.writing import front_matter, table_rows, tables
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

_DATABASE = "site"
#: How Datasette shows a table, beside what its columns are.
_VIEWS: dict[str, dict[str, Any]] = {
    "articles": {"label_column": "title", "facets": ["category", "author"]},
    "comments": {"label_column": "author", "facets": ["author"]},
    "categories": {"label_column": "path"},
    "gaps": {"facets": ["kind"]},
    "pages": {"facets": ["kind", "status"]},
    "tags": {"facets": ["tag"]},
}


class Datasette(Target):
    """A SQLite file with full-text search, for Datasette and any SQLite viewer."""

    def write(self, writer: TargetWriter) -> None:
        writer.folder.build(f"{_DATABASE}.sqlite", lambda path: _write(path, writer))
        writer.folder.write("metadata.yaml", front_matter.dump(_metadata(writer)))


def _write(path: Path, writer: TargetWriter) -> None:
    with PublishedDatabase(path, tables.TABLES) as database:
        table_rows.fill(database, writer)
        database.index()


def _metadata(writer: TargetWriter) -> dict[str, Any]:
    structure = writer.site.structure
    about = {"title": structure.title, "source_url": structure.url}
    shown = {table.name: _table(table) for table in tables.TABLES}
    return {
        **{key: value for key, value in about.items() if value},
        "databases": {_DATABASE: {"tables": shown}},
    }


def _table(table: Table) -> dict[str, Any]:
    columns = {column.name: column.meaning for column in table.columns}
    return {"description": table.meaning, **_VIEWS.get(table.name, {}), "columns": columns}
