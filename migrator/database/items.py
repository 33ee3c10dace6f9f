"""What the rows of a database tell of a site, as plain values: items (articles) with comments,
threads, menus, redirects."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RowComment:
    """A comment's row: `date` as stored (`YYYY-MM-DD HH:MM:SS`), `coding` as in
    `comment_tables`."""

    id: str
    name: str | None
    text: str
    coding: str
    parent: str | None = None
    website: str | None = None
    email_hash: str | None = None
    date: str | None = None
    title: str | None = None
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A custom field of an item: its name in the database (empty where it has none), its label,
    its value as the HTML that visitors saw."""

    name: str
    label: str
    html: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A stored version of a text: when it was saved (as stored), the name of who saved it where
    visitors knew that name, the editor's remark."""

    saved: str
    editor: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """An article's row with what other tables tell of it.

    `body` is the stored source: intro and full text; `picture_html` the picture before it.
    `hidden_fields` are the labels of fields whose values visitors did not see. `translations` are
    the public articles that say the same in other languages: language and key. Dates are as stored;
    `utc` tells whether the table keeps them in UTC. `addresses` are computed
    or looked up, the main one first, paths from the site's root.
    """

    component: str
    id: str
    table: str
    title: str
    body: str
    picture_html: str = ""
    alias: str | None = None
    author: str | None = None
    created: str | None = None
    modified: str | None = None
    published: str | None = None
    utc: bool = True
    state: str = "published"
    reason: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    hits: int | None = None
    rating: tuple[float, int] | None = None
    language: str | None = None
    description: str | None = None
    keywords: str | None = None
    fields: tuple[FieldRow, ...] = ()
    hidden_fields: tuple[str, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    versions: tuple[VersionRow, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    comment_system: str | None = None
    comments: tuple[RowComment, ...] = ()
    withheld_comments: int = 0
    addresses: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def key(self) -> str:
        """Component and number, as addresses name the article (`com_content:12`)."""
        return f"{self.component}:{self.id}"


@dataclass(frozen=True, slots=True)
class Thread:
    """A forum thread: its posts are like comments; the first one is the topic."""

    key: str
    source: str
    title: str
    categories: tuple[str, ...]
    posts: tuple[RowComment, ...]
    system: str
    state: str = "published"
    reason: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category by its path of names; `key` is component and number; `description` is HTML as
    stored."""

    key: str
    path: tuple[str, ...]
    description: str | None = None
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of a menu; `address` is computed, None where it leads nowhere (a heading)."""

    title: str
    level: int
    address: str | None


@dataclass(frozen=True, slots=True)
class MenuRows:
    """A menu: its title and its entries in order, those within another after it."""

    title: str
    entries: tuple[MenuEntry, ...]
