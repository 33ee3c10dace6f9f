#!/usr/bin/env bash
# wget -r deletes a page that it has saved when it later saves an address below it.
# Search-friendly Joomla addresses nest: /news is a page, /news/12-lamps too; /index.php and /index.php/about.
# Expected: both pages are in the mirror (one of them renamed, as news.1), or an error names the lost one.
set -eu
command -v wget >/dev/null || { echo "needs wget (apt-get install wget)"; exit 2; }
work=$(mktemp -d)
cd "$work"
cat > site.py <<'P'
import http.server
LINKS = "".join(f'<a href="{a}">{a}</a> ' for a in ("/news", "/news/12-lamps", "/index.php", "/index.php/about"))
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        there = self.path in ("/", "/news", "/news/12-lamps", "/index.php", "/index.php/about")
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<html><title>{self.path}</title><body>{LINKS}</body></html>".encode())
    def log_message(self, *words): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Site)
print(server.server_port, flush=True)
server.serve_forever()
P
python3 site.py > port & server=$!
trap 'kill $server; rm -rf "$work"' EXIT
until [ -s port ]; do sleep 0.2; done
wget --version | sed -n 1p
code=0; wget -r -nH -P mirror -o log "http://127.0.0.1:$(cat port)/" || code=$?
echo "wget ends with $code; its log says of the pages: $(grep -c 'saved' log) saved, $(grep -ci 'danger\|remov\|cannot write' log) warnings"
find mirror -type f | sort
[ "$(grep -c "‘mirror/news’ saved\|'mirror/news' saved" log)" = 1 ] || { echo "the page /news was not saved first"; exit 1; }
if [ -f mirror/news/12-lamps ] && ! grep -rqs '<title>/news</title>' mirror; then
  echo "seen: the page /news was saved and is gone again"
else
  echo "changed: the page /news is in the mirror"; exit 1
fi
