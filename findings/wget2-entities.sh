#!/usr/bin/env bash
# wget2 1.99.1, the one of Debian 12, asks for links as the source of the page writes them: with `&amp;` in place
# of `&`, and of `&#38;` only what stands before the number sign.
# Expected: the address that a browser asks for, as GNU Wget 1 does.
# Joomla 1.5 and later take `&amp;` in an address for `&` and answer; scripts that read their parameters themselves
# (pictures, downloads, Joomla 1.0) answer without all parameters but the first.
set -eu
work=$(mktemp -d)
trap 'kill ${server:-} 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
apt-get download -q wget2=1.99.1-2.2 libwget0=1.99.1-2.2 >/dev/null 2>&1 || {
  echo "needs Debian 12's packages wget2 and libwget0 (apt-get update)"; exit 2
}
for package in *.deb; do dpkg-deb -x "$package" tools; done
export LD_LIBRARY_PATH=$(dirname "$(find tools -name 'libwget.so*' | head -1)")
cat > site.py <<'P'
import http.server
LINKS = """<a href="/index.php?option=com_content&amp;view=article&amp;id=12">entity</a>
<a href="/index.php?option=com_content&#38;view=article&#38;id=13">number</a>
<a href="/index.php?option=com_content&view=article&id=14">plain</a>"""
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open("asked", "a") as asked:
            asked.write(self.path + "\n")
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<html><body>{LINKS if self.path == '/' else ''}</body></html>".encode())
    def log_message(self, *words): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Site)
print(server.server_port, flush=True)
server.serve_forever()
P
python3 site.py > port & server=$!
until [ -s port ]; do sleep 0.2; done
tools/usr/bin/wget2 --version | sed -n 1p
tools/usr/bin/wget2 -q -r --robots=off -P mirror "http://127.0.0.1:$(cat port)/" || true
cat asked
if grep -qxF '/index.php?option=com_content&amp;view=article&amp;id=12' asked &&
   grep -qxF '/index.php?option=com_content&' asked; then
  echo "seen: the entities are sent to the server"
else
  echo "changed: the links are asked for as a browser does"; exit 1
fi
