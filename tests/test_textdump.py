"""Pages as mere texts: titles, details, bodies and comments in the shapes of dumpers and systems."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator import migrate
from migrator.document.context import TextSurvey
from migrator.joomla.field_names import FieldName
from migrator.model import Capture, Reading, When
from migrator.reading.page import read as read_page
from migrator.sources.texts import JsonTexts
from migrator.textdump import body, lines, moments, reader, survey, wrap

MENU = "Main Menu\n\n  • Home\n  • Mills\n  • Rivers\n  • Search\n"
FOOT = "\nPowered by Joomla!. valid XHTML and CSS.\n"
PROSE = (
    "The miller of the lower weir kept a ledger of every sack for forty years, and his daughter "
    "has now read all of it."
)


def read(text: str, learned: TextSurvey | None = None, url: str | None = None) -> Reading:
    return reader.read(Capture("page.txt", text.encode(), url), learned)


def value(reading: Reading, name: FieldName) -> object:
    field = reading.fields.get(name)
    found = field.value if field else None
    return found.value if isinstance(found, When) else found


def page(title: str, details: str, words: str = PROSE, after: str = "", menu: str = MENU) -> str:
    return f"{menu}\n{title}\n{details}\n\n{words}\n\n{after}{FOOT}"


# -- titles and details --


@pytest.mark.parametrize(
    ("title", "details"),
    [
        ("The ledger \t\tPDF \t\tPrint \t\tE-mail", "Written by Ada Weir\nMonday, 14 May 2007"),
        ("The ledger            PDF      Print      E-mail", "Written by Ada Weir\n14 May 2007"),
        (
            "The ledger\n\n  • Print\n  • Email",
            "Details\nWritten by: Ada Weir\nCreated: 14 May 2007",
        ),
        (
            "The ledger",
            "Details\nCreated\nMonday, 14 May 2007\nCreated by\nAda Weir\nHits\n9 views",
        ),
        ("The ledger", "Details\nGeschrieben von Ada Weir\nErstellt am 14. Mai 2007\nZugriffe: 12"),
        ("14 May 2007\n\nThe ledger", "Written by Ada Weir, Posted in Mills"),
        ("The ledger", "Monday, 14 May 2007\nAda Weir\nWater Works\n425 Hits\n2 Comments"),
    ],
)
def test_title_author_and_date(title: str, details: str) -> None:
    reading = read(page(title, details))
    assert reading.kind == "article"
    assert value(reading, "title") == "The ledger"
    assert value(reading, "author") == "Ada Weir"
    assert str(value(reading, "created")).startswith("2007-05-14")
    assert reading.body == f"<p>{PROSE}</p>"


def test_wrapped_title_beside_its_buttons() -> None:
    text = page(
        "The ledger of\nthe lower weir:        PDF         Print        E-mail\na long account",
        "Written by Ada Weir\n14 May 2007",
    )
    assert value(read(text), "title") == "The ledger of the lower weir: a long account"


def test_title_that_a_list_has_too() -> None:
    listed = MENU + "\nPopular\n\n  • The ledger\n  • Two weirs\n  • Sluice\n"
    texts = [
        page(title, f"Written by Ada Weir\n{day} May 2007", f"{PROSE} {title}.", menu=listed)
        for day, title in enumerate(["The ledger", "Two weirs", "Sluice", "Eels", "Ice"], 3)
    ]
    learned = survey.learn(survey.look(lines.read(text)) for text in texts)
    titles = [value(read(text, learned), "title") for text in texts]
    assert titles == ["The ledger", "Two weirs", "Sluice", "Eels", "Ice"]


def test_authors_are_told_from_categories_by_all_texts() -> None:
    beside = ["Ada Weir Water Works", "Ada Weir Old Mills", "Bo Lock Old Mills", "Cy Water Works"]
    texts = [
        page(f"Text {n}", f"{n} May 2007 {who}", f"{n} sacks. {PROSE}")
        for n, who in enumerate(beside, 3)
    ]
    learned = survey.learn(survey.look(lines.read(text)) for text in texts)
    authors = [value(read(text, learned), "author") for text in texts]
    assert authors == ["Ada Weir", "Ada Weir", "Bo Lock", "Cy"]


def test_what_a_text_does_not_tell_is_null() -> None:
    reading = read(page("The ledger\n\n  • Print\n  • Email", "Hits: 12"))
    assert value(reading, "title") == "The ledger"
    assert value(reading, "hits") == 12
    assert {"author", "created", "published"}.isdisjoint(reading.fields)
    assert [n.code for n in reading.notes] == ["textdump-reading"]
    assert "alone" in reading.notes[0].message


def test_tags_below_the_details_are_not_the_body() -> None:
    reading = read(
        page("The ledger", "Details\nCreated: 14 May 2007\nHits: 3\n  • mills\n  • eels")
    )
    assert value(reading, "tags") == ("mills", "eels")
    assert reading.body == f"<p>{PROSE}</p>"


# -- kinds --


def test_a_blog_of_several_articles_is_a_list() -> None:
    one = f"The ledger\nWritten by Ada Weir\n14 May 2007\n\n{PROSE}\n\nRead more...\n\n"
    assert read(MENU + one + one.replace("ledger", "sluice") + FOOT).kind == "listing"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Search Keyword weir\nTotal 3 results found.\n\n1. The ledger\n(Mills)", "search"),
        ("You are not authorised to view this resource.\nYou need to login.", "error"),
        (
            "Mills\n\nDisplay #\nTitle \t\tAuthor \t\tHits\nEels \t\tBo \t\t12\nIce \t\tCy \t\t9",
            "listing",
        ),
    ],
)
def test_other_kinds(words: str, kind: str) -> None:
    reading = read(f"{MENU}\n{words}\n\n{PROSE}\n{FOOT}")
    assert reading.kind == kind
    assert not reading.comments


def test_an_address_of_a_list_makes_a_list() -> None:
    url = "http://weir.example/index.php?option=com_content&view=category&id=4"
    text = page("The ledger", "Written by Ada Weir\n14 May 2007")
    assert read_page(Capture("page.txt", text.encode(), url)).kind == "listing"


def test_a_licence_is_no_page() -> None:
    words = "The weir licence\n\nVersion 2, June 1991\n\n" + f"{PROSE}\n\n" * 4
    assert read(words).kind == "not-joomla"


# -- comments --

ADA, BO = ("Ada Weir", "2008-03-02T10:15"), ("Bo K.", "2008-03-03T11:20")

SHAPES = {
    "jcomments list": """Comments
