"""One text: its lines made whole, what each is, and whether the site repeats it; and its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from migrator.document.context import TextSurvey
from migrator.joomla.field_names import FieldName
from migrator.textdump import alone, stretches
from migrator.textdump.lines import Line
from migrator.textdump.roles import details_of, label_of, role
from migrator.textdump.survey import shared as shared_lines
from migrator.textdump.wrap import unwrap


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a text with their roles and whether the site repeats them; `surveyed` tells that
    other texts of the site were there to compare with; `main` is the longest stretch of lines that
    they do not repeat, or that of a text alone with the most prose between its menus. `trail` are
    the lines of the pathway, `labelled` the fields of labels whose value is on the next line,
    `drawn` the lines as the dumper broke them, `head` what an extractor tells above them."""

    lines: Sequence[Line]
    roles: list[str]
    shared: Sequence[bool]
    surveyed: bool
    survey: TextSurvey | None = None
    main: range = range(0)
    trail: set[int] = field(default_factory=set)
    labelled: dict[int, dict[FieldName, Any]] = field(default_factory=dict)
    drawn: Sequence[Line] = ()
    head: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Parts:
    """The parts of a text as numbers of lines. `title` is "" where it has none. `head` are the
    lines of details, `loose` those among them that no label names, `tags` the bullets below them;
    the body runs from `start` to `end`."""

    title: str
    rule: str
    title_line: int
    head: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    start: int = 0
    end: int = 0


def text_of(
    drawn: Sequence[Line], survey: TextSurvey | None, head: Mapping[str, str] | None = None
) -> Text:
    """`drawn` lines made whole, with their roles; `survey` is what the source repeats, `head` what
    an extractor tells above them."""
    flags = shared_lines(survey, drawn) if survey else [False] * len(drawn)
    lines, shared = unwrap(drawn, flags, survey.column if survey else 0)
    roles = [role(line) for line in lines]
    labelled: dict[int, dict[FieldName, Any]] = {}
    for number, (line, after) in enumerate(pairwise(lines)):
        if len(line.text) < LABEL and len(after.text) < LABEL and (label := label_of(line.text)):
            fields = details_of(f"{LABEL_OF[label]}: {after.text}")
            if fields and number not in labelled and number - 1 not in labelled:
                labelled[number] = fields
                roles[number] = roles[number + 1] = "detail"
    _clear_name(lines, roles)
    stretches.mark_pathways(lines, roles)
    surveyed = any(shared)
    if surveyed:
        main = stretches.longest(lines, roles, shared)
    else:
        main = alone.main(lines, roles)
        shared = alone.furniture(lines, roles, main)
    return Text(
        lines,
        roles,
        shared,
        surveyed,
        survey,
        main,
        labelled=labelled,
        drawn=drawn,
        head=head or {},
    )


def _clear_name(lines: Sequence[Line], roles: list[str]) -> None:
    """Take the role of a date from the lines that repeat the text's first: what the document is
    called is no detail, though a deadline or a day stands in it."""
    if roles and roles[0] == "dated":
        for number, line in enumerate(lines):
            if line.text == lines[0].text:
                roles[number] = ""


def fields_in(text: Text, numbers: list[int]) -> set[str]:
    """The names of the fields that some lines tell."""
    names: set[str] = set()
    for number in numbers:
        labelled = text.labelled.get(number) or details_of(text.lines[number].text)
        names.update(labelled)
        if text.roles[number] in ("date", "dated"):
            names.add("created")
    return names


#: An English label of each field, to read a value that stands on the line after its label.
LABEL_OF: dict[FieldName, str] = {
    "author": "written by",
    "created": "created",
    "modified": "last updated",
    "published": "published on",
    "category": "category",
    "parent category": "parent category",
    "hits": "hits",
    "tags": "tags",
}


#: Letters of a label, or of a detail that has none.
LABEL = 60
