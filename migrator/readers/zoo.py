"""ZOO 2 items of the blog app (Joomla 1.5 to 3)."""

from __future__ import annotations

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.layout.fields import Found, html, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class Zoo(Reader):
    """`#yoo-zoo .item`: the places (`pos-title`, `pos-meta`, `pos-content`) that its templates
    name."""

    component = "com_zoo"
    views = frozenset(("item",))
    no_article = (".yoo-zoo > .author",)  # the blog app's items of the type "author": persons
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
        ".yoo-zoo .socialbuttons",
    )

    def items(self, doc: Document) -> list[Element]:
        """The items of ZOO's own apps; of an app with a layout of its own the box around it, where
        the address is an item's."""
        if items := super().items(doc):
            return items
        if doc.address.view != "item" or doc.address.option not in (None, "com_zoo"):
            return []
        boxes = doc.find(".yoo-zoo")
        inside = set(boxes)
        return [e for e in boxes if text_of(e) and not is_in(e, inside)]

    def author(self, doc: Document, item: Element) -> Found | None:
        """ZOO's author line may be a related item; the page's head has the name that was set for
        the item."""
        if named := doc.meta("author"):
            return Found(named, "meta author")
        return person(".pos-meta a").find(doc, item)
