"""Ghost: an import file and its pictures, and redirects.json.

Imported into Ghost 6.65.0 (Node 24, MariaDB 10.11); `docs/targets.md` says what arrived. Measured
there: one record out of bounds rolls the whole import back while the answer
says success, so every field is cut to Ghost's limits; the `html` field glues words together, a
`lexical` HTML card is kept but for links within the site, which become absolute; the second post of
a slug is dropped; redirects match the path only. Ghost keeps no comments of people who are not
members: they stand below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from migrator.model import Article, Site, When
from migrator.writing import link_rewriting, permalinks, wxr
from migrator.writing.comment_threads import section
from migrator.writing.labels import comments_heading
from migrator.writing.media_files import HeldFiles
from migrator.writing.names import ascii_slug, unique
from migrator.writing.permalinks import NewSite
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: Ghost's own limits in characters (core/server/data/schema): one more rolls the import back.
MAX_TITLE = 255
MAX_EXCERPT = 300
MAX_SLUG = 185
MAX_NAME = 191
#: Endings of names that Ghost imports below content/images, content/media and content/files
#: (core/shared/config/overrides.json, `uploads`); it leaves out all others without a word.
_FOLDERS = {
    "images": "jpg jpeg gif png svg svgz ico webp",
    "media": "mp4 webm ogv mp3 wav ogg m4a",
    "files": "7z aac ai aif aiff apkg arw avif avi blend bmp bz2 cr2 cr3 css csv deb dng doc docx "
    "eot epub eps fb2 fbx flac geojson glb gltf gpx gz heic heif html ics ipynb js json jsonld key "
    "kml m4v md mid midi mkv mobi mov nef np3 numbers obj odp ods odt opus orf otf pages "
    "paprikarecipes pdf ppt pptx psd py raf rar rpm rtf rw2 skp stl tar tgz tif tiff toml tsv ttf "
    "txt vcf woff woff2 xcf xls xlsb xlsm xlsx xml yaml zip",
}
_LINK = "__GHOST_URL__"
_EPOCH = When("1970-01-01", "day", "")


class Ghost(Target):
    """An import file for Ghost: zip ghost.json and content/ and load it in Ghost's settings."""

    companions = ("redirects",)
    is_site = True
    feed = "/rss/"

    def permalinks(self, site: Site) -> NewSite:
        return permalinks.plan_flat(site, "tag", self.feed)

    def write(self, writer: TargetWriter) -> None:
        wxr.undated_posts(writer, "ghost")
        if nameless := sum(not article.author for article in writer.outline.articles):
            writer.limit(f"ghost: {nameless} articles tell no author; Ghost names its owner there")
        data = _data(writer)
        version = {"exported_on": 0, "version": "6.0.0"}
        export = {"db": [{"meta": version, "data": data}]}
        writer.folder.write("ghost.json", msgspec.json.encode(export))
        rules = msgspec.json.encode(list(_redirects(writer)))
        writer.folder.write("redirects.json", msgspec.json.format(rules, indent=1) + b"\n")


def _data(writer: TargetWriter) -> dict[str, list[dict[str, Any]]]:
    articles = writer.outline.articles
    logins = unique({a.author for a in articles if a.author}, ascii_slug, "author")
    tags = unique({t for a in articles for t in a.tags}, ascii_slug, "tag")
    users = {name: f"user-{number}" for number, name in enumerate(logins, 1)}
    tag_ids = {name: f"tag-{number}" for number, name in enumerate(tags, 1)}
    data: dict[str, list[dict[str, Any]]] = {
        "users": [
            {
                "id": users[n],
                "name": _cut(writer, n, MAX_NAME, "an author's name"),
                "slug": s,
                "email": f"{s}@author.invalid",
            }
            for n, s in logins.items()
        ],
        "tags": [
            {"id": tag_ids[n], "name": _cut(writer, n, MAX_NAME, "a tag"), "slug": s}
            for n, s in tags.items()
        ],
        "posts": [],
        "posts_tags": [],
        "posts_authors": [],
    }
    categories = _categories(writer, data, set(tags.values()))
    files = writer.files("content", _folder)
    comments = 0
    for number, article in enumerate(writer.articles(), 1):
        post = f"post-{number}"
        places = {url: f"{_LINK}/content/{p}" for url, p in files.of(article).items()}
        data["posts"].append(_post(writer, article, post, places))
        terms = [categories[article.categories]] if article.categories in categories else []
        terms += [tag_ids[tag] for tag in article.tags]
        for order, term in enumerate(terms):
            data["posts_tags"].append({"post_id": post, "tag_id": term, "sort_order": order})
        if article.author:
            data["posts_authors"].append({"post_id": post, "author_id": users[article.author]})
        comments += len(article.comments)
    _tell_limits(writer, files, comments)
    return data


