"""Lists of articles as mere texts, and the articles that look like them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from migrator.model import Capture, Reading
from migrator.textdump import reader, survey

MENU = "Home\nThe mill\nWater\nOpening hours\nContact us\nThe weir house\n"
FOOT = "Mill road 4, Weir\nCopyright 2009 The weir\n"
FORM = "{name} - The weir\n" + MENU + "{name}\n{own}\n" + FOOT
PLACES = ("upper", "lower", "stone", "mill", "otter", "alder", "ford", "ferry", "salt", "hay")


def prose(place: str) -> str:
    return (
        f"The {place} sluice was opened in a dry summer, and the {place} meadow below it stood "
        f"under water until the hay was cut."
    )


def page(name: str, own: str) -> str:
    return FORM.format(name=name, own=own)


#: An article on each place.
SITE = tuple(page(f"The {place} sluice", prose(place)) for place in PLACES)


def read_among(text: str, others: Sequence[str] = SITE) -> Reading:
    """The reading of a text among others of its site."""
    learned = survey.learn(reader.look(Capture("p", t.encode())) for t in (text, *others))
    return reader.read(Capture("page.txt", text.encode()), learned)


def test_a_text_with_the_intros_of_other_texts_is_a_list() -> None:
    blog = page("Water", "\n".join(f"The {p} sluice\n{prose(p)}" for p in PLACES[:4]))
    assert read_among(blog).reason == "text dump: the intros of 4 articles"


def test_an_article_whose_intro_stands_in_lists_is_none() -> None:
    text = page("The tide sluice", f"{prose('tide')}\n{prose('ebb')}")
    lists = [
        page("Water", f"The tide sluice\n{prose('tide')}\nThe upper sluice\n{prose('upper')}"),
        page("All", f"The tide sluice\n{prose('tide')}\nThe lower sluice\n{prose('lower')}"),
    ]
    assert read_among(text, (*SITE, *lists)).kind == "article"


def test_the_same_page_saved_twice_is_no_list() -> None:
    text = page("The tide sluice", f"{prose('tide')}\n{prose('ebb')}\n{prose('upper')}")
    assert read_among(text, (*SITE, text.replace("Water", "Waters"))).kind == "article"


@pytest.mark.parametrize("box", ["5\n10\n15\n20\n25", "5 10 15 20 25 30 50 100 All"])
def test_the_box_for_the_number_of_items_tells_a_list(box: str) -> None:
    own = f"Display\n{box}\n{prose('tide')}"
    assert read_among(page("Water", own)).kind == "listing"


def test_a_pager_below_the_words_tells_a_list() -> None:
    own = f"{prose('tide')}\n{prose('ebb')}"
    assert read_among(page("Water", f"{own}\n1\n2\n3\n...\n9")).kind == "listing"
    assert read_among(page("Water", f"{own}\n7\n8\n9")).kind == "article"
    slides = [text.replace(FOOT, f"{prose('ebb')}\n1\n2\n3\n{FOOT}") for text in SITE]
    assert read_among(slides[0], slides[1:]).kind == "article"


def test_groups_of_details_without_a_head_tell_a_list() -> None:
    items = "\n".join(
        f"The {p} sluice\n{prose(p)}\n{day} May 2007\nWritten by Ada Weir"
        for day, p in enumerate(("tide", "ebb", "reed"), 4)
    )
    assert read_among(page("Water", items)).kind == "listing"


def test_a_heading_of_details_that_stands_twice_is_one() -> None:
    own = f"Details\nDetails\nCategory: Water\nWritten by Ada Weir\n{prose('tide')}"
    assert read_among(page("The tide sluice", own)).kind == "article"


def test_a_console_below_the_foot_is_no_article() -> None:
    console = "\n".join(f"Query {n} took {n * 7} ms and gave {n * 3} rows" for n in range(3, 40))
    own = f"{prose('tide')}\n{prose('ebb')}"
    reading = read_among(page("The tide sluice", own) + console)
    assert reading.kind == "article"
    assert reading.body == f"<p>{prose('tide')}</p>\n<p>{prose('ebb')}</p>"


def test_the_words_below_a_module_belong_to_the_page_that_the_pathway_names() -> None:
    form = MENU + "You are here: Home\n{name}\n" + MENU + "{own}\n" + FOOT
    others = [form.format(name=f"The {p} sluice", own=prose(p)) for p in PLACES]
    text = form.format(name="The tide sluice", own=f"{prose('tide')}\n{prose('ebb')}")
    reading = read_among(text, others)
    assert reading.fields["title"].value == "The tide sluice"
    assert reading.body == f"<p>{prose('tide')}</p>\n<p>{prose('ebb')}</p>"


def test_lines_of_one_letter_do_not_mislead_the_comparison() -> None:
    items = "\n".join(f"x\nThe {p} sluice\n{prose(p)}" for p in PLACES[:4])
    assert (
        read_among(page("Water", f"{items}\nx\nx")).reason == "text dump: the intros of 4 articles"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_dates_beside_a_category_tell_a_list(count: int) -> None:
    entries = [
        f"The {place} boat\nPublished in Water\nSunday, {day} May 2008 10:15\n{prose(place)}"
        for day, place in zip((4, 11, 18), ("tide", "ebb", "eel"), strict=True)
    ]
    reading = read_among(page("Boats", "\n".join(entries[:count])))
    assert (reading.reason == "text dump: dates of 3 articles") == (count == 3)


def test_links_to_a_form_below_each_text_tell_a_list() -> None:
    texts = "\n".join(f"{prose(place)}\nAdd a comment" for place in ("tide", "ebb", "eel"))
    assert read_among(page("Boats", texts)).reason == (
        "text dump: the links to the comments of 3 articles"
    )


def test_a_page_called_by_its_document_only_needs_some_text() -> None:
    form = "{name} - The weir\n" + MENU + "{own}\n" + FOOT
    others = [form.format(name=f"The {p} boat", own=prose(p)) for p in PLACES]
    module = "A ferry runs on Sundays and holidays, from the mill to the upper meadow and back."
    assert read_among(form.format(name="Shop", own=module), others).kind == "other"


def test_words_of_a_module_with_dates_are_no_comments() -> None:
    news = "\n\nBoat day\nSunday, 4 May 2008 10:15\nThe boats leave the mill at noon.\n"
    own = f"{prose('tide')}\n{prose('ebb')}\n{prose('eel')}\nPrev\nNext{news}"
    assert read_among(page("The tide sluice", own)).comments == ()


def test_the_title_repeats_the_end_of_a_pathway_without_spaces() -> None:
    form = MENU + "Home{name}\n{name}\n{own}\n" + FOOT
    others = [form.format(name=f"The {p} boat", own=prose(p)) for p in PLACES]
    reading = read_among(form.format(name="Tide and ebb", own=prose("tide")), others)
    assert reading.fields["title"].value == "Tide and ebb"


def test_a_long_pathway_is_no_title() -> None:
    form = MENU + "You are here: Home The water of the town {name}\n\n{name}\n\n{own}\n" + FOOT
    others = [form.format(name=f"The {p} boat", own=prose(p)) for p in PLACES]
    name = "How the tide came over the lower meadow and left again in the dry summer"
    reading = read_among(form.format(name=name, own=prose("tide")), others)
    assert reading.fields["title"].value == name


def test_headings_of_details_tell_a_list_where_all_details_are_the_sites() -> None:
    details = "Details\nCategory: Second meeting\n"
    blog = page("Water", f"{details}The ford\n{details}The ferry\nRead the sheet\n")
    others = [page(f"Sluice {p}", f"{details}{prose(p)}") for p in PLACES]
    assert read_among(blog, others).kind == "listing"
    assert read_among(others[0], others[1:]).kind == "article"
