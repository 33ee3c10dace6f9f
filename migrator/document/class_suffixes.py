"""Joomla's class names to which a menu item's "page class suffix" is glued: without a leading
space the suffix `menu-level-3` makes of `item-page` the class `item-pagemenu-level-3`, by which no
layout is known.

com_content prints the suffix right behind these names in its templates of 1.5 (`contentpaneopen`,
`contentheading`, `componentheading`) and of 1.6 to 5 (`item-page`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from migrator.patterns import lazy_pattern

_SUFFIXED = ("item-page", "contentpaneopen")
#: Each begins with the name: so Python's `re` goes from one to the next without a look at the rest.
_GLUED = {
    name: lazy_pattern(
        rf"({name})(?<![\w-]{name})"
        # names of their own: of the button to edit (1.5), of parts of the page in templates
        r"(?!-|__|_(?:edit|title|head|header|heading|body|content|inner|wrapper|container|image)\b)"
        r"([\w-]+)"
    )
    for name in _SUFFIXED
}
#: What else bears the suffix of a page; extensions make names of their own of it too.
_HEADINGS = ("contentheading", "componentheading")


def add_plain_names(elements: Sequence[Any], text: str) -> None:
    """Gives the elements of a page that have such a class the plain name too. `text` is the page's
    source."""
    patterns = [glued for name, glued in _GLUED.items() if name in text]
    if not any(glued.search(text) for glued in patterns):
        return
    plain = {}
    for element in elements:
        for name in (element.get("class") or "").split():
            if match := next(filter(None, (glued.fullmatch(name) for glued in patterns)), None):
                plain[name] = match[1]
                plain |= {f"{heading}{match[2]}": heading for heading in _HEADINGS}
    for element in elements:
        names = (element.get("class") or "").split()
        if added := {plain[name] for name in names if name in plain}.difference(names):
            element.set("class", " ".join((*sorted(added), *names)))
