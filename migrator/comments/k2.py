"""K2 2.x comments."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, attr, first_number, html, number, read_person, when


class K2Comments(CommentSystem):
    """`ul.itemCommentsList > li`, flat; the text is the bare paragraph, in layouts of template
    shops in a box."""

    text_sign = r"^comment link\b"
    marks = (".itemCommentsList", ".itemCommentsForm", ".itemComments")
    block = (
        ".itemComments",
        ".itemCommentsForm",
        ".itemCommentsList",
        ".itemCommentsCounter",
        "a.itemCommentsAnchor",
        "#itemCommentsAnchor",
        # a template's own names for the form's boxes (memoriadigitalmx/mirror-memoriayverdad)
        "div:has(> .itemCommentsFormNotes)",
        "div:has(> form#comment-form input[name=itemID])",
    )
    item = ".itemCommentsList > li"
    # GavickPro's layouts name no classes: the date has a `span`, the name is that of the picture
    author = Field(
        (".commentAuthorName", "li > img[alt]", ".gkAvatar img[alt]", "li > div > h3"),
        lambda e, doc: (e.get("alt") or "").strip() or read_person(e, doc),
    )
    created = when(".commentDate", "li > div > span", "li > div > div > span")
    # of JSN's layouts name, date and link are paragraphs too
    body = html(
        "li > p",
        "li > div > p:not(.commentAuthorName):not(.commentDate):not(.commentLink)",
        ".commentText",
        ".commentBody",
        all=True,
    )
    url = attr(".commentLink a", "href")
    stated = number(".itemCommentsCounter span", ".itemCommentsCounter", "a.itemCommentsLink")

    def id(self, doc: Document, item: Element) -> int | None:
        anchor = next(
            (
                a
                for a in item.iter("a")
                if (a.get("id") or a.get("name") or "").startswith("comment")
            ),
            None,
        )
        return first_number(anchor.get("id") or anchor.get("name")) if anchor is not None else None

    def website(self, doc: Document, item: Element) -> str | None:
        """The author's link where it leads away; a link into the site is the user's page."""
        link = doc.first(".commentAuthorName a", item)
        target = link.get("href") if link is not None else None
        return (
            target
            if target and "itemlist/user" not in target and "task=user" not in target
            else None
        )
