"""What the report of a run asks the store: counts and short rows, no whole records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from migrator.joomla import address
from migrator.model import WORDS_LEFT, Article, OpenBlock
from migrator.store.database import Store
from migrator.store.packed_records import unpacker


class ArticleRow(NamedTuple):
    """An article as a list shows it; `date` is that of its creation, where no page tells it that of
    its publication (ISO, or None); `comments` is how many it has."""

    number: int
    id: str
    url: str | None
    title: str | None
    author: str | None
    date: str | None
    categories: tuple[str, ...]
    comments: int


class NoteCount(NamedTuple):
    """How many notes of a code there are, with one of them."""

    code: str
    level: str
    articles: int
    about: str
    message: str


class ArticleNote(NamedTuple):
    """A note of an article that is more than information."""

    article: str
    code: str
    level: str
    message: str


class PageRow(NamedTuple):
    """A page, and how many of its words are in no record and on no other page."""

    source: str
    url: str | None
    title: str | None
    kind: str
    reason: str
    left: int


_DATE = "coalesce(articles.created, published)"
_ARTICLE = (
    f"SELECT number, articles.id, url, articles.title, articles.author, {_DATE}, "
    "categories, count(comments.article) FROM articles "
    "LEFT JOIN comments ON comments.article = articles.id GROUP BY number ORDER BY "
)


def article_rows(store: Store, order: Literal["site", "year", "category"]) -> Iterator[ArticleRow]:
    """All articles: in the order of the site, by year (those without a date last), or by
    category."""
    columns = {"site": "", "year": f"{_DATE} IS NULL, substr({_DATE}, 1, 4), "}
    columns["category"] = "categories, "
    for row in store.db.execute(f"{_ARTICLE}{columns[order]}number"):
        yield _article_row(*row)


def _article_row(*row: Any) -> ArticleRow:
    *columns, categories, comments = row
    return ArticleRow._make((*columns, tuple(msgspec.json.decode(categories)), comments))


def article(store: Store, ident: str) -> Article | None:
    """The record of an article; None where there is none."""
    row = store.db.execute("SELECT record FROM articles WHERE id = ?", (ident,)).fetchone()
    return unpacker(Article)(row[0]) if row else None


def articles_per_year(store: Store) -> dict[str | None, int]:
    """How many articles were written in each year (None: no date): created, and where that is not
    told, published."""
    return _counts(store, f"SELECT substr({_DATE}, 1, 4), count(*) FROM articles GROUP BY 1")


def dated_by_publication(store: Store) -> int:
    """How many articles tell when they were published and not when they were created."""
    query = "SELECT count(*) FROM articles WHERE created IS NULL AND published IS NOT NULL"
    count: int = store.db.execute(query).fetchone()[0]
    return count


def comments_per_year(store: Store) -> dict[str | None, int]:
    """How many comments were written in each year (None: no date)."""
    return _counts(store, "SELECT substr(created, 1, 4), count(*) FROM comments GROUP BY 1")


def articles_per_category(store: Store) -> dict[tuple[str, ...], int]:
    """How many articles each category has, by its path; () holds those without one."""
    query = "SELECT categories, count(*) FROM articles GROUP BY 1"
    return {tuple(msgspec.json.decode(path)): n for path, n in store.db.execute(query)}


def comments_per_category(store: Store) -> dict[tuple[str, ...], int]:
    """How many comments the articles of each category have, by its path."""
    query = (
        "SELECT categories, count(*) FROM comments JOIN articles ON articles.id = article "
        "GROUP BY 1"
    )
    return {tuple(msgspec.json.decode(path)): n for path, n in store.db.execute(query)}


def _counts(store: Store, query: str) -> dict[str | None, int]:
    return dict(store.db.execute(query).fetchall())


def note_counts(store: Store) -> list[NoteCount]:
    """The notes of articles by their code, the most frequent first."""
    rows = store.db.execute(
        "SELECT code, level, count(*), about, message FROM notes GROUP BY code, level "
        "ORDER BY 3 DESC, code"
    )
    return [NoteCount(*row) for row in rows]


def article_notes(store: Store) -> Iterator[ArticleNote]:
    """The warnings and losses of articles."""
    rows = store.db.execute(
        "SELECT about, code, level, message FROM notes WHERE level != 'info' OR code = ?",
        (WORDS_LEFT,),
    )
    return (ArticleNote(*row) for row in rows)


def titles(store: Store, idents: Sequence[str]) -> dict[str, str | None]:
    """The titles of some articles."""
    query = "SELECT id, title FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    return dict(store.db.execute(query, (json.dumps(idents),)).fetchall())


def words_left(store: Store, least: int) -> dict[str, int]:
    """The articles of whose pages at least so many words are left over, and how many."""
    return dict(
        store.db.execute(
            "SELECT article, sum(json_extract(words, '$.left')) AS lost FROM belongs "
            "JOIN words USING (capture) GROUP BY article HAVING lost >= ?",
            (least,),
        ).fetchall()
    )


def generic_articles(store: Store) -> dict[str, str]:
    """The articles whose page has no known structure, and how it was read (alone, by a survey)."""
    return dict(
        store.db.execute(
            "SELECT article, generic FROM belongs JOIN captures ON capture = number "
            "WHERE first AND generic IS NOT NULL"
        ).fetchall()
    )


def other_page(store: Store, source: str) -> PageRow | None:
    """A page by its source; None where there is none."""
    row = store.db.execute(
        "SELECT source, url, title, kind, reason, 0 FROM pages WHERE source = ?", (source,)
    ).fetchone()
    return PageRow(*row) if row else None


#: Pages that are read as pages: neither files nor answers without a page in them.
_READ = (
    "FROM pages WHERE origin IN ('page', 'text') AND status NOT IN ('failed') AND "
    "kind NOT IN ('media', 'redirect', 'feed') "
)


def page_names(store: Store) -> list[str]:
    """The sources of all pages that were read, in their order."""
    return [source for (source,) in store.db.execute(f"SELECT source {_READ}")]


def find_pages(store: Store, words: str, most: int) -> list[PageRow]:
    """The first pages with some words in their title, address, source or kind."""
    pattern = "%" + re.sub(r"([%_\\])", r"\\\1", words) + "%"
    rows = store.db.execute(
        f"SELECT source, url, coalesce(title, (SELECT title FROM articles WHERE id = article)) "
        f"AS name, kind, reason, 0 {_READ} AND (source LIKE ?1 ESCAPE '\\' OR url LIKE ?1 "
        "ESCAPE '\\' OR name LIKE ?1 ESCAPE '\\' OR kind = ?2) LIMIT ?3",
        (pattern, words, most),
    )
    return [PageRow(*row) for row in rows]


def article_of(store: Store, source: str) -> str | None:
    """The article that a page belongs to; None where it belongs to none."""
    row = store.db.execute("SELECT article FROM pages WHERE source = ?", (source,)).fetchone()
    return row[0] if row else None


def named_page(store: Store, name: str) -> str | None:
    """The source of the article page with an address (with or without its host) or source."""
    wanted = {name, address.key(name)}
    rows = store.db.execute("SELECT source, url FROM pages WHERE article IS NOT NULL")
    return next(
        (
            source
            for source, url in rows
            if source == name or (url and wanted & {url, address.key(url), address.read(url).place})
        ),
        None,
    )


def first_source(store: Store, ident: str) -> str | None:
    """The source of the capture that an article is made from first of all."""
    row = store.db.execute(
        "SELECT source FROM belongs JOIN captures ON capture = number WHERE article = ? "
        "ORDER BY part != 'whole', NOT first, position LIMIT 1",
        (ident,),
    ).fetchone()
    return row[0] if row else None


def page_words(store: Store, source: str) -> dict[str, int] | None:
    """Where the words of a capture went; None where that is not known."""
    row = store.db.execute(
        "SELECT words FROM words JOIN captures ON capture = number WHERE source = ?", (source,)
    ).fetchone()
    return msgspec.json.decode(row[0]) if row else None


def left_over(store: Store, source: str) -> list[OpenBlock]:
    """The blocks of words of a capture that went nowhere."""
    rows = store.db.execute(
        "SELECT words, start, place FROM left_over JOIN captures ON capture = number "
        "WHERE source = ? ORDER BY words DESC",
        (source,),
    )
    return [OpenBlock(0, *row) for row in rows]


def pages_without_record(store: Store, least: int) -> list[PageRow]:
    """The pages that could not be read, and those without an article that have at least so many
    words of their own, those with most first."""
    rows = store.db.execute(
        "SELECT source, url, title, kind, reason, "
        "coalesce(json_extract(words, '$.left'), 0) AS lost "
        "FROM pages WHERE status = 'failed' OR (article IS NULL AND status = 'read' AND "
        "kind IN ('other', 'form', 'not-joomla', 'error', 'listing') AND lost >= ?) "
        "ORDER BY status = 'failed' DESC, lost DESC",
        (least,),
    )
    return [PageRow(*row) for row in rows]
