"""What all pages of a capture tell together, that no page tells alone.

A text block that stands on many pages is furniture: menu, header, footer, module. The smallest
element that holds what is a page's own is its content column; `readers/generic.py` finds it so
where no known structure is. A spread of a site's pages is enough to tell. The order of day and
month is learned from dates that are not ambiguous."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from migrator import filetypes as media
from migrator.document import document
from migrator.document.context import Survey, block_digest, block_words, title_digest
from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.model import Capture, Reading, When
from migrator.normalise import dates
from migrator.warc import saved_form

#: Pages that a survey looks at: what a twelfth of a site's pages share is seen in as many.
SAMPLE = 1500
#: As many tell what frames the pages of a template whose articles have a known structure.
FEW = 60
_SKIP = {"script", "style", "noscript", "template", "head", "select", "option"}


class Look(NamedTuple):
    """What a survey needs of one page: a hash of what it calls itself and of its longest block
    (sites that print their own name as the title and the first heading of every page exist), the
    hash of its `<title>`, the hashes of its blocks."""

    name: int
    title: int
    blocks: tuple[int, ...]


def blocks(doc: Document) -> Iterator[tuple[Element, int, int]]:
    """The text blocks and pictures of a page: element, hash of its own words or its address, length
    of the words."""
    for element in doc.body.iter(etree.Element):
        if element.tag in _SKIP:
            continue
        if element.tag in ("img", "iframe"):
            yield element, block_digest(element.get("src") or ""), 0
        words = block_words(element)
        if words.strip("\x00 "):
            yield element, block_digest(words), len(words)


def look(capture: Capture) -> Look | None:
    """A look at one capture; None where it is no page."""
    capture = saved_form.original(capture)
    if media.kind(capture) != "page":
        return None
    return look_at(document.read(capture))


def look_at(doc: Document) -> Look:
    """A look at a page that is parsed already."""
    heading = next((text for h in doc.tree.iter("h1", "h2", "h3") if (text := text_of(h))), "")
    lengths = {block: length for _, block, length in blocks(doc)}
    longest = max(lengths, key=lambda block: lengths[block], default=0)
    name = zlib.crc32(f"{doc.title}|{heading}|{longest}".encode())
    return Look(name, title_digest(doc.title or ""), tuple(lengths))


def learn(looks: Iterable[Look | None], templates: frozenset[str | None]) -> Survey:
    """The survey of a capture. Several addresses of one page (print views, Itemid variants) would
    make an article's own words look like furniture: what a page calls itself counts a block
    once."""
    seen: dict[int, set[int]] = {}
    names: dict[int, int] = {}
    for look in looks:
        if look is None:
            continue
        names[look.name] = look.title
        for block in look.blocks:
            seen.setdefault(block, set()).add(look.name)
    return Survey(
        len(names),
        {block: len(pages) for block, pages in seen.items() if len(pages) > 2},
        templates,
        frozenset(
            title for title, pages in Counter(names.values()).items() if _is_site(pages, names)
        ),
    )


#: Pages, and their share of all, from which on a `<title>` that they have in common is the site's:
#: of 49 captures none that has titles of its own has more than .43 pages of one (that of a menu
#: item), one whose template prints the site's name has all.
_SITE_PAGES, _SITE_SHARE = 4, 0.5


def _is_site(pages: int, names: Collection[int]) -> bool:
    """Whether a `<title>` that stands on so many pages is the site's and no page's."""
    return pages >= _SITE_PAGES and pages > _SITE_SHARE * len(names)


def votes(reading: Reading) -> Counter[str]:
    """How many dates of a reading are certainly day first, how many month first."""
    counts: Counter[str] = Counter()
    for printed in _printed(reading):
        pair = dates.ambiguous(printed)
        if pair and pair[0] > 12 >= pair[1]:
            counts["dmy"] += 1
        elif pair and pair[1] > 12 >= pair[0]:
            counts["mdy"] += 1
    return counts


def date_order(counts: Counter[str]) -> str:
    """mdy where some date has a second number over 12 and none a first one; else dmy."""
    return "mdy" if counts["mdy"] > counts["dmy"] else "dmy"


def _printed(reading: Reading) -> Iterator[str]:
    """All dates of a reading as they were printed."""
    for value in reading.fields.values():
        if isinstance(value.value, When):
            yield value.value.raw
    for comment in reading.comments:
        if comment.created:
            yield comment.created.raw
