"""ZOO 2 items of the blog app (Joomla 1.5 to 3)."""

from __future__ import annotations

from migrator.fields import html, person, text, texts, when
from migrator.headings import heading
from migrator.readers import Reader


class Zoo(Reader):
    """`#yoo-zoo .item`: the places (`pos-title`, `pos-meta`, `pos-content`) that its templates name."""

    component = "com_zoo"
    item = ("#yoo-zoo .item", ".yoo-zoo .item", ".yoo-zoo.product")
    title = heading(".pos-title")
    author = person(".pos-meta a")
    created = when(".pos-date", ".pos-meta")
    tags = texts(".pos-taxonomy .element-itemtag a")
    body = html(".pos-content", ".pos-description", all=True)
    drop = (".pos-meta", ".pos-date", ".pos-taxonomy", ".element-socialbookmarks", ".element-relateditems", ".element-facebookilike")
