"""Every word of an article's page is accounted for: what is in no part of the record is told."""

from __future__ import annotations

from migrator import migrate
from migrator.model import Capture, Site
from migrator.report.explain import explain

MENU = (
    "<div id='top'><p>The museum of locks and keys is open on every day but the fair day.</p></div>"
)
TEXTS = (
    "A padlock of four letters was made for the town hall, and nobody remembers the word any more.",
    "The warded key is older than the house, and it opens the pantry of the neighbour as well.",
    "Grease of sheep keeps the tumblers quiet; oil of whales was better, and cost a week of wages.",
    "An iron chest came by river with its key inside, so the smith was sent for at the quay.",
)
LOST = (
    "What the smith said of the chest was written down by the clerk, who had never laughed before."
)


def museum(extra: str = "", body: str = "{}") -> Site:
    return migrate(captures(extra, body))


def captures(extra: str = "", body: str = "{}") -> list[Capture]:
    """Four articles; behind the item of the first stands `extra`, `body` is put around each
    text."""
    pages = []
    for number, text in enumerate(TEXTS):
        item = f"<div itemprop='articleBody'>{body.format(f'<p>{text}</p>')}</div>"
        html = (
            f"<html><head><meta name=generator content='Joomla! - Open Source'><title>Lock {number}"
            f"</title></head><body>{MENU}<div class='item-page' itemscope "
            f"itemtype='https://schema.org/Article'><h2 itemprop='headline'>Lock {number}</h2>"
            f"{item}</div>{extra if number == 0 else ''}</body></html>"
        )
        address = f"http://locks.example/{number + 1}-lock"
        pages.append(Capture(f"{number}.html", html.encode(), address))
    return pages


def warned(site: Site) -> list[str]:
    return [a.id for a in site.articles if any(n.code == "words-left" for n in a.notes)]


def test_a_page_that_is_whole_has_no_warning_and_its_words_are_counted() -> None:
    site = museum()
    assert warned(site) == []
    words = site.pages[0].words
    assert words is not None
    assert words["left"] == 0
    assert words["site"] == 15
    assert words["record"] == len(TEXTS[0].split()) + 2


def test_prose_beside_the_record_is_told_with_its_place() -> None:
    site = museum(f"<div id='below'><p>{LOST}</p></div>")
    assert warned(site) == ["com_content:1"]
    words = site.pages[0].words
    assert words is not None
    assert words["left"] == len(LOST.split())
    (note,) = (n for n in site.articles[0].notes if n.code == "words-left")
    assert "div#below" in note.message
    assert LOST[:40] in note.message


def test_a_loss_on_all_pages_of_one_article_is_none_of_the_sites_words() -> None:
    """The article and its print view lose the same words, and differ in others."""
    lost = f"<div id='below'><p>{LOST}</p></div>"
    first, *others = captures(lost)
    data = first.data.replace(b"Body'>", b"Body'><p>Printed for the reading room.</p>")
    paper = Capture("p.html", data, f"{first.url}?tmpl=component&print=1")
    assert warned(migrate([first, paper, *others])) == ["com_content:1"]


def test_a_short_line_behind_a_stray_end_tag_is_told() -> None:
    site = museum("<div id='below'>Shown in the third room, on Fridays.</div>")
    assert warned(site) == ["com_content:1"]


def test_what_the_page_calls_itself_is_no_word_of_its_own() -> None:
    pages = migrate(captures("<div id='pagetitle'>Lock 0</div>")).pages
    words = next(p.words for p in pages if p.source == "0.html")
    assert words is not None
    assert words["left"] == 0


def test_words_that_cleaning_drops_from_the_body_are_told() -> None:
    lost = "{}<svg><text>Seven words that no rule may drop</text></svg>"
    assert warned(museum(body=lost)) == [f"com_content:{n}" for n in (1, 2, 3, 4)]


def test_links_that_lead_off_the_site_are_words_and_those_to_its_pages_are_not() -> None:
    words = "The list of all the keys that the county bought in that year"
    for target, left in (
        ("/papers/keys.pdf", 1),
        ("http://county.example/keys", 1),
        ("/9-keys", 0),
        ("http://www.locks.example/9-keys", 0),
    ):
        site = museum(f"<div id='below'><a href='{target}'>{words}</a></div>")
        assert len(warned(site)) == left, target


