"""The proof that Markdown holds what the HTML held: it is rendered again and the two are compared.

Compared are words in order, links with their targets, images, headings with levels, list items with
depth, table cells, code and emphasis. A difference says what is missing or extra."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

import lxml.html
from markdown_it import MarkdownIt

_WORD = re.compile(r"\w+")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_EMPHASIS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_BREAKS = _HEADINGS | {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "td",
    "th",
    "tr",
    "table",
    "br",
    "hr",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "dl",
    "img",
    "iframe",
    "figure",
    "figcaption",
    "section",
    "center",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "address",
    "dir",
    "menu",
    "details",
    "summary",
    "video",
    "audio",
    "caption",
    "tbody",
    "thead",
    "tfoot",
}


#: Stands where a block or a line ends: a link around several blocks is one in each of them.
_CUT = "\ue010"
#: What stands in these, no browser shows.
_UNSHOWN = {"script", "style", "iframe"}


@dataclass(slots=True)
class Features:
    """What a piece of HTML holds, in a form that two renderings share."""

    text: str = ""
    places: set[str] = field(default_factory=set)
    led_to: set[str] = field(default_factory=set)
    counts: dict[str, Counter[Any]] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """The words in order."""
        return _words(self.text)


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def render(text: str) -> str:
    """The HTML of some Markdown (CommonMark with GFM tables and strikethrough)."""
    html: str = _renderer().render(text)
    return html


def differences(html: str, markdown: str) -> tuple[str, ...]:
    """What `markdown` does not hold of `html`, or holds besides; empty where it is whole."""
    want, have = features(html), features(render(markdown))
    found = []
    if want.text.split() != have.text.split() and (wanted := want.words) != (had := have.words):
        missing = list((Counter(wanted) - Counter(had)).elements())
        extra = list((Counter(had) - Counter(wanted)).elements())
        found.append(
            f"words missing: {' '.join(missing[:8])!r}"
            if missing
            else f"words extra: {' '.join(extra[:8])!r}"
            if extra
            else "words in another order"
        )
    for name in want.counts.keys() | have.counts.keys():
        lost = want.counts.get(name, Counter()) - have.counts.get(name, Counter())
        more = have.counts.get(name, Counter()) - want.counts.get(name, Counter())
        if lost:
            found.append(f"{name} missing: {_shown(lost)}")
        elif more:
            found.append(f"{name} extra: {_shown(more)}")
    return tuple(found)


def _shown(counter: Counter[Any]) -> str:
    return ", ".join(str(k)[:80] for k in list(counter)[:3])


def place(html: str) -> str:
    """The first words of some HTML, to find it by."""
    return " ".join(features(html).words[:8])


def features(html: str) -> Features:
    """What some HTML holds."""
    made = Features(counts={})
    if not html.strip():
        return made
    root = lxml.html.fragment_fromstring(html, create_parent="div", parser=_parser())
    pieces: list[str] = []
    _walk(root, pieces, made, 0)
    made.text = "".join(pieces).replace(_CUT, " ")
    for place in made.places & made.led_to:
        _count(made, "place", place)
    return made


def _parser() -> Any:
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _count(made: Features, name: str, value: Any) -> None:
    made.counts.setdefault(name, Counter())[value] += 1


def _walk(element: Any, pieces: list[str], made: Features, depth: int) -> None:
    name = element.tag
    if not isinstance(name, str) or name in _UNSHOWN:
        return
    if ident := element.get("id") or (name == "a" and element.get("name")):
        made.places.add(unquote(ident))
    if name == "a" and (href := element.get("href") or "").startswith("#"):
        made.led_to.add(unquote(href[1:]))
    broken = name in _BREAKS
    if broken:
        pieces.append(_CUT)
    start = len(pieces)
    if element.text:
        pieces.append(element.text)
    deeper = depth + 1 if name in ("ul", "ol", "dir", "menu") else depth
    for child in element:
        _walk(child, pieces, made, deeper)
        if child.tail:
            pieces.append(child.tail)
    _note(element, name, pieces, start, made, depth)
    if broken:
        pieces.append(_CUT)


def _note(
    element: Any, name: str, pieces: list[str], start: int, made: Features, depth: int
) -> None:
    if name == "img":
        if source := target(element.get("src")):
            _count(made, "image", source)
        return
    if not (
        name in _HEADINGS or name in _EMPHASIS or name in ("a", "td", "th", "pre", "code", "li")
    ):
        return
    inner = "".join(pieces[start:])
    said = " ".join(_words(inner))
    if name in _HEADINGS and said:
        _count(made, "heading", (name, said))
    elif name == "a" and element.get("href"):
        shown = [" ".join(_words(piece)) for piece in inner.split(_CUT)]
        for piece in [s for s in shown if s] + [""] * len(element.findall(".//img")):
            _count(made, "link", (piece, target(element.get("href"))))
    elif name in ("td", "th") and said:
        _count(made, "cell", said)
    elif name == "li":
        _count(made, "item", (depth, said[:60])) if said else None
    elif name == "pre" and said:
        _count(made, "code", said)
    elif name == "code" and said and not any(a.tag == "pre" for a in element.iterancestors()):
        for word in said.split(" "):
            _count(made, "code", word)
    elif name in _EMPHASIS and said:
        for word in said.split(" "):
            _count(made, "emphasis", (_EMPHASIS[name], word))


def target(address: str | None) -> str:
    """An address as both sides write it: entities and percent signs undone, no spaces."""
    return re.sub(r"\s+", "", unquote(entities.unescape(address or "")))
