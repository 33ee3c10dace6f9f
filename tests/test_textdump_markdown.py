"""Texts that are Markdown, as html2text and pandoc write pages."""

from __future__ import annotations

import pytest

from migrator.document.context import TextSurvey
from migrator.model import Capture, Reading
from migrator.textdump import lines, markdown, reader, survey

MENU = "  * [Home](/index.php)\n  * [The mill](/mill)\n  * [Water](/water)\n"
OWN = """# The ledger of the *upper* weir

  * [Print](/ledger?print=1)
  * [Email](/mailto?link=1)

Written by Ada Weir

Monday, 14 May 2007

![The wheel](/images/wheel.png) The miller kept a ledger of **every** sack for
forty years, and [his daughter](/people/ada "Ada's page") has read all of it.

## What a loaf cost

Winter| Price
---|---
1901| 3

    weigh(sack)
    note(sack)

  1. Read the ledger
  2. Close it

"""
FOOT = "\n[Joomla](http://www.joomla.org)\n"


def page(own: str) -> bytes:
    return f"{MENU}\n{own}{FOOT}".encode()


def site(own: str) -> TextSurvey:
    others = [f"# Sluice {n}\n\nSluice {n} was built by hand.\n" for n in range(6)]
    return survey.learn(reader.look(Capture("p.txt", page(text))) for text in (*others, own))


def read(own: str) -> Reading:
    return reader.read(Capture("p.txt", page(own)), site(own))


def test_an_article_of_a_markdown_dump() -> None:
    reading = read(OWN)
    assert reading.kind == "article"
    assert reading.fields["title"].value == "The ledger of the upper weir"
    assert reading.fields["author"].value == "Ada Weir"
    body = reading.body or ""
    assert '<img src="/images/wheel.png" alt="The wheel"' in body
    assert '<a href="/people/ada" title="Ada\'s page">his daughter</a>' in body
    assert "<strong>every</strong> sack for\nforty years" in body
    assert "<h2>What a loaf cost</h2>" in body
    assert "<td>1901</td>" in body
    assert "weigh(sack)\nnote(sack)" in body
    assert "<li>Close it</li>" in body
    assert "Joomla" not in body


def test_markup_of_html_in_a_markdown_dump_stays_words() -> None:
    body = read(OWN.replace("has read all of it.", "wrote <script>x</script> in it.")).body or ""
    assert "&lt;script&gt;" in body


def test_the_note_tells_that_links_are_there() -> None:
    messages = [note.message for note in read(OWN).notes]
    assert not any("links, pictures" in message for message in messages)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("[ Print ](/p?a=1)", " Print "),
        ("[![Logo](/l.png)](/)", "[Logo]"),
        ("![](/spacer.gif) Ada", " Ada"),
        ("**Ada** _Weir_ and snake_case", "Ada Weir and snake_case"),
        (r"1\. The \[weir\]", "1. The [weir]"),
        ("__Guest", "Guest"),
        ("a * b", "a * b"),
    ],
)
def test_words_without_marks(source: str, plain: str) -> None:
    assert markdown.plain_text(source) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Home\n\n   #[1]Home RSS\n\n   * One\n",
        "See f(x)[1](y) once\n",
        "# only one line\nHome\n",
    ],
)
def test_other_texts_are_no_markdown(text: str) -> None:
    assert not markdown.is_markdown(text)


def test_links_and_addresses_that_were_wrapped() -> None:
    text = f"{MENU}\n[the mill and\nits wheel](/the-old-\nmill) turns\nslowly.\n"
    texts = [line.text for line in lines.read(text)]
    assert texts[-1] == "the mill and its wheel turns slowly."


def test_dashes_are_bullets_where_lists_have_them() -> None:
    listed = lines.read("-   Home\n-   Mill\n-   Water\n-   Contact\n")
    assert [line.bullet for line in listed] == ["-"] * 4
    assert lines.read("- Who goes there?\nThe miller.\n")[0].bullet == ""


@pytest.mark.parametrize("piece", ["[", "](", "![", "[a](", "[a [", "[]()", "** _ ", "\\", "| "])
def test_marks_without_end_are_read(piece: str) -> None:
    """A search that tries all ways through such a line would never end."""
    assert lines.read(f"[a](b) [c](d)\n{piece * 20_000}")


def test_bbcode_before_words_in_brackets_is_no_markdown() -> None:
    quotes = '[quote name="Ann"](c1) So it is.[/quote]No.\n[list][*](c2) one[/list]\n'
    assert not markdown.is_markdown(quotes)
    assert markdown.is_markdown("[one](index.php) and [two](#top)")


@pytest.mark.parametrize("sign", ["  • Home\n", "+4 # Ann Lock 2 May 2007\n"])
def test_heads_of_comments_are_no_headings_of_markdown(sign: str) -> None:
    heads = "# Bob Weir 3 May 2007\nNo.\n# Eve Lock 4 May 2007\nYes.\n"
    assert markdown.is_markdown(heads)
    assert not markdown.is_markdown(f"{sign}{heads}")
