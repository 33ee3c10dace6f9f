#!/usr/bin/env python3
"""What a page costs: migrator and its peers side by side, on the same pages, in one run.

    python bench/peers.py FOLDER...            # folders of saved pages; --rounds N (default 3)

Every tool reads the same bytes, each in a process of its own, one after the other, round by round;
the figures are the median of the rounds. migrator reads the captures, stores, assembles, proves and
writes whole sites as Markdown and JSON; peers get one page at a time and give text. Peers are
measured where they are installed (pip install '.[bench]')."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

#: So many pages of each folder are read before the clock starts: what is loaded or made once is in
#: place.
WARM = 20
#: Of every tool the module and the package.
TOOLS = {
    "lxml parse": ("lxml", "lxml"),
    "BeautifulSoup(lxml) parse": ("bs4", "beautifulsoup4"),
    "html-to-markdown": ("html_to_markdown", "html-to-markdown"),
    "resiliparse": ("resiliparse", "resiliparse"),
    "readability-lxml": ("readability", "readability-lxml"),
    "newspaper4k": ("newspaper", "newspaper4k"),
    "trafilatura": ("trafilatura", "trafilatura"),
    "migrator without proof": ("migrator", ""),
    "migrator": ("migrator", ""),
}


def load(folders: list[str]) -> list[bytes]:
    """The pages of the folders."""
    data = [
        p.read_bytes()
        for folder in folders
        for p in sorted(Path(folder).rglob("*"))
        if p.suffix in (".html", ".htm") and p.is_file()
    ]
    return [d for d in data if b"<" in d[:2000]]


def by_peer(name: str) -> Callable[[bytes], object]:
    """What a peer does with one page."""
    if name == "lxml parse":
        import lxml.html

        return lambda page: lxml.html.document_fromstring(page)
    if name == "BeautifulSoup(lxml) parse":
        import bs4

        return lambda data: bs4.BeautifulSoup(data, "lxml")
    if name == "html-to-markdown":
        import html_to_markdown

        return lambda data: html_to_markdown.convert(data.decode("utf-8", "replace"))
    if name == "resiliparse":
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding

        return lambda data: extract_plain_text(
            bytes_to_str(data, detect_encoding(data) or "utf-8"), main_content=True, comments=True
        )
    if name == "readability-lxml":
        import readability

        return lambda data: readability.Document(data).summary()
    if name == "newspaper4k":
        import newspaper

        def parsed(data: bytes) -> str:
            article = newspaper.Article("http://bench.example/", fetch_images=False)
            article.download(input_html=data.decode("utf-8", "replace"))
            article.parse()
            return str(article.text)

        return parsed
    import trafilatura

    return lambda data: trafilatura.bare_extraction(
        data, include_comments=True, include_images=True, include_links=True, with_metadata=True
    )


def measure(name: str, folders: list[str]) -> dict[str, float]:
    """CPU seconds and pages of one tool; runs in a process of its own."""
    pages = load(folders)
    if name.startswith("migrator"):
        from migrator.markdown import proof
        from migrator.pipeline import run as pipeline
        from migrator.sources.opening import open_source
        from migrator.sources.source import Captures

        if name == "migrator without proof":
            proof.differences = lambda html, markdown, engine=proof.render: ()
        with tempfile.TemporaryDirectory() as out:
            known = set(pages)
            held = [
                Captures(
                    capture for capture in map(source.load, source.names()) if capture.data in known
                )
                for source in map(open_source, folders)
            ]
            for number, source in enumerate(held):
                pipeline.run(
                    Captures(list(source.captures.values())[:WARM]),
                    Path(out) / f"warm{number}",
                    ["markdown", "json"],
                )
            begun = time.process_time()
            for number, source in enumerate(held):
                pipeline.run(source, Path(out) / str(number), ["markdown", "json"])
            spent = time.process_time() - begun
    else:
        work = by_peer(name)
        for folder in folders:
            for data in load([folder])[:WARM]:
                attempt(work, data)
        begun = time.process_time()
        for data in pages:
            attempt(work, data)
        spent = time.process_time() - begun
    return {
        "cpu": spent,
        "pages": len(pages),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def attempt(work: Callable[[bytes], object], data: bytes) -> None:
    try:
        work(data)
    except Exception as error:
        print(f"{type(error).__name__} on a page: {str(error)[:80]}", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.tool:
        print(json.dumps(measure(asked.tool, asked.folders)))
        return 0
    wanted = [name for name in TOOLS if not asked.only or name in asked.only]
    there = [name for name in wanted if importlib.util.find_spec(TOOLS[name][0])]
    for name in set(wanted) - set(there):
        print(f"{name} is not installed, left out", file=sys.stderr)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in there}
    for _ in range(asked.rounds):
        for name in there:
            command = [sys.executable, __file__, "--tool", name, *asked.folders]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found[name].append(json.loads(done.stdout))
    own = statistics.median(f["cpu"] for f in found["migrator"])
    print(
        f"{datetime.now(UTC):%Y-%m-%d}{'':<22} {'ms a page':>9} {'pages/s':>8} {'lxml parses':>11} "
        f"{'of migrator':>11} {'peak MB':>8}"
    )
    for name, rounds in found.items():
        ratio = statistics.median(
            f["cpu"] / base["cpu"] for f, base in zip(rounds, found["lxml parse"], strict=True)
        )
        cpu, count = statistics.median(f["cpu"] for f in rounds), rounds[0]["pages"]
        package = TOOLS[name][1]
        label = f"{name} {importlib.metadata.version(package)}" if package else name
        print(
            f"{label:<32} {cpu / count * 1000:>9.2f} {count / cpu:>8.0f} {ratio:>11.1f} "
            f"{cpu / own:>11.2f} {max(f['peak'] for f in rounds):>8.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
