"""A site as flat tables: what they are, for SQLite, CSV and Parquet alike, and the rows of a site.

A value that no page tells is empty. Dates are ISO 8601 as fine as they were told: `2009-03-12`,
`2009-03-12T14:05`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from migrator.model import Article, Attachment, Category, Comment, Gap, Link, Note, Page, Picture
from migrator.store.published import Column, PublishedDatabase, Row, Table
from migrator.writing.writer import TargetWriter

_ARTICLE = Column("article", "TEXT", "the article", "articles")

TABLES = (
    Table(
        "categories",
        "The categories and sections, each with the one above it.",
        (
            Column("path", "TEXT", "the names from the outermost on, with ` / ` between"),
            Column("name", "TEXT", "its own name"),
            Column("parent", "TEXT", "the category above it", "categories"),
            Column("url", "TEXT", "its list on the old site"),
            Column("description", "TEXT", "its description, HTML"),
        ),
        key="path",
    ),
    Table(
        "articles",
        "One row an article; products, events, guest books and forum threads are articles, too.",
        (
            Column("id", "TEXT", "component and number on the old site: `com_content:12`"),
            Column("kind", "TEXT", "`article`, `item` (of another component) or `thread`"),
            Column("state", "TEXT", "`published`, `archived`, or the state in the database"),
            Column("title", "TEXT", "the title"),
            Column("alias", "TEXT", "the name in its address"),
            Column("author", "TEXT", "the name shown"),
            Column("category", "TEXT", "the category", "categories"),
            Column("created", "TEXT", "when it was written"),
            Column("modified", "TEXT", "when it was changed"),
            Column("published", "TEXT", "when it was published"),
            Column("hits", "INTEGER", "how often it had been read"),
            Column("rating", "REAL", "the average of the votes"),
            Column("votes", "INTEGER", "how many votes"),
            Column("language", "TEXT", "its language: `en-GB`"),
            Column("description", "TEXT", "the description for search engines"),
            Column("keywords", "TEXT", "the keywords for search engines"),
            Column("url", "TEXT", "the main address on the old site"),
            Column("comments", "INTEGER", "how many comments are in `comments`"),
            Column("comments_stated", "INTEGER", "how many comments the page says there are"),
            Column("comment_system", "TEXT", "the comment system"),
            Column("body_html", "TEXT", "the text, HTML"),
            Column("body_markdown", "TEXT", "the text, Markdown"),
            Column("extra", "TEXT", "what an item of another component tells beside it, JSON"),
            Column("found_by", "TEXT", "the rule that found each field, JSON"),
        ),
        key="id",
        searched=("title", "author", "description", "keywords", "body_markdown"),
    ),
    Table(
        "comments",
        "The comments, in the order of the pages.",
        (
            Column("number", "INTEGER", "a number of its own"),
            _ARTICLE,
            Column("parent", "INTEGER", "the comment that it answers", "comments"),
            Column("id", "TEXT", "its id on the old site, unique within its article"),
            Column("parent_id", "TEXT", "the id of what it answers, there or not"),
            Column("author", "TEXT", "the name shown, or a pseudonym"),
            Column("website", "TEXT", "the website that the author gave"),
            Column("email_hash", "TEXT", "the same for the same e-mail address"),
            Column("created", "TEXT", "when it was written"),
            Column("title", "TEXT", "its title"),
            Column("text", "TEXT", "its words"),
            Column("html", "TEXT", "the same, HTML"),
            Column("votes", "INTEGER", "votes for it less those against it"),
            Column("rating", "REAL", "the rating that a review gives"),
            Column("rating_best", "REAL", "the best rating there is"),
            Column("url", "TEXT", "its own address on the old site"),
        ),
        key="number",
        searched=("author", "title", "text"),
    ),
    Table(
        "tags",
        "The tags of the articles.",
        (_ARTICLE, Column("tag", "TEXT", "the tag")),
    ),
    Table(
        "media",
        "Pictures that articles show, files that they offer and that comments bring.",
        (
            _ARTICLE,
            Column("comment", "INTEGER", "the comment that brings it", "comments"),
            Column("role", "TEXT", "`image` or `attachment`"),
            Column("url", "TEXT", "its address on the old site"),
            Column("alt", "TEXT", "the text in place of the picture, or the name of the file"),
            Column("caption", "TEXT", "the caption"),
            Column("file", "TEXT", "where it is in the capture; empty: it is missing"),
        ),
    ),
    Table(
        "fields",
        "Custom fields of articles (Joomla 3.7 on).",
        (
            _ARTICLE,
            Column("name", "TEXT", "the name in the database"),
            Column("label", "TEXT", "the label shown"),
            Column("value", "TEXT", "the words"),
            Column("html", "TEXT", "the same, HTML"),
        ),
    ),
    Table(
        "links",
        "What links of articles and comments lead to, and the links that an author gave beside the "
        "text.",
        (
            _ARTICLE,
            Column("url", "TEXT", "the address"),
            Column("label", "TEXT", "the label of a link beside the text"),
            Column(
                "kind", "TEXT", "what it leads to: `article`, `file`, `missing`, a kind of page"
            ),
            Column("to_article", "TEXT", "the article that it leads to", "articles"),
        ),
    ),
    Table(
        "addresses",
        "The addresses of the old site and what stood there.",
        (
            Column("url", "TEXT", "the address"),
            Column("kind", "TEXT", "what stood there: `article`, `listing`, …"),
            Column("article", "TEXT", "the article that stood there", "articles"),
        ),
    ),
    Table(
        "gaps",
        "What is known to have been on the site and is not in the capture.",
        (
            Column("kind", "TEXT", "`article`, `page`, `comments`, `image` or `file`"),
            Column("url", "TEXT", "its address"),
            Column("title", "TEXT", "its title"),
            Column("article", "TEXT", "the article that lacks it", "articles"),
            Column("why", "TEXT", "how it is known"),
            Column("told", "TEXT", "what other pages tell of it, JSON"),
        ),
    ),
    Table(
        "pages",
        "The captures, one by one, and what became of each.",
        (
            Column("source", "TEXT", "its file or record"),
            Column("url", "TEXT", "its address"),
            Column("kind", "TEXT", "what it was taken for"),
            Column("article", "TEXT", "the article that it belongs to", "articles"),
            Column("status", "TEXT", "`read`, `merged`, `skipped`, `failed`"),
            Column("reason", "TEXT", "why"),
            Column("joomla", "TEXT", "the version of Joomla"),
            Column("template", "TEXT", "the template"),
            Column("comment_system", "TEXT", "the comment system"),
            Column("origin", "TEXT", "`page`, `text` or `database`"),
        ),
    ),
    Table(
        "notes",
        "What a person should know of an article.",
        (
            _ARTICLE,
            Column("level", "TEXT", "`info`, `warning` or `loss`"),
            Column("code", "TEXT", "the matter"),
            Column("message", "TEXT", "the same in words"),
        ),
    ),
    Table(
        "menus",
        "The menus, entry by entry.",
        (
            Column("menu", "INTEGER", "the number of the menu"),
            Column("menu_title", "TEXT", "its title"),
            Column("level", "INTEGER", "0 for the outermost entries"),
            Column("title", "TEXT", "the words of the entry"),
            Column("url", "TEXT", "where it led"),
            Column("kind", "TEXT", "what it led to"),
            Column("article", "TEXT", "the article that it led to", "articles"),
        ),
    ),
)


def fill(database: PublishedDatabase, writer: TargetWriter) -> None:
    """Puts the site of `writer` into a database of TABLES."""
    database.add(_rows(writer))


def _rows(writer: TargetWriter) -> Iterator[tuple[str, Row]]:
    site = writer.site
    for category in site.structure.categories:
        yield "categories", _category(category)
    numbers = 0
    for article in writer.articles():
        yield "articles", _article(article)
        yield from _comments(article, numbers)
        numbers += len(article.comments)
        yield from _parts(article)
    for link in site.addresses:
        yield "addresses", (link.url, link.kind, _led_to(link.kind, link.to))
    for gap in site.gaps:
        yield "gaps", _gap(gap)
    for page in site.pages:
        yield "pages", _page(page)
    for number, menu in enumerate(site.structure.menus, 1):
        for item in menu.items:
            article_id = _led_to(item.kind, item.to)
            yield (
                "menus",
                (number, menu.title, item.level, item.title, item.url, item.kind, article_id),
            )


def category_path(names: Iterable[str]) -> str | None:
    """The path of a category as one text, None where there is none; no two paths give the same."""
    parts = [name.replace("\\", "\\\\").replace(" / ", " \\/ ") for name in names]
    return _text(" / ".join(parts))


def _text(text: str | None) -> str | None:
    """A text that a file can hold; None where it is empty."""
    return text.encode("utf-8", "replace").decode() if text else None


def _json(value: Any) -> str | None:
    return msgspec.json.encode(value).decode("utf-8", "replace") if value else None


def _led_to(kind: str | None, to: str | None) -> str | None:
    return to if kind == "article" else None


def _category(category: Category) -> Row:
    parent = category_path(category.path[:-1])
    path = category_path(category.path)
    return (path, _text(category.path[-1]), parent, category.url, _text(category.description))


def _article(a: Article) -> Row:
    dates = (when.value if when else None for when in (a.created, a.modified, a.published))
    rating = a.rating or {}
    return (
        a.id,
        a.kind,
        a.state,
        _text(a.title),
        _text(a.alias),
        _text(a.author),
        category_path(a.categories),
        *dates,
        a.hits,
        rating.get("value"),
        rating.get("count"),
        a.language,
        _text(a.description),
        _text(a.keywords),
        _text(a.url),
        len(a.comments),
        a.comments_stated,
        a.comment_system,
        _text(a.body_html),
        _text(a.body_markdown),
        _json(a.extra),
        _json(a.found_by),
    )


def _comments(article: Article, before: int) -> Iterator[tuple[str, Row]]:
    numbers = {c.id: number for number, c in enumerate(article.comments, before + 1)}
    for number, comment in enumerate(article.comments, before + 1):
        parent = numbers.get(comment.parent or "")
        yield "comments", _comment(article, comment, number, parent)
        for attachment in comment.attachments:
            row = _attachment(attachment)
            yield "media", (article.id, number, *row)


def _comment(article: Article, c: Comment, number: int, parent: int | None) -> Row:
    rating = c.rating or {}
    return (
        number,
        article.id,
        parent,
        c.id,
        c.parent,
        _text(c.author),
        _text(c.website),
        c.email_hash,
        c.created.value if c.created else None,
        _text(c.title),
        _text(c.text),
        _text(c.html),
        c.votes,
        rating.get("value"),
        rating.get("best"),
        _text(c.url),
    )


def _parts(article: Article) -> Iterator[tuple[str, Row]]:
    """The rows of everything that an article has several of, but comments."""
    for tag in article.tags:
        yield "tags", (article.id, _text(tag))
    for picture in article.images:
        yield "media", (article.id, None, *_media("image", picture))
    for file in article.attachments:
        yield "media", (article.id, None, *_media("attachment", file))
    for field in article.fields:
        row = (_text(field.name), _text(field.label), _text(field.value), _text(field.html))
        yield "fields", (article.id, *row)
    for own in article.links:
        yield "links", (article.id, _text(own.url), _text(own.label), None, None)
    for link in article.references:
        yield "links", _reference(article, link)
    for note in article.notes:
        yield "notes", _note(article, note)


def _media(role: str, picture: Picture) -> Row:
    return (
        role,
        _text(picture.src),
        _text(picture.alt),
        _text(picture.caption),
        _text(picture.file),
    )


def _attachment(attachment: Attachment) -> Row:
    return "attachment", _text(attachment.url), _text(attachment.name), None, None


def _reference(article: Article, link: Link) -> Row:
    return article.id, _text(link.url), None, link.kind, _led_to(link.kind, link.to)


def _note(article: Article, note: Note) -> Row:
    return article.id, note.level, note.code, _text(note.message)


def _gap(gap: Gap) -> Row:
    return (
        gap.kind,
        _text(gap.url),
        _text(gap.title),
        gap.article,
        _text(gap.why),
        _json(gap.told),
    )


def _page(p: Page) -> Row:
    return (
        _text(p.source),
        _text(p.url),
        p.kind,
        p.article,
        p.status,
        _text(p.reason),
        p.joomla,
        _text(p.template),
        p.comment_system,
        p.origin,
    )


def documentation() -> str:
    """The tables and their columns as Markdown: it goes with the files, and into docs/."""
    lines = []
    for table in TABLES:
        lines += [f"## {table.name}", "", table.meaning, "", "| column | type | meaning |"]
        lines.append("| --- | --- | --- |")
        for column in table.columns:
            meaning = column.meaning + (f" (→ `{column.refers}`)" if column.refers else "")
            lines.append(f"| `{column.name}` | {column.kind.lower()} | {meaning} |")
        lines.append("")
    return "\n".join(lines)
