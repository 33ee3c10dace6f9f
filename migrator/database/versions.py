"""The stored versions of articles: when each was saved, by whom, the editor's remark.

Joomla keeps them in `#__ucm_history` (3.2 to 3.10; the kind of text by number, `#__content_types`)
and `#__history` (4 on; `item_id` is `com_content.article.12`), FLEXIcontent in
`flexicontent_versions`, EasyBlog 5 in `easyblog_revisions`. Their texts do not come in: no visitor
saw the drafts among them, and nothing tells which are drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrator.database.items import VersionRow
from migrator.database.joomla_site import JoomlaSite, stored_date
from migrator.store.row_tables import Record

_ARTICLE = "com_content.article"


def versions_of(site: JoomlaSite, component: str, ident: str) -> tuple[VersionRow, ...]:
    """The versions of an item, the earliest first."""
    rows = [
        VersionRow(saved, site.public_name(editor), (remark or "").strip() or None)
        for saved, editor, remark in _stored(site, component, ident)
        if saved
    ]
    return tuple(sorted(rows, key=lambda row: row.saved))


def _stored(
    site: JoomlaSite, component: str, ident: str
) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Date, editor's number and remark of each stored version of an item."""
    if component == "com_easyblog":
        for row in site.tables.where("easyblog_revisions", "post_id", ident):
            yield _saved(row, "modified", "created"), row.get("created_by"), None
    if component != "com_content":
        return
    rows = site.tables.where("history", "item_id", f"{_ARTICLE}.{ident}")
    kinds = {r["type_id"] for r in site.tables.where("content_types", "type_alias", _ARTICLE)}
    rows += [
        row
        for row in site.tables.where("ucm_history", "ucm_item_id", ident)
        if row.get("ucm_type_id") in kinds
    ]
    for row in rows:
        yield _saved(row, "save_date"), row.get("editor_user_id"), row.get("version_note")
    for row in site.tables.where("flexicontent_versions", "item_id", ident):
        yield _saved(row, "created"), row.get("created_by"), row.get("comment")


def _saved(row: Record, *columns: str) -> str | None:
    """The first of some dates that a row has."""
    return next((date for c in columns if (date := stored_date(row.get(c)))), None)
