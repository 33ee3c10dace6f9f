"""com_content of Joomla 1.5 under templates that print it in boxes (beez, JoomlArt, JoomlaShine and
others)."""

from __future__ import annotations

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.layout import article_box as regions
from migrator.layout.fields import Found, html
from migrator.layout.reader import Reader


class Joomla15(Reader):
    """`.contentheading` outside tables begins the article; the body has a box of its own or is what
    remains."""

    item = (".contentheading", ".article-content")
    body = html("div.article-content", ".jsn-article-content", ".article-body", ".article_text")

    def section(self, doc: Document, item: Element) -> Found | None:
        """JoomlArt prints section and category alike; the first is the section."""
        return _of_two(doc, item, 0)

    def category(self, doc: Document, item: Element) -> Found | None:
        """The last of the two."""
        return _of_two(doc, item, -1)

    def items(self, doc: Document) -> list[Element]:
        """The boxes around headings, one an article; RocketTheme's templates name the box of the
        one article (`.full-article`, rt_affinity_j15), which may have no heading."""
        if len(named := doc.find(".full-article")) == 1:
            return named
        items: dict[Element, None] = {}
        for heading in doc.find(".contentheading"):
            if heading.tag not in ("td", "table") and not any(
                "contentpaneopen" in (a.get("class") or "") for a in heading.iterancestors("table")
            ):
                items.setdefault(regions.around(doc, heading))
        if not items:
            return _without_heading(doc)
        inside = set(items)
        return [e for e in items if not is_in(e, inside)]


def _without_heading(doc: Document) -> list[Element]:
    """The box of the one article whose title is hidden, between GavickPro's rows of details and
    tools (gk_elvesocial for 1.5)."""
    boxes = [box.getparent() for box in doc.find("div.article-content")]
    if len(boxes) != 1 or boxes[0] is None:
        return []
    rows = doc.find(".article-meta", boxes[0]) + doc.find(".article-tools", boxes[0])
    return boxes if any(row.getparent() is boxes[0] for row in rows) else []


def _of_two(doc: Document, item: Element, which: int) -> Found | None:
    elements = doc.find(".article-section", item) + doc.find(".article-category", item)
    if len(elements) < 2:
        return None
    return Found(text_of(elements[which]).strip(" -"), ".article-section", (elements[which],))
