"""What a block that people wrote (a comment, a post, an entry) is made of, whatever its system
calls the parts: date, name, title, words, buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import own_text, text_of
from migrator.layout import detail_lines, fields
from migrator.layout.dated_blocks import lines, when
from migrator.model import When
from migrator.normalise import dates

_DIGITS = re.compile(r"\d")
_NAMED = re.compile(r"author|user|name|poster|by$|nick|who", re.I)
_TITLED = re.compile(r"title|subject", re.I)
_TEXT = re.compile(r"text|body|content|message|msg|comment$", re.I)
_BUTTONS = re.compile(
    r"reply|quote|report|vote|button|action|control|avatar|rating|like|permalink|tools|helpful"
    r"|signature|toolbar",
    re.I,
)
#: What else is called after a person: "usertype", "author-rank".
_RANK = re.compile(
    r"(?:user|author|poster|member|profile)[-_]?(?:type|rank|role|group|level|title|status|posts?)",
    re.I,
)
#: A line that tells the name behind the date: "Posted: 15 March 2009 by Ann".
_BY = re.compile(r"\d[^|]*?\s(?:by|von|par|por|door|da|od|av|от)\s+(\D{2,60})$", re.I)
#: What stands where a name would, and is a place: "from Upper Dale".
_PLACE = re.compile(r"^(?:from|aus|de|da|uit|fra|från|z|из)\s", re.I)
_GUEST = re.compile(
    r"guest|gast|invité|visiteur|invitado|visitante|ospite|gość|гость|host|misafir|vendég|επισκέπτης|ゲスト|访客",
    re.I,
)
#: Share of the words of a comment that its innermost box holds.
_MOST = 0.8


@dataclass(slots=True)
class Parts:
    """What a block is made of; `line` tells the date, where one is told."""

    line: Element | None = None
    moment: When | None = None
    author: str | None = None
    named: Element | None = None
    title: str | None = None
    titled: Element | None = None

    @property
    def taken(self) -> set[Element]:
        return {e for e in (self.line, self.named, self.titled) if e is not None}


def says_more(doc: Document, box: Element) -> bool:
    """Whether a block holds words beside name, date and buttons."""
    block = parts(doc, box)
    return (
        block is not None and len(re.sub(r"\W", "", text_of(box, block.taken | buttons(box)))) > 1
    )


def parts(doc: Document, item: Element) -> Parts | None:
    """What `item` is made of; None where it tells no date, and no name and words by what their
    elements are called."""
    cache = doc.once(_parts_by_element)
    if item not in cache:
        dated = next(lines(doc, item), None)
        block = Parts(*dated) if dated else Parts()
        if not _find_named_author(doc, item, block) and dated:
            _find_author(doc, item, block)
        if dated or (block.author and named_text(item, block.taken) is not None):
            _find_title(item, block)
            cache[item] = block
        else:
            cache[item] = None
    return cache[item]


def _parts_by_element(_doc: Document) -> dict[Element, Parts | None]:
    return {}


def _find_named_author(doc: Document, item: Element, block: Parts) -> bool:
    """The name, in what is called after it."""
    for element in _innermost_first(_classed(item, _NAMED)):
        if _RANK.search(_names(element)):
            continue
        inner = {e for e in element.iterdescendants(etree.Element) if when(doc, e)}
        if (name := _name(text_of(element, inner))) and not when(doc, element):
            block.author, block.named = name, None if inner else element
            return True
    return False


def _find_author(doc: Document, item: Element, block: Parts) -> None:
    """The name where nothing is called after it: in the line of the date, else beside a picture,
    the short text just before the date, or after it, or in bold, outside the words."""
    line = text_of(block.line)
    if match := _BY.search(line):
        block.author = _name(match[1])
        if block.author:
            return
    name = _name(str(detail_lines.author_and_date(line, doc).get("author") or ""))
    if name and not dates.only(line) and f"{name}:" not in line:  # that is a label
        block.author = name
        return
    pressed = {e for box in item.iterdescendants() if _is_button(box) for e in box.iter()}
    pieces = [
        (e, words)
        for e in item.iter(etree.Element)
        if e not in pressed
        and (words := own_text(e))
        and e.tag not in ("script", "style", "option")
    ]
    longest = max(pieces, key=lambda piece: len(piece[1]), default=(item, ""))[0]
    meta = [
        (e, words)
        for e, words in pieces
        if e is not longest
        and longest not in e.iterancestors()
        and e is not block.line
        and block.line not in e.iterancestors()
        and not _TITLED.search(_names(e))
        and not _RANK.search(_names(e))
    ]
    before = [p for p in meta if _stands_before(item, p[0], block.line)]
    after = [p for p in meta if p not in before]
    pictured = [p for p in before if _has_picture(p[0])]
    bold = [p for p in meta if p[0].tag in ("b", "strong", "cite")]
    for element, words in (*pictured, *reversed(before), *after[:1], *bold):
        if (name := _name(words)) and not _PLACE.match(words):
            block.author, block.named = name, element
            return


def _has_picture(element: Element) -> bool:
    """Whether the picture of its writer stands right before the words of a heading."""
    return element.tag in ("h3", "h4", "h5", "h6") and len(element) > 0 and element[0].tag == "img"


def _innermost_first(elements: list[Element]) -> list[Element]:
    """Elements that hold no other of them before those that do: a box of name, rank and picture is
    called after the user too."""
    holders = {a for e in elements for a in e.iterancestors()}
    return sorted(elements, key=lambda e: e in holders)


def _stands_before(item: Element, first: Element, other: Element) -> bool:
    """Whether `one` stands before `other` in `item`."""
    return next((e is first for e in item.iter() if e is first or e is other), False)


def _name(text: str) -> str | None:
    """The name in a short text; of "Guest - Ann" the second part."""
    parts = [part for part in re.split(r"\s[-–|]\s|,\s", text) if part.strip()]
    if len(parts) > 1 and _GUEST.fullmatch(parts[0].strip()):
        parts = parts[1:]
    name = fields.bare_name(parts[0]) if parts else ""
    return name if 0 < len(name) < 60 and re.match(r"[^\W\d_]|<|\"", name) else None


def _find_title(item: Element, block: Parts) -> None:
    """What is named a title, else what stands in bold or a heading before the words, beside the
    name."""
    box = named_text(item, block.taken)
    inside = set(box.iter()) if box is not None else set()
    bold = (e for e in item.iter("b", "strong", "h3", "h4", "h5", "h6") if e not in inside)
    for element in (*_classed(item, _TITLED), *bold):
        text = text_of(element)
        if (
            1 < len(text) < 200
            and element not in block.taken
            and not is_in(element, block.taken)
            and not (block.author and block.author in text)
        ):
            block.title, block.titled = text, element
            return


def _classed(item: Element, pattern: re.Pattern[str]) -> list[Element]:
    return [
        e
        for e in item.iterdescendants(etree.Element)
        if pattern.search(_names(e)) and not _is_button(e)
    ]


def _names(element: Element) -> str:
    """What an element is called: class, microdata, and an id without a number, which some templates
    print for the same part of every block."""
    ident = element.get("id") or ""
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return name if not ident or _DIGITS.search(ident) else f"{name} {ident}"


def _is_button(element: Element) -> bool:
    return bool(_BUTTONS.search(_names(element)))


def buttons(item: Element) -> set[Element]:
    """Links that do something on the page, forms and what is in them, and what is named for
    buttons."""
    acts = {
        a
        for a in item.iter("a")
        if a.get("onclick") or (a.get("href") or "#").startswith(("#", "javascript:"))
    }
    return (
        acts
        | set(item.iter("form", "input", "button", "select", "textarea"))
        | {e for e in item.iterdescendants(etree.Element) if _is_button(e) and len(text_of(e)) < 60}
    )


def named_text(item: Element, without: set[Element]) -> Element | None:
    """The largest element that is named for the words of a block and holds none of `without`."""
    named = [
        e
        for e in _classed(item, _TEXT)
        if e not in without
        and text_of(e)
        and not _NAMED.search(e.get("class") or "")
        and not any(inner in without for inner in e.iter())
    ]
    return max(named, key=lambda e: len(text_of(e)), default=None)


def innermost(item: Element, without: set[Element]) -> Element:
    """The innermost box that holds most of the words of a block."""
    box = item
    while True:
        inner = max(
            (e for e in box if isinstance(e.tag, str) and e not in without),
            key=lambda e: len(text_of(e, without)),
            default=None,
        )
        if (
            inner is None
            or inner.tag in ("p", "a", "b", "i", "em", "strong", "span", "ul", "ol", "blockquote")
            or len(text_of(inner, without)) < _MOST * len(text_of(box, without))
        ):
            return box
        box = inner


def repeats(element: Element, block: Parts) -> set[Element]:
    """The elements that show the line of the date or the title once more (a head for the folded
    block, and one for the open)."""
    shown = {_LETTERS.sub("", text_of(e)) for e in (block.line, block.titled) if e is not None}
    return {
        e
        for e in element.iterdescendants(etree.Element)
        if len(words := text_of(e)) < 2 * _LABEL and _LETTERS.sub("", words) in shown - {""}
    }


_LETTERS = re.compile(r"\W+")

#: Blocks that show a label at least, before it is none of their words; letters of one.
_SAME, _LABEL = 3, 60


def labels(items: list[Element]) -> frozenset[str]:
    """What stands in an element of every one of `items`, digits aside, as their system prints it:
    "Votes: 3", "Accepted Answer". What an author writes in a paragraph is no label."""
    if len(items) < _SAME:
        return frozenset()
    shown = [{label_of(e) for e in item.iterdescendants(etree.Element)} for item in items]
    return frozenset.intersection(*map(frozenset, shown)) - {""}


def label_of(element: Element) -> str:
    """The short text of an element that may be a label, its numbers as `0`; else nothing."""
    if element.tag == "p" and not element.get("class"):
        return ""
    words = text_of(element)
    return _NUMBER.sub("0", words) if 0 < len(words) < _LABEL else ""


_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
