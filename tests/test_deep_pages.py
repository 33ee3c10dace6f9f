"""Pages that nest deeper, or whose tags hold more, than any page that a person wrote."""

from __future__ import annotations

import pytest

from migrator import read_page
from migrator.document import document
from migrator.document.parsing import MAX_ATTRIBUTES, PAGE_DEPTH, TEXT_DEPTH
from migrator.model import PageResult

URL = "http://old.example/index.php?option=com_content&view=article&id=1"


def read(text: str, comments: str = "") -> PageResult:
    html = (
        '<html><head><meta name="generator" content="Joomla! - Open Source Content Management">'
        '<title>Lamps</title></head><body class="com_content view-article"><div class="item-page">'
        f'<h2 itemprop="headline">Lamps</h2><div itemprop="articleBody"><p>Lit.</p>{text}</div></div>'
        f'<div id="jc"><div id="comments">{comments}</div></div></body></html>'
    )
    return read_page(html, url=URL)


def codes(result: PageResult) -> dict[str, str]:
    return {note.code: note.level for note in result.notes}


def thread(replies: int) -> str:
    """JComments' tree: each reply in the list of the comment that it answers."""
    opened = "".join(
        f'<div class="even" id="comment-item-{i}"><div class="rbox">'
        f'<span class="comment-author">A{i}</span><div class="comment-body" id="comment-body-{i}">'
        f'Word <b>number</b> {i}</div></div><div class="comments-list" id="comments-list-{i}">'
        for i in range(1, replies + 1)
    )
    return (
        f'<div class="comments-list" id="comments-list-0">{opened}{"</div></div>" * replies}</div>'
    )


def test_a_thread_of_a_thousand_replies() -> None:
    result = read("", thread(1000))
    assert result.article is not None
    comments = result.article.comments
    assert [c.text for c in comments] == [f"Word number {i}" for i in range(1, 1001)]
    assert [c.parent for c in comments] == [None, *(str(i) for i in range(1, 1000))]
    assert codes(result)["document-depth"] == "info"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<blockquote>word ", "</blockquote>"), ("<ul><li>word ", "</li></ul>"), ("<b>word ", "</b>")],
)
@pytest.mark.parametrize(
    ("deep", "level"), [(TEXT_DEPTH + 50, "info"), (PAGE_DEPTH + 500, "warning")]
)
def test_words_of_a_deep_text_stay(opening: str, closing: str, deep: int, level: str) -> None:
    result = read(opening * deep + closing * deep)
    assert result.article is not None
    assert result.article.body_html.count("word") == deep
    assert codes(result)["document-depth"] == level


def test_replies_deeper_than_a_page_can_be_are_told() -> None:
    result = read("", thread(PAGE_DEPTH))
    assert result.article is not None
    assert 1000 <= len(result.article.comments) < PAGE_DEPTH
    assert codes(result)["document-depth"] == "warning"


def test_tags_beyond_the_bound_are_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_TAGS", 60)
    result = read("".join(f"<p>word {i}</p>" for i in range(100)))
    assert result.article is not None
    assert "<p>word 7</p>" in result.article.body_html
    assert "word 60" not in result.article.body_html
    assert codes(result)["document-size"] == "loss"


def test_attributes_beyond_the_bound_are_left_out_and_told() -> None:
    many = " ".join(f'a{i}="b"' for i in range(20 * MAX_ATTRIBUTES))
    result = read(f'<p id="first" {many}>Wick</p><p title="{"long " * 9000}">Oil</p>')
    assert result.article is not None
    assert f'Wick</p><p title="{"long " * 9000}">Oil</p>' in result.article.body_html
    assert codes(result) == {"document-attributes": "warning"}
