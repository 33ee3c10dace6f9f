"""Disqus, by any plugin (JoomlaWorks, Disqus for Joomla, K2): a script brings the comments, the
page holds only the thread's name."""

from __future__ import annotations

from migrator.layout.comment_system import CommentSystem


class Disqus(CommentSystem):
    """Recognised, so that nobody takes the silence for no comments."""

    marks = ("#disqus_thread", ".jwDisqusForm", "script[src*='disqus.com']")
    block = (
        "#disqus_thread",
        ".jwDisqusForm",
        ".jwDisqusArticleCounter",
        ".jw_disqus_counter",
        ".jwDisqusBackToTop",
        ".jwDisqusListingCounter",
        "#startOfPage",
        "a.dsq-brlink",
        ".dsq-brlink",
        ".dsq-comment-count",
        ".dsq-extra-meta",
    )
    external_service = "Disqus"
