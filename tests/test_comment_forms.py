"""What comment services show of a comment: each row in the hands of the real engine, as the service
sets it. `tests/long/comment_texts.py` does the same with the services themselves."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import mistune
import pytest

from migrator.guard.paths import Folder
from migrator.markdown import conversion, proof
from migrator.model import Article, Comment, Site, Structure
from migrator.targets import registry
from migrator.writing import comment_forms
from migrator.writing.comment_forms import ARTALK, ISSO, REMARK42
from migrator.writing.writer import TargetWriter
from tests.constructs import CONSTRUCTS

#: As Isso 0.14.0 asks it by default (isso.cfg: [markup.mistune]).
MISTUNE = mistune.create_markdown(
    escape=True, hard_wrap=True, plugins=["strikethrough", "subscript", "superscript"]
)
#: What Isso lets stand of its HTML (isso/html: Sanitizer).
SHOWN = {"a", "p", "hr", "br", "ol", "ul", "li", "pre", "code", "blockquote", "del", "ins",
         "strong", "em", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup"}  # fmt: skip
#: What Isso's Markdown has no form for; no word is lost.
LESS = ("emphasis missing", "block missing: list", "code missing", "place missing")


def isso(html: str) -> str:
    return str(MISTUNE(ISSO.write(conversion.convert(ISSO.html(html)[0])[0])))


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_isso_shows_all_words_links_and_signs_and_no_source(construct: str) -> None:
    html = CONSTRUCTS[construct]
    shown = isso(html)
    plain = proof.features(ISSO.html(html)[0])
    told = proof.compare(plain, proof.features(shown))
    assert [line for line in told if not line.startswith(LESS)] == []
    tags = {element.tag for element in lxml.html.fragment_fromstring(shown, True).iterdescendants()}
    assert tags <= SHOWN


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<p>1 &lt; 2</p>", "&amp;lt;"),
        ("<p>H<sub>2</sub>O</p>", "&lt;sub&gt;"),
        ("<p><del>a</del></p>", "&lt;del&gt;"),
        ("<p>a^2^</p>", "<sup>"),
        ("<table border='1'><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| --- |"),
    ],
)
def test_isso_shows_as_source_what_other_engines_read(html: str, source: str) -> None:
    as_it_stands = str(MISTUNE(conversion.convert(html)[0]))
    assert source in as_it_stands
    assert source not in isso(html)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p><img src='/a.png' alt='lamp'> x</p>", '<p><a href="/a.png">lamp</a> x</p>'),
        ("<p><img src='/a/b%20c.png'></p>", '<p><a href="/a/b%20c.png">b c.png</a></p>'),
        ("<a href='/x'><img src='/a.png' alt='lamp'></a>", '<a href="/x">lamp</a>'),
        ("a<table><tr><td>1</td><td>2</td></tr></table>b", "a<div>1 | 2</div>b"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<div>a</div><div>b</div>"),
        ("<p>c <q>a <b>b</b></q> d</p>", "<p>c “a <b>b</b>” d</p>"),
        ("<p><u>a</u> <cite>b</cite>: c</p>", "<p>a b: c</p>"),
        ('<ol start="7"><li>a</li><li>b</li></ol>', "<div><div>7. a</div><div>8. b</div></div>"),
        ('<ol start="x"><li>a</li></ol>', "<div><div>1. a</div></div>"),
        ("1 &lt; 2 <!-- c --><u>d</u>", "1 &lt; 2 d"),
        ("1 &lt; 2", "1 &lt; 2"),
    ],
)
def test_an_element_that_is_not_shown_is_words_lines_and_links(html: str, written: str) -> None:
    assert ISSO.html(html)[0] == written


def test_what_artalk_would_take_with_its_words_goes_into_other_elements() -> None:
    """Artalk 2.9.1 shows nothing of `<cite>A wrote:</cite>`."""
    html, changed = ARTALK.html("<blockquote><cite>A wrote:</cite><p>b</p></blockquote><dl><dt>c")
    assert html == "<blockquote>A wrote:<p>b</p></blockquote><div>c</div>"
    assert changed == {"cite", "dl", "dt"}
    assert ARTALK.html("<p><img src='/a.png'> <kbd>x</kbd></p>") == (
        "<p><img src='/a.png'> <kbd>x</kbd></p>",
        frozenset(),
    )


def test_remark42_keeps_all_but_where_a_list_begins() -> None:
    html = "<table><tr><td>a</td></tr></table>"
    assert REMARK42.html(html) == (html, frozenset())
    assert REMARK42.html("<a href='/a b'>c</a>")[0] == '<a href="/a%20b">c</a>'
    assert REMARK42.html('<ol start="2"><li>a</li></ol>')[0] == "<div><div>2. a</div></div>"


def written(name: str, comments: tuple[Comment, ...], folder: Path) -> TargetWriter:
    article = Article("com_content:1", None, (), "T", comments=comments)
    site = Site((), (article,), structure=Structure("x", "https://x.example"))
    unit = registry.target(name)
    writer = TargetWriter(site, Folder(folder), unit.permalinks(site))
    unit.write(writer)
    return writer


def test_what_is_written_otherwise_is_told_once(tmp_path: Path) -> None:
    picture = "<p><img src='/a.png' alt='x'></p>"
    comments = (
        Comment("1", "A", picture, ""),
        Comment("2", "A", "<p><u>a</u></p>", "a"),
        Comment("3", "A", "<p><span>a</span></p>", "a"),
    )
    writer = written("isso", comments, tmp_path)
    told = [gap.why for gap in writer.damaged_files if "does not show" in gap.why]
    assert told == [
        "isso: 2 comments hold what Isso does not show (img, u): it stands in them as words, lines "
        "or links"
    ]


def test_an_answer_to_a_comment_without_words_goes_one_level_up_in_isso(tmp_path: Path) -> None:
    comments = (
        Comment("1", "A", "<p>a</p>", "a"),
        Comment("2", "B", "", "", parent="1"),
        Comment("3", "C", "<p>c</p>", "c", parent="2"),
    )
    written("isso", comments, tmp_path)
    text = (tmp_path / "comments.xml").read_text("utf-8")
    assert re.findall(r"<wp:comment_parent>(\d+)<", text) == ["0", "1"]


@pytest.mark.parametrize("name", ["isso", "artalk", "giscus", "staticman", "comentario"])
def test_links_in_comments_lead_to_the_new_addresses(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migrator.writing.permalinks.NewSite.leads", lambda *_: {"/old": "/new/"})
    texts: list[str] = []
    markdown = comment_forms.CommentTexts.markdown

    def spy(self: comment_forms.CommentTexts, *args: object) -> str:
        texts.append(markdown(self, *args))  # type: ignore[arg-type]
        return texts[-1]

    monkeypatch.setattr(comment_forms.CommentTexts, "markdown", spy)
    written(name, (Comment("1", "A", '<p><a href="/old">a</a></p>', "a"),), tmp_path)
    assert texts == ["[a](/new/)\n"]
