"""Titles of pages that hide their heading, and texts that have no others of their site beside
them."""

from __future__ import annotations

import pytest

from migrator.model import Capture, Reading
from migrator.textdump import lines, reader, survey
from migrator.textdump.roles import without_buttons
from migrator.textdump.stretches import last_item

MENU = "Home\nThe mill\nWater\nOpening hours\nContact us\nThe weir house\n"
FOOT = "Mill road 4, Weir\nCopyright 2009 The weir\n"
PROSE = (
    "The miller of the lower weir kept a ledger of every sack for forty years, and his daughter "
    "has now read all of it, page by page, and found the price of a loaf in each winter. What the "
    "barges paid at the lock is in it as well, and who was let through in the night, and why the "
    "wheel stood still for eleven days in the second spring, when the river came over the meadow "
    "and the hay of three farms went down to the sea."
)


def read_with_others(text: str, form: str) -> Reading:
    """The reading of a text among eight that have the same menu and foot."""
    others = [form.format(name=f"Sluice {n}", own=f"It was built by hand {n}.") for n in range(8)]
    learned = survey.learn(reader.look(Capture("p", t.encode())) for t in (text, *others))
    return reader.read(Capture("page.txt", text.encode()), learned)


def title(reading: Reading) -> object:
    assert reading.kind == "article", reading.reason
    return reading.fields["title"].value


def test_a_record_begins_with_the_title_of_its_document() -> None:
    form = "{name} - The weir\n" + MENU + "{own}\n" + FOOT
    reading = read_with_others(form.format(name="Old ledgers", own=PROSE), form)
    assert title(reading) == "Old ledgers"
    assert reading.fields["title"].rule == "textdump: title of the document"
    assert reading.body == f"<p>{PROSE}</p>"


def test_the_pathway_names_a_page_that_shows_no_heading() -> None:
    form = MENU + "\nHome Water {name}\n\n{own}\n\n" + FOOT
    reading = read_with_others(form.format(name="Old ledgers", own=PROSE), form)
    assert title(reading) == "Old ledgers"
    assert reading.body == f"<p>{PROSE}</p>"


def test_a_pathway_of_several_pages_names_none() -> None:
    form = MENU + "\nHome Water\n\n{name}\n\n{own}\n\n" + FOOT
    assert title(read_with_others(form.format(name="Old ledgers", own=PROSE), form)) == (
        "Old ledgers"
    )


@pytest.mark.parametrize(
    ("trail", "last"),
    [
        ("Home Water The mill", "The mill"),
        ("Home Water Old ledgers", "Old ledgers"),
        ("Home » Water » Wheels and/or sails", "Wheels and/or sails"),
        ("Home [arrow] Water [arrow] Old ledgers", "Old ledgers"),
        ("Home > Water >", "Water"),
    ],
)
def test_last_item_of_a_pathway(trail: str, last: str) -> None:
    assert last_item(trail, {"water", "the mill", "home"}) == last


@pytest.mark.parametrize(
    ("line", "words", "buttons"),
    [
        ("Le grand moulin PDF Imprimer Envoyer", "Le grand moulin", True),
        ("Stary młyn Drukuj", "Stary młyn", True),
        ("How to imprimer", "How to imprimer", False),
        ("Write to the mill: Email", "Write to the mill: Email", False),
    ],
)
def test_buttons_behind_a_title_without_a_gap(line: str, words: str, buttons: bool) -> None:
    assert without_buttons(lines.read(line)[0]) == (words, buttons)


def alone(text: str) -> Reading:
    return reader.read(Capture("page.txt", text.encode()))


def test_a_text_alone_is_a_page_by_its_menu_and_foot() -> None:
    reading = alone(
        f"The weir house\n{MENU}\nOld ledgers\n\n{PROSE}\n\n{PROSE}\n\nCopyright 2009 The weir\n"
    )
    assert title(reading) == "Old ledgers"
    assert reading.body == f"<p>{PROSE}</p>\n<p>{PROSE}</p>"
    assert "created" not in reading.fields
    assert any("alone" in note.message for note in reading.notes)


def test_menus_below_the_article_of_a_text_alone_are_not_its_body() -> None:
    links = "\n".join(f"A friend of mills {n}" for n in range(6))
    reading = alone(f"{MENU}\nOld ledgers\n\n{PROSE}\n\n{links}\n\n{FOOT}")
    assert reading.body == f"<p>{PROSE}</p>"


