"""LyftenBloggie 1.1 entries (com_lyftenbloggie, Joomla 1.5).

Read off linkatic/Cultunet at f90bf2d5, components/com_lyftenbloggie/addons/themes (1.1.0b)."""

from __future__ import annotations

from migrator.layout.fields import html, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class LyftenBloggie(Reader):
    """`.lyftenbloggie .blogcontent.entry`."""

    component = "com_lyftenbloggie"
    views = frozenset(("entry",))
    item = (".lyftenbloggie .blogcontent",)
    title = heading(".entry-title")
    author = text(".authbox .authorname")
    created = when(".entry-subtitle")
    category = text(".catpost a", ".catpost")
    tags = texts(".entry-options-tag a")
    body = html(".post-content")
    drop = (".authbox", ".entry-state", ".entry-subtitle", ".entry-options")