+3 #2 Bo K. 2008-03-03 11:20
Eels too.
Quote
0 #1 Ada Weir 2008-03-02 10:15
Sacks and sacks.
Quote
Refresh comments list""",
    "jcomments by lines": """Comments
+3
#
Ice —
Bo K.
2008-03-03 11:20
Eels too.
Reply
| Reply with quote |
Quote
0
#
Ada Weir
2008-03-02 10:15
Sacks and sacks.
Reply
Refresh comments list""",
    "akocomment": """Quote this article on your site | Views: 40
  Comments (2)
 1 Ice
Written by Bo K. website, on 03-03-2008 11:20
Eels too.
 2 Written by Ada Weir, on 02-03-2008 10:15
Sacks and sacks.

Write Comment""",
    "joomlacomment": """Comments
Add New \t\tSearch \t\tRSS
Bo K.  - Ice \t\t  |198.51.100.xxx |2008-03-03 11:20:00
Eels too.
Reply | Quote
1 \t\t \t\t0
Ada Weir \t\t  |Author |2008-03-02 10:15:00
Sacks and sacks.
Reply | Quote
Write comment""",
    "yvcomment": """Comments (2)
Ice
2 Monday, 03 March 2008 11:20
Bo K.
Eels too.
Re: The ledger
1 Sunday, 02 March 2008 10:15
Ada Weir
Sacks and sacks.

