"""Texts on one line: Beautiful Soup's ``get_text(" ")``, corpora that joined their lines. Nothing
tells where a title, a detail or a comment begins and ends, so the words are all that is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.document.context import TextSurvey
from migrator.textdump import lines, survey
from migrator.textdump.lines import Line
from migrator.textdump.roles import role

#: Kinds of phrases that Joomla prints around articles; a date, a number or a word alone stands in
#: prose too.
_SIGNS = frozenset(
    ("buttons", "rating", "module", "after", "foot", "comments", "form", "pathway", "detail")
)
#: Of these so many kinds make the page of a site, and so many where other texts end alike: of 121
#: pages of 15 saved sites 16 have four kinds, of 24 pages that no Joomla made none.
_ENOUGH = 4
_ENOUGH_AMONG = 2
#: Texts that end with the same words, the foot of their site, from which on they are one.
_ALIKE = 3
#: Words of such a phrase, and words at the begin and the end of a text that are looked at.
_PHRASE = (2, 3, 4)
_LOOKED_AT = 400


def is_page(drawn: Sequence[Line], learned: TextSurvey | None) -> bool:
    """Whether the `drawn` lines are one long line, in which a page's phrases stand; `learned` is
    what the texts of the source have in common."""
    if not survey.is_unbroken(drawn):
        return False
    alike = survey.ends_alike(learned, drawn[0]) if learned else 1
    enough = _ENOUGH_AMONG if alike >= _ALIKE else _ENOUGH
    signs: set[str] = set()
    for phrase in _phrases(drawn[0].text):
        for line in lines.read(phrase):
            signs.update(_SIGNS & {role(line)})
        if len(signs) >= enough:
            return True
    return False


def _phrases(text: str) -> Iterator[str]:
    words = text.split(" ")
    ends = [words] if len(words) <= 2 * _LOOKED_AT else [words[:_LOOKED_AT], words[-_LOOKED_AT:]]
    for some in ends:
        for length in _PHRASE:
            for first in range(len(some) - length + 1):
                yield " ".join(some[first : first + length])
