"""mXcomment 1.0 (Joomla 1.0 and 1.5)."""

from __future__ import annotations

from migrator.comments import CommentSystem
from migrator.document import Document, Element, text_of
from migrator.fields import attr, first_number, html, number, text
from migrator.model import When
from migrator.normalise import dates, labels


class MxComment(CommentSystem):
    """`.mxc_comment` boxes (templates differ in little); the line "Written by Ann, on …" stands in `.mxc_info` or `.small`."""

    marks = (".mxc_comment", "#mxcomments", "form[action*=com_maxcomment]", ".maxcomment", "a[href*=com_maxcomment]")
    block = ("#mxcomments", ".mxc_comments", ".mxc_comment", "form[action*=com_maxcomment]", "a[href*=com_maxcomment]", ".mxc_readmore", ".maxcomment")
    item = ".mxc_comment"
    title = text(".mxc_title", ".commenttitle")
    website = attr(".mxc_info a[href^=http]", "href")
    body = html(".mxc_text", ".mxc_body", ".commentbody")
    votes = number(".mxc_rating")
    stated = number(".mxc_count", "#mxcomments .componentheading")

    def id(self, doc: Document, item: Element) -> int | None:
        anchor = next((a for a in item.iter("a") if (a.get("name") or "").startswith(("maxcomment", "mxc"))), None)
        return first_number(anchor.get("name")) if anchor is not None else first_number(item.get("id") or "")

    def author(self, doc: Document, item: Element) -> str | None:
        named = doc.first(".mxc_author", item)
        if named is not None:
            return text_of(named) or None
        line = next((e for s in (".mxc_info", ".small") if (e := doc.first(s, item)) is not None), None)
        return labels.person(text_of(line).partition(",")[0]) or None if line is not None else None

    def created(self, doc: Document, item: Element) -> When | None:
        line = next((e for s in (".mxc_date", ".mxc_info", ".small") if (e := doc.first(s, item)) is not None), None)
        return dates.parse(text_of(line), doc.memo.get("date order", "dmy"), doc.memo.get("language")) if line is not None else None
