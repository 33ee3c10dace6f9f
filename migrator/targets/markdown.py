"""One Markdown file an article, with YAML front matter; its comments in `NAME.comments.yaml` beside it."""

from __future__ import annotations

from typing import Any

from migrator import frontmatter
from migrator.guard.paths import Folder
from migrator.model import Article, Comment, Site, When


def write(site: Site, folder: Folder) -> None:
    """Files are named after the article's alias, else its title; two of one name are told apart."""
    for article in site.articles:
        name = folder.name(article.alias or article.title or article.id, ".md", article.id)
        folder.write(name, frontmatter.document(front(article), article.body_markdown))
        if article.comments:
            folder.write(f"{name.removesuffix('.md')}.comments.yaml", frontmatter.dump([comment(c) for c in article.comments]))


def front(article: Article) -> dict[str, Any]:
    """What is known of the article; what the pages do not tell is left out."""
    told: dict[str, Any] = {
        "title": article.title or article.alias or article.id,
        "alias": article.alias,
        "date": _moment(article.created or article.published),
        "lastmod": _moment(article.modified),
        "author": article.author,
        "categories": list(article.categories),
        "tags": list(article.tags),
        "hits": article.hits,
        "language": article.language,
        "description": article.description,
        "keywords": article.keywords,
        "id": article.id,
        "url": article.url,
        "old_addresses": list(article.urls),
        "source": list(article.sources),
        "comments": len(article.comments) or None,
    }
    return {k: v for k, v in told.items() if v not in (None, [], "")}


def comment(c: Comment) -> dict[str, Any]:
    """One comment as plain data."""
    told = {"id": c.id, "parent": c.parent, "author": c.author, "website": c.website, "date": _moment(c.created), "title": c.title, "votes": c.votes,
            "url": c.url, "html": c.html, "text": c.text}
    return {k: v for k, v in told.items() if v not in (None, "")}


def _moment(when: When | None) -> str | None:
    return when.value if when else None
