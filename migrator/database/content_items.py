"""Articles of Joomla 1.0 to 6, with what FLEXIcontent 4.2 adds to them.

Columns as the tables of each version are created."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from migrator.database.article_text import attachments_of, body_of, image_html, item_links
from migrator.database.comments import is_comment
from migrator.database.custom_fields import custom_fields
from migrator.database.extension_fields import flexicontent_fields
from migrator.database.item_parts import finished, rating
from migrator.database.items import Item
from migrator.database.joomla_site import JoomlaSite
from migrator.store.row_tables import Record

#: 0 to 1.5: -1 is archived; from 1.6 on 2 is.
#: FLEXIcontent adds -5 (in progress, shown all the same), -3 (waiting) and -4 (a draft).
_STATES = {
    "1": "published",
    "0": "unpublished",
    "-1": "archived",
    "2": "archived",
    "-2": "trashed",
    "-5": "published",
}


#: What the two names of an article's associations are.
_ASSOCIATED = ("com_content.item", "com_content.article")


def content(site: JoomlaSite) -> Iterator[Item]:
    """Articles of Joomla 1.0 to 6."""
    flexicontent = site.tables.has("flexicontent_items_ext")
    for row in site.tables.all("content"):
        if is_comment(row):
            continue
        ident = row["id"] or ""
        category = _content_category(row)
        title = site.name(row.get("title"))
        item = Item(
            "com_content",
            ident,
            "content",
            title,
            body_of(row),
            picture_html=image_html(row.get("images")),
            alias=_alias(site, row),
            categories=site.path(category),
            tags=_tags(site, "com_content.article", ident),
            rating=rating(site, "content_rating", "content_id", ident),
            description=site.name(row.get("metadesc")) or None,
            keywords=site.name(row.get("metakey")) or None,
            links=item_links(row.get("urls")),
            attachments=attachments_of(site, "com_content", ident),
        )
        item = _with_fields(site, item, category, flexicontent)
        item = finished(site, item, row, _state(row), category)
        if item.language is None and flexicontent:
            item = replace(item, language=_flexicontent_language(site, ident))
        yield item


def _state(row: Record) -> str:
    return _STATES.get(row.get("state") or "", "unpublished")


def _with_fields(site: JoomlaSite, item: Item, category: str | None, flexicontent: bool) -> Item:
    """`item` with its custom fields, FLEXIcontent's fields and tags, and its translations."""
    fields, hidden = custom_fields(site, item.id, item.body, category)
    if flexicontent:
        further, without_text = flexicontent_fields(site, item.id)
        fields, hidden = fields + further, hidden + without_text
    return replace(
        item,
        tags=item.tags or (_flexicontent_tags(site, item.id) if flexicontent else ()),
        fields=fields,
        hidden_fields=hidden,
        translations=_translations(site, item.id),
    )


def _translations(site: JoomlaSite, ident: str) -> tuple[tuple[str, str], ...]:
    """The public articles that translate article `ident`: language and key. Joomla (3.0 on) gives
    translations of each other one `key` in `#__associations`; FLEXIcontent names the original."""
    others = [
        other.get("id")
        for row in site.tables.where("associations", "id", ident)
        if row.get("context") in _ASSOCIATED
        for other in site.tables.where("associations", "key", row.get("key"))
        if other.get("context") == row.get("context")
    ]
    for row in site.tables.where("flexicontent_items_ext", "item_id", ident):
        original = row.get("lang_parent_id")
        if original not in (None, "", "0"):
            same = site.tables.where("flexicontent_items_ext", "lang_parent_id", original)
            others += [original, *(r.get("item_id") for r in same)]
    translated = (
        row for i in others if i != ident for row in site.tables.where("content", "id", i)
    )
    return tuple(
        dict.fromkeys(
            (language, f"com_content:{row['id']}")
            for row in translated
            if (language := row.get("language") or _flexicontent_language(site, row["id"] or ""))
            not in (None, "", "*")
            and site.withheld(row, _state(row), _content_category(row))[0]
            in ("published", "archived")
        )
    )


def _flexicontent_language(site: JoomlaSite, ident: str) -> str | None:
    """The language of an article, which 1.5 has no column for."""
    rows = site.tables.where("flexicontent_items_ext", "item_id", ident)
    return next((r["language"] for r in rows if r.get("language") not in (None, "", "*")), None)


def _content_category(row: Record) -> str | None:
    """The key of an article's category, else of its section."""
    if row.get("catid") not in (None, "", "0"):
        return f"com_content:{row['catid']}"
    section = row.get("sectionid")
    return f"section:{section}" if section not in (None, "", "0") else None


def category_key(site: JoomlaSite, item: Item) -> str | None:
    """The key of the category of an article of Joomla itself."""
    if item.component != "com_content":
        return None
    return next(
        (_content_category(row) for row in site.tables.where("content", "id", item.id)), None
    )


def _alias(site: JoomlaSite, row: Record) -> str | None:
    """The slug. 1.0 has none: its second title serves where it has the form of one."""
    if alias := (row.get("alias") or "").strip():
        return alias
    second = (row.get("title_alias") or "").strip()
    return (
        second
        if site.version == "1.0" and re.fullmatch(r"[\w%-]+", second) and not second.isdigit()
        else None
    )


def _tags(site: JoomlaSite, type_alias: str, ident: str) -> tuple[str, ...]:
    names = []
    for row in site.tables.where("contentitem_tag_map", "content_item_id", ident):
        if row.get("type_alias") == type_alias:
            names += [
                t.get("title") or ""
                for t in site.tables.where("tags", "id", row.get("tag_id"))
                if t.get("published", "1") == "1"
            ]
    return tuple(dict.fromkeys(n for n in names if n and n != "ROOT"))


def _flexicontent_tags(site: JoomlaSite, ident: str) -> tuple[str, ...]:
    rows = site.tables.where("flexicontent_tags_item_relations", "itemid", ident)
    names = (
        t.get("name")
        for r in rows
        for t in site.tables.where("flexicontent_tags", "id", r.get("tid"))
        if t.get("published", "1") == "1"
    )
    return tuple(n for n in names if n)
