#!/usr/bin/env bash
# feedparser reads three dates of old Joomla feeds as other times, without setting bozo:
# the null date 0000-00-00 becomes 30 November of the year -1, a two-digit year 69 is 2069, and the zone CET is UTC.
# Expected: none for the first; 1969 (RFC 2822, 4.3: 50 to 99 are 1950 to 1999; email.utils says so too); 13:05 UTC.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check feedparser==6.0.14
v/bin/python - <<'P'
import email.utils, sys
import feedparser

def read(date):
    feed = f"<rss version='2.0'><channel><title>Old</title><item><title>x</title><pubDate>{date}</pubDate></item></channel></rss>"
    parsed = feedparser.parse(feed)
    value = parsed.entries[0].get("published_parsed")
    return tuple(value)[:5] if value else None, bool(parsed.bozo)

print("feedparser", feedparser.__version__)
seen = {}
for date in ("0000-00-00 00:00:00", "Wed, 12 Mar 69 14:05:00 +0000", "Thu, 12 Mar 2009 14:05:00 CET"):
    seen[date] = read(date)
    print(f"{date}: {seen[date]}")
print("email.utils on the second:", email.utils.parsedate_to_datetime("Wed, 12 Mar 69 14:05:00 +0000"))
known = [((-1, 11, 30, 0, 0), False), ((2069, 3, 12, 14, 5), False), ((2009, 3, 12, 14, 5), False)]
sys.exit(0 if list(seen.values()) == known else 1)
P
