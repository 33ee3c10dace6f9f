#!/usr/bin/env bash
# DuckDB's reader of CSV takes dates like 12/03/09 as year/month/day, and a column of titles "yes" and "no" as booleans.
# Tables out of old Joomla sites (a guest book, an export of an extension) have such dates; titles of polls are such words.
# Expected: 12 March (or 3 December) 2009, or text; and text for the titles.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check duckdb==2.0.1
printf 'id,date\n1,12/03/09\n2,05/11/08\n3,09/06/10\n' > short.csv
printf 'id,date\n1,12/03/09\n2,25/11/08\n3,09/06/10\n' > after12.csv
printf 'id,date\n1,12/03/2009\n2,05/11/2008\n3,09/06/2010\n' > long.csv
printf 'id,title\n1,yes\n2,no\n' > words.csv
v/bin/python - <<'P'
import sys
import duckdb

print("DuckDB", duckdb.__version__)
def column(name):
    rows = duckdb.sql(f"SELECT * FROM read_csv('{name}')").fetchall()
    return [str(row[1]) for row in rows]

short, after12, long, words = map(column, ("short.csv", "after12.csv", "long.csv", "words.csv"))
print("12/03/09, 05/11/08, 09/06/10:", short)
print("the same with a day over 12:", after12)
print("with years of four digits:", long)
print("yes, no:", words)
sys.exit(0 if short[0] == "2012-03-09" and after12[0] == "2012-03-09" and words == ["True", "False"] else 1)
P
