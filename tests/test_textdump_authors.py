"""Names without a label beside a date, and what stands there and is no name."""

from __future__ import annotations

import pytest

from migrator.model import Capture
from migrator.textdump import reader
from migrator.textdump.roles import details_of

PROSE = (
    "The miller of the lower weir kept a ledger of every sack for forty years, and his daughter "
    "has now read all of it, page by page, and found the price of a loaf in each winter."
)
TEXT = (
    "Main Menu\n\n  * Home\n  * The mill\n  * Water\n  * Contact us\n  * News\n\n"
    "Old ledgers\n\nPrint E-mail\n\n{line}\n\n" + PROSE + "\n\nPowered by Joomla!\n"
)


def author(line: str) -> object:
    reading = reader.read(Capture("page.txt", TEXT.format(line=line).encode()))
    assert reading.kind == "article", reading.reason
    assert "created" in reading.fields
    return reading.fields["author"].value if "author" in reading.fields else None


@pytest.mark.parametrize("name", ["Ann Lock", "Maria de la Fuente", "O'Neil & Sons", "山田葉子"])
def test_a_name_beside_the_date_is_the_author(name: str) -> None:
    assert author(f"{name} 14 May 2007") == name


@pytest.mark.parametrize(
    "words",
    ["Bean soup", "Ledger", "OPENING HOURS", "Loaf Index 12", "Ann Lock (@lock)", "Weir.example"],
)
def test_other_words_beside_the_date_are_none(words: str) -> None:
    assert author(f"{words} 14 May 2007") is None


def test_a_category_behind_the_label_of_authors_is_none() -> None:
    assert details_of("Опубліковано в Анонси") == {"category": "Анонси"}
    assert details_of("Written by In Lock") == {"author": "In Lock"}
