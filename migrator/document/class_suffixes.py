"""Joomla's class names to which a menu item's "page class suffix" is glued: without a leading
space the suffix `menu-level-3` makes of `item-page` the class `item-pagemenu-level-3`, by which no
layout is known.

com_content prints the suffix right behind these names in its templates of 1.5 (`contentheading`,
`contentpaneopen`, `componentheading`) and of 1.6 to 5 (`item-page`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_GLUED = re.compile(
    r"(?<![\w-])(item-page|contentpaneopen|contentheading|componentheading)"
    # names of their own: of the button to edit (1.5), of parts of the page in templates
    r"(?!__|_edit\b|[-_](?:title|head|header|heading|body|content|inner|wrapper|container|image)\b)"
    r"[\w-]+"
)


def part(elements: Sequence[Any], text: str) -> None:
    """Give the elements of a page that have such a class the plain name too. `text` is the page's
    source."""
    if not _GLUED.search(text):
        return
    for element in elements:
        names = (element.get("class") or "").split()
        plain = {match[1] for name in names if (match := _GLUED.fullmatch(name))}
        if plain:
            element.set("class", " ".join((*sorted(plain.difference(names)), *names)))
