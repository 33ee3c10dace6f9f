"""K2 2.x items (Joomla 1.5 to 3)."""

from __future__ import annotations

from migrator.layout.fields import html, number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class K2(Reader):
    """`#k2Container.itemView` and templates that keep its classes."""

    component = "com_k2"
    views = frozenset(("item",))
    item = (".itemView",)
    title = heading(".itemTitle")
    author = person(".itemAuthor a", ".itemAuthor")
    created = when(".itemDateCreated")
    modified = when(".itemDateModified")
    category = text(".itemCategory a", ".itemCategory")
    tags = texts(".itemTags a")
    hits = number(".itemHits b", ".itemHits")
    body = html(".itemIntroText", ".itemFullText", all=True)
    drop = (
        ".itemToolbar",
        ".itemRatingBlock",
        ".itemSocialSharing",
        ".itemLinks",
        ".itemAuthorBlock",
        ".itemAuthorLatest",
        ".itemRelated",
        ".itemNavigation",
        ".itemBackToTop",
        ".itemComments",
        ".itemAttachmentsBlock",
        ".itemContentFooter",
    )
