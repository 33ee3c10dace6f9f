"""Parquet: a file a table, for DuckDB, pandas and Polars; written by pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from migrator.store.published import PublishedDatabase, Row, Table
from migrator.writing import table_rows, tables
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: Rows of a row group: they are in memory together, the texts of as many articles.
_GROUP = 2000
#: SQLite's types as Arrow's.
_TYPES = {"TEXT": "string", "INTEGER": "int64", "REAL": "float64"}


class Parquet(Target):
    """Articles, comments, addresses and the rest as Parquet files."""

    needs = "pyarrow"

    def write(self, writer: TargetWriter) -> None:
        with PublishedDatabase(None, tables.TABLES) as database:
            table_rows.fill(database, writer)
            for table in tables.TABLES:
                rows = database.rows(table.name)
                writer.folder.build(f"{table.name}.parquet", partial(_write, table, rows))
        writer.folder.write("README.md", "# The site as tables\n\n" + tables.documentation())


def _write(table: Table, rows: Iterator[Row], path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema(
        pyarrow.field(
            column.name,
            pyarrow.type_for_alias(_TYPES[column.kind]),
            metadata={"description": column.meaning},
        )
        for column in table.columns
    )
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        while group := list(islice(rows, _GROUP)):
            columns = zip(*group, strict=True)
            arrays = [pyarrow.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
            out.write_table(pyarrow.table(arrays, schema=schema))
