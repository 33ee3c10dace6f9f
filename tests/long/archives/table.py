"""Archives that migrator writes, in the players and tools of archivists.

    python -m tests.long.archives.table TOOLS CRAWL... [--work FOLDER]

TOOLS is what `tools.sh` filled. Each CRAWL is a folder of pages with `urls.tsv`; to it come the
pictures, style sheets and scripts that its pages name. The first is also saved by HTTrack, by
`wget -k -E`, by SingleFile, and by migrator itself as a live site. Each is packed by `migrator
archive`, opened in ReplayWeb.page in headless Chromium, and given to the tools of `accept.py`.
Exit code 1 where a tool refuses an archive, or a player shows less than it holds."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

from migrator.warc import cdx
from tests.long.archives import accept
from tests.long.archives.ranged import serve
from tests.long.forms import savers
from tests.long.forms.__main__ import saved_by
from tests.long.forms.served import ServedCrawl

_SHOWN = re.compile(
    rb"""<(?:img|link|script|input)\b[^>]*?\b(?:src|href)\s*=\s*["']([^"'#]+)""", re.I
)
#: Links of which as many must arrive.
_ARRIVE = 0.99


def archives(tools: Path, crawls: list[Path], work: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Packs the eight, where they are not packed yet; each with the words of the command that name
    its source."""
    for folder in crawls:
        target = work / f"crawl of {folder.resolve().parent.name}.wacz"
        pages = work / "crawls" / folder.resolve().parent.name
        if not target.is_file():
            _pack(_with_pictures(folder, pages), target)
        yield target, (str(pages),)
    name = crawls[0].resolve().parent.name
    for form in ("HTTrack", "wget -m -E -k", "SingleFile"):
        target = work / f"{form} of {name}.wacz"
        base = work / name / f"form-{list(savers.FORMS).index(form)}"
        if not target.is_file():
            _pack(saved_by(ServedCrawl(crawls[0], {}), savers.FORMS[form], base, tools), target)
        yield target, (str(base / "saved"),)
    target = work / f"live {name}.wacz"
    with ServedCrawl(
        crawls[0], {"/before/1": f"http://{ServedCrawl(crawls[0], {}).host}/"}
    ) as site:
        source = (f"{site.local}/", "--allow-local", "--delay", "0")
        if not target.is_file():
            _pack(source[0], target, *source[1:])
        yield target, source


def _pack(source: Path | str, target: Path, *options: str) -> None:
    words = [sys.executable, "-m", "migrator", "archive", str(source), "-o", str(target), *options]
    done = subprocess.run([*words, "--quiet"], capture_output=True, text=True, check=False)
    print(f"{target.stem}: exit {done.returncode} {done.stderr[-300:]}", file=sys.stderr)


def _with_pictures(folder: Path, target: Path) -> Path:
    """A crawl and what its pages are shown with."""
    target.mkdir(parents=True)
    crawl = ServedCrawl(folder, {})
    rows = ["file\turl\tstatus\tcontent-type\tlocation"]
    lines = (folder / "urls.tsv").read_text("utf-8").splitlines()[1:]
    shown: dict[str, None] = {}
    for line in lines:
        file, url, *_ = line.split("\t")
        if not (folder / file).is_file():
            continue
        data = (folder / file).read_bytes()
        (target / file).write_bytes(data)
        rows.append(line)
        links = (unescape(m.decode("utf-8", "replace")).strip() for m in _SHOWN.findall(data))
        shown |= {urldefrag(urljoin(url, link))[0]: None for link in links}
    taken = {line.split("\t")[1] for line in lines}
    for number, url in enumerate(u for u in shown if u.startswith(crawl.origin) and u not in taken):
        status, kind, body, _ = crawl.answer(url)
        if status == 200:
            (target / f"shown-{number}").write_bytes(body)
            rows.append(f"shown-{number}\t{url}\t200\t{kind}\t")
    (target / "urls.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    return target


def replayweb(tools: Path, packed: accept.Packed, port: int) -> str:
    """What ReplayWeb.page shows of an archive: pages with text, with the pictures and style sheets
    that the archive holds, and links whose other end it holds that arrive."""
    stamps = [(page["url"], re.sub(r"\D", "", page["ts"])[:14]) for page in packed.pages]
    script = Path(__file__).with_name("replay.mjs")
    done = subprocess.run(
        ["node", script, tools, str(port), packed.path.name], check=False, capture_output=True,
        text=True, input=json.dumps({"pages": stamps, "links": []}),
    )  # fmt: skip
    if done.returncode:
        raise accept.RefusedError(f"ReplayWeb.page: {done.stderr[-300:]}")
    result = json.loads(done.stdout)
    if fault := result.get("fault"):
        raise accept.RefusedError(f"ReplayWeb.page: {fault}")
    return _judged(result, packed)


def _judged(result: dict[str, Any], packed: accept.Packed) -> str:
    held = {line[0]: json.loads(line[2])["status"] for line in packed.index}
    pages = result["pages"]
    dark = [
        url
        for url, page in pages.items()
        if str(page["status"]) != held.get(cdx.surt(url)) or not page["text"]
    ]
    bare = [
        (url, missing)
        for url, page in pages.items()
        for missing in (*page["broken"], *page["unstyled"])
        if cdx.surt(missing) in held
    ]
    links = {url: status for url, status in result["links"].items() if cdx.surt(url) in held}
    dead = [
        url
        for url, status in links.items()
        if not status or (status >= 400 and str(status) != held[cdx.surt(url)])
    ]
    pictures = sum(page["pictures"] for page in pages.values())
    styled = sum(bool(page["styles"]) for page in pages.values())
    text = (
        f"{len(pages) - len(dark)} of {len(pages)} pages, {styled} with styles, {pictures} pictures "
        f"({len(bare)} parts not shown), {len(links) - len(dead)} of {len(links)} links"
    )
    for remark in [*dark[:5], *bare[:5], *dead[:10]]:
        print("   ", remark, file=sys.stderr)
    if dark or bare or len(links) - len(dead) < _ARRIVE * len(links):
        raise accept.RefusedError(f"ReplayWeb.page: {text}")
    return text


def _player(tools: Path, folder: Path) -> None:
    """ReplayWeb.page's files beside the archives."""
    player = tools / "replaywebpage/package"
    for name in ("index.html", "ui.js", "sw.js"):
        (folder / name).write_bytes((player / name).read_bytes())
    (folder / "blank.html").write_text("<!doctype html><title>blank</title>")


def main(tools: Path, crawls: list[Path], work: Path) -> int:
    _player(tools, work)
    server = serve(work, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    faults = 0
    names = [tool.__name__.replace("_", "-") for tool in accept.TOOLS]
    print("| archive | records | ReplayWeb.page |", " | ".join(names), "|")
    print("| --- | --- | --- |" + " --- |" * len(names))
    for path, source in archives(tools, crawls, work):
        with tempfile.TemporaryDirectory() as folder:
            packed = accept.Packed(path, Path(folder), source)
            cells = [path.stem, str(len(packed.index))]
            player = partial(replayweb, port=server.server_port)
            for check in (player, *accept.TOOLS):
                try:
                    cells.append(check(tools, packed))
                except accept.RefusedError as error:
                    cells.append(f"REFUSED {error}")
                    faults += 1
        print(f"| {' | '.join(cells)} |", flush=True)
    server.shutdown()
    return bool(faults)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("tools", type=Path)
    parser.add_argument("crawls", type=Path, nargs="+")
    parser.add_argument("--work", type=Path, help="keep the archives in this folder")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(words.tools.resolve(), words.crawls, words.work or Path(folder)))
