"""Articles of Joomla 1.0 to 6, with what FLEXIcontent 4.2 adds to them.

Columns as the tables of each version are created."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from migrator.database.article_text import attachments_of, body_of, image_lead, item_links
from migrator.database.item_parts import finished, rating
from migrator.database.items import Item
from migrator.database.joomla_site import JoomlaSite, json_object, number
from migrator.store.row_tables import Record

#: 0 to 1.5: -1 is archived; from 1.6 on 2 is.
_STATES = {"1": "published", "0": "unpublished", "-1": "archived", "2": "archived", "-2": "trashed"}


def content(site: JoomlaSite) -> Iterator[Item]:
    """Articles of Joomla 1.0 to 6."""
    flexi = site.tables.has("flexicontent_items_ext")
    for row in site.tables.all("content"):
        if number(row.get("parentid")) and not number(row.get("catid")):
            continue  # a comment of yvComment, kept in the table of articles
        ident = row["id"] or ""
        category = _content_category(row)
        title = site.name(row.get("title"))
        item = Item(
            "com_content",
            ident,
            "content",
            title,
            body_of(row),
            lead=image_lead(row.get("images")),
            alias=_alias(site, row),
            categories=site.path(category),
            tags=_tags(site, "com_content.article", ident),
            rating=rating(site, "content_rating", "content_id", ident),
            description=site.name(row.get("metadesc")) or None,
            keywords=site.name(row.get("metakey")) or None,
            fields=_custom_fields(site, ident) + (_flexi_fields(site, ident) if flexi else ()),
            links=item_links(row.get("urls")),
            attachments=attachments_of(site, "com_content", ident),
        )
        if flexi and not item.tags:
            item = replace(item, tags=_flexi_tags(site, ident))
        yield finished(
            site, item, row, _STATES.get(row.get("state") or "", "unpublished"), category
        )


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


def _custom_fields(site: JoomlaSite, ident: str) -> tuple[tuple[str, str, str], ...]:
    """Custom fields (3.7 on): name, label, value; several values of one field are one, with
    commas."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for row in site.tables.where("fields_values", "item_id", ident):
        for field in site.tables.where("fields", "id", row.get("field_id")):
            if (
                field.get("context") == "com_content.article"
                and field.get("state", "1") == "1"
                and site.is_public(field.get("access"))
                and row.get("value")
            ):
                name = field.get("name") or ""
                found.setdefault(name, (name, field.get("label") or name, []))[2].append(
                    _field_value(field, row["value"] or "")
                )
    return tuple((name, label, ", ".join(values)) for name, label, values in found.values())


def _field_value(field: Record, value: str) -> str:
    """What a visitor saw: the text of a choice, the address of a picture."""
    options = json_object(field.get("fieldparams")).get("options")
    for option in options.values() if isinstance(options, dict) else ():
        if isinstance(option, dict) and str(option.get("value")) == value:
            return str(option.get("name"))
    return str(json_object(value).get("imagefile") or value).partition("#joomlaImage")[0]


def _flexi_fields(site: JoomlaSite, ident: str) -> tuple[tuple[str, str, str], ...]:
    """FLEXIcontent's own fields of an article; those that stand for columns of the article are left
    out."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    rows = site.tables.where("flexicontent_fields_item_relations", "item_id", ident)
    for row in sorted(rows, key=lambda r: number(r.get("valueorder")) or 0):
        for field in site.tables.where("flexicontent_fields", "id", row.get("field_id")):
            if (
                field.get("iscore") != "1"
                and field.get("published", "1") == "1"
                and (value := _plain_value(row.get("value")))
            ):
                name = field.get("name") or ""
                found.setdefault(name, (name, field.get("label") or name, []))[2].append(value)
    return tuple((name, label, ", ".join(values)) for name, label, values in found.values())


def _flexi_tags(site: JoomlaSite, ident: str) -> tuple[str, ...]:
    rows = site.tables.where("flexicontent_tags_item_relations", "itemid", ident)
    names = (
        t.get("name")
        for r in rows
        for t in site.tables.where("flexicontent_tags", "id", r.get("tid"))
    )
    return tuple(n for n in names if n)


_SERIALISED = re.compile(r's:\d+:"(.*?)";', re.S)


def _plain_value(value: str | None) -> str:
    """The words of a value; PHP's serialised form is searched for its strings, never run."""
    if not value:
        return ""
    if re.match(r"a:\d+:\{", value):
        return ", ".join(v for v in _SERIALISED.findall(value)[1::2] if v)
    if found := json_object(value):
        return ", ".join(str(v) for v in found.values() if isinstance(v, str | int) and v)
    return value
