"""Turns what is left of a Joomla site into clean files, with every comment and every page accounted
for.

from migrator import migrate, read_page

article = read_page(html, url="https://old.example/index.php?option=com_content&view=article&id=12")
site = migrate("saved-pages/")                  # nothing is written: a Site with articles, pages,
threads site = migrate("saved-pages/", "output/mine")   # as the command does"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from migrator.errors import MigratorError
from migrator.model import Article, Capture, Comment, Note, Page, Site, Thread, When
from migrator.version import __version__

__all__ = [
    "Article",
    "Capture",
    "Comment",
    "MigratorError",
    "Note",
    "Page",
    "Site",
    "Thread",
    "When",
    "__version__",
    "migrate",
    "read_page",
]


def read_page(data: bytes | str, url: str | None = None) -> Article | None:
    """The article of one saved page, or None where the page is none.

    `data` is the page as saved (text is taken as UTF-8), `url` its address on the old site.
    """
    from migrator.assemble.assembly import of_readings
    from migrator.reading.page import read

    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    kind = "text/html; charset=utf-8" if isinstance(data, str) else None
    site = of_readings([read(Capture(url or "page", raw, url, content_type=kind))])
    return site.articles[0] if site.articles else None


def migrate(
    source: str | PathLike[str] | Iterable[Capture],
    out: str | PathLike[str] | None = None,
    to: Iterable[str] = ("markdown", "json"),
    jobs: int = 1,
) -> Site:
    """The site that `source` (a path, or captures) tells of; written to `out` in the forms `to`
    where `out` is given.

    Raises MigratorError where there is nothing to read or nowhere to write.
    """
    from migrator.pipeline import run as pipeline
    from migrator.sources.opening import open_source
    from migrator.sources.source import Captures

    found = open_source(str(source)) if isinstance(source, (str, PathLike)) else Captures(source)
    if out is None:
        return pipeline.in_memory(found, jobs)
    return pipeline.run(found, Path(out), to, jobs).site
