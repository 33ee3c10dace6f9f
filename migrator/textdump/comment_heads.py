"""The head of a comment: the lines around its date that hold number, votes, title and name."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from migrator.normalise import word_digest
from migrator.textdump.comment_items import Item, words_before


@dataclass(slots=True)
class Head:
    """A head by numbers of items: first, the date's, last."""

    first: int
    anchor: int
    last: int
    titled: bool = False


#: Letters of a comment's title at most.
_TITLE = 100


def take_titles(zone: list[Item], heads: list[Head]) -> None:
    """Titles above heads that begin with a number: the line above, if the comment before has
    another."""
    for number, head in enumerate(heads):
        floor = heads[number - 1].last + 1 if number else 0
        above = head.first - 1
        numbered = zone[head.first].kind == "number" or _has_number(words_before(zone[head.first]))
        words_ = not number or any(item.kind == "text" for item in zone[floor:above])
        if (
            numbered
            and above >= floor
            and words_
            and zone[above].kind == "text"
            and is_title(zone[above].text)
        ):
            head.first, head.titled = above, True


def is_title(text: str) -> bool:
    """Whether a line may be the title of a comment: short, with letters, and no sentence."""
    return (
        len(text) < _TITLE
        and not text.endswith((".", "。", ":", ","))
        and any(c.isalpha() for c in text)
    )


def head_around(zone: list[Item], anchor: int, numbered: bool) -> Head:
    """The head around a date; `numbered` tells that numbers above it are its own, and not the votes
    of the comment before: so it is where one stands above the first."""
    moment = zone[anchor].moment
    first = last = anchor
    name = plain_name(moment.before) if moment and not _has_number(moment.before) else ""
    if moment and not name and (behind := _NAME_BEHIND.match(moment.after)):
        name = plain_name(moment.after[behind.end() :])
    while not name and first and zone[first - 1].text.startswith(("|", "- ")):
        first -= 1
    if (
        moment
        and not name
        and not _has_number(moment.before)
        and first
        and zone[first - 1].kind == "text"
    ):
        first -= 1
        name = zone[first].text
    if anchor + 1 < len(zone) and _BY.match(zone[anchor + 1].text):
        last = anchor + (
            1 if len(zone[anchor + 1].text) > len("posted by") or anchor + 2 >= len(zone) else 2
        )
        return Head(first, anchor, last)
    after = not name and (
        _has_number(moment.before if moment else "")
        or (numbered and first > 0 and zone[first - 1].kind == "number")
    )
    if after and anchor + 1 < len(zone):
        last = anchor + 1
    while first and zone[first - 1].kind == "text" and zone[first - 1].text.endswith(("—", "–")):
        first -= 1
    while numbered and first and zone[first - 1].kind == "number":
        first -= 1
    if moment and _LABELLED.match(moment.before) and first:
        first = _numbered(zone, first)
    first = _doubles(zone, first, name)
    return Head(first, anchor, last)


_BY = re.compile(r"posted by(?:$| )", re.I)
#: What K2 prints between a date and the name behind it.
_NAME_BEHIND = re.compile(r"posted by (?=\S)", re.I)


_LABELLED = re.compile(r"(?:\d{1,5} )?(?:written|posted|geschrieben|écrit|escrito|scritto)\b", re.I)


def _has_number(text: str) -> bool:
    return bool(re.match(r"#?\d{1,5}$", text))


def _numbered(zone: list[Item], first: int) -> int:
    """The item with the number and title above "Written by": one or two items up."""
    for up in (1, 2):
        if first - up < 0 or zone[first - up].kind not in ("text", "number"):
            break
        if zone[first - up].kind == "number" or re.match(r"\d{1,5} \S", zone[first - up].text):
            return first - up
    return first


def _doubles(zone: list[Item], first: int, name: str) -> int:
    """The first item of a head, with the name that stands before it once more: an avatar's text."""
    letters = word_digest.of(name)
    up = first
    while up and zone[up - 1].kind == "action":
        up -= 1
    if (
        up
        and zone[up - 1].kind == "text"
        and letters
        and word_digest.of(zone[up - 1].text) in (letters, "guest")
    ):
        return up - 1
    return first


def votes_in(text: str) -> int | None:
    """The balance of votes that a text is: "+3", "0", "2 #14"; None where it is something else."""
    match = re.match(r"([+-]?\d{1,4})(?: ?#.*)?$", text.strip())
    return (
        int(match[1]) if match and (match[1][0] in "+-" or "#" in text or match[1] == "0") else None
    )


_PREFIX = re.compile(
    r"(?:comment link|permalink|guest - |(?:[+-]?\d{1,4} ?)?# ?\d{0,6}(?= |$)|\d{1,5}(?= )|"
    r"(?:written|posted|submitted|said|geschrieben von|écrit par|escrito por|scritto da)(?: "
    r"by)?(?= ))\s*",
    re.I,
)


_SUFFIX = re.compile(
    r"\s*(?:\|.*|, ?(?:on)?|\bwebsite,?|\bsaid:?|\bsays:?|\bwrote:?|\(guest\))$", re.I
)


def plain_name(text: str) -> str:
    """A name without what systems print around it."""
    text = text.strip(" ,|:")
    for _ in range(3):
        text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    text = text.split("|", 1)[0]
    for _ in range(2):
        text = _SUFFIX.sub("", text).strip()
    return html.unescape(text.strip(" ,|—–"))


def author_and_title(zone: list[Item], head: Head) -> tuple[str, str | None]:
    """Author and title of a head."""
    moment = zone[head.anchor].moment
    before, behind = (moment.before, moment.after) if moment else ("", "")
    above = [zone[n].text for n in range(head.first, head.anchor) if zone[n].kind == "text"]
    if behind.lower().startswith("posted by "):
        return plain_name(behind[10:]), None
    if head.last > head.anchor and _BY.match(zone[head.anchor + 1].text):
        return plain_name(
            " ".join(zone[n].text for n in range(head.anchor + 1, head.last + 1))
        ), None
    if head.last > head.anchor:
        return plain_name(zone[head.last].text), above[-1] if above else None
    if head.titled:
        return plain_name(before) or (plain_name(above[-1]) if len(above) > 1 else ""), above[0]
    whole = " ".join([*above, before]).strip()
    titled, dash, name = whole.rpartition(" — ")
    if dash:
        return plain_name(name), plain_name(titled) or None
    if "|" in whole:
        name, _, titled = whole.split("|", 1)[0].partition(" - ")
        return name.strip(), titled.strip() or None
    lowered = whole.casefold()
    place = lowered.rfind("written by ")
    if place >= 0:
        return plain_name(whole[place:]), _PREFIX.sub("", whole[:place], count=1).strip() or None
    name = plain_name(before)
    if not name and above:
        return plain_name(above[-1]), None
    return name, None
