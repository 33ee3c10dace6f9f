"""EasyBlog 3 entries (Joomla 1.5 to 2.5).

Read off ZDteam/emil at ee8750b9, components/com_easyblog/themes/default/blog.read.php (3.8)."""

from __future__ import annotations

from migrator.layout.fields import html, number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class EasyBlog3(Reader):
    """`#ezblog-body .blog-read#entry-ID`."""

    component = "com_easyblog"
    views = frozenset(("entry",))
    item = ("#ezblog-body .blog-read",)
    title = heading(".blog-title")
    author = person(".blog-author a", ".blog-author")
    created = when(".blog-created time", ".blog-created")
    modified = when(".blog-modified-date time", ".blog-modified-date")
    category = text(".blog-category a")
    tags = texts(".blog-taglist [itemprop=keywords]", ".blog-taglist a")
    hits = number(".blog-hit")
    body = html(".blog-text")
    drop = (
        ".blog-option",
        ".blog-font",
        ".blog-avatar",
        ".blog-navi",
        ".blog-taglist",
        ".blog-modified-date",
    )
