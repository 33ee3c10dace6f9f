"""Texts without line breaks: nothing is told from the words, and none is lost."""

from __future__ import annotations

from migrator.model import Capture, Reading
from migrator.textdump import reader, survey
from tests.test_textdump_lists import prose

PAGE = (
    "The tide sluice Main Menu Home The mill Print Email Written by Ada Weir "
    f"{prose('tide')} {prose('ebb')} Comments (2) Powered by Joomla! Mill road 4, Weir"
)
#: Two kinds of phrases only.
BARE = f"The tide sluice Written by Ada Weir {prose('tide')} Print Email Mill road 4, Weir, West"


def reading(text: str, *others: str) -> Reading:
    learned = None
    if others:
        texts = (text, *others)
        learned = survey.learn(reader.look(Capture("p", t.encode())) for t in texts)
    return reader.read(Capture("page.txt", text.encode()), learned)


def test_a_page_on_one_line_is_kept_whole_with_null_fields() -> None:
    page = reading(PAGE)
    assert (page.kind, set(page.fields), page.comments) == ("article", {"body"}, ())
    assert page.body is not None
    assert PAGE.replace("!", "") in page.body.replace("!", "").replace("\n", " ")
    assert [note.code for note in page.notes] == ["textdump-no-lines"]


def test_prose_on_one_line_is_no_page() -> None:
    assert reading(f"{prose('tide')} {prose('ebb')} {prose('reed')}").kind == "not-joomla"
    assert reading(BARE).kind == "not-joomla"


def test_texts_that_end_alike_are_the_pages_of_a_site() -> None:
    others = [BARE.replace("tide", place) for place in ("upper", "lower")]
    assert reading(BARE, *others).kind == "article"
    assert reading(BARE, *(f"{text} {n}" for n, text in enumerate(others))).kind == "not-joomla"
