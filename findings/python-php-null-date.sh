#!/usr/bin/env bash
# PHP writes Joomla's null date (0000-00-00) as "30 Nov -0001". Two readers of dates make a day of it that looks real:
# Python's email.utils takes -0001 as the zone and 00 as the year, dateutil takes it as the year 1.
# Expected: an error.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check python-dateutil==2.9.0.post0
v/bin/python - <<'P'
import email.utils, importlib.metadata, platform, sys
from dateutil import parser

def of(read, text):
    try:
        return str(read(text))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

print("Python", platform.python_version(), "dateutil", importlib.metadata.version("python-dateutil"))
feed = of(email.utils.parsedate_to_datetime, "Mon, 30 Nov -0001 00:00:00 +0000")
page = of(parser.parse, "30 Nov -0001")
print("email.utils, of a feed's date 'Mon, 30 Nov -0001 00:00:00 +0000':", feed)
print("dateutil, of a page's date '30 Nov -0001':", page)
sys.exit(0 if feed.startswith("2000-11-30") and page.startswith("2001-11-30") else 1)
P
