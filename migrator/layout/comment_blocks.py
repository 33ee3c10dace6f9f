"""Blocks that are comments by their looks, of a system that nobody declared: the largest group of
one shape with a date and a name each, or of blocks whose names tell of comments."""

from __future__ import annotations

import copy
import re
from itertools import islice, pairwise

from lxml import etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import PROSE, is_prose, own_text, text_of
from migrator.joomla import address
from migrator.layout import block_parts, comment_words
from migrator.layout import boilerplate as furniture
from migrator.layout import dated_blocks as dated
from migrator.layout.comment_items import boxes_around

#: Letters of a text that announces comments.
LABEL_LETTERS = 80

#: Elements before a block among which a label announces it; letters of such a label.
_CLOSE, _TITLE = 8, 40
SILENT = ("script", "style", "option", "textarea")
#: Share of a block's words that lead to other pages: of a list of articles, not of a comment.
_LINKED = 0.4
#: Letters that blocks say on average, beside name and date.
_SAY = 12


def find(doc: Document) -> tuple[list[Element], set[Element]]:
    """The blocks that can only be comments, and the elements around them that are no text; empty
    where no name, word or address of the page speaks of comments."""
    if (
        any(map(comment_words.is_sign, doc.index))
        or comment_words.may_speak(doc.text)
        or comment_words.TALK.search(doc.url or "")
    ):
        return _search(doc)
    return [], set()


def _search(doc: Document) -> tuple[list[Element], set[Element]]:
    named = any(map(comment_words.is_sign, doc.index))
    spoken: bool | None = named or None
    for boxes in doc.once(dated.groups):
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
        blocks = _spread(boxes) if spread else {box: [box] for box in boxes}
        good = [box for box in blocks if _is_comment(doc, box)]
        taken = {element for box in good for element in blocks[box]}
        if len(good) * 3 < len(boxes) * 2 or not good or not _are_of_many(doc, good):
            continue
        if signed:
            return _with_kin(doc, good, taken)
        if len(good) == 1 or not _are_letters(doc, good):
            continue
        if spoken is None:
            spoken = _is_spoken_of(doc)
        if spoken:
            return _with_kin(doc, good, taken)
    undated = _undated(doc) if named else []
    return undated, set(undated)


def _is_spoken_of(doc: Document) -> bool:
    """Whether a component for comments, the page's address or a short text of it tells of them."""
    if comment_words.COMPONENT.search(doc.text) or comment_words.TALK.search(doc.url or ""):
        return True
    return any(
        len(text) < LABEL_LETTERS and comment_words.WORDS.search(text)
        for e in doc.elements
        for text in (e.text or "", e.tail or "")
    )


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
        and not furniture.in_module(doc, e)
        and next(e.iterancestors("form"), None) is None
    ]
    inside = set(texts)
    boxes = boxes_around([e for e in texts if not is_in(e, inside)])
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
    around, shape = box_of_all(good), dated.shape(good[0])
    dates = {next((line for line, _ in dated.lines(doc, box)), None) for box in good}
    kin = []
    for line, _ in dated.lines(doc, around):
        if line in dates:
            continue
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
    blocks = [parts for box in boxes if (parts := block_parts.parts(doc, box))]
    hours = sum(p.moment is not None and p.moment.precision != "day" for p in blocks)
    words = sum(
        len(text_of(box, parts.taken | block_parts.buttons(box)))
        for box, parts in zip(boxes, blocks, strict=True)
    )
    return 3 * hours >= 2 * len(boxes) and words >= _SAY * len(boxes) and boxes[0].tag != "tr"


def _inside_out(doc: Document, box: Element) -> list[Element]:
    """The boxes around the date of `box`, the innermost first."""
    line = next((e for e, _ in dated.lines(doc, box)), box)
    around = list(line.iterancestors())
    return [*(around[: around.index(box) + 1] if box in around else []), box]


def box_of_all(boxes: list[Element]) -> Element:
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
    blocks = {}
    for box in boxes:
        pieces = [box]
        while (beside := pieces[-1].getprevious() if ends else pieces[-1].getnext()) is not None:
            if beside in around or len(pieces) > (ends or len(pieces)):
                break
            pieces.append(beside)
        if ends:
            pieces.reverse()
        whole = etree.Element("div")
        whole.extend(copy.deepcopy(e) for e in pieces if isinstance(e.tag, str))
        blocks[whole] = pieces
    return blocks


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
        and len(text_of(box)) < 2 * LABEL_LETTERS
        and after not in boxes
        and not any(e in boxes for e in after.iter())
        and not comment_words.WORDS.search(text_of(after)[:LABEL_LETTERS])
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
    """Whether a class or id around the date, or close around the block, speaks of comments; those
    of `<body>` tell the name of the menu item."""
    line = next((e for e, _ in dated.lines(doc, box)), box)
    around = (line, *_inside_out(doc, box), *islice(box.iterancestors(), 4))
    return any(comment_words.names_comments(e) for e in around if e.tag != "body")


def _is_announced(doc: Document, box: Element) -> bool:
    """Whether the last short text before a block is the label of comments: "Reviews (4)"."""
    start = doc.places.get(box)
    for element in reversed(doc.elements[max(0, start - _CLOSE) : start] if start else []):
        words = own_text(element) if element.tag not in SILENT else ""
        if words:
            return len(words) < _TITLE and bool(comment_words.WORDS.search(words))
    return False


def _is_comment(doc: Document, box: Element) -> bool:
    """A name and a date, words beside them, no heading that leads to another page, and not many
    words that do."""
    text = text_of(box)
    parts = block_parts.parts(doc, box)
    if (
        not 8 < len(text) < 20000
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
    return linked < _LINKED * len(text)
