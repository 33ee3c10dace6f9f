#!/usr/bin/env bash
# Caddy's matcher `query id=12` does not match where any other pair of the query has a semicolon or a lone percent sign,
# while its placeholder {http.request.uri.query.id} still reads 12. Old addresses have both (searches, titles, links of spam).
# Expected: the matcher matches, as nginx's $arg_id does.
set -eu
work=$(mktemp -d)
cd "$work"
command -v caddy > /dev/null || { apt-get download -qq caddy && dpkg -x caddy_*.deb . && PATH="$work/usr/bin:$PATH"; }
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > Caddyfile <<P
{
	admin off
	auto_https off
}
http://127.0.0.1:$port {
	@article query id=12
	header @article X-Matched yes
	header X-Number {query.id}
	respond 200
}
P
echo "Caddy $(caddy version)"
XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work" caddy run --config Caddyfile > log 2>&1 & server=$!
trap 'kill $server; rm -rf "$work"' EXIT
python3 - "$port" <<'P'
import sys, time, urllib.request
base = f"http://127.0.0.1:{sys.argv[1]}/index.php?option=com_content&id=12"
for _ in range(50):
    try:
        urllib.request.urlopen(base)
        break
    except OSError:
        time.sleep(0.2)
seen = []
for more in ("", "&q=ab", "&q=a;b", "&q=100%"):
    with urllib.request.urlopen(base + more) as answer:
        seen.append((answer.headers["X-Matched"], answer.headers["X-Number"]))
    print(base.partition("/index")[2] + more, "matched:", seen[-1][0], "placeholder:", seen[-1][1])
sys.exit(0 if seen == [("yes", "12"), ("yes", "12"), (None, "12"), (None, "12")] else 1)
P
