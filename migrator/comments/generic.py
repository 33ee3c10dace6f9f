"""Comments of an unknown system: blocks of one shape, each with a date, a name and words, on a page
that speaks of comments.

Asked last, and it always says so; where the page refers to a component for comments (mXcomment's
`com_maxcomment`, `com_jlexcomment` and the like), the system is called by its name. Lists of
articles and latest-comments modules are not taken: their blocks are links to other pages, or stand
at the page's side."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from lxml import etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import PROSE, is_prose, own_text, text_of
from migrator.joomla import address
from migrator.layout import block_parts
from migrator.layout import boilerplate as furniture
from migrator.layout import dated_blocks as dated
from migrator.layout.comment_system import CommentSystem, PageComments, boxes_around
from migrator.layout.fields import first_number
from migrator.model import Note, When
from migrator.normalise import bbcode, sanitise

_SIGN = re.compile(
    r"comment|kommentar|coment|reply|replies|(?<!ver)antwort|guestbook|\bgb_|discuss|отзыв|responses?\b|"
    r"(?<!p)review|rezension|bewertung|recension|opinion|testimonial|gastebuch|gästebuch",
    re.I,
)
_SAID = re.compile(
    r"\b(?:comments?|replies|responses|opinions?|reviews?|testimonials|guest ?book|kommentare?|"
    r"antworten|bewertungen|rezensionen|gästebuch|commentaires?|avis|livre d'or|comentarios?|"
    r"opiniones|libro de visitas|coment[áa]rios?|opiniões|commenti|recensioni|reacties|"
    r"komentarz\w*|opinie|komentář\w*|hozzászólás\w*|комментари\w*|отзывы|σχόλια|yorumlar|評論|"
    r"评论|コメント|تعليق\w*)\b",
    re.I,
)
#: One of these is in the source of a page, in small letters, that has any of the words above or
#: refers to a component for comments: first what ASCII tells, then what the rest does.
_STEMS = (
    b"omment",
    b"oment",
    b"antwort",
    b"replies",
    b"responses",
    b"reacties",
    b"hozz",
    b"yorum",
    b"jlex",
    b"opini",
    b"review",
    b"testimonial",
    b"guestbook",
    b"guest book",
    b"stebuch",
    b"bewertung",
    b"rezension",
    b"recension",
    b"avis",
    b"livre d",
    b"visitas",
    b"discuss",
)
_FOREIGN_STEMS = [
    said.encode()
    for stem in ("комментари", "отзывы", "σχόλια", "評論", "评论", "コメント", "تعليق")
    for said in {stem, stem.capitalize(), stem.upper()}
]
_ASCII = bytes(range(128))

#: Letters of a text that announces comments.
_LABEL = 80

#: The component of a comment system, as links, forms and assets of its pages name it.
_COMPONENT = re.compile(r"\b(?:com|plg)_(?:content_)?(\w*?(?:comment|jlex|discuss)\w*)", re.I)
_NAMES = {"maxcomment": "mxcomment", "jlexcomment": "jlex"}
#: Of a link to an author's own site: what it is called, or its picture.
_SITE = re.compile(
    r"^(?:url|www|web|web ?site|home ?page)$|home(?:page)?\.\w|world\.\w|web\.\w", re.I
)
_STATED = re.compile(
    rf"(?:^|\s)(\d{{1,4}})\s+(?:{_SAID.pattern})|(?:{_SAID.pattern})\s*[(:]\s*(\d{{1,4}})\b", re.I
)
#: What the address of a page where people talk says.
_TALK = re.compile(
    r"forum|com_\w*board|kunena|topic|thread|guest-?book|g(?:ae|%C3%A4|ä)stebuch", re.I
)
#: Elements before a block among which a label announces it; letters of such a label.
_CLOSE, _TITLE = 8, 40
#: Elements before the first comment among which the page states how many there are.
_NEAR = 40
_LOUD = ("script", "style", "option", "textarea")
#: Share of a block's words that lead to other pages: of a list of articles, not of a comment.
_LINKED = 0.4
#: Letters that blocks say on average, beside name and date.
_SAY = 12


class GenericComments(CommentSystem):
    """The largest group of blocks with a date each that are comments by their looks; one alone
    where its class says so."""

    general = True

    def evidence(self, doc: Document) -> str | None:
        found = self.items(doc)
        return f"{len(found)} alike blocks with a name and a date" if found else None

    def blocks(self, doc: Document) -> set[Element]:
        """The boxes whose items were taken for comments; nothing else is known of the system."""
        return set()

    def read(self, doc: Document) -> PageComments:
        found = super().read(doc)
        if not found.comments:
            return PageComments("")
        component = _COMPONENT.search(doc.text)
        name = component[1].lower() if component else "generic"
        note = Note(
            "generic-comments",
            (
                f"{len(found.comments)} comments of a system whose pages are not known, "
                f"found by their repeated shape"
            ),
            "warning",
        )
        return replace(found, system=_NAMES.get(name, name), notes=(note,))

    def items(self, doc: Document) -> list[Element]:
        return self._found(doc)[0]

    def _found(self, doc: Document) -> tuple[list[Element], set[Element]]:
        """The blocks of the comments, and the elements of the page that they are, or are copies
        of."""
        return doc.once(_blocks_of_comments)

    def taken(self, doc: Document, item: Element) -> set[Element]:
        """The comments, the box that holds them all and nothing of the article, and the short text
        before it that announces them."""
        found = self._found(doc)[1]
        within = [e for e in found if item in e.iterancestors()]
        if not within:
            return found - {item, *item.iterancestors()}
        box = _around(within)
        if (
            box is item
            or box in item.iterancestors()
            or any(
                is_prose(e) and not is_in(e, found) and e not in found
                for e in box.iter(etree.Element)
            )
        ):
            box = min(within, key=lambda e: doc.places.get(e, 0))
        else:
            while (
                (parent := box.getparent()) is not None
                and item in parent.iterancestors()
                and _names_comments(parent)
                and not any(
                    is_prose(e) and box not in e.iterancestors()
                    for e in parent.iter(etree.Element)
                    if e is not box
                )
            ):
                box = parent
            found = found | {box}
        return found | _labels_before(box) | _form_after(box)

    def website(self, doc: Document, item: Element) -> str | None:
        """Where the author's name leads, or a link whose words or picture say that it is a site; to
        another host."""
        parts = block_parts.parts(doc, item)
        if parts is None:
            return None
        for link in item.iter("a"):
            target = doc.absolute(link.get("href") or "")
            there = address.read(target) if target else None
            if target is None or there is None or there.host == doc.address.host:
                continue
            shown = text_of(link) or " ".join(
                f"{i.get('alt') or ''} {i.get('src') or ''}" for i in link.iter("img")
            )
            if shown == parts.author or _SITE.search(shown):
                return target
        return None

    def _stated(self, doc: Document) -> int | None:
        """The number beside the word for comments that stands nearest before the first of them."""
        items = self.items(doc)
        if not items:
            return None
        found = self._found(doc)[1]
        first = min((doc.places[e] for e in found if e in doc.places), default=None)
        if first is None:
            return None
        for element in reversed(doc.elements[max(0, first - _NEAR) : first]):
            words = text_of(element) if element.tag not in _LOUD else ""
            if 0 < len(words) < _LABEL and (match := _STATED.search(words)):
                return int(match[1] or match[2])
        return None

    def id(self, doc: Document, item: Element) -> int | None:
        """The first number in the ids of the block, of the box right around it, of what is in it,
        or in an anchor of its own."""
        outer = item.getparent()
        named = [item.get("id") or "", (outer.get("id") or "") if outer is not None else ""]
        named += [e.get("id") or e.get("name") or "" for e in item.iterdescendants(etree.Element)]
        anchors = [(a.get("href") or "").partition("#")[2] for a in item.iter("a")]
        return next(
            (
                number
                for said in (*named, *anchors)
                if (number := first_number(re.sub(r"\D+", " ", said))) is not None
            ),
            None,
        )

    def author(self, doc: Document, item: Element) -> str | None:
        return parts.author if (parts := block_parts.parts(doc, item)) else None

    def title(self, doc: Document, item: Element) -> str | None:
        return parts.title if (parts := block_parts.parts(doc, item)) else None

    def created(self, doc: Document, item: Element) -> When | None:
        return parts.moment if (parts := block_parts.parts(doc, item)) else None

    def depth(self, doc: Document, item: Element) -> int:
        """How often boxes of one shape stand around the block in one another, then how far it is
        set in: replies stand deeper. A `<div>` without a class says nothing."""
        items = self.items(doc)
        if item not in items:
            return 0
        around = [item, *item.iterancestors()]
        shapes = [
            dated.shape(e)
            for e in (around[: around.index(_around(items)) + 1] if doc.span(item) else around)
            if e.tag != "div" or e.get("class")
        ]
        return 1000 * (len(shapes) - len(set(shapes))) + _inset(item) - min(map(_inset, items))

    def _body(self, page: Document, doc: Document, own: Element) -> tuple[str, str]:
        """The words: what is named for them, else the innermost box that holds most of them,
        without name, date, buttons and the labels that all comments have."""
        parts = block_parts.parts(doc, own)
        without = block_parts.buttons(own)
        if parts:
            without |= parts.taken | block_parts.repeats(own, parts)
        shared = page.once(_labels)
        labels = {
            e for e in own.iterdescendants(etree.Element) if block_parts.label_of(e) in shared
        }
        if text_of(own, without | labels):
            without |= labels
        named = block_parts.named_text(own, without)
        box = named if named is not None else block_parts.innermost(own, without)
        html = bbcode.to_html(sanitise.clean(doc, box, without, comment=True).strip())
        return html, sanitise.plain_text(html)


def _labels(doc: Document) -> frozenset[str]:
    return block_parts.labels(doc.once(_blocks_of_comments)[0])


def _blocks_of_comments(doc: Document) -> tuple[list[Element], set[Element]]:
    if any(map(_is_sign, doc.index)) or _may_speak(doc.text) or _TALK.search(doc.url or ""):
        return _search(doc)
    return [], set()


def _labels_before(box: Element) -> set[Element]:
    """The short texts before the comments that announce them: "Comments (4)", the feed of them."""
    found: set[Element] = set()
    before = box.getprevious()
    while before is not None:
        words = text_of(before) if isinstance(before.tag, str) else ""
        if words:
            if (
                (before.tag == "p" and not before.get("class"))
                or len(words) >= _LABEL
                or not _SAID.search(words)
            ):
                break
            found.add(before)
        before = before.getprevious()
    return found


def _form_after(box: Element) -> set[Element]:
    """The form that follows the comments, and the short text between."""
    found: set[Element] = set()
    between: list[Element] = []
    after = box.getnext()
    while after is not None:
        words = text_of(after) if isinstance(after.tag, str) else ""
        if isinstance(after.tag, str) and next(after.iter("textarea"), None) is not None:
            return {*between, after}
        if words and (len(words) >= _LABEL or not _SAID.search(words)):
            break
        between.append(after)
        after = after.getnext()
    return found


def _inset(box: Element) -> int:
    """The pixels that a block is set in by."""
    outer = box.getparent()
    style = f"{box.get('style') or ''};{(outer.get('style') or '') if outer is not None else ''}"
    pixels = re.search(r"(?:margin|padding)-left\s*:\s*(\d+)\s*px", style)
    return int(pixels[1]) if pixels else 0


def _may_speak(text: str) -> bool:
    """Whether the source of a page may speak of comments: a quick look, which rules most pages
    out."""
    data = text.encode("utf-8", "replace").lower()
    if any(map(data.__contains__, _STEMS)):
        return True
    foreign = data.translate(None, _ASCII)
    return any(map(foreign.__contains__, _FOREIGN_STEMS))


def _search(doc: Document) -> tuple[list[Element], set[Element]]:
    named = any(map(_is_sign, doc.index))
    spoken: bool | None = named or None
    for boxes in dated.groups(doc):
        signed = (named and any(_is_signed(doc, box) for box in boxes[:2])) or (
            len(boxes) > 1 and _is_announced(doc, boxes[0])
        )
        if len(boxes) == 1:
            boxes = (
                [box for box in _inside_out(doc, boxes[0]) if _is_comment(doc, box)][:1]
                if signed and _may_be_one(doc, boxes[0])
                else []
            )
        spread = len(boxes) > 1 and 3 * sum(_is_followed(box, boxes) for box in boxes) >= 2 * len(
            boxes
        )
        made = _spread(boxes) if spread else {box: [box] for box in boxes}
        good = [box for box in made if _is_comment(doc, box)]
        taken = {element for box in good for element in made[box]}
        if len(good) * 3 < len(boxes) * 2 or not good or not _are_of_many(doc, good):
            continue
        if signed:
            return _with_kin(doc, good, taken)
        if len(good) == 1 or not _are_letters(doc, good):
            continue
        if spoken is None:
            spoken = bool(_COMPONENT.search(doc.text) or _TALK.search(doc.url or "")) or any(
                len(said) < _LABEL and _SAID.search(said)
                for e in doc.elements
                for said in (e.text or "", e.tail or "")
            )
        if spoken:
            return _with_kin(doc, good, taken)
    undated = _undated(doc) if named else []
    return undated, set(undated)


#: What the words of a comment are called where its system shows no dates.
_WORDS_OF_COMMENT = re.compile(
    r"(?:comment|kommentar|coment|reply|review|testimonial)s?[-_]?(?:text|body|content|message|msg)",
    re.I,
)


def _undated(doc: Document) -> list[Element]:
    """Blocks without a date, whose names tell of comments: one element with words, one with a
    name."""
    texts = [
        e
        for e in doc.elements
        if _WORDS_OF_COMMENT.search(f"{e.get('class') or ''} {e.get('id') or ''}")
        and text_of(e)
        and e.tag not in _FIELDS
        and not furniture.in_module(e)
        and next(e.iterancestors("form"), None) is None
    ]
    texts = [e for e in texts if not is_in(e, set(texts))]
    boxes = boxes_around(texts)
    shapes = {dated.shape(box) for box in boxes}
    signed = [parts for box in boxes if (parts := block_parts.parts(doc, box)) and parts.author]
    return boxes if len(boxes) > 1 and len(shapes) == 1 and len(signed) == len(boxes) else []


_FIELDS = ("textarea", "input", "label", "form", "button", "script", "style")


def _with_kin(
    doc: Document, good: list[Element], taken: set[Element]
) -> tuple[list[Element], set[Element]]:
    """Also the blocks of another shape that have all classes of these and one more, or one less,
    and stand in the same list: replies, the first, one of the site's owner."""
    if any(box not in doc.places for box in good):
        return good, taken
    around, shape = _around(good), dated.shape(good[0])
    kin = []
    for line, _ in dated.lines(doc, around):
        boxes = [line, *line.iterancestors()]
        inside = boxes[: boxes.index(around) if around in boxes else 0]
        box = next((e for e in inside if dated.akin(dated.shape(e), shape)), None)
        if box is not None and box not in taken and box not in kin and _is_comment(doc, box):
            kin.append(box)
    if not kin:
        return good, taken
    return sorted({*good, *kin}, key=lambda e: doc.places.get(e, 0)), taken | set(kin)


