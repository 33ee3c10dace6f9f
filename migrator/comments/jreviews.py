"""JReviews 2.4 (com_jreviews, Joomla 1.5 to 3): reviews of a listing, and comments on reviews.

Read off ingrenee/pkonet at 2caa0131, components/com_jreviews/jreviews/views/themes/default
(2.4.10)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, byline, first_number, html, rated, text, when


class JReviews(CommentSystem):
    """`.jrReviewContainer`, comments on a review in boxes of the same name within it."""

    marks = (".jrReviewContainer",)
    block = ("#userReviews", "#editorReviews", ".jrReviewContainer", ".jrReviewForm")
    item = ".jrReviewContainer"
    id = Field(
        (".jrReviewContainer",),
        lambda e, doc: first_number(e.get("data-review-id") or e.get("data-post-id") or ""),
    )
    author = byline(".jrPostAuthor", ".jrUserInfo")
    created = when("meta[itemprop=datePublished]", ".jrPostCreated", ".jrUserInfo")
    title = text(".jrReviewTitle")
    body = html(".jrReviewComment", ".jrCommentText")
    drop = (".jrHidden",)
    rating = rated("meta[itemprop=ratingValue]", best="meta[itemprop=bestRating]")

    def parent(self, doc: Document, item: Element) -> str | None:
        """The earlier comment that one answers, else the review around it."""
        link = doc.first("a.jr-earlier-comment", item)
        number = first_number(link.get("data-post-id") or "") if link is not None else None
        if number is None:
            outer = next(
                (a for a in item.iterancestors() if "jrReviewContainer" in (a.get("class") or "")),
                None,
            )
            number = first_number(outer.get("data-review-id") or "") if outer is not None else None
        return str(number) if number is not None else None
