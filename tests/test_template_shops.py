"""What templates of shops and menu items make of the names that Joomla's own layouts have."""

from __future__ import annotations

import pytest

from migrator import read_page
from migrator.document import document
from migrator.model import Capture, Reading, When
from migrator.reading import feed, page

HEAD = '<meta name="generator" content="Joomla! - Open Source Content Management">'
PROSE = "<p>The kiln was fired twice a year, and the whole street carried wood to it.</p>"


def _read(body: str, head: str = "", classes: str = "site") -> Reading:
    html = f"<html><head>{HEAD}<title>Kiln</title>{head}</head><body class='{classes}'>{body}"
    return page.read(Capture("kiln.html", html.encode(), url="http://old.example/kiln"))


@pytest.mark.parametrize("suffix", ["menu-level-3", "_press", " plain"])
def test_a_page_class_suffix_is_no_part_of_the_name(suffix: str) -> None:
    reading = _read(f"<div class='item-page{suffix}'><h2>Kiln</h2>{PROSE}</div>")
    assert reading.fields["body"].rule.startswith("joomla25")


def test_an_extension_s_own_heading_is_no_article() -> None:
    doc = document.read(Capture("a", b"<h1 class='contentheadingNewsletter'>Letters</h1>"))
    assert not doc.find(".contentheading")


@pytest.mark.parametrize("name", ["item-page__text", "item-page-title-box", "contentpaneopen_edit"])
def test_a_name_of_its_own_keeps_its_meaning(name: str) -> None:
    doc = document.read(Capture("a", f"<div class='{name}'>{PROSE}</div>".encode()))
    assert not doc.find(".item-page, .contentpaneopen")


def test_what_opengraph_tells_of_an_article_is_read_where_the_page_shows_nothing() -> None:
    head = "".join(
        f'<meta property="article:{key}" content="{value}">'
        for key, value in (
            ("author", "Ida Marsh"),
            ("published_time", "2018-10-03 03:49:19"),
            ("section", "Crafts"),
            ("tag", "clay, fire"),
            ("tag", "wood"),
        )
    )
    shown = "<dl class='article-info'><dd class='createdby'>Written by Jon Pell</dd></dl>"
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{shown}{PROSE}</div>", head)
    assert reading.fields["author"].value == "Jon Pell"
    published = reading.fields["published"].value
    assert isinstance(published, When)
    assert published.value == "2018-10-03T03:49:19"
    assert reading.fields["category"].value == "Crafts"
    assert reading.fields["tags"].value == ("clay", "fire", "wood")


def test_an_opengraph_author_that_is_an_address_is_no_name() -> None:
    head = '<meta property="article:author" content="https://social.example/ida">'
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{PROSE}</div>", head)
    assert "author" not in reading.fields


def test_a_link_to_the_author_is_no_category() -> None:
    link = (
        "<h4 class='media-heading'><a href='/users/ida-marsh/233' rel='author'>Ida Marsh</a></h4>"
    )
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{link}{PROSE}</div>")
    assert "category" not in reading.fields


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("com-hikashop view-product layout-listing task-listing", "listing"),
        ("com-hikashop view-product layout-default task-updatecart", "form"),
        ("com-tz-portfolio-plus view-portfolio layout-default", "listing"),
        ("com-spauthorarchive view-articles layout-default", "listing"),
    ],
)
def test_lists_of_extensions_are_no_articles(classes: str, kind: str) -> None:
    assert _read(f"<main><h1>Kiln</h1>{PROSE * 3}</main>", classes=classes).kind == kind


def test_an_item_of_k2_keeps_its_component_under_renamed_classes() -> None:
    text = (
        f"<article class='post'><h3 class='heading'>Kiln</h3><div class='words'>{PROSE * 3}</div>"
    )
    html = f"<html><head>{HEAD}<title>Kiln</title></head><body class='com_k2 view-item'>{text}"
    reading = page.read(Capture("a", html.encode(), url="http://old.example/diary/item/31-kiln"))
    assert reading.key == "com_k2:31"


