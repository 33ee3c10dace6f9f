"""One Markdown file an article, with YAML front matter; its comments in `NAME.comments.yaml` beside
it, its files in media/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrator.joomla import address
from migrator.model import Article
from migrator.writing import article_data as post
from migrator.writing import link_rewriting as relink
from migrator.writing.dialects import COMMON
from migrator.writing.names import short_name
from migrator.writing.target import Target
from migrator.writing.writer import Document, TargetWriter


class MarkdownFiles(Target):
    """A Markdown file with YAML front matter for each article."""

    dialect = COMMON

    def write(self, writer: TargetWriter) -> None:
        """Files are named after the article's alias, else its title; names are unique."""
        writer.write(_documents(writer), self.dialect)


def _documents(writer: TargetWriter) -> Iterator[Document]:
    names = {a.id: writer.folder.name(short_name(a), ".md", a.id) for a in writer.outline.articles}
    threads = {
        address.key(url): names[a.id]
        for a in writer.outline.articles
        if a.kind in ("thread", "mention")
        for url in a.urls
    }
    files = writer.files("media")

    def documents(article: Article) -> Iterator[Document]:
        name = names[article.id]
        leads = {
            link.url: name_
            for link in article.references
            if (name_ := names.get(link.to or "") or threads.get(address.key(link.url)))
        }
        leads |= {url: f"media/{place}" for url, place in files.of(article).items()}
        yield Document(
            writer.folder, name, front(article), relink.in_markdown(article.body_markdown, leads)
        )
        if article.comments:
            yield Document(
                writer.folder,
                f"{name.removesuffix('.md')}.comments.yaml",
                [post.comment(c, leads) for c in article.comments],
            )

    return writer.documents(documents)


def front(article: Article) -> dict[str, Any]:
    """What is known of the article, and where it comes from."""
    values = {
        **post.front(article),
        "alias": article.alias,
        "categories": list(article.categories),
        "hits": article.hits,
        "id": article.id,
        "url": article.url,
        "old_addresses": list(article.urls),
        "source": list(article.sources),
        "captured": article.captured,
        "comments": len(article.comments),
    }
    return {k: v for k, v in values.items() if v not in (None, [], 0)}
