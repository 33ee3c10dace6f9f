"""How one page was read: what it was taken for, and for each field the value, the rule that found
it, the rules that were tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrator.comments import registry as comment_systems
from migrator.document import document
from migrator.document.document import Document
from migrator.layout import details
from migrator.layout import titles as headings
from migrator.layout.fields import Field, Html
from migrator.layout.reader import Reader
from migrator.model import Capture, PageWords, Reading, When
from migrator.readers import registry as article_readers
from migrator.reading import page as reading
from migrator.reading import recognition as recognise
from migrator.settings import NOTHING_KNOWN, ReadOptions

_SHOWN = 60


def explain(capture: Capture, options: ReadOptions = NOTHING_KNOWN) -> Iterator[str]:
    """The lines of the explanation, with what `options` say of the site."""
    made = reading.read(capture, options)
    yield f"{made.source}"
    yield f"  address   {made.url or 'not known'}"
    yield f"  kind      {made.kind}: {made.reason}"
    if made.kind not in ("media", "feed", "redirect") and b"<" in capture.data:
        yield from _page(capture, made)
    if made.words:
        yield from _ledger(made.words)
    for note in made.notes:
        yield f"  note      {note.code} ({note.level}): {note.message}"


def _page(capture: Capture, made: Reading) -> Iterator[str]:
    doc = document.read(reading.with_address(capture))
    known = recognise.recognise(doc)
    for line in known.evidence:
        yield f"  evidence  {line}"
    for system, mark in comment_systems.find(doc):
        yield f"  comments  {system.name}: {mark}"
    found = article_readers.find(doc, known.component)
    for reader, items in found:
        yield f"  structure {reader.name}: {len(items)} region{'s' if len(items) != 1 else ''}"
    if made.kind not in ("article", "item"):
        return
    yield f"  part      {made.part}" + (f", page {made.number + 1}" if made.part == "page" else "")
    used = next(
        (
            r
            for r, _ in found
            if made.fields.get("body") and made.fields["body"].rule.startswith(f"{r.name}:")
        ),
        None,
    )
    for name in sorted(set(made.fields) | set(details.FIELDS) | {"title", "body"}):
        yield from _field(name, made, doc, used)
    yield f"  comments  {len(made.comments)} read" + (
        f", {made.comments_stated} stated by the page" if made.comments_stated is not None else ""
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


def _field(name: str, made: Reading, doc: Document, reader: Reader | None) -> Iterator[str]:
    value = made.fields.get(name)
    shown = _shown(made.body if name == "body" else value.value) if value else "not found"
    yield f"  {name:<16} {shown}"
    if value:
        yield f"  {'':<16}   by {value.rule}"
    tried = [f"{s} ({len(doc.find(s))})" for s in _rules(name, reader)]
    if tried:
        yield f"  {'':<16}   tried {', '.join(tried)}"


def _rules(name: str, reader: Reader | None) -> tuple[str, ...]:
    """The selectors of a field, the reader's own first."""
    own: Any = getattr(reader, name.replace(" ", "_"), None) if reader else None
    mine = own.selectors if isinstance(own, (Field, Html)) else ()
    shared = (
        details.FIELDS[name].selectors
        if name in details.FIELDS
        else headings.MARKS
        if name == "title"
        else ()
    )
    return tuple(mine) + tuple(s for s in shared if s not in mine)


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
