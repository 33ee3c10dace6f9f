"""How one page was read: what it was taken for, and for each field the value, the rule that found
it, the rules that were tried."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from migrator import errors
from migrator.comments import registry as comment_systems
from migrator.document import document
from migrator.document.document import Document
from migrator.joomla.field_names import FieldName
from migrator.layout import detail_classes
from migrator.layout import titles as headings
from migrator.layout.fields import Field, Html
from migrator.layout.reader import Reader
from migrator.model import Capture, PageWords, Reading, When
from migrator.readers import registry as article_readers
from migrator.reading import page as reading
from migrator.reading import recognition as recognise
from migrator.settings import NOTHING_KNOWN, ReadOptions

_SHOWN = 60
#: What is said of a page that alone does not tell what it is.
DECIDES = "a run compares this page with the capture's others, and may read it otherwise"


def explain(capture: Capture, options: ReadOptions = NOTHING_KNOWN) -> Iterator[str]:
    """The lines of the explanation, with what `options` say of the site."""
    result = reading.read(capture, options)
    yield f"{result.source}"
    yield f"  address   {result.url or 'not known'}"
    yield f"  kind      {result.kind}: {result.reason}"
    hidden = result.kind in ("article", "item") and "title" not in result.fields
    if hidden or result.generic == "alone" or result.kind == "not-joomla":
        yield f"  capture   {DECIDES}"
    if result.kind not in ("media", "feed", "redirect") and b"<" in capture.data:
        yield from _page(capture, result)
    if result.words:
        yield from _ledger(result.words)
    for note in result.notes:
        yield f"  note      {note.code} ({note.level}): {note.message}"


def _page(capture: Capture, result: Reading) -> Iterator[str]:
    doc = document.read(reading.with_address(capture))
    recognition = recognise.recognise(doc)
    for line in recognition.evidence:
        yield f"  evidence  {line}"
    for system, mark in comment_systems.find(doc):
        yield f"  comments  {system.name}: {mark}"
    structures = article_readers.find(doc, recognition.component)
    for reader, items in structures:
        yield f"  structure {reader.name}: {len(items)} region{'s' if len(items) != 1 else ''}"
    if result.kind not in ("article", "item"):
        return
    yield f"  part      {result.part}" + (
        f", page {result.number + 1}" if result.part == "page" else ""
    )
    used = next(
        (
            r
            for r, _ in structures
            if result.fields.get("body") and result.fields["body"].rule.startswith(f"{r.name}:")
        ),
        None,
    )
    names: set[FieldName] = {*result.fields, *detail_classes.FIELDS, "title", "body"}
    for name in sorted(names):
        yield from _field(name, result, doc, used)
    yield f"  comments  {len(result.comments)} read" + (
        f", {result.comments_stated} stated by the page"
        if result.comments_stated is not None
        else ""
    )


def _ledger(words: PageWords) -> Iterator[str]:
    """Where the page's words went, and the prose of no record; what of it the site repeats, only a
    run over the whole capture can tell."""
    left = sum(block.words for block in words.open)
    yield (
        f"  words     {words.record} in the record, {words.known} known to be no content, "
        f"{words.rules} taken out by rules, {left} open: the capture's other pages tell which of "
        "them the site repeats"
    )
    for block in words.open:
        if block.start:
            yield f"            open: {block.words} words in {block.where}: {_shown(block.start)}"


def _field(name: FieldName, result: Reading, doc: Document, reader: Reader | None) -> Iterator[str]:
    value = result.fields.get(name)
    shown = _shown(result.body if name == "body" else value.value) if value else "not found"
    yield f"  {name:<16} {shown}"
    if value:
        yield f"  {'':<16}   by {value.rule}"
    counts = {selector: len(doc.find(selector)) for selector in _rules(name, reader)}
    if counts:
        yield f"  {'':<16}   tried {_tried(counts)}"


def _tried(counts: dict[str, int]) -> str:
    """The selectors that match something, with how often, and how many others were tried; with
    `--debug` all of them."""
    every = os.environ.get(errors.DEBUG)
    shown = [f"{s} ({count})" for s, count in counts.items() if count or every]
    rest = len(counts) - len(shown)
    if rest:
        shown.append(f"{rest} {'others that match' if shown else 'that match'} nothing")
    return ", ".join(shown)


def _rules(name: str, reader: Reader | None) -> tuple[str, ...]:
    """The selectors of a field, the reader's own first."""
    field: Any = getattr(reader, name.replace(" ", "_"), None) if reader else None
    selectors = field.selectors if isinstance(field, (Field, Html)) else ()
    shared = (
        detail_classes.FIELDS[name].selectors
        if name in detail_classes.FIELDS
        else headings.MARKS
        if name == "title"
        else ()
    )
    return tuple(selectors) + tuple(s for s in shared if s not in selectors)


def _shown(value: Any) -> str:
    text = (
        value.value
        if isinstance(value, When)
        else " | ".join(map(str, value))
        if isinstance(value, tuple)
        else str(value)
    )
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"
