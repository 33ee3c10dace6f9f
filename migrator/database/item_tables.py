"""Items (articles) from the tables of Joomla, K2, ZOO, EasyBlog and FLEXIcontent.

One function a component; each gives whole items, one in memory at a time. Columns: Joomla 1.0 to 6,
K2 2.6, ZOO 2.3 and EasyBlog 5.1 and FLEXIcontent 4.2 as their tables are created.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from migrator.database.article_text import attachments_of, body_of, image_lead, item_links
from migrator.database.comments import Comments
from migrator.database.items import Item
from migrator.database.joomla_site import JoomlaSite, json_object, number, stored_date
from migrator.store.row_tables import Record

#: 0 to 1.5: -1 is archived; from 1.6 on 2 is.
_STATES = {"1": "published", "0": "unpublished", "-1": "archived", "2": "archived", "-2": "trashed"}


def items(site: JoomlaSite) -> Iterator[Item]:
    """All items of a database, those of Joomla itself first."""
    for table, read in _COMPONENTS.items():
        if site.tables.has(table):
            yield from read(site)


def _finished(
    site: JoomlaSite, item: Item, row: Record, state: str | None, category: str | None
) -> Item:
    """`item` with its state, comments and what its row says of people and dates."""
    state, reason = site.withheld(row, state, category)
    comments = Comments(site).of(item.component, item.id, row.get("asset_id"))
    return replace(
        item,
        state=state,
        reason=reason,
        author=item.author or site.author(row),
        created=stored_date(row.get("created")),
        modified=stored_date(row.get("modified")),
        published=stored_date(row.get("publish_up")),
        utc=site.version != "1.0",
        hits=number(row.get("hits")),
        language=None if row.get("language") in (None, "", "*") else row.get("language"),
        comment_system=comments.system,
        comments=comments.comments,
        withheld_comments=comments.withheld,
    )


def _rating(site: JoomlaSite, table: str, column: str, ident: str) -> tuple[float, int] | None:
    for row in site.tables.where(table, column, ident):
        total, count = number(row.get("rating_sum")), number(row.get("rating_count"))
        if total and count:
            return round(total / count, 2), count
    return None


# ---- Joomla


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
            rating=_rating(site, "content_rating", "content_id", ident),
            description=site.name(row.get("metadesc")) or None,
            keywords=site.name(row.get("metakey")) or None,
            fields=_custom_fields(site, ident) + (_flexi_fields(site, ident) if flexi else ()),
            links=item_links(row.get("urls")),
            attachments=attachments_of(site, "com_content", ident),
            translations=_translations(site, "com_content.item", ident),
        )
        if flexi and not item.tags:
            item = replace(item, tags=_flexi_tags(site, ident))
        yield _finished(
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


def _translations(site: JoomlaSite, context: str, ident: str) -> tuple[str, ...]:
    """The keys of the translations of an article."""
    own = [
        r.get("key")
        for r in site.tables.where("associations", "id", ident)
        if r.get("context") == context
    ]
    others = (
        r
        for key in own
        for r in site.tables.where("associations", "key", key)
        if r.get("context") == context
    )
    return tuple(f"com_content:{r['id']}" for r in others if r.get("id") != ident)


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


# ---- K2


def k2(site: JoomlaSite) -> Iterator[Item]:
    """Items of K2."""
    paths = _Paths(site, "k2_categories", "name", "parent")
    for row in site.tables.all("k2_items"):
        ident = row["id"] or ""
        title = site.name(row.get("title"))
        tags = (
            t.get("name")
            for r in site.tables.where("k2_tags_xref", "itemID", ident)
            for t in site.tables.where("k2_tags", "id", r.get("tagID"))
        )
        item = Item(
            "com_k2",
            ident,
            "k2_items",
            title,
            body_of(row) + _k2_media(row),
            alias=row.get("alias") or None,
            categories=paths.names(row.get("catid")),
            tags=tuple(t for t in tags if t),
            rating=_rating(site, "k2_rating", "itemID", ident),
            description=row.get("metadesc") or None,
            keywords=row.get("metakey") or None,
            fields=_k2_fields(site, row.get("extra_fields")),
            attachments=tuple(
                (f"media/k2/attachments/{a['filename']}", a.get("title") or a["filename"] or "")
                for a in site.tables.where("k2_attachments", "itemID", ident)
                if a.get("filename")
            ),
        )
        state = (
            "trashed"
            if row.get("trash") == "1"
            else "published"
            if row.get("published") == "1"
            else "unpublished"
        )
        yield paths.judged(_finished(site, item, row, state, None), row.get("catid"))


def _k2_media(row: Record) -> str:
    """Video and gallery of an item, which stand in columns of their own."""
    return "".join(
        f"\n{row[name]}" for name in ("video", "gallery") if (row.get(name) or "").strip()
    )


def _k2_fields(site: JoomlaSite, value: str | None) -> tuple[tuple[str, str, str], ...]:
    try:
        stored = json.loads(value or "[]")
    except (ValueError, RecursionError):
        return ()
    found = []
    for entry in stored if isinstance(stored, list) else ():
        if not isinstance(entry, dict):
            continue
        for field in site.tables.where("k2_extra_fields", "id", entry.get("id")):
            text = _k2_value(field, entry.get("value"))
            if text and field.get("published", "1") == "1":
                found.append((field.get("name") or "", field.get("name") or "", text))
    return tuple(found)


def _k2_value(field: Record, value: Any) -> str:
    """A value as shown: the name of a choice, the words and the address of a link."""
    if isinstance(value, list) and field.get("type") == "link":
        return " ".join(str(v) for v in value[:2] if v)
    try:
        options = {
            str(o.get("value")): str(o.get("name"))
            for o in json.loads(field.get("value") or "[]")
            if isinstance(o, dict)
        }
    except (ValueError, RecursionError, AttributeError):
        options = {}
    values = value if isinstance(value, list) else [value]
    if field.get("type") in ("select", "multipleSelect", "radio"):
        values = [options.get(str(v), v) for v in values]
    return ", ".join(str(v) for v in values if v not in (None, ""))


class _Paths:
    """Paths of categories that have a name and a parent's number; whether all on a path are
    published and public."""

    def __init__(self, site: JoomlaSite, table: str, name: str, parent: str) -> None:
        self._site, self._name, self._parent = site, name, parent
        self._rows = {row["id"] or "": row for row in site.tables.all(table)}

    def line(self, ident: str | None) -> list[Record]:
        """A category and those above it, outermost first."""
        found: list[Record] = []
        while ident and (row := self._rows.get(ident)) and row not in found:
            found.insert(0, row)
            ident = row.get(self._parent)
        return found

    def names(self, ident: str | None) -> tuple[str, ...]:
        return tuple(self._site.name(row.get(self._name)) for row in self.line(ident))

    def judged(self, item: Item, ident: str | None) -> Item:
        """`item` as unpublished or restricted where a category above it is."""
        if item.state not in ("published", "archived"):
            return item
        line = self.line(ident)
        if any(row.get("published") in ("0", "-2") or row.get("trash") == "1" for row in line):
            return replace(item, state="unpublished", reason="its category is unpublished")
        if any(not self._site.is_public(row.get("access")) for row in line):
            return replace(item, state="restricted", reason="only some users were to see it")
        return item


# ---- ZOO


def zoo(site: JoomlaSite) -> Iterator[Item]:
    """Items of ZOO: `elements` is XML to 2.4, JSON from 2.5 on; texts come in the order in which
    they are stored."""
    paths = _Paths(site, "zoo_category", "name", "parent")
    for row in site.tables.all("zoo_item"):
        ident = row["id"] or ""
        category = next(
            (
                r.get("category_id")
                for r in site.tables.where("zoo_category_item", "item_id", ident)
                if r.get("category_id") != "0"
            ),
            None,
        )
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
        )
        state = "published" if row.get("state") == "1" else "unpublished"
        yield paths.judged(_finished(site, item, row, state, None), category)


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


# ---- EasyBlog


#: published: 1 shown, 0 not, 2 to come, 3 draft, 4 waiting; state: 0 as it is, 1 archived, 2 in the
#: trash
_EASYBLOG = {("1", "0"): "published", ("1", "1"): "archived"}


def easyblog(site: JoomlaSite) -> Iterator[Item]:
    """Posts of EasyBlog 5 (and 3, without `state`)."""
    paths = _Paths(site, "easyblog_category", "title", "parent_id")
    for row in site.tables.all("easyblog_post"):
        ident = row["id"] or ""
        row["introtext"], row["fulltext"] = row.get("intro"), row.get("content")
        if (row.get("doctype") or "legacy") != "legacy" and not (
            row.get("content") or row.get("intro")
        ):
            row["introtext"] = _blocks(row.get("document"))
        category = next(
            (
                r.get("category_id")
                for r in site.tables.where("easyblog_post_category", "post_id", ident)
                if r.get("primary") == "1"
            ),
            row.get("category_id"),
        )
        meta: Record = next(
            (
                m
                for m in site.tables.where("easyblog_meta", "content_id", ident)
                if m.get("type") == "post"
            ),
            {},
        )
        tags = (
            t.get("title")
            for r in site.tables.where("easyblog_post_tag", "post_id", ident)
            for t in site.tables.where("easyblog_tag", "id", r.get("tag_id"))
        )
        nick = next(
            (
                u.get("nickname")
                for u in site.tables.where("easyblog_users", "id", row.get("created_by"))
                if u.get("nickname")
            ),
            None,
        )
        title = site.name(row.get("title"))
        item = Item(
            "com_easyblog",
            ident,
            "easyblog_post",
            title,
            body_of(row),
            alias=row.get("permalink") or None,
            categories=paths.names(category),
            author=nick or None,
            tags=tuple(t for t in tags if t),
            description=meta.get("description") or None,
            keywords=meta.get("keywords") or None,
        )
        trashed = row.get("state") == "2"
        state = (
            "trashed"
            if trashed
            else _EASYBLOG.get(
                (row.get("published") or "0", row.get("state") or "0"), "unpublished"
            )
        )
        yield paths.judged(_finished(site, item, row, state, None), category)


def _blocks(document: str | None) -> str:
    """The HTML of EasyBlog's blocks, where the post keeps no copy of it."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("html"), str) and value["html"].strip():
                found.append(value["html"])
            else:
                for inner in value.values():
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(json_object(document).get("blocks"))
    return "\n".join(found)


_COMPONENTS: dict[str, Callable[[JoomlaSite], Iterator[Item]]] = {
    "content": content,
    "k2_items": k2,
    "zoo_item": zoo,
    "easyblog_post": easyblog,
}
