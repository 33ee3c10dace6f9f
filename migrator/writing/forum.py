"""The threads of a forum, as targets write them that know articles only: a section of the site, in
it the forum's own categories, and an article for each thread.

The first post is the article, by its author and of its date; the others are its comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Generic, TypeVar, overload

from migrator.joomla import address
from migrator.markdown import conversion
from migrator.model import Article, Category, Comment, Site, Thread

SECTION = "Forum"
#: What the first category of a forum is often called: the section itself.
_SECTION_NAMES = {"forum", "forums", "foren", "foro", "foros"}


def with_threads(site: Site) -> Site:
    """`site` with its threads among the articles, and their categories among the others."""
    if not site.threads:
        return site
    there = {c.path for c in site.structure.categories}
    paths = (_path(t)[: end + 1] for t in site.threads for end in range(len(_path(t))))
    categories = tuple(Category(p) for p in dict.fromkeys(paths) if p not in there)
    return replace(
        site,
        articles=Joined(site.articles, site.threads, article),
        structure=replace(site.structure, categories=(*site.structure.categories, *categories)),
    )


def article(thread: Thread) -> Article:
    """The article that a thread becomes."""
    first = thread.posts[0] if thread.posts else Comment("")
    text, losses = conversion.convert(first.html)
    comments = tuple(
        replace(post, parent=None) if post.parent == first.id else post for post in thread.posts[1:]
    )
    return Article(
        id=thread.id,
        url=thread.url,
        urls=thread.urls,
        title=thread.title or first.title,
        alias=address.read(thread.url or "").alias,
        author=first.author,
        created=first.created,
        categories=_path(thread),
        body_html=first.html,
        body_markdown=text,
        images=thread.images,
        attachments=thread.attachments,
        references=thread.links,
        comments=comments,
        sources=thread.sources,
        notes=(*thread.notes, *losses),
        kind="thread",
    )


def _path(thread: Thread) -> tuple[str, ...]:
    """The section, and in it the thread's own categories."""
    names = thread.categories
    if names and names[0].casefold() in _SECTION_NAMES:
        names = names[1:]
    return (SECTION, *names)


T = TypeVar("T")


class Joined(Sequence[Article], Generic[T]):
    """Articles, then other records as articles, one in memory at a time."""

    def __init__(
        self, articles: Sequence[Article], others: Sequence[T], change: Callable[[T], Article]
    ) -> None:
        self._articles, self._others, self._change = articles, others, change

    def __len__(self) -> int:
        return len(self._articles) + len(self._others)

    def __iter__(self) -> Iterator[Article]:
        return chain(self._articles, map(self._change, self._others))

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> list[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | list[Article]:
        return list(self)[index]
