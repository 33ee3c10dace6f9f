"""The path of an article's category, outermost first: what its page prints, completed by
breadcrumbs and other articles. What is no article stands in a section of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from migrator.assemble.site_facts import Common
from migrator.joomla.field_names import FieldName
from migrator.model import Fields, Reading, Witness
from migrator.normalise import word_digest


def path(
    fields: Fields, group: Sequence[Reading], witnesses: Sequence[Witness], common: Common
) -> tuple[str, ...]:
    """Section and category (1.0, 1.5), parent and category (2.5 on), or the category alone; empty
    where no page tells."""
    if stored := fields.get("category path"):
        return tuple(str(name) for name in cast("tuple[str, ...]", stored.value))
    category = _name(fields, "category")
    if section := _name(fields, "own section"):
        return (section, category) if category else (section,)
    above = _name(fields, "section") or _name(fields, "parent category")
    if not category:
        above, category = _by_number(group, witnesses, common)
    elif not above and fields["category"].rule.startswith("feed") and " - " in category:
        above, category = (n.strip() for n in category.split(" - ", 1))
    names = [n for n in (above, category) if n]
    if category and len(names) == 1:
        names = _crumbs(fields, category, common) or _by_address(fields, common) or names
    while names and (parent := common.parents.get(names[0])) and parent not in names:
        names.insert(0, parent)
    return tuple(
        n
        for i, n in enumerate(names)
        if i == 0 or word_digest.of(n) != word_digest.of(names[i - 1])
    )


def _crumbs(fields: Fields, category: str, common: Common) -> list[str]:
    """The path of breadcrumbs down to the category, from the first crumb that is a category's. A
    menu may call a category otherwise: a crumb has the name that articles give what it leads to."""
    field = fields.get("breadcrumbs")
    pathway = cast("tuple[tuple[str, bool, str], ...]", field.value) if field else ()
    crumbs = [
        (common.places.get(place, name), sure or name in common.categories)
        for name, sure, place in pathway
    ]
    level = next(
        (
            i
            for i in reversed(range(len(crumbs)))
            if word_digest.of(crumbs[i][0]) == word_digest.of(category)
        ),
        None,
    )
    if level is None:
        return []
    first = level
    while (
        first > 0
        and crumbs[first - 1][1]
        and word_digest.of(crumbs[first - 1][0]) != word_digest.of(category)
    ):
        first -= 1
    return [name for name, _ in crumbs[first : level + 1]]


def _by_address(fields: Fields, common: Common) -> list[str]:
    """The categories whose addresses are the beginnings of this one's, where other pages name
    them."""
    link = fields.get("category link")
    place = str(link.value) if link else ""
    path = [
        name
        for prefix, name in common.places.items()
        if prefix and (place == prefix or place.startswith(prefix + "/"))
    ]
    return path if len(path) > 1 else []


def _by_number(
    group: Sequence[Reading], witnesses: Sequence[Witness], common: Common
) -> tuple[str | None, str | None]:
    """Section and category by the number in the article's address, or of the category page that
    lists it (1.0)."""
    numbers = [r.category for r in group if r.category] + [
        w.category for w in witnesses if w.category
    ]
    for number in numbers:
        if name := common.names.get(("category", number)):
            return common.names.get(("section", common.sections.get(number, 0))), name
    for number in (w.section for w in witnesses if w.section):
        if name := common.names.get(("section", number)):
            return None, name
    return None, None


def _name(fields: Fields, name: FieldName) -> str | None:
    field = fields.get(name)
    if field is None:
        return None
    return str(field.value).strip(" -:/|") or None
