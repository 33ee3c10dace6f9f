"""HikaShop 5 (com_hikashop, Joomla 3 to 5): reviews of a product.

Read off jahanzeb7861/hikashop-joomla at 59df1196 (5.0.0)."""

from __future__ import annotations

from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, rated, text, when


class HikaShop(CommentSystem):
    """`table.hika_comment_listing` with microdata, flat."""

    marks = (".hika_comment_listing",)
    block = ("#hikashop_vote_listing", ".hika_comment_listing", ".hikashop_product_vote_listing")
    item = "table.hika_comment_listing"
    id = Field(
        (".hika_comment_listing_notification",), lambda e, doc: first_number(e.get("id") or "")
    )
    author = text(".hika_vote_listing_username")
    created = when("meta[itemprop=datePublished]")
    rating = rated("[itemprop=ratingValue]", best="[itemprop=bestRating]")
    body = html(".hika_comment_listing_content")
    drop = (".hika_comment_listing_notification",)
