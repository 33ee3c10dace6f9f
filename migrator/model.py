"""The values that flow through a run. All are frozen; each stage makes new ones from the ones
before.

Names are Joomla's own (title, alias, created, hits) and the web archive's (capture).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from migrator.joomla.field_names import FieldName


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know: `code` is the unit and the matter (`document-charset`), `level`
    info, warning or loss."""

    code: str
    message: str
    level: str = "info"


@dataclass(frozen=True, slots=True)
class Capture:
    """What came in: the bytes of one page or file and what the capture itself says of them.
    `mirror` is the address that a mirrored file's place stands for: relative links in it lead from
    there; `answered` says that the old site answered there, whatever the page calls itself.
    `saved_as` is the address that the file's name itself spells: links that the saver has
    rewritten lead there. `faults` say what is wrong with the capture itself, `captured` when it was
    made (ISO), `written` when the file that it lies in was last written (ISO)."""

    source: str
    data: bytes
    url: str | None = None
    status: int | None = None
    content_type: str | None = None
    location: str | None = None
    captured: str | None = None
    mirror: str | None = None
    faults: tuple[str, ...] = ()
    written: str | None = None
    saved_as: str | None = None
    answered: bool = False


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


#: Between the reason of a page's kind and what is damaged about its capture.
DAMAGED = "; damaged: "
#: The reason of a page's kind where a person declared it.
DECLARED = "site.yaml"
#: What the reason of a page that a person left out begins with.
LEFT_OUT = "left out"
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
    others. `marks` are those of all blocks of the page: what other pages have too is the site's."""

    record: int = 0
    known: int = 0
    rules: int = 0
    open: tuple[OpenBlock, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An article as another page tells of it: a row of a listing or an item of a feed (`where`)."""

    url: str
    where: str
    fields: Fields = field(default_factory=dict)
    intro: str | None = None
    whole: bool = False


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


@dataclass(frozen=True, slots=True)
class Gap:
    """What is known to have been on the site and is not in the capture: an `article`, a `page` of
    one or a list, `comments` of an article, an `image` or a `file`. `article` is the one that lacks
    it, `told` what other pages tell of it."""

    kind: str
    url: str | None
    why: str
    title: str | None = None
    article: str | None = None
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One line of pages.jsonl; `title` is that of a page which is no article, `captured` when the
    capture was made (ISO), `sha256` the digest of what was captured; of a private file and of a row
    there is none."""

    source: str
    url: str | None
    kind: str
    article: str | None
    status: str
    reason: str
    joomla: str | None = None
    template: str | None = None
    comment_system: str | None = None
    words: dict[str, int] | None = None
    origin: str = "page"
    title: str | None = None
    captured: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A category or section by its path, with its list's own page and what that says of it: as
    HTML, as Markdown, and what the Markdown had to leave."""

    path: tuple[str, ...]
    url: str | None = None
    urls: tuple[str, ...] = ()
    description: str | None = None
    description_markdown: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of articles that is no category's (an archive, a tag, an author): its title, the
    addresses of its first page, and the ids of its articles in their order."""

    title: str
    urls: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """What holds a site together: its name, main address, language and description, its
    categories, its other lists and its menus."""

    title: str | None = None
    url: str | None = None
    language: str | None = None
    description: str | None = None
    hosts: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    menus: tuple[Menu, ...] = ()
    lists: tuple[ListPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the writing half needs, in a fixed order; of a large site, one record at a
    time is in memory. `addresses` are the old ones and what they lead to, `source_notes` notes
    about files of the source (the file, the note)."""

    pages: Sequence[Page]
    articles: Sequence[Article]
    threads: Sequence[Thread] = ()
    gaps: Sequence[Gap] = ()
    structure: Structure = field(default_factory=Structure)
    addresses: Sequence[Link] = ()
    source_notes: tuple[tuple[str, Note], ...] = ()
    closing: Callable[[], None] | None = field(default=None, compare=False, repr=False)

    def close(self) -> None:
        """Frees the database and the lock of the output folder; records that were not read before
        cannot be read after it."""
        if self.closing:
            self.closing()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class PageResult:
    """What one page is: its `kind` and the `reason` for it, `notes`, and its article or None."""

    kind: str
    reason: str
    notes: tuple[Note, ...]
    article: Article | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a run has written: the site, the targets, files of the capture that are not what they
    claim, and files of earlier runs that a user has edited, beside which the new ones lie; `faults`
    say which targets or articles could not be written, and why."""

    site: Site
    targets: tuple[str, ...]
    damaged_files: tuple[Gap, ...]
    edited: tuple[str, ...]
    faults: tuple[str, ...] = ()
