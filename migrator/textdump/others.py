"""Pages of components other than Joomla's own articles, as their texts show them: polls, credits of
calendars and galleries, pages that frame another site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrator.textdump.lines import Line

#: The credit below the whole page of a component, as saved sites show it. Comment systems and
#: templates print credits below articles too, so only these count.
_CREDIT = re.compile(r"powered by (?:jcal pro|phoca (?:download|gallery)|xmap)\b", re.I)
#: What com_wrapper and mod_wrapper print for browsers without frames, in Joomla's English.
_FRAME = re.compile(
    r"this option will not work correctly\. unfortunately, your browser does not support inline|"
    r"no iframes$",
    re.I,
)
#: The end of a row of com_poll's results: votes and their share, on one line or on two.
_SHARE = re.compile(r"(?:(?P<votes>\d{1,7}) {1,4})?(?P<share>\d{1,3}(?:[.,]\d{1,2})?) ?%$")
_VOTES = re.compile(r"\d{1,7}$")
#: Answers of a poll at least, and the percent that rounding may leave their sum off by, an answer.
_ANSWERS = 2
_ROUNDING = 0.1


def reason(lines: Sequence[Line], prose: Sequence[Line]) -> str:
    """Why a text is the page of another component, "" where nothing tells that; `prose` are the
    lines of prose in what may be its article."""
    if not prose and any(_CREDIT.match(line.text) for line in lines):
        return "the credit of another component"
    framed = any(_FRAME.match(line.text) for line in lines)
    if framed and all(_FRAME.match(line.text) for line in prose):
        return "a frame for another site's page"
    if answers := _poll(lines):
        return f"a poll with {answers} answers"
    return ""


def _poll(lines: Sequence[Line]) -> int:
    """How many answers the results of a poll have, 0 where none are in `lines`: votes with their
    shares, which make all of them together, and the number of all votes on another line."""
    votes: list[int] = []
    shares = 0.0
    for number, line in enumerate(lines):
        row = _SHARE.search(line.text)
        before = row and (row["votes"] or (number and _last_number(lines[number - 1].text)))
        if row and before:
            votes.append(int(before))
            shares += float(row["share"].replace(",", "."))
    if len(votes) < _ANSWERS or abs(shares - 100) > _ROUNDING * len(votes):
        return 0
    total = re.compile(rf"(?:.*\D)?{sum(votes)}$")
    return len(votes) if any(total.match(line.text) for line in lines) else 0


def _last_number(text: str) -> str:
    return text if _VOTES.match(text) else ""
