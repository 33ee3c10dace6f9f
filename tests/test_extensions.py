"""What other components than com_content hold: forums, guest books, items, and what nobody
declared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from migrator import Site, migrate
from migrator.model import Capture, Reading
from migrator.normalise import dates
from migrator.reading import page as reading
from tests import site as old_site
from tests.site import of_readings

HOST = old_site.HOST
PROSE = (
    "<p>The rope of the small bell had worn through at the wheel, and nobody dared to ring it "
    "since the spring rains came through the louvres.</p><p>We bought forty feet of hemp, soaked "
    "it for a night, and spliced it to the old tail with a wooden fid.</p>"
)


def page(address: str, title: str, body: str, classes: str = "") -> Capture:
    html = (
        f'<html lang="en-gb"><head>{old_site.HEAD}<title>{title}</title></head>'
        f'<body class="{classes}">{old_site.MENU}<div id="main">{body}</div></body></html>'
    )
    return Capture(address.strip("/").replace("/", "_") or "index", html.encode(), HOST + address)


def post(number: int, author: str, text: str) -> str:
    return (
        f'<table><tr><th><a name="{number}"></a></th></tr><tr>'
        f'<td class="fb-msgview-left"><span class="view-username">{author}</span></td>'
        f'<td class="fb-msgview-right"><span class="msgtitle">Ropes</span> '
        f'<span class="msgdate" title="2010/05/0{number} 10:20">ago</span>'
        f'<div class="msgtext">{text}</div></td></tr></table>'
    )


def topic(address: str, *posts: str) -> Capture:
    head = '<span class="fb_title"><b>TOPIC:</b> A rope for the bell</span>'
    views = f'<table id="fb_views"><tr><td>{head}{"".join(posts)}</td></tr></table>'
    crumbs = '<div class="pathway"><a href="/forum">Forum</a> <a href="/forum/2">Tower</a></div>'
    return page(address, "A rope for the bell", f'{crumbs}<div id="fireboard">{views}</div>')


def of(*captures: Capture) -> Site:
    return of_readings(map(reading.read, captures))


def test_a_thread_is_joined_from_its_pages_with_title_path_and_posts() -> None:
    first = "/index.php?option=com_fireboard&func=view&id=1&catid=2"
    site = of(
        topic(f"{first}&limit=2&limitstart=2", post(3, "Ada", "Third.")),
        topic(first, post(1, "Ines", "First."), post(2, "Tom", "Second.")),
        topic("/index.php?option=com_fireboard&func=view&id=9&catid=2", post(9, "Ines", "Else.")),
    )
    thread, other = site.threads
    assert (thread.title, thread.categories) == ("A rope for the bell", ("Forum", "Tower"))
    assert [(p.id, p.author, p.text) for p in thread.posts] == [
        ("1", "Ines", "First."),
        ("2", "Tom", "Second."),
        ("3", "Ada", "Third."),
    ]
    assert thread.posts[0].created is not None
    assert thread.posts[0].created.value == "2010-05-01T10:20"
    assert thread.url == HOST + first
    assert len(thread.sources) == 2
    assert [p.text for p in other.posts] == ["Else."]
    assert {p.kind for p in site.pages} == {"forum"}


def test_threads_of_pages_that_tell_no_address_stay_apart() -> None:
    pages = [
        topic("/index.php?option=com_fireboard&func=view&id=1&catid=2", post(n, "Ada", words))
        for n, words in ((1, "Of hemp."), (2, "Of flax."))
    ]
    site = of(*(replace(p, source=f"{n}.html", url=None) for n, p in enumerate(pages)))
    assert [[p.text for p in t.posts] for t in site.threads] == [["Of hemp."], ["Of flax."]]


def test_a_kunena_topic_is_called_by_the_head_of_its_block() -> None:
    """Templates of shops print it without a heading of its own (Kunena 3 in a Bootstrap layout)."""
    posts = (
        '<div class="kblock"><div class="kheader"><span>TOPIC: A loose tongue</span></div>'
        '<div class="kbody"><div class="kmsg-header"><span class="kmsgdate" '
        'title="09 Dec 2014 10:45">ago</span><a id="6"></a></div><table class="kmsg"><tr><td>'
        '<span class="kpost-username">Ada</span></td><td><div class="kmsgtext">Tie it up.</div>'
        "</td></tr></table></div></div>"
    )
    address = "/index.php?option=com_kunena&view=topic&id=6"
    body = f'<h1>The tower</h1><div id="Kunena">{posts}</div>'
    assert of(page(address, "Kunena :: Topic: A loose tongue (1/1)", body)).threads[0].title == (
        "A loose tongue"
    )


def a_forum(folder: Path) -> None:
    """A forum of one thread in two pages, an article that links to it, saved as files."""
    first = "/forum/2/1-ropes"
    link = f'{PROSE}<p>See <a href="{first}">the thread</a>.</p>'
    attached = '<div class="fb_files"><a href="/images/fbfiles/splice.pdf">splice.pdf</a></div>'
    pages = (
        topic(first, post(1, "Ines", "First, in <b>bold</b>."), post(2, "Tom", "Second.")),
        topic(f"{first}?limitstart=2", post(3, "Ada", f"Third.{attached}")),
        old_site.article("/news/5-rope", "Rope", link),
    )
    rows = ["file\turl\tstatus\tcontent-type\tlocation"]
    for number, capture in enumerate(pages):
        (folder / f"{number}.html").write_bytes(capture.data)
        rows.append(f"{number}.html\t{capture.url}\t200\ttext/html\t")
    (folder / "urls.tsv").write_text("\n".join(rows) + "\n", "utf-8")


def test_threads_are_a_section_of_the_new_site(tmp_path: Path) -> None:
    """In Markdown, Hugo and Jekyll a thread is an article of the forum's section; JSON has a form
    of its own for them."""
    source, out = tmp_path / "pages", tmp_path / "out"
    source.mkdir()
    a_forum(source)
    migrate(source, out, to=["json", "markdown", "hugo", "jekyll"]).close()
    markdown = (out / "markdown/ropes.md").read_text("utf-8")
    assert "First, in **bold**." in markdown
    assert "- Forum\n- Tower" in markdown
    answers = (out / "markdown/ropes.comments.yaml").read_text("utf-8")
    assert answers.index("Second.") < answers.index("Third.")
    assert "http://old.example/images/fbfiles/splice.pdf" in answers
    assert "](ropes.md)" in (out / "markdown/rope.md").read_text("utf-8")
    thread = out / "hugo/content/forum/tower/ropes/index.md"
    assert "author: Ines" in thread.read_text("utf-8")
    assert "Third." in (thread.parent / "comments.yaml").read_text("utf-8")
    assert (out / "hugo/content/forum/tower/_index.md").exists()
    assert "](/forum/2/1-ropes/)" in (out / "hugo/content/rope/index.md").read_text("utf-8")
    assert "First" in (out / "jekyll/_articles/ropes.md").read_text("utf-8")
    assert "/forum/2/1-ropes" in (out / "redirects/redirects.csv").read_text("utf-8")
    assert "First, in" not in (out / "json/articles.jsonl").read_text("utf-8")
    assert (out / "json/threads.jsonl").read_text("utf-8").count("\n") == 1


def guest_book(address: str, *names: str) -> Capture:
    entries = "".join(
        f'<div class="easy_frame"><strong class="easy_big" id="gbentry_{ord(n[0])}">{n}</strong>'
        f'<div class="easy_content">{n} was here.</div></div>'
        for n in names
    )
    heading = '<h2 class="componentheading">Guestbook</h2><div class="easy_intro">Welcome.</div>'
    return page(address, "Guestbook", f'<div id="easybook">{heading}{entries}</div>')


def test_a_guest_book_is_one_item_of_its_own_section() -> None:
    site = of(guest_book("/guests.html", "Ines", "Tom"), guest_book("/guests.html?start=5", "Ada"))
    (book,) = site.articles
    assert (book.kind, book.title, book.categories) == ("item", "Guestbook", ("Guest books",))
    assert book.body_markdown.strip() == "Welcome."
    assert [c.author for c in book.comments] == ["Ines", "Tom", "Ada"]
    assert [p.kind for p in site.pages] == ["item", "item"]


EVENT = (
    '<div id="eventlist" class="el_details"><dl class="event_info"><dt>Title:</dt>'
    '<dd class="title">Ringing night</dd><dt>When:</dt><dd class="when">Saturday, 22 May 2010</dd>'
    f'</dl><div class="event_desc">{PROSE}</div></div>'
)


def test_an_item_has_fields_of_its_own_and_no_date_of_an_event() -> None:
    (event,) = of(page("/events/21-ringing.html", "Ringing night", EVENT)).articles
    assert (event.kind, event.categories, event.created) == ("item", ("Events",), None)
    assert event.extra == {"when": "Saturday, 22 May 2010"}
    assert "hemp" in event.body_markdown
    assert "Saturday" not in event.body_markdown


def read(body: str) -> Reading:
    return reading.read(page("/tower/12-bell-rope", "Bell rope", body, "com_content view-article"))


@pytest.mark.parametrize("name", ["comments", "comment", "respond"])
def test_a_box_that_no_comment_system_owns_stays_in_the_article(name: str) -> None:
    box = f'<div id="{name}"><p>Nobody knows whose these words are.</p></div>'
    body = f'<div class="item-page"><h2>Bell rope</h2>{PROSE}{box}</div>'
    assert "whose these words are" in (read(body).body or "")


def test_the_box_of_a_system_that_is_there_is_taken_out() -> None:
    entry = '<li class="comment" id="comment-1"><p class="metadata author">Ines</p></li>'
    box = f'<div id="comments">Four voices<ol id="commentlist">{entry}</ol></div>'
    numbers = '<h3 id="comments-num">1 Comment</h3>'
    body = f'<div class="item-page"><h2>Bell rope</h2>{PROSE}{box}{numbers}</div>'
    assert "Four voices" not in (read(body).body or "")


def test_a_component_that_nobody_declared_is_read_by_its_shape(tmp_path: Path) -> None:
    """Three articles of a known structure, and one page of another component in their template."""
    for number in range(3):
        text = (
            f"<p>Notes of evening {number}: " + "we rang, and counted every stroke. " * 8 + "</p>"
        )
        (tmp_path / f"{number}.html").write_bytes(
            old_site.article(f"/news/{number}-evening", f"Evening {number}", text).data
        )
    other = page("/odd/7-rope", "Bell rope", f"<h1>Bell rope</h1><div>{PROSE}{PROSE}</div>")
    (tmp_path / "odd.html").write_bytes(other.data)
    empty = page("/odd", "Odd", '<h1>Odd</h1><div><a href="/odd/7-rope">Bell rope</a></div>')
    (tmp_path / "list.html").write_bytes(empty.data)
    with migrate(tmp_path) as site:
        kinds = {p.source: p.kind for p in site.pages}
        assert kinds["odd.html"] == "article"
        assert kinds["list.html"] != "article"
        (found,) = [a for a in site.articles if "odd.html" in a.sources]
        assert "wooden fid" in found.body_markdown
        assert any(n.code == "reading-generic" for n in found.notes)


def test_replies_on_a_page_of_their_own_are_a_gap_with_their_words() -> None:
    reply = (
        '<div id="maxcomment14"><a name="maxcomment14"></a><div id="commenttext">'
        "A plain bowline.</div></div>"
    )
    site = of(page("/index.php?option=com_maxcomment&task=viewallreplies&id=12", "Replies", reply))
    (gap,) = [g for g in site.gaps if g.kind == "article" and g.told]
    (comment,) = gap.told["comments"]
    assert (comment["text"], comment["parent"]) == ("A plain bowline.", "12")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Sun Mar 15 13:02:00 2009", "2009-03-15T13:02:00"),
        ("Tue May  4 10:20:05 2010", "2010-05-04T10:20:05"),
        ("Fri Jan  1 09:00:00 AM 2010", "2010-01-01T09:00:00"),
        ("Thu Dec 31 23:59:59 CET 2009", "2009-12-31T23:59:59"),
    ],
)
def test_dates_as_c_prints_them(printed: str, value: str) -> None:
    found = dates.parse(printed)
    assert found is not None
    assert found.value == value
