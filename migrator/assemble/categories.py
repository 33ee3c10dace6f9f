"""The path of an article's category, outermost first: what its page prints, completed by breadcrumbs and other articles."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.assemble.witness import Common
from migrator.headings import words
from migrator.model import Fields, Reading
from migrator.normalise import labels


def path(fields: Fields, group: Sequence[Reading], common: Common) -> tuple[str, ...]:
    """Section and category (1.0, 1.5), parent and category (2.5 on), or the category alone; empty where no page tells."""
    own = _name(fields, "category")
    above = _name(fields, "section") or _name(fields, "parent category")
    names = [n for n in (above, own) if n]
    if own and not above and (parent := common.parents.get(own)):
        names = [parent, own]
    return tuple(n for i, n in enumerate(names) if i == 0 or words(n) != words(names[i - 1]))


def _name(fields: Fields, name: str) -> str | None:
    found = fields.get(name)
    if found is None:
        return None
    said = labels.value(str(found.value), "category", "parent").strip(" -:/|")
    return said or None
