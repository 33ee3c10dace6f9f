"""The addresses that Joomla's routers gave its articles, computed from menu, category and alias.

Rules of com_content's router in 1.0, 1.5, 2.5 and 3 (the old one), 3.8 to 6 (the new one). All
1,317 articles of 33 captures stood under the address computed so. What is computed was not seen: an
address that two articles would have is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from migrator.database.items import Item, MenuEntry, MenuRows
from migrator.database.joomla_site import Category, JoomlaSite, number
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
        self._site, self._form = site, form

    # ---- the menu

    @cached_property
    def _rows(self) -> dict[str, Record]:
        return {
            row["id"] or "": row
            for row in self._site.tables.all("menu")
            if row.get("client_id", "0") in ("0", None) and row.get("published") == "1"
        }

    @cached_property
    def items(self) -> list[MenuItem]:
        """All published entries of the site that lead into a component."""
        items = []
        for ident, row in self._rows.items():
            query = dict(parse_qsl(uri.parts((row.get("link") or "").replace("&amp;", "&")).query))
            if query.get("option"):
                view = query.get("view") or query.get("task") or ""
                home = row.get("home") == "1" or query["option"] == "com_frontpage"
                path = "" if home else self._path(row)
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

    def _path(self, row: Record) -> str:
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
            current = self._rows.get(current.get("parent") or "")
        return "/".join(p for p in parts if p)

    def _items_of(
        self, option: str, views: tuple[str, ...], target: str | None = None
    ) -> list[MenuItem]:
        return [
            i
            for i in self.items
            if i.option == option and i.view in views and (target is None or i.target == target)
        ]

    # ---- articles

    def of(self, item: Item, category: str | None) -> tuple[str, ...]:
        """All addresses of an item; `category` is the key of its category. J2XML stores the one
        that the site's own router made (`canonical`): then none is computed."""
        if stored := self._stored(item):
            return (stored, self._raw(item))
        if item.component == "com_content":
            paths = list(self._content(item, category))
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
        for entry in self.items:
            if entry.option == item.component and not entry.home:
                yield (
                    entry.path
                    if entry.view == word and entry.target == item.id
                    else f"{entry.path}/{word}/{name}"
                )
        yield f"{without}/{word}/{name}"

    def _content(self, item: Item, category: str | None) -> Iterator[str]:
        version = self._site.version
        if version == "1.0":
            yield from self._old(item, category)
        elif version == "1.5":
            yield from self._sections(item, category)
        elif version in ("4", "5", "6") or (
            version == "3" and self._site.content_settings.get("sef_advanced") == "1"
        ):
            yield from self._new(item, category)
        else:
            yield from self._nested(item, category)

    def _old(self, item: Item, category: str | None) -> Iterator[str]:
        """1.0: `content/view/ID/ITEMID/`."""
        line = self._site.line(category)
        numbers = [c.key.partition(":")[2] for c in reversed(line)]
        for target in (item.id, *numbers):
            for entry in self.items:
                if entry.option == "com_content" and entry.target == target:
                    yield f"content/view/{item.id}/{entry.id}/"
        for entry in self.items:
            yield f"content/view/{item.id}/{entry.id}/"
        yield f"content/view/{item.id}/"

    def _sections(self, item: Item, category: str | None) -> Iterator[str]:
        """1.5: by the article's own entry, its category's, its section's, or none."""
        line = self._site.line(category)
        segment = f"{item.id}-{item.alias}"
        yield from (e.path for e in self._items_of("com_content", ("article",), item.id))
        cat = next((c for c in line if c.key.startswith("com_content:")), None)
        section = next((c for c in line if c.key.startswith("section:")), None)
        in_category = f"{_id(cat)}-{cat.alias}" if cat else None
        if cat:
            yield from (
                f"{e.path}/{segment}"
                for e in self._items_of("com_content", ("category",), _id(cat))
            )
        if section:
            yield from (
                f"{e.path}/{in_category}/{segment}"
                for e in self._items_of("com_content", ("section",), _id(section))
                if in_category
            )
        if item.state == "archived":
            yield from (f"{e.path}/{segment}" for e in self._items_of("com_content", ("archive",)))
        if in_category:
            yield f"component/content/article/{in_category}/{segment}"
        yield f"component/content/article/{segment}"
        yield f"component/content/article/{item.id}"

    def _below(self, line: list[Category]) -> Iterator[tuple[str, list[Category]]]:
        """The entries of the nearest category that has any: path, and the categories below it."""
        for depth in range(len(line), 0, -1):
            entries = self._items_of("com_content", ("category",), _id(line[depth - 1]))
            if entries:
                yield from ((e.path, line[depth:]) for e in entries)
                return
        yield from ((e.path, line) for e in self._items_of("com_content", ("categories",)))

    def _nested(self, item: Item, category: str | None) -> Iterator[str]:
        """2.5 and 3: the categories below the entry's, the first with the article's own category's
        number."""
        line = self._site.line(category)
        segment = f"{item.id}-{item.alias}" if item.alias else item.id
        yield from (e.path for e in self._items_of("com_content", ("article",), item.id))
        ident = category.partition(":")[2] if category else ""
        for path, below in self._below(line):
            names = [c.alias for c in below]
            if names:
                names[0] = f"{ident}-{names[0]}"
            yield "/".join(p for p in (path, *names, segment) if p)
        if line:
            names = [c.alias for c in line]
            yield "/".join(
                ("component/content/article", f"{ident}-{names[0]}", *names[1:], segment)
            )
        yield f"component/content/article/{segment}"

    def _new(self, item: Item, category: str | None) -> Iterator[str]:
        """3.8 to 6: aliases alone, or with numbers where the site kept them."""
        numbers = self._site.content_settings.get("sef_ids", "0") not in ("1", "")
        line = self._site.line(category)
        segment = f"{item.id}-{item.alias}" if numbers else item.alias or item.id
        yield from (e.path for e in self._items_of("com_content", ("article",), item.id))
        for path, below in self._below(line):
            names = [f"{_id(c)}-{c.alias}" if numbers else c.alias for c in below]
            yield "/".join(p for p in (path, *names, segment) if p)
        yield f"component/content/article/{item.id}-{item.alias}"
        yield f"component/content/article/{item.alias}"

    # ---- lists and menus

    def of_category(self, category: Category) -> tuple[str, ...]:
        """The addresses of a category's or section's list."""
        ident = _id(category)
        views = (
            ("section", "blogsection")
            if category.key.startswith("section:")
            else ("category", "blogcategory")
        )
        paths = [e.path for e in self._items_of("com_content", views, ident) if e.path]
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
            row.get("menutype") or "" for row in self._rows.values() if row.get("menutype")
        )
        menus = []
        for kind in kinds:
            rows = [
                r
                for r in self._rows.values()
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
        path = self._path(row)
        if path and self._form.sef is not False and self._site.version != "1.0" and link:
            return next(iter(self._written(path)))
        return link or None


def _id(category: Category) -> str:
    return category.key.partition(":")[2]
