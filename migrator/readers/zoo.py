"""ZOO 2 items of the blog app (Joomla 1.5 to 3)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import Found, html, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class Zoo(Reader):
    """`#yoo-zoo .item`: the places (`pos-title`, `pos-meta`, `pos-content`) that its templates
    name."""

    component = "com_zoo"
    views = frozenset(("item",))
    item = ("#yoo-zoo .item", ".yoo-zoo .item", ".yoo-zoo.product")
    title = heading(".pos-title")
    created = when(".pos-date", ".pos-meta")
    category = text(".element-itemcategory a")
    tags = texts(".pos-taxonomy .element-itemtag a")
    body = html(".pos-content", ".pos-description", all=True)
    drop = (
        ".pos-meta",
        ".pos-date",
        ".pos-taxonomy",
        ".element-socialbookmarks",
        ".element-relateditems",
        ".element-facebookilike",
    )

    def author(self, doc: Document, item: Element) -> Found | None:
        """ZOO's author line may be a related item; the page's head has the name that was set for
        the item."""
        if named := doc.meta("author"):
            return Found(named, "meta author")
        return person(".pos-meta a").find(doc, item)
