"""Texts of pages that other components print, and articles that look like them."""

from __future__ import annotations

import pytest

from tests.test_textdump_lists import MENU, PLACES, SITE, page, prose, read_among

FRAMED = (
    "This option will not work correctly. Unfortunately, your browser does not support inline "
    "frames"
)
ANSWERS = "Otters\n3\n75%\nHerons\n1\n25%"


@pytest.mark.parametrize("total", ["Number of voters\n:\n4", "Number of voters: 4"])
def test_votes_that_make_all_are_a_poll(total: str) -> None:
    assert read_among(page("Which animal?", f"{ANSWERS}\n{total}")).reason == (
        "text dump: a poll with 2 answers"
    )


@pytest.mark.parametrize(
    "own", [f"{ANSWERS}\nFirst vote: 2", "Otters\n3\n75%\nHerons\n1\n20%\nVoters: 4"]
)
def test_shares_without_their_sums_are_no_poll(own: str) -> None:
    assert read_among(page("The animals", f"{prose('tide')}\n{own}\n{prose('ebb')}")).kind == (
        "article"
    )


def test_a_poll_in_rows_is_one() -> None:
    rows = "Otters   3   75.0%\nHerons   1   25.0%\nNumber of voters   4"
    assert "poll" in read_among(page("Which animal?", rows)).reason


def test_a_frame_for_another_site_is_no_article() -> None:
    assert read_among(page("The webcam", FRAMED)).reason == (
        "text dump: a frame for another site's page"
    )
    assert read_among(page("The webcam", f"{prose('tide')}\n{FRAMED}")).kind == "article"


def test_a_credit_below_prose_is_that_of_a_plugin() -> None:
    credit = "Powered by Phoca Gallery"
    files = "Maps (0/3)\nPlans of the weir (0/12)\nReports of the mill for each year (0/2)"
    assert read_among(page("Maps", f"{files}\n{credit}")).reason == (
        "text dump: the credit of another component"
    )
    assert read_among(page("The tide", f"{prose('tide')}\n{credit}")).kind == "article"


def test_a_name_with_nothing_of_its_own_below_is_no_article() -> None:
    empty = f"May 2037 | The weir\n{MENU}May 2037\n9 March 2024\nCopyright 2009 The weir\n"
    assert read_among(empty).kind == "other"


def test_an_article_whose_words_other_texts_repeat_keeps_its_details() -> None:
    own = "Print\nNothing to report yet."
    years = [page(f"Reports of {place} mill", own) for place in ("upper", "lower", "hay")]
    assert read_among(years[0], (*SITE, *years[1:])).kind == "article"
    empty = [text.replace("Print\n", "Weir news\n") for text in years]
    assert read_among(empty[0], (*SITE, *empty[1:])).kind == "other"


def test_a_pager_below_an_article_with_details_is_that_of_a_slide_show() -> None:
    details = "Details\nWritten by Ada Weir\nCategory: Water"
    own = f"{details}\n{prose('tide')}\n{prose('ebb')}\n1\n2\n3\n4"
    assert read_among(page("The tide sluice", own)).kind == "article"


def test_labels_with_the_star_of_required_fields_are_a_form() -> None:
    labels = "First name*\nPhone\nE-mail: *\nOld mill\nNew mill\nWhen can you come?*\nSend\nReset"
    assert read_among(page("Get a quote", f"{prose('tide')}\n{labels}")).kind == "form"
    plain = "\n".join(f"{place.title()} Hay" for place in PLACES)
    names = f"{prose('tide')}\nAda Weir*\nBob Ford*\nEve Lock*\n{plain}\nwith distinction"
    assert read_among(page("The exam", names)).kind == "article"


@pytest.mark.parametrize("box", ["Display 5101520253050100All", "#\nArticle Title"])
def test_a_table_of_names_is_a_list(box: str) -> None:
    rows = "\n".join(f"{n}\nThe rules of the {place} meadow" for n, place in enumerate("abcdef", 1))
    assert read_among(page("The rules", f"{box}\n{rows}")).kind == "listing"


@pytest.mark.parametrize(
    ("beside", "count"), [("2017", 0), ("Share\nFacebook", 0), ("#1", 1), ("Reply", 1)]
)
def test_a_dated_module_below_an_article_is_no_comment(beside: str, count: int) -> None:
    item = f"Dates\nAnn Lock\n2 May 2007 10:15\nShe saw the otters at the weir.\n{beside}"
    own = f"Written by Ada Weir\nPrint\n{prose('tide')}\n{prose('ebb')}\nNext\n{item}"
    reading = read_among(page("The tide sluice", own))
    assert (reading.kind, len(reading.comments)) == ("article", count)
