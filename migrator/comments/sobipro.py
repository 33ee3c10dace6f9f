"""SobiPro's review application (com_sobipro, Joomla 1.5 to 3): reviews of an entry.

Read off smartin23's copy of a site at f9558770, components/com_sobipro, common/review.xsl. The line
of name and date is the site's own in what was seen."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, byline, first_decimal, html, when


def _title(element: Element, doc: Document) -> str | None:
    """The title behind the rating in "(8.00) Title"."""
    return re.sub(r"^\(\d+(?:[.,]\d+)?\)\s*", "", text_of(element)) or None


def _rating(element: Element, doc: Document) -> dict[str, float | None] | None:
    match = re.match(r"\((\d+(?:[.,]\d+)?)\)", text_of(element))
    return {"value": first_decimal(match[1]), "best": None} if match else None


class SobiPro(CommentSystem):
    """`.sprrReviewCont`, flat, without numbers."""

    marks = (".sprrReviewCont",)
    block = (".sprrReviewCont",)
    item = ".sprrReviewCont"
    author = byline(".sprrRevAuthorHead")
    created = when(".sprrRevAuthorHead")
    title = Field((".sprrRevTitle",), _title)
    rating = Field((".sprrRevTitle",), _rating)
    body = html(".sprrRevText")

    def id(self, doc: Document, item: Element) -> int | None:
        return None
