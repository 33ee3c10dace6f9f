"""EasySocial 1 (com_easysocial, Joomla 2.5 and 3): discussions of a group or an event.

Read off cuongnd/banhangonline88_joomla at 8eb3d57b,
media/com_easysocial/apps/group/discussions/themes/default/canvas (item.php, item.reply.php). Dates
of replies are relative."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, html, text, when

_FIRST = "[data-group-discussion-item]"


#: "Resolved" and "Locked" stand in every title and are hidden.
_TITLE = text(".discussion-title", without=(".discussion-status",))


class EasySocial(CommentSystem):
    """`[data-group-discussion-item]` holds the first post, who wrote it and when at its side, and
    the list of `.reply-item[data-id]`."""

    page_kind = "forum"
    own_section = "Groups"
    pages = (_FIRST,)
    marks = (_FIRST,)
    heading = _TITLE
    id = Field((".reply-item",), lambda e, doc: e.get("data-id"))
    title = _TITLE
    #: among the figures at the side of the first post
    created = when(".discussion-meta .stats li")
    body = html(".discussion-content", ".reply-content")

    def items(self, doc: Document) -> list[Element]:
        """The first post and the replies."""
        return [*doc.find(_FIRST), *doc.find(".reply-item")]

    def author(self, doc: Document, item: Element) -> str | None:
        """The name beside a reply; of the first post it is in the tooltip of the picture."""
        link = doc.first(".reply-author a", item)
        if link is not None:
            return text_of(link) or None
        picture = doc.first(".discussion-avatar img[title]", item)
        return picture.get("title") if picture is not None else None

    def parent(self, doc: Document, item: Element) -> str | None:
        """None: every reply stands in the box of the first post, and none answers another."""
        return None
