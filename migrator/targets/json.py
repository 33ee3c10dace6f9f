"""JSON Lines: articles.jsonl, pages.jsonl, gaps.jsonl, and threads.jsonl where there are threads;
site.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

_encode = msgspec.json.Encoder().encode


class JsonLines(Target):
    """JSON Lines: articles, pages, gaps and threads, and site.json."""

    threads_apart = True

    def write(self, writer: TargetWriter) -> None:
        """One line a record; every key of the contract in every line. `site.json` tells the site's
        name, categories and menus."""
        site, folder = writer.site, writer.folder
        folder.write_lines("pages.jsonl", _lines(site.pages))
        folder.write_lines("articles.jsonl", _lines(site.articles))
        folder.write_lines("gaps.jsonl", _lines(site.gaps))
        folder.write("site.json", msgspec.json.format(_encode(site.structure), indent=1) + b"\n")
        if site.threads:
            folder.write_lines("threads.jsonl", _lines(site.threads))


def _lines(records: Iterable[Any]) -> Iterator[bytes]:
    for record in records:
        yield _encode(record) + b"\n"
