#!/bin/sh
# DuckDB reads CSV columns of dates that are told to different precision, or with and without a zone.
# Expected by a careful engineer: text, or an error. Seen with duckdb 2.0.1: a time without a zone
# gets the zone of the reader's machine, and a time after many days loses its hours; no message.
# Exits 0 while that is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check duckdb==2.0.1 tzdata pytz
cd "$folder"
TZ=America/New_York venv/bin/python - <<'P'
import duckdb

with open("zones.csv", "w") as out:
    out.write("id,created\na,2009-03-12T14:05:00+02:00\nb,2010-01-01T09:00:00\n")
with open("days.csv", "w") as out:
    out.write("id,created\n" + "a,2009-03-12\n" * 30000 + "b,2010-01-01T09:00\n")
print("duckdb", duckdb.__version__)
seen = []
for name in ("zones.csv", "days.csv"):
    kind = duckdb.sql(f"describe select created from '{name}'").fetchall()[0][1]
    value = duckdb.sql(f"select created::varchar from '{name}' where id = 'b'").fetchall()[0][0]
    text = duckdb.sql(
        f"select created from read_csv('{name}', all_varchar = true) where id = 'b'"
    ).fetchall()[0][0]
    print(f"{name}: {kind}, row b is {value!r}; as text it is {text!r}")
    seen.append((kind, value))
assert seen == [
    ("TIMESTAMP WITH TIME ZONE", "2010-01-01 09:00:00-05"),
    ("DATE", "2010-01-01"),
], "the behaviour has changed"
P
