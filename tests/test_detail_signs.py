"""Details that public layouts of templates show in a form of their own; own words in their structure."""

from __future__ import annotations

import pytest

from migrator import read_page
from migrator.model import Article

HEAD = (
    '<meta name="generator" content="Joomla! - Open Source Content Management"><title>Kiln</title>'
)
TEXT = "<p>The kiln was fired twice a year, and the whole street carried the wood to it.</p>"
WORDS = "The kiln was fired twice a year, and the whole street carried the wood to it."


def _article(body: str, url: str = "http://old.example/street/12-kiln") -> Article:
    page = f"<html lang='en-gb'><head>{HEAD}</head><body>{body}"
    article = read_page(page.encode(), url=url).article
    assert article is not None
    return article


def _words(article: Article) -> str:
    return " ".join(article.body_markdown.split())


def test_an_icon_stands_for_the_label() -> None:
    article = _article(
        f'<div class="item-page"><div class="page-header"><h2>Kiln</h2></div>{TEXT}'
        '<ul class="metainfo"><li><i class="fa fa-calendar"></i> <span>4 March 2012</span></li>'
        '<li><i class="fa fa-calendar-check-o"></i> <span title="Modified date">6 May 2013</span>'
        '</li><li><i class="fa fa-eye"></i> <span>431</span></li>'
        '<li><i class="fa fa-user"></i> POST_BY Ada Lane</li></ul></div>'
    )
    assert article.created is not None
    assert article.modified is not None
    assert (article.created.value, article.modified.value) == ("2012-03-04", "2013-05-06")
    assert (article.author, article.hits) == ("Ada Lane", 431)
    assert _words(article) == WORDS


def test_an_icon_of_the_author_s_own_is_content() -> None:
    article = _article(
        '<div class="item-page"><div class="page-header"><h2>Kiln</h2></div>'
        f'<div><span><i class="fa fa-calendar"></i> 4 March 2012</span></div>{TEXT}</div>'
    )
    assert article.created is None
    assert "4 March 2012" in _words(article)


def test_a_bare_time_before_the_text_is_the_date() -> None:
    article = _article(
        '<article class="item-page"><time datetime="2012-03-04T09:15:00+00:00">04 Mar</time>'
        '<header><h1>Kiln</h1><ul><li class="createdby">Written by Ada Lane</li></ul></header>'
        f"{TEXT}<p>It went out on a cold day.</p></article>"
    )
    assert article.created is not None
    assert article.created.value == "2012-03-04T09:15:00+00:00"
    assert _words(article) == f"{WORDS} It went out on a cold day."


def test_a_leaf_of_a_calendar_is_no_text() -> None:
    article = _article(
        '<div class="item-page"><div class="article_date"><h5>04</h5><h5>Mar</h5></div>'
        f'<h2 class="article_title">Kiln</h2><div class="article_text">{TEXT}</div></div>'
    )
    assert _words(article) == WORDS


def test_a_term_is_a_label_and_its_definition_the_value() -> None:
    article = _article(
        '<div class="item-page"><dl class="article-info">'
        '<dt class="category-name">Tagged under</dt><dd><a href="/tags/clay">clay</a></dd>'
        '<dt class="category-name">Category: </dt><dd><a href="/street">Street tales</a></dd>'
        '<dt class="createdby">Written by </dt><dd>Ada Lane</dd></dl>'
        f'<div itemprop="articleBody">{TEXT}</div></div>'
    )
    assert article.categories == ("Street tales",)
    assert article.author == "Ada Lane"


def test_an_author_who_is_shown_goes_before_one_in_hidden_microdata() -> None:
    article = _article(
        '<div class="item-page"><span itemprop="author"><meta itemprop="name" content="Old Street">'
        '</span><h1 itemprop="headline">Kiln</h1><small itemprop="author">'
        '<span itemprop="name">Written by Ada Lane</span></small>'
        f'<div itemprop="articleBody">{TEXT}</div></div>'
    )
    assert article.author == "Ada Lane"


