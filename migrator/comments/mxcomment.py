"""mXcomment 1.0 (com_maxcomment, Joomla 1.0 and 1.5): the templates "default", "expand" and
"bubble".

Read off mXcomment 1.0.7 and 1.0.9: the frame of the page, the list and three item templates.
Replies stand on a page of their own (`task=viewallreplies&id=ID`), which prints a comment and what
answers it."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, byline, first_number, html, when


def _second_number(element: Element, doc: Document) -> int | None:
    """M of "Display N of M comments"."""
    numbers = re.findall(r"\d+", text_of(element))
    return int(numbers[1]) if len(numbers) > 1 else None


def _title(element: Element, doc: Document) -> str | None:
    """A title without its running number; an empty one is printed as three dots."""
    title = re.sub(r"^\d+\.\s*", "", text_of(element))
    return title if title.strip(". ") else None


class MXComment(CommentSystem):
    """`#maxcommentID`; "expand" prints each comment twice, folded and unfolded."""

    component = ("com_maxcomment", "com_mxcomment")
    trap = False
    marks = (
        "a[name^=maxcomment]",
        "[id^=maxcomment]",
        "a[href*='option=com_maxcomment']",
        "a[href*='visualclinic.fr']",
    )
    block = (
        "[id^=maxcomment]",
        ".titleAverageRating",
        ".averageRating",
        ".displayXcomment",
        "#collapsed-addformcomment",
        "#expanded-addformcomment",
        "a[href*='option=com_maxcomment']",
        "a[href*='visualclinic.fr']",
    )
    author = byline(
        ".mxcdefault_posted", ".usrcomment-expand .author", "#commentfooter", "#commentauthor"
    )
    created = when(".mxcdefault_posted", ".usrcomment-expand .author", "#commentheader")
    title = Field((".mxcdefault_title", ".usrcomment-expand .title", "#commenttitle"), _title)
    body = html(
        ".mxcdefault_comment td", ".usrcomment-expand table td", "#commenttext td", "#commenttext"
    )
    stated = Field((".displayXcomment",), _second_number)
    drop = (".avatar",)

    def blocks(self, doc: Document) -> set[Element]:
        """Also the headings of the list and of the form, and the credit line."""
        elements = super().blocks(doc)
        anchors = doc.find("a[name^=maxcomment]")
        if anchors:
            elements.update(e for e in doc.find("span.contentheading"))
            start = doc.places[anchors[0]]
            elements.update(e for e in doc.find("div.contentheading") if doc.places[e] > start)
        elements.update(a.getparent() for a in doc.find("span.small a[href*='visualclinic.fr']"))
        return elements

    def items(self, doc: Document) -> list[Element]:
        return [
            e
            for e in doc.find("[id^=maxcomment]")
            if re.fullmatch(r"maxcomment\d+", e.get("id") or "") and e.tag != "a"
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("maxcomment"))

    def parent(self, doc: Document, item: Element) -> str | None:
        """On the page of a comment's replies, that comment: the id of the address."""
        if doc.address.view != "viewallreplies" or doc.address.id is None:
            return None
        above = str(doc.address.id)
        return above if above != str(self.id(doc, item)) else None
