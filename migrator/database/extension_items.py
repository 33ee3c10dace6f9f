"""Items of K2 2.6, ZOO 2.3 and EasyBlog 5.1, as their tables are created."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from migrator.database.article_text import body_of, picture_html
from migrator.database.extension_fields import k2_fields
from migrator.database.item_parts import CategoryPaths, finished, rating
from migrator.database.items import Item
from migrator.database.joomla_site import JoomlaSite, json_object, number, parameters
from migrator.store.row_tables import Record


def k2(site: JoomlaSite) -> Iterator[Item]:
    """Items of K2."""
    paths = CategoryPaths(site, "k2_categories", "name", "parent")
    for row in site.tables.all("k2_items"):
        ident = row["id"] or ""
        title = site.name(row.get("title"))
        item = Item(
            "com_k2",
            ident,
            "k2_items",
            title,
            body_of(row) + _k2_media(row),
            picture_html=_k2_picture(site, row),
            alias=row.get("alias") or None,
            categories=paths.names(row.get("catid")),
            tags=_k2_tags(site, ident),
            rating=rating(site, "k2_rating", "itemID", ident),
            description=row.get("metadesc") or None,
            keywords=row.get("metakey") or None,
            fields=k2_fields(site, row.get("extra_fields")),
            attachments=tuple(
                (f"media/k2/attachments/{a['filename']}", a.get("title") or a["filename"] or "")
                for a in site.tables.where("k2_attachments", "itemID", ident)
                if a.get("filename")
            ),
        )
        yield paths.judged(finished(site, item, row, _k2_state(row), None), row.get("catid"))


def _k2_state(row: Record) -> str:
    """What the columns of an item's state say."""
    if row.get("trash") == "1":
        return "trashed"
    return "published" if row.get("published") == "1" else "unpublished"


def _k2_tags(site: JoomlaSite, ident: str) -> tuple[str, ...]:
    """The names of an item's tags, in the order in which they were given."""
    given = site.tables.where("k2_tags_xref", "itemID", ident)
    given.sort(key=lambda row: number(row.get("id")) or 0)
    tags = (tag for row in given for tag in site.tables.where("k2_tags", "id", row.get("tagID")))
    return tuple(name for t in tags if t.get("published", "1") == "1" and (name := t.get("name")))


#: Where K2 keeps the main pictures of items.
K2_PICTURES = "media/k2/items/"
#: The sizes that K2 makes, the largest first.
_K2_SIZES = ("XL", "L", "Generic", "M", "S", "XS")


def _k2_picture(site: JoomlaSite, row: Record) -> str:
    """The main picture of an item, which no column names: its file is called by the item's number
    (K2 2.0 to 2.12). Without the file nothing tells whether there is one."""
    name = hashlib.md5(f"Image{row['id']}".encode(), usedforsecurity=False).hexdigest()
    paths = (f"{K2_PICTURES}cache/{name}_{size}.jpg" for size in _K2_SIZES)
    path = next((p for p in paths if p in site.pictures), None)
    words = " ".join(filter(None, (row.get("image_caption"), row.get("image_credits"))))
    return picture_html(path, "", words) if path else ""


def _k2_media(row: Record) -> str:
    """Video and gallery of an item, which stand in columns of their own."""
    return "".join(
        f"\n{row[name]}" for name in ("video", "gallery") if (row.get(name) or "").strip()
    )


def zoo(site: JoomlaSite) -> Iterator[Item]:
    """Items of ZOO: `elements` is XML to 2.4, JSON from 2.5 on; texts come in the order in which
    they are stored."""
    paths = CategoryPaths(site, "zoo_category", "name", "parent")
    for row in site.tables.all("zoo_item"):
        ident = row["id"] or ""
        settings = parameters(row.get("params"))
        category = _zoo_category(site, ident, settings.get("config.primary_category"))
        tags = tuple(t.get("name") or "" for t in site.tables.where("zoo_tag", "item_id", ident))
        item = Item(
            "com_zoo",
            ident,
            "zoo_item",
            site.name(row.get("name")),
            _zoo_text(row.get("elements")),
            alias=row.get("alias") or None,
            categories=paths.names(category),
            tags=tags,
            rating=_zoo_rating(site, ident),
            description=settings.get("metadata.description") or None,
            keywords=settings.get("metadata.keywords") or None,
        )
        state = "published" if row.get("state") == "1" else "unpublished"
        yield paths.judged(finished(site, item, row, state, None), category)


def _zoo_category(site: JoomlaSite, ident: str, primary: str | None) -> str | None:
    """The main category of an item: the one that its settings name, else the first of its own."""
    rows = site.tables.where("zoo_category_item", "item_id", ident)
    categories = [r.get("category_id") for r in rows if r.get("category_id") not in (None, "", "0")]
    return primary if primary in categories else next(iter(categories), None)


def _zoo_rating(site: JoomlaSite, ident: str) -> tuple[float, int] | None:
    values = [
        v
        for r in site.tables.where("zoo_rating", "item_id", ident)
        if (v := number(r.get("value"))) is not None
    ]
    return (round(sum(values) / len(values), 2), len(values)) if values else None


