"""The addresses that Joomla's routers gave its articles, computed from menu, category and alias.

Rules of com_content's router in 1.0, 1.5, 2.5 and 3 (the old one), 3.8 to 6 (the new one). All
1,317 articles of 33 captures stood under the address computed so. What is computed was not seen: an
address that two articles would have is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from migrator.database.content_router import ContentRouter, id_of
from migrator.database.items import Item, MenuEntry, MenuRows
from migrator.database.joomla_site import Category, JoomlaSite, number
from migrator.database.site_menu import SiteMenu
from migrator.store.row_tables import Record


@dataclass(frozen=True, slots=True)
class AddressForm:
    """How addresses of the site are written: with `index.php/` before the path, `.html` behind it;
    None where that is not known."""

    script: bool | None = None
    suffix: bool | None = None
    sef: bool | None = None


class MenuAddresses:
    """Computes addresses, as paths from the site's root without a leading slash; the likeliest
    first."""

    def __init__(self, site: JoomlaSite, form: AddressForm = AddressForm()) -> None:
        self._site, self._form, self._menu = site, form, SiteMenu(site)
        self._router = ContentRouter(site, self._menu)

    # ---- articles

    def of(self, item: Item, category: str | None) -> tuple[str, ...]:
        """All addresses of an item; `category` is the key of its category. J2XML stores the one
        that the site's own router made (`canonical`): then none is computed."""
        if stored := self._stored(item):
            return (stored, self._raw(item))
        if item.component == "com_content":
            paths = list(self._router.paths(item, category))
        elif item.component == "com_k2":
            paths = list(self._behind(item, "item", f"{item.id}-{item.alias}", "component/k2"))
        elif item.component == "com_easyblog":
            paths = list(self._behind(item, "entry", item.alias or item.id, "component/easyblog"))
        elif item.component == "com_zoo":
            paths = list(self._behind(item, "item", item.alias or item.id, "component/zoo"))
        else:
            paths = []
        computed = [p for path in dict.fromkeys(paths) if path for p in self._written(path)]
        raw = self._raw(item)
        return tuple(
            dict.fromkeys(
                [raw, *computed]
                if self._form.sef is False or self._site.version == "1.0"
                else [*computed, raw]
            )
        )

    def _stored(self, item: Item) -> str | None:
        if "canonical" not in self._site.tables.columns(item.table):
            return None
        rows = self._site.tables.where(item.table, "id", item.id)
        return next((row["canonical"] for row in rows if row.get("canonical")), None)

    def _raw(self, item: Item) -> str:
        """The address without a router."""
        if item.component == "com_content":
            view = "task=view" if self._site.version == "1.0" else "view=article"
            return f"index.php?option=com_content&{view}&id={item.id}"
        view = {
            "com_k2": "view=item&id=",
            "com_zoo": "task=item&item_id=",
            "com_easyblog": "view=entry&id=",
        }.get(item.component, "id=")
        return f"index.php?option={item.component}&{view}{item.id}"

    def _written(self, path: str) -> Iterator[str]:
        """A path as the site wrote it; where that is not known, with and without `index.php/`."""
        suffix = ".html" if self._form.suffix and not path.endswith("/") else ""
        if self._form.script is not True:
            yield f"{path}{suffix}"
        if self._form.script is not False:
            yield f"index.php/{path}{suffix}"

    def _behind(self, item: Item, word: str, name: str, without: str) -> Iterator[str]:
        """Extensions' routers: the path of a menu entry of theirs, a word, the item."""
        for entry in self._menu.items:
            if entry.option == item.component and not entry.home:
                yield (
                    entry.path
                    if entry.view == word and entry.target == item.id
                    else f"{entry.path}/{word}/{name}"
                )
        yield f"{without}/{word}/{name}"

    # ---- lists and menus

    def of_category(self, category: Category) -> tuple[str, ...]:
        """The addresses of a category's or section's list."""
        ident = id_of(category)
        views = (
            ("section", "blogsection")
            if category.key.startswith("section:")
            else ("category", "blogcategory")
        )
        paths = [e.path for e in self._menu.items_of("com_content", views, ident) if e.path]
        view = views[0]
        word = "task" if self._site.version == "1.0" else "view"
        raw = f"index.php?option=com_content&{word}={view}&id={ident}"
        return (*(p for path in paths for p in self._written(path)), raw)

    def menus(self) -> list[MenuRows]:
        """The menus of the site with their published entries, in order."""
        titles = {
            row.get("menutype") or "": row.get("title") or ""
            for row in self._site.tables.all("menu_types")
        }
        kinds = dict.fromkeys(
            row.get("menutype") or "" for row in self._menu.rows.values() if row.get("menutype")
        )
        menus = []
        for kind in kinds:
            rows = [
                r
                for r in self._menu.rows.values()
                if r.get("menutype") == kind and self._site.is_public(r.get("access"))
            ]
            rows.sort(key=lambda r: number(r.get("lft") or r.get("ordering")) or 0)
            entries = tuple(self._entries(rows, None, 0))
            if entries:
                menus.append(MenuRows(titles.get(kind) or kind, entries))
        return menus

    def _entries(self, rows: list[Record], above: str | None, level: int) -> Iterator[MenuEntry]:
        for row in rows:
            parent = row.get("parent_id") or row.get("parent") or "0"
            outermost = parent in ("0", "1") if row.get("parent_id") else parent == "0"
            if (outermost and above is None) or (not outermost and parent == above):
                yield MenuEntry(
                    self._site.name(row.get("title") or row.get("name")),
                    level,
                    self._entry_address(row),
                )
                if level < 10:
                    yield from self._entries(rows, row["id"], level + 1)

    def _entry_address(self, row: Record) -> str | None:
        """Where a menu entry leads: its own path, or the address that it names."""
        link, kind = row.get("link") or "", row.get("type") or ""
        if kind in ("separator", "heading"):
            return None
        if "://" in link or link.startswith("/") or kind == "url":
            return link or None
        if row.get("home") == "1" or "option=com_frontpage" in link:
            return ""
        path = self._menu.path(row)
        if path and self._form.sef is not False and self._site.version != "1.0" and link:
            return next(iter(self._written(path)))
        return link or None
