"""What a line of a text is by its words alone: a detail, a button, a rating, a heading of
comments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from migrator.document.text import PROSE
from migrator.joomla import labels
from migrator.joomla.field_names import FieldName
from migrator.layout import detail_lines
from migrator.model import When
from migrator.normalise import dates
from migrator.textdump import moments, packs, words
from migrator.textdump.lines import LONG, Line, width

_WORD = re.compile(r"[^\s|,•·\[\]]+")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[#(]?\d{1,3}[).]?$")


def role(line: Line) -> str:
    """The role of a line; "" where its words tell none."""
    text = line.text
    if line.is_rule:
        return "rule"
    if len(text) > LONG:
        if words.STARS.match(text):
            return "rating"
        if len(text) < _RUN and words.PATHWAY.match(text):
            return "pathway"
        return "detail" if len(text) < _RUN and len(details_of(text)) > _SEVERAL else ""
    plain_role = _role(text)
    if (
        not plain_role
        and len(line.cells) > 1
        and (first := _role(line.cells[0])) in ("comments", "form")
    ):
        return first
    return plain_role or ("form" if line.drawn and len(text) < 40 else "")


@lru_cache(maxsize=32768)
def _role(text: str) -> str:
    plain = text.casefold().strip()
    if words.SKIPS.match(plain) and not words.PRINT.search(plain):
        return "skip"
    if is_buttons(plain):
        return "buttons"
    if _NUMBER.match(plain):
        return "number"
    if not any(c.isalnum() for c in plain):
        return "rule"
    if plain in words.MODULES:
        return "module"
    if plain in words.DETAILS:
        return "details"
    if plain in words.INDEX:
        return "index"
    if plain.strip("<>«»‹› ") in _NEIGHBOURS:
        return "after"
    if _VALUE.split(plain, maxsplit=1)[0].strip(" :：") in packs.RATING:
        return "rating"
    for name, pattern in _PATTERNS if len(text) <= PROSE else _LONG_PATTERNS:
        if pattern.match(plain):
            return name
    if moments.is_age(text):
        return "since"
    if details_of(text):
        return "detail"
    if date_only(text):
        return "date"
    return "dated" if _is_dated(text) else ""


#: Links to an article's neighbours; shorter words mean other things in other languages.
_NEIGHBOURS = frozenset(word for word in packs.PREVIOUS | packs.NEXT if len(word) > 4)
#: Where the votes begin behind the words for them.
_VALUE = re.compile(r"[\d/]")


#: Letters that may stand beside a date in a line of details: author, section, category.
_BESIDE = 90


def _is_dated(text: str) -> bool:
    """Whether a line is a date with a name or categories behind or before it."""
    moment = moments.find(text) if _DIGIT.search(text) else None
    if moment is None or moment.when is None or text.endswith((".", "!", "?", ":", ";")):
        return False
    beside = f"{moment.before} {moment.after}".strip()
    return len(beside) < LONG and (not moment.before or _is_name(moment.before))


def _is_name(text: str) -> bool:
    """Whether some words can be a name or a title: they begin with a capital or a letter without
    case."""
    return len(text) < _BESIDE and text[0].isalpha() and not text[0].islower()


#: Marks that end a sentence, in all scripts of Joomla's languages.
STOPS = (".", "!", "?", "。", "！", "？", "؟", "۔", "।", "…")


_PATTERNS = (
    ("page", words.PAGE),
    ("comments", words.COMMENTS),
    ("comments", words.NO_COMMENTS),
    ("form", words.FORM),
    ("after", words.AFTER),
    ("rating", words.RATING),
    ("pathway", words.PATHWAY),
    ("skip", words.SKIPS),
    ("more", words.MORE),
    ("foot", words.FOOT),
)
#: Those that may match a line as long as prose.
_LONG_PATTERNS = tuple(
    p for p in _PATTERNS if p[0] in ("form", "after", "foot", "more", "rating", "pathway")
)


def is_buttons(text: str) -> bool:
    """Whether a text is only the words of buttons."""
    first = _WORD.search(text)
    if first is None or first[0] not in words.BUTTONS:
        return False
    found = _WORD.findall(text)
    return all(word in words.BUTTONS for word in found)


def without_buttons(line: Line) -> tuple[str, bool]:
    """The text of a line without the buttons at its end, and whether there were any: cells that are
    buttons, or words of at least one button behind other words."""
    if len(line.cells) == 1 and not _ends_with_button(line.text.rpartition(" ")[2].strip("|")):
        return line.text.rstrip("| ") or line.text, False
    cells = list(line.cells)
    had = False
    while len(cells) > 1 and is_buttons(cells[-1].casefold()):
        cells.pop()
        had = True
    text = " ".join(cells)
    if had:
        return text, True
    pieces = text.split(" ")
    while len(pieces) > 1 and _ends_with_button(pieces[-1].strip("|")):
        pieces.pop()
        had = True
    rest = " ".join(pieces).rstrip("| ")
    return (text, False) if rest.endswith(":") else (rest, had)


def _ends_with_button(word: str) -> bool:
    """Whether the last word of a line is a button: the words of many languages mean other things
    within a title, where they are not capitals."""
    return word.casefold() in _END_BUTTONS and not word[:1].islower()


#: Buttons that may stand behind a title in the same line, without a gap.
_END_BUTTONS = frozenset(
    word
    for word in (*packs.BUTTONS, "pdf", "drukuj", "envoyer", "распечатать")
    if len(word) > 4 or width(word) > len(word) or word == "pdf"
)


_VOTES = re.compile(r"(?:please rate(?: vote \d)+|poor ?best) ", re.I)
#: Letters of a list of details that a dumper ran together into one line, and fields of one longer
#: than any other detail, at least: inscriptis does so with com_content's list.
_RUN = 500
_SEVERAL = 2


def _without_heading(text: str) -> str:
    """A run of details without the form for votes and the heading "Details" before them."""
    text = _VOTES.sub("", text, count=1)
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in words.DETAILS and rest else text


def label_of(text: str) -> FieldName | None:
    """The field that a line names which is nothing but a label: "Created by"; its value is the next
    line."""
    return _labels().get(text.casefold().rstrip(": "))


@lru_cache(maxsize=1)
def _labels() -> dict[str, FieldName]:
    return {
        label.strip().rstrip(":"): name
        for name, labels_ in labels.LABELS.items()
        for label in labels_
        if label.strip() not in _COMMON or name in ("created", "modified", "published")
    }


@lru_cache(maxsize=32768)
def date_only(text: str, order: str = "dmy", language: str | None = None) -> When | None:
    """The date that a text is, None where it says more."""
    if len(text) > 60 or not _DIGIT.search(text):
        return None
    return dates.only(text, order, language)


@lru_cache(maxsize=32768)
def details_of(text: str, order: str = "dmy", language: str | None = None) -> dict[FieldName, Any]:
    """The fields that a line tells by its labels: "Written by Ann", "Hits: 12"; empty where
    none."""
    if not 3 < len(text) < _RUN:
        return {}
    text = _without_heading(text.strip("() "))
    if match := _COUNT.match(text):
        return {"hits": int(match[1])} if match[2].casefold() in labels.LABELS["hits"] else {}
    label = labels.table()[0].match(text) if labels.may_hold(text) else None
    if label is None or _is_sentence(label[1].casefold(), label[0], text[label.end() :]):
        return {}
    return _with_category(detail_lines.fields_of(text, order, language))


#: "in", which stands before a category; no name begins with it.
_IN = frozenset(("in", "en", "em", "dans", "w", "v", "в", "у"))


def _with_category(fields: dict[FieldName, Any]) -> dict[FieldName, Any]:
    """The fields of a line; a label that stands before authors and categories alike ("Опубліковано"
    in Ukrainian packs) tells a category where "in" follows it."""
    author = fields.get("author")
    first, _, rest = author.partition(" ") if isinstance(author, str) else ("", "", "")
    if first not in _IN or not rest:
        return fields
    others = dict(fields)
    del others["author"]
    others.setdefault("category", rest)
    return others


#: A counter before its word: "425 Hits".
_COUNT = re.compile(r"(\d{1,9}) ([^\W\d]+)$")
#: Labels that begin many a sentence; without a colon they count before a name or a date only.
_PREPOSITIONS = frozenset(("by", "von", "par", "por", "door", "af", "av", "от", "da"))
_COMMON = frozenset(
    (
        "in",
        "read",
        "written",
        "lu",
        "visto",
        "letto",
        "date",
        "data",
        "datum",
        "fecha",
        "дата",
        "section",
        "posted",
        "published",
        "author",
        "views",
        "created",
        "updated",
        "modified",
        "tags",
        "tag",
    )
)


def _is_sentence(label: str, printed: str, rest: str) -> bool:
    """Whether a label is more likely the begin of a sentence."""
    if printed.rstrip().endswith((":", "：")):
        return False
    if label in _COMMON:
        return dates.parse(rest[:60]) is None and not rest.strip().isdigit()
    if label in _PREPOSITIONS:
        words_ = rest.split()
        return len(words_) > 6 or not all(word[:1].isupper() for word in words_[:2])
    return rest.endswith((".", "!", "?")) and len(rest) > 40
