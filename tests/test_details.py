"""Dates and author of structures that nobody declared, by what their classes are called."""

from __future__ import annotations

import pytest

from migrator.document import document
from migrator.joomla import labels
from migrator.layout import details
from migrator.model import Capture, When

PROSE = (
    "<p>The bell was cast in the year of the great flood, and it rang for every lesson "
    "until the roof was taken off.</p>"
)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            '<b class="post-author">Odile Marsh</b><i class="post-date">14 March 2005</i>',
            {"author": "Odile Marsh", "created": "2005-03-14"},
        ),
        (
            (
                '<i class="itemDateModified">15 March 2005</i><i '
                'class="itemDateModified">16 March 2005</i>'
            ),
            {"modified": "2005-03-15"},
        ),
        ('<i class="publish-day">14 March 2005</i>', {"published": "2005-03-14"}),
        ('<i class="event-date">14 March 2005</i><i class="date-expired">15 March 2006</i>', {}),
        ('<i class="author-since">14 March 2005</i>', {}),
        (f'{PROSE}<b class="author">Nils Fisk</b><i class="date">14 March 2005</i>', {}),
        ('<i class="box">14 March 2005</i>', {}),
    ],
)
def test_what_classes_are_called(html: str, found: dict[str, str]) -> None:
    doc = document.read(Capture("a", f"<div>{html}{PROSE}</div>".encode()))
    told = details.by_name(doc, doc.tree, set())
    assert {
        name: hit.value.value if isinstance(hit.value, When) else hit.value
        for name, hit in told.items()
    } == found


def test_labels_in_turkish_capitals_are_labels() -> None:
    """The capital İ has a lower case of two letters, which no table of labels holds."""
    assert labels.field_of("HİTS: 12") == ("hits", "12")


def test_a_label_of_a_language_that_no_table_has_is_no_part_of_the_name() -> None:
    assert labels.person("تحریر کردہ: Haris Sultan") == "Haris Sultan"
    assert labels.person("Dr. Haris Sultan, 12:30") == "Dr. Haris Sultan, 12:30"
