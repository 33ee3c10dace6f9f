"""com_content under RocketTheme's Gantry 1 to 3 (Joomla 1.5 to 2.5): `.rt-article`."""

from __future__ import annotations

from migrator.layout.fields import html, person, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class Gantry(Reader):
    """`.rt-article` with its own classes for the details; the body is what remains."""

    item = (".rt-article",)
    title = heading(
        ".rt-article-title",
        "h1.title",
        ".article-header h1",
        ".article-header h2",
        ".rt-headline h1",
    )
    author = person(".rt-author")
    created = when(".rt-date-posted")
    modified = when(".rt-date-modified")
    published = when(".rt-date-published")
    section = text(".rt-section a", ".rt-section")
    category = text(".rt-category a", ".rt-category")
    body = html(".rt-article-content")
    drop = (
        ".rt-articleinfo",
        ".rt-article-icons",
        ".rt-article-cat",
        ".rt-headline",
        ".rt-pagetitle",
        ".rt-article-bg > .clear",
    )
