"""RSMonials 2 (com_rsmonials, Joomla 2.5 and 3): a page of testimonials.

Seen in dimatrixinfomedia/dnyanesh-electricals.github.io (reviews.html and its further pages); the
template prints date, name, what the writer does, place and website in one line each."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, html, link, text, when
from migrator.normalise import dates


def _name(line: Element, doc: Document) -> str | None:
    """What follows the label of the line without a date."""
    pieces = [text for text in line.itertext() if text.strip()]
    order, language = doc.context.date_style
    for piece in pieces[:2]:
        _, colon, name = piece.partition(":")
        if colon and not dates.only(name.strip(), order, language):
            return re.sub(r"\s+", " ", name).strip() or None
    return None


class RSMonials(CommentSystem):
    """`.RSWS_testi_block`, flat; the form at the end has such a box too."""

    component = ("com_rsmonials",)
    page_kind = "item"
    own_section = "Guest books"
    pages = (".RSWS_testi_block .RSWS_testimonial",)
    marks = (".RSWS_testi_block .RSWS_testimonial",)
    block = (".RSWS_testi_block", ".RSWS_pagination_text", ".RSWS_submit_link")
    heading = text(".componentheading", ".page-header h1", ".page-header h2")
    intro = (".RSWS_desc",)
    author = Field((".RSWS_testmonial_subtext em", ".RSWS_testmonial_subtext"), _name)
    created = when(".RSWS_testmonial_subtext")
    website = link(".RSWS_testmonial_subtext a")
    body = html(".RSWS_testimonial")
    drop = (".RSWS_left_quote", ".RSWS_right_quote")

    def items(self, doc: Document) -> list[Element]:
        """The testimonials, without the form."""
        return [
            box
            for box in doc.find(".RSWS_testi_block")
            if any(text_of(e) for e in doc.find(".RSWS_testimonial", box))
        ]
