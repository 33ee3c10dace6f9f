"""What the texts of a source have in common: lines that stand beside each other on many pages.

The title of an article may stand in a list on every page; there its neighbours are the same every
time, at its own place they are not. So pairs of neighbouring lines are counted, not lines alone.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from migrator.document.context import TextSurvey
from migrator.document.text import PROSE
from migrator.textdump import moments, wrap
from migrator.textdump.lines import LONG, Line
from migrator.textdump.roles import role

#: Texts of a source that a survey looks at, at equal distances.
SAMPLE = 1500


class TextLook(NamedTuple):
    """What a survey needs of one text: hashes of the whole, of its longest lines (with their
    lengths), of pairs of lines, of short lines; the words beside dates that have no label; the
    column at which it is wrapped; hashes of its first lines of prose; the lines that may be names
    below a date, with the hash of the line above that."""

    name: int
    prose: tuple[tuple[int, int], ...]
    pairs: tuple[int, ...]
    lines: tuple[int, ...]
    beside: tuple[str, ...]
    column: int
    paragraphs: tuple[int, ...]
    below: tuple[tuple[int, str], ...] = ()


def author(learned: TextSurvey, beside: str) -> str | None:
    """The author in words that stand beside a date and may hold categories too."""
    pieces = beside.split(" ")
    for end in range(len(pieces), 0, -1):
        name, rest = " ".join(pieces[:end]), " ".join(pieces[end:])
        if name in learned.names or rest in learned.categories:
            return name
    return None


def shared(learned: TextSurvey, lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is repeated by the site, with a neighbour of it.

    A site's size is unknown where several sites lie in one source: the text's most frequent pair
    stands for it. An intro stands on some lists too, so prose must stand on more texts."""
    counts = [learned.pairs.get(pair, 1) for pair in _pairs(lines)]
    size = max(counts, default=1)
    if size < _SMALL and learned.texts >= 2 * _SMALL:
        return [False] * len(lines)
    return [
        max(counts[number], counts[number + 1]) >= _enough(size, len(line.text))
        for number, line in enumerate(lines)
    ]


def count(learned: TextSurvey, text: str) -> int:
    """On how many texts a short line stands."""
    return learned.lines.get(_hash(text.casefold()), 1)


#: Share of a site's texts on which furniture stands: modules are shown on some menu items only, and
#: a tenth was the least of the laboratory's captures; an intro stood on less than a third.
_SHARE = 0.1
_PROSE_SHARE = 0.34


#: Texts that share a pair of lines from which on they are a site, where there are more: an
#: article's print view and its pages share as few.
_SMALL = 6


def _enough(size: int, length: int) -> float:
    """How many texts of a site of `size` make a line of `length` letters furniture."""
    if size < _SMALL:
        return max(2, size * 0.6)
    return max(3.0, size * (_SHARE if length < PROSE else _PROSE_SHARE))


#: Between the page's name and the site's in the title of a document.
_SEPARATOR = re.compile(r" (?:[-|\u2013\u2014\u00b7\u2022\u00bb:]|::) ")


def title_pieces(title: str) -> list[str]:
    """The pieces of a document's title: the page's name, the site's."""
    return [piece.strip() for piece in _SEPARATOR.split(title) if piece.strip()]


def titled(learned: TextSurvey, piece: str) -> int:
    """How many texts begin with a line that has a piece."""
    return learned.lines.get(_piece(piece), 1)


def is_site_title(learned: TextSurvey, title: str) -> bool:
    """Whether extractors tell a title of so many texts that it is the site's, or no page's."""
    return learned.lines.get(_title(title), 1) >= _SITE_TEXTS


#: Texts with one title from which on it is no article's: its print view and its pages have it too.
_SITE_TEXTS = 3


def _title(title: str) -> int:
    return _hash(f"\t{title.casefold()}")


def _piece(piece: str) -> int:
    return _hash(f"\n{piece.casefold()}")


#: Words at the end of a text on one line that its site prints below every page.
_ENDING = 4


def is_unbroken(lines: Sequence[Line]) -> bool:
    """Whether a text is one long line: its dumper kept no line breaks."""
    return len(lines) == 1 and len(lines[0].text) > LONG


def ends_alike(learned: TextSurvey, line: Line) -> int:
    """How many texts on one line end with the same words."""
    return learned.lines.get(_ending(line), 1)


def _ending(line: Line) -> int:
    return _hash("\r" + " ".join(line.text.casefold().rsplit(" ", _ENDING)[1:]))


def look(lines: Sequence[Line], title: str = "") -> TextLook:
    """A look at one text, above which an extractor tells a `title`."""
    pairs = _pairs(lines)
    short = {_hash(line.text.casefold()) for line in lines if len(line.text) < PROSE}
    short.update(_piece(piece) for line in lines[:1] for piece in title_pieces(line.text))
    if title:
        short.add(_title(title))
    if is_unbroken(lines):
        short.add(_ending(lines[0]))
    name = name_of(lines)
    beside = [
        f"{m.before} {m.after}".strip()
        for line in lines
        if role(line) == "dated" and (m := moments.find(line.text))
    ]
    longest = sorted(((len(li.text), _hash(li.text)) for li in lines), reverse=True)[:_LONGEST]
    return TextLook(
        name,
        tuple(longest),
        tuple(set(pairs)),
        tuple(short),
        tuple(set(beside)),
        wrap.column(lines),
        tuple(islice((_hash(li.text) for li in lines if len(li.text) > _SENTENCE), _PARAGRAPHS)),
        tuple(
            (_hash(above.text), below.text)
            for above, date, below in zip(lines, lines[1:], lines[2:], strict=False)
            if _NAMES.fullmatch(below.text) and role(date) == "date" and not role(below)
        ),
    )