def _tell_limits(writer: TargetWriter, files: HeldFiles, comments: int) -> None:
    refused = [place for place in files.by_content.values() if not _is_imported(place)]
    if refused:
        writer.limit(
            f"ghost: {len(refused)} files are of kinds that Ghost does not import; copy them to "
            f"its content/files/migrated: {', '.join(refused[:20])}"
        )
    if comments:
        writer.limit(
            f"ghost: {comments} comments stand below the texts; Ghost has comments of members only"
        )


def _folder(ending: str) -> str:
    """The folder of `content` for files with an ending."""
    names = (name for name, endings in _FOLDERS.items() if ending.lower() in endings.split())
    return f"{next(names, 'files')}/migrated/"


def _is_imported(place: str) -> bool:
    ending = place.rpartition(".")[2].lower()
    return any(ending in endings.split() for endings in _FOLDERS.values())


def _categories(
    writer: TargetWriter, data: dict[str, list[dict[str, Any]]], taken: set[str]
) -> dict[tuple[str, ...], str]:
    """Categories become tags named by their path; adds them to the data."""
    ids: dict[tuple[str, ...], str] = {}
    for number, category in enumerate(writer.site.structure.categories, 1):
        slug = writer.new.categories[category.path].strip("/").rpartition("/")[2]
        while slug in taken:
            slug += "-category"
        taken.add(slug)
        ids[category.path] = f"category-{number}"
        name = _cut(writer, " / ".join(category.path), MAX_NAME, "a category")
        data["tags"].append({"id": ids[category.path], "name": name, "slug": slug[:MAX_SLUG]})
    return ids


def _post(
    writer: TargetWriter, article: Article, ident: str, files: dict[str, str]
) -> dict[str, Any]:
    leads = writer.new.leads(article, files)
    html = link_rewriting.in_html(article.body_html, leads)
    html += section(article.comments, leads, comments_heading(writer, len(article.comments)))
    card = {"type": "html", "version": 1, "html": html}
    root = {
        "children": [card],
        "direction": None,
        "format": "",
        "indent": 0,
        "type": "root",
        "version": 1,
    }
    written = _moment(article.created or article.published) or _moment(_EPOCH)
    title = article.title or article.alias or article.id
    excerpt = _cut(
        writer, article.description or "", MAX_EXCERPT, f"the description of {article.id}"
    )
    return {
        "id": ident,
        "title": _cut(writer, title, MAX_TITLE, f"the title of {article.id}"),
        "slug": writer.new.articles[article.id].strip("/")[:MAX_SLUG],
        "lexical": msgspec.json.encode({"root": root}).decode(),
        "custom_excerpt": excerpt or None,
        "type": "post",
        "status": "published" if article.state in ("published", "archived") else "draft",
        "visibility": "public",
        "published_at": written,
        "created_at": written,
        "updated_at": _moment(article.modified) or written,
    }


def _cut(writer: TargetWriter, text: str, most: int, what: str) -> str:
    """Text within a limit of Ghost's; what is cut is a line of the account."""
    if len(text) > most:
        writer.limit(f"ghost: {what} is cut to {most} characters")
    return text[:most]


def _moment(when: When | None) -> str | None:
    text = wxr.utc(when) or wxr.wall_clock(when)
    return f"{text.replace(' ', 'T')}.000Z" if text else None


def _redirects(writer: TargetWriter) -> Iterator[dict[str, object]]:
    """Rules for old addresses without a query; those with one need a server's rules."""
    for path, place in permalinks.moved(writer.outline, writer.new):
        pattern = re.escape(path.rstrip("/"))
        yield {"from": f"^{pattern}/?$", "to": place, "permanent": True}
