"""Turns what is left of a Joomla site into clean files: every article, comment and page accounted
for.

    from migrator import migrate, read_page

    result = read_page(html, url="https://old.example/12-lamps")    # result.kind, result.article
    with migrate("saved-pages/") as site:                           # nothing is written
        print(site.articles[0].title)
    migrate("saved-pages/", "output/mine", to=["hugo"]).close()     # as the command does

Only the names listed here are public; modules may move between releases.
"""

from __future__ import annotations

from migrator.api import inspect_page, migrate, read_page
from migrator.errors import MigratorError
from migrator.model import Article, Capture, Comment, Note, Page, PageResult, Site, Thread, When
from migrator.version import __version__

__all__ = [
    "Article",
    "Capture",
    "Comment",
    "MigratorError",
    "Note",
    "Page",
    "PageResult",
    "Site",
    "Thread",
    "When",
    "__version__",
    "inspect_page",
    "migrate",
    "read_page",
]
