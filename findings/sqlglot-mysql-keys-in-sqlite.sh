#!/usr/bin/env bash
# sqlglot turns the key of nearly every Joomla table, id int(11) auto_increment (signed or not), into a column that SQLite
# refuses: INTEGER(11) or UINT(11) with AUTOINCREMENT, which SQLite has only for a column called exactly INTEGER.
# A dump that was transpiled to be looked at in SQLite loads none of its tables. Only a key without a width works.
# Expected: INTEGER in all three.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check sqlglot==30.30.0
v/bin/python - <<'P'
import importlib.metadata, sqlite3, sys
import sqlglot

print("sqlglot", importlib.metadata.version("sqlglot"), "SQLite", sqlite3.sqlite_version)
def taken(kind):
    table = f"CREATE TABLE `jos_content` (`id` {kind} NOT NULL auto_increment, `title` text, PRIMARY KEY (`id`))"
    made = sqlglot.transpile(table, read="mysql", write="sqlite")[0]
    try:
        sqlite3.connect(":memory:").execute(made)
        answer = "taken"
    except sqlite3.OperationalError as error:
        answer = str(error)
    print(f"{kind}: {made}\n  {answer}")
    return answer == "taken"

sys.exit(0 if [taken(kind) for kind in ("int(11) unsigned", "int(11)", "int")] == [False, False, True] else 1)
P