def test_a_read_me_with_lists_is_no_page() -> None:
    steps = "\n".join(f"  * step {n} of the build" for n in range(9))
    assert alone(f"Weir tools\n\n{PROSE}\n\nInstall\n\n{steps}\n\n{PROSE}\n").kind == "not-joomla"


def test_rows_of_a_table_that_other_texts_share_stay_in_the_body() -> None:
    rows = "".join(
        f"Wheel of mill {n}\nmade of {n} planks\noak\n12 feet\nby hand {n}\n" for n in range(6)
    )
    form = MENU + "\n{name}\n\n{own}\n" + FOOT
    others = [f"{MENU}\nMill {n}\n\noak\n12 feet\nold mill {n}\n{FOOT}" for n in range(8)]
    text = form.format(name="All the wheels", own=f"{PROSE}\n{rows}")
    learned = survey.learn(reader.look(Capture("p", t.encode())) for t in (text, *others))
    body = reader.read(Capture("page.txt", text.encode()), learned).body or ""
    assert "oak</p>\n<p>12 feet</p>\n<p>by hand 3" in body
    assert "Mill road" not in body


def test_the_foot_of_a_forum_in_any_language_tells_it() -> None:
    text = f"{MENU}\nSpotkanie\n\n{PROSE}\n\nZasilane przez Kunena\n"
    assert alone(text).kind == "forum"
    menu = text.replace("Zasilane przez Kunena", "Kunena Forum")
    assert alone(f"{menu}{FOOT}").kind == "article"


def test_a_print_view_is_a_page_where_the_other_texts_are_a_site() -> None:
    form = MENU + "\n{name}\n\n{own}\n\n" + FOOT
    text = f"Old ledgers\nPrint\n\n{PROSE}\n"
    assert alone(text).kind == "not-joomla"
    assert title(read_with_others(text, form)) == "Old ledgers"
    licence = read_with_others(f"The weir licence\n\nVersion 2\n\n{PROSE}\n\n{PROSE}\n", form)
    assert licence.kind == "not-joomla"


def test_one_record_alone_is_called_as_its_first_line_where_another_repeats_it() -> None:
    menu = MENU.replace("Home\n", "Home\nOld ledgers\n")
    text = f"The weir - Old ledgers\nThe weir\n{menu}Opened: 14 May 2007\n{PROSE}\n{PROSE}\n{FOOT}"
    reading = reader.read(Capture("page.txt", text.encode()))
    assert title(reading) == "Old ledgers"
    assert reading.fields["title"].rule == "textdump: title of the document"


def test_the_first_line_of_one_text_that_nothing_repeats_is_no_title() -> None:
    text = f"Skip this and that\n{MENU}Old ledgers\n{PROSE}\n{PROSE}\n{FOOT}"
    assert title(reader.read(Capture("page.txt", text.encode()))) == "Old ledgers"


def test_details_with_an_author_outweigh_the_first_line_of_a_record() -> None:
    menu = MENU.replace("Home\n", "Home\nOne page\n")
    details = "Details\nWritten by Ada Weir\n14 May 2007"
    text = f"One page\n{menu}Old ledgers\n{details}\n{PROSE}\n{PROSE}\n{FOOT}"
    assert title(reader.read(Capture("page.txt", text.encode()))) == "Old ledgers"


@pytest.mark.parametrize("top", ["The weir\nThe weir", "One article\nThe weir", "The weir"])
def test_the_name_of_a_site_above_a_title_beside_its_buttons_is_none(top: str) -> None:
    prose = "The sluice was opened in a dry summer, and the meadow below it stood under water."
    own = f"The tide sluice\nPrint\nEmail\nDetails\nWritten by Ada Weir\nHits: 4\n{prose}\n{prose}"
    reading = reader.read(Capture("t.txt", f"{top}\n{own}\nPowered by Joomla!\n".encode()))
    assert reading.fields["title"].value == "The tide sluice"


def test_a_title_right_above_its_buttons_is_repeated_by_the_first_line() -> None:
    prose = "The sluice was opened in a dry summer, and the meadow below it stood under water."
    own = f"The tide sluice\nThe tide sluice\nPrint\nEmail\nWritten by Ada Weir\n{prose}\n{prose}"
    reading = reader.read(Capture("t.txt", f"{own}\nPowered by Joomla!\n".encode()))
    assert reading.fields["title"].value == "The tide sluice"
