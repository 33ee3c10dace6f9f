"""yvComment 1.x (Joomla 1.5): comments are articles of their own, so their author and date read as
an article's."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import html, number, text
from migrator.model import When
from migrator.normalise import dates


class YvComment(CommentSystem):
    """`.yvComment .Comments > .Comment|.Comment_even`; no id is printed."""

    text_sign = "^yvcomment v"
    component = ("com_yvcomment",)
    marks = (".yvComment",)
    block = (".yvComment", ".yvCommentList", "#yvCommentForm")
    author = text(".CommentAuthorAlias", ".CommentAuthorName", ".CommentAuthor")
    title = text(".CommentTitle")
    body = html(".CommentFulltext", ".CommentIntrotext")
    stated = number(".NumComments")

    def items(self, doc: Document) -> list[Element]:
        return [
            e
            for e in doc.find(".yvComment .Comments > div")
            if (e.get("class") or "").split(" ")[0] in ("Comment", "Comment_even", "Comment_odd")
        ]

    def created(self, doc: Document, item: Element) -> When | None:
        """The date stands behind the running number."""
        box = doc.first(".CommentDate", item)
        if box is None:
            return None
        without = set(doc.find(".CommentNum", box))
        return dates.parse(text_of(box, without), *doc.context.date_style)
