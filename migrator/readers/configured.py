"""The reader that a site's settings declare."""

from __future__ import annotations

from collections.abc import Callable

from migrator.layout.fields import Field, Html, Rest, number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading
from migrator.settings import ArticleSelectors

#: What reads each field of `article:`.
_FIELDS: dict[str, Callable[..., Field]] = {
    "title": heading,
    "author": person,
    "created": when,
    "modified": when,
    "published": when,
    "category": text,
    "section": text,
    "hits": number,
    "tags": texts,
}


def reader(declared: ArticleSelectors) -> Reader | None:
    """The reader that `article:` declares, or None where it names neither item nor body."""
    item, body = declared.of("item"), declared.of("body")
    if not item and not body:
        return None
    configured = Reader()
    fields = {name: make(*declared.of(name)) for name, make in _FIELDS.items() if declared.of(name)}
    vars(configured).update(
        name="site",
        item=item or body,
        drop=declared.of("drop"),
        body=Html(body) if body else Rest(),
        **fields,
    )
    return configured
