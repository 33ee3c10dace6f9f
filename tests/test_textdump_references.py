"""Links that text browsers number: the forms of lynx, w3m and links."""

from __future__ import annotations

import pytest

from migrator.textdump import body, lines, references, wrap

WORDS = "The [1]old ledger of the [2]miller was read.\n"
BEHIND = '<a href="http://weir.example/a?b=1&amp;c=2">old</a> ledger of the miller was read.'


@pytest.mark.parametrize(
    "addresses",
    [
        "References\n\n   1. http://weir.example/a?b=1&c=2\n   2. file:///c\n",
        "References\n\n   Visible links:\n   1. http://weir.example/a?b=1&c=2\n   2. file:///c\n\n"
        "   Hidden links:\n",
        "References:\n\n[1] http://weir.example/a?b=1&c=2\n[2] file:///c\n",
        "Links:\n1. http://weir.example/a?b=1&c=2\n2. Text field, Name q\n",
        "References\n\n   Visible links\n   1. http://weir.example/a?b=1&c=2\n"
        "   2. The miller\n\tfile:///c\n",
        "References\n\n   Visible links\n   1. The ledger\n"
        "\thttp://weir.example/a?b=1&c=2\n   4. http://weir.example/4\n",
    ],
    ids=["lynx", "lynx with headings", "w3m", "links", "ELinks", "ELinks leaves one out"],
)
def test_numbers_become_links(addresses: str) -> None:
    read = lines.read(
        f"{WORDS}\n[4]Home\n\n{addresses}" if " 4." in addresses else f"{WORDS}\n{addresses}"
    )
    assert body.to_html(read[:1]) == f"<p>The {BEHIND}</p>"
    assert len(read) == 1 + (" 4." in addresses)


def test_a_line_that_is_one_link_is_linked_as_a_whole() -> None:
    read = lines.read("* [1]All the ledgers\n\nReferences\n\n1. https://weir.example/all\n")
    link = '<a href="https://weir.example/all">All the ledgers</a>'
    assert body.to_html(read) == f"<ul><li>{link}</li></ul>"


def test_footnotes_and_numbered_lists_are_no_links() -> None:
    text = "The ledger [1] was read.\n\nNotes\n\n1. By his daughter.\n2. In winter.\n"
    assert references.split(text) == (text, {})
    text = "A [1]ledger [2] was [2] read by [3]Ann.\n\nReferences\n\n1. http://w.example/\n4. http:///\n"
    text = text.replace("by", "by [4]")
    assert lines.read(text)[0].text == "A ledger [2] was [2] read by Ann."


def test_wrapped_lines_keep_their_links() -> None:
    drawn = (
        "   the miller of the lower weir kept a\n"
        "   [1]ledger of every sack for forty\n"
        "   years, and his daughter has set all\n"
        "   of it down in a [2]longbookofherown\n"
        "   now\n\n"
        "References\n\n   1. http://weir.example/1\n   2. http://weir.example/2\n"
    )
    read = lines.read(drawn)
    whole, _ = wrap.unwrap(read, [False] * len(read))
    assert len(whole) == 1
    assert [whole[0].text[offset:].split()[0] for offset, _ in whole[0].links] == [
        "ledger",
        "longbookofherown",
    ]


def test_a_script_is_no_address() -> None:
    read = lines.read("See [1]this page.\n\nReferences\n\n1. javascript:alert(1)\n")
    assert body.to_html(read) == "<p>See this page.</p>"


def test_a_short_line_above_the_list_of_addresses_is_kept() -> None:
    entries = "   1. http://a.example/\n   2. http://b.example/\n"
    for heading in ("References", "Links:", "References\n\n   Visible links:"):
        text = f"see [1]the mill and [2]the weir\n\nThe end\n\n{heading}\n{entries}"
        assert [line.text for line in lines.read(text)][-1] == "The end"
