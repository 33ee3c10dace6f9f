#!/usr/bin/env bash
# ruamel.yaml's round trip keeps comments, but a comment on a line of its own belongs to what stands before it:
# an entry that is removed leaves its comment at the next one and takes that one's away.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q ruamel.yaml==0.19.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version

from ruamel.yaml import YAML

print("ruamel.yaml", version("ruamel.yaml"))
TEXT = """\
listing:
  # the news, by hand
  - /news
  # the club's calendar
  - /calendar
  # the old forum
  - /forum
# pages without a text
form:
  - /login
# the town's clock
zone: Europe/Berlin
"""


def changed(change):
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(TEXT)
    change(data)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


unchanged = changed(lambda data: None)
removed = changed(lambda data: data["listing"].remove("/calendar"))
first = changed(lambda data: data["listing"].insert(0, "/blog"))
without = changed(lambda data: data.pop("form"))
for name, text in (("without /calendar", removed), ("/blog first", first), ("without form", without)):
    print(f"--- {name}\n{text}")
assert unchanged == TEXT
assert "# the club's calendar\n  - /forum" in removed and "the old forum" not in removed
assert "# the news, by hand\n  - /blog\n  - /news" in first
assert "the town's clock" not in without
PYTHON
