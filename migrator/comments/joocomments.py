"""JooComments 1.0 (com_joocomments, Joomla 1.6 to 2.5): the page holds an empty box, a script
fetches the list.

Read off luffy22/Astro at 09eb4150, components/com_joocomments/views/commentpage/tmpl/default.php,
and the plugin that prints the box."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number, html, number, text, when

_ARTICLE = re.compile(r"\barticle_id\s*=\s*[\"'](\d+)")


class JooComments(CommentSystem):
    """`#joo-comments-entries > div.baksha#jooCommentsIdID` in the fetched list."""

    component = ("com_joocomments",)
    marks = (
        "#joo-comments-entries",
        "script[src*='com_joocomments']",
        "link[href*='com_joocomments']",
    )
    block = ("#comment-wrapper", "#joo-comments-entries")
    fetched_by = ("com_joocomments", "article_id", "")
    item = "[id^=jooCommentsId]"
    author = text(".author")
    created = when(".date")
    body = html(".body")
    drop = ("img.avatar",)
    votes = number("[id^=jooCommLike]")
    stated = number(".comment-header")

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("jooCommentsId"))

    def scripted(self, doc: Document) -> Iterator[str]:
        match = _ARTICLE.search(doc.text)
        link = "index.php?option=com_joocomments&task=showComments&view=commentpage&article_id="
        if match and (url := doc.absolute(f"/{link}{match[1]}")):
            yield url
