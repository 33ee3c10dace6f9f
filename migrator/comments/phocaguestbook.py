"""Phoca Guestbook 1 to 5 (com_phocaguestbook, Joomla 1.5 to 5).

Read off PhocaCz/PhocaGuestbook, tags 3.0.12 and 5.0.0, site/views/guestbook/tmpl, and for 1.x
novahahn/com_phocaguestbook at c9a31f6c, front/views/phocaguestbook/tmpl (1.4), and sba/oxx.ch at
a16086c6 (a copy that its owner had altered)."""

from __future__ import annotations

import copy
import re

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, html, text, when

_HEAD = ("h5.pgtitle", ".pgtitle", ".pgb1-head b", ".pgb1-head")


def _name(element: Element, doc: Document) -> str | None:
    """The name of "NAME ( mail ) : TITLE", as far as the settings show them."""
    return re.split(r"\s*\(\s|\s*:\s", text_of(element), maxsplit=1)[0].strip() or None


def _title(element: Element, doc: Document) -> str | None:
    _, colon, title = text_of(element).partition(":")
    return title.strip() or None if colon else None


class PhocaGuestbook(CommentSystem):
    """3 on: `.pgwell` is one thread, `.pgsubwellN` (N the level) each post in it. 1.x has no
    classes: a heading or a table with the name, a box with the text, a small date at the right."""

    component = ("com_phocaguestbook",)
    page_kind = "item"
    own_section = "Guest books"
    pages = ("#phocaguestbook .pgwell", "form#saveForm input[value=com_phocaguestbook]")
    marks = (
        "#phocaguestbook",
        ".pgwell",
        "form#saveForm input[value=com_phocaguestbook]",
    )
    heading = text(".componentheading", "#phocaguestbook h1", ".page-header h1")
    intro = (".guestbook-description", ".contentpane .contentdescription")
    author = Field(_HEAD, _name)
    title = Field(_HEAD, _title)
    created = when("blockquote.pgblockquote small", ".pgblockquote small", "small")
    body = html(".pgb-content-inside", ".pgb1-text")

    def items(self, doc: Document) -> list[Element]:
        """The posts."""
        wells = [
            e
            for e in doc.find("[class*=pgsubwell]")
            if re.search(r"\bpgsubwell\d", e.get("class") or "")
        ]
        return wells or doc.find(".pgwell") or _entries_of_1(doc)

    def id(self, doc: Document, item: Element) -> int | None:
        return None

    def depth(self, doc: Document, item: Element) -> int | None:
        match = re.search(r"\bpgsubwell(\d+)", item.get("class") or "")
        return int(match[1]) if match else 0


def _entries_of_1(doc: Document) -> list[Element]:
    """The entries of 1.x, each in a box of copies, with classes for its parts."""
    boxes = []
    for line in doc.find("p[align=right] > small"):
        words = line.getparent().getprevious()
        head = words.getprevious() if words is not None else None
        if words is None or words.tag != "div" or head is None or head.tag not in ("h4", "table"):
            continue
        box = lxml.etree.Element("div")
        for element, name in (
            (head, "pgb1-head"),
            (words, "pgb1-text"),
            (line.getparent(), "pgb1-date"),
        ):
            twin = copy.deepcopy(element)
            twin.tail = None
            twin.set("class", name)
            box.append(twin)
        boxes.append(box)
    return boxes
