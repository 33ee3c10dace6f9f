"""One article of the old site, whole, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from migrator.model.capture import Note
from migrator.model.values import Comment, CustomField, LabelledLink, Version, When


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an article: its address on the old site and, where the capture holds it, the file
    in the source."""

    src: str
    alt: str | None = None
    caption: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link or picture within the site leads: to an `article` (`to` is its id), to another
    page of the capture (by its kind) or a `file` (`to` is its source), or to what the capture does
    not hold (`missing`)."""

    url: str
    kind: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whole: the fields of CONTRACT.md. `kind` is `item` where another component than
    a writer's made it (a product, an event, a download), with what it tells beside its text in
    `extra`. `links` are those that the author gave it beside the text, `references` what the links
    and pictures of text and comments lead to on the old site; `translations` are articles that say
    the same in other languages, by language, where a database tells them."""

    id: str
    url: str | None
    urls: tuple[str, ...]
    title: str | None
    alias: str | None = None
    author: str | None = None
    created: When | None = None
    modified: When | None = None
    published: When | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    hits: int | None = None
    rating: dict[str, float] | None = None
    language: str | None = None
    description: str | None = None
    keywords: str | None = None
    body_html: str = ""
    body_markdown: str = ""
    images: tuple[Picture, ...] = ()
    attachments: tuple[Picture, ...] = ()
    fields: tuple[CustomField, ...] = ()
    links: tuple[LabelledLink, ...] = ()
    references: tuple[Link, ...] = ()
    translations: dict[str, str] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    comment_system: str | None = None
    comments_stated: int | None = None
    comments: tuple[Comment, ...] = ()
    sources: tuple[str, ...] = ()
    captured: str | None = None
    state: str = "published"
    found_by: dict[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    kind: str = "article"
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thread:
    """A forum thread, whole: its posts are like comments."""

    id: str
    url: str | None
    urls: tuple[str, ...]
    title: str | None
    categories: tuple[str, ...] = ()
    posts: tuple[Comment, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    images: tuple[Picture, ...] = ()
    attachments: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
