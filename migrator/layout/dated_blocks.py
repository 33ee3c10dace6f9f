"""Blocks of one shape, each with a date of its own, and what they are made of: so every system
shows comments, whatever it calls their parts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import own_text, own_texts, text_of
from migrator.layout import boilerplate as furniture
from migrator.layout import details, fields
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
    known = doc.once(_dates_by_element)
    if element not in known:
        known[element] = _told(doc, element)
    return known[element]


def _dates_by_element(_doc: Document) -> dict[Element, When | None]:
    return {}


def _told(doc: Document, element: Element) -> When | None:
    order, language = doc.context.date_style
    if stamp := element.get("datetime"):
        return dates.parse(stamp, order, language)
    if element.tag == "meta":
        return dates.parse(_machine_date(element), order, language)
    if (
        (stamp := element.get("title"))
        and element.tag in ("abbr", "span", "time")
        and (found := dates.only(stamp, order, language))
    ):
        return found
    if not any(map(_DIGIT.search, own_texts(element))):
        return None
    own = own_text(element)
    said = text_of(element) if len(own) < _LINE else own
    if not 5 < len(said) < _LINE:
        return None
    if only := dates.only(said, order, language):
        return only
    return dates.parse(own, order, language) if element.tag != "a" else None


def _machine_date(meta: Element) -> str:
    """What microdata says of a block's date, beside a relative one."""
    named = meta.get("itemprop") or meta.get("data-itemprop") or ""
    return (meta.get("content") or "") if named in ("dateCreated", "datePublished") else ""


def lines(doc: Document, scope: Element) -> Iterator[tuple[Element, When]]:
    """The elements of `scope` that tell a date, in page order."""
    for element in doc.within(scope, ()):
        if element.tag not in _SILENT and (found := when(doc, element)):
            yield element, found


def groups(doc: Document) -> list[list[Element]]:
    """Boxes of one shape with a date each, outside modules; the largest group first. A box holds no
    other date of its group: of a comment with replies it is the comment alone."""
    shapes: dict[str, list[Element]] = defaultdict(list)
    body = next(iter(doc.tagged("body")), doc.tree)
    for line, _ in lines(doc, body):
        if not furniture.in_module(line):
            shapes[f"{shape(line.getparent())} > {shape(line)}"].append(line)
    return sorted((_boxes(found) for found in shapes.values()), key=len, reverse=True)


def shape(element: Element) -> str:
    """What elements that play one part have in common: tag, and classes without numbers and the
    like."""
    return f"{element.tag} {_VARIES.sub('', element.get('class') or '')}"


