"""What is known of a site before its pages are read, as a typed record.

A person writes it as `site.yaml` (`migrator.site_yaml` loads and checks it): what is true of one
site only, with the field names that readers have and no verbs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

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


def _about(description: str, example: str = "") -> msgspec.Meta:
    """What a key means, and an example as YAML: for the reference and for messages."""
    return msgspec.Meta(description=description, examples=[example] if example else None)


class _Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Selectors (CSS) by what they select: a string or a list each."""

    def of(self, name: str) -> tuple[str, ...]:
        """The selectors of a part, in the order in which they are tried."""
        declared: Selectors = getattr(self, name)
        return (declared,) if isinstance(declared, str) else tuple(declared)


class ArticleSelectors(_Parts, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where an article's parts stand: CSS selectors, a string or a list each."""

    item: Annotated[Selectors, _about("the box of one article; declares a structure")] = []
    body: Annotated[Selectors, _about("the box of its text")] = []
    drop: Annotated[Selectors, _about("what in it is no part of the text")] = []
    title: Annotated[Selectors, _about("its title")] = []
    author: Annotated[Selectors, _about("who wrote it")] = []
    created: Annotated[Selectors, _about("when it was written")] = []
    modified: Annotated[Selectors, _about("when it was changed")] = []
    published: Annotated[Selectors, _about("when it was published")] = []
    category: Annotated[Selectors, _about("its category")] = []
    section: Annotated[Selectors, _about("the section of its category")] = []
    hits: Annotated[Selectors, _about("how often it had been read")] = []
    tags: Annotated[Selectors, _about("its tags, an element each")] = []


class CommentSelectors(_Parts, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the parts of a comment stand, in a system of the site's own: CSS selectors, a string or
    a list each."""

    item: Annotated[Selectors, _about("one comment")] = []
    block: Annotated[Selectors, _about("what belongs to the system, not to the article")] = []
    drop: Annotated[Selectors, _about("what in a comment is none of its words")] = []
    body: Annotated[Selectors, _about("its words")] = []
    author: Annotated[Selectors, _about("who wrote it")] = []
    website: Annotated[Selectors, _about("a link to the author's website")] = []
    created: Annotated[Selectors, _about("when it was written")] = []
    title: Annotated[Selectors, _about("its title")] = []
    votes: Annotated[Selectors, _about("the votes for it, less those against it")] = []
    stated: Annotated[Selectors, _about("how many comments the page says there are")] = []


class TargetSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is true of one target only."""

    comments: Annotated[bool, _about("whether the comments of articles are written")] = True


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The keys of `site.yaml`. A pattern is a regular expression."""

    article: Annotated[
        ArticleSelectors,
        _about(
            "selectors of an article's parts; with `item`, or where no known structure is on a "
            "page, they declare a structure of the site's own, else they come before those of the "
            "structure that is there",
            'article: {title: "h1.headline"}',
        ),
    ] = ArticleSelectors()
    comments: Annotated[
        CommentSelectors,
        _about(
            "selectors of a comment system of the site's own",
            'comments: {item: ".comment", author: ".name", body: ".text"}',
        ),
    ] = CommentSelectors()
    zone: Annotated[
        str | None,
        _about("the time zone of dates that the pages print without one", "zone: Europe/Berlin"),
    ] = None
    date_order: Annotated[
        Literal["dmy", "mdy"] | None,
        _about(
            "whether 3/4/2008 is the third of April or the fourth of March; default: what the "
            "pages together tell",
            "date_order: mdy",
        ),
    ] = None
    kinds: Annotated[
        dict[Kind, list[str]],
        _about(
            "what pages are, by patterns of their addresses or files",
            'kinds: {listing: ["^/news/?$"]}',
        ),
    ] = {}
    same: Annotated[
        list[list[str]],
        _about(
            "pages (addresses or files) that are one article",
            'same: [["/news/12-lamps", "/lamps"]]',
        ),
    ] = []
    accepted: Annotated[
        list[str],
        _about(
            "codes of notes that are as they should be: no article needs a look for them",
            "accepted: [livefyre-elsewhere]",
        ),
    ] = []
    hosts: Annotated[
        list[str], _about("names that the site had before", "hosts: [www.older.example]")
    ] = []
    rules_off: Annotated[
        list[str],
        _about("rules that are not to clean old markup", "rules_off: [bold-headings]"),
    ] = []
    footnotes: Annotated[
        bool,
        _about(
            "whether notes are written as `[^1]`, which generators know and CommonMark does not",
            "footnotes: true",
        ),
    ] = False
    include: Annotated[
        list[str],
        _about("patterns of addresses or files: no other pages", 'include: ["^/news/"]'),
    ] = []
    exclude: Annotated[
        list[str], _about("patterns of addresses or files: not these", 'exclude: ["^/shop/"]')
    ] = []
    categories_off: Annotated[
        list[str],
        _about(
            "categories whose articles are left out, with those below them",
            'categories_off: ["News / Old"]',
        ),
    ] = []
    targets: Annotated[
        dict[str, TargetSettings],
        _about("what is true of one target only", "targets: {hugo: {comments: false}}"),
    ] = {}
    title: Annotated[
        str | None, _about("the site's name, where pages tell it wrong", "title: Lantern Street")
    ] = None
    url: Annotated[str | None, _about("its main address, likewise", "url: https://old.example")] = (
        None
    )
    language: Annotated[str | None, _about("its language, likewise", "language: en-GB")] = None

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
    run, with which hashes of e-mail addresses are made so that nobody else can confirm one, how
    many captures are read at most (None: all), and whether pages of no known structure are read
    again with a survey, so that now only their kind is wanted."""

    date_order: str = "dmy"
    known_readers: bool = True
    site: Settings = field(default_factory=Settings)
    survey: Survey | None = None
    texts: TextSurvey | None = None
    include: frozenset[str] = frozenset()
    key: bytes = b""
    limit: int | None = None
    survey_follows: bool = False


NOTHING_KNOWN = ReadOptions()
