"""Kunena 1.6 to 5 (Joomla 1.5 to 3): topics of a forum, and topics that discuss an article."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem, boxes_around
from migrator.layout.fields import first_number, html
from migrator.model import When
from migrator.normalise import dates


class Kunena(CommentSystem):
    """`.kmsg` is the text; author, date and number stand in the box around it. Flat; newer topics
    come in pages."""

    marks = (
        "#kunena .kmsg",
        "#Kunena .kmsg",
        "#Kunena .kmsgtext",
        "#kdiscuss",
        ".kunena-discuss",
        "#Kunena .kmsgbody",
    )
    block = (
        "#kdiscuss",
        ".kunena-discuss",
        ".kdiscuss",
        "#kdiscuss-quickpost-container",
        ".kdiscuss-link",
    )
    body = html(".kmsg", ".kmsgtext", ".kdiscuss-text")
    drop = (
        ".kmsgsignature",
        ".kmsg-signature",
        ".kmsgattach",
        ".kattachments",
        ".kmessage-editmarkup-cover",
        ".kmessage-editmarkup",
    )

    def items(self, doc: Document) -> list[Element]:
        """The boxes of the messages, around their texts."""
        return boxes_around(doc.any((".kmsg", ".kmsgtext", ".kdiscuss-text")))

    def id(self, doc: Document, item: Element) -> int | None:
        """The number of the message, an anchor `#1002`."""
        for link in item.iter("a"):
            for name in (link.get("id"), link.get("name")):
                if name and name.isdigit():
                    return int(name)
        link = next((a for a in item.iter("a") if re.fullmatch(r"#\d+", text_of(a))), None)
        return first_number(text_of(link)) if link is not None else None

    def url(self, doc: Document, item: Element) -> str | None:
        number = self.id(doc, item)
        return f"#{number}" if number else None

    def author(self, doc: Document, item: Element) -> str | None:
        element = next(
            (
                e
                for s in (
                    "[class*='kwho-']",
                    ".kpost-username",
                    ".kusername",
                    ".kavatar-name",
                    ".view-username",
                )
                for e in doc.find(s, item)
                if text_of(e)
            ),
            None,
        )
        return text_of(element) if element is not None else None

    def created(self, doc: Document, item: Element) -> When | None:
        """The date in the title of a relative one, else the date that is printed."""
        for element in (
            e
            for _, found in doc.each(
                (".kdate", ".kmsgdate", ".kpost-date", ".msgdate", "time"), item
            )
            for e in found
        ):
            for said in (
                element.get("title") or "",
                element.get("datetime") or "",
                text_of(element),
            ):
                if found := dates.parse(said, *doc.context.date_style):
                    return found
        return None

    def title(self, doc: Document, item: Element) -> str | None:
        """What stands behind the last colon-like word of "Ann replied the topic: Re: Clocks"."""
        element = next(
            iter(doc.any((".kmsgtitle", ".kmsg-title-left", ".mykmsg-header"), item)), None
        )
        if element is None:
            return None
        said = text_of(element)
        return (
            re.sub(
                (
                    r"^.*?\b(?:replied the topic|created the topic|replied to "
                    r"topic|antwortete auf das Thema|erstellte das Thema)\s*:\s*"
                ),
                "",
                said,
            )
            or None
        )
