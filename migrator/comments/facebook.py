"""Facebook's comments plugin: a script brings the comments, the page holds only the thread's
name."""

from __future__ import annotations

from migrator.layout.comment_system import CommentSystem


class Facebook(CommentSystem):
    """Recognised, so that nobody takes the silence for no comments."""

    marks = (".fb-comments", "iframe[src*='facebook.com/plugins/comments']")
    block = (
        ".fb-comments",
        ".fb_comments",
        ".fbcomments",
        "iframe[src*='facebook.com/plugins/comments']",
    )
    external_service = "Facebook"
