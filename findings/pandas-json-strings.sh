#!/usr/bin/env bash
# pandas.read_json makes numbers of JSON strings: "007" is 7, an alias "1e5" is 100000, a title "1984" an integer.
# Numbers and aliases of articles then fit no address any more, though JSON says that they are text.
# Expected: strings stay strings.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check pandas==2.3.3
v/bin/python -W ignore - <<'P'
import io, sys
import pandas

print("pandas", pandas.__version__)
lines = '{"id": "007", "alias": "1e5", "title": "1984"}\n{"id": "12", "alias": "12", "title": "2001"}\n'
rows = pandas.read_json(io.StringIO(lines), lines=True).to_dict("records")
print(rows[0])
sys.exit(0 if rows[0] == {"id": 7, "alias": 100000.0, "title": 1984} else 1)
P
