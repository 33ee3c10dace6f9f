"""Comments that are found by their shape, on pages of a system that is known by name only."""

from __future__ import annotations

import pytest

from migrator import read_page
from migrator.model import Capture, Reading
from migrator.reading import page as reading
from migrator.settings import CommentSelectors, ReadOptions, Settings

HEAD = (
    '<html lang="en-gb"><head><meta name="generator" content="Joomla! - Open Source '
    'Content Management"><title>Lamps</title></head><body>'
    '<div class="item-page"><h2><a href="/street/12-lamps">Lamps</a></h2><p>The lamps '
    "of Lantern Street were lit by hand until last winter.</p>"
)
ONE = '<div class="x1"><b>{}</b> <i>{}</i><p>{}</p></div>'


def page(comments: str) -> bytes:
    return (
        f'{HEAD}<div id="jc">{comments}<form id="comments-form"><textarea '
        f'name="comment"></textarea></form></div></div></body></html>'
    ).encode()


def test_a_template_of_the_sites_own_hides_no_comments() -> None:
    two = ONE.format("Ben Ash", "2008-05-03 07:11", "Who filled them?") + ONE.format(
        "Cora", "2008-05-03 07:12", "The rag and bone man."
    )
    made = read_page(page(two)).article
    assert made is not None
    assert made.comment_system == "jcomments"
    assert [(c.author, c.text) for c in made.comments] == [
        ("Ben Ash", "Who filled them?"),
        ("Cora", "The rag and bone man."),
    ]


def test_a_label_that_all_blocks_have_is_no_author() -> None:
    blocks = "".join(
        ONE.format("Lit", f"2008-05-0{n} 07:11", f"Lamp number {n} shows the way.")
        for n in range(1, 5)
    )
    made = read_page(page(blocks)).article
    assert made is not None
    assert made.comments == ()


def test_a_box_more_around_a_block_makes_no_reply() -> None:
    made = read_page(
        page(
            f'<div class="left">{ONE.format("Ben Ash", "2008-05-03 07:11", "Who filled them?")}</div><div class="right"><div>'
            f"{ONE.format('Cora', '2008-05-03 07:12', 'The rag and bone man.')}</div></div>"
        )
    ).article
    assert made is not None
    assert [(c.author, c.parent) for c in made.comments] == [("Ben Ash", None), ("Cora", None)]


def block(day: int, who: str, inner: str = "", classes: str = "comment") -> str:
    return (
        f'<div class="{classes}"><span class="author">{who}</span> '
        f'<span class="date">{day} May 2010 10:20</span><div class="words">{who} says so.</div>'
        f"{inner}</div>"
    )


def nested(day: int, who: str, replies: str = "") -> str:
    """A comment whose words have a box of their own, replies beside it, as JUDirectory prints."""
    return f'<li class="comment level-1"><div>{block(day, who, "", "box")}{replies}</div></li>'


def read(comments: str) -> Reading:
    body = f'{HEAD}<h3>Opinions (3)</h3><div class="list">{comments}</div></div></body></html>'
    return reading.read(Capture("x", body.encode(), "http://old.example/street/12-lamps"))


@pytest.mark.parametrize(
    ("comments", "parents"),
    [
        (block(1, "Ann") + block(2, "Ben", block(3, "Cleo")), {"Cleo": "Ben"}),
        (block(1, "Ann", block(2, "Ben", block(3, "Cleo"))), {"Ben": "Ann", "Cleo": "Ben"}),
        (
            block(1, "Ann", f'<div class="replies">{block(2, "Ben")}{block(3, "Cleo")}</div>'),
            {"Ben": "Ann", "Cleo": "Ann"},
        ),
        (block(1, "Ann") + block(2, "Ben") + block(3, "Cleo", "", "comment reply"), {}),
        (
            block(1, "Ann", block(2, "Ben", "", "comment reply")) + block(3, "Cleo"),
            {"Ben": "Ann"},
        ),
        (block(1, "Ann", "", "comment first-of-all") + block(2, "Ben") + block(3, "Cleo"), {}),
        (
            nested(1, "Ann", f"<ul>{nested(2, 'Ben')}</ul>") + nested(3, "Cleo"),
            {"Ben": "Ann"},
        ),
    ],
    ids=[
        "inside",
        "two-deep",
        "a-box-of-replies",
        "a-class-more",
        "inside-with-a-class",
        "less",
        "beside-the-words-in-a-box-without-a-class",
    ],
)
def test_no_reply_and_no_parent_vanishes(comments: str, parents: dict[str, str]) -> None:
    result = read(comments)
    names = {c.id: c.author for c in result.comments}
    assert sorted(c.author or "" for c in result.comments) == ["Ann", "Ben", "Cleo"]
    assert {c.author: names[c.parent] for c in result.comments if c.parent} == parents
    assert {c.text for c in result.comments} == {f"{n} says so." for n in ("Ann", "Ben", "Cleo")}


def test_what_the_page_states_is_counted_against_what_is_read() -> None:
    assert read(block(1, "Ann") + block(2, "Ben")).comments_stated == 3


def test_a_system_of_the_sites_own_is_declared_in_its_settings() -> None:
    declared = CommentSelectors(item=".x1", author="b", created="i", body="p", block="#jc")
    page_ = page(ONE.format("Ann", "3 May 2010", "Hello there."))
    read_options = ReadOptions(site=Settings(comments=declared))
    result = reading.read(Capture("x", page_, "http://old.example/street/12-lamps"), read_options)
    (comment,) = result.comments
    assert (result.comment_system, comment.author, comment.text) == ("site", "Ann", "Hello there.")
    assert "Hello there" not in (result.body or "")
