"""Forms of saving: what migrator reads of one site that the real tools have saved.

    python -m tests.long.forms TOOLS CRAWL... [--only FORM]

TOOLS is what `tests/long/archives/tools.sh` filled; wget, HTTrack, lynx, w3m and Chromium are those
of the system. A CRAWL is a folder of pages with `urls.tsv`; it is served, saved in each form, and
what comes of it is compared with what comes of the crawl itself. Expected are the articles and old
addresses that the tool asked the site for. Exit code 1 where a form that tells addresses has fewer
than 99 % of them right."""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from migrator.joomla import address
from tests.long.forms.savers import FORMS, Saver
from tests.long.forms.served import ServedCrawl, spelling

#: Forms that do not tell where a page was: their addresses are no fault.
_TELL_NOTHING = ("wget -nd -E",)
_RIGHT = 0.99
_ARTICLE = (None, "article", "item")
#: So many articles have an address before their own, which the site answers with 301.
_MOVED = 10


@dataclass
class Result:
    """What migrator wrote of one source: articles, and where each old address leads."""

    articles: list[dict[str, Any]]
    rules: dict[str, str]

    def title_at(self, old: str) -> str | None:
        """The title of the article that an old address leads to."""
        return self._titles.get(self._new(old))

    def _new(self, old: str) -> str:
        """Where an old address leads; a rule for a path holds for each query behind it, one for an
        article's number for each spelling of the query."""
        path, _, query = old.partition("?")
        if "option=" in query:
            new = self.rules.get(old) or self._by_number.get(address.article_key(old) or "", "")
        else:
            new = self.rules.get(old) or self.rules.get(path) or unquote(path.partition("/")[2])
        return new.strip("/")

    @cached_property
    def _by_number(self) -> dict[str, str]:
        articles = [old for old in self.rules if address.read(old).view in _ARTICLE]
        keys = ((address.article_key(old), self.rules[old]) for old in articles)
        return {key: new for key, new in keys if key}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {self._new(spelling(a["url"])): a["title"] for a in self.articles if a["url"]}


@dataclass
class Row:
    """Counts of one form: right and expected."""

    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def run(source: Path, out: Path) -> Result:
    """Runs migrator on a source."""
    words = [sys.executable, "-m", "migrator", "run", source, "-o", out]
    done = subprocess.run(
        [*map(str, words), "--to", "json", "--to", "redirects", "--quiet"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if not (out / "json/articles.jsonl").is_file():
        print(f"{source}: exit {done.returncode}: {done.stderr[-300:]}", file=sys.stderr)
        return Result([], {})
    articles = [json.loads(line) for line in (out / "json/articles.jsonl").open("rb")]
    with (out / "redirects/redirects.csv").open(encoding="utf-8", newline="") as file:
        rules = {spelling(row["old"]): unquote(row["new"]) for row in csv.DictReader(file)}
    return Result(articles, rules)


def compare(reference: Result, form: Result, crawl: ServedCrawl) -> Row:
    """What of the reference is right in a form, as far as the tool asked for it."""
    row = Row()
    asked = crawl.asked
    urls = {spelling(u): a["title"] for a in reference.articles for u in a["urls"]}
    expected = {urls[u]: None for u in asked if u in urls}
    by_title = {a["title"]: a for a in form.articles}
    shared = [by_title[title] for title in expected if title in by_title]
    right = [a for a in shared if a["url"] and urls.get(spelling(a["url"])) == a["title"]]
    row.counts["articles"] = (len(shared), len(expected))
    row.counts["addresses"] = (len(right), len(shared))
    row.remarks += [f"address of {a['title']!r}: {a['url']}" for a in shared if a not in right]
    row.remarks += [
        f"not an article of the site: {t!r}" for t in by_title if t not in urls.values()
    ]
    row.remarks += [f"no article: {title!r}" for title in expected if title not in by_title]
    olds = {u: t for u, t in urls.items() if u in asked and t in by_title}
    olds |= {
        spelling(u): urls[spelling(target)]
        for u, target in crawl.moved.items()
        if spelling(u) in asked and urls.get(spelling(target)) in by_title
    }
    leading = {old: form.title_at(old) for old in olds}
    lost = [old for old, title in olds.items() if leading[old] != title]
    row.counts["redirects"] = (len(olds) - len(lost), len(olds))
    row.remarks += [f"{old} leads to {leading[old]!r}, not {olds[old]!r}" for old in lost]
    wanted = {a["title"]: a for a in reference.articles}
    images = [i for a in shared for i in a["images"]]
    row.counts["pictures"] = (
        sum(bool(i["file"]) for i in images),
        sum(len(wanted[a["title"]]["images"]) for a in shared),
    )
    row.counts["comments"] = (
        sum(len(a["comments"]) for a in shared),
        sum(len(wanted[a["title"]]["comments"]) for a in shared),
    )
    return row


def moved(reference: Result) -> dict[str, str]:
    """Addresses before those of the first articles."""
    articles = [a for a in reference.articles if a["url"]][:_MOVED]
    return {
        f"/before/{letter}": a["url"] for letter, a in zip("abcdefghij", articles, strict=False)
    }


def saved_by(crawl: ServedCrawl, save: Saver, folder: Path, tools: Path) -> Path:
    """The folder that a tool saved a crawl in, now or in an earlier run with the same --work."""
    saved, log = folder / "saved", folder / "asked.json"
    if log.is_file():
        crawl.asked |= set(json.loads(log.read_bytes()))
        return saved
    saved.mkdir(parents=True)
    with crawl:
        save(crawl, saved, tools)
    log.write_text(json.dumps(sorted(crawl.asked)))
    return saved


def main(tools: Path, crawls: list[Path], only: list[str], work: Path) -> int:
    names = ("articles", "addresses", "redirects", "pictures", "comments")
    faults = 0
    print("| crawl | form |", " | ".join(names), "|")
    print("| --- | --- |" + " --- |" * len(names))
    for crawl_folder in crawls:
        name = crawl_folder.resolve().parent.name
        base = work / name
        reference = run(crawl_folder, base / "reference")
        for number, (form, save) in enumerate(FORMS.items()):
            if only and form not in only:
                continue
            crawl = ServedCrawl(crawl_folder, moved(reference))
            saved = saved_by(crawl, save, base / f"form-{number}", tools)
            row = compare(reference, run(saved, base / f"form-{number}" / "out"), crawl)
            cells = [f"{right} of {count}" for right, count in map(row.counts.get, names)]  # type: ignore[misc]
            print(f"| {name} | {form} |", " | ".join(cells), "|", flush=True)
            for remark in row.remarks[:12]:
                print("   ", remark, file=sys.stderr, flush=True)
            faults += form not in _TELL_NOTHING and any(
                right < _RIGHT * count
                for key in ("addresses", "redirects")
                for right, count in [row.counts[key]]
            )
    return bool(faults)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("tools", type=Path)
    parser.add_argument("crawls", type=Path, nargs="+")
    parser.add_argument("--only", action="append", default=[], choices=FORMS)
    parser.add_argument("--work", type=Path, help="keep what was saved in this folder")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(words.tools.resolve(), words.crawls, words.only, words.work or Path(folder)))
