"""A site without its texts: what plans of addresses, names and orders need of it. The articles lie
packed in the database; each plan that went through them would unpack them all again."""

from __future__ import annotations

from dataclasses import replace

from migrator.model import Article, Site


def outline(site: Site) -> Site:
    """`site` with the heads of its articles, all in memory: names, dates, addresses, categories,
    tags, state and kind; about 1 KB each."""
    return replace(site, articles=tuple(map(_head, site.articles)))


def _head(article: Article) -> Article:
    return Article(
        id=article.id,
        url=article.url,
        urls=article.urls,
        title=article.title,
        alias=article.alias,
        author=article.author,
        created=article.created,
        modified=article.modified,
        published=article.published,
        categories=article.categories,
        tags=article.tags,
        state=article.state,
        kind=article.kind,
    )
