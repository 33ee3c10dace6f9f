"""Rows of a database that are no articles to Readings: a category, a menu, the site itself, and the
addresses that it led on."""

from __future__ import annotations

from migrator.database.items import CategoryRow, MenuRows
from migrator.database.witness import Redirects
from migrator.joomla.configuration import Configuration
from migrator.joomla.field_names import FieldName
from migrator.model import Fields, Menu, MenuItem, Reading, Value
from migrator.reading.database_row import RowContext, clean_html, plain_words


def of_category(category: CategoryRow, context: RowContext) -> Reading:
    """The reading of a category's row, as that of the page which lists it."""
    kind, _, number = category.key.partition(":")
    table = "sections" if kind == "section" else "categories"
    fields: Fields = {
        "title": Value(
            plain_words(category.path[-1]) if category.path else "", f"database: {table}"
        ),
        "category path": Value(tuple(map(plain_words, category.path)), f"database: {table}"),
    }
    if category.description:
        fields["description"] = Value(
            clean_html(category.description, context), f"database: {table}"
        )
    urls = [context.url(path) for path in category.addresses]
    return Reading(
        f"{context.source}#{table}:{number}",
        urls[0] if urls else None,
        "listing",
        "a category of the database",
        origin="database",
        joomla=context.joomla,
        category=int(number) if kind != "section" else None,
        section=int(number) if kind == "section" else None,
        fields=fields,
        addresses=tuple(urls[1:]),
    )


def of_menu(number: int, menu: MenuRows, context: RowContext) -> Reading:
    """The reading of one of the site's menus."""
    entries = tuple(
        MenuItem(
            plain_words(e.title), context.url(e.address) if e.address is not None else None, e.level
        )
        for e in menu.entries
    )
    return Reading(
        f"{context.source}#menu:{number}",
        None,
        "other",
        f"the menu {menu.title!r}",
        origin="database",
        joomla=context.joomla,
        menus=(Menu(plain_words(menu.title) or None, entries),),
    )


def of_site(configuration: Configuration, context: RowContext) -> Reading:
    """The reading of what the site's configuration file tells of it."""
    values: dict[FieldName, str | None] = {
        "site name": configuration.name,
        "description": configuration.description,
    }
    fields: Fields = {n: Value(v, "configuration.php") for n, v in values.items() if v}
    return Reading(
        f"{context.source}#configuration",
        None,
        "other",
        "the site's configuration",
        origin="database",
        joomla=context.joomla,
        fields=fields,
    )


def of_redirects(number: int, redirects: Redirects, context: RowContext) -> Reading:
    """The reading of some of the site's redirects."""
    pairs = tuple((context.url(old), context.url(new)) for old, new in redirects.pairs)
    return Reading(
        f"{context.source}#{redirects.table}:{number}",
        None,
        "redirect",
        f"{len(pairs)} addresses that lead elsewhere",
        origin="database",
        joomla=context.joomla,
        moved=pairs,
    )
