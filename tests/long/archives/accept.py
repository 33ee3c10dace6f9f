"""Archives in the tools that read them: `accept.py TOOLS NAME.wacz...` prints a table, a row an
archive, and ends with 1 where a tool refuses one. `tools.sh TOOLS` installs the tools."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

PORT = 8790
BASE = f"http://127.0.0.1:{PORT}/old/"
_LINK = re.compile(
    rb"""<(?:a|area|frame|iframe|img|link|script)\b[^>]*?\b(?:href|src)\s*=\s*["']([^"'#][^"']*)""",
    re.I,
)


class RefusedError(Exception):
    """A tool does not take an archive, or shows it otherwise."""


def call(*words: str | Path, cwd: Path | None = None) -> str:
    """What a command prints; raises RefusedError where it fails."""
    done = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RefusedError(f"{Path(words[0]).name}: {(done.stdout + done.stderr).strip()[-200:]}")
    return done.stdout + done.stderr


class Packed:
    """A WACZ that is unpacked beside the tools' work, in `folder`; `source` are the words of the
    command that name what it was packed from, by default the WACZ itself."""

    def __init__(self, path: Path, folder: Path, source: Sequence[str] = ()) -> None:
        self.path, self.folder = path.resolve(), folder
        self.source = source or [str(self.path)]
        with zipfile.ZipFile(path) as members:
            members.extractall(folder)
        self.files = sorted((folder / "archive").iterdir())
        text = (folder / "indexes/index.cdx").read_text()
        self.index = [line.split(" ", 2) for line in text.splitlines()]
        pages = (folder / "pages/pages.jsonl").read_text().splitlines()[1:]
        self.pages = [json.loads(line) for line in pages]

    def places(self, lines: list[list[str]]) -> dict[tuple[str, str], str]:
        """Key by file and place of each record."""
        entries = [(line[0], json.loads(line[2])) for line in lines]
        return {(e["filename"].rpartition("/")[2], str(e["offset"])): key for key, e in entries}


def py_wacz(tools: Path, packed: Packed) -> str:
    call(tools / "py/bin/wacz", "validate", "-f", packed.path)
    return "valid"


def warcio(tools: Path, packed: Packed) -> str:
    return _checked(tools / "py/bin/warcio", packed)


def fastwarc(tools: Path, packed: Packed) -> str:
    return _checked(tools / "py/bin/fastwarc", packed)


def _checked(tool: Path, packed: Packed) -> str:
    for file in packed.files:
        call(tool, "check", file)
    return "no fault"


def cdxj_indexer(tools: Path, packed: Packed) -> str:
    shown = "response,resource,revisit"
    text = call(tools / "py/bin/cdxj-indexer", "--records", shown, *packed.files)
    lines = [line.split(" ", 2) for line in text.splitlines() if line.count(" ") > 1]
    theirs, ours = packed.places(lines), packed.places(packed.index)
    same = sum(theirs[place] == ours.get(place) for place in theirs)
    if theirs != ours:
        raise RefusedError(
            f"cdxj-indexer: {same} of {len(theirs)} keys are the same, {len(ours)} here"
        )
    return f"{same} of {len(theirs)} keys"


def js_wacz(tools: Path, packed: Packed) -> str:
    made = packed.folder / "js.wacz"
    call(
        tools / "js/node_modules/.bin/js-wacz",
        "create",
        "-f",
        packed.folder / "archive/*.warc*",
        "-o",
        made,
    )
    with zipfile.ZipFile(made) as members:
        name = next(n for n in members.namelist() if re.fullmatch(r"indexes/index\.cdxj?", n))
        count = len(members.read(name).splitlines())
    if count < len(packed.index):  # it names records of metadata too
        raise RefusedError(f"js-wacz: {count} records of {len(packed.index)}")
    return f"{count} records"


def warc2zim(tools: Path, packed: Packed) -> str:
    shown = [f for f in packed.files if f.name.endswith((".warc.gz", ".warc"))]
    front = json.loads((packed.folder / "datapackage.json").read_text())["mainPageUrl"]
    words = ["--name", "x", "--title", "x", "--description", "x", "--creator", "x", "--url", front]
    call(
        tools / "zim/bin/warc2zim", *shown, *words, "--output", packed.folder, "--zim-file", "x.zim"
    )
    script = (
        "import sys; from libzim.reader import Archive; a = Archive(sys.argv[1]); "
        "print(sum(any(a.has_entry_by_path(f'{k}/' + u.split('://')[1]) for k in 'AH') "
        "for u in sys.stdin.read().split()))"
    )
    # A ZIM has no place for a file of which nothing tells the address.
    urls = " ".join(url for page in packed.pages if (url := page["url"]).startswith("http"))
    done = subprocess.run(
        [tools / "zim/bin/python", "-c", script, packed.folder / "x.zim"],
        input=urls, capture_output=True, text=True, check=False,
    )  # fmt: skip
    count = len(urls.split())
    if done.stdout.strip() != str(count):
        raise RefusedError(f"warc2zim: {done.stdout.strip()} of {count} pages {done.stderr[-200:]}")
    return f"{count} pages"


def duckdb(tools: Path, packed: Packed) -> str:
    script = (
        "import duckdb, sys; print(duckdb.sql(\"SELECT count(DISTINCT j->>'url'), count(*) FROM (SELECT "
        "substr(line, strpos(line, '{'))::JSON j FROM read_csv(?, columns={'line': 'VARCHAR'}, "
        "delim='\\x01', quote='', escape='', header=false))\", params=[sys.argv[1]]).fetchall()[0][1])"
    )
    rows = call(tools / "py/bin/python", "-c", script, packed.folder / "indexes/index.cdx").strip()
    if rows != str(len(packed.index)):
        raise RefusedError(f"DuckDB: {rows} rows of {len(packed.index)}")
    return f"{rows} rows"


def bagit_py(tools: Path, packed: Packed) -> str:
    """The bag of a run over the archive's source."""
    out = packed.folder / "run"
    words = [sys.executable, "-m", "migrator", "run", *packed.source, "-o", str(out), "--bag"]
    subprocess.run([*words, "--to", "json", "--quiet"], capture_output=True, check=False)
    call(tools / "py/bin/bagit.py", "--validate", out / "bag")
    kept = [out / "bag/data" / name for name in ("originals", "archive")]
    originals = sum(file.is_file() for folder in kept for file in folder.rglob("*"))
    return f"valid, {originals} originals"


