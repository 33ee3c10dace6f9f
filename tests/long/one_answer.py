"""Compares what `explain` and `read_page` say of each page alone with what a run says of it:
python -m tests.long.one_answer CAPTURE...

A capture is a folder of pages. Exit code 1 where a page's kind differs, or its article's title or
number of comments, and explain does not say that the capture's other pages decide."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from migrator import migrate, read_page
from migrator.model import Article, Capture, Page, PageResult
from migrator.report import explain


def compared(page: Page, article: Article | None, alone: PageResult) -> Iterator[str]:
    """What a page alone is or has, and what a run over its capture says."""
    if alone.kind != page.kind:
        yield f"{alone.kind} ({alone.reason}) alone, {page.kind} ({page.reason}) in the run"
    elif article is not None and alone.article is not None and len(article.sources) == 1:
        if alone.article.title != article.title:
            yield f"title {alone.article.title!r} alone, {article.title!r} in the run"
        if len(alone.article.comments) != len(article.comments):
            yield (
                f"{len(alone.article.comments)} comments alone, {len(article.comments)} in the run"
            )


def main(captures: Iterable[Path]) -> int:
    """Prints a line for each capture, and each difference of which explain says nothing."""
    silent = 0
    for folder in captures:
        with migrate(folder) as site:
            pages = tuple(p for p in site.pages if p.status == "read" and p.kind != "media")
            articles = {a.id: a for a in site.articles}
        differences = 0
        for page in pages:
            if not (folder / page.source).is_file():
                continue
            data = (folder / page.source).read_bytes()
            alone = read_page(data, url=page.url)
            for difference in compared(page, articles.get(page.article or ""), alone):
                differences += 1
                lines = explain.explain(Capture(page.source, data, page.url))
                if not any(explain.DECIDES in line for line in lines):
                    silent += 1
                    print(f"    {page.source}: {difference}")
        print(f"{folder}: {differences} of {len(pages)} pages differ")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main(map(Path, sys.argv[1:])))
