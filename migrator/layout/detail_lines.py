"""Details of an article in the words that Joomla prints: "Written by Ann on 14 March 2005. Posted
in News | Hits: 12" (words and their languages: `joomla/labels.py`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from migrator.document.document import Document
from migrator.joomla import labels
from migrator.joomla.field_names import FieldName
from migrator.layout.fields import first_number
from migrator.normalise import dates

_PREPOSITION = re.compile(
    (
        r"[\s,(|·•–-]+(?:on|at|am|um|le|el|il|op|den|dnia|em|in|du|de|på|na|от|в|dne|il "
        r"giorno|,)[\s:,]+"
    ),
    re.I,
)


def sentence(text: str, doc: Document) -> dict[FieldName, Any]:
    """The fields of a line such as "Written by Ann on 14 March 2005. Posted in News | Hits: 12";
    empty where a part of it is no detail."""
    return fields_of(text, *doc.context.date_style)


def fields_of(text: str, order: str, language: str | None) -> dict[FieldName, Any]:
    """The fields of a line, its dates read in `order` and by the month names of `language`."""
    pieces = _pieces(labels.without_details(text))
    if not pieces:
        return {}
    values: dict[FieldName, Any] = {}
    for name, raw in pieces:
        value = _value(name, raw, order, language)
        if value is None:
            return {}
        for key, v in value.items():
            values.setdefault(key, v)
    return values


@lru_cache(maxsize=8192)
def _pieces(text: str) -> list[tuple[FieldName, str]]:
    pattern, _ = labels.table()
    if not labels.may_hold(text):
        return []
    starts = [
        m
        for m in pattern.finditer(text)
        if m.start() == 0 or text[m.start() - 1] != " " or _breaks(text, m)
    ]
    if not starts or labels_before(text, starts[0].start()):
        return []
    pieces = []
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        pieces.append(
            (labels.field_named(match[1]), text[match.end() : end].strip(" .|,;()•·–-\xa0"))
        )
    return pieces


def labels_before(text: str, start: int) -> bool:
    """Whether words stand before the first label."""
    return bool(re.search(r"\w", text[:start]))


def _breaks(text: str, match: re.Match[str]) -> bool:
    """A label in the middle of a line begins a piece after a mark of punctuation, with a colon, or
    in capitals."""
    before = text[: match.start()].rstrip()
    return bool(before) and (
        before[-1] in ".|,;()•·–-/"
        or match[0].rstrip().endswith((":", "："))
        or (match[1][:1].isupper() and " " in match[1])
    )


def author_and_date(text: str, doc: Document) -> dict[FieldName, Any]:
    """Name and date of a line that holds both: "Written by Ann on Monday, 14 March 2005", "Ann,
    14.03.2005 23:38"."""
    return sentence(text, doc) or _author(text, *doc.context.date_style) or {}


def _value(
    name: FieldName, raw: str, order: str, language: str | None
) -> dict[FieldName, Any] | None:
    if name in ("created", "modified", "published"):
        date = dates.parse(raw, order, language)
        return {name: date} if date and len(raw) < 60 else None
    if name == "hits":
        count = first_number(raw)
        return {"hits": count} if count is not None and len(raw) < 20 else None
    if not raw or len(raw) > 120 or raw == "ROOT":
        return None
    if name == "author":
        return _author(raw, order, language)
    if name == "tags":
        return {"tags": tuple(t.strip() for t in re.split(r"[,;]", raw) if t.strip())}
    if len(raw) > 80:
        return None
    above, plus, last = raw.rpartition(" + ")
    if name == "category" and plus:
        return {"section": above, "category": last}
    return {name if name == "parent category" else "category": raw}


def _author(raw: str, order: str, language: str | None) -> dict[FieldName, Any] | None:
    """A name, or a name and a date: "Ann on Monday, 14 March 2005"."""
    date = dates.parse(raw, order, language)
    if not date:
        return (
            {"author": labels.person(raw)}
            if len(raw) < 70 and not raw.endswith((".", "!", "?"))
            else None
        )
    if len(re.sub(r".*\d", "", raw).strip(" .,)|")) > 8:
        return None
    before = re.split(r"\d", raw, maxsplit=1)[0]
    name = _PREPOSITION.split(before, maxsplit=1)[0]
    name = re.sub(r"(?:^|\s)\S+,\s*$", "", name) if name == before else name
    return {"author": labels.person(name), "created": date} if name else {"created": date}
