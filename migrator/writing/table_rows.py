"""The rows of a site in the tables of `writing/tables.py`.

A value that no page tells is empty. Dates are ISO 8601 as fine as they were told: `2009-03-12`,
`2009-03-12T14:05`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from migrator.model import Article, Attachment, Category, Comment, Gap, Link, Note, Page, Picture
from migrator.store.published import PublishedDatabase, Row
from migrator.writing.writer import TargetWriter


def fill(database: PublishedDatabase, writer: TargetWriter) -> None:
    """Puts the site of `writer` into a database of those tables."""
    database.add(_rows(writer))


def _rows(writer: TargetWriter) -> Iterator[tuple[str, Row]]:
    site = writer.site
    for category in site.structure.categories:
        yield "categories", _category(category)
    numbers = 0
    for article in writer.articles():
        yield "articles", _article(article)
        yield from _comments(article, numbers)
        numbers += len(article.comments)
        yield from _parts(article)
    for link in site.addresses:
        yield "addresses", (link.url, link.kind, _led_to(link.kind, link.to))
    for gap in site.gaps:
        yield "gaps", _gap(gap)
    for page in site.pages:
        yield "pages", _page(page)
    for number, menu in enumerate(site.structure.menus, 1):
        for item in menu.items:
            article_id = _led_to(item.kind, item.to)
            yield (
                "menus",
                (number, menu.title, item.level, item.title, item.url, item.kind, article_id),
            )


def category_path(names: Iterable[str]) -> str | None:
    """The path of a category as one text, None where there is none; no two paths give the same."""
    parts = [name.replace("\\", "\\\\").replace(" / ", " \\/ ") for name in names]
    return _text(" / ".join(parts))


def _text(text: str | None) -> str | None:
    """A text that a file can hold; None where it is empty."""
    return text.encode("utf-8", "replace").decode() if text else None


def _json(value: Any) -> str | None:
    return msgspec.json.encode(value).decode("utf-8", "replace") if value else None


def _led_to(kind: str | None, to: str | None) -> str | None:
    return to if kind == "article" else None


def _category(category: Category) -> Row:
    parent = category_path(category.path[:-1])
    path = category_path(category.path)
    return (path, _text(category.path[-1]), parent, category.url, _text(category.description))


def _article(a: Article) -> Row:
    dates = (when.value if when else None for when in (a.created, a.modified, a.published))
    rating = a.rating or {}
    return (
        a.id,
        a.kind,
        a.state,
        _text(a.title),
        _text(a.alias),
        _text(a.author),
        category_path(a.categories),
        *dates,
        a.hits,
        rating.get("value"),
        rating.get("count"),
        a.language,
        _text(a.description),
        _text(a.keywords),
        _text(a.url),
        len(a.comments),
        a.comments_stated,
        a.comment_system,
        _text(a.body_html),
        _text(a.body_markdown),
        _json(a.extra),
        _json(a.found_by),
    )


def _comments(article: Article, before: int) -> Iterator[tuple[str, Row]]:
    numbers = {c.id: number for number, c in enumerate(article.comments, before + 1)}
    for number, comment in enumerate(article.comments, before + 1):
        parent = numbers.get(comment.parent or "")
        yield "comments", _comment(article, comment, number, parent)
        for attachment in comment.attachments:
            row = _attachment(attachment)
            yield "media", (article.id, number, *row)


def _comment(article: Article, c: Comment, number: int, parent: int | None) -> Row:
    rating = c.rating or {}
    return (
        number,
        article.id,
        parent,
        c.id,
        c.parent,
        _text(c.author),
        _text(c.website),
        c.email_hash,
        c.created.value if c.created else None,
        _text(c.title),
        _text(c.text),
        _text(c.html),
        c.votes,
        rating.get("value"),
        rating.get("best"),
        _text(c.url),
    )


def _parts(article: Article) -> Iterator[tuple[str, Row]]:
    """The rows of everything that an article has several of, but comments."""
    for tag in article.tags:
        yield "tags", (article.id, _text(tag))
    for picture in article.images:
        yield "media", (article.id, None, *_media("image", picture))
    for file in article.attachments:
        yield "media", (article.id, None, *_media("attachment", file))
    for field in article.fields:
        row = (_text(field.name), _text(field.label), _text(field.value), _text(field.html))
        yield "fields", (article.id, *row)
    for related in article.links:
        yield "links", (article.id, _text(related.url), _text(related.label), None, None)
    for link in article.references:
        yield "links", _reference(article, link)
    for note in article.notes:
        yield "notes", _note(article, note)


def _media(role: str, picture: Picture) -> Row:
    return (
        role,
        _text(picture.src),
        _text(picture.alt),
        _text(picture.caption),
        _text(picture.file),
    )


def _attachment(attachment: Attachment) -> Row:
    return "attachment", _text(attachment.url), _text(attachment.name), None, None


def _reference(article: Article, link: Link) -> Row:
    return article.id, _text(link.url), None, link.kind, _led_to(link.kind, link.to)


def _note(article: Article, note: Note) -> Row:
    return article.id, note.level, note.code, _text(note.message)


def _gap(gap: Gap) -> Row:
    return (
        gap.kind,
        _text(gap.url),
        _text(gap.title),
        gap.article,
        _text(gap.why),
        _json(gap.told),
    )


def _page(p: Page) -> Row:
    return (
        _text(p.source),
        _text(p.url),
        p.kind,
        p.article,
        p.status,
        _text(p.reason),
        p.joomla,
        _text(p.template),
        p.comment_system,
        p.origin,
        p.captured,
        p.sha256,
    )
