"""What the sites of all static builders share: which pages there are, what the front matter of each
says, the article's body with the comments below it, the menu, and files that lead on from old
addresses.

A builder is a small declaration (`Builder`): where its files lie and what it wants otherwise. The
lists (front page, categories, tags) are pages whose layout asks the builder for the articles, so
that what is written later on the new site stands in them too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from migrator.guard.paths import Folder
from migrator.markdown.escaping import destination, escape_html
from migrator.model import Article
from migrator.writing import article_data, labels, link_rewriting, menus
from migrator.writing.comment_threads import section
from migrator.writing.dialects import Dialect
from migrator.writing.names import UNTITLED
from migrator.writing.redirect_pages import write_redirect_pages
from migrator.writing.writer import Document, TargetWriter

#: Front matter of a page, and the kind of the page: article, home, category, tag, tags, list,
#: missing.
Front = dict[str, Any]

#: How many articles the front page lists; all others are in the lists of their categories.
FRONT_PAGE = 100


def _same_front(front: Front) -> Front:
    return front


@dataclass(frozen=True)
class Builder:
    """Where a builder has its files, and what it wants otherwise.

    `themes` are folders of `targets/themes` and where they go; `articles` and `pages` the folders
    of the sources, `static` the one that is copied as it is, `data` the file with what the layouts
    want to know of the site, `menu` that with the menu, as HTML or where its name says so as JSON
    (empty: the builder has its own), `undated` the folder of articles that tell no date where the
    builder wants them apart, `flat` that no article lies in a folder below, `home` the file of the
    front page, `not_found` that it wants a page for addresses that lead nowhere. `front` gives the
    front matter that the builder reads.
    """

    themes: tuple[tuple[str, str], ...]
    articles: str
    pages: str
    static: str
    data: str
    menu: str = ""
    undated: str = ""
    flat: bool = False
    home: str = "index.md"
    not_found: bool = False
    front: Callable[[Front], Front] = _same_front


def write(writer: TargetWriter, builder: Builder, dialect: Dialect) -> None:
    """A complete site for `builder`, its texts in `dialect`: theme, articles, lists, menu, files,
    and pages at old addresses."""
    for name, into in builder.themes:
        writer.theme(name, into)
    writer.folder.write(builder.data, _json(about(writer)))
    if builder.menu.endswith(".json"):
        entries = menus.tree(writer.site, writer.new)
        writer.folder.write(builder.menu, _json(entries))
    elif builder.menu:
        writer.folder.write(builder.menu, menus.as_html(writer))
    _Documents(writer, builder).write(dialect)
    write_redirect_pages(writer, writer.folder.inside(builder.static))
    menus.tell_lost(writer)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def about(writer: TargetWriter) -> dict[str, Any]:
    """What the layouts want to know of the site."""
    site = writer.site.structure
    return {
        "title": site.title or UNTITLED,
        "url": writer.site_address(),
        "language": site.language or "en",
        "description": site.description or "",
        "oldsite": site.url or "",
        "words": labels.words(site.language),
    }


def source_name(address: str) -> str:
    """The name of the source file of a page: `/a/` is `a/index.md`, `/a.html` is `a.md`."""
    path = address.lstrip("/")
    if path.endswith("/") or not path:
        return f"{path}index.md"
    return re.sub(r"\.html?$", "", path) + ".md"


def flat_name(address: str) -> str:
    """The words of an article's file where a builder wants all in one folder: `/a/b/` is `a--b`.
    A dot would begin the name of a language there, a date be that of the article, and `index` the
    page of the folder (Zola)."""
    name = address.strip("/").replace("/", "--").replace(".", "-")
    return f"page-{name}" if name[:4].isdigit() or name in ("index", "_index") else name


class _Documents:
    """The articles and lists as files of `builder`."""

    def __init__(self, writer: TargetWriter, builder: Builder) -> None:
        self.writer, self.builder = writer, builder
        self.files = writer.files(f"{builder.static}/media")
        self.order = reading_order(writer)
        self._folders: dict[str, Folder] = {}

    def _folder(self, name: str) -> Folder:
        return self._folders.setdefault(name, self.writer.folder.inside(name))

    def write(self, dialect: Dialect) -> None:
        self.writer.write(self.writer.documents(self._article), dialect)
        pages = list(list_pages(self.writer))
        if self.builder.not_found:
            title = labels.words(self.writer.site.structure.language)["missing"]
            pages.append(("/404.html", {"kind": "missing", "title": title}, "[←](/)\n"))
        folder = self._folder(self.builder.pages)
        documents = [
            Document(
                folder,
                self.builder.home if address == "/" else source_name(address),
                self.builder.front({"address": address, **front}),
                text,
            )
            for address, front, text in pages
        ]
        self.writer.write(documents, dialect)

    def _article(self, article: Article) -> Iterator[Document]:
        address = self.writer.new.articles[article.id]
        files = {url: f"/media/{path}" for url, path in self.files.of(article).items()}
        leads = self.writer.new.leads(article, files)
        front = article_front(self.writer, article)
        front["order"] = self.order[article.id]
        text = link_rewriting.in_markdown(article.body_markdown, leads)
        heading = labels.comments_heading(self.writer, len(article.comments))
        if comments := section(article.comments, leads, heading):
            text = f"{text.rstrip()}\n\n{comments}\n"
        folder, name = self._place(front, address)
        yield Document(folder, name, self.builder.front(front), text)

    def _place(self, front: Front, address: str) -> tuple[Folder, str]:
        """The folder and the name of an article's file."""
        if front.get("draft"):
            # no builder reads drafts/: what was not public is for the owner to move
            return self._folder("drafts"), source_name(address)
        undated = self.builder.undated and "date" not in front
        folder = self._folder(self.builder.undated if undated else self.builder.articles)
        if self.builder.flat:
            return folder, folder.name(flat_name(address), ".md")
        return folder, source_name(address)


