"""The path of an article's category, outermost first: what its page prints, completed by breadcrumbs and other articles."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.assemble.witness import Common, mention_places
from migrator.headings import words
from migrator.model import Fields, Reading
from migrator.normalise import labels


def path(fields: Fields, group: Sequence[Reading], common: Common) -> tuple[str, ...]:
    """Section and category (1.0, 1.5), parent and category (2.5 on), or the category alone; empty where no page tells."""
    own = _name(fields, "category")
    above = _name(fields, "section") or _name(fields, "parent category")
    if not own:
        above, own = _by_number(group, common)
    elif not above and fields["category"].rule.startswith("feed") and " - " in own:
        above, own = (n.strip() for n in own.split(" - ", 1))
    names = [n for n in (above, own) if n]
    if own and not above and (parent := common.parents.get(own)):
        names = [parent, own]
    return tuple(n for i, n in enumerate(names) if i == 0 or words(n) != words(names[i - 1]))


def _by_number(group: Sequence[Reading], common: Common) -> tuple[str | None, str | None]:
    """Section and category by the number in the article's address, or of the category page that lists it (1.0)."""
    numbers = [r.facts["catid"] for r in group if r.facts.get("catid")]
    numbers += [common.members[k] for k in mention_places(group) if k in common.members]
    for number in numbers:
        names = common.names.get(("category", number))
        if names:
            section = common.names.get(("section", common.sections.get(number, 0)))
            return (section.most_common(1)[0][0] if section else None), names.most_common(1)[0][0]
    return None, None


def _name(fields: Fields, name: str) -> str | None:
    found = fields.get(name)
    if found is None:
        return None
    said = labels.value(str(found.value), "category", "parent").strip(" -:/|")
    return said or None
