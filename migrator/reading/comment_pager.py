"""How many pages a list of comments has, as the links behind it tell: "1 2 3 Next".

Joomla prints such links wherever a component asks for them (`getPagesLinks`, 1.5 to 6); K2 2.x does
so in `.itemCommentsPagination` behind its list (com_k2, templates/default/item.php)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_blocks import box_of_all

#: Elements behind the comments among which their pager stands, and letters of one at most: ten
#: numbers, and words for the first, the next and the last page in the longest of languages.
_CLOSE, _LETTERS = 3, 160
#: Words at most beside the numbers: first, previous, next, last.
_WORDS = 8


def pages(doc: Document, items: Sequence[Element]) -> int:
    """How many pages the pager behind the comments `items` tells of; 1 where there is none."""
    if not items or any(item not in doc.places for item in items):
        return 1
    return max(map(_stated, _behind(box_of_all(list(items)))), default=1)


def _behind(box: Element) -> Iterator[Element]:
    """The elements close behind the comments, and behind the box around them."""
    for level in (box, box.getparent()):
        if level is not None and level.tag != "body":
            following = [e for e in level.itersiblings() if isinstance(e.tag, str)]
            yield from following[:_CLOSE]


def _stated(box: Element) -> int:
    """The highest number in a short row of links to pages; 1 where it is none."""
    links = [text_of(a) for a in box.iter("a")]
    numbers = [int(text) for text in links if re.fullmatch(r"\d{1,3}", text)]
    text = text_of(box)
    is_row = len(text) <= _LETTERS and len(re.findall(r"[^\W\d_]+", text)) <= _WORDS
    return max(numbers) if is_row and {1, 2} & set(numbers) else 1
