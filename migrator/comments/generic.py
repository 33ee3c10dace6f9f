"""Comments of an unknown system: blocks of one shape, each with a date, a name and words, on a page that speaks of comments.

Asked last, and it always says so; where the page refers to a component for comments (mXcomment's `com_maxcomment`, `com_jlexcomment`
and the like), the system is called by its name. Lists of articles and latest-comments modules are not taken: their blocks are links to
other pages, or stand at the page's side.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace

from lxml import etree

from migrator import address, dated, details
from migrator.comments import CommentSystem, Harvest
from migrator.document import Document, Element, is_in
from migrator.fields import first_number
from migrator.model import Note, When
from migrator.normalise import bbcode, dates, labels, markup
from migrator.texts import is_prose, own_text, text_of

_SIGN = re.compile(r"comment|kommentar|coment|comentario|reply|replies|antwort|guestbook|gb_|discuss|отзыв|respon", re.I)
_SAID = re.compile(r"\b(?:comments?|replies|responses|kommentare?|antworten|commentaires?|comentarios?|coment[áa]rios?|commenti|reacties|komentarz\w*|"
                   r"komentář\w*|hozzászólás\w*|комментари\w*|отзывы|σχόλια|yorumlar|評論|评论|コメント|تعليق\w*)\b", re.I)
_NAMED = re.compile(r"author|user|name|poster|by$|nick|who", re.I)
_TITLED = re.compile(r"title|subject", re.I)
_TEXT = re.compile(r"text|body|content|message|msg|comment$", re.I)
_BUTTONS = re.compile(r"reply|quote|report|vote|button|action|control|avatar|rating|like|permalink|tools", re.I)

_GUEST = re.compile(r"guest|gast|invité|visiteur|invitado|visitante|ospite|gość|гость|host|misafir|vendég|επισκέπτης|ゲスト|访客", re.I)
#: Letters of a text that announces comments.
_LABEL = 80

#: The component of a comment system, as links, forms and assets of its pages name it.
_COMPONENT = re.compile(r"\b(?:com|plg)_(?:content_)?(\w*?(?:comment|jlex|discuss)\w*)", re.I)
_NAMES = {"maxcomment": "mxcomment", "jlexcomment": "jlex"}
#: Share of a block's words that lead to other pages: of a list of articles, not of a comment.
_LINKED = 0.4
#: Share of the words of a comment that its innermost box holds.
_MOST = 0.8


@dataclass(slots=True)
class _Parts:
    """What a block is made of."""

    line: Element
    when: When
    author: str | None = None
    named: Element | None = None
    title: str | None = None
    titled: Element | None = None

    @property
    def taken(self) -> set[Element]:
        return {e for e in (self.line, self.named, self.titled) if e is not None}


class GenericComments(CommentSystem):
    """The largest group of blocks with a date each that are comments by their looks; one alone where its class says so."""

    general = True

    def evidence(self, doc: Document) -> str | None:
        found = self.items(doc)
        return f"{len(found)} alike blocks with a name and a date" if found else None

    def blocks(self, doc: Document) -> set[Element]:
        """The boxes whose items were taken for comments; nothing else is known of the system."""
        return set()

    def read(self, doc: Document) -> Harvest:
        found = super().read(doc)
        if not found.comments:
            return Harvest("")
        component = _COMPONENT.search(doc.text)
        name = component[1].lower() if component else "generic"
        note = Note("generic-comments", f"{len(found.comments)} comments of a system whose pages are not known, found by their repeated shape", "warning")
        return replace(found, system=_NAMES.get(name, name), notes=(note,))

    def items(self, doc: Document) -> list[Element]:
        if "generic comments" not in doc.memo:
            doc.memo["generic comments"] = _search(doc) if any(p.search(t) for p, t in ((_SIGN, doc.naming), (_SAID, doc.text), (_COMPONENT, doc.text))) else []
        found: list[Element] = doc.memo["generic comments"]
        return found

    def taken(self, doc: Document, item: Element) -> set[Element]:
        """The comments, the box that holds them all and nothing of the article, and the short text before it that announces them."""
        found: set[Element] = doc.memo.get("generic taken") or set(self.items(doc))
        within = [e for e in found if item in e.iterancestors()]
        if not within:
            return found - {item, *item.iterancestors()}
        box = _around(within)
        if box is item or box in item.iterancestors() or any(is_prose(e) and not is_in(e, found) and e not in found for e in box.iter(etree.Element)):
            box = min(within, key=lambda e: doc.places.get(e, 0))
        else:
            found = found | {box}
        before = box.getprevious()
        while before is not None and (not isinstance(before.tag, str) or not text_of(before)):
            before = before.getprevious()
        if before is not None and len(said := text_of(before)) < _LABEL and _SAID.search(said):
            found = found | {before}
        return found

    def id(self, doc: Document, item: Element) -> int | None:
        """The first number in the ids of the block, of what is in it, or in an anchor of its own."""
        named = [item.get("id") or "", *(e.get("id") or e.get("name") or "" for e in item.iterdescendants(etree.Element))]
        anchors = [(a.get("href") or "").partition("#")[2] for a in item.iter("a")]
        return next((number for said in (*named, *anchors) if (number := first_number(re.sub(r"\D+", " ", said))) is not None), None)

    def author(self, doc: Document, item: Element) -> str | None:
        return parts.author if (parts := _parts(doc, item)) else None

    def title(self, doc: Document, item: Element) -> str | None:
        return parts.title if (parts := _parts(doc, item)) else None

    def created(self, doc: Document, item: Element) -> When | None:
        return parts.when if (parts := _parts(doc, item)) else None

    def depth(self, doc: Document, item: Element) -> int:
        """How many boxes stand around the block, and how far it is set in, in pixels: replies stand deeper."""
        parts = _parts(doc, item)
        line = parts.line if parts else item
        style = f"{item.get('style') or ''};{(item.getparent().get('style') or '') if item.getparent() is not None else ''}"
        inset = re.search(r"(?:margin|padding)-left\s*:\s*(\d+)\s*px", style)
        return 1000 * sum(1 for _ in line.iterancestors()) + (int(inset[1]) if inset else 0)

    def _body(self, doc: Document, own: Element) -> tuple[str, str]:
        """The words: what is named for them, else the innermost box that holds most of them, without name, date and buttons."""
        parts = _parts(doc, own)
        without = (parts.taken if parts else set()) | _buttons(own)
        named = _named_text(own, without)
        box = named if named is not None else _innermost(own, without)
        html = bbcode.to_html(markup.clean(doc, box, without, comment=True).strip())
        return html, markup.plain_text(html)


def _search(doc: Document) -> list[Element]:
    spoken: bool | None = None
    for boxes in dated.groups(doc):
        if len(boxes) == 1:
            boxes = [box for box in _inside_out(doc, boxes[0]) if _is_comment(doc, box)][:1]
        signed = any(_is_signed(doc, box) for box in boxes[:2])
        good = [box for box in boxes if _is_comment(doc, box)]
        if len(boxes) > 1 and 3 * sum(_is_followed(box, boxes) for box in boxes) >= 2 * len(boxes):
            good = [box for box in _spread(doc, boxes) if _is_comment(doc, box)]
        if len(good) * 3 < len(boxes) * 2 or not good:
            continue
        if signed:
            return good
        if len(good) > 1 and spoken is None:
            spoken = bool(_COMPONENT.search(doc.text)) or any(
                len(said) < _LABEL and _SAID.search(said) for e in doc.elements for said in (e.text or "", e.tail or ""))
        if len(good) > 1 and spoken:
            return good
    return []


def _inside_out(doc: Document, box: Element) -> list[Element]:
    """The boxes around the date of `box`, the innermost first."""
    line = next((e for e, _ in dated.lines(doc, box)), box)
    around = list(line.iterancestors())
    return [*(around[:around.index(box) + 1] if box in around else []), box]


def _around(boxes: list[Element]) -> Element:
    """The innermost element that holds all of some."""
    common = [boxes[0], *boxes[0].iterancestors()]
    for box in boxes[1:]:
        around = {box, *box.iterancestors()}
        common = [e for e in common if e in around]
    return common[0]


def _spread(doc: Document, boxes: list[Element]) -> list[Element]:
    """For boxes that hold name and date alone, each with what follows it up to the next, as a box of copies: rows of a table,
    headings with paragraphs."""
    around = {a for box in boxes for a in (box, *box.iterancestors())}
    taken: set[Element] = set()
    made = []
    for box in boxes:
        whole = etree.Element("div")
        at: Element | None = box
        while at is not None and (at is box or at not in around):
            if isinstance(at.tag, str):
                whole.append(copy.deepcopy(at))
                taken.add(at)
            at = at.getnext()
        made.append(whole)
    doc.memo["generic taken"] = taken
    return made


def _is_followed(box: Element, boxes: list[Element]) -> bool:
    """Whether a short box is followed by a longer one that holds none of `boxes`: a head, and words."""
    after = box.getnext()
    while after is not None and (not isinstance(after.tag, str) or not text_of(after)):
        after = after.getnext()
    return after is not None and len(text_of(box)) < 2 * _LABEL and after not in boxes and not any(e in boxes for e in after.iter()) \
        and not _SAID.search(text_of(after)[:_LABEL])


def _is_signed(doc: Document, box: Element) -> bool:
    """Whether a class or id around the date, or close around the block, speaks of comments."""
    parts = _parts(doc, box)
    near = [*_inside_out(doc, box), *list(box.iterancestors())[:2], *([parts.line] if parts else [])]
    return any(_SIGN.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)


def _is_comment(doc: Document, box: Element) -> bool:
    """A name and a date, words beside them, no heading that leads to another page, and not many words that do."""
    said = text_of(box)
    parts = _parts(doc, box)
    if not 8 < len(said) < 20000 or parts is None or not parts.author or not _says_more(doc, box):
        return False
    linked = 0
    for link in box.iter("a"):
        target = doc.absolute(link.get("href") or "")
        there = address.read(target) if target else None
        if there is None or there.host != doc.address.host or there.place == doc.address.place:
            continue
        if doc.url and any(a.tag in ("h1", "h2", "h3", "h4") for a in link.iterancestors()):
            return False
        linked += len(text_of(link)) * (text_of(link) != parts.author)
    return linked < _LINKED * len(said)


def _says_more(doc: Document, box: Element) -> bool:
    """Whether a block holds words beside name, date and buttons."""
    parts = _parts(doc, box)
    return parts is not None and len(re.sub(r"\W", "", text_of(box, parts.taken | _buttons(box)))) > 1


def _parts(doc: Document, item: Element) -> _Parts | None:
    known: dict[Element, _Parts | None] = doc.memo.setdefault("generic parts", {})
    if item not in known:
        found = next(dated.lines(doc, item), None)
        known[item] = _Parts(*found) if found else None
        if parts := known[item]:
            _find_author(doc, item, parts)
            _find_title(item, parts)
    return known[item]


def _find_author(doc: Document, item: Element, parts: _Parts) -> None:
    """The name: in what is named for it, in the line of the date, else the short text just before the date, or after it, or in bold,
    outside the words."""
    for element in _classed(item, _NAMED):
        if (name := _name(text_of(element))) and not dated.when(doc, element):
            parts.author, parts.named = name, element
            return
    line = text_of(parts.line)
    if not dates.only(line) and (name := _name(str(details.author_and_date(line, doc).get("author") or ""))):
        parts.author = name
        return
    pieces = [(e, said) for e in item.iter(etree.Element) if not _is_button(e) and (said := own_text(e)) and e.tag not in ("script", "style", "option")]
    words = max(pieces, key=lambda piece: len(piece[1]), default=(item, ""))[0]
    meta = [(e, said) for e, said in pieces if e is not words and words not in e.iterancestors() and e is not parts.line]
    before = [p for p in meta if _stands_before(item, p[0], parts.line)]
    after = [p for p in meta if p not in before]
    bold = [p for p in meta if p[0].tag in ("b", "strong", "cite")]
    for element, said in (*reversed(before), *after[:1], *bold):
        if name := _name(said):
            parts.author, parts.named = name, element
            return


def _stands_before(item: Element, one: Element, other: Element) -> bool:
    """Whether `one` stands before `other` in `item`."""
    return next((e is one for e in item.iter() if e is one or e is other), False)


def _name(said: str) -> str | None:
    """The name in a short text; of "Guest - Ann" the second part."""
    parts = [part for part in re.split(r"\s[-–|]\s|,\s", said) if part.strip()]
    if len(parts) > 1 and _GUEST.fullmatch(parts[0].strip()):
        parts = parts[1:]
    name = labels.person(parts[0]) if parts else ""
    return name if 0 < len(name) < 60 and re.match(r"[^\W\d_]|<|\"", name) else None


def _find_title(item: Element, parts: _Parts) -> None:
    """What is named a title, else what stands in bold or a heading before the words, beside the name."""
    box = _named_text(item, parts.taken)
    inside = set(box.iter()) if box is not None else set()
    bold = (e for e in item.iter("b", "strong", "h3", "h4", "h5", "h6") if e not in inside)
    for element in (*_classed(item, _TITLED), *bold):
        said = text_of(element)
        if 1 < len(said) < 200 and element not in parts.taken and not is_in(element, parts.taken) and not (parts.author and parts.author in said):
            parts.title, parts.titled = said, element
            return


def _classed(item: Element, pattern: re.Pattern[str]) -> list[Element]:
    return [e for e in item.iterdescendants(etree.Element) if pattern.search(f"{e.get('class') or ''} {e.get('itemprop') or ''}") and not _is_button(e)]


def _is_button(element: Element) -> bool:
    return bool(_BUTTONS.search(element.get("class") or ""))


def _buttons(item: Element) -> set[Element]:
    """Links that do something on the page, forms and what is in them, and what is named for buttons."""
    acts = {a for a in item.iter("a") if a.get("onclick") or (a.get("href") or "#").startswith(("#", "javascript:"))}
    return acts | set(item.iter("form", "input", "button", "select", "textarea")) | {
        e for e in item.iterdescendants(etree.Element) if _is_button(e) and len(text_of(e)) < 60}


def _named_text(item: Element, without: set[Element]) -> Element | None:
    named = [e for e in _classed(item, _TEXT) if e not in without and text_of(e) and not _NAMED.search(e.get("class") or "")
             and not any(inner in without for inner in e.iter())]
    return max(named, key=lambda e: len(text_of(e)), default=None)


def _innermost(item: Element, without: set[Element]) -> Element:
    box = item
    while True:
        inner = max((e for e in box if isinstance(e.tag, str) and e not in without), key=lambda e: len(text_of(e, without)), default=None)
        if inner is None or inner.tag in ("p", "a", "b", "i", "em", "strong", "span", "ul", "ol", "blockquote") \
                or len(text_of(inner, without)) < _MOST * len(text_of(box, without)):
            return box
        box = inner
