"""WordPress: WXR files for the WordPress Importer, and a folder for wp-content/uploads.

Measured with WordPress 6.1.9 and WordPress Importer 0.9.5: an item without a title is taken for
any post of the same date, two of one title and date for one; logins are ASCII; a category must
stand after its parent; comments are sorted by their numbers and an unknown parent becomes somebody
else's comment; shortcodes in old text are run. Addresses are those of the permalink structure
`/%postname%/`; the redirect map beside it answers old addresses before WordPress takes their query
for its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from migrator.model import Article, Category, Site
from migrator.writing import link_rewriting, permalinks, wxr
from migrator.writing.comment_threads import parents_first
from migrator.writing.names import ascii_slug, unique
from migrator.writing.permalinks import NewSite
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: Bytes of a file: hosts refuse uploads of more than 20 MB or so.
MAX_BYTES = 18_000_000
#: Where the files of articles are to lie on the new site.
_UPLOADS = "wp-content/uploads/migrated"
#: WordPress runs shortcodes of these forms in a text, its own and those of plugins.
_SHORTCODE = re.compile(r"\[(?=/?[a-zA-Z][\w-]*[\s\]/=])")
_STATES = {"published": "publish", "archived": "publish", "trashed": "trash"}


class WordPress(Target):
    """WXR for the WordPress Importer, with comments, categories and files."""

    companions = ("redirects",)
    is_site = True
    feed = "/feed/"

    def permalinks(self, site: Site) -> NewSite:
        return permalinks.plan_flat(site, "category", self.feed)

    def write(self, writer: TargetWriter) -> None:
        link = writer.site_address()
        wxr.undated_posts(writer, "wordpress")
        title = writer.site.structure.title or ""
        export = _Export(writer, link)
        number = 1
        batch: list[str] = []
        size = 0
        for item in export.items():
            length = len(item.encode("utf-8", "replace"))
            if batch and size + length > MAX_BYTES:
                _write_part(writer, number, title, link, export.head(), batch)
                number, batch, size = number + 1, [], 0
            batch.append(item)
            size += length
        _write_part(writer, number, title, link, export.head(), batch)


def _write_part(
    writer: TargetWriter, number: int, title: str, link: str, head: Iterable[str], items: list[str]
) -> None:
    pieces = wxr.document(title, link, [*head, *items])
    writer.folder.write_lines(f"site-{number}.xml", pieces)


class _Export:
    """The authors, terms and items of a site; every part repeats authors and terms."""

    def __init__(self, writer: TargetWriter, link: str) -> None:
        self.writer, self.link = writer, link
        self.logins = unique(
            {a.author or "" for a in writer.outline.articles if a.author}, ascii_slug, "author"
        )
        self.tags = unique({t for a in writer.outline.articles for t in a.tags}, ascii_slug, "tag")
        self.categories = {
            path: place.strip("/").rpartition("/")[2]
            for path, place in writer.new.categories.items()
        }
        self.stamps: set[tuple[str, str]] = set()
        self.numbers = 0

    def head(self) -> Iterator[str]:
        """Authors and terms, each category after its parent."""
        for number, (name, login) in enumerate(self.logins.items(), 1):
            yield (
                f"<wp:author>{wxr.plain('wp:author_id', number)}"
                f"{wxr.element('wp:author_login', login)}<wp:author_email></wp:author_email>"
                f"{wxr.element('wp:author_display_name', name)}</wp:author>"
            )
        categories = sorted(self.writer.site.structure.categories, key=lambda c: len(c.path))
        for number, category in enumerate(categories, 1):
            yield self._category(number, category)
        for number, (name, slug) in enumerate(self.tags.items(), len(categories) + 1):
            yield (
                f"<wp:tag>{wxr.plain('wp:term_id', number)}{wxr.element('wp:tag_slug', slug)}"
                f"{wxr.element('wp:tag_name', name)}</wp:tag>"
            )

    def _category(self, number: int, category: Category) -> str:
        parent = self.categories.get(category.path[:-1], "")
        description = wxr.element("wp:category_description", category.description or "")
        return (
            f"<wp:category>{wxr.plain('wp:term_id', number)}"
            f"{wxr.element('wp:category_nicename', self.categories[category.path])}"
            f"{wxr.element('wp:category_parent', parent)}"
            f"{wxr.element('wp:cat_name', category.path[-1])}{description}</wp:category>"
        )

    def items(self) -> Iterator[str]:
        """A post an article, then an attachment a file."""
        files = self.writer.files(_UPLOADS)
        attached: dict[str, Article] = {}
        undated = 0
        for article in self.writer.articles():
            places = files.of(article)
            for place in places.values():
                attached.setdefault(place, article)
            undated += sum(comment.created is None for comment in article.comments)
            yield self._post(article, {url: f"/{_UPLOADS}/{p}" for url, p in places.items()})
        for place, article in attached.items():
            yield self._attachment(place, article)
        if undated:
            self.writer.limit(wxr.undated(undated, "wordpress"))
        if attached:
            self.writer.limit(
                f"wordpress: copy wordpress/wp-content/uploads to the new site before the import; "
                f"{len(attached)} files are looked for there"
            )

    def _next(self) -> int:
        self.numbers += 1
        return self.numbers

    def _date(self, article: Article, title: str) -> str:
        """The wall clock time of a post; a second later where one of that title has it already."""
        date = wxr.post_time(article)
        while (title, date) in self.stamps:
            later = datetime.fromisoformat(date) + timedelta(seconds=1)
            date = later.strftime("%Y-%m-%d %H:%M:%S")
        self.stamps.add((title, date))
        return date

    def _post(self, article: Article, files: dict[str, str]) -> str:
        title = article.title or article.alias or article.id
        date = self._date(article, title)
        leads = self.writer.new.leads(article, files)
        body = _SHORTCODE.sub("&#91;", link_rewriting.in_html(article.body_html, leads))
        place = self.writer.new.articles[article.id]
        pieces = [
            "<item>",
            wxr.element("title", title),
            wxr.plain("link", f"{self.link}{place}"),
            wxr.element("dc:creator", self.logins.get(article.author or "", "")),
            wxr.element("content:encoded", body),
            wxr.element("excerpt:encoded", article.description or ""),
            wxr.plain("wp:post_id", self._next()),
            wxr.plain("wp:post_date", date),
            wxr.plain("wp:post_date_gmt", wxr.utc(article.created or article.published)),
            wxr.plain("wp:comment_status", "closed"),
            wxr.plain("wp:ping_status", "closed"),
            wxr.element("wp:post_name", place.strip("/")),
            wxr.plain("wp:status", _STATES.get(article.state, "draft")),
            wxr.plain("wp:post_parent", 0),
            wxr.plain("wp:menu_order", 0),
            wxr.plain("wp:post_type", "post"),
            wxr.plain("wp:is_sticky", 0),
        ]
        if article.categories in self.categories:
            pieces.append(
                self._term("category", self.categories[article.categories], article.categories[-1])
            )
        pieces += [self._term("post_tag", self.tags[tag], tag) for tag in article.tags]
        pieces += self._comments(article, leads)
        return "\n".join([*pieces, "</item>"])

    def _term(self, domain: str, slug: str, name: str) -> str:
        return wxr.element("category", name, f' domain="{domain}" nicename="{slug}"')

    def _comments(self, article: Article, leads: dict[str, str]) -> Iterator[str]:
        for numbered in parents_first(article.comments):
            comment = numbered.comment
            words = link_rewriting.in_html(comment.html, leads)
            if comment.title:
                words = f"<p><strong>{html.escape(comment.title)}</strong></p>{words}"
            date = wxr.wall_clock(comment.created) or wxr.comment_time(comment, article)
            yield wxr.comment_item(
                numbered.number,
                numbered.parent,
                comment.author or "—",
                words,
                (date, wxr.utc(comment.created)),
                comment.website,
            )

    def _attachment(self, place: str, article: Article) -> str:
        url = f"{self.link}/{_UPLOADS}/{place}"
        name = place.rpartition("/")[2]
        date = self._date(article, name)
        pieces = (
            "<item>",
            wxr.element("title", name),
            wxr.plain("link", url),
            wxr.element("dc:creator", self.logins.get(article.author or "", "")),
            "<content:encoded></content:encoded>",
            wxr.plain("wp:post_id", self._next()),
            wxr.plain("wp:post_date", date),
            wxr.plain("wp:status", "inherit"),
            wxr.plain("wp:post_parent", 0),
            wxr.plain("wp:post_type", "attachment"),
            wxr.plain("wp:attachment_url", url),
            "</item>",
        )
        return "\n".join(pieces)
