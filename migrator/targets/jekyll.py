"""A complete Jekyll site that builds with no edit and no plugin: articles in a collection, pages of
categories and tags, comments as data, menu, files, a theme, and small pages that lead on from old
addresses.

Checked with Jekyll 4.3 (kramdown with GFM)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from migrator.guard.file_names import slug
from migrator.model import Article
from migrator.writing import article_data as post
from migrator.writing import code_regions, engines, labels, menus, static_site
from migrator.writing import front_matter as frontmatter
from migrator.writing import link_rewriting as relink
from migrator.writing import permalinks as newsite
from migrator.writing.dialects import KRAMDOWN
from migrator.writing.names import UNTITLED, short_name
from migrator.writing.target import Target
from migrator.writing.writer import Document, TargetWriter

_IMAGE = re.compile(r'!\[(?:\\.|[^\]\\])*\]\(([^()\s]+)(?: "(?:\\.|[^"\\])*")?\)')


class Jekyll(Target):
    """A complete Jekyll site that builds with no edit and no plugin."""

    companions = ("redirects",)
    is_site = True
    dialect = KRAMDOWN

    def write(self, writer: TargetWriter) -> None:
        """_config.yml, _articles/, _data/, pages of categories and tags, the theme."""
        writer.theme("jekyll")
        writer.theme("common", "assets/")
        writer.folder.write("_config.yml", frontmatter.dump(_config(writer)))
        writer.folder.write("_data/menu.yml", frontmatter.dump(menus.tree(writer.site, writer.new)))
        writer.folder.write(
            "index.html",
            frontmatter.document(
                {"layout": "home", "title": writer.site.structure.title or "Articles"}, ""
            ),
        )
        writer.write(_articles(writer), self.dialect)
        writer.write(_categories(writer), self.dialect)
        _tags(writer)
        writer.write(_lists(writer), self.dialect)
        _lead_on(writer)
        menus.tell_lost(writer)


def _tags(writer: TargetWriter) -> None:
    """The page of each tag."""
    for tag, place in writer.new.tags.items():
        front = {"layout": "tag", "title": tag, "tag": tag, "permalink": place}
        writer.folder.write(f"{place.strip('/')}.html", frontmatter.document(front, ""))


def _lists(writer: TargetWriter) -> Iterator[Document]:
    folder = writer.folder.inside("lists")
    for place, title, text in static_site.other_lists(writer):
        front = {"layout": "list", "title": title, "permalink": place}
        yield Document(folder, folder.name(place.strip("/"), ".md", place), front, text)


def _articles(writer: TargetWriter) -> Iterator[Document]:
    """The articles and their comments."""
    articles, data, files = (
        writer.folder.inside("_articles"),
        writer.folder.inside("_data/comments"),
        writer.files("media"),
    )

    order = static_site.reading_order(writer)

    def documents(article: Article) -> Iterator[Document]:
        leads = writer.new.leads(article, {u: f"/media/{p}" for u, p in files.of(article).items()})
        name = articles.name(short_name(article), ".md", article.id)
        key = slug(name.removesuffix(".md"))
        if article.comments:
            yield Document(data, f"{key}.yml", post.shown(article, leads))
        body = _with_looks(
            relink.in_markdown(article.body_markdown, leads), post.looks(article, leads)
        )
        yield Document(articles, name, _front(writer, article, key, order[article.id]), body)

    return writer.documents(documents)


def _front(writer: TargetWriter, article: Article, key: str, order: int) -> dict[str, Any]:
    path = [
        {
            "title": article.categories[depth],
            "url": writer.new.categories[article.categories[: depth + 1]],
        }
        for depth in range(len(article.categories))
    ]
    front = {
        **post.front(article),
        "layout": "article",
        "permalink": writer.new.articles[article.id],
        "category_path": "/".join(article.categories),
        "crumbs": path,
        "tag_links": [{"title": t, "url": writer.new.tags[t]} for t in article.tags],
        "comments_key": key if article.comments else None,
        "comments_count": len(article.comments),
        **static_site.shown_dates(article),
        "order": order,
        "hits": article.hits,
        "joomla": article.id,
        "oldurl": article.url,
    }
    if not front.get("date"):  # Jekyll would take the day of the build
        front["date"] = "1970-01-01"
    if front.get("draft"):  # which Jekyll knows of posts alone
        front["published"] = False
    return {k: v for k, v in front.items() if k == "published" or v not in (None, [], 0, "")}


def _categories(writer: TargetWriter) -> Iterator[Document]:
    folder = writer.folder.inside("categories")
    for category in writer.site.structure.categories:
        inner = [
            {"title": c.path[-1], "url": writer.new.categories[c.path]}
            for c in writer.site.structure.categories
            if c.path[:-1] == category.path
        ]
        front: dict[str, Any] = {
            "layout": "category",
            "title": category.path[-1],
            "permalink": writer.new.categories[category.path],
            "category_path": "/".join(category.path),
        }
        if inner:
            front["inner"] = inner
        name = folder.name("-".join(category.path), ".md")
        yield Document(folder, name, front, category.description_markdown or "")


def _lead_on(writer: TargetWriter) -> None:
    """Pages at old addresses that lead to the new ones; none at an address that is taken."""
    folder = writer.folder.inside("moved")
    for old, place in newsite.moved(writer.outline, writer.new):
        front = {"layout": "moved", "permalink": old, "to": place, "sitemap": False}
        folder.write(folder.name(old.strip("/"), ".html", old), frontmatter.document(front, ""))


def _config(writer: TargetWriter) -> dict[str, Any]:
    about = writer.site.structure
    return {
        "title": about.title or UNTITLED,
        "url": writer.site_address(),
        "lang": about.language or "en",
        "description": about.description or "",
        "oldsite": about.url or "",
        "words": labels.words(about.language),
        "future": True,
        "markdown": "kramdown",
        "permalink": "pretty",
        "excerpt_separator": "<!--more-->",
        "kramdown": engines.KRAMDOWN,
        "collections": {"articles": {"output": True}},
        "exclude": ["README.md"],
    }


def _with_looks(text: str, looks: Mapping[str, Mapping[str, str]]) -> str:
    """Markdown in which pictures have the attributes that tell how they were shown: `looks`, by
    their addresses. Code is left alone."""
    if not looks:
        return text
    return "".join(
        piece if is_code else _IMAGE.sub(lambda m: m[0] + _look(looks.get(m[1], {})), piece)
        for piece, is_code in code_regions.regions(text)
    )


def _look(look: Mapping[str, str]) -> str:
    classes = [f".{look['side']}"] if "side" in look else []
    classes += [f'{name}="{look[name]}"' for name in ("width", "height") if name in look]
    return f"{{: {' '.join(classes)}}}" if classes else ""
