"""AkoBook 3 (com_akobook, Mambo and Joomla 1.0): a guest book.

Read off the front file of AkoBook 3.45. Dates are as C's `%c` prints them, unless the site chose
otherwise; the owner's answer stands in the entry, after a second rule."""

from __future__ import annotations

import copy

import lxml.etree

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, text, when


def _count(element: Element, doc: Document) -> int | None:
    """The number in "There are 4 entries in the guestbook"; the paragraph goes on with the
    pages."""
    return first_number(element.text or "")


class AkoBook(CommentSystem):
    """Two rows of a table for each entry, made one box: `a[name=gbID]`, then the website's
    picture."""

    component = ("com_akobook",)
    page_kind = "item"
    own_section = "Guest books"
    pages = ("img[src*='/components/com_akobook/images/']",)
    marks = ("img[src*='/components/com_akobook/images/']",)
    heading = text(".componentheading")
    id = Field(("a[name^=gb]",), lambda e, doc: first_number(e.get("name") or ""))
    author = text("td b")
    created = when(".akobook-date")
    body = html(".akobook-text")
    owner_answer = html(".akobook-answer")
    stated = Field((".contentpaneopen p",), _count)

    def items(self, doc: Document) -> list[Element]:
        """A box for each entry, of copies of its rows."""
        rows = [
            row
            for a in doc.find("a[name^=gb]")
            if (a.get("name") or "")[2:].isdigit()
            and (row := next(a.iterancestors("tr"), None)) is not None
        ]
        return [_box(row) for row in dict.fromkeys(rows)]

    def website(self, doc: Document, item: Element) -> str | None:
        """Where the picture of a house leads."""
        for image in item.iter("img"):
            link = image.getparent()
            if "homepage.gif" in (image.get("src") or "") and link is not None:
                return str(link.get("href") or "") or None
        return None


def _box(row: Element) -> Element:
    """An entry from its first row and the one after it: the second cell is a small line with the
    date and a rule in it, the text, and after a second rule the owner's answer."""
    box = lxml.etree.Element("div")
    box.append(copy.deepcopy(row))
    after = row.getnext()
    if after is not None and not any((a.get("name") or "")[:2] == "gb" for a in after.iter("a")):
        box.append(copy.deepcopy(after))
    cells = list(box[0].iterchildren("td"))
    if len(cells) < 2:
        return box
    cell = cells[-1]
    words = lxml.etree.SubElement(cell, "div", {"class": "akobook-text"})
    part = words
    for child in [c for c in cell if c is not words]:
        tail, child.tail = child.tail, None
        if child.tag == "span" and part is words and not len(words) and not words.text:
            child.set("class", "akobook-date")
        elif child.tag == "hr" and (words.text or len(words)):
            part = lxml.etree.SubElement(cell, "div", {"class": "akobook-answer"})
        else:
            part.append(child)
        if tail:
            if len(part):
                part[-1].tail = (part[-1].tail or "") + tail
            else:
                part.text = (part.text or "") + tail
    for answer in cell.findall("div[@class='akobook-answer']"):
        for bold in answer.findall(".//b"):
            if (outer := bold.getparent()) is None:
                continue
            outer.text = (outer.text or "") + (bold.tail or "").lstrip(" :")
            bold.tail = None
            outer.remove(bold)
    return box