def _zoo_text(elements: str | None) -> str:
    elements = elements or ""
    if elements.lstrip().startswith("<"):
        return _zoo_xml(elements)
    texts: list[str] = []
    for element in json_object(elements).values():
        entries = (
            element.values()
            if isinstance(element, dict)
            else element
            if isinstance(element, list)
            else ()
        )
        for entry in entries:
            if (
                isinstance(entry, dict)
                and isinstance(value := entry.get("value"), str)
                and re.search(r"<\w|\s\w+\s", value)
            ):
                texts.append(value)
    return "\n".join(texts)


def _zoo_xml(elements: str) -> str:
    if "<!DOCTYPE" in elements or "<!ENTITY" in elements:
        return ""
    try:
        root = ElementTree.fromstring(elements)
    except ElementTree.ParseError:
        return "\n".join(
            re.findall(r"<textarea[^>]*>.*?<value><!\[CDATA\[(.*?)\]\]></value>", elements, re.S)
        )
    return "\n".join(
        value.text or ""
        for area in root.iter("textarea")
        for value in area.iter("value")
        if value.text
    )


#: published: 1 shown, 0 not, 2 to come, 3 draft, 4 waiting; state: 0 as it is, 1 archived, 2 in the
#: trash
_EASYBLOG = {("1", "0"): "published", ("1", "1"): "archived"}


def easyblog(site: JoomlaSite) -> Iterator[Item]:
    """Posts of EasyBlog 5 (and 3, without `state`).

    `access` (`private` in 3) is no level of Joomla: 0 is everybody, 1 only who is logged in
    (`BLOG_PRIVACY_PRIVATE`). A post with a password shows a form instead of its text.
    """
    paths = CategoryPaths(site, "easyblog_category", "title", "parent_id")
    for row in site.tables.all("easyblog_post"):
        item, category = _easyblog_post(site, row), _easyblog_category(site, row)
        item = replace(item, categories=paths.names(category))
        restricted = any(row.get(c) not in (None, "", "0") for c in _EASYBLOG_RESTRICTED)
        row["access"] = None
        item = paths.judged(finished(site, item, row, _easyblog_state(row), None), category)
        if restricted and item.state in ("published", "archived"):
            item = replace(item, state="restricted", reason="only some users were to see it")
        yield item


#: Columns that keep a post of EasyBlog from visitors where they have a value.
_EASYBLOG_RESTRICTED = ("access", "private", "blogpassword")


def _easyblog_state(row: Record) -> str:
    """What the columns of a post's state say."""
    if row.get("state") == "2":
        return "trashed"
    return _EASYBLOG.get((row.get("published") or "0", row.get("state") or "0"), "unpublished")


def _easyblog_category(site: JoomlaSite, row: Record) -> str | None:
    """The main category of a post."""
    rows = site.tables.where("easyblog_post_category", "post_id", row["id"])
    main = (r.get("category_id") for r in rows if r.get("primary") == "1")
    return next(main, row.get("category_id"))


def _easyblog_post(site: JoomlaSite, row: Record) -> Item:
    """A post without its categories, state and dates."""
    ident = row["id"] or ""
    row["introtext"], row["fulltext"] = row.get("intro"), row.get("content")
    if (row.get("doctype") or "legacy") != "legacy" and not (
        row.get("content") or row.get("intro")
    ):
        row["introtext"] = _blocks(row.get("document"))
    rows = site.tables.where("easyblog_meta", "content_id", ident)
    meta: Record = next((m for m in rows if m.get("type") == "post"), {})
    tags = (
        tag.get("title")
        for r in site.tables.where("easyblog_post_tag", "post_id", ident)
        for tag in site.tables.where("easyblog_tag", "id", r.get("tag_id"))
    )
    users = site.tables.where("easyblog_users", "id", row.get("created_by"))
    nick = next((u["nickname"] for u in users if u.get("nickname")), None)
    return Item(
        "com_easyblog",
        ident,
        "easyblog_post",
        site.name(row.get("title")),
        body_of(row),
        alias=row.get("permalink") or None,
        picture_html=_easyblog_picture(row),
        author=site.name(row.get("author_alias")) or nick,
        tags=tuple(t for t in tags if t),
        description=meta.get("description") or None,
        keywords=meta.get("keywords") or None,
    )


#: Where EasyBlog keeps pictures, as its settings have it at first: those of a post, of a user.
_EASYBLOG_FOLDERS = {"post": "images/easyblog_articles", "user": "images/easyblog_images"}


def _easyblog_picture(row: Record) -> str:
    """The cover of a post: `post:12/a.jpg` or `user:62/a.jpg` from 5 on, JSON with its address
    before."""
    stored = (row.get("image") or "").strip()
    if stored.startswith("{"):
        url = json_object(stored).get("url")
        return picture_html(url, "", "") if isinstance(url, str) and url else ""
    place, _, path = stored.partition(":")
    folder = _EASYBLOG_FOLDERS.get(place)
    return picture_html(f"{folder}/{path.lstrip('/')}", "", "") if folder and path else ""


def _blocks(document: str | None) -> str:
    """The HTML of EasyBlog's blocks, where the post keeps no copy of it."""
    texts: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("html"), str) and value["html"].strip():
                texts.append(value["html"])
            else:
                for inner in value.values():
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(json_object(document).get("blocks"))
    return "\n".join(texts)