def _are_of_many(doc: Document, boxes: list[Element]) -> bool:
    """Whether three or more blocks have more than one author; what stands as a name in all of them
    is a label."""
    return (
        len(boxes) < 3
        or len({parts.author for box in boxes if (parts := block_parts.parts(doc, box))}) > 1
    )


def _are_letters(doc: Document, boxes: list[Element]) -> bool:
    """Whether blocks without a name for comments read as such: most tell when they were written to
    the minute, and they say something; an author's tables of events and prices seldom do both."""
    made = [parts for box in boxes if (parts := block_parts.parts(doc, box))]
    hours = sum(p.moment is not None and p.moment.precision != "day" for p in made)
    words = sum(
        len(text_of(box, parts.taken | block_parts.buttons(box)))
        for box, parts in zip(boxes, made, strict=True)
    )
    return 3 * hours >= 2 * len(boxes) and words >= _SAY * len(boxes) and boxes[0].tag != "tr"


def _inside_out(doc: Document, box: Element) -> list[Element]:
    """The boxes around the date of `box`, the innermost first."""
    line = next((e for e, _ in dated.lines(doc, box)), box)
    around = list(line.iterancestors())
    return [*(around[: around.index(box) + 1] if box in around else []), box]


def _around(boxes: list[Element]) -> Element:
    """The innermost element that holds all of some."""
    common = [boxes[0], *boxes[0].iterancestors()]
    for box in boxes[1:]:
        around = {box, *box.iterancestors()}
        common = [e for e in common if e in around]
    return common[0]


