"""A selector (CSS) as steps from an element to one within it, for the common kinds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from migrator.patterns import lazy_pattern

Element = Any  # lxml publishes no types

_PART = lazy_pattern(
    r"""\.(?P<class>[\w-]+)|\#(?P<id>[\w-]+)|\[\s*(?P<name>[\w-]+)\s*(?:(?P<how>[\^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|[\w./:-]+))?\s*\]
                   |:not\((?P<not>[^()]+)\)""",
    re.X,
)
_TAG = lazy_pattern(r"[a-z][a-z0-9]*(?:\\:[a-z]+)?|\*")
#: Attributes of which the index has all elements.
INDEXED = ("id", "itemtype", "role")
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One element that a selector names: what its tag, classes, id and attributes must be, and what
    it must not be."""

    tag: str | None
    classes: tuple[str, ...]
    id: str | None
    attributes: tuple[tuple[str, str | None, str], ...]
    never: tuple[Step, ...]

    @property
    def keys(self) -> list[str]:
        """Under what the index of a page has the element, the rarest kind first."""
        props = [
            f"={value}"
            for name, how, value in self.attributes
            if name == "itemprop" and how == "=" and value
        ]
        names = [f"[{name}]" for name, how, _ in self.attributes if name in INDEXED and how]
        return [
            *([f"#{self.id}"] if self.id else []),
            *(f".{c}" for c in self.classes),
            *props,
            *names,
            *([self.tag] if self.tag else []),
        ]

    def beyond(self, key: str) -> Step | None:
        """What is left to be seen of an element that the index has under `key`; None where that is
        all."""
        left = replace(
            self,
            tag=None if key == self.tag else self.tag,
            classes=tuple(c for c in self.classes if key != f".{c}"),
            id=None if key == f"#{self.id}" else self.id,
            attributes=tuple(
                a
                for a in self.attributes
                if not (a[0] == "itemprop" and a[1] == "=" and key == f"={a[2]}")
            ),
        )
        return left if left != _ANYTHING else None

    def fits(self, element: Element) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.classes:
            has = (element.get("class") or "").split()
            if not all(map(has.__contains__, self.classes)):
                return False
        for name, how, value in self.attributes:
            actual = element.get(name)
            if actual is None or (how and not (value and _COMPARE[how](actual, value))):
                return False
        return not self.never or not any(step.fits(element) for step in self.never)


_ANYTHING = Step(None, (), None, (), ())


def _step(text: str) -> Step | None:
    """The step of a text; None where it is not of the common kinds."""
    tag = _TAG.match(text)
    end = tag.end() if tag else 0
    classes, ident, attributes, never = [], None, [], []
    while end < len(text):
        part = _PART.match(text, end)
        if part is None:
            return None
        end = part.end()
        if part["class"]:
            classes.append(part["class"])
        elif part["id"]:
            ident = part["id"]
        elif part["name"]:
            attributes.append((part["name"], part["how"], (part["value"] or "").strip("\"'")))
        elif (inner := _step(part["not"])) is not None:
            never.append(inner)
        else:
            return None
    return Step(
        tag[0].replace("\\", "") if tag and tag[0] != "*" else None,
        tuple(classes),
        ident,
        tuple(attributes),
        tuple(never),
    )


def steps_of(text: str) -> list[tuple[bool, Step]] | None:
    """The steps of a selector from left to right, each with whether it is a child of the one
    before."""
    steps: list[tuple[bool, Step]] = []
    child = False
    for piece in re.split(r"(\s*>\s*|\s+)(?![^\[]*\])(?![^(]*\))", text.strip()):
        if not piece.strip(" >"):
            child = ">" in piece
        elif (step := _step(piece)) is not None:
            steps.append((child, step))
        else:
            return None
    return steps