@pytest.mark.parametrize("term", ["Details", "Detalles", "Информация о материале"])
def test_the_heading_of_the_details_is_no_label_and_no_text(term: str) -> None:
    article = _article(
        '<div class="item-page"><div class="page-header"><h2><a href="/street/12-kiln">Kiln</a></h2>'
        f'Written by Ada Lane</div><div class="article-info"><b>{term}:</b> Category: '
        f'<a href="/street">Street tales</a> | Hits: 431</div>{TEXT}</div>'
    )
    assert (article.author, article.categories, article.hits) == (
        "Ada Lane",
        ("Street tales",),
        431,
    )
    assert _words(article) == WORDS


def test_the_word_for_details_in_a_box_of_its_own_is_no_text() -> None:
    article = _article(
        '<article class="item-page"><header><h2><a href="/street/12-kiln">Kiln</a></h2></header>'
        '<aside class="articleMeta"><span class="metaIntro">Details</span>'
        '<span class="author">Written by Ada Lane</span></aside>'
        f'<section class="article-text-box">{TEXT}</section></article>'
    )
    assert _words(article) == WORDS


def test_a_section_without_a_link_before_the_category() -> None:
    article = _article(
        '<div class="item-page"><h2><a href="/street/12-kiln">Kiln</a></h2>'
        '<div><span>Old papers - </span><span><a href="/street">Street tales</a></span></div>'
        f"{TEXT}</div>"
    )
    assert article.categories == ("Old papers", "Street tales")
    assert _words(article) == WORDS


def test_the_box_of_the_text_is_the_inner_of_two() -> None:
    article = _article(
        '<div class="item-page"><div class="article-text"><div class="page-header"><h2>Kiln</h2>'
        '</div><ul class="bar"><li class="createdby">Written by Ada Lane</li></ul>'
        f'<div itemprop="articleBody">{TEXT}</div></div></div>'
    )
    assert article.author == "Ada Lane"
    assert _words(article) == WORDS


def test_an_item_of_k2_in_a_container_without_its_class() -> None:
    article = _article(
        '<body class="com_k2 view-item"><div id="k2Container" class="blog-item">'
        '<h2 class="itemTitle">Kiln</h2><h2 class="itemTitle">Kiln</h2>'
        '<span class="header-info_author"><a rel="author" href="/people/ada">Ada Lane</a></span>'
        '<span class="header-info_created">Sunday, 04 March 2012 09:15</span>'
        '<div class="header-tags"><a href="/tag/clay">clay</a></div>'
        f'<div class="itemIntroText">{TEXT}</div><div class="itemFullText"><p>It is gone.</p></div>'
        "</div>",
        "http://old.example/street/item/12-kiln",
    )
    assert (article.id, article.title, article.author) == ("com_k2:12", "Kiln", "Ada Lane")
    assert article.categories == ()
    assert article.created is not None
    assert article.created.value == "2012-03-04T09:15"
    assert _words(article) == f"{WORDS} It is gone."


NAMELESS = (
    '<li class="even"><span class="gkAvatar"><img src="/a.png" alt="Ben Ash"></span><div>'
    "<p>Who fired it last?</p><div><span>Posted by Ben Ash</span> <span>Saturday, 01 June 2013 10:05"
    "</span></div></div></li>"
)
PARAGRAPHS = (
    '<li class="even"><img src="/a.png" alt="Ben Ash"><div class="itemCommentsWrapper">'
    '<p class="commentAuthorName author">Posted by Ben Ash</p>'
    '<p class="commentDate createdate">Saturday, 01 June 2013 10:05</p><p>Who fired it last?</p>'
    '<p class="commentLink"><a href="/street/item/12-kiln#comment7">Comment Link</a></p></div></li>'
)


@pytest.mark.parametrize("comment", [NAMELESS, PARAGRAPHS])
def test_comments_of_k2_in_the_layouts_of_two_shops(comment: str) -> None:
    article = _article(
        '<body class="com_k2 view-item"><div id="k2Container" class="itemView">'
        f'<h2 class="itemTitle">Kiln</h2><div class="itemFullText">{TEXT}</div></div>'
        f'<div class="itemComments"><ul class="itemCommentsList">{comment}</ul></div>',
        "http://old.example/street/item/12-kiln",
    )
    (read,) = article.comments
    assert (read.author, read.text) == ("Ben Ash", "Who fired it last?")
    assert read.created is not None
    assert read.created.value == "2013-06-01T10:05"
