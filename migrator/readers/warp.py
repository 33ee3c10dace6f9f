"""com_content under YOOtheme's Warp framework: Warp 4 and 5 (Joomla 1.5), 6 (2.5), 7 and UIkit
(3)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class Warp(Reader):
    """`div.item` or `article.item` with `div.content`; in Warp 7 `article.uk-article`, its body in
    a box without a class."""

    item = (
        "article.uk-article:not([typeof=Article])",  # that is YOOtheme Pro
        "#system article.item",
        "#system div.item",
        "div.joomla div.article",
        "#system .article",
    )
    title = heading(".uk-article-title", "h1.title", ".headline h1", "header h1")
    body = html("div.content", ".uk-article-content")
    drop = (
        ".uk-article-lead + .uk-article-divider",
        ".uk-article-meta",
        "p.links",
        "p.meta",
        "p.edit",
        "div.page-nav",
        ".uk-pagination",
        "p.pager-readmore",
        ".icon",
        "div.date",
        ".related",
    )

    def created(self, doc: Document, item: Element):  # type: ignore[no-untyped-def]
        """Day, month and year as three elements (Warp 4 and 5)."""
        from migrator.document.text import text_of
        from migrator.layout.fields import Found
        from migrator.normalise import dates

        box = doc.first("div.date", item)
        if box is None:
            return None
        date = dates.parse(text_of(box), *doc.context.date_style)
        return Found(date, "div.date", (box,)) if date else None
