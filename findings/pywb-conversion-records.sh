#!/usr/bin/env bash
# pywb shows a conversion record (the text of a page, as Common Crawl and converters keep it) in place of the page:
# `wb-manager add` gives it a line of the index under the page's address, and the later date wins.
# Expected: the page, as cdxj-indexer has it, which leaves such records out (WARC 1.1, 6.8: the result of a conversion
# of another record).
set -eu
work=$(mktemp -d)
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check pywb==2.10.0 cdxj-indexer==1.5.0 warcio==1.8.1 'setuptools<81'
v/bin/python - <<'P'
import io
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

URL = "http://old.example/12-lamps"
with open("site.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    page = writer.create_warc_record(
        URL, "response", payload=io.BytesIO(b"<html><body><p>The page itself</p></body></html>"),
        http_headers=head, warc_headers_dict={"WARC-Date": "2009-03-12T14:05:00Z"})
    writer.write_record(page)
    writer.write_record(writer.create_warc_record(
        URL, "conversion", payload=io.BytesIO(b"Only its text"), warc_content_type="text/plain",
        warc_headers_dict={"WARC-Date": "2015-03-12T14:05:00Z",
                           "WARC-Refers-To": page.rec_headers.get_header("WARC-Record-ID")}))
P
v/bin/pip list 2>/dev/null | grep -E '^(pywb|cdxj-indexer) '
v/bin/wb-manager init old > /dev/null 2>&1
v/bin/wb-manager add old site.warc.gz > /dev/null 2>&1
echo "lines in the index of pywb: $(cat collections/old/indexes/*.cdxj | wc -l), of cdxj-indexer: $(v/bin/cdxj-indexer site.warc.gz | wc -l)"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
v/bin/wayback -b 127.0.0.1 -p "$port" > log 2>&1 & server=$!
trap 'kill $server; rm -rf "$work"' EXIT
python3 - "$port" <<'P'
import sys, time, urllib.request
base = f"http://127.0.0.1:{sys.argv[1]}/old/"
for _ in range(100):
    try:
        urllib.request.urlopen(base)
        break
    except OSError:
        time.sleep(0.5)
def shown(time):
    with urllib.request.urlopen(f"{base}{time}mp_/http://old.example/12-lamps") as answer:
        return "the page" if b"The page itself" in answer.read() else answer.headers["Content-Type"]
latest, first = shown(""), shown("20090312140500")
print("asked without a time:", latest, "| asked for the page's time:", first)
sys.exit(0 if latest == "text/plain" and first == "the page" else 1)
P