def test_modules_and_forms_are_known() -> None:
    module = f"<div class='moduletable'><h3>Latest</h3><p>{LOST}</p></div>"
    assert warned(museum(f"{module}<form><p>Your name</p></form>")) == []


def test_a_page_of_no_article_with_words_of_its_own_is_a_gap_with_its_title() -> None:
    text = " ".join(f"{LOST} It was paragraph {n} of the statutes." for n in range(6))
    html = (
        "<html><head><meta name=generator content='Joomla! - Open Source'><title>Statutes</title>"
        f"</head><body class='com_wrapper'>{MENU}<div class='moduletable'><p>{text}</p></div></body>"
        "</html>"
    )
    url = "http://locks.example/index.php?option=com_wrapper&view=wrapper"
    pages = [*captures(), Capture("s.html", html.encode(), url)]
    site = migrate(pages)
    assert [(g.title, g.url) for g in site.gaps if "of its own" in g.why] == [("Statutes", url)]


def test_two_captures_of_one_article_that_say_different_things_are_told() -> None:
    address = "http://locks.example/index.php?option=com_content&view=article&id=1"
    page = captures(body="{}<p>It was sold in May for the price of the metal alone.</p>")[0]
    site = migrate([*captures(), Capture("later.html", page.data, address)])
    assert "price" in site.articles[0].body_html
    other = captures(body=f"<p>{LOST}</p>")[0]
    site = migrate([page, Capture("later.html", other.data, page.url)])
    codes = {n.code for a in site.articles for n in a.notes}
    assert codes & {"assemble-text-differs", "identity-apart"}


def test_explain_shows_the_ledger() -> None:
    page = captures(f"<div id='below'><p>{LOST}</p></div>")[0]
    lines = "\n".join(explain(page))
    assert "in the record" in lines
    assert "in div#below: " in lines


def test_the_text_of_a_page_that_is_taken_for_a_list_is_told() -> None:
    prose = "".join(f"<p>{LOST} {n} times it was copied.</p>" for n in range(9))
    links = "".join(f"<h3><a href='/{n}-lock'>Another lock {n}</a></h3>" for n in range(20, 24))
    html = (
        f"<html><head><meta name=generator content='Joomla! - Open Source'><title>Chests</title>"
        f"</head><body>{MENU}<div class='column'><h1>Chests</h1>{prose}{links}</div></body></html>"
    )
    url = "http://museum.example/chests"
    site = migrate([*captures(), Capture("chests.html", html.encode(), url=url)])
    page = next(p for p in site.pages if p.source == "chests.html")
    assert page.kind == "listing"
    assert [g.url for g in site.gaps if "of its own" in g.why] == [url]


def _of_links(url: str, below: str = "") -> Site:
    """A site with a page of four linked captions at `url`, and perhaps of links that lead
    `below` it."""
    captions = "".join(
        f"<a href='/pictures/{n}.jpg'>Key {n} of the old gate</a> " for n in range(4)
    )
    lower = "".join(f"<a href='{below}/{n}-lock-of-oak'>Lock {n}</a> " for n in range(3) if below)
    html = (
        "<html><head><meta name=generator content='Joomla! - Open Source'><title>Keys</title>"
        f"</head><body>{MENU}<div class='column'>{captions}{lower}</div></body></html>"
    )
    return migrate([*captures(), Capture("keys.html", html.encode(), url)])


def test_a_page_that_is_no_article_though_its_address_names_one_is_a_gap() -> None:
    url = "http://locks.example/gates/44-keys-of-the-gate"
    (gap,) = [g for g in _of_links(url).gaps if g.url == url]
    assert gap.title == "Keys"
    assert "names the article 44-keys-of-the-gate" in gap.why


def test_numbers_of_lists_and_of_articles_that_were_read_are_no_gap() -> None:
    named = (
        ("http://locks.example/pictures/category/44-gates", ""),
        ("http://locks.example/44-gates", "/44-gates"),
        ("http://locks.example/menu/2-lock", ""),
        ("http://locks.example/index.php?option=com_content&view=category&id=44", ""),
    )
    for url, below in named:
        assert not [g for g in _of_links(url, below).gaps if g.url == url], url


