"""JSON Lines: articles.jsonl, pages.jsonl, and threads.jsonl where there are threads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from migrator.guard.paths import Folder
from migrator.model import Site, plain


def write(site: Site, folder: Folder) -> None:
    """One line a record; every key of the contract in every line."""
    folder.write("pages.jsonl", _lines(site.pages))
    folder.write("articles.jsonl", _lines(site.articles))
    if site.threads:
        folder.write("threads.jsonl", _lines(site.threads))


def _lines(records: Iterable[Any]) -> str:
    return "".join(json.dumps(plain(r), ensure_ascii=False) + "\n" for r in records)
