"""Texts of pages that print no details: only the other texts of the site tell where they begin."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from migrator.document.context import TextSurvey
from migrator.model import Capture, Reading
from migrator.textdump import lines, reader, survey, wrap
from migrator.textdump.roles import role

MENU = "  • Home\n  • The mill\n  • Water\n  • Opening hours\n"
FOOT = "\nMill road 4, Weir\n"
PROSE = (
    "The miller of the lower weir kept a ledger of every sack for forty years, and his daughter "
    "has now read all of it, page by page, and found the price of a loaf in each winter."
)


def site(pages: Iterable[str]) -> TextSurvey:
    """What the texts of a site with these own parts and six more have in common."""
    others = [f"About sluice {n}\n\nSluice {n} was built by hand.\n" for n in range(6)]
    texts = [page(own) for own in (*others, *pages)]
    return survey.learn(reader.look(Capture("p.txt", text.encode())) for text in texts)


def page(own: str) -> str:
    return f"{MENU}\n{own}{FOOT}"


def read(own: str) -> Reading:
    return reader.read(Capture("page.txt", page(own).encode()), site([own]))


def title(reading: Reading) -> object:
    return reading.fields["title"].value


def test_first_own_line_above_prose_is_the_title() -> None:
    reading = read(f"The ledger of the weir\n\n{PROSE}\n")
    assert reading.kind == "article"
    assert title(reading) == "The ledger of the weir"
    assert reading.fields["title"].rule == "textdump: first own line above prose"
    assert reading.body == f"<p>{PROSE}</p>"
    assert "author" not in reading.fields


def test_buttons_below_the_prose_do_not_make_its_last_line_a_title() -> None:
    reading = read(f"The ledger\n\n{PROSE}\n\nThe board of the mill\n\nPrint\n")
    assert title(reading) == "The ledger"


def test_the_date_of_the_last_change_does_not_make_the_line_above_it_a_title() -> None:
    reading = read(f"The ledger\n\n{PROSE}\n\nAda Weir\nLast Updated on Monday, 14 May 2007\n")
    assert title(reading) == "The ledger"
    assert reading.body == f"<p>{PROSE}</p>\n<p>Ada Weir</p>"


@pytest.mark.parametrize(
    "trail",
    [
        "Home Water The ledger",
        "Home > Water > The ledger",
        "  • Home\n  • The ledger",
        "Home >\nWater >",
    ],
)
def test_pathways_without_a_label_are_no_titles(trail: str) -> None:
    reading = read(f"{trail}\n\nThe ledger\n\n{PROSE}\n")
    assert title(reading) == "The ledger"
    assert reading.body == f"<p>{PROSE}</p>"


def test_a_pathway_below_the_article_is_not_its_body() -> None:
    reading = read(f"The ledger\n\n{PROSE}\n\n  • Home\n  • The ledger\n")
    assert reading.body == f"<p>{PROSE}</p>"


def test_a_list_of_facts_goes_on_behind_a_date() -> None:
    own = f"The open day\n\n{PROSE}\n\nDate: 11 June 2012, 18:00\n\nPlace: the mill\n\n{PROSE}\n"
    assert "Place: the mill" in (read(own).body or "")


def test_a_print_view_is_read_by_its_buttons() -> None:
    text = f"Print\n\nThe ledger\n\n{PROSE}\n\nLast Updated on Monday, 14 May 2007\n"
    reading = reader.read(Capture("page.txt", text.encode()))
    assert (reading.kind, title(reading)) == ("article", "The ledger")


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        (f"Mills\n\nOne\nDetails\n\n{PROSE}\n\nTwo\nDetails\n\n{PROSE}\n", "listing"),
        (f"Mills\n\n{PROSE}\n\nTitle Published Date Author Hits\n", "listing"),
        (f"Mills\n\n{PROSE}\n\nRivers Article Count: 4\n", "listing"),
        (f"Search Form\n\n{PROSE}\n", "search"),
        (
            "Photos of the mill\n\nWheel 1\n\nWheel 2\n\nWheel 3\n\nThe pond\n\nThe yard\n" * 3,
            "other",
        ),
    ],
)
def test_pages_that_are_no_articles(own: str, kind: str) -> None:
    assert read(own).kind == kind


def test_a_paragraph_with_breaks_of_its_writer_tells_its_column() -> None:
    drawn = (
        "Question:\n"
        "the miller of the lower weir kept a\n"
        "ledger of every sack for forty long\n"
        "years, and his daughter has now set\n"
        "down all of it in a book of her own\n"
        "hand.\n"
    )
    whole, _ = wrap.unwrap(lines.read(drawn), [False] * 6)
    assert [line.text[:9] for line in whole] == ["Question:", "the mille"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kasutaja hinne: 4 / 5", ""),
        ("Brukervurdering:  / 3", "rating"),
        ("Les mer: Kverna", "more"),
        ("Nahajate se: Domov", "pathway"),
        ("Naslednji >", "after"),
        ("Artikkelin hakemisto", "index"),
        ("Está em casa desde ontem.", ""),
        ("para", ""),
    ],
)
def test_words_of_language_packs(text: str, name: str) -> None:
    assert role(lines.read(text)[0]) == name


def test_a_form_to_a_contact_is_no_article() -> None:
    own = f"Kontakt\n\n{PROSE}\n\nKontaktformular\nEine E-Mail senden\nBetreff *\n"
    assert read(own).kind == "form"
    assert read(f"Kontakt\n\n{PROSE}\n\nKontaktformular\n").kind == "article"
