"""A whole site as one value, and what a run wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from migrator.model.article import Article, Link, Thread
from migrator.model.capture import Note
from migrator.model.reading import Menu


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
