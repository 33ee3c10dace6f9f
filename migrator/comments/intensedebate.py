"""IntenseDebate: a script brings the comments, the page holds only the thread's name."""

from __future__ import annotations

from migrator.layout.comment_system import CommentSystem


class IntenseDebate(CommentSystem):
    """Recognised, so that nobody takes the silence for no comments."""

    marks = ("#idc-container", "#IDCommentsHead", "script[src*='intensedebate.com']")
    block = ("#idc-container", "#idc-container-parent", "#IDCommentsHead", ".IDCommentsReplace")
    external_service = "IntenseDebate"
