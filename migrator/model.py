"""The values that flow through a run. All are frozen; each stage makes new ones from the ones before.

Names are Joomla's own (title, alias, created, hits) and the web archive's (capture).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know: `code` is the unit and the matter (`document-charset`), `level` info, warning or loss."""

    code: str
    message: str
    level: str = "info"


@dataclass(frozen=True, slots=True)
class Capture:
    """What came in: the bytes of one page or file and what the capture itself says of them."""

    source: str
    data: bytes
    url: str | None = None
    status: int | None = None
    content_type: str | None = None
    location: str | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date: ISO `value` no finer than `precision` (day, minute, second), `raw` as printed, `zone` stated, configured
    or unknown."""

    value: str
    precision: str
    raw: str
    zone: str = "unknown"


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds and the rule that found it."""

    value: Any
    rule: str


Fields = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Comment:
    """One reader's comment; `parent` is the id of the comment that it answers, `votes` the balance."""

    id: str
    author: str | None = None
    html: str = ""
    text: str = ""
    parent: str | None = None
    website: str | None = None
    email_hash: str | None = None
    created: When | None = None
    title: str | None = None
    votes: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An article as another page tells of it: a row of a listing or an item of a feed (`where`)."""

    url: str
    where: str
    fields: Fields = field(default_factory=dict)
    intro: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one capture told. `part` says how it belongs to its article: whole, page (of a page-break article), print,
    comments, fragment. `number` is the page of a page-break article, from 0; 0 with part "whole" is all of it."""

    source: str
    url: str | None
    kind: str
    reason: str
    status: str = "read"
    key: str | None = None
    part: str = "whole"
    number: int = 0
    joomla: str | None = None
    template: str | None = None
    comment_system: str | None = None
    fields: Fields = field(default_factory=dict)
    body: str | None = None
    comments: tuple[Comment, ...] = ()
    comments_stated: int | None = None
    mentions: tuple[Mention, ...] = ()
    canonical: str | None = None
    links: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an article: its address on the old site and, where the capture holds it, the file in the source."""

    src: str
    alt: str | None = None
    caption: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whole: the fields of CONTRACT.md."""

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
    comment_system: str | None = None
    comments_stated: int | None = None
    comments: tuple[Comment, ...] = ()
    sources: tuple[str, ...] = ()
    found_by: dict[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Page:
    """One line of pages.jsonl."""

    source: str
    url: str | None
    kind: str
    article: str | None
    status: str
    reason: str
    joomla: str | None = None
    template: str | None = None
    comment_system: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the writing half needs."""

    pages: tuple[Page, ...]
    articles: tuple[Article, ...]
    threads: tuple[Thread, ...] = ()
    notes: tuple[Note, ...] = ()


def plain(value: Any) -> Any:
    """`value` as what JSON can say: dataclasses become objects, tuples lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def revive(kind: Any, data: Any) -> Any:
    """The value of type `kind` that `plain` made `data` of."""
    origin = typing.get_origin(kind)
    if data is None:
        return None
    if origin in (types.UnionType, typing.Union):
        return revive(next(a for a in typing.get_args(kind) if a is not type(None)), data)
    if kind is Value:
        return Value(_revive_loose(data["value"]), data["rule"])
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{k: revive(hints[k], v) for k, v in data.items()})
    if origin is tuple:
        return tuple(revive(typing.get_args(kind)[0], v) for v in data)
    if origin is dict:
        return {k: revive(typing.get_args(kind)[1], v) for k, v in data.items()}
    return data


def _revive_loose(data: Any) -> Any:
    """A field's value has no declared type: dates and lists are told by their shape."""
    if isinstance(data, dict) and "precision" in data:
        return When(**data)
    return tuple(data) if isinstance(data, list) else data


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]
