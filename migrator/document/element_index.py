"""The index of a page: which elements have a tag, a class, an id, a property."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

Element = Any  # lxml publishes no types


def index_of(elements: list[Element], microdata: bool, roles: bool) -> dict[str, list[int]]:
    """The places in `elements` of each name that a selector may ask for. `microdata` and `roles`
    tell whether the page has any: most have not, and to ask each element is half of the work."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, element in enumerate(elements):
        index[element.tag].append(place)
        if classes := element.get("class"):
            for name in _class_names(classes):
                index[name].append(place)
        if ident := element.get("id"):
            index[f"#{ident}"].append(place)
            index["[id]"].append(place)
        if microdata:
            if prop := element.get("itemprop"):
                index[f"={prop}"].append(place)
            if element.get("itemtype"):
                index["[itemtype]"].append(place)
        if roles and element.get("role"):
            index["[role]"].append(place)
    return dict(index)


@lru_cache(maxsize=16384)
def _class_names(classes: str) -> tuple[str, ...]:
    return tuple(f".{name}" for name in dict.fromkeys(classes.split()))
