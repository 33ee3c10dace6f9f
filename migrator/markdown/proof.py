"""The proof that Markdown holds what the HTML held: it is rendered again and the two are compared.

Compared are words in order, the marks that a reader sees, line breaks, links with their targets,
images, headings with levels, list items with depth, where lists begin, table cells, code, emphasis,
and how many lists, quotes and rules there are. A difference says what is missing or extra."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

import lxml.etree
import pyromark

from migrator.markdown.proven_elements import EMPHASIS, HEADINGS, KINDS, LINES, LISTS

_WORD = re.compile(r"\w+")
#: What Markdown's marks are made of: one that shows, or is gone, is a change of the text.
_MARK = re.compile(r"[\\*_~|#{}\[\]<>&`$^=+!:]")
#: Elements of which more than the words is compared.
_NOTED = frozenset(("a", "td", "th", "pre", "code", "li", "blockquote")) | HEADINGS | LISTS
#: Stands where a block or a line ends: a link around several blocks is one in each of them.
_CUT = "\ue010"
#: What stands in these, no browser shows.
_UNSHOWN = frozenset(("script", "style", "iframe"))

Render = Callable[[str], str]


@dataclass
class Features:
    """What a piece of HTML holds, in a form that two renderings share."""

    pieces: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    notes: list[tuple[str, Any, Any]] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, without those that are empty."""
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split(_CUT))
        return [line for line in lines if line]

    @cached_property
    def words(self) -> list[str]:
        """The words in order."""
        return words_of(" ".join(self.lines))

    @property
    def marks(self) -> Counter[str]:
        """The marks that a reader sees."""
        return Counter(_MARK.findall(" ".join(self.lines)))

    @cached_property
    def counts(self) -> dict[str, Counter[Any]]:
        """Of each kind of what is compared, how often each value is there."""
        counts = _counts(self.notes)
        if places := self.places & self.linked:
            counts["place"] = Counter(places)
        return counts


def _counts(notes: Iterable[tuple[str, Any, Any]]) -> dict[str, Counter[Any]]:
    counts: dict[str, Counter[Any]] = {}
    for note in notes:
        for name, value in _counted(*note):
            counts.setdefault(name, Counter())[value] += 1
    return counts


_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH


def render(text: str) -> str:
    """The HTML of some Markdown (CommonMark with GFM tables and strikethrough)."""
    return pyromark.html(text, options=_OPTIONS)


def differences(html: str, markdown: str, engine: Render = render) -> tuple[str, ...]:
    """What `markdown`, as an engine renders it, does not hold of `html`, or holds besides; empty
    where it is whole."""
    return compare(features(html), features(engine(markdown)))


def compare(want: Features, have: Features) -> tuple[str, ...]:
    """What the second lacks of the first, or has besides."""
    differing = list(_text_differences(want, have)) if want.lines != have.lines else []
    if _is_noted_alike(want, have):
        return tuple(differing)
    for name in want.counts.keys() | have.counts.keys():
        lost = want.counts.get(name, Counter()) - have.counts.get(name, Counter())
        more = have.counts.get(name, Counter()) - want.counts.get(name, Counter())
        if lost:
            differing.append(f"{name} missing: {_shown(lost)}")
        elif more:
            differing.append(f"{name} extra: {_shown(more)}")
    return tuple(differing)


def _is_noted_alike(want: Features, have: Features) -> bool:
    """Whether the counts are equal: what both note in the same letters need not be counted."""
    if want.places & want.linked != have.places & have.linked:
        return False
    if want.notes == have.notes:
        return True
    wanted, had = Counter(want.notes), Counter(have.notes)
    return _counts((wanted - had).elements()) == _counts((had - wanted).elements())


def _text_differences(want: Features, have: Features) -> Iterator[str]:
    wanted, had = want.words, have.words
    if wanted != had:
        missing = list((Counter(wanted) - Counter(had)).elements())
        extra = list((Counter(had) - Counter(wanted)).elements())
        if missing:
            yield f"words missing: {' '.join(missing[:8])!r}"
        elif extra:
            yield f"words extra: {' '.join(extra[:8])!r}"
        else:
            yield "words in another order"
        return
    if lost := want.marks - have.marks:
        yield f"marks missing: {_shown(lost)}"
    elif more := have.marks - want.marks:
        yield f"marks extra: {_shown(more)}"
    lines, others = ([w for w in map(words_of, side.lines) if w] for side in (want, have))
    if lines != others:
        line = next((a for a, b in zip(lines, others, strict=False) if a != b), [])
        yield f"line breaks differ: {' '.join(line)[:80]!r}"


def _shown(counter: Counter[Any]) -> str:
    return ", ".join(str(k)[:80] for k in list(counter)[:3])


