"""What stands around titles of real sites: days in titles, names below dates, forms."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from migrator.model import Capture, Reading
from migrator.textdump import reader, survey

MENU = "Home\nThe mill\nWater\nOpening hours\nContact us\n"
FOOT = "Mill road 4, Weir\n"
PROSE = (
    "The miller of the lower weir kept a ledger of every sack for forty years, and his daughter "
    "has now read all of it, page by page, and found the price of a loaf in each winter."
)


def page(title: str, own: str) -> bytes:
    return f"{title}\n{MENU}{own}\n{FOOT}".encode()


def read(title: str, own: str, others: Sequence[tuple[str, str]] = ()) -> Reading:
    sluices = [(f"Sluice {n}", f"Sluice {n}\nSluice {n} was built by hand.") for n in range(6)]
    texts = [page(*other) for other in (*sluices, *others, (title, own))]
    learned = survey.learn(reader.look(Capture("p.txt", text)) for text in texts)
    return reader.read(Capture("p.txt", texts[-1]), learned)


def test_a_day_in_the_title_is_no_detail() -> None:
    title = "Help at the weir - Deadline 05-03-2025"
    reading = read(title, f"Open places\n{title}\n{PROSE}")
    assert reading.fields["title"].value == title
    assert "created" not in reading.fields
    assert "author" not in reading.fields


def test_a_name_below_dates_of_several_titles_is_the_author() -> None:
    date = "Monday, 14 May 2007 10:15"
    own = f"The ledger\n{date}\nAda Weir\n{PROSE}"
    other = ("The wheel", f"The wheel\nFriday, 2 March 2007 09:00\nAda Weir\n{PROSE[:90]} Twice.")
    assert read("The ledger", own, [other]).fields["author"].value == "Ada Weir"
    alone = read("The ledger", own)
    assert "author" not in alone.fields
    assert "Ada Weir" in (alone.body or "")


@pytest.mark.parametrize(
    "sign", ["Where - When", "Open: all day", "One Two Three Four Five S Si E"]
)
def test_words_with_a_day_that_are_no_name_are_no_author(sign: str) -> None:
    reading = read("The ledger", f"The ledger\n{sign} 14-05-2007\n{PROSE}")
    assert "author" not in reading.fields


@pytest.mark.parametrize(
    "own",
    [
        f"Forgotten\n{PROSE}\nYour address: *\nSend",
        "Write to us\nYour name:\nYour address:\nSubject:\nYour words:\nA copy for me\nSend",
    ],
)
def test_labels_and_a_button_are_a_form(own: str) -> None:
    assert read(own.split("\n", maxsplit=1)[0], own).kind == "form"


def test_a_list_with_a_heading_that_ends_with_a_colon_is_no_form() -> None:
    own = f"The bread\n{PROSE}\nYou need:\nRye flour\nWater\nSalt"
    assert read("The bread", own).kind == "article"


def test_a_short_article_below_a_date_with_buttons_is_one() -> None:
    own = "\n\nMonday, 14 May 2007 10:15\n\nTwo knots\n\nPrint\n\nEmail\n\n"
    words = "Two knots are enough: the bowline and\nthe figure of eight, if both are dry.\n\n"
    reading = read("Weir", own + words)
    assert reading.kind == "article"
    assert reading.fields["title"].value == "Two knots"
