#!/usr/bin/env bash
# dateparser with French takes "Mar" in an English date as mardi (Tuesday), drops it, and fills in the month of the day
# on which it runs. Joomla 1.0 and 1.5 without the server's locale print English dates on French pages.
# Expected: 12 March, or no date; and the same answer whenever it is asked.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check dateparser==1.5.0
v/bin/python -W ignore - <<'P'
import datetime, importlib.metadata, sys
import dateparser

print("dateparser", importlib.metadata.version("dateparser"))
def read(text, day, languages=("fr",)):
    return str(dateparser.parse(text, languages=list(languages), settings={"RELATIVE_BASE": day}))

june, november = datetime.datetime(2026, 6, 5), datetime.datetime(2026, 11, 28)
seen = [read("Mar 12, 2009", june), read("Mar 12, 2009", november)]
print("'Mar 12, 2009', asked in June and in November:", seen)
print("'Apr 12, 2009':", read("Apr 12, 2009", june), " 'Oct 12, 2009':", read("Oct 12, 2009", june))
print("'Mar 12, 2009' with Italian, whose Tuesday is 'mar' too:", read("Mar 12, 2009", june, ("it",)))
sys.exit(0 if seen == ["2009-06-12 00:00:00", "2009-11-12 00:00:00"] else 1)
P