def _boxes(found: list[Element]) -> list[Element]:
    """The boxes of some lines: as many steps out as two thirds of them have boxes of one shape that
    hold no other line."""
    holds: Counter[Element] = Counter(a for line in found for a in (line, *line.iterancestors()))
    known = set(found)
    chains = []
    for line in found:
        chain = [line]
        while (
            (parent := chain[-1].getparent()) is not None
            and parent.tag not in ("body", "form", "html")
            and (holds[parent] == 1 or _holds_replies(parent, line, known))
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


def akin(one: str, other: str) -> bool:
    """Whether two shapes are one, or one with a class more: a reply, the first, the owner's."""
    a, b = set(one.split()), set(other.split())
    return len(a) > 1 and len(b) > 1 and (a <= b or b <= a)


def _holds_replies(parent: Element, line: Element, known: set[Element]) -> bool:
    """Whether `parent` is the box of the comment whose date is `line`, and all other dates in it
    are those of replies, each in a box like it."""
    own = shape(parent)
    others = [e for e in parent.iter() if e in known]
    return others[0] is line and all(
        any(akin(shape(a), own) for a in _between(other, parent)) for other in others[1:]
    )


def _between(element: Element, box: Element) -> Iterator[Element]:
    for around in element.iterancestors():
        if around is box:
            return
        yield around


_NAMED = re.compile(r"author|user|name|poster|by$|nick|who", re.I)
_TITLED = re.compile(r"title|subject", re.I)
_TEXT = re.compile(r"text|body|content|message|msg|comment$", re.I)
_BUTTONS = re.compile(
    r"reply|quote|report|vote|button|action|control|avatar|rating|like|permalink|tools|helpful"
    r"|signature|toolbar",
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
    """What a block is made of."""

    line: Element
    moment: When
    author: str | None = None
    named: Element | None = None
    title: str | None = None
    titled: Element | None = None

    @property
    def taken(self) -> set[Element]:
        return {e for e in (self.line, self.named, self.titled) if e is not None}


def says_more(doc: Document, box: Element) -> bool:
    """Whether a block holds words beside name, date and buttons."""
    made = parts(doc, box)
    return made is not None and len(re.sub(r"\W", "", text_of(box, made.taken | buttons(box)))) > 1


def parts(doc: Document, item: Element) -> Parts | None:
    """What `item` is made of; None where it tells no date."""
    known = doc.once(_parts_by_element)
    if item not in known:
        found = next(lines(doc, item), None)
        known[item] = Parts(found[0], found[1]) if found else None
        if made := known[item]:
            _find_author(doc, item, made)
            _find_title(item, made)
    return known[item]


def _parts_by_element(_doc: Document) -> dict[Element, Parts | None]:
    return {}


def _find_author(doc: Document, item: Element, made: Parts) -> None:
    """The name: in what is named for it, in the line of the date, else the short text just before
    the date, or after it, or in bold, outside the words."""
    for element in _innermost_first(_classed(item, _NAMED)):
        inner = {e for e in element.iterdescendants(etree.Element) if when(doc, e)}
        if (name := _name(text_of(element, inner))) and not when(doc, element):
            made.author, made.named = name, None if inner else element
            return
    line = text_of(made.line)
    if match := _BY.search(line):
        made.author = _name(match[1])
        if made.author:
            return
    name = _name(str(details.author_and_date(line, doc).get("author") or ""))
    if name and not dates.only(line) and f"{name}:" not in line:  # that is a label
        made.author = name
        return
    pieces = [
        (e, said)
        for e in item.iter(etree.Element)
        if not _is_button(e)
        and (said := own_text(e))
        and e.tag not in ("script", "style", "option")
    ]
    words = max(pieces, key=lambda piece: len(piece[1]), default=(item, ""))[0]
    meta = [
        (e, said)
        for e, said in pieces
        if e is not words and words not in e.iterancestors() and e is not made.line
    ]
    before = [p for p in meta if _stands_before(item, p[0], made.line)]
    after = [p for p in meta if p not in before]
    bold = [p for p in meta if p[0].tag in ("b", "strong", "cite")]
    for element, said in (*reversed(before), *after[:1], *bold):
        if (name := _name(said)) and not _PLACE.match(said):
            made.author, made.named = name, element
            return


def _innermost_first(elements: list[Element]) -> list[Element]:
    """Elements that hold no other of them before those that do: a box of name, rank and picture is
    called after the user too."""
    holders = {a for e in elements for a in e.iterancestors()}
    return sorted(elements, key=lambda e: e in holders)


def _stands_before(item: Element, one: Element, other: Element) -> bool:
    """Whether `one` stands before `other` in `item`."""
    return next((e is one for e in item.iter() if e is one or e is other), False)


def _name(said: str) -> str | None:
    """The name in a short text; of "Guest - Ann" the second part."""
    parts = [part for part in re.split(r"\s[-–|]\s|,\s", said) if part.strip()]
    if len(parts) > 1 and _GUEST.fullmatch(parts[0].strip()):
        parts = parts[1:]
    name = fields.bare_name(parts[0]) if parts else ""
    return name if 0 < len(name) < 60 and re.match(r"[^\W\d_]|<|\"", name) else None


def _find_title(item: Element, made: Parts) -> None:
    """What is named a title, else what stands in bold or a heading before the words, beside the
    name."""
    box = named_text(item, made.taken)
    inside = set(box.iter()) if box is not None else set()
    bold = (e for e in item.iter("b", "strong", "h3", "h4", "h5", "h6") if e not in inside)
    for element in (*_classed(item, _TITLED), *bold):
        said = text_of(element)
        if (
            1 < len(said) < 200
            and element not in made.taken
            and not is_in(element, made.taken)
            and not (made.author and made.author in said)
        ):
            made.title, made.titled = said, element
            return


def _classed(item: Element, pattern: re.Pattern[str]) -> list[Element]:
    return [
        e
        for e in item.iterdescendants(etree.Element)
        if pattern.search(f"{e.get('class') or ''} {e.get('itemprop') or ''}") and not _is_button(e)
    ]


def _is_button(element: Element) -> bool:
    return bool(_BUTTONS.search(element.get("class") or ""))


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
