"""The content column of a page whose comments are many times the article."""

from dataclasses import replace

from migrator.comments import registry
from migrator.document import document
from migrator.document.context import Survey
from migrator.document.document import Document
from migrator.document.text import text_of
from migrator.model import Capture
from migrator.readers.generic import column

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
