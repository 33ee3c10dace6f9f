"""What comment systems do to their writers' words, undone: one habit a line, with the smallest HTML
that has it."""

from __future__ import annotations

import pytest

from migrator.layout import comment_ids
from migrator.model import Comment
from migrator.normalise import bbcode, sanitise

HERE = "http://old.example/12-lamps"

HABITS = {
    "a face with what was typed": ("See (b<img src='/images/sm_cool.gif' alt='8)'>", "See (b8)"),
    "a bracket taken for a face": ("See (b<img src='/emoticons/cool.png' alt=''>", "See (b8)"),
    "a face by its name": ("Fine <img src='/emoticons/cool.png' alt=''>", "Fine 😎"),
    "words before a quote stay": (
        '(b3) <span class="quote">Quote:</span><blockquote>Old</blockquote>New',
        "(b3) <blockquote>Old</blockquote>New",
    ),
    "the quoted name is kept": (
        '<span class="quote">Quoting Ann:</span><blockquote>Old</blockquote>New',
        '<blockquote title="Ann">Old</blockquote>New',
    ),
    "the word code goes": (
        'Try <div class="code"><b>Code:</b><pre>ring()</pre></div>',
        'Try <div class="code"><pre>ring()</pre></div>',
    ),
    "code between lines": ("Try <b>Code:</b><hr>ring()<hr>now", "Try <pre>ring()</pre>now"),
    "a picture from another site": (
        'Look <img src="http://far.example/p.png">',
        'Look <a href="http://far.example/p.png">http://far.example/p.png</a>',
    ),
    "a picture of the site's own": (
        'Look <img src="/images/p.png">',
        'Look <img src="http://old.example/images/p.png">',
    ),
    "a link through the site's own redirector": (
        '<a href="/out.php?url=http%3A%2F%2Ffar.example%2Fa">a</a>',
        '<a href="http://far.example/a">a</a>',
    ),
    "a linked picture": (
        '<a href="http://far.example/"><img src="http://far.example/p.png"></a>',
        '<a href="http://far.example/">http://far.example/p.png</a>',
    ),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habit_is_undone(habit: str) -> None:
    before, after = HABITS[habit]
    assert sanitise.clean_html(before, HERE, comment=True) == after


def test_closing_tags_that_were_broken_are_read() -> None:
    assert (
        bbcode.to_html('[quote name="Ann"]Old[/ quote]New')
        == '<blockquote title="Ann">Old</blockquote>New'
    )


def test_one_comment_twice_is_taken_once_and_one_id_twice_is_two() -> None:
    one, again, other = (
        Comment("7", "Ann", text="Hello"),
        Comment("7", "Ann", text="Hello"),
        Comment("7", "Ben", text="No"),
    )
    assert [c.id for c in comment_ids.unique([one, again, other])] == ["7", "7-3"]


@pytest.mark.parametrize("tag", ["[url=", "[quote=a]", "[list][*]a", "[b]", "[code]", "[img]"])
def test_what_is_never_closed_is_not_followed_to_the_end_each_time(tag: str) -> None:
    assert bbcode.to_html(tag * 20_000) == tag * 20_000
