"""SP Page Builder 1 to 3 (com_sppagebuilder, Joomla 3 and 4): a page of rows and boxes.

Read off JoomShaper/SP-Page-Builder3-lite, site/views/page/tmpl/default.php, and the pages that
OllyButters/ds-web keeps. The page has no author and no dates; what looks like them is text."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout import titles as headings
from migrator.layout.fields import Found, html
from migrator.layout.reader import Reader


class SPPageBuilder(Reader):
    """`#sp-page-builder .page-content`; modules of the builder have the class without the id."""

    component = "com_sppagebuilder"
    views = frozenset(("page",))
    item = ("#sp-page-builder",)
    body = html("#sp-page-builder > .page-content")

    def title(self, doc: Document, item: Element) -> Found | None:
        """The builder prints no title of its own: a heading among the boxes may be it."""
        return headings.title(doc, item)