def _spread(boxes: list[Element]) -> dict[Element, list[Element]]:
    """For boxes that hold name and date alone, each with what follows it up to the next, as a box
    of copies (rows of a table, headings with paragraphs), or with what stands before it where the
    date comes last; and of which elements."""
    around = {a for box in boxes for a in (box, *box.iterancestors())}
    ends = _date_comes_last(boxes)
    made = {}
    for box in boxes:
        own = [box]
        while (beside := own[-1].getprevious() if ends else own[-1].getnext()) is not None:
            if beside in around or len(own) > (ends or len(own)):
                break
            own.append(beside)
        if ends:
            own.reverse()
        whole = etree.Element("div")
        whole.extend(copy.deepcopy(e) for e in own if isinstance(e.tag, str))
        made[whole] = own
    return made


def _date_comes_last(boxes: list[Element]) -> int:
    """How many elements stand before each box that are the block's, where the same shapes stand
    before the first box as between any two, and not behind the last (Phoca Guestbook 1)."""
    between = []
    for box, after in pairwise(boxes):
        shapes = []
        while (box := box.getnext()) is not None and box is not after:
            shapes.append(dated.shape(box) if isinstance(box.tag, str) else "")
        if box is None:
            return 0
        between.append(shapes)
    if not between or not between[0] or any(shapes != between[0] for shapes in between):
        return 0
    before = [
        dated.shape(e) for e in boxes[0].itersiblings(preceding=True) if isinstance(e.tag, str)
    ]
    behind = [dated.shape(e) for e in boxes[-1].itersiblings() if isinstance(e.tag, str)]
    count = len(between[0])
    same = before[:count][::-1] == between[0]
    return count if same and behind[:count] != between[0] else 0


