"""The comment system that a site's settings declare."""

from __future__ import annotations

from collections.abc import Callable

from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, Html, byline, link, number, text, when
from migrator.settings import CommentSelectors

#: What reads each field of `comments:`.
_FIELDS: dict[str, Callable[..., Field]] = {
    "author": byline,
    "website": link,
    "created": when,
    "title": text,
    "votes": number,
    "stated": number,
}


def system(declared: CommentSelectors) -> CommentSystem | None:
    """The system that `comments:` declares, or None where it names no item."""
    items = declared.of("item")
    if not items:
        return None
    configured = CommentSystem()
    vars(configured).update(
        name="site",
        marks=items,
        item=", ".join(items),
        block=declared.of("block") or items,
        drop=declared.of("drop"),
        body=Html(declared.of("body") or items),
        **{name: make(*declared.of(name)) for name, make in _FIELDS.items() if declared.of(name)},
    )
    return configured
