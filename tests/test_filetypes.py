"""What a file is, where its name or its bytes could mislead."""

import pytest

from migrator import filetypes
from migrator.model import Capture

STYLES = b"/* Ferry 1.2 */\nbody { margin: 0; color: #333; }\n#weir, .boat > a:hover { background: none }\n"
PROSE = b"The ferry goes at nine, at noon and at four { if the river lets it }, " * 8


def kind(name: str, data: bytes) -> str:
    return filetypes.kind(Capture(name, data))


@pytest.mark.parametrize(
    "name",
    ["css.php@id=63&group=typo.css", "css_1.php", "style.css_old", "css-0633c.css.orig", "look"],
)
def test_a_style_sheet_is_none_of_the_texts_of_pages_whatever_it_is_called(name: str) -> None:
    assert kind(name, STYLES) == "style sheet"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("_sass/_base.scss", b"$blue: #00f;\n@mixin ferry { color: $blue; }\n" * 9, "style sheet"),
        ("mootools.js__ff68972b57d4", b"var page = '<div></div>'; // " * 9, "script"),
        ("_posts/2018-03-25-boats.md", PROSE, "document"),
        ("_config.yml", b"title: Ferry\nurl: https://ferry.example\n" * 9, "data"),
        ("12-ferry.txt", PROSE, "text"),
        ("12-ferry", PROSE, "text"),
        ("index.php?option=com_content&id=12", PROSE, "text"),
        ("12-ferry.html", PROSE, "text"),
    ],
)
def test_sources_of_a_site_that_was_built_are_no_pages_and_text_dumps_are(
    name: str, data: bytes, expected: str
) -> None:
    assert kind(name, data) == expected


def test_what_frontpage_keeps_of_each_file_is_a_savers_own() -> None:
    assert filetypes.is_named_like_a_log("site/_vti_cnf/index86dd.php")
    assert not filetypes.is_named_like_a_log("site/vti/index.php")
