"""A site as flat tables, for SQLite, CSV and Parquet alike: what they are."""

from __future__ import annotations

from migrator.store.published import Column, Table

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
            Column("captured", "TEXT", "when the capture was made, where that is known"),
            Column("sha256", "TEXT", "the digest of what was captured"),
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