def place(html: str) -> str:
    """The first words of some HTML, to find it by."""
    return " ".join(features(html).words[:8])


def features(html: str) -> Features:
    """What some HTML holds."""
    read = Features()
    if not html.strip():
        return read
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = lxml.etree.fromstring(f"<html><body>{html}</body></html>".encode(), parser)
    for body in root.iter("body"):
        _walk(body, read, 0, frozenset())
    return read


def words_of(text: str) -> list[str]:
    """The words of a text, compatible forms of letters made alike (NFKC)."""
    return _WORD.findall(text if text.isascii() else unicodedata.normalize("NFKC", text))


_INSIDE = HEADINGS | {"pre"}


def _walk(element: Any, read: Features, depth: int, inside: frozenset[str]) -> None:
    """Reads an element; `depth` is that of lists, `inside` tells of a heading or code around it."""
    name = element.tag
    if not isinstance(name, str) or name in _UNSHOWN:
        return
    pieces = read.pieces
    if ident := element.get("id") or (name == "a" and element.get("name")):
        read.places.add(unquote(ident))
    broken = name in LINES
    if broken:
        pieces.append(" " if name == "br" and inside & HEADINGS else _CUT)
    start = len(pieces)
    if element.text:
        pieces.append(element.text)
    if len(element):
        deeper = depth + 1 if name in LISTS else depth
        within = inside | {name} if name in _INSIDE else inside
        for child in element:
            _walk(child, read, deeper, within)
            if child.tail:
                pieces.append(child.tail)
    if name in _NOTED:
        _note(element, name, start, read, depth, inside)
    elif name in EMPHASIS:
        if text := _squeezed(pieces[start:]):
            read.notes.append(("emphasis", EMPHASIS[name], text))
    elif name == "img" and (source := target(element.get("src"))):
        read.notes.append(("image", source, ""))
    elif name == "hr" and not element.get("data-more"):
        read.notes.append(("rule", None, ""))
    if broken and name != "br":
        pieces.append(_CUT)


def _squeezed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).replace(_CUT, " ").split())


def _note(
    element: Any, name: str, start: int, read: Features, depth: int, inside: frozenset[str]
) -> None:
    """Notes what an element is; its text are the pieces from `start` on."""
    detail: Any = None
    if name == "a":
        _note_link(element, start, read)
        return
    if name == "code" and "pre" in inside:
        return
    if name == "li":
        detail = depth
    elif name in HEADINGS:
        detail = name
    elif name in LISTS:
        detail = (
            element.get("start", "1") if name == "ol" else "1",
            element.get("type") in ("a", "A", "i", "I") and element.get("type"),
        )
    if text := _squeezed(read.pieces[start:]):
        read.notes.append((KINDS.get(name, name), detail, text))


def _note_link(element: Any, start: int, read: Features) -> None:
    href = element.get("href") or ""
    if href.startswith("#"):
        read.linked.add(unquote(href[1:]))
    if not href:
        return
    lines = (" ".join(line.split()) for line in "".join(read.pieces[start:]).split(_CUT))
    pictures = len(element.findall(".//img")) if len(element) else 0
    read.notes.append(("link", (href, pictures), tuple(filter(None, lines))))


def _counted(kind: str, detail: Any, text: Any) -> Iterator[tuple[str, Any]]:
    """The names and values that a note counts under: what holds no word counts as nothing."""
    if kind == "link":
        href, pictures = detail
        shown = [" ".join(words) for line in text if (words := words_of(line))]
        for line in shown + [""] * pictures:
            yield "link", (line, target(href))
    elif kind == "image":
        yield "image", detail
    elif kind == "rule":
        yield "block", "rule"
    elif words := words_of(text):
        yield from _counted_words(kind, detail, words)


def _counted_words(kind: str, detail: Any, words: list[str]) -> Iterator[tuple[str, Any]]:
    text = " ".join(words)
    if kind == "emphasis":
        for word in words:
            yield "emphasis", (detail, word)
    elif kind == "heading":
        yield "heading", (detail, text)
    elif kind == "item":
        yield "item", (detail, text[:60])
    elif kind == "list":
        yield "block", "list"
        start, numerals = detail
        if start != "1":
            yield "start", start
        if numerals:
            yield "start", numerals
    elif kind == "quote":
        yield "block", "quote"
    elif kind == "code":
        for word in words:
            yield "code", word
    else:  # a cell, or code in lines of its own
        yield ("cell" if kind == "cell" else "code"), text


def target(address: str | None) -> str:
    """An address as both sides write it: entities and percent signs undone, no spaces."""
    return re.sub(r"\s+", "", unquote(entities.unescape(address or "")))