def _is_followed(box: Element, boxes: list[Element]) -> bool:
    """Whether a short box is followed by a longer one that holds none of `boxes`: a head, and
    words."""
    after = box.getnext()
    while after is not None and (not isinstance(after.tag, str) or not text_of(after)):
        after = after.getnext()
    return (
        after is not None
        and len(text_of(box)) < 2 * _LABEL
        and after not in boxes
        and not any(e in boxes for e in after.iter())
        and not _SAID.search(text_of(after)[:_LABEL])
    )


def _may_be_one(doc: Document, box: Element) -> bool:
    """Whether a text stands before the date of `box`, which is in no form: what stands before the
    text are the article's own details."""
    line = next((e for e, _ in dated.lines(doc, box)), box)
    if next(line.iterancestors("form"), None) is not None:
        return False
    return any(
        is_prose(e) or (e.tag == "p" and len(text_of(e)) > PROSE)
        for e in doc.elements[: doc.places[line]]
    )


def _is_signed(doc: Document, box: Element) -> bool:
    """Whether a class or id around the date, or close around the block, speaks of comments."""
    line = next((e for e, _ in dated.lines(doc, box)), box)
    return any(
        map(_names_comments, (line, *_inside_out(doc, box), *islice(box.iterancestors(), 4)))
    )


