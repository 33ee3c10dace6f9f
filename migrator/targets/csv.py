"""CSV: a file a table (RFC 4180, UTF-8), and what their columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from migrator.store.published import PublishedDatabase, Row, Table
from migrator.writing import table_rows, tables
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

_README = """\
# The site as tables

A CSV file (RFC 4180, UTF-8) a table; an empty value is one that no page tells. Dates are ISO 8601
as fine as they were told.

People from anywhere wrote these texts: a spreadsheet takes one that begins with `=`, `+`, `-` or
`@` for a formula. Import the files as text there. DuckDB 2.0 guesses that a column of dates has a
zone where one row has, and cuts the time where most rows are days: read the columns as text, with
`read_csv('articles.csv', all_varchar = true)`, or use the Parquet files.

"""


class Csv(Target):
    """Articles, comments, addresses and the rest as CSV files."""

    def write(self, writer: TargetWriter) -> None:
        with PublishedDatabase(None, tables.TABLES) as database:
            table_rows.fill(database, writer)
            for table in tables.TABLES:
                writer.folder.write_lines(
                    f"{table.name}.csv", _lines(table, database.rows(table.name))
                )
        writer.folder.write("README.md", _README + tables.documentation())


def _lines(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    out = csv.writer(buffer)
    out.writerow(column.name for column in table.columns)
    for row in rows:
        out.writerow(row)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()
