"""com_content's routers: of 1.0, of 1.5, of 2.5 and 3 (the old one), of 3.8 to 6 (the new one)."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.database.items import Item
from migrator.database.joomla_site import Category, JoomlaSite
from migrator.database.site_menu import SiteMenu


class ContentRouter:
    """The paths, from the site's root and without a leading slash, that com_content's router of the
    site's version gives articles."""

    def __init__(self, site: JoomlaSite, menu: SiteMenu) -> None:
        self._site, self._menu = site, menu

    def paths(self, item: Item, category: str | None) -> Iterator[str]:
        """The paths of an article, the likeliest first; `category` is the key of its category."""
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
            for entry in self._menu.items:
                if entry.option == "com_content" and entry.target == target:
                    yield f"content/view/{item.id}/{entry.id}/"
        for entry in self._menu.items:
            yield f"content/view/{item.id}/{entry.id}/"
        yield f"content/view/{item.id}/"

    def _sections(self, item: Item, category: str | None) -> Iterator[str]:
        """1.5: by the article's own entry, its category's, its section's, or none."""
        line = self._site.line(category)
        segment = f"{item.id}-{item.alias}"
        yield from (e.path for e in self._menu.items_of("com_content", ("article",), item.id))
        cat = next((c for c in line if c.key.startswith("com_content:")), None)
        section = next((c for c in line if c.key.startswith("section:")), None)
        in_category = f"{id_of(cat)}-{cat.alias}" if cat else None
        if cat:
            yield from (
                f"{e.path}/{segment}"
                for e in self._menu.items_of("com_content", ("category",), id_of(cat))
            )
        if section:
            yield from (
                f"{e.path}/{in_category}/{segment}"
                for e in self._menu.items_of("com_content", ("section",), id_of(section))
                if in_category
            )
        if item.state == "archived":
            yield from (
                f"{e.path}/{segment}" for e in self._menu.items_of("com_content", ("archive",))
            )
        if in_category:
            yield f"component/content/article/{in_category}/{segment}"
        yield f"component/content/article/{segment}"
        yield f"component/content/article/{item.id}"

    def _below(self, line: list[Category]) -> Iterator[tuple[str, list[Category]]]:
        """The entries of the nearest category that has any: path, and the categories below it."""
        for depth in range(len(line), 0, -1):
            entries = self._menu.items_of("com_content", ("category",), id_of(line[depth - 1]))
            if entries:
                yield from ((e.path, line[depth:]) for e in entries)
                return
        yield from ((e.path, line) for e in self._menu.items_of("com_content", ("categories",)))

    def _nested(self, item: Item, category: str | None) -> Iterator[str]:
        """2.5 and 3: the categories below the entry's, the first with the article's own category's
        number."""
        line = self._site.line(category)
        segment = f"{item.id}-{item.alias}" if item.alias else item.id
        yield from (e.path for e in self._menu.items_of("com_content", ("article",), item.id))
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
        yield from (e.path for e in self._menu.items_of("com_content", ("article",), item.id))
        for path, below in self._below(line):
            names = [f"{id_of(c)}-{c.alias}" if numbers else c.alias for c in below]
            yield "/".join(p for p in (path, *names, segment) if p)
        yield f"component/content/article/{item.id}-{item.alias}"
        yield f"component/content/article/{item.alias}"


def id_of(category: Category) -> str:
    """The number of a category or section."""
    return category.key.partition(":")[2]
