"""Comments that are found by their shape, on pages of a system that is known by name only."""

from __future__ import annotations

from migrator import read_page

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
