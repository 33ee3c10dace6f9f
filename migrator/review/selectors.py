"""The selectors that name an element that a person pointed at: those that fit many pages of the
capture come first, those that fit this page alone are of no use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from migrator.document.document import Document
from migrator.document.text import text_of
from migrator.errors import UsageError

#: Elements around the chosen one whose names are tried, and selectors that are offered.
_ABOVE, _OFFERED = 6, 6
#: Letters by which the element is known again.
_LETTERS = 200
#: A name that is a state or a number of this page (`post-12`, `active`), and none that CSS can say.
_OF_ONE_PAGE = re.compile(r"\d|^(?:active|current|first|last|odd|even|open|clearfix|left|right)$")
_NAME = re.compile(r"-?[A-Za-z_][\w-]*")


class Step(msgspec.Struct):
    """An element as the browser tells it."""

    tag: str
    id: str = ""
    classes: list[str] = []


class Offer(NamedTuple):
    """A selector, and on how many of the pages that were looked at it names something."""

    selector: str
    pages: int


def chain(text: str) -> list[Step]:
    """The elements that a browser sent as JSON, the chosen one first; raises UsageError."""
    try:
        steps = msgspec.json.decode(text, type=list[Step])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise UsageError(f"the browser sent no element ({error})") from error
    if not steps:
        raise UsageError("the browser sent no element; click on one")
    return steps


def offers(
    doc: Document, steps: Sequence[Step], text: str, pages: Iterable[Document]
) -> list[Offer]:
    """The selectors that name the chosen element first of all on its page `doc`, the best first:
    those that name one element of this page, then those that fit most of `pages`, then the
    shortest."""
    wanted = _letters(text)
    fitting: dict[str, bool] = {}
    for selector in _candidates(steps):
        if selector in fitting:
            continue
        matches = doc.find(selector)
        if matches and _letters(text_of(matches[0])) == wanted:
            fitting[selector] = len(matches) == 1
    counts = dict.fromkeys(fitting, 0)
    for page in pages:
        for selector in fitting:
            counts[selector] += bool(page.find(selector))
    order = sorted(fitting, key=lambda s: (not fitting[s], -counts[s], s.count(" "), len(s), s))
    return [Offer(selector, counts[selector]) for selector in order[:_OFFERED]]


def _candidates(steps: Sequence[Step]) -> Iterator[str]:
    """Selectors for the first of `steps`, by its names and by those of the elements around it."""
    names = list(_names(steps[0]))
    yield from names
    for distance, above in enumerate(steps[1 : _ABOVE + 1]):
        for outer, inner in product(_names(above), (*names, steps[0].tag)):
            yield f"{outer} {inner}"
            if not distance:
                yield f"{outer} > {inner}"


def _names(step: Step) -> Iterator[str]:
    """What names an element: its id, its classes, with its tag where that is shorter to read."""
    if _is_lasting(step.id):
        yield f"#{step.id}"
    for name in step.classes:
        if _is_lasting(name):
            yield f".{name}"
            yield f"{step.tag}.{name}"


def _is_lasting(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _OF_ONE_PAGE.search(name)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())[:_LETTERS]
