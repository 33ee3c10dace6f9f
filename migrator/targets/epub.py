"""EPUB: the site as a book for reading and for archives: EPUB 3.2, a chapter a category, an article
a page, with pictures, comments, a table of contents and metadata.

Packed here: ebooklib is AGPL, pandoc a program of its own. epubcheck 4.2.6 (Debian 12) found no
error in the books of the example, of a capture of 40 articles, and of 400 random pages.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from html import escape
from pathlib import Path

from migrator.joomla import address
from migrator.model import Article, Category
from migrator.writing.comment_threads import section
from migrator.writing.epub_package import (
    PICTURES,
    Entry,
    EpubPackage,
    Metadata,
    PicturesOfBook,
)
from migrator.writing.labels import comments_heading
from migrator.writing.media_files import HeldFiles
from migrator.writing.names import UNTITLED
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter
from migrator.writing.xhtml import Xhtml

_FILE = "site.epub"
#: The book's time of change where no article tells one: EPUB wants one, and it may not be invented.
_NO_TIME = "1970-01-01"


class Epub(Target):
    """The site as a book."""

    def write(self, writer: TargetWriter) -> None:
        writer.folder.build(_FILE, lambda path: _Book(writer, path).write())


class _Book:
    def __init__(self, writer: TargetWriter, path: Path) -> None:
        self.writer, self.site = writer, writer.site
        structure = self.site.structure
        self.title = structure.title or structure.url or UNTITLED
        self.package = EpubPackage(path, structure.language)
        pictures = PicturesOfBook(self.package, path.parent / "media")
        self.files = HeldFiles(writer.load, pictures, writer.damaged_files)
        self.xhtml = Xhtml(structure.url or "", _is_picture)
        #: (category, date, position in the site) -> what sorts articles into the book
        self.order: list[tuple[tuple[str, ...], str, int]] = []
        self.titles: list[str] = []
        self.pages: dict[str, str] = {}
        for position, article in enumerate(writer.outline.articles):
            written = article.created or article.published
            self.order.append((article.categories, written.value if written else "", position))
            self.titles.append(article.title or article.alias or article.id)
            self.pages[article.id] = f"article-{position + 1}.xhtml"
        self.categories = {
            category.path: f"category-{number}.xhtml"
            for number, category in enumerate(structure.categories, 1)
        }
        self.lists = {
            address.key(url): self.categories[category.path]
            for category in structure.categories
            for url in category.urls
        }
        self.newest = ""
        self.authors: set[str] = set()

    def write(self) -> None:
        """Writes all pages, then the table of contents and the metadata."""
        try:
            self._title_page()
            for article in self.writer.articles():
                self._article(article)
            for category in self.site.structure.categories:
                self._category(category)
            self.package.close(self._metadata(), self._contents(), self.title)
        except BaseException:
            self.package.abandon()
            raise
        if self.xhtml.missing:
            self.writer.limit(
                f"epub: {self.xhtml.missing} pictures are named in place of being shown: the "
                "capture lacks them, or they are no JPEG, PNG or GIF"
            )

    def _title_page(self) -> None:
        structure = self.site.structure
        lines = [f"<h1>{escape(self.title)}</h1>"]
        if structure.description:
            lines.append(f"<p>{escape(structure.description)}</p>")
        if structure.url:
            lines.append(f"<p>{escape(structure.url)}</p>")
        self.package.page("title.xhtml", self.title, "\n".join(lines))

    def _article(self, article: Article) -> None:
        self.xhtml.page()
        self.authors.update({article.author} if article.author else ())
        for when in (article.created, article.modified, article.published):
            self.newest = max(self.newest, when.value[:10] if when else "")
        leads = {
            link.url: page
            for link in article.references
            if (page := self.pages.get(link.to or "") or self.lists.get(address.key(link.url)))
        }
        pictures = {url: f"media/{name}" for url, name in self.files.of(article).items()}
        leads |= {url: place for url, place in pictures.items() if _is_picture(place)}
        title = article.title or article.alias or article.id
        body = self.xhtml.fragment(article.body_html, leads, deeper=1)
        heading = comments_heading(self.writer, len(article.comments))
        comments = self.xhtml.fragment(section(article.comments, leads, heading), leads)
        parts = (f"<h1>{escape(title)}</h1>", _details(article), body, comments)
        self.package.page(
            self.pages[article.id],
            title,
            "\n".join(part for part in parts if part),
        )

    def _category(self, category: Category) -> None:
        self.xhtml.page()
        name = category.path[-1]
        body = self.xhtml.fragment(category.description or "", {}, deeper=1)
        page = f"<h1>{escape(name)}</h1>\n{body}"
        self.package.page(self.categories[category.path], name, page)

    def _contents(self) -> Iterator[Entry]:
        """The title page, categories as trees with their articles by date, other articles."""
        yield Entry(0, self.title, "title.xhtml")
        by_category: dict[tuple[str, ...], list[int]] = {}
        for path, _, position in sorted(self.order):
            by_category.setdefault(path, []).append(position)
        ranks = {path: rank for rank, path in enumerate(self.categories)}
        for path in sorted(self.categories, key=lambda path: _branch(path, ranks)):
            depth = sum(path[:end] in self.categories for end in range(1, len(path)))
            yield Entry(depth, path[-1], self.categories[path])
            yield from self._entries(by_category.pop(path, []), depth + 1)
        for positions in by_category.values():
            yield from self._entries(positions, 0)

    def _entries(self, positions: list[int], depth: int) -> Iterator[Entry]:
        for position in positions:
            yield Entry(depth, self.titles[position], f"article-{position + 1}.xhtml")

    def _metadata(self) -> Metadata:
        structure = self.site.structure
        name = structure.url or self.title
        return Metadata(
            f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
            self.title,
            structure.language or "und",
            f"{self.newest or _NO_TIME}T00:00:00Z",
            structure.url,
            structure.description,
            tuple(sorted(self.authors)),
        )


def _branch(path: tuple[str, ...], ranks: dict[tuple[str, ...], int]) -> list[int]:
    """What sorts categories as a tree: the ranks of those above, then its own."""
    above = (path[:end] for end in range(1, len(path) + 1))
    return [ranks[names] for names in above if names in ranks]


def _details(article: Article) -> str:
    """Author, date, category and the old address, as far as they are known."""
    written = article.created or article.published
    words = (
        article.author,
        written.value.replace("T", " ")[:16] if written else None,
        " / ".join(article.categories),
        article.url,
    )
    text = " · ".join(escape(word) for word in words if word)
    return f'<p class="details">{text}</p>' if text else ""


def _is_picture(place: str) -> bool:
    return place.rpartition(".")[2] in PICTURES
