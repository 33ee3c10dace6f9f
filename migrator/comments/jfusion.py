"""JFusion's discussion bot (Joomla 1.5 and 2.5): posts of a forum (phpBB, SMF, vBulletin) under an
article.

Read off jfusion/org.jfusion.jfusion at d5ef6d3d,
plugins/content/discussbot/tmpl/default/default_posts.php."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number, guest, html, text, when


class JFusion(CommentSystem):
    """`.jfusionPostBody#postID`, flat; its text stands a second time, hidden, for quoting."""

    marks = (".jfusionPostBody", "[id^=jfusionPostArea]", ".jfusionPostArea")
    block = (
        "[id^=jfusioncontent]",
        ".jfusionPostHeader",
        "[id^=jfusionPostArea]",
        ".jfusionPostArea",
        "#jfusionPostPagination",
        ".jfusionQuickReply",
        "[id^=jfusionButtonArea]",
        ".jfusionButtonArea",
        "[id^=jfusionDebugContainer]",
    )
    item = ".jfusionPostBody"
    author = guest(".jfusionPostUser")
    created = when(".jfusionPostDate")
    title = text(".jfusionPostTitle")
    body = html(".jfusionPostText")
    drop = (".jfusionToolbar", "[id^=originalText]")

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("post"))
