"""AkoComment 2 (Mambo, Joomla 1.0) and Tweaked Edition 1.4: the plain list and the themed one."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number, number
from migrator.model import When
from migrator.normalise import dates


class AkoComment(CommentSystem):
    """An anchor `akocommentID`, then a table: number, title in bold, "Written by …, on …" in small,
    the text after it. Flat."""

    text_sign = "quote this article on your site"
    component = ("com_akocomment",)
    marks = (
        "a[name^=akocomment]",
        ".commenttop",
        "form[action*=com_akocomment]",
        "a[href*=com_akocomment]",
        "img[src*=com_akocomment]",
    )
    stated = number(".commenttop")
    end = ("img[src*='com_akocomment'][src*='quotethis']", ".commenttop", "a[name^=akocomment]")
    block = (
        ".commenttop",
        "form[action*=com_akocomment]",
        "a[href*=com_akocomment]",
        "img[src*=com_akocomment]",
    )

    def items(self, doc: Document) -> list[Element]:
        """The table that follows each anchor."""
        items = []
        for anchor in doc.find("a[name^=akocomment]"):
            if not re.fullmatch(r"akocomment\d+", anchor.get("name") or ""):
                continue
            box = next((e for e in anchor.itersiblings("table", "div")), None)
            if box is None and (parent := anchor.getparent()) is not None:
                box = next((e for e in parent.itersiblings("table", "div")), None)
            if box is not None:
                box.set("data-id", anchor.get("name").removeprefix("akocomment"))
                items.append(box)
        return items

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number(item.get("data-id") or "")

    def _line(self, doc: Document, item: Element) -> Element | None:
        """The element of "Written by Ann, on 15-03-2005 13:02"."""
        return next(
            (
                e
                for e in doc.find("span.small", item) or doc.find(".small", item)
                if dates.parse(text_of(e))
            ),
            None,
        )

    def author(self, doc: Document, item: Element) -> str | None:
        line = self._line(doc, item)
        if line is None:
            return None
        bold = next(line.iter("b", "strong"), None)
        name = (
            text_of(bold)
            if bold is not None
            else labels.person(re.split(r",\s*(?:on|am|le|op|el|il)?\s*\d", text_of(line))[0])
        )
        return name or None

    def email(self, doc: Document, item: Element) -> str | None:
        link = doc.first("a[href^='mailto:']", item)
        return re.sub(r"NOSPAM.*$", "", link.get("href")[7:]) if link is not None else None

    def website(self, doc: Document, item: Element) -> str | None:
        line = self._line(doc, item)
        links = (
            [a.get("href") for a in line.iter("a") if (a.get("href") or "").startswith("http")]
            if line is not None
            else []
        )
        return links[0] if links else None

    def created(self, doc: Document, item: Element) -> When | None:
        line = self._line(doc, item)
        return dates.parse(text_of(line), *doc.context.date_style) if line is not None else None

    def title(self, doc: Document, item: Element) -> str | None:
        themed = next(iter(doc.any(("#commenttitle", ".commenttitle"), item)), None)
        if themed is not None:
            return text_of(themed) or None
        line = self._line(doc, item)
        before = next(
            (
                b
                for b in item.iter("b", "strong")
                if line is not None and line not in b.iterancestors()
            ),
            None,
        )
        if before is None or line is None:
            return None
        order = list(item.iter())
        return text_of(before) or None if order.index(before) < order.index(line) else None

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        """The box of the text in a theme, else a copy of the cell cut to what follows the small
        line."""
        import copy

        themed = doc.first("#comment", item)
        if themed is not None:
            return [themed]
        line = self._line(doc, item)
        if line is None or (cell := line.getparent()) is None:
            return []
        twin = copy.deepcopy(cell)
        place = list(cell).index(line)
        twin.text = None
        for child in list(twin)[: place + 1]:
            tail = child.tail if child is twin[0] and place == 0 else None
            twin.remove(child)
            twin.text = (twin.text or "") + (tail or "")
        twin.text = (line.tail or "") if not (twin.text or "").strip() else twin.text
        return [twin]
