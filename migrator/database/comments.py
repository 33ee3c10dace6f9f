"""Comments of an item from the tables of all systems, by their declarations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from migrator.database.comment_tables import CommentTable, present_tables
from migrator.database.items import RowComment
from migrator.database.joomla_site import JoomlaSite, comment_date, number
from migrator.store.row_tables import Record


class ItemComments(NamedTuple):
    """The comments of an item that were public, in order, and how many were not; the system."""

    system: str | None
    comments: tuple[RowComment, ...]
    withheld: int


@dataclass(slots=True)
class Comments:
    """Looks comments up in the tables of a site."""

    site: JoomlaSite

    def of(self, component: str, ident: str, asset: str | None = None) -> ItemComments:
        """The comments of one item; `asset` is the number of its `asset_id`, by which Engage names
        it."""
        system, comments, withheld = None, [], 0
        for table in present_tables(self.site.tables):
            rows = self._rows(table, component, ident, asset)
            public = [r for r in rows if _is_public(r, table)]
            withheld += len(rows) - len(public)
            if public and system is None:
                system = table.system
            comments += [self._comment(r, table) for r in public]
        present = {c.id for c in comments}
        comments = [c if c.parent in present else _without_parent(c) for c in comments]
        comments.sort(key=lambda c: (c.date or "", number(c.id) or 0))
        return ItemComments(system, tuple(comments), withheld)

    def _rows(
        self, table: CommentTable, component: str, ident: str, asset: str | None
    ) -> list[Record]:
        if table.system == "engage":
            return (
                self.site.tables.where(table.table, table.target, asset)
                if asset and component == "com_content"
                else []
            )
        if table.system == "udjacomments":
            return self.site.tables.where(table.table, table.target, f"{component}:{ident}")
        if not table.items and table.component.startswith("com_") and table.component != component:
            return []
        rows = [
            row
            for number_of_item in self._numbers(table, component, ident)
            for row in self.site.tables.where(table.table, table.target, number_of_item)
        ]
        if table.table == "content":
            return [r for r in rows if is_comment(r)]
        if table.items or table.component.startswith("com_"):
            return rows
        return [r for r in rows if (r.get(table.component) or "com_content") == component]

    def _numbers(self, table: CommentTable, component: str, ident: str) -> list[str | None]:
        """The numbers by which a table names an item: its own, or those of the system's table of
        items, which writes components with and without `com_` and may add a view (`content`,
        `com_content.article`)."""
        if table.items is None:
            return [ident]
        items, name, target = table.items
        return [
            row.get("id")
            for row in self.site.tables.where(items, target, ident)
            if (row.get(name) or "").removeprefix("com_").partition(".")[0]
            == component.removeprefix("com_")
        ]

    def _comment(self, row: Record, table: CommentTable) -> RowComment:
        name = self.site.name(row.get(table.name)) or self.site.people.get(
            row.get(table.user or "") or ""
        )
        parent = row.get(table.parent or "")
        votes = _votes(row, table)
        return RowComment(
            str(row.get(table.id) or ""),
            name or None,
            "\n".join(row.get(c) or "" for c in table.text).strip("\n"),
            table.coding,
            parent=parent if parent and parent not in ("0", "-1") else None,
            website=_website(row.get(table.website or "")),
            email_hash=row.get(table.email or ""),
            date=comment_date(row.get(table.date)),
            title=self.site.name(row.get(table.title or "")) or None,
            votes=votes,
        )


def systems(site: JoomlaSite) -> list[str]:
    """The systems that have comments in a database."""
    return [
        table.system
        for table in present_tables(site.tables)
        if table.table != "content" or any(map(is_comment, site.tables.all("content")))
    ]


def is_comment(row: Record) -> bool:
    """Whether a row of the table of articles is a comment of yvComment: it names an article and no
    category."""
    return bool(number(row.get("parentid"))) and not number(row.get("catid"))


def _is_public(row: Record, table: CommentTable) -> bool:
    """Whether a comment was shown; a column that the version does not have does not count."""
    return all(row[c] in values for c, values in table.public.items() if row.get(c) is not None)


def _without_parent(comment: RowComment) -> RowComment:
    return replace(comment, parent=None) if comment.parent else comment


def _votes(row: Record, table: CommentTable) -> int | None:
    """The balance of votes."""
    up = number(row.get(table.up or ""))
    down = number(row.get(table.down or "")) if table.down else 0
    return None if (up is None and down is None) or table.up is None else (up or 0) - abs(down or 0)


def _website(value: str | None) -> str | None:
    value = (value or "").strip()
    if not value or value in ("http://", "https://"):
        return None
    return value if re.match(r"[a-z]+:", value, re.I) else f"http://{value}"