def test_comments_of_k2_under_new_names_in_its_list_are_read_by_their_shape() -> None:
    items = "".join(
        f"<li class='even'><div class='comment'><div class='comment-avatar'><img src='/{n}.jpg'></div>"
        f"<div class='comment-inner'><h4 class='comment-name'>{name}</h4>"
        f"<div class='comment-content'>{words}</div><div class='comment-footer'>"
        f"<span class='comment-date'>1{n} May 2014</span></div></div></div></li>"
        for n, name, words in (
            (2, "Rosa Till", "My aunt turned those wheels."),
            (4, "Per Holt", "Is the lamp room still shut?"),
        )
    )
    comments = f"<div><h4>2 comments</h4><ul class='itemCommentsList'>{items}</ul></div>"
    text = f"<div class='words'><h3>Kiln</h3>{PROSE * 3}{comments}</div>"
    reading = _read(text, classes="com_k2 view-item")
    assert reading.comment_system == "k2"
    assert reading.comments_stated == 2
    assert [(c.author, c.text) for c in reading.comments] == [
        ("Rosa Till", "My aunt turned those wheels."),
        ("Per Holt", "Is the lamp room still shut?"),
    ]
    assert "lamp room" not in (reading.body or "")


def _categories(*entries: tuple[str, str]) -> list[object]:
    items = "".join(
        f"<item><title>{title}</title><link>http://old.example/{i}-a</link>"
        f"<category>{category}</category></item>"
        for i, (title, category) in enumerate(entries, 1)
    )
    data = f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode()
    listed = feed.mentions(Capture("feed.xml", data, url="http://old.example/tag?format=feed"))
    return [m.fields["category"].value if "category" in m.fields else None for m in listed]


def test_the_feed_of_a_tag_names_no_categories() -> None:
    assert _categories(("Kiln", "Kiln"), ("Wood", "Wood")) == [None, None]
    assert _categories(("Saw", "15"), ("Axe", "16")) == [None, None]
    assert _categories(("News", "News"), ("Wood", "News")) == ["News", "News"]
    assert _categories(("Kiln", "2009"), ("Wood", "2009")) == ["2009", "2009"]


def test_a_list_of_icons_is_no_part_of_the_text() -> None:
    icons = "<ul class='share'><li><a href='#s'><i class='icon-a'></i></a></li></ul>"
    shown = "<ul><li><img src='/kiln.jpg'></li></ul>"
    reading = _read(f"<div class='words'><h1>Kiln</h1>{PROSE * 3}{shown}{icons}</div>")
    assert reading.fields["body"].rule.startswith("generic")
    assert (reading.body or "").count("<li>") == 1


def test_the_notes_of_a_comment_form_in_a_box_of_its_own_are_no_text() -> None:
    form = (
        "<div class='leave'><h4>Leave a comment</h4><p class='itemCommentsFormNotes'>Stars must be "
        "filled in.</p><div><form id='comment-form'><textarea name='commentText'></textarea>"
        "<input type='hidden' name='itemID' value='31'></form></div></div>"
    )
    text = f"<div class='words'><h1>Kiln</h1>{PROSE * 3}{form}</div>"
    body = _read(text, classes="com_k2 view-item").body or ""
    assert "kiln" in body
    assert "Stars" not in body
    assert "Leave" not in body


def test_a_heading_that_is_shown_goes_before_microdata_that_is_hidden() -> None:
    """A template may print the microdata of another article (youdo-pages' js_impacto of 3.x)."""
    item = (
        "<div class='item-page' itemscope itemtype='http://schema.org/Article'>"
        "<meta itemprop='headline' content='The first kiln'><div class='page-header'>"
        f"<h2>The last kiln</h2></div><div itemprop='articleBody'>{PROSE}</div></div>"
    )
    assert _read(item).fields["title"].value == "The last kiln"


def test_a_date_in_the_column_of_authors_is_no_author() -> None:
    row = "<tr class='cat-list-row0'><td class='list-title'><a href='/{0}-kiln'>Kiln {0}</a></td>"
    rows = "".join(
        f"{row.format(n)}<td class='list-author'>{who}</td></tr>"
        for n, who in ((1, "11.11.2020"), (2, "Written by Ada"))
    )
    html = f"<html><head>{HEAD}</head><body><table class='category'>{rows}</table></body></html>"
    reading = page.read(Capture("list.html", html.encode(), "http://old.example/kilns"))
    assert [
        m.fields["author"].value if "author" in m.fields else None for m in reading.mentions
    ] == [None, "Ada"]


