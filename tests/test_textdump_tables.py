"""Tables and drawings of spaces in text dumps."""

from __future__ import annotations

import pytest

from migrator.textdump import body, lines, tables

TABLE = (
    "<table><tr><td>Grain</td><td>Sack</td><td>Price</td></tr>"
    "<tr><td>Rye flour</td><td>12</td><td>4.50</td></tr>"
    "<tr><td>Barley groats</td><td>110</td><td></td></tr></table>"
)
W3M = "    Grain      Sack Price\nRye flour      12   4.50\nBarley groats  110"
LYNX = "       Grain     Sack Price\n   Rye flour     12   4.50\n   Barley groats 110"
INSCRIPTIS = "Grain          Sack  Price\nRye flour      12    4.50 \nBarley groats  110        "


def html(text: str) -> str:
    """The HTML of a text that stands between two paragraphs."""
    whole = body.to_html(lines.read(f"Above.\n\n{text}\n\nBelow."))
    return whole.removeprefix("<p>Above.</p>\n").removesuffix("\n<p>Below.</p>")


@pytest.mark.parametrize("drawn", [W3M, LYNX, INSCRIPTIS], ids=["w3m", "lynx", "inscriptis"])
def test_a_table_drawn_with_spaces(drawn: str) -> None:
    assert html(drawn) == TABLE


def test_wide_letters_take_two_columns() -> None:
    drawn = "麦粉  12   4.50\nRye   9    14.20\nOats  110  3"
    assert html(drawn).startswith("<table><tr><td>麦粉</td><td>12</td><td>4.50</td></tr>")


def test_a_border_between_rows_is_no_row() -> None:
    drawn = "| Grain     | Sack |\n|-----------+------|\n| Rye flour | 12   |"
    assert html(drawn) == (
        "<table><tr><td>Grain</td><td>Sack</td></tr><tr><td>Rye flour</td><td>12</td></tr></table>"
    )


@pytest.mark.parametrize(
    "prose",
    [
        "the mill is old\nthe weir is new\nthe pond is dry",
        "the mill is old.  the weir\nis new and it holds the\nwater back.  it is dry now",
    ],
)
def test_prose_with_spaces_below_each_other_is_no_table(prose: str) -> None:
    assert html(prose) == f"<p>{'<br>'.join(' '.join(x.split()) for x in prose.splitlines())}</p>"


def test_prose_in_columns_is_no_table() -> None:
    left, right = "A miller kept the ledger of every sack for forty years." * 2, "His daughter"
    assert "<table>" not in html("\n".join(f"{left}  {right} {n}" for n in "abc"))


def test_a_drawing_of_spaces_stays_as_it_stands() -> None:
    drawn = "  gate    open\n     /      water\n  weir"
    assert html(drawn) == "<pre>gate    open\n   /      water\nweir</pre>"


def test_no_word_of_a_drawing_with_links_is_lost() -> None:
    text = "see [1]the mill    here\nand     [2]the weir    there\nend"
    drawn = lines.read(
        f"{text}\n\nReferences\n\n   1. http://a.example/\n   2. http://b.example/\n"
    )
    assert " ".join(line.text for line in drawn) == "see the mill here and the weir there end"
    assert body.to_html(drawn).count("the</a>") == 2
    assert "<pre>" not in body.to_html(drawn)


def test_lines_that_no_page_has_are_not_compared_column_by_column() -> None:
    wide = "a " * 3000 + " b"
    assert tables.rows_of(lines.read("\n".join([wide] * 3))) == []
    many = "a  b\n" * 6000
    assert tables.rows_of(lines.read(many)) == []
    assert len(tables.rows_of(lines.read("a  b\n" * 9))) == 9
