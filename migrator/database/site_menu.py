"""The published entries of a site's menus, as its database has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from migrator.database.joomla_site import JoomlaSite
from migrator.joomla import uri
from migrator.store.row_tables import Record


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A published entry of the site's menus: its path, component, view and number that it leads
    to."""

    id: str
    path: str
    home: bool
    option: str
    view: str
    target: str
    language: str


class SiteMenu:
    """The menus of one site."""

    def __init__(self, site: JoomlaSite) -> None:
        self._site = site

    @cached_property
    def rows(self) -> dict[str, Record]:
        """The rows of all published entries, by their id."""
        return {
            row["id"] or "": row
            for row in self._site.tables.all("menu")
            if row.get("client_id", "0") in ("0", None) and row.get("published") == "1"
        }

    @cached_property
    def items(self) -> list[MenuItem]:
        """All published entries of the site that lead into a component."""
        items = []
        for ident, row in self.rows.items():
            query = dict(parse_qsl(uri.parts((row.get("link") or "").replace("&amp;", "&")).query))
            if query.get("option"):
                view = query.get("view") or query.get("task") or ""
                home = row.get("home") == "1" or query["option"] == "com_frontpage"
                path = "" if home else self.path(row)
                items.append(
                    MenuItem(
                        ident,
                        path,
                        home,
                        query["option"],
                        view,
                        query.get("id", "").partition(":")[0],
                        row.get("language") or "*",
                    )
                )
        return items

    def path(self, row: Record) -> str:
        """The path of a menu entry: stored from 1.6 on, before that the aliases of it and those
        above it."""
        if row.get("path"):
            return row["path"] or ""
        parts: list[str] = []
        seen: set[str] = set()
        current: Record | None = row
        while current is not None and (ident := current["id"] or "") not in seen:
            seen.add(ident)
            parts.insert(0, current.get("alias") or "")
            current = self.rows.get(current.get("parent") or "")
        return "/".join(p for p in parts if p)

    def items_of(
        self, option: str, views: tuple[str, ...], target: str | None = None
    ) -> list[MenuItem]:
        """The entries that lead to some views of a component, and there to a number."""
        return [
            i
            for i in self.items
            if i.option == option and i.view in views and (target is None or i.target == target)
        ]
