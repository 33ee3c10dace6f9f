"""JSON Lines: articles.jsonl, pages.jsonl, gaps.jsonl, and threads.jsonl where there are threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from migrator.guard.paths import Folder
from migrator.model import Site

_encode = msgspec.json.Encoder().encode


def write(site: Site, folder: Folder) -> None:
    """One line a record; every key of the contract in every line."""
    folder.write_lines("pages.jsonl", _lines(site.pages))
    folder.write_lines("articles.jsonl", _lines(site.articles))
    folder.write_lines("gaps.jsonl", _lines(site.gaps))
    if site.threads:
        folder.write_lines("threads.jsonl", _lines(site.threads))


def _lines(records: Iterable[Any]) -> Iterator[bytes]:
    for record in records:
        yield _encode(record) + b"\n"