def pywb(tools: Path, packed: Packed) -> str:
    work = packed.folder / "pywb"
    work.mkdir()
    manager = tools / "py/bin/wb-manager"
    call(manager, "init", "old", cwd=work)
    call(manager, "add", "--unpack-wacz", "old", packed.path, cwd=work)
    server = subprocess.Popen(
        [tools / "py/bin/wayback", "-b", "127.0.0.1", "-p", str(PORT)],
        cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return _replayed(packed)
    finally:
        server.terminate()
        server.wait()


def _replayed(packed: Packed) -> str:
    """How many pages of the list are shown with their text, and how many links between pages of
    which the archive holds the other end lead there."""
    for _ in range(400):
        if _get(BASE)[0]:
            break
        time.sleep(0.3)
    held = {line[0] for line in packed.index}
    shown, links = 0, set[str]()
    dead = []
    for page in packed.pages:
        stamp = re.sub(r"\D", "", page["ts"])[:14]
        status, body = _get(f"{BASE}{stamp}id_/{page['url']}")
        replay, _ = _get(f"{BASE}{stamp}mp_/{page['url']}")
        shown += status == replay == 200 and len(body) > 0
        links |= set(_links(page["url"], body))
    from migrator.warc import cdx

    inside = sorted(url for url in links if cdx.surt(url) in held)
    for url in inside:
        if not _get(f"{BASE}mp_/{url}")[0]:
            dead.append(url)
    if shown < len(packed.pages) or dead:
        raise RefusedError(
            f"pywb: {shown} of {len(packed.pages)} pages, {len(dead)} of {len(inside)} links dead {dead[:2]}"
        )
    return f"{shown} pages, {len(inside)} links"


def _links(page: str, body: bytes) -> Iterator[str]:
    for match in _LINK.finditer(body):
        url = urldefrag(urljoin(page, unescape(match[1].decode("utf-8", "replace")).strip()))[0]
        if url.startswith("http"):
            yield url


def _get(url: str) -> tuple[int, bytes]:
    """Status and body; 0 where pywb has no such record or does not answer. What a record itself
    answers, a 404 too, is shown."""
    from migrator.warc import cdx

    try:
        with urllib.request.urlopen(urllib.request.Request(cdx.uri(url)), timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
        missing = error.code == 404 and not error.headers.get("Memento-Datetime")
        return (0 if missing or error.code >= 500 else error.code), body
    except OSError:
        return 0, b""


TOOLS = (py_wacz, warcio, fastwarc, cdxj_indexer, js_wacz, warc2zim, duckdb, bagit_py, pywb)


def main(tools: Path, paths: list[Path]) -> int:
    faults = 0
    print(
        "| archive | records |", " | ".join(tool.__name__.replace("_", "-") for tool in TOOLS), "|"
    )
    print("| --- |" + " --- |" * (len(TOOLS) + 1))
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            packed = Packed(path, Path(folder))
            cells = [path.stem, str(len(packed.index))]
            for tool in TOOLS:
                try:
                    cells.append(tool(tools, packed))
                except RefusedError as error:
                    cells.append(f"REFUSED {error}")
                    faults += 1
            print(f"| {' | '.join(cells)} |", flush=True)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), [Path(name) for name in sys.argv[2:]]))
