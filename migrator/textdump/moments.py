"""Dates within lines: where one begins and ends, and what stands before and after it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from migrator.model import When
from migrator.normalise import dates
from migrator.normalise.weekdays import WEEKDAYS


class Moment(NamedTuple):
    """A date in a line: the words before and after it; `when` is None for a date that tells only
    the time since ("2 years ago"), or that a fault of the page made no date ("Y-m-d H:i")."""

    before: str
    when: When | None
    after: str


#: Words of a line that is looked through for a date, at most.
_WORDS = 40
#: Words of a date at most: "Wednesday, 14 December 2005 at 06:09:44 pm GMT".
_DATE = 9
_ON = re.compile(
    r"(?:(?:^|[\s,(|]+)(?:on|at|am|um|le|el|il|op|den|dnia|em|du|de|på|от|в|dne|den|the|"
    r",))?[\s,(|:]*$",
    re.I,
)
#: "Posted at", "erstellt am" and the like, which name the date that follows.
_LABEL = re.compile(
    r"(?:^|(?<=\s))(?:posted|written|created|added|date|datum|geschrieben|erstellt|publié|écrit|"
    r"escrito|"
    r"scritto|geplaatst|napisane|добавлено|написал)$",
    re.I,
)
_UNITS = (
    "sec|second|min|minute|hour|day|week|month|year|sekunde|minute|stunde|tag|woche|monat|jahr|"
    "seconde|heure|jour|semaine|moi|an|année"
)
_AGE = r"(?:" + _UNITS + r")(?:en|es|s|e)?"
#: "2 years ago", "vor 3 Tagen", "21 years 7 months"; "for two days" is no age.
_SINCE = re.compile(
    r"(?:about |over |almost )?(?:\b\d{1,4}|\ban?|\bone) "
    + _AGE
    + r"(?:(?:,| and)? \d{1,3} "
    + _AGE
    + r"){0,2} ago\b|"
    r"\b(?:vor|il y a|hace) \d{1,4} "
    + _AGE
    + r"|\b\d{1,3} years?(?: \d{1,2} months?)?$|\b\d{1,3} months? \d{1,2} days?$|"
    r"Y-m-d H:i|\b(?:yesterday|just now)$",
    re.I,
)


#: Dates of digits only, which need no search for where they end.
_NUMERIC = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?![\d:]| ?[ap]\.?m|[Z+]))?(?!\d)(?!,? (?:at )?\d{1,2}:)",
    re.I,
)
_DIGIT = re.compile(r"\d")
#: A sign that a text holds an age: a quick look before the search for one.
_AGED = (" ago", "vor ", "il y a ", "hace ", "year", "month", "y-m-d", "yesterday", "just now")


def is_age(text: str) -> bool:
    """Whether a text is nothing but an age: "2 years ago"."""
    return _may_be_aged(text) and bool(_SINCE.fullmatch(text))


def has_age(text: str) -> bool:
    """Whether an age stands in a text."""
    return _may_be_aged(text) and bool(_SINCE.search(text))


def _may_be_aged(text: str) -> bool:
    lowered = text.lower()
    return any(sign in lowered for sign in _AGED)


@lru_cache(maxsize=16384)
def find(text: str, order: str = "dmy", language: str | None = None) -> Moment | None:
    """The first date of a line, None where there is none."""
    if match := _NUMERIC.search(text):
        when = dates.parse(match[0], order, language)
        if when and dates.parse(text[: match.start()], order, language) is None:
            return Moment(_before(text[: match.start()]), when, text[match.end() :].strip())
    if _DIGIT.search(text):
        pieces = text.split(" ", _WORDS)
        if len(pieces) <= _WORDS and (moment := _absolute(pieces, order, language)):
            return moment
    if _may_be_aged(text) and (match := _SINCE.search(text)):
        return Moment(_before(text[: match.start()]), None, text[match.end() :].strip())
    return None


def _absolute(pieces: list[str], order: str, language: str | None) -> Moment | None:
    whole = dates.parse(" ".join(pieces), order, language)
    if whole is None:
        return None
    last = next(
        end
        for end in range(1, len(pieces) + 1)
        if (part := dates.parse(" ".join(pieces[:end]), order, language))
        and part.value == whole.value
    )
    first = max(0, last - _DATE)
    while first + 1 < last:
        part = dates.parse(" ".join(pieces[first + 1 : last]), order, language)
        if part is None or part.value != whole.value:
            break
        first += 1
    when = dates.parse(" ".join(pieces[first:last]), order, language)
    if when is None or when.value != whole.value:
        return None
    while first and pieces[first - 1].strip(",.()|").lower() in WEEKDAYS:
        first -= 1
    return Moment(_before(" ".join(pieces[:first])), when, " ".join(pieces[last:]))


def _before(text: str) -> str:
    """What stands before a date, without the words that only lead to it."""
    text = _ON.sub("", text.strip())
    return _LABEL.sub("", text).strip(" ,|(:–—")
