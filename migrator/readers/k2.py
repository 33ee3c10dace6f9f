"""K2 2.x items (Joomla 1.5 to 3)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import html, number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading

#: Boxes of an item that its author filled, and that stand beside the text's own.
_BEHIND = (".itemVideoBlock", ".itemImageGallery", ".itemAttachmentsBlock")


class K2(Reader):
    """`#k2Container.itemView` and templates that keep its classes."""

    component = "com_k2"
    views = frozenset(("item",))
    # the second in GavickPro's own layouts, the next in kbrookes/kmb's, the last in
    # drhoet/joomla-template-ddisp's
    item = (
        ".itemView",
        "article#k2Container",
        "#k2Container:has(.itemFullText)",
        "#k2Container:has(.itemIntroText)",
        "div:has(> .itemHeader > .itemTitle)",
    )
    title = heading(".itemTitle")
    author = person(".itemAuthor a", ".itemAuthor")
    # GavickPro's layouts (gk_news2, gk_events) have rows without a class in `header`
    created = when(".itemDateCreated", "header li > time")
    modified = when(".itemDateModified")
    category = text(
        ".itemCategory a",
        ".itemCategory",
        "header li > span + a:not([id^=font])",
        ".itemInfo li > span + a",
    )
    tags = texts(".itemTags a")
    hits = number(
        ".itemHits b",
        ".itemHits",
        ".itemAsideInfo li:has(> .gk-icon-views)",
        ".itemInfo li > strong",
    )
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
        ".itemExtraFields",
        ".itemContentFooter",
    )

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """The texts, and the author's films, galleries and attached files, which have boxes of
        their own behind them."""
        boxes, rule = super().containers(doc, item, without)
        if boxes == (item,):
            return boxes, rule
        inside = {e for box in boxes for e in box.iter()}
        behind = doc.all(_BEHIND, item) - inside
        return (*boxes, *(e for e in item.iter() if e in behind)), rule
