"""What a hostile page holds stays dead, and what is deep or large ends."""

from __future__ import annotations

import html
import re

import lxml.html
import pytest

from migrator import read_page
from migrator.document import parsing as trees
from migrator.document import text as texts
from migrator.markdown import proof
from migrator.normalise import bbcode, sanitise

PAGE = (
    '<html><head><meta name="generator" content="Joomla! '
    '1.5"><title>T</title></head><body><div class="item-page"><h2><a '
    'href="/x">T</a></h2><p>before</p>'
    "{}<p>after</p></div></body></html>"
)
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<math><mtext></table></math><img src=x onerror=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<div style='width:expression(alert(1))'>x</div>",
    "[url=javascript:alert(1)]x[/url]",
    "[img]javascript:alert(1)[/img]",
    "{% include x %}<b>`</b>",
    "]](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=javascript:alert(1)>",
)
RUNS = re.compile(r"^\s*(?:javascript|data|vbscript)\s*:", re.I)
LIVE = {
    "script",
    "object",
    "embed",
    "applet",
    "meta",
    "link",
    "base",
    "style",
    "form",
    "input",
    "button",
    "textarea",
    "svg",
    "math",
}


def live(text: str) -> list[str]:
    root = lxml.html.fragment_fromstring(text or " ", create_parent="div")
    found = [str(e.tag) for e in root.iter() if e.tag in LIVE]
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or (
                name in ("href", "src", "action") and RUNS.match(re.sub(r"[\x00-\x20]", "", value))
            ):
                found.append(f"{name}={value}")
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "shape", ["{}", "<p>{}</p>", "<pre>{}</pre>", "<table border='1'><tr><td>{}</td></tr></table>"]
)
def test_nothing_comes_alive(payload: str, shape: str) -> None:
    for text in (payload, html.escape(payload)):
        article = read_page(PAGE.format(shape.format(text)), "http://x.example/1-t").article
        assert article is not None
        assert live(article.body_html) == []
        assert live(proof.render(article.body_markdown)) == []
        comment = bbcode.to_html(sanitise.clean_html(shape.format(text), None, comment=True))
        assert live(comment) == []


def test_text_that_shows_markup_stays_text() -> None:
    article = read_page(
        PAGE.format("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"), "http://x.example/1-t"
    ).article
    assert article is not None
    assert (
        "<script>alert(1)</script>"
        in lxml.html.fromstring(proof.render(article.body_markdown)).text_content()
    )


@pytest.mark.parametrize("tag", ["div", "font", "blockquote", "ul><li", "table><tr><td", "b"])
def test_the_bottom_of_a_deep_page_is_kept(tag: str) -> None:
    depth = 20_000
    close = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    article = read_page(
        PAGE.format(f"<{tag}>" * depth + "bottom" + close * depth), "http://x.example/1-t"
    ).article
    assert article is not None
    assert "bottom" in article.body_markdown
    assert "after" in article.body_markdown


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "[",
        "`",
        "<a ",
        "<!--",
        "<b><p>",
        " ",
        "&amp;",
        "&nbsp;",
        "_a",
        "[quote]",
        "1.1.2001 ",
        "<br>",
        "\\",
        "~",
        "![",
    ],
)
def test_what_is_repeated_without_end_costs_no_other_words(text: str) -> None:
    article = read_page(PAGE.format(f"<p>{text * 8000}</p>"), "http://x.example/1-t").article
    assert article is not None
    assert article.body_markdown.startswith("before")
    assert (
        "after" in article.body_markdown or text == "<a "
    )  # an unclosed tag takes what follows into its attributes


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    assert sanitise.clean_html("a&#1;b\x01c&#xfffe;d\ud800") == "abcd"


@pytest.mark.parametrize(
    "text",
    [
        "a&#12;b",
        "a\x0cb",
        "a&#xFFFE;b",
        "a&#1;b",
        "a&#x1F;b",
        "a\ufffeb",
        "a&#65535;b",
        "a\x01b",
        "a&#11b",
    ],
)
def test_a_tree_holds_no_such_character(text: str) -> None:
    root = trees.parse(f"<p>{text}</p>")
    root.text = "".join(root.itertext())
    assert root.text in ("ab", "a b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a&#9;b", "a\tb"),
        ("&#97;&#x62;", "ab"),
        ("&#16;0", "0"),
        ("&#160;", "\xa0"),
        ("&#x1F600;", "😀"),
        ("&#12354;", "あ"),
        ("&#31 x", " x"),
        ("&#x1ab;", "ƫ"),
    ],
)
def test_references_are_read(text: str, shown: str) -> None:
    assert "".join(trees.parse(f"<p>{text}</p>").itertext()) == shown


def test_what_stands_behind_the_end_of_a_page_is_part_of_it() -> None:
    root = trees.parse(
        "<html><body><p>one</p></body></html><p>two</p></body></html>three <p>four</p>"
    )
    assert " ".join(texts.texts(root)).split() == ["one", "two", "three", "four"]


@pytest.mark.parametrize(
    "name",
    [
        "list",
        "set",
        "path",
        "text",
        "view",
        "filter",
        "matrix",
        "foo",
        "o:p",
        "math",
        "fn",
        "xmp",
        "image",
    ],
)
def test_words_in_brackets_swallow_no_others(name: str) -> None:
    article = read_page(
        PAGE.format(f"<p>Edit the <{name}> of yours and save.</p>"), "http://x.example/1-t"
    ).article
    assert article is not None
    assert "of yours and save" in article.body_markdown
    assert "after" in article.body_markdown
