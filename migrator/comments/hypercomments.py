"""HyperComments, by its script or by JoomLine's com_hypercomments, which prints copies of the
comments into the page.

JoomLine's component prints up to fifty, newest first, without dates, and a script removes them
again before the reader sees them."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import html, text


class HyperComments(CommentSystem):
    """`#comments_contayner > div`, in page order: who came last stands first."""

    component = ("com_hypercomments",)
    external_service = "HyperComments"
    marks = ("#hypercomments_widget", "a.hc-link", "script[src*='hypercomments.com']")
    block = ("#hypercomments_widget", "#comments_contayner", "a.hc-link")
    author = text(".comment_user")
    body = html(".comment_text")
    identifiers = (
        r"\bxid\s*:\s*[\"']([^\"']+)",
        r"\bwidget_id\s*:\s*[\"']?(\d+)",
    )

    def items(self, doc: Document) -> list[Element]:
        return [e for e in doc.find("#comments_contayner > div") if doc.find(".comment_text", e)]
