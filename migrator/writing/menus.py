"""The menu of the old site on the new one."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from migrator.model import MenuItem, Site
from migrator.writing.permalinks import NewSite
from migrator.writing.writer import TargetWriter


def entries(site: Site, new_site: NewSite) -> list[tuple[MenuItem, str | None]]:
    """The entries of the site's main menu, the first that has any, with where they lead now; those
    that lead to nothing that is there, and hold nothing that does, are left out."""
    for menu in site.structure.menus:
        pairs = [(item, new_site.lead(item)) for item in menu.items]
        if leading := [pair for index, pair in enumerate(pairs) if pair[1] or _holds(pairs, index)]:
            return leading
    return []


def tree(site: Site, new: NewSite) -> list[dict[str, Any]]:
    """The entries of the menu as `title`, `url` where they lead somewhere, and those below them as
    `items` where there are any."""
    top: list[dict[str, Any]] = []
    path = [top]
    for item, place in entries(site, new):
        del path[item.level + 1 :]
        entry: dict[str, Any] = {"title": item.title, **({"url": place} if place else {})}
        path[-1].append(entry)
        path.append(entry.setdefault("items", []))
    return [_without_empty(entry) for entry in top]


def _without_empty(entry: dict[str, Any]) -> dict[str, Any]:
    inner = [_without_empty(item) for item in entry.pop("items")]
    return {**entry, "items": inner} if inner else entry


def _holds(pairs: Sequence[tuple[MenuItem, str | None]], index: int) -> bool:
    """Whether an entry below that at `index` leads somewhere."""
    level = pairs[index][0].level
    for item, place in pairs[index + 1 :]:
        if item.level <= level:
            return False
        if place:
            return True
    return False


def tell_lost(writer: TargetWriter) -> None:
    """A line of the account for entries of the menu that lead to nothing on the new site."""
    menus = writer.site.structure.menus
    lost = [item.title for item in menus[0].items if not writer.new.lead(item)] if menus else []
    if lost:
        writer.limit(
            f"{writer.folder.root.name}: entries of the menu whose page is not on the new site "
            f"lead nowhere or are left out: {', '.join(lost)}"
        )


def as_html(writer: TargetWriter) -> str:
    """The menu as lists, those of the second level behind their entry's `summary`; nothing in it is
    a token of an engine. Empty where there is none."""
    return _menu_list(map(_top_entry, tree(writer.site, writer.new)))


def _menu_list(entries: Iterable[str]) -> str:
    lines = [f"<li>{entry}</li>" for entry in entries]
    return "\n".join(["<ul>", *lines, "</ul>"]) if lines else ""


def _top_entry(entry: dict[str, Any]) -> str:
    """An entry that holds others opens on a click; its own page is the first of them."""
    if "items" not in entry:
        return _words(entry)
    itself = [_words(entry)] if "url" in entry else []
    lines = _menu_list([*itself, *map(_entry, entry["items"])])
    return f"<details><summary>{_title(entry)}</summary>{lines}</details>"


def _entry(entry: dict[str, Any]) -> str:
    return _words(entry) + _menu_list(map(_entry, entry.get("items", [])))


def _words(entry: dict[str, Any]) -> str:
    if "url" not in entry:
        return f"<span>{_title(entry)}</span>"
    return f'<a href="{inert(html.escape(entry["url"]))}">{_title(entry)}</a>'


def _title(entry: dict[str, Any]) -> str:
    return inert(html.escape(entry["title"]))


def inert(markup: str) -> str:
    """HTML in which no template engine sees a token: braces are references."""
    return markup.replace("{", "&#123;").replace("}", "&#125;")
