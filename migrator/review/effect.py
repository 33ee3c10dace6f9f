"""What a decision would change, before it is kept: the pages of the capture read as they are and
with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from migrator.document import document
from migrator.document.document import Document
from migrator.joomla.field_names import FieldName
from migrator.model import Capture, Reading, When
from migrator.normalise.sanitise import plain_text
from migrator.reading import page as reading
from migrator.review.decision import Decision
from migrator.settings import ReadOptions, Settings
from migrator.sources.source import Source
from migrator.warc import saved_form

#: Pages that are looked at, at equal distances: one takes 1 to 3 ms, 10 ms where it is read twice.
LOOKED = 2000
#: Changes that are shown, and letters of each.
_SHOWN, _LETTERS = 10, 160


class Change(NamedTuple):
    """What a page tells now and would tell."""

    source: str
    before: str
    after: str


class Effect(NamedTuple):
    """Of `total` pages `looked` were looked at, on `present` of them the selector or pattern fits,
    and `changed` of them would be read otherwise."""

    total: int
    looked: int
    present: int
    changed: int
    examples: tuple[Change, ...]


def effect(
    source: Source, names: Sequence[str], before: ReadOptions, after: Settings, decision: Decision
) -> Effect:
    """What `decision`, with which the settings are `after`, changes on the pages `names`."""
    chosen = spread(names, LOOKED)
    with_it = replace(before, site=after)
    present = changed = 0
    examples: list[Change] = []
    for name in chosen:
        doc = load(source, name)
        if doc is None or not _fits(doc, decision):
            continue
        present += 1
        old = _told(reading.read(doc.capture, before), decision)
        new = _told(reading.read(doc.capture, with_it), decision)
        if old == new:
            continue
        changed += 1
        if len(examples) < _SHOWN:
            examples.append(_difference(name, old, new))
    return Effect(len(names), len(chosen), present, changed, tuple(examples))


def spread(names: Sequence[str], most: int) -> list[str]:
    """At most so many of some names, at equal distances."""
    step = max(len(names) / most, 1.0)
    return [names[int(index * step)] for index in range(min(len(names), most))]


def load(source: Source, name: str) -> Document | None:
    """A page of the capture, parsed; None where it cannot be read."""
    try:
        capture: Capture = saved_form.original(reading.with_address(source.load(name)))
    except (OSError, KeyError, ValueError):
        return None
    return document.read(capture)


def _fits(doc: Document, decision: Decision) -> bool:
    if decision.selector is not None:
        return bool(doc.find(decision.selector))
    places = (doc.address.place, doc.capture.source) if doc.url else (doc.capture.source,)
    return any(re.search(decision.pattern or "", place) for place in places)


def _told(page: Reading, decision: Decision) -> str:
    """What a page tells of what is decided."""
    if decision.pattern is not None:
        return f"{page.kind}: {page.reason}"
    if page.kind not in ("article", "item"):
        return ""
    if decision.name in ("body", "drop"):
        return plain_text(page.body or "")
    value = page.fields.get(cast(FieldName, decision.name))
    if value is None and decision.name == "title":
        value = page.fields.get("page title")
    if value is None:
        return ""
    shown = value.value.value if isinstance(value.value, When) else value.value
    return " / ".join(map(str, shown)) if isinstance(shown, tuple) else str(shown)


def _difference(name: str, old: str, new: str) -> Change:
    """A change, of long texts from where they begin to differ."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    start = max(0, start - 30) if max(len(old), len(new)) > _LETTERS else 0
    return Change(name, _cut(old, start), _cut(new, start))


def _cut(text: str, start: int) -> str:
    words = " ".join(text[start : start + _LETTERS].split())
    more = "…" if len(text) > start + _LETTERS else ""
    return f"{'…' if start else ''}{words}{more}"
