"""What items of all components have in common: state, comments, votes, paths of categories."""

from __future__ import annotations

from dataclasses import replace

from migrator.database.comments import Comments
from migrator.database.items import Item
from migrator.database.joomla_site import JoomlaSite, number, stored_date
from migrator.database.versions import versions_of
from migrator.store.row_tables import Record


def finished(
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
        versions=versions_of(site, item.component, item.id),
    )


def rating(site: JoomlaSite, table: str, column: str, ident: str) -> tuple[float, int] | None:
    """Average and number of votes of an item, whose number is in `column`."""
    for row in site.tables.where(table, column, ident):
        total, count = number(row.get("rating_sum")), number(row.get("rating_count"))
        if total and count:
            return round(total / count, 2), count
    return None


class CategoryPaths:
    """Paths of categories that have a name and a parent's number; whether all on a path are
    published and public."""

    def __init__(self, site: JoomlaSite, table: str, name: str, parent: str) -> None:
        self._site, self._name, self._parent = site, name, parent
        self._rows = {row["id"] or "": row for row in site.tables.all(table)}

    def line(self, ident: str | None) -> list[Record]:
        """A category and those above it, outermost first."""
        line: list[Record] = []
        while ident and (row := self._rows.get(ident)) and row not in line:
            line.insert(0, row)
            ident = row.get(self._parent)
        return line

    def names(self, ident: str | None) -> tuple[str, ...]:
        """The names of a category and those above it."""
        return tuple(self._site.name(row.get(self._name)) for row in self.line(ident))

    def judged(self, item: Item, ident: str | None) -> Item:
        """`item` as unpublished or restricted where a category above it is."""
        if item.state not in ("published", "archived"):
            return item
        line = self.line(ident)
        if any(row.get("published") in ("0", "-2") or row.get("trash") == "1" for row in line):
            return replace(item, state="unpublished", reason="its category is unpublished")
        if any(
            not self._site.is_public(row.get("access")) or row.get("private", "0") not in ("0", "")
            for row in line
        ):
            return replace(item, state="restricted", reason="only some users were to see it")
        return item