def article_front(writer: TargetWriter, article: Article) -> Front:
    """The front matter of an article that all layouts read."""
    new = writer.new
    paths = [article.categories[: depth + 1] for depth in range(len(article.categories))]
    plain = article_data.front(article)
    # names that builders give a meaning of their own (tags, author, comments) are not used
    for name in ("tags", "author", "state", "lastmod"):
        plain.pop(name, None)
    front = {
        "kind": "article",
        "address": new.articles[article.id],
        **plain,
        "author_name": article.author,
        **shown_dates(article),
        "category_path": "/".join(article.categories),
        "crumbs": [
            {"title": path[-1], "url": new.categories[path]} for path in paths
            if path in new.categories
        ],
        "tag_names": list(article.tags),
        "tag_links": [{"title": tag, "url": new.tags[tag]} for tag in article.tags],
        "comment_count": len(article.comments),
        "hits": article.hits,
        "joomla": article.id,
        "oldurl": article.url,
        "details": [list(pair) for pair in plain.pop("extra", {}).items()],
    }  # fmt: skip
    return {key: value for key, value in front.items() if value not in (None, [], 0, "")}


def shown_dates(article: Article) -> dict[str, str]:
    """`when` and `updated` as lists and articles show them, no finer than the old page told."""
    dates = {"when": article.created or article.published, "updated": article.modified}
    return {name: date.value[:16].replace("T", " ") for name, date in dates.items() if date}


def reading_order(writer: TargetWriter) -> dict[str, int]:
    """The place of each article where no date tells it: by the order of the categories, then by
    that of the site."""
    paths = [category.path for category in writer.site.structure.categories]
    rank = {path: position for position, path in enumerate(paths)}
    articles = enumerate(writer.outline.articles)
    ordered = sorted((rank.get(a.categories, len(rank)), n, a.id) for n, a in articles)
    return {ident: position for position, (_, _, ident) in enumerate(ordered, 1)}


def list_pages(writer: TargetWriter) -> Iterator[tuple[str, Front, str]]:
    """The pages that list articles: address, front matter and text of each."""
    structure = writer.site.structure
    words = labels.words(structure.language)
    inner = _inner(writer, ())
    home: Front = {"kind": "home", "title": structure.title or UNTITLED, "most": FRONT_PAGE}
    yield "/", {**home, "inner": inner} if inner else home, ""
    for category in structure.categories:
        front: Front = {
            "kind": "category",
            "title": category.path[-1],
            "category_path": "/".join(category.path),
        }
        if inner := _inner(writer, category.path):
            front["inner"] = inner
        paths = [category.path[:depth] for depth in range(1, len(category.path))]
        crumbs = [
            {"title": path[-1], "url": writer.new.categories[path]}
            for path in paths
            if path in writer.new.categories
        ]
        if crumbs:
            front["crumbs"] = crumbs
        text = category.description_markdown or ""
        yield writer.new.categories[category.path], front, text
    for place, title, text in other_lists(writer):
        yield place, {"kind": "list", "title": title}, text
    tags = writer.new.tags
    for tag, address in tags.items():
        yield address, {"kind": "tag", "title": tag, "tag": tag}, ""
    if tags:
        links = [{"title": tag, "url": address} for tag, address in sorted(tags.items())]
        yield "/tags/", {"kind": "tags", "title": words["tags"], "inner": links}, ""


def other_lists(writer: TargetWriter) -> Iterator[tuple[str, str, str]]:
    """The lists that are no category's or tag's: new address, title (what a menu calls it, else its
    own), and the links to its articles as Markdown."""
    if not writer.new.pages:
        return
    items = [item for menu in writer.site.structure.menus for item in menu.items]
    names = {writer.new.lead(item): item.title for item in items}
    words = {
        article.id: escape_html(article.title or article.alias or article.id)
        for article in writer.outline.articles
        if article.state in ("published", "archived")
    }
    for place, page in writer.new.pages.items():
        lines = [
            f"-   [{words[ident]}]({destination(writer.new.articles[ident])})\n"
            for ident in page.articles
            if ident in words
        ]
        yield place, names.get(place) or page.title or UNTITLED, "".join(lines)


def _inner(writer: TargetWriter, path: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"title": category.path[-1], "url": writer.new.categories[category.path]}
        for category in writer.site.structure.categories
        if category.path[:-1] == path
    ]
