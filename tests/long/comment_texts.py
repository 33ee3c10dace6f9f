"""Comments of one construct each in the services themselves: python -m tests.long.comment_texts

Isso 0.14.0 (pip) and Artalk 2.9.1's browser half (npm, in jsdom) are installed in a temporary
folder; a Remark42 program is named by REMARK42 (`go build ./app` in its `backend/`). Prints what
does not arrive of what was written; exit code 1 where a word, a link, a picture or a mark is lost.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

from migrator.markdown import conversion, proof
from migrator.writing.comment_forms import ARTALK, ISSO, REMARK42, CommentForm
from tests.constructs import CONSTRUCTS

CONSTRUCTS = CONSTRUCTS | {"cited quote": "<blockquote><cite>A wrote:</cite><p>b</p></blockquote>"}
#: What a service adds, and what its Markdown has no form for.
HARMLESS = (
    "link extra",
    "emphasis missing",
    "block missing: list",
    "code missing",
    "place missing",
)
_ISSO = """
import json, os, sys, isso
from isso import config
from isso.html import Markup
markup = Markup(config.load(os.path.join(os.path.dirname(isso.__file__), "isso.cfg")))
print(json.dumps([markup.render(text) for text in json.load(sys.stdin)]))
"""
_ARTALK = """
import fs from 'node:fs';
import {JSDOM} from 'jsdom';
const {window} = new JSDOM('', {url: 'https://x.example/'});
for (const key of Object.getOwnPropertyNames(window))
    if (!(key in globalThis)) try { globalThis[key] = window[key] } catch {}
globalThis.window = window;
const {rendered, start} = await import('./node_modules/artalk/dist/Opened.mjs');
start({imgLazyLoad: false});
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(text => rendered(text))));
process.exit(0);
"""
_REMARK42 = "http://127.0.0.1:8097"


def _answer(command: Sequence[str], texts: Sequence[str], folder: Path) -> list[str]:
    done = subprocess.run(
        command, input=json.dumps(texts), cwd=folder, text=True, check=True, stdout=subprocess.PIPE
    )
    answer: list[str] = json.loads(done.stdout)
    return answer


def isso(texts: Sequence[str], folder: Path) -> list[str]:
    """The HTML that Isso makes of Markdown with its default settings."""
    venv.create(folder / "isso", with_pip=True)
    python = str(folder / "isso/bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", "isso==0.14.0"], check=True)
    return _answer([python, "-c", _ISSO], texts, folder)


def artalk(texts: Sequence[str], folder: Path) -> list[str]:
    """The HTML that a browser shows of Markdown in Artalk."""
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    packages = ("artalk@2.9.1", "jsdom@26")
    subprocess.run(["npm", "install", "--silent", "--no-audit", *packages], cwd=folder, check=True)
    library = folder / "node_modules/artalk/dist/Artalk.mjs"
    names = "\nexport {marked as rendered, initMarked as start};\n"
    library.with_name("Opened.mjs").write_text(library.read_text("utf-8") + names, "utf-8")
    (folder / "artalk.mjs").write_text(_ARTALK)
    return _answer(["node", "artalk.mjs"], texts, folder)


def remark42(texts: Sequence[str], folder: Path) -> list[str]:
    """The HTML that Remark42's server gives of a backup that it restored."""
    program = os.environ["REMARK42"]
    settings = {"REMARK_URL": _REMARK42, "SECRET": "x" * 20, "ADMIN_PASSWD": "x", "SITE": "remark"}
    user = {"name": "A", "id": "joomla_a", "picture": "", "admin": False}
    place = {"site": "remark", "url": "http://x.example/a/"}
    common = {"pid": "", "orig": "", "user": user, "locator": place, "score": 0, "votes": {}}
    common |= {"time": "2009-01-01T00:00:00Z", "title": "T"}
    records = [{"id": str(number), "text": text, **common} for number, text in enumerate(texts)]
    lines = [{"version": 1, "users": [], "posts": []}, *records]
    backup = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "backup.gz").write_bytes(gzip.compress(backup.encode()))
    (folder / "www").mkdir()
    options = ["--address=127.0.0.1", "--port=8097", "--web-root=www"]
    environment = {**os.environ, **settings}
    server = subprocess.Popen(
        [program, "server", *options],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(5)
        restore = [program, "restore", "-f", "backup.gz", "-p", ".", "-s", "remark"]
        subprocess.run(restore, cwd=folder, env=environment, check=True, capture_output=True)
        time.sleep(3)
        query = urllib.parse.urlencode({"site": "remark", "format": "plain", "url": place["url"]})
        answer = json.load(urllib.request.urlopen(f"{_REMARK42}/api/v1/find?{query}"))
    finally:
        server.terminate()
        server.wait()
    shown = {comment["id"]: comment["text"] for comment in answer["comments"]}
    return [shown.get(str(number), "") for number in range(len(texts))]


def check(name: str, form: CommentForm, show: Callable[[Sequence[str], Path], list[str]]) -> int:
    """Prints the constructs of which one service does not show all; returns their number."""
    plain = [form.html(html)[0] for html in CONSTRUCTS.values()]
    texts = plain if form is REMARK42 else [form.write(conversion.convert(h)[0]) for h in plain]
    with tempfile.TemporaryDirectory() as folder:
        rendered = show(texts, Path(folder))
    losses = 0
    for construct, html, shown in zip(CONSTRUCTS, plain, rendered, strict=True):
        differences = proof.compare(proof.features(html), proof.features(shown))
        if told := [line for line in differences if not line.startswith(HARMLESS)]:
            losses += 1
            print(f"{name}: {construct}: {'; '.join(told)}: {shown[:200]!r}")
    print(f"{name}: {len(texts) - losses} of {len(texts)} constructs arrive", flush=True)
    return losses


def main() -> int:
    """Checks each service that is to be had."""
    losses = check("Isso", ISSO, isso) + check("Artalk", ARTALK, artalk)
    if "REMARK42" in os.environ:
        losses += check("Remark42", REMARK42, remark42)
    else:
        print("Remark42: no program in REMARK42, not tried")
    return int(losses > 0)


if __name__ == "__main__":
    sys.exit(main())
