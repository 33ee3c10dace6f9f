"""JomComment 2 and 3 (Joomla 1.0 and 1.5), default templates and the theme "chatter"."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text
from migrator.model import When
from migrator.normalise import dates


class JomComment(CommentSystem):
    """`#jc_commentsDiv > #pc_ID`; of comments with too many bad votes only the title is printed."""

    marks = (
        "#jc_commentsDiv",
        "#jc_commentFormDiv",
        "[id^=pc_] .comment-text",
        "[id^=comment-text-container-]",
    )
    block = (
        "#jc_commentsDiv",
        "#jc_commentFormDiv",
        "#written_comments_title",
        "#jc_allComments",
        ".jc_readmore",
        "#jc_comment",
    )
    title = text(".jc_comment_title", ".CommentTitle .title")
    website = attr(".small a[href^=http]", "href")
    body = html("[id^=comment-text-container-]", ".comment-text")
    url = attr("a[href*='#comment-']", "href")
    votes = number("[id^=cvote-]")
    stated = number("#jc_numComment", "#written_comments_title")

    def items(self, doc: Document) -> list[Element]:
        return [e for e in doc.find("[id^=pc_]") if (e.get("id") or "")[3:].isdigit()]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("pc_"))

    def _line(self, doc: Document, item: Element) -> Element | None:
        return next(iter(doc.any((".small", ".CommentTitle", ".comment-head"), item)), None)

    def author(self, doc: Document, item: Element) -> str | None:
        """ "Written by Ann, 15 March 2005"."""
        named = doc.first("a[id^=author-]", item)
        line = named if named is not None else self._line(doc, item)
        if line is None:
            return None
        link = next(line.iter("a"), None) if named is None else named
        said = (
            text_of(link)
            if link is not None and text_of(link)
            else text_of(line).rpartition(",")[0] or text_of(line)
        )
        return labels.person(said) or None

    def created(self, doc: Document, item: Element) -> When | None:
        line = self._line(doc, item)
        return dates.parse(text_of(line), *doc.context.date_style) if line is not None else None
