"""Blocks of one shape, each with a date of its own: so every system shows comments, whatever it
calls their parts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from migrator.document.document import Document, Element
from migrator.document.text import own_text, own_texts, text_of
from migrator.layout import boilerplate as furniture
from migrator.model import When
from migrator.normalise import dates

#: Letters of a line that tells when, and perhaps who.
_LINE = 120
_SILENT = frozenset(
    ("script", "style", "option", "select", "textarea", "title", "head", "h1", "h2")
)
_DIGIT = re.compile(r"\d")
_VARIES = re.compile(r"[-_]?\d+|\b(?:odd|even|first|last|alt)\b")


def when(doc: Document, element: Element) -> When | None:
    """The date that an element tells with words of its own, or in an attribute beside a relative
    one ("2 years ago")."""
    cache = doc.once(_dates_by_element)
    if element not in cache:
        cache[element] = _printed_date(doc, element)
    return cache[element]


def _dates_by_element(_doc: Document) -> dict[Element, When | None]:
    return {}


def _printed_date(doc: Document, element: Element) -> When | None:
    order, language = doc.context.date_style
    if stamp := element.get("datetime"):
        return dates.parse(stamp, order, language)
    if element.tag == "meta":
        return dates.parse(_machine_date(element), order, language)
    if (
        (stamp := element.get("title"))
        and element.tag in ("abbr", "span", "time")
        and (date := dates.only(stamp, order, language))
    ):
        return date
    if not any(map(_DIGIT.search, own_texts(element))):
        return None
    line = own_text(element)
    text = text_of(element) if len(line) < _LINE else line
    if not 5 < len(text) < _LINE:
        return None
    if only := dates.only(text, order, language):
        return only
    return dates.parse(line, order, language) if element.tag != "a" else None


def _machine_date(meta: Element) -> str:
    """What microdata says of a block's date, beside a relative one."""
    named = meta.get("itemprop") or meta.get("data-itemprop") or ""
    return (meta.get("content") or "") if named in ("dateCreated", "datePublished") else ""


def lines(doc: Document, scope: Element) -> Iterator[tuple[Element, When]]:
    """The elements of `scope` that tell a date, in page order."""
    for element in doc.within(scope, ()):
        if element.tag not in _SILENT and (date := when(doc, element)):
            yield element, date


def groups(doc: Document) -> list[list[Element]]:
    """Boxes of one shape with a date each, outside modules; the largest group first. A box holds no
    other date of its group: of a comment with replies it is the comment alone."""
    shapes: dict[str, list[Element]] = defaultdict(list)
    body = doc.body
    for line, _ in lines(doc, body):
        if not furniture.in_module(doc, line):
            shapes[f"{shape(line.getparent())} > {shape(line)}"].append(line)
    return sorted((_boxes(elements) for elements in shapes.values()), key=len, reverse=True)


def shape(element: Element) -> str:
    """What elements that play one part have in common: tag, and classes without numbers and the
    like."""
    return f"{element.tag} {_VARIES.sub('', element.get('class') or '')}"


def _boxes(elements: list[Element]) -> list[Element]:
    """The boxes of some lines: as many steps out as two thirds of them have boxes of one shape that
    hold no other line."""
    holds: Counter[Element] = Counter(a for line in elements for a in (line, *line.iterancestors()))
    members = set(elements)
    chains = []
    for line in elements:
        chain = [line]
        while (
            (parent := chain[-1].getparent()) is not None
            and parent.tag not in ("body", "form", "html")
            and (holds[parent] == 1 or _holds_replies(parent, line, members))
        ):
            chain.append(parent)
        chains.append(chain)
    step = 0
    while True:
        shapes = Counter(shape(chain[step + 1]) for chain in chains if len(chain) > step + 1)
        if not shapes or shapes.most_common(1)[0][1] * 3 < len(chains) * 2:
            break
        step += 1
    return [chain[min(step, len(chain) - 1)] for chain in chains]


def akin(first: str, other: str) -> bool:
    """Whether two shapes are one, or one with a class more: a reply, the first, the owner's."""
    a, b = set(first.split()), set(other.split())
    return len(a) > 1 and len(b) > 1 and (a <= b or b <= a)


def _holds_replies(parent: Element, line: Element, members: set[Element]) -> bool:
    """Whether `parent` is the box of the comment whose date is `line`, and all other dates in it
    are those of replies, each in a box like it."""
    own_shape = shape(parent)
    others = [e for e in parent.iter() if e in members]
    return others[0] is line and all(
        any(akin(shape(a), own_shape) for a in _between(other, parent)) for other in others[1:]
    )


def _between(element: Element, box: Element) -> Iterator[Element]:
    for around in element.iterancestors():
        if around is box:
            return
        yield around