def test_a_module_that_prints_an_article_is_not_taken_for_the_article() -> None:
    """Newsflash in a box of Artisteer's, deeper in the page than the article itself."""
    module = (
        "<div class='side'><div><div><div><table class='contentpaneopen'><tr><td>Wood is sold on "
        "Fridays.</td></tr></table></div></div></div></div>"
    )
    item = f"<div class='item-page'><h2>Kiln</h2>{PROSE}</div>"
    body = _read(module + item).body
    assert body is not None
    assert "fired twice" in body
    assert "Fridays" not in body


def test_an_author_s_end_tags_behind_a_page_break_end_no_article() -> None:
    """The second part of a text that was parted within two boxes of the author's own."""
    long = "The kiln was fired twice a year, and the whole street carried wood to it. " * 3
    body = (
        "<main><div class='com-content-article item-page'><div class='page-header'><h1>Kiln</h1>"
        "</div><div class='com-content-article__body'><div class='pagenavcounter'>Page 2 of 2</div>"
        f"</div></div><h2>The second firing</h2><p>{long}</p><nav class='pager'><p>{long}</p></nav>"
        "</main>"
    )
    html = _read(body).body
    assert html is not None
    assert html.count("fired twice") == 3
    assert "second firing" in html


def test_a_box_that_an_author_pasted_is_not_the_whole_text() -> None:
    body = (
        "<div class='com-content-article item-page'><div class='page-header'><h1>Kiln</h1></div>"
        "<div class='com-content-article__body'><p>The kiln of the lower street was the older of "
        f"the two by a hundred years.</p><div class='article-body'>{PROSE}</div></div></div>"
    )
    html = _read(body).body
    assert html is not None
    assert "lower street" in html


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        ("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Ffb.example%2F1", True),
        ("https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Ffb.example%2F2", True),
        ("https://platform.twitter.com/embed/Tweet.html?id=20", True),
        ("https://www.facebook.com/plugins/like.php?href=http%3A%2F%2Fold.example%2F", False),
        ("https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Ffb.example%2F3", False),
        ("https://platform.twitter.com/widgets/tweet_button.html?text=Lamps", False),
    ],
)
def test_an_embedded_post_is_content_and_a_button_is_none(source: str, stays: bool) -> None:
    page = (
        '<meta name="generator" content="Joomla! - Open Source Content Management">'
        '<title>Lamps</title><div class="item-page"><div class="page-header"><h2>Lamps</h2></div>'
        '<div itemprop="articleBody"><p>The street was lit by hand.</p>'
        f'<p><iframe src="{source}"></iframe></p></div></div>'
    )
    article = read_page(page.encode(), url="http://old.example/street/12-lamps").article
    assert article is not None
    assert ("<iframe" in article.body_html) == stays


def test_the_menu_s_heading_over_a_hidden_title_is_no_title() -> None:
    page = (
        '<meta name="generator" content="Joomla! - Open Source Content Management">'
        "<title>Old Street - Parting</title>"
        '<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/street">Street tales</a>'
        "</li><li>Parting</li></ul>"
        '<div class="item-page"><div class="page-header"><h1>Street tales</h1></div>'
        '<div itemprop="articleBody"><p>She left by the last tram.</p></div></div>'
    )
    article = read_page(page.encode(), url="http://old.example/street/2-parting").article
    assert article is not None
    assert "Street tales" not in (article.title or "")
    assert "Parting" in (article.title or "")


def test_the_name_of_the_menu_item_makes_no_comment_of_the_details() -> None:
    page = (
        '<meta name="generator" content="Joomla! - Open Source Content Management">'
        "<title>Lamps</title>"
        '<body class="option-com-content menu-opinion">'
        f'<div class="top"><p>{"The street was lit by hand until last winter. " * 6}</p></div>'
        '<div class="item-page"><div class="page-header"><h2>Lamps</h2></div>'
        '<dl class="article-info"><dt>Details</dt><dd class="createdby">By '
        '<span itemprop="name">Ada</span></dd><dd class="modified">Last updated: '
        '<time datetime="2017-02-12T17:35:23+01:00">12 February 2017</time></dd></dl>'
        '<div itemprop="articleBody"><p>Who filled the lamps?</p></div></div>'
    )
    article = read_page(page.encode(), url="http://old.example/street/12-lamps").article
    assert article is not None
    assert not article.comments


