#!/usr/bin/env bash
# pelican-import writes a slug as WordPress exports it, percent-encoded, into the post: Pelican makes a file with percent
# signs in its name, and the link to it is a 404 on a server of files, which decodes addresses.
# Expected: the slug in its own letters, and a link that arrives.
set -eu
command -v pandoc > /dev/null || { echo "needs pandoc (apt-get install pandoc)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check pelican==4.12.0 beautifulsoup4==4.13.4 lxml==5.4.0 markdown==3.8
cat > export.xml <<'P'
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old site</title><link>https://new.example</link><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Lamps</title><link>https://new.example/%d0%bb%d0%b0%d0%bc%d0%bf%d1%8b/</link><pubDate>Thu, 12 Mar 2009 14:05:00 +0000</pubDate><dc:creator>ann</dc:creator><content:encoded><![CDATA[<p>The lamps of the street.</p>]]></content:encoded><excerpt:encoded></excerpt:encoded><wp:post_id>1</wp:post_id><wp:post_date>2009-03-12 14:05:00</wp:post_date><wp:post_date_gmt>2009-03-12 14:05:00</wp:post_date_gmt><wp:post_name>%d0%bb%d0%b0%d0%bc%d0%bf%d1%8b</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>
P
v/bin/pelican-import --wpfile -m markdown -o content export.xml > log 2>&1
grep -H '^Slug' content/*.md
v/bin/pelican content -o output > log 2>&1
v/bin/pip list 2>/dev/null | grep '^pelican '
ls output | grep -i '%\|ламп' || true
python3 -u - <<'P'
import pathlib, re, sys, time, urllib.error, urllib.parse, urllib.request
home = pathlib.Path("output/index.html").read_text()
link = next(l for l in re.findall(r'href="([^"]+)"', home) if "%" in l or "ламп" in l)
name = link.rpartition("/")[2]
there = pathlib.Path("output", urllib.parse.unquote(name)).is_file()
print("link on the front page:", link, "| the file that a server looks for:", urllib.parse.unquote(name), "there" if there else "not there")
sys.exit(0 if not there and pathlib.Path("output", name).is_file() else 1)
P
