"""Custom fields of Joomla (3.7 on): the value of each as the field's plugin shows it.

`#__fields` has what a field is, `#__fields_values` a row for each value, whose `item_id` is text.
How a value is shown is read from the layouts of Joomla's own plugins (`plugins/fields/*/tmpl`, 3.7
to 6): a list shows the texts of its choices, a picture is JSON or a path, a subform (4 on) or
repeatable field (3.9) is JSON with a row each, `field<ID>` in it names a field that may have no
place of its own. `params.display` 0 is a field that is not shown by itself; a `{field ID}` in the
text may show it all the same.

Which fields an article has is read from `FieldsHelper::getFields` and `FieldsModel` (3.7 to 6):
those that are assigned to its category or one above it (`#__fields_categories`), or to none; one
without a value, or with an empty one, shows its default; one for subforms only is not among them.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from migrator.database.items import FieldRow
from migrator.database.joomla_site import JoomlaSite, json_object, number, parameters
from migrator.store.row_tables import Record

#: A subform within a subform; deeper ones Joomla's own form does not offer.
_DEEPEST = 3
#: What articles are called in `#__fields.context`.
_ARTICLE = "com_content.article"


def custom_fields(
    site: JoomlaSite, ident: str, body: str, category: str | None
) -> tuple[tuple[FieldRow, ...], tuple[str, ...]]:
    """The custom fields of article `ident` that visitors saw, in the site's order, and the labels
    of those that are not shown; `body` is its text, whose `{field ID}` shows one, `category` the
    key of its category."""
    values: dict[str, list[str]] = {}
    for row in site.tables.where("fields_values", "item_id", ident):
        if row.get("value"):
            values.setdefault(row.get("field_id") or "", []).append(row["value"] or "")
    shown, hidden = [], []
    categories = {c.key.rpartition(":")[2] for c in site.line(category)}
    for field in sorted(site.tables.where("fields", "context", _ARTICLE), key=_order):
        default = field.get("default_value")
        content = values.get(field["id"] or "") or ([default] if default else [])
        if not content or not _is_public(site, field) or not _is_for(site, field, categories):
            continue
        label = field.get("label") or field.get("name") or ""
        text = _shown(site, field, content, 0)
        if not text:
            continue
        if _is_shown(field, body):
            shown.append(FieldRow(field.get("name") or "", label, text))
        else:
            hidden.append(label)
    return tuple(shown), tuple(hidden)


def _is_for(site: JoomlaSite, field: Record, categories: Collection[str]) -> bool:
    """Whether articles in one of `categories` have a field."""
    if field.get("only_use_in_subform") == "1":
        return False
    assigned = site.tables.where("fields_categories", "field_id", field["id"])
    return not assigned or any(row.get("category_id") in categories for row in assigned)


def _fields(site: JoomlaSite, ident: str) -> list[Record]:
    return site.tables.where("fields", "id", ident)


def _order(field: Record) -> tuple[int, int]:
    return number(field.get("ordering")) or 0, number(field.get("id")) or 0


def _is_public(site: JoomlaSite, field: Record) -> bool:
    """Whether a field and its group are published, and everybody may see them."""
    groups = site.tables.where("fields_groups", "id", field.get("group_id") or "0")
    return all(
        r.get("state", "1") == "1" and site.is_public(r.get("access")) for r in (field, *groups)
    )


def _is_shown(field: Record, body: str) -> bool:
    if parameters(field.get("params")).get("display") != "0":
        return True
    return f"{{field {field['id']}" in body or bool(
        field.get("group_id") not in (None, "", "0") and f"{{fieldgroup {field['group_id']}" in body
    )


def _shown(site: JoomlaSite, field: Record, values: Sequence[str], depth: int) -> str:
    """The HTML of a field's values."""
    settings = json_object(field.get("fieldparams"))
    kind = field.get("type") or "text"
    if kind in ("list", "radio", "checkboxes"):
        return html.escape(", ".join(_choices(settings, values)))
    if kind == "media":
        return " ".join(p for v in values if (p := _picture(v)))
    if kind == "imagelist":
        folder = str(settings.get("directory") or "").strip("/")
        path = f"images/{folder}/" if folder else "images/"
        return " ".join(
            f'<img src="{html.escape(path + v)}" alt="" />' for v in values if v != "-1"
        )
    if kind == "url":
        return ", ".join(f'<a href="{html.escape(v)}">{html.escape(v)}</a>' for v in values)
    if kind == "user":
        names = (site.people.get(v) for v in values)
        return html.escape(", ".join(n for n in names if n))
    if kind in ("subform", "repeatable"):
        return _rows(site, values[0], depth) if depth < _DEEPEST else ""
    if kind in ("editor", "textarea"):
        return "\n".join(values)
    return html.escape(", ".join(values))


def _choices(settings: dict[str, Any], values: Sequence[str]) -> Iterator[str]:
    """The texts of the choices that `values` name; a value that is no choice any more as it is."""
    options = settings.get("options")
    texts = {
        str(o.get("value")): str(o.get("name"))
        for o in (options.values() if isinstance(options, dict) else options or ())
        if isinstance(o, dict)
    }
    yield from (texts.get(v, v) for v in values)


def _picture(value: str) -> str:
    """A picture: JSON with file and description from 4 on, a path before."""
    stored = json_object(value)
    source = str(stored.get("imagefile") or ("" if stored else value)).partition("#joomlaImage")[0]
    alt = html.escape(str(stored.get("alt_text") or ""))
    return f'<img src="{html.escape(source)}" alt="{alt}" />' if source else ""


def _rows(site: JoomlaSite, value: str, depth: int) -> str:
    """The rows of a subform or repeatable field as a list; a field that is not repeated is one
    row."""
    try:
        stored = json.loads(value)
    except (ValueError, RecursionError):
        return html.escape(value)
    rows = stored if isinstance(stored, list) else [stored]
    if isinstance(stored, dict) and not _is_row(site, stored):
        rows = list(stored.values())
    lines = ("; ".join(_cells(site, row, depth)) for row in rows if isinstance(row, dict))
    entries = "".join(f"<li>{line}</li>" for line in lines if line)
    return f"<ul>{entries}</ul>" if entries else ""


def _is_row(site: JoomlaSite, stored: dict[str, Any]) -> bool:
    """Whether a stored object is one row, and not the rows by their names (`row0`, `row1`)."""
    return all(
        not isinstance(value, dict) or (name.startswith("field") and _fields(site, name[5:]))
        for name, value in stored.items()
    )


def _cells(site: JoomlaSite, row: dict[str, Any], depth: int) -> Iterator[str]:
    """The cells of one row, each with the label of its field."""
    for name, value in row.items():
        values = [str(v) for v in (value if isinstance(value, list) else [value])]
        if isinstance(value, dict):
            values = [json.dumps(value)]
        match = re.fullmatch(r"field(\d+)", name)
        field = next(iter(_fields(site, match[1])), None) if match else None
        if field is not None and not _is_public(site, field):
            continue
        text = (
            _shown(site, field, [v for v in values if v], depth + 1)
            if field is not None and any(values)
            else html.escape(", ".join(v for v in values if v))
        )
        if text:
            label = (field or {}).get("label")
            yield f"{html.escape(label)}: {text}" if label else text