def _is_announced(doc: Document, box: Element) -> bool:
    """Whether the last short text before a block is the label of comments: "Reviews (4)"."""
    start = doc.places.get(box)
    for element in reversed(doc.elements[max(0, start - _CLOSE) : start] if start else []):
        words = own_text(element) if element.tag not in _LOUD else ""
        if words:
            return len(words) < _TITLE and bool(_SAID.search(words))
    return False


def _names_comments(element: Element) -> bool:
    return _is_sign(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=16384)
def _is_sign(name: str) -> bool:
    """Whether the name of a class or id, or several, speak of comments."""
    return bool(_SIGN.search(name))


def _is_comment(doc: Document, box: Element) -> bool:
    """A name and a date, words beside them, no heading that leads to another page, and not many
    words that do."""
    said = text_of(box)
    parts = block_parts.parts(doc, box)
    if (
        not 8 < len(said) < 20000
        or parts is None
        or not parts.author
        or not block_parts.says_more(doc, box)
    ):
        return False
    linked = 0
    for link in box.iter("a"):
        target = doc.absolute(link.get("href") or "")
        there = address.read(target) if target else None
        if there is None or there.host != doc.address.host or there.place == doc.address.place:
            continue
        if not re.search(r"[^\W\d]", text_of(link)):
            continue  # "#12", the address of the comment itself
        if doc.url and any(a.tag in ("h1", "h2", "h3", "h4") for a in link.iterancestors()):
            return False
        linked += len(text_of(link)) * (text_of(link) != parts.author)
    return linked < _LINKED * len(said)
