"""What one capture tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from migrator.model.capture import Note
from migrator.model.values import Comment, CustomField, Fields, LabelledLink, Value, Version

#: Between the reason of a page's kind and what is damaged about its capture.
DAMAGED = "; damaged: "
#: The reason of a page's kind where a person declared it.
DECLARED = "site.yaml"
#: What the reason of a page that a person left out begins with.
LEFT_OUT = "left out"
#: The code of the note on a page whose address names an article that was not read from it.
NO_ARTICLE = "reading-no-article"
#: What the reason of a dump begins with whose rows were read.
DUMP_READ = "a database dump: "
#: The note that words of an article's page are in no part of its record: as good as a loss.
WORDS_LEFT = "words-left"


class OpenBlock(NamedTuple):
    """Words of a page in no part of its record and by no rule known to be no content: a mark of
    them, how many, the first of them and where they stand."""

    mark: int
    words: int
    start: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class PageWords:
    """How many of a page's visible words went into its record, are known to be no content (by a
    rule that names their element), were taken out of the body by a rule, and the blocks of the
    others. `marks` are those of all blocks of the page: what other pages have too is the site's;
    the first `in_body` of them stand in the article's text and are no labels."""

    record: int = 0
    known: int = 0
    rules: int = 0
    open: tuple[OpenBlock, ...] = ()
    marks: tuple[int, ...] = ()
    in_body: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """An article as another page tells of it: a row of a listing or an item of a feed (`where`)."""

    url: str
    where: str
    fields: Fields = field(default_factory=dict)
    intro: str | None = None
    whole: bool = False


class Witness(NamedTuple):
    """A mention, and the numbers of the category and section whose page it stands on."""

    mention: Mention
    category: int | None
    section: int | None


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu; `level` is 0 for the outermost, `url` None where it leads nowhere (a
    separator). `kind` and `to` are those of the link, once the site is known."""

    title: str
    url: str | None
    level: int = 0
    kind: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of a page: its items in order, those within another after it."""

    title: str | None
    items: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one capture told.

    `part` says how it belongs to its article: whole, page (of a page-break article, `number` from 0
    of `pages`), print, comments, fragment. `generic` says how a page of no known structure was
    read: alone, or by the survey. `taxonomy` holds what links on the page call sections and
    categories: (level, number, name, number of the section, weight). `origin` is page, text (one
    without markup), database (a row of a dump), dump (the file that has the rows), program (of an
    installation) or private (a file that nobody is to see); `state` is that of a row, `addresses`
    are those computed for it, or the one that a saver asked for where the page calls itself
    otherwise, `moved` pairs of an old address and what it leads to. `text_mark` is
    the mark of the body's words and `sketch` tells how much of them another text has
    (`normalise/word_digest.py`), `location` is where a redirect leads, `captured` when the capture
    was made (ISO). `extra` are fields that one kind of item has (a price, the place of an
    event)."""

    source: str
    url: str | None
    kind: str
    reason: str
    status: str = "read"
    mirror: str | None = None
    key: str | None = None
    part: str = "whole"
    number: int = 0
    pages: int = 1
    printed: bool = False
    generic: str | None = None
    joomla: str | None = None
    template: str | None = None
    comment_system: str | None = None
    fields: Fields = field(default_factory=dict)
    extra: dict[str, Value] = field(default_factory=dict)
    custom_fields: tuple[CustomField, ...] = ()
    article_links: tuple[LabelledLink, ...] = ()
    versions: tuple[Version, ...] = ()
    body: str | None = None
    text_mark: str | None = None
    sketch: tuple[int, ...] = ()
    words: PageWords | None = None
    edge_links: tuple[int, ...] = ()
    location: str | None = None
    captured: str | None = None
    comments: tuple[Comment, ...] = ()
    comments_stated: int | None = None
    comment_pages: int = 1
    mentions: tuple[Mention, ...] = ()
    canonical: str | None = None
    links: tuple[str, ...] = ()
    page_title: str = ""
    page_description: str | None = None
    category: int | None = None
    section: int | None = None
    origin: str = "page"
    state: str = "published"
    addresses: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    taxonomy: tuple[tuple[str, int, str, int | None, int], ...] = ()
    menus: tuple[Menu, ...] = ()
    notes: tuple[Note, ...] = ()