def test_words_that_only_the_print_view_of_a_page_has_are_no_words_of_the_site() -> None:
    """The page lost its end to a stray end tag; no id tells that the two are one article."""
    pages = captures()
    whole = f"<div class='item-page'><h2>Hasps</h2><div class='text'><p>{LOST}</p>{{}}</div></div>"
    rest = "<p>The clerk left the town in the year of the frost, and took the chest along.</p>"
    for name, body in (
        ("", f"{whole.format('</div></div>')}{rest}"),
        ("?tmpl=component&print=1&page=", whole.format(rest)),
    ):
        html = (
            "<html><head><meta name=generator content='Joomla! - Open Source'>"
            f"<title>Hasps</title></head><body>{MENU}{body}</body></html>"
        )
        pages.append(Capture(f"h{len(name)}", html.encode(), f"http://locks.example/hasps{name}"))
    assert "page:hasps" in warned(migrate(pages))


def test_explain_says_what_only_the_capture_tells() -> None:
    page = captures()[0]
    html = f"<title>Lock</title><body>{MENU}<div><h2>Lock</h2><p>{TEXTS[0]}</p></div></body>"
    unknown = Capture("x", html.encode(), page.url)
    assert not any("with the capture's others" in line for line in explain(page))
    assert any("with the capture's others" in line for line in explain(unknown))


def test_pages_of_one_text_in_two_languages_teach_both_footers() -> None:
    """The text was never translated: two addresses, one article, and a footer in each language."""
    foot = "<div class='foot'><p>{} of the museum, third house on the long quay</p></div></body>"
    pages = []
    for language, words in (("de", "Anschrift und Zeiten"), ("en", "Address and opening hours")):
        for capture in captures():
            html = capture.data.decode().replace("</body>", foot.format(words))
            address = (capture.url or "").replace("example/", f"example/{language}/")
            pages.append(Capture(f"{language}-{capture.source}", html.encode(), address))
    assert warned(migrate(pages)) == []


def test_a_box_taken_for_the_text_of_every_article_hides_no_loss() -> None:
    """A module's table was taken for the text of all articles, in two languages: what the articles
    say stands on two pages each, and is no word of the site for that."""
    box = "<table class='contentpaneopen'><tr><td>{} of the keys</td></tr></table></body>"
    pages = []
    for language, words in (("de", "Ein Kasten"), ("en", "A cabinet")):
        for number, text in enumerate(TEXTS):
            html = (
                f"<html><head><meta name=generator content='Joomla! 1.5 - Open Source'><title>Lock "
                f"{number}</title></head><body>{MENU}<div class='odd'><p>{text}</p></div>"
                + box.format(words)
            )
            address = (
                f"http://locks.example/index.php?option=com_content&view=article&id={number + 1}"
            )
            source = f"{language}-{number}.html"
            pages.append(Capture(source, html.encode(), f"{address}&lang={language}"))
    site = migrate(pages)
    assert len(warned(site)) == len(site.articles)


def _notes_of_the_site(site: Site) -> list[str]:
    return [a.id for a in site.articles if any(n.code == "words-of-the-site" for n in a.notes)]


def _locks(text: str) -> list[Capture]:
    """Twelve articles whose text begins with a paragraph of its own, and `text` at its end."""
    return [
        Capture(
            f"{n}.html",
            (
                f"<html><head><meta name=generator content='Joomla! - Open Source'><title>Lock {n}"
                f"</title></head><body>{MENU}<div class='item-page' itemscope itemtype="
                f"'https://schema.org/Article'><h2 itemprop='headline'>Lock {n}</h2><div itemprop="
                f"'articleBody'>{text.format(n)}</div></div></body></html>"
            ).encode(),
            f"http://locks.example/{n}-lock",
        )
        for n in range(1, 13)
    ]


def test_a_block_that_nearly_every_text_has_is_told() -> None:
    own = "<p>The lock number {0} hung on the gate of the {0}th house, and its key is lost.</p>"
    box = "<p>Guided walks start at the lock gate every day.</p>"
    assert len(_notes_of_the_site(migrate(_locks(own + box)))) == 12
    assert _notes_of_the_site(migrate(_locks(own))) == []


def test_one_text_under_many_titles_is_told() -> None:
    assert len(_notes_of_the_site(migrate(_locks(f"<p>{TEXTS[0]}</p>")))) == 12
