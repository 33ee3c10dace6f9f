"""What is known of a site before its pages are read, as a typed record.

A person writes it as `site.yaml` (`migrator.site_yaml` loads and checks it): what is true of one
site only, with the field names that readers have and no verbs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from migrator.document.context import Survey, TextSurvey

#: The kinds of pages that `kinds:` may name; CONTRACT.md lists them.
Kind = Literal[
    "article",
    "listing",
    "front",
    "archive",
    "search",
    "feed",
    "forum",
    "form",
    "error",
    "other",
    "not-joomla",
]
#: One selector, or several in the order in which they are tried.
Selectors = str | list[str]


class ArticleSelectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where an article's parts stand: CSS selectors, a string or a list each."""

    item: Selectors = []
    body: Selectors = []
    drop: Selectors = []
    title: Selectors = []
    author: Selectors = []
    created: Selectors = []
    modified: Selectors = []
    published: Selectors = []
    category: Selectors = []
    section: Selectors = []
    hits: Selectors = []
    tags: Selectors = []

    def of(self, name: str) -> tuple[str, ...]:
        """The selectors of a part, in the order in which they are tried."""
        declared: Selectors = getattr(self, name)
        return (declared,) if isinstance(declared, str) else tuple(declared)


class CommentSelectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the parts of a comment stand, in a system of the site's own: CSS selectors, a string or
    a list each. `block` is what belongs to the system and not to the article."""

    item: Selectors = []
    block: Selectors = []
    drop: Selectors = []
    body: Selectors = []
    author: Selectors = []
    website: Selectors = []
    created: Selectors = []
    title: Selectors = []
    votes: Selectors = []
    stated: Selectors = []

    def of(self, name: str) -> tuple[str, ...]:
        """The selectors of a part, in the order in which they are tried."""
        declared: Selectors = getattr(self, name)
        return (declared,) if isinstance(declared, str) else tuple(declared)


class TargetSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is true of one target only: whether the articles' comments are written."""

    comments: bool = True


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The keys of `site.yaml`.

    `article` and `comments` are selectors: with `item` (or where no known structure is on a page)
    they declare a structure of the site's own, without it they come before those of the structure
    that is there. `kinds` maps a kind of page to patterns (regular expressions) of addresses or
    file names, `same` lists pages (addresses or file names) that are one article, `hosts` are names
    that the site had before, `rules_off` cleaning rules not to be used. `include` and `exclude` are
    patterns of addresses or file names: which pages are wanted, and which are not; `categories_off`
    are categories whose articles are not wanted ("News / Old"), with those below them. `targets`
    holds what is true of one target (`hugo`) only. `title`, `url` and `language` are the name of
    the site, its main address and its language, where the pages tell them wrong or not at all.
    """

    article: ArticleSelectors = ArticleSelectors()
    comments: CommentSelectors = CommentSelectors()
    zone: str | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    kinds: dict[Kind, list[str]] = {}
    same: list[list[str]] = []
    hosts: list[str] = []
    rules_off: list[str] = []
    footnotes: bool = False
    include: list[str] = []
    exclude: list[str] = []
    categories_off: list[str] = []
    targets: dict[str, TargetSettings] = {}
    title: str | None = None
    url: str | None = None
    language: str | None = None

    def as_json(self) -> str:
        """The settings as JSON with keys in order: equal settings, equal text."""
        return msgspec.json.encode(self, order="sorted").decode()

    @staticmethod
    def from_json(text: str) -> Settings:
        return msgspec.json.decode(text, type=Settings)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is known of the site before a page is read: whether known readers are used, the site's
    settings, the order of numeric dates, at the second look what the surveys of pages and of texts
    learned, which states of a database's rows are wanted beside the public ones, the `key` of the
    run, with which hashes of e-mail addresses are made so that nobody else can confirm one, and how
    many captures are read at most (None: all)."""

    date_order: str = "dmy"
    known_readers: bool = True
    site: Settings = field(default_factory=Settings)
    survey: Survey | None = None
    texts: TextSurvey | None = None
    include: frozenset[str] = frozenset()
    key: bytes = b""
    limit: int | None = None


NOTHING_KNOWN = ReadOptions()
