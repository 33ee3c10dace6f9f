"""sliComments 0.3 and 1.0 (Joomla 1.6 to 2.5). Dates are relative ("2 years ago"): those are no
dates."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text, when


class SliComments(CommentSystem):
    """`ul#comments_list > li#comment-ID.comment`, flat."""

    component = ("com_slicomments",)
    marks = ("#comments_list .metadata", "form.comments_form", "#comments_counter")
    block = ("#comments_list", "form.comments_form", ".comments_form", "#comments_counter")
    author = text(".metadata .author")
    website = attr(".metadata a.author", "href")
    created = when(".metadata .created")
    body = html(".content-container > .content", ".content")
    votes = number(".metadata .rating")
    stated = number("#comments_counter")

    def items(self, doc: Document) -> list[Element]:
        return doc.find("#comments_list li.comment")

    def blocks(self, doc: Document) -> set[Element]:
        """The box around list and form, with its heading."""
        elements = super().blocks(doc)
        elements.update(
            e.getparent()
            for e in doc.find("#comments_list")
            if e.getparent() is not None and e.getparent().get("id") == "comments"
        )
        return elements

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("comment-"))
