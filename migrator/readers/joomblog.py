"""JoomBlog 1.0 entries (com_joomblog by JoomPlace, Joomla 1.5 to 2.5).

Read off hdlnerd/cathyscritters at 54a83e2c, components/com_joomblog/templates/default (1.0.9)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import html, person, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class JoomBlog(Reader):
    """`.postContent[id^=post-]` with a body in `.joomBlog-content`."""

    component = "com_joomblog"
    views = frozenset(("post", "view"))
    item = (".postContent",)
    title = heading(".joomBlog-entry-title a", ".joomBlog-entry-title")
    author = person(".joomBlog-authoricon")
    created = when(".joomBlog-dateposted")
    tags = texts(".joomBlog-tagslinks a")
    body = html(".joomBlog-content")
    drop = ("#nav-panel", ".joomBlog-bottom", ".sumvote", ".joomBlog-tagslinks")

    def items(self, doc: Document) -> list[Element]:
        """Only where a body of its own is in the region: MyBlog's has the same class."""
        return [e for e in super().items(doc) if doc.find(".joomBlog-content", e)]
