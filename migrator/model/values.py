"""The values of fields, and what articles and readings share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from migrator.joomla.field_names import FieldName


@dataclass(frozen=True, slots=True)
class When:
    """A date: ISO `value` no finer than `precision` (day, minute, second), `raw` as printed, `zone`
    stated, configured or unknown."""

    value: str
    precision: str
    raw: str
    zone: str = "unknown"


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds and the rule that found it. A rating is (average, count), breadcrumbs are
    (name, is a category, place)."""

    value: str | int | When | tuple[Any, ...] | None
    rule: str


Fields = dict[FieldName, Value]


@dataclass(frozen=True, slots=True)
class Comment:
    """One reader's comment; `parent` is the id of the comment that it answers, `votes` the
    balance, `rating` what a review gives (`value`, and `best` where the page tells the scale)."""

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
    rating: dict[str, float | None] | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a post or comment brings: its address on the old site, and its name as shown."""

    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CustomField:
    """A custom field of an article (Joomla 3.7 on) as its page shows it: `value` is its words,
    `html` its markup. `name` is the field's in the database."""

    name: str | None
    label: str | None
    value: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class LabelledLink:
    """One of the three links that the form of an article has (Joomla 2.5 on)."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version of an article, which a database tells (Joomla 3.2 on): when it was saved,
    by whom where visitors knew that name, the editor's remark."""

    saved: When
    author: str | None = None
    note: str | None = None
