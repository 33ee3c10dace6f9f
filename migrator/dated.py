"""Blocks of one shape, each with a date of its own: so every system shows comments, whatever it calls them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from migrator import furniture
from migrator.document import Document, Element
from migrator.model import When
from migrator.normalise import dates
from migrator.texts import own_text, text_of

#: Letters of a line that tells when, and perhaps who.
_LINE = 120
_SILENT = frozenset(("script", "style", "option", "select", "textarea", "title", "head", "h1", "h2"))
_DIGIT = re.compile(r"\d")
_VARIES = re.compile(r"[-_]?\d+|\b(?:odd|even|first|last|alt)\b")


def when(doc: Document, element: Element) -> When | None:
    """The date that an element tells with words of its own, or in an attribute beside a relative one ("2 years ago")."""
    order, language = doc.memo.get("date order", "dmy"), doc.memo.get("language")
    if stamp := element.get("datetime"):
        return dates.parse(stamp, order, language)
    if (stamp := element.get("title")) and element.tag in ("abbr", "span", "time") and (found := dates.only(stamp, order, language)):
        return found
    own = own_text(element)
    if not _DIGIT.search(own):
        return None
    said = text_of(element)
    if not 5 < len(said) < _LINE:
        return None
    if only := dates.only(said, order, language):
        return only
    return dates.parse(own, order, language) if element.tag != "a" else None


def lines(doc: Document, scope: Element) -> Iterator[tuple[Element, When]]:
    """The elements of `scope` that tell a date, in page order."""
    for element in doc.within(scope, ()):
        if element.tag not in _SILENT and (found := when(doc, element)):
            yield element, found


def groups(doc: Document) -> list[list[Element]]:
    """Boxes of one shape with a date each, outside modules; the largest group first. A box holds no other date of its group: of a
    comment with replies it is the comment alone."""
    shapes: dict[str, list[Element]] = defaultdict(list)
    body = next(iter(doc.tagged("body")), doc.tree)
    for line, _ in lines(doc, body):
        if not furniture.in_module(line):
            shapes[f"{_shape(line.getparent())} > {_shape(line)}"].append(line)
    return sorted((_boxes(found) for found in shapes.values()), key=len, reverse=True)


def _shape(element: Element) -> str:
    return f"{element.tag} {_VARIES.sub('', element.get('class') or '')}"


def _boxes(found: list[Element]) -> list[Element]:
    """The boxes of some lines: as many steps out as two thirds of them have boxes of one shape that hold no other line."""
    holds: Counter[Element] = Counter(a for line in found for a in (line, *line.iterancestors()))
    chains = []
    for line in found:
        chain = [line]
        while (parent := chain[-1].getparent()) is not None and parent.tag not in ("body", "form", "html") and holds[parent] == 1:
            chain.append(parent)
        chains.append(chain)
    step = 0
    while True:
        shapes = Counter(_shape(chain[step + 1]) for chain in chains if len(chain) > step + 1)
        if not shapes or shapes.most_common(1)[0][1] * 3 < len(chains) * 2:
            break
        step += 1
    return [chain[min(step, len(chain) - 1)] for chain in chains]