Add your comment""",
    "k2": """2 comments

  • Comment Link Bo K. Monday, 03 March 2008 11:20 posted by Bo K.

    Eels too.

  • Comment Link Ada Weir Sunday, 02 March 2008 10:15 posted by Ada Weir

    Sacks and sacks.

Leave a comment""",
    "k2 by lines": """2 comments
Comment Link
Monday, 03 March 2008 11:20
posted by Bo K.
Eels too.
Comment Link
Sunday, 02 March 2008 10:15
posted by Ada Weir
Sacks and sacks.
Leave a comment""",
    "zoo": """Comments (2)

  • Bo K.
    Bo K.
    03 March 2008 at 11:20 | #

    Eels too.

    reply
  • Ada Weir
    Ada Weir
    02 March 2008 at 10:15 | #

    Sacks and sacks.

    reply

Leave a comment""",
    "easyblog": """Comments 2

Guest
Guest - Bo K. on Monday, 03 March 2008 11:20

Eels too.

0 Cancel Reply
Eels too.
Cancel Update Comment
Ada Weir
Ada Weir on Sunday, 02 March 2008 10:15

Sacks and sacks.

0 Cancel Reply
Sacks and sacks.
Cancel Update Comment""",
    "date under the words": """Comments (2)
+3 #2
Bo K.
(guest)
Eels too.
March 03 2008 11:20
Reply Reply with quote Quote
+1 #1
Ada Weir
Sacks and sacks.
March 02 2008 10:15
Reply Reply with quote Quote
Add comment""",
    "name, date, words": """2 comments

  • Bo K.
    Monday, 03 March 2008 11:20

    Eels too.

  • Ada Weir
    Sunday, 02 March 2008 10:15

    Sacks and sacks.

Login to post a comment""",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_comments(shape: str) -> None:
    text = page("The ledger", "Written by Ada Weir\n14 May 2007", after=SHAPES[shape])
    comments = {c.text: c for c in read(text).comments}
    assert sorted(comments) == ["Eels too.", "Sacks and sacks."]
    for words, (name, moment) in zip(("Eels too.", "Sacks and sacks."), (BO, ADA), strict=True):
        created = comments[words].created
        assert comments[words].author == name
        assert created is not None
        assert created.value.startswith(moment)


def test_titles_and_votes_of_comments() -> None:
    text = page("The ledger", "Written by Ada\n14 May 2007", after=SHAPES["jcomments by lines"])
    first = read(text).comments[0]
    assert (first.title, first.votes) == ("Ice", 3)


def test_ages_are_no_dates() -> None:
    talk = (
        "Comments (2)\nBo K. 3 years ago +2\nEels too.\nAda Weir 3 years ago\nSacks.\nAdd comment"
    )
    reading = read(page("The ledger", "Written by Ada\n14 May 2007", after=talk))
    assert [(c.author, c.created, c.text) for c in reading.comments] == [
        ("Bo K.", None, "Eels too."),
        ("Ada Weir", None, "Sacks."),
    ]
    assert reading.notes[-1].code == "textdump-comment-ages"
    assert "2 of 2 comments have no date" in reading.notes[-1].message


def test_threads_by_indentation() -> None:
    talk = """2 comments

  • Bo K.
    Monday, 03 March 2008 11:20

    Eels too.

    • Ada Weir
      Monday, 03 March 2008 12:20

      Which eels?
