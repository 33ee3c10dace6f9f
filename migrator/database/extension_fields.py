"""Fields that K2 and FLEXIcontent add to an item, as their pages show them.

K2 (2.6 to 2.12): `extra_fields` of an item is JSON, `[{"id": "1", "value": …}]`; the form of a
value goes by `k2_extra_fields.type` (`getItemExtraFields` of its model). FLEXIcontent (1.5 to 4.2):
a row a value; those of several parts are PHP's serialised arrays, read as text and never run;
choices stand in the field's parameters as `value::text` between `%%`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from migrator.database.items import FieldRow
from migrator.database.joomla_site import JoomlaSite, json_object, number, parameters
from migrator.store.row_tables import Record

Values = tuple[FieldRow, ...]


def k2_fields(site: JoomlaSite, stored: str | None) -> Values:
    """The extra fields of a K2 item in the order of its form; `stored` is its column."""
    try:
        entries = json.loads(stored or "[]")
    except (ValueError, RecursionError):
        return ()
    pairs = [
        (field, entry.get("value"))
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
        for field in site.tables.where("k2_extra_fields", "id", entry.get("id"))
        if field.get("published", "1") == "1"
    ]
    pairs.sort(key=lambda pair: number(pair[0].get("ordering")) or 0)
    rows = (FieldRow("", f.get("name") or "", _k2_value(f, value)) for f, value in pairs)
    return tuple(row for row in rows if row.html)


def _k2_value(field: Record, value: Any) -> str:
    """The HTML of one value."""
    kind = field.get("type") or ""
    if kind == "link":
        return _link(*(str(v or "").strip() for v in value[1::-1])) if _is_list(value) else ""
    if kind == "image":
        return f'<img src="{html.escape(value)}" alt="" />' if value and _is_text(value) else ""
    if kind == "csv":
        return _table(value) if _is_list(value) else ""
    if kind == "textarea":
        return value if _is_text(value) else ""
    texts = _k2_choices(field) if kind in ("select", "multipleSelect", "radio") else {}
    values = value if _is_list(value) else [value]
    return html.escape(", ".join(texts.get(str(v), str(v)) for v in values if v not in (None, "")))


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _k2_choices(field: Record) -> dict[str, str]:
    try:
        options = json.loads(field.get("value") or "[]")
    except (ValueError, RecursionError):
        return {}
    return {
        str(o.get("value")): str(o.get("name"))
        for o in (options if isinstance(options, list) else ())
        if isinstance(o, dict)
    }


def _table(rows: list[Any]) -> str:
    """The table of a CSV field, whose first row is its head."""
    lines = [
        "".join(f"<{cell}>{html.escape(str(v))}</{cell}>" for v in row)
        for number, row in enumerate(rows)
        if isinstance(row, list)
        for cell in ("td" if number else "th",)
    ]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>" if lines else ""


def _link(address: str = "", words: str = "") -> str:
    if not address or address in ("http://", "https://"):
        return ""
    return f'<a href="{html.escape(address)}">{html.escape(words or address)}</a>'


def flexicontent_fields(site: JoomlaSite, ident: str) -> tuple[Values, tuple[str, ...]]:
    """FLEXIcontent's own fields of an article in the site's order, and the labels of those whose
    values no text shows; those that stand for columns of the article are left out."""
    values: dict[str, list[tuple[int, str]]] = {}
    for row in site.tables.where("flexicontent_fields_item_relations", "item_id", ident):
        if row.get("value"):
            place = number(row.get("valueorder")) or 0
            values.setdefault(row.get("field_id") or "", []).append((place, row["value"] or ""))
    fields = (f for i in values for f in site.tables.where("flexicontent_fields", "id", i))
    shown, hidden = [], []
    for field in sorted(fields, key=lambda f: number(f.get("ordering")) or 0):
        if field.get("iscore") == "1" or field.get("published", "1") != "1":
            continue
        if not site.is_public(field.get("access")):
            continue
        label = field.get("label") or field.get("name") or ""
        show = _FLEXICONTENT.get(field.get("field_type") or "", _flexicontent_text)
        field = {**field, "item_id": ident}
        stored = [value for _, value in sorted(values[field["id"] or ""])]
        texts = [text for value in stored if (text := show(site, field, value))]
        if texts:
            shown.append(FieldRow(field.get("name") or "", label, ", ".join(texts)))
        else:
            hidden.append(label)
    return tuple(shown), tuple(hidden)


def _flexicontent_text(site: JoomlaSite, field: Record, value: str) -> str:
    """Text or HTML as stored; the parts of a value that has several."""
    parts = php_array(value) or json_object(value)
    if parts:
        return html.escape(
            ", ".join(str(v) for v in parts.values() if isinstance(v, str | int) and v)
        )
    return value


def _flexicontent_choice(site: JoomlaSite, field: Record, value: str) -> str:
    elements = parameters(field.get("attribs")).get("field_elements") or ""
    choices = (re.split(r"\s*::\s*", e.strip()) for e in elements.split("%%"))
    texts = {parts[0]: parts[1] for parts in choices if len(parts) > 1}
    return html.escape(texts.get(value, value))


def _flexicontent_link(site: JoomlaSite, field: Record, value: str) -> str:
    parts = php_array(value)
    return _link(parts.get("link") or value, parts.get("linktext") or parts.get("title") or "")


def _flexicontent_file(site: JoomlaSite, field: Record, value: str) -> str:
    """The link to a file, by the number of its row. Files to download lie in `uploads`, media of
    the page in `medias`, where the site has not set other folders."""
    for row in site.tables.where("flexicontent_files", "id", value):
        if row.get("published", "1") == "1" and site.is_public(row.get("access")):
            name = row.get("filename") or ""
            folder = "medias" if row.get("secure") == "0" else "uploads"
            path = name if row.get("url") == "1" else f"components/com_flexicontent/{folder}/{name}"
            return _link(path if name else "", row.get("altname") or name)
    return ""


#: Settings of the image field: where its files lie.
_JOOMLAS_OWN, _ITEMS_FOLDER, _FROM_ROOT, _SHARED = "-1", "1", "-2", "0"


def _flexicontent_picture(site: JoomlaSite, field: Record, value: str) -> str:
    """A picture in its full size, with its title and description as caption. Its folder goes by
    `image_source` of the field (`prepare_value_display` of the image field, 4.2 to 5)."""
    parts = php_array(value) or {"originalname": value}
    name = (parts.get("originalname") or "").strip()
    settings = parameters(field.get("attribs"))
    mode = settings.get("image_source") or _SHARED
    if not name or mode == _JOOMLAS_OWN:
        return ""
    if mode == _ITEMS_FOLDER:
        folder = settings.get("dir") or "images/stories/flexicontent"
        path = f"{folder}/item_{field['item_id']}_field_{field['id']}/original/{name}"
    elif mode == _SHARED:
        folder = "medias" if settings.get("target_dir") == "0" else "uploads"
        path = f"components/com_flexicontent/{folder}/{name}"
    else:
        path = name
    if re.match(r"(?:[a-z]+:)?//", name):
        path = name
    image = f'<img src="{html.escape(path)}" alt="{html.escape(parts.get("alt") or "")}" />'
    words = (html.escape(parts.get(n) or "") for n in ("title", "desc"))
    caption = "<br />".join(dict.fromkeys(w for w in words if w))
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>" if caption else image


def _no_text(site: JoomlaSite, field: Record, value: str) -> str:
    return ""


_FLEXICONTENT: dict[str, Callable[[JoomlaSite, Record, str], str]] = {
    **dict.fromkeys(
        ("select", "selectmultiple", "radio", "radioimage", "checkbox", "checkboximage"),
        _flexicontent_choice,
    ),
    "weblink": _flexicontent_link,
    "extendedweblink": _flexicontent_link,
    "file": _flexicontent_file,
    "image": _flexicontent_picture,
    # numbers of other items: their titles may be those of items that were not public
    "relation": _no_text,
    "relation_reverse": _no_text,
}

_PHP_ARRAY = re.compile(r"a:\d+:\{(.*)\}\s*\Z", re.S)
_PHP_VALUE = re.compile(r's:\d+:"(.*?)";|[id]:(-?[\d.E+-]+);|b:([01]);|(N);', re.S)


def php_array(value: str) -> dict[str, str]:
    """Keys and values of a flat array as PHP serialises it; empty where it is none. What it may
    say of objects is not looked at."""
    match = _PHP_ARRAY.match(value)
    if match is None:
        return {}
    tokens = list(_php_tokens(match[1]))
    return dict(zip(tokens[::2], tokens[1::2], strict=False))


def _php_tokens(body: str) -> Iterator[str]:
    for match in _PHP_VALUE.finditer(body):
        yield next((group for group in match.groups()[:3] if group is not None), "")