#: A line that may be a name: two to five words, each with a capital first.
_NAMES = re.compile(r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){1,4}")
#: Titles below which a name stands under a date, at least: a heading stands below one.
_TITLES = 2


#: Letters of a line that is compared with those of other texts: dumpers wrap from 70 columns on.
_SENTENCE = 60
#: Lines of prose of a text that are compared with those of others: more than a list of Joomla has.
_PARAGRAPHS = 60


def name_of(lines: Sequence[Line]) -> int:
    """A number by which a survey knows a text: the hash of all its lines."""
    return _hash("\n".join(line.text for line in lines))


#: Longest lines of a text that are looked at to know it again.
_LONGEST = 5
#: Part of the texts that may have a line by which an article is known again: its print view, its
#: pages, its other addresses.
_OWN = 0.25


def learn(looks: Iterable[TextLook]) -> TextSurvey:
    """The survey of a source. Several texts of one article (print view, other addresses) would make
    its own lines look like the site's: what they share counts once."""
    texts = list(looks)
    often = Counter(line for one in texts for _, line in one.prose)
    pairs: dict[int, set[int]] = {}
    lines: dict[int, set[int]] = {}
    for one in texts:
        name = _name(one, often, len(texts))
        for pair in one.pairs:
            pairs.setdefault(pair, set()).add(name)
        for line in one.lines:
            lines.setdefault(line, set()).add(name)
    beside = {text for one in texts for text in one.beside}
    titles: dict[str, set[int]] = {}
    for one in texts:
        for title, name_below in one.below:
            titles.setdefault(name_below, set()).add(title)
    people = _names(beside) | {name for name, over in titles.items() if len(over) >= _TITLES}
    return TextSurvey(
        len({_name(one, often, len(texts)) for one in texts}),
        {pair: len(names) for pair, names in pairs.items() if len(names) > 1},
        {line: len(names) for line, names in lines.items() if len(names) > 1},
        frozenset(people),
        frozenset(rest for text in beside if (rest := _rest(text, people))),
        _column(Counter(one.column for one in texts)),
        _common_prose(texts),
    )


#: Texts with a line of prose at most, for it to be one of an article and of the lists with it.
_LISTS = 8


def _common_prose(texts: Sequence[TextLook]) -> dict[int, frozenset[int]]:
    """The lines of prose that few texts have in common, with the names of these."""
    names: dict[int, set[int]] = {}
    for text in texts:
        for line in text.paragraphs:
            names.setdefault(line, set()).add(text.name)
    return {line: frozenset(those) for line, those in names.items() if 2 <= len(those) <= _LISTS}


def sharers(learned: TextSurvey, lines: Sequence[Line], name: int) -> list[frozenset[int]]:
    """For each of the first lines of prose, as the dumper broke them, the names of the other texts
    than `name` that have it."""
    prose = islice((line.text for line in lines if len(line.text) > _SENTENCE), _PARAGRAPHS)
    return [learned.prose.get(_hash(text), frozenset()) - {name} for text in prose]


def _name(text: TextLook, often: Counter[int], texts: int) -> int:
    """What several texts of one article have in common: the longest line that few texts have."""
    lines = (line for length, line in text.prose if length > PROSE and often[line] <= texts * _OWN)
    return next(lines, text.name)


def _column(columns: Counter[int]) -> int:
    """The column at which most texts are wrapped: that of one text is the longest of its lines, so
    it may be a few less; 0 where most are not wrapped, or at several columns."""
    ordered = sorted(columns.elements())
    middle = ordered[len(ordered) // 2] if ordered else 0
    return ordered[-1] if middle and ordered[-1] - middle <= _SPREAD else 0


#: Columns between the longest lines of texts that are wrapped at one.
_SPREAD = 6
#: Words of a name at most.
_NAME = 5


def _names(beside: Iterable[str]) -> set[str]:
    """The names of authors: beginnings after which the texts go on in several ways, by their
    categories."""
    ways: dict[str, set[str]] = {}
    texts = list(beside)
    for text in texts:
        pieces = text.split(" ")
        for end in range(1, min(len(pieces), _NAME + 1)):
            ways.setdefault(" ".join(pieces[:end]), set()).add(pieces[end])
    out = set()
    for text in texts:
        pieces = text.split(" ")
        ends = range(1, min(len(pieces), _NAME + 1))
        starts = [" ".join(pieces[:end]) for end in ends if pieces[end - 1][-1].isalnum()]
        best = max(starts, key=lambda start: len(ways[start]), default="")
        if best and len(ways[best]) > 1:
            out.add(best)
    return out


def _rest(text: str, people: set[str]) -> str:
    """The categories behind a known name."""
    pieces = text.split(" ")
    for end in range(min(len(pieces), _NAME), 0, -1):
        if " ".join(pieces[:end]) in people:
            return " ".join(pieces[end:])
    return ""


def _pairs(lines: Sequence[Line]) -> list[int]:
    """Hashes of the pairs of neighbours, with the text's begin and end: one more than lines."""
    texts = ["", *(line.text.casefold() for line in lines), ""]
    return [_hash(f"{a}\n{b}") for a, b in pairwise(texts)]


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