def test_an_author_that_is_printed_goes_before_frozen_microdata() -> None:
    frozen = "<span itemprop='author'><meta itemprop='name' content='Street Museum'></span>"
    printed = "<small itemprop='author'><span itemprop='name'>Written by Ida Marsh</span></small>"
    reading = _read(f"<div class='item-page'>{frozen}<h2>Kiln</h2>{printed}{PROSE}</div>")
    assert reading.fields["author"].value == "Ida Marsh"


@pytest.mark.parametrize("name", ["Von Trapp", "By Hand Ltd"])
def test_a_name_in_microdata_may_begin_like_a_label(name: str) -> None:
    shown = f"<small itemprop='author'><span itemprop='name'>{name}</span></small>"
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{shown}{PROSE}</div>")
    assert reading.fields["author"].value == name


def test_the_category_above_is_not_the_category() -> None:
    shown = (
        "<ul><li class='post--parent-category'>Parent: <span itemprop='genre'>Crafts</span></li>"
        "<li class='post--category'><a href='/crafts/clay' itemprop='genre'>Clay</a></li></ul>"
    )
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{shown}{PROSE}</div>")
    assert reading.fields["category"].value == "Clay"
    assert reading.fields["parent category"].value == "Crafts"


def test_a_class_on_the_label_does_not_make_it_the_value() -> None:
    shown = (
        "<section><h6>Details</h6><dl class='article-info'><dt class='category-name'>Category: </dt>"
        "<dd><a href='/crafts/clay'>Clay</a></dd></dl></section>"
    )
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{shown}{PROSE}</div>")
    assert reading.fields["category"].value == "Clay"
    assert reading.body
    assert "Details" not in reading.body


def test_a_table_of_articles_below_the_page_s_own_address_is_a_list() -> None:
    rows = "".join(
        f"<tr><td><a href='/kiln/{n}-firing-{n}'>Firing {n}</a></td><td>1{n}</td></tr>"
        for n in range(1, 9)
    )
    reading = _read(f"<div id='content'><h2>Kiln</h2>{PROSE}<table>{rows}</table></div>")
    assert reading.kind == "listing"


def test_a_module_in_the_style_of_posts_is_no_second_article() -> None:
    module = (
        "<div class='art-post'><div class='art-post-body'><h2 class='art-postheader'>Opening days</h2>"
        f"<div class='art-postcontent'>{PROSE}</div></div></div>"
    )
    article = (
        "<div class='art-post'><div class='art-post-body'><h2 class='art-postheader'>Kiln</h2>"
        f"<div class='art-postcontent'><div class='art-article'>{PROSE}</div></div></div></div>"
    )
    reading = _read(f"<div class='art-content'>{module}{article}</div>")
    assert reading.kind == "article"
    assert reading.fields["title"].value == "Kiln"


def test_a_text_that_leads_to_articles_below_its_address_is_no_list() -> None:
    links = "".join(f'<a href="/street/{n}-lamp">Lamp {n}</a> ' for n in (3, 4))
    prose = (
        f"<p>{'The kiln was fired twice a year, and the street carried wood to it. ' * 4}</p>" * 3
    )
    body = f'<div class="zone"><h2>Kiln</h2>{prose}<p>See also {links}</p></div>'
    html = f"<html><head>{HEAD}<title>Kiln</title></head><body>{body}"
    reading = page.read(Capture("street.html", html.encode(), url="http://old.example/street"))
    assert reading.kind == "article"


@pytest.mark.parametrize(
    ("shown", "name"),
    [("WEB_MASTER", "WEB_MASTER"), ("POST_BY Ida Marsh", "Ida Marsh"), ("TPL_WRITTEN_BY", None)],
)
def test_a_user_s_name_may_look_like_a_constant(shown: str, name: str | None) -> None:
    line = f"<dl class='article-info'><dd class='createdby'>{shown}</dd></dl>"
    reading = _read(f"<div class='item-page'><h2>Kiln</h2>{line}{PROSE}</div>")
    author = reading.fields.get("author")
    assert (author.value if author else None) == name
