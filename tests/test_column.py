"""The content column of pages of no known structure: beside many comments, and where lists show its
words too."""

from dataclasses import replace

from migrator.comments import registry
from migrator.document import document
from migrator.document.context import Survey
from migrator.document.document import Document
from migrator.document.text import text_of
from migrator.layout import survey
from migrator.model import Capture, Reading
from migrator.readers.generic import column
from migrator.reading.page import read
from migrator.settings import NOTHING_KNOWN

COMMENT = (
    '<div id="comment-item-{n}"><span class="comment-author">Ida {n}</span>'
    '<div class="comment-body">I stood at the bridge number {n} and saw the flags, the drums and '
    "the boats that followed on the water until it was dark.</div></div>"
)


def page(article: str) -> Document:
    comments = "".join(COMMENT.format(n=n) for n in range(20))
    html = (
        f'<html><body><div id="main"><div class="text">{article}</div>'
        f'<div id="jc"><div id="comments-list">{comments}</div></div></div></body></html>'
    )
    doc = document.read(Capture("parade.html", html.encode(), url="http://weir.example/parade"))
    doc.context = replace(doc.context, comments=registry.blocks(doc))
    return doc


def test_comments_are_not_taken_for_the_column() -> None:
    doc = page("<p>The keepers walked from the weir to the bridge.</p>")
    region = column(doc, Survey(pages=20, blocks={}))
    assert region is not None
    assert "The keepers walked" in text_of(region)


def test_a_page_of_comments_alone_has_a_column() -> None:
    doc = page("")
    region = column(doc, Survey(pages=20, blocks={}))
    assert region is not None
    assert "bridge number 3" in text_of(region)


GENERATOR = '<meta name="generator" content="Joomla! - Open Source Content Management" />'
INTRO = "<p>The ferry was built of larch in the year of the great flood.</p>"
OWN = "<p>It carries twelve people and a goat, and leaks a little at the stern.</p>"


def read_among_lists(article: str, *shown_elsewhere: str, marked: bool = False) -> Reading:
    """An article on a site of forty pages whose lists and modules show some of its words too."""
    attributes = ' class="com_content view-article"' if marked else ""
    html = (
        f"<html><head>{GENERATOR}<title>The ferry</title></head><body{attributes}><div id='menu'>Home</div>"
        f"<div id='main'><h2>The ferry</h2><div class='text'>{article}</div></div>"
        f"<div id='foot'>The keepers of the weir</div></body></html>"
    )
    capture = Capture("ferry.html", html.encode(), url="http://weir.example/ferry")
    counts = {
        block: 40 if any(text_of(e) in words for words in shown_elsewhere) else 1
        for e, block, _ in survey.blocks(document.read(capture))
    }
    learned = Survey(pages=40, blocks=counts)
    return read(capture, replace(NOTHING_KNOWN, survey=learned, known_readers=False))


def test_an_intro_that_lists_show_opens_the_text() -> None:
    reading = read_among_lists(INTRO + OWN, INTRO, "Home", "The keepers of the weir")
    assert reading.body is not None
    assert "built of larch" in reading.body
    assert "twelve people" in reading.body
    assert "keepers" not in reading.body


def test_a_short_text_that_modules_show_whole_is_not_lost() -> None:
    reading = read_among_lists(
        INTRO, INTRO, "The ferry", "Home", "The keepers of the weir", marked=True
    )
    assert reading.kind == "article"
    assert "built of larch" in (reading.body or "")


def test_a_counter_of_visits_is_no_text_beside_the_column() -> None:
    html = (
        "<html><body><div id='frame'><div class='text'><p>The ferry was rowed by hand until the "
        "bridge came.</p></div></div><div id='foot'><b>Visits</b>: 123610298</div></body></html>"
    )
    doc = document.read(Capture("ferry.html", html.encode(), url="http://weir.example/ferry"))
    visits = next(block for e, block, _ in survey.blocks(doc) if text_of(e) == "Visits")
    region = column(doc, Survey(pages=20, blocks={visits: 20}))
    assert region is not None
    assert region.get("class") == "text"


def test_the_footer_of_a_page_is_no_part_of_its_text() -> None:
    footer = (
        "<footer><p>Post to the keepers by the lock-house, second door on the left.</p></footer>"
    )
    reading = read_among_lists(INTRO + OWN + footer, "Home", marked=True)
    assert "twelve people" in (reading.body or "")
    assert "lock-house" not in (reading.body or "")
    held = read_among_lists(f"<article>{INTRO}{OWN}{footer}</article>", "Home", marked=True)
    assert "lock-house" in (held.body or "")