"""
    first, second = read(page("The ledger", "Written by Ada\n14 May 2007", after=talk)).comments
    assert first.parent is None
    assert second.parent == first.id


def test_bbcode_and_quotes_in_comments() -> None:
    talk = (
        "Comments\n#2 Bo K. 2008-03-03 11:20\nQuoting Ada Weir:\nSacks.\nNo, eels.\nQuote\n"
        "#1 Cy 2008-03-02 10:15\n[b]Ice[/b] [url=javascript:x]y[/url] <i>\nQuote\n"
    )
    first, second = read(page("The ledger", "Written by Ada\n14 May 2007", after=talk)).comments
    assert first.html == '<blockquote title="Ada Weir">Sacks.</blockquote>No, eels.'
    assert second.html == "<strong>Ice</strong> y &lt;i&gt;"


@pytest.mark.parametrize(
    "after",
    ["No comments\nLogin to post a comment", "Comments (0)\nAdd comment", "< Prev   Next >"],
)
def test_texts_without_comments(after: str) -> None:
    listed = "Latest Comments\n\n  • Ann said 2 years ago\n    Nice sacks...\n" + MENU
    text = page("The ledger", "Written by Ada Weir\n14 May 2007", after=after, menu=listed)
    assert read(text).comments == ()


# -- bodies --


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    words = (
        "The miller of the lower weir kept a ledger of\nevery sack that came to him for forty years,\n"
        "and his daughter has now read all of it, from\nthe first page to the last.\n\n"
        "Old Mill\nWeir Lane 3\nLowerton\n\n"
        "A second paragraph is here so that there is\nmore than one that tells where the lines of it\n"
        "were broken by the program."
    )
    whole = wrap.unwrap(lines.read(words), [False] * 12)[0]
    assert [line.text for line in whole][1:4] == ["Old Mill", "Weir Lane 3", "Lowerton"]
    assert whole[0].text.endswith("to the last.")
    assert len(whole) == 5


def test_body_of_every_form() -> None:
    words = (
        "What the ledger holds\n\n" + PROSE + "\n\n"
        "  • sacks\n      • of rye\n      • of oats\n  • eels\n\n"
        "┌─────┬────┐\n│ Day │Sack│\n├─────┼────┤\n│ Mon │ 12 │\n└─────┴────┘\n"
    )
    html = body.to_html(lines.read(words))
    assert html.startswith("<h2>What the ledger holds</h2>")
    assert "<ul><li>sacks<ul><li>of rye</li><li>of oats</li></ul></li><li>eels</li></ul>" in html
    assert html.endswith(
        "<table><tr><td>Day</td><td>Sack</td></tr><tr><td>Mon</td><td>12</td></tr></table>"
    )


@pytest.mark.parametrize(
    ("line", "before", "when", "after"),
    [
        ("Guest - Bo on Monday, 03 March 2008 11:20", "Guest - Bo", "2008-03-03T11:20", ""),
        ("14 May 2007 Ada Weir Old Mills", "", "2007-05-14", "Ada Weir Old Mills"),
        ("Posted at 2008-03-03 11:20:05", "", "2008-03-03T11:20:05", ""),
        ("Bo K. 3 years ago +2", "Bo K.", None, "+2"),
    ],
)
def test_dates_within_lines(line: str, before: str, when: str | None, after: str) -> None:
    moment = moments.find(line)
    assert moment is not None
    assert (moment.before, moment.when and moment.when.value, moment.after) == (before, when, after)


def test_a_span_of_years_is_no_date() -> None:
    assert moments.find("He ground rye for eleven years and a day") is None


# -- whole runs --


def test_a_folder_of_texts_is_read_with_what_they_share(tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    for number, title in enumerate(["The ledger", "Two weirs", "Sluice"], 3):
        text = page(title, f"Written by Ada Weir\n{number} May 2007", f"{PROSE} ({title})")
        (source / f"{number}.txt").write_text(text, "utf-8")
    site = migrate(source)
    assert [a.title for a in site.articles] == ["The ledger", "Two weirs", "Sluice"]
    assert all("in common" in a.notes[0].message for a in site.articles)


def test_logs_beside_the_pages_of_a_site_are_no_articles(tmp_path: Path) -> None:
    for number, title in enumerate(["The ledger", "Two weirs", "Sluice"], 3):
        html = f"<div class='item-page'><h2>{title}</h2><p>{PROSE} ({title})</p></div>"
        (tmp_path / f"{number}-page.html").write_text(f"<title>{title}</title>{html}", "utf-8")
    for number in (1, 2):
        log = f"Input file: graph {number}\nBeam width: 4\nMethod: shortest\n{PROSE} ({number})"
        (tmp_path / f"run{number}.txt").write_text(log, "utf-8")
    assert {a.title for a in migrate(tmp_path).articles} == {"The ledger", "Two weirs", "Sluice"}


# -- cost --

_KINDS = [
    "a " * 40, "(" * 40, "[" * 40, "_ " * 40, "• " * 30, "Print " * 30, "1 2 3 " * 20,
    "Comments ( " * 9, "2008-03-03 " * 9, "by by by " * 9, "| " * 60, "Written by " * 9, "- " * 60,
    "years 2 " * 12, "http://a/=" * 12, "[quote]" * 12, "Read more: " * 9, "\t" * 60 + "x", "─" * 80,
]  # fmt: skip


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("join", ["\n", " "], ids=["lines", "one line"])
def test_ten_times_the_lines_are_ten_times_the_calls(kind: str, join: str) -> None:
    """Calls are counted, not seconds; what a pattern takes within a call prints bench/shapes.py."""

    def calls(times: int) -> int:
        text = page(
            "The ledger", "Written by Ada Weir\n14 May 2007", after=join.join([kind] * times)
        )
        count = 0

        def profile(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(profile)
        try:
            read(text)
        finally:
            sys.setprofile(before)
        return count

    calls(30)
    assert calls(1000) < calls(100) * 12


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*_KINDS, PROSE, MENU, FOOT, *SHAPES.values()]), max_size=8))
def test_any_lines_are_read(pieces: list[str]) -> None:
    reading = read("\n".join(pieces))
    assert reading.kind
    assert (reading.body is None) == (reading.kind != "article")


# -- sources --


def lines_of(title: str, number: int) -> str:
    return page(title, f"Written by Ada Weir\n{number} May 2007", f"{PROSE} <b>({title})</b>")


def test_json_lines_and_gzipped_texts(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    with gzip.open(folder / "part.jsonl.gz", "wt", encoding="utf-8") as file:
        for number, title in enumerate(["The ledger", "Two weirs"], 3):
            url = f"http://weir.example/{number}-text"
            record = {"url": url, "text": lines_of(title, number), "date": "2011-02-03"}
            file.write(json.dumps(record) + "\n")
        file.write("no json\n")
    with gzip.open(folder / "sluice.txt.gz", "wb") as packed:
        packed.write(lines_of("Sluice", 5).encode())
    site = migrate(folder)
    assert [(a.title, a.url) for a in site.articles] == [
        ("The ledger", "http://weir.example/3-text"),
        ("Two weirs", "http://weir.example/4-text"),
        ("Sluice", None),
    ]
    assert [p.status for p in site.pages] == ["read", "read", "failed", "read"]


def test_a_damaged_gzip_fails_where_it_is_damaged(tmp_path: Path) -> None:
    record = json.dumps({"text": lines_of("The ledger", 3), "n": os.urandom(3000).hex()}) + "\n"
    packed = gzip.compress(record.encode() * 9)
    (tmp_path / "part.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    places = list(JsonTexts(tmp_path / "part.jsonl.gz").names())
    with pytest.raises(OSError, match="unpacked"):
        JsonTexts(tmp_path / "part.jsonl.gz").load(places[-1])


def test_records_of_a_wet_file(tmp_path: Path) -> None:
    records = b""
    for number, title in enumerate(["The ledger", "Two weirs", "Sluice"], 3):
        text = lines_of(title, number).encode()
        records += (
            b"WARC/1.0\r\nWARC-Type: conversion\r\n"
            b"WARC-Target-URI: http://weir.example/index.php?option=com_content&view=article&id=%d\r\n"
            b"WARC-Date: 2011-02-03T04:05:06Z\r\nContent-Type: text/plain\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (number, len(text), text)
        )
    (tmp_path / "crawl.wet").write_bytes(records)
    site = migrate(tmp_path / "crawl.wet")
    assert [(a.id, a.title) for a in site.articles] == [
        ("com_content:3", "The ledger"),
        ("com_content:4", "Two weirs"),
        ("com_content:5", "Sluice"),
    ]
