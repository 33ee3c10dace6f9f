"""The menus of a page: named trees of links.

Joomla 1.0 prints `a.mainlevel` and `a.sublevel` in tables or lists, 1.5 `ul.menu` with `li.itemN`,
2.5 on `li.item-N`; templates have lists of their own, which are menus when they or a box around
them are called so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.model import Menu, MenuItem

_CALLED = re.compile(r"menu|(?:^|[\s_-])nav(?:bar|$|[\s_-])|navigation", re.I)
_NO_MENU = re.compile(
    r"crumb|pagin|pagenav|pager|tabs|dropdown-menu|actions|tags|social|archive|tab-?nav|lang|carousel|slider|wizard",
    re.I,
)
_ITEM = re.compile(r"(?:^|\s)item-?\d+(?:\s|$)")
#: A menu has this many links at least.
_LEAST = 2


def read(doc: Document) -> tuple[Menu, ...]:
    """The menus of the page, in page order; one that stands there twice (for small screens)
    once."""
    menus: dict[tuple[str, ...], Menu] = {}
    for menu in (*_lists(doc), *_tables(doc)):
        links = tuple(item.url for item in menu.items if item.url)
        if len(links) >= _LEAST:
            menus.setdefault(links, menu)
    return tuple(menus.values())


def _lists(doc: Document) -> Iterator[Menu]:
    lists = [e for e in doc.tagged("ul") if next(e.iterchildren("li"), None) is not None]
    inside = set(lists)
    for ul in lists:
        if not is_in(ul, inside) and _is_menu(ul):
            items = tuple(_items(doc, ul, 0))
            if items and sum(1 for i in items if i.url) * 2 > len(items):
                yield Menu(_title(ul), items)


def _is_menu(ul: Element) -> bool:
    """A list whose items Joomla numbered, or that is called a menu, as no other list of links
    is."""
    boxes = [
        f"{e.get('class') or ''} {e.get('id') or ''}"
        for e in (ul, *ul.iterancestors())
        if e.tag not in ("body", "html")
    ][:5]
    if any(_NO_MENU.search(b) for b in boxes[:2]):
        return False
    if any(_ITEM.search(li.get("class") or "") for li in ul.iterchildren("li")):
        return True
    return any(_CALLED.search(b) for b in boxes) and all(
        _own_link(li) is not None for li in ul.iterchildren("li")
    )


def _items(doc: Document, ul: Element, level: int) -> Iterator[MenuItem]:
    for li in ul.iterchildren("li"):
        link = _own_link(li)
        inner = [
            e for e in li.iter("ul") if next((a for a in e.iterancestors("ul", "li")), None) is li
        ]
        title = text_of(link) if link is not None else text_of(li, set(inner))
        if title and len(title) < 120:
            yield MenuItem(
                title, doc.absolute(link.get("href") or "") if link is not None else None, level
            )
        for sub in inner:
            yield from _items(doc, sub, level + 1)


def _own_link(li: Element) -> Element | None:
    """The link of an item that is not one of the items within it."""
    return next(
        (
            a
            for a in li.iter("a")
            if a.get("href") and next(a.iterancestors("li"), None) is li and text_of(a)
        ),
        None,
    )


def _title(ul: Element) -> str | None:
    """The heading of the module that the list stands in: just before it, or before a box around
    it."""
    element = ul
    for _ in range(4):
        before = element.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        if before is not None and before.tag in ("h2", "h3", "h4", "h5"):
            return text_of(before) or None
        if before is not None or (element := element.getparent()) is None:
            return None
    return None


def _tables(doc: Document) -> Iterator[Menu]:
    """Joomla 1.0: links of two classes, one after the other, in a module's table."""
    groups: dict[Element, list[MenuItem]] = {}
    for link in doc.tagged("a"):
        classes = link.get("class") or ""
        if not classes.startswith(("mainlevel", "sublevel")):
            continue
        box = next(
            (
                b
                for b in link.iterancestors("ul", "table")
                if "moduletable" in (b.get("class") or "") or b.tag == "ul"
            ),
            None,
        )
        box = box if box is not None else next(link.iterancestors("table", "div"), link)
        if box.tag != "ul" and text_of(link):
            groups.setdefault(box, []).append(
                MenuItem(
                    text_of(link),
                    doc.absolute(link.get("href") or ""),
                    1 if classes.startswith("sub") else 0,
                )
            )
    for box, items in groups.items():
        head = next(box.iter("th", "h3"), None)
        yield Menu(text_of(head) or None if head is not None else None, tuple(items))
