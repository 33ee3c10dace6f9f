"""EasyBlog 5 entries (Joomla 3)."""

from __future__ import annotations

from migrator.layout.fields import html, number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class EasyBlog(Reader):
    """`.eb-entry[data-blog-posts-item]`."""

    component = "com_easyblog"
    views = frozenset(("entry",))
    item = (".eb-entry",)
    title = heading(".eb-entry-title")
    author = person(".eb-meta-author")
    created = when("time.eb-meta-date")
    published = when("meta[itemprop=datePublished]")
    modified = when("meta[itemprop=dateModified]")
    category = text(".eb-meta-category a")
    tags = texts(".eb-entry-tags a", ".eb-tags a")
    hits = number(".eb-meta-views")
    body = html(".eb-entry-article", "[itemprop=articleBody]")
    drop = (
        ".eb-entry-helper",
        ".eb-entry-tools",
        ".eb-share",
        ".eb-entry-related",
        ".eb-entry-nav",
        ".eb-entry-author",
        ".eb-entry-footer",
        ".eb-reactions",
        ".eb-entry-location",
    )
