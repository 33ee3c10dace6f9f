"""What a text calls its page beside the heading of the article: the line of the document's title
that a crawler's record begins with, the end of the pathway, lines that stand twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from migrator.document.text import PROSE
from migrator.normalise import word_digest
from migrator.textdump import alone, stretches, survey, words
from migrator.textdump.lines import LONG, width
from migrator.textdump.text import Text

#: A text of which less than one line in so many stands after an empty line has lost its empty
#: lines.
_FLAT = 20
#: Columns of a title's letters from which a line that ends with them repeats it.
_ENOUGH = 5
#: Last letters by which such lines are looked up; wide letters take two columns.
_KEY = 3
#: Lines among which one may repeat the pathway.
_OPENINGS = 60
#: Letters of a line that can be a title, at most.
TITLE = 250
#: Lines of a text among which the site's own begin, where the first is the title of the document: a
#: slogan or the first words of a module may stand between.
_TITLED = 4
#: Texts whose documents are titled with one piece, from which on it is the name of the site.
_SITE = 3


#: The rule of a line that the title of the document names.
NAMED = "line that the page's title names"
#: The rule of a line with which a line above ends: the pathway, or the title over it.
REPEATED = "line that repeats the pathway"


@lru_cache(maxsize=16384)
def _letters(text: str) -> str:
    """The letters of a short line; those of menus stand in every text of a site."""
    return word_digest.of(text)


class PageNames:
    """The names by which a text calls its page. `head` is the line that is a heading where nothing
    else is known of it, -1: none; `prose` the first line of prose of the main stretch; `discussed`
    the line at which comments begin; `flat` tells that
    the dumper left no empty lines."""

    def __init__(self, text: Text) -> None:
        self.crumbs: set[str] = set()
        heading = stretches.head if text.surveyed else alone.heading
        self.head = heading(text.lines, text.roles, text.main)
        self.discussed = _discussed(text)
        self.prose = stretches.first_prose(text.lines, text.main)
        self.flat = sum(1 for line in text.lines if line.gap) * _FLAT < len(text.lines)
        self._first = word_digest.of(text.lines[0].text) if text.lines else ""
        self._openings: dict[str, list[tuple[int, str]]] = {}
        for number, name in enumerate(text.roles):
            line = text.lines[number]
            if name == "pathway":
                self.crumbs.update(_crumbs(text, number))
            if name == "crumbs" and line.bullet:
                self.crumbs.add(word_digest.of(line.text))
            if not line.bullet and len(line.text) < TITLE and number < _OPENINGS:
                opening = _letters(line.text)
                self._openings.setdefault(opening[-_KEY:], []).append((number, opening))

    def points(self, text: Text, number: int, title: str) -> tuple[int, str]:
        """Points for a line that these name, and by which."""
        letters = _letters(title)
        if len(letters) < 2:
            return 0, ""
        long = width(letters) > _ENOUGH
        if (
            number
            and not text.shared[number]
            and (
                letters == self._first
                or (long and (self._first.startswith(letters) or self._first.endswith(letters)))
            )
        ):
            return 8, NAMED
        if letters in self.crumbs:
            return 6, "line that the pathway names"
        if long and any(
            n < number
            and opening.endswith(letters)
            and (len(opening) > len(letters) or _is_over_pathway(text, n, number))
            for n, opening in self._openings.get(letters[-_KEY:], ())
        ):
            return 6, REPEATED
        return 0, ""


#: Lines between the title that stands over a pathway and its repetition below, at most.
_OVER = 4


def _is_over_pathway(text: Text, first: int, number: int) -> bool:
    """Whether a pathway stands between two lines of the text's own."""
    between = text.roles[first + 1 : number]
    shared = text.shared[first] or text.shared[number]
    return not shared and len(between) < _OVER and not _TRAIL.isdisjoint(between)


_TRAIL = frozenset(("crumbs", "pathway"))


def document_title(text: Text) -> str:
    """The title of the document without the site's name, "" where no line is it: the first line of
    a crawler's record, which no other text has, with the site's own lines right behind it."""
    if not text.surveyed or text.shared[0] or True not in text.shared[1:_TITLED]:
        return ""
    line = text.lines[0]
    if text.roles[0] or line.bullet or len(line.text) >= TITLE or len(line.cells) > 1:
        return ""
    pieces = survey.title_pieces(line.text)
    if len(pieces) > 1 and text.survey:
        of_page = [piece for piece in pieces if survey.titled(text.survey, piece) < _SITE]
        return " - ".join(of_page) if len(of_page) < len(pieces) else line.text
    return line.text


def record_title(text: Text) -> str:
    """The title of the page in the first line of a record that has lost its empty lines: the piece
    of it that another line repeats, nearest to the article, as the site's name stands at the top;
    "" where none does: the first line may be the first of the page's own."""
    first = text.lines[0]
    if text.roles[0] or first.bullet or len(first.text) >= TITLE or first.text in words.HOME:
        return ""
    pieces = [
        piece for piece in survey.title_pieces(first.text) if piece.casefold() not in words.HOME
    ]
    above = text.lines[: text.main.stop]
    places = {_letters(line.text): number for number, line in enumerate(above) if number}
    repeated = [piece for piece in pieces if _letters(piece) in places]
    return max(repeated, key=lambda piece: places[_letters(piece)], default="")


def pathway_end(text: Text) -> str:
    """The last item of the pathway, "" where the text has none of its own: that of a category
    stands on other pages too."""
    names = {line.text.casefold() for line in text.lines if len(line.text) < PROSE}
    for number, name in enumerate(text.roles):
        if name not in ("crumbs", "pathway"):
            continue
        line = text.lines[number]
        if line.bullet and not (_ends_bullets(text, number) and not text.shared[number]):
            continue
        if line.text[-1] in stretches.ARROWS or (
            text.survey and survey.count(text.survey, line.text) > 1
        ):
            continue
        item = stretches.last_item(words.PATHWAY.sub("", line.text, count=1), names)
        if any(map(str.isalnum, item)) and item.casefold() not in words.HOME:
            return item
    return ""


def _ends_bullets(text: Text, number: int) -> bool:
    """Whether a bullet is the last of a pathway's, with others above it."""
    last = number + 1 == len(text.lines) or not text.lines[number + 1].bullet
    return last and text.roles[number - 1] in ("crumbs", "pathway") and number > 0


def _discussed(text: Text) -> int:
    """The line at which a discussion begins: a heading of comments, or a form for one, after
    prose."""
    begun = False
    for number, line in enumerate(text.lines):
        begun = begun or (
            not text.shared[number]
            and (len(line.text) > PROSE or text.roles[number] in ("detail", "date"))
        )
        if begun and not line.bullet and text.roles[number] in ("comments", "form"):
            return number
    return len(text.lines)


def _crumbs(text: Text, number: int) -> Sequence[str]:
    """The last item of the pathway that begins on line `number`."""
    lines = text.lines
    rest = words.PATHWAY.sub("", lines[number].text, count=1)
    last = word_digest.of(rest)
    if lines[number].bullet:
        after = number + 1
        while after < len(lines) and lines[after].bullet and not lines[after].gap:
            text.trail.add(after)
            last = word_digest.of(lines[after].text.removesuffix("[arrow]"))
            after += 1
        return [last] if last else []
    items = [last] if last else []
    text.trail.add(number)
    for after in range(number + 1, min(number + 9, len(lines))):
        if (
            len(lines[after].text) > LONG
            or (lines[after].gap and (last or after > number + 1))
            or text.roles[after] not in ("", "crumbs")
        ):
            break
        text.trail.add(after)
        items.append(word_digest.of(lines[after].text))
    return items
