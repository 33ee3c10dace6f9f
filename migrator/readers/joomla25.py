"""com_content of Joomla 1.6 to 2.5, and of 3 under templates without microdata: loose in
`.item-page`."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import html
from migrator.layout.reader import Reader


class Joomla25(Reader):
    """The body has no box of its own: it is what remains when heading, buttons and
    `dl.article-info` are taken out."""

    item = (".item-page", "article.item", ".page-item", ".item-page-title")
    body = html(
        "section.article-content",
        "div.article-content",
        ".item_fulltext",
        "div.article-body",
        "div.article_body",
        ".article-text",
        ".article-fulltext",
        ".astroid-article-text",
    )

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """The box of the body; of one that holds the details too (Gates-Joomla/tmpl_sj_revo), the
        box by microdata within."""
        boxes, rule = super().containers(doc, item, without)
        inner = doc.find("[itemprop=articleBody]", boxes[0]) if boxes != (item,) else []
        return ((inner[0],), "[itemprop=articleBody]") if inner else (boxes, rule)

    def has_box(self, doc: Document, item: Element) -> bool:
        """Whether a box of the template's holds the body; one within that of Joomla 4 is what an
        author pasted from another site."""
        return super().has_box(doc, item) and not doc.find(".com-content-article__body", item)
