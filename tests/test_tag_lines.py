"""Tags of an article that stand in lines of links without Joomla's class names."""

from __future__ import annotations

import pytest

from migrator import read_page

PROSE = (
    "The lime kiln above the quarry burned for nine days at a time, and two men slept beside it. "
    "Coal came by the canal, stone from the hill, and the lime went to the fields in spring."
)


def read(line: str) -> tuple[tuple[str, ...], str]:
    """The tags and the body of an article whose text is followed by `line`."""
    html = (
        "<html><head><meta name=generator content='Joomla! 1.5 - Open Source'></head><body>"
        "<div id=main><table class=contentpaneopen><tr><td class=contentheading>The kiln</td></tr>"
        f"</table><table class=contentpaneopen><tr><td valign=top><p>{PROSE}</p>{line}</td></tr>"
        "</table></div></body></html>"
    )
    article = read_page(html, url="http://kiln.example/7-the-kiln").article
    assert article is not None
    return article.tags, article.body_markdown.strip()


@pytest.mark.parametrize(
    "line",
    [
        "<h4><span>Tags</span></h4><br><span id=t7><a rel='tag category' href=/tag/coal>coal</a>"
        "&nbsp;<a rel=tag href=/tag/lime>lime</a></span>",
        "<p>Tags: <a href=/tags/coal>coal</a>, <a href=/tags/lime>lime</a></p>",
        "<div><b>Schlagwörter:</b> <a href=/x/coal>coal</a> <a href=/x/lime>lime</a></div>",
        "<ul><li>Метки</li><li><a href=/x/coal>coal</a></li><li><a href=/x/lime>lime</a></li></ul>",
    ],
)
def test_a_line_of_tags_is_read_and_is_no_text(line: str) -> None:
    assert read(line) == (("coal", "lime"), PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Tags: see <a href=/tags/coal>coal</a>.</p>",
        "<p>Sources: <a href=/x/coal>coal</a>, <a href=/x/lime>lime</a></p>",
        "<div class=moduletable><p>Tags: <a href=/tags/coal>coal</a></p></div>",
        "<p>Tags: none yet</p>",
    ],
)
def test_a_text_about_tags_other_links_and_modules_are_no_line_of_tags(line: str) -> None:
    tags, _ = read(line)
    assert tags == ()


def test_a_date_in_a_small_cell_of_joomla_10_is_a_detail() -> None:
    html = (
        "<html><head><meta name=generator content='Joomla!'></head><body><div id=main>"
        "<table class=contentpaneopen><tr><td class=contentheading>The kiln</td></tr></table>"
        "<table class=contentpaneopen><tr><td colspan=2 class=small>17 September 2007</td></tr>"
        f"<tr><td>{PROSE}</td></tr></table></div></body></html>"
    )
    article = read_page(html, url="http://kiln.example/kiln.html").article
    assert article is not None
    assert article.created is not None
    assert article.created.value == "2007-09-17"
    assert article.body_markdown.strip() == PROSE


def test_a_box_of_links_whose_class_says_so_is_tags() -> None:
    line = "<div class='post__header-tags'><span><a href='/a'>Lime</a></span> <a href='/b'>Coal</a></div>"
    assert read(line) == (("Lime", "Coal"), PROSE)


def test_a_class_that_no_selector_can_name_is_read_too() -> None:
    line = "<div class='[&>a]:post-tags'><a href='/a'>Lime</a> <a href='/b'>Coal</a></div>"
    assert read(line) == (("Lime", "Coal"), PROSE)


def test_a_box_of_details_that_is_called_so_is_none() -> None:
    line = "<div class='post-tags'><span>Kept at</span> <a href='/a'>the quarry</a></div>"
    assert read(line)[0] == ()
