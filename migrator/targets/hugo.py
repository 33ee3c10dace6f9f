"""A complete Hugo site that builds with no edit: articles in their categories, comments under them,
menu, tags, files, a theme.

Checked with Hugo 0.111 and 0.168. Front matter as of gohugo.io/content-management/front-matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrator.guard.file_names import slug
from migrator.guard.paths import Folder
from migrator.model import Article, Site
from migrator.writing import article_data as post
from migrator.writing import engines, labels, menus, static_site
from migrator.writing import front_matter as frontmatter
from migrator.writing import link_rewriting as relink
from migrator.writing import permalinks as newsite
from migrator.writing.dialects import GOLDMARK
from migrator.writing.names import UNTITLED, short_name
from migrator.writing.permalinks import NewSite
from migrator.writing.target import Target
from migrator.writing.writer import Document, TargetWriter


class Hugo(Target):
    """A complete Hugo site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = GOLDMARK
    feed = "/index.xml"

    def permalinks(self, site: Site) -> NewSite:
        """Lists end with a slash: Hugo writes `page/1/index.html` below each, and stops where that
        is a file."""
        return newsite.plan(site, list_folders=True, feed=self.feed)

    def write(self, writer: TargetWriter) -> None:
        """content/, layouts/, static/ and hugo.yaml."""
        writer.theme("hugo")
        writer.theme("common", "static/css/")
        writer.folder.write("hugo.yaml", frontmatter.dump(_config(writer)))
        writer.folder.write(
            "content/_index.md",
            frontmatter.document({"title": writer.site.structure.title or "Articles"}, ""),
        )
        content = Folders(writer.folder.inside("content"))
        old = newsite.moved_by_place(writer.outline, writer.new)
        writer.write(_categories(writer, content, old), self.dialect)
        tags = {tag: place.split("/")[2] for tag, place in writer.new.tags.items()}
        for tag, name in tags.items():
            page = frontmatter.document({"title": tag}, "")
            writer.folder.write(f"content/tags/{name}/_index.md", page)
        writer.write(_lists(writer, content, old), self.dialect)
        menus.tell_lost(writer)
        writer.write(_articles(writer, content, tags, old), self.dialect)


def _categories(
    writer: TargetWriter, content: Folders, old: dict[str, list[str]]
) -> Iterator[Document]:
    for category in writer.site.structure.categories:
        place = writer.new.categories[category.path]
        front: dict[str, Any] = {"title": category.path[-1], "url": place}
        if place in old:
            front["aliases"] = old[place]
        folder = content.of(category.path)
        yield Document(folder, "_index.md", front, category.description_markdown or "")


def _lists(writer: TargetWriter, content: Folders, old: dict[str, list[str]]) -> Iterator[Document]:
    for place, title, text in static_site.other_lists(writer):
        front = {"title": title, "url": place, "aliases": old.get(place, [])}
        front = {name: value for name, value in front.items() if value}
        yield Document(content.of((f"list {place}",)), "_index.md", front, text)


class Folders:
    """The folder of each category, named after it."""

    def __init__(self, root: Folder) -> None:
        root.name("tags", "")  # is taken by the pages of tags
        self._made: dict[tuple[str, ...], Folder] = {(): root}

    def of(self, path: tuple[str, ...]) -> Folder:
        """The folder of the category at `path`."""
        if path not in self._made:
            above = self.of(path[:-1])
            self._made[path] = above.inside(above.name(path[-1], ""))
        return self._made[path]


def _articles(
    writer: TargetWriter, content: Folders, tags: dict[str, str], old: dict[str, list[str]]
) -> Iterator[Document]:
    files = writer.files("static/media")
    order = static_site.reading_order(writer)
    return writer.documents(
        lambda article: _article(
            writer,
            article,
            content.of(article.categories),
            {u: f"/media/{place}" for u, place in files.of(article).items()},
            {
                "order": order[article.id],
                "tags": [tags[tag] for tag in article.tags],
                "aliases": old.get(writer.new.articles[article.id], []),
            },
        )
    )


def _article(
    writer: TargetWriter,
    article: Article,
    folder: Folder,
    files: dict[str, str],
    own: dict[str, Any],
) -> Iterator[Document]:
    """A leaf bundle: index.md, and comments.yaml beside it. `own` is front matter that the whole
    site settles."""
    leads = writer.new.leads(article, files)
    place = writer.new.articles[article.id]
    front = {
        **post.front(article),
        **own,
        "url": place,
        **static_site.shown_dates(article),
        "hits": article.hits,
        "joomla": article.id,
        "oldurl": article.url,
        "comments": len(article.comments),
    }
    if shown := post.looks(article, leads):
        front["pictures"] = [{"src": source, **look} for source, look in shown.items()]
    if article.author:
        front["authors"] = [article.author]
    name = folder.name(short_name(article), "", article.id)
    body = relink.in_markdown(article.body_markdown, leads)
    yield Document(
        folder, f"{name}/index.md", {k: v for k, v in front.items() if v not in (None, [], 0)}, body
    )
    if article.comments:
        yield Document(folder, f"{name}/comments.yaml", post.shown(article, leads))


def _config(writer: TargetWriter) -> dict[str, Any]:
    about = writer.site.structure
    menu, path = [], [""]
    for weight, (item, place) in enumerate(menus.entries(writer.site, writer.new), 1):
        del path[item.level + 1 :]
        entry: dict[str, Any] = {
            "name": item.title,
            "identifier": f"{slug(item.title)}-{weight}",
            "weight": weight,
        }
        if place:
            entry["url"] = place
        if path[-1]:
            entry["parent"] = path[-1]
        path.append(str(entry["identifier"]))
        menu.append(entry)
    return {
        "title": about.title or UNTITLED,
        "baseURL": f"{writer.site_address()}/",
        "defaultContentLanguage": (about.language or "en").lower(),
        "buildFuture": True,
        "disablePathToLower": True,
        "enableRobotsTXT": True,
        "taxonomies": {"tag": "tags", "author": "authors"},
        "params": {
            **{k: v for k, v in (("description", about.description), ("oldsite", about.url)) if v},
            "words": labels.words(about.language),
        },
        "menus": {"main": menu},
        "markup": {"goldmark": engines.GOLDMARK},
    }
