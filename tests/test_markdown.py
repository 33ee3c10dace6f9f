"""The converter, and the proof: for each kind of loss, a mutated Markdown that it must catch."""

from __future__ import annotations

from typing import Any

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.markdown import blocks, conversion, proof
from migrator.markdown import rules as legacy
from migrator.normalise import sanitise


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<p>One <strong>bold</strong> and <em>slanted</em> word.</p>",
            "One **bold** and *slanted* word.",
        ),
        ("<p>a<br>b</p>", "a  \nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<h2>Head</h2><p>x</p>", "## Head\n\nx"),
        ("<h2><b>Bold head</b></h2>", "## Bold head"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "-   a\n    -   b\n-   c"),
        ("<ol><li>c</li><li>d</li></ol>", "1.  c\n2.  d"),
        (
            "<ol start='3'><li>c</li><li>d</li></ol>",
            '<ol start="3"><li>c</li><li>d</li></ol>',
        ),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "-   a\n\n<!-- -->\n\n-   b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        (
            "<pre><code class='language-python'>x = 1\n  y</code></pre>",
            "```python\nx = 1\n  y\n```",
        ),
        ("<p>use <code>a`b</code></p>", "use ``a`b``"),
        ("<p><a href='/a b(c)'>go</a></p>", "[go](/a%20b%28c%29)"),
        ("<p><img src='a.png' alt='A [b]'></p>", "![A \\[b\\]](a.png)"),
        (
            "<p>a <img src='file:///C:/x.gif' alt='x'> b</p>",
            'a <img src="file:///C:/x.gif" alt="x" /> b',
        ),
        ("<p><a href='/x'><img src='a.png' alt='A'></a></p>", "[![A](a.png)](/x)"),
        (
            "<table border='1'><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2|3</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |",
        ),
        ("<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table>", "one\n\ntwo"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<p>1. not a list</p>", "1\\. not a list"),
        ("<p># no heading</p>", "\\# no heading"),
        ("<p>snake_case and 2 * 3 * 4</p>", "snake_case and 2 * 3 * 4"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "&lt;script>alert(1)&lt;/script>"),
        ("<p>AT&amp;T &amp;amp; more</p>", "AT&T &amp;amp; more"),
        ("<p><b>bold:</b>next</p>", "<strong>bold:</strong>next"),
        ("<p><strong>line<br></strong>after</p>", "**line**  \nafter"),
        ("<p>&nbsp;</p><p>x</p>", "x"),
        ("<p><font size='2'>plain</font></p>", "plain"),
        ("<center>mid</center>", "mid"),
        (
            "<p><iframe src='https://www.youtube.com/embed/AbCdEfGh'></iframe></p>",
            "<https://www.youtube.com/watch?v=AbCdEfGh>",
        ),
        (
            "<p>{youtube}AbCdEfGh{/youtube}</p>",
            "<https://www.youtube.com/watch?v=AbCdEfGh>",
        ),
        ("<p>a</p><hr id='system-readmore'><p>b</p>", "a\n\n<!--more-->\n\nb"),
        ("<p><a href='#x'>to</a></p><p id='x'>here</p>", '[to](#x)\n\n<a id="x"></a>here'),
        (
            "<p><a href='#x'>to</a></p><p>a <b><i id='x'>b</i></b></p>",
            '[to](#x)\n\na <a id="x"></a>***b***',
        ),
        ("<p><a href='#x'>to</a></p><ul id='x'><li>a</li></ul>", '[to](#x)\n\n-   <a id="x"></a>a'),
        (
            "<p><a name='top' href='#end'>Down</a></p><p><a name='end'></a>End</p>",
            '[Down](#end)\n\n<a id="end"></a>End',
        ),
        (
            "<h2><a name='_Toc7'></a><a name='pgfId-99731'></a><a name='lamps'>Lamps</a></h2>",
            '## <a id="lamps"></a>Lamps',
        ),
        (
            "<ul><li>a</li><ul><li>b</li></ul><li>c</li>loose</ul>",
            "-   a\n    -   b\n-   c  \n    loose",
        ),
        ("<p>one<br>===<br>- two<br>#1</p>", "one  \n&#61;==  \n\\- two  \n\\#1"),
        ("<p>a <u>b <strong>c</strong> *d*</u></p>", "a <u>b <strong>c</strong> &#42;d&#42;</u>"),
        (
            "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
            "> a\n\n<!-- -->\n\n> b",
        ),
        ("<p>5~10 kg or 8~12 kg</p>", "5&#126;10 kg or 8&#126;12 kg"),
        ("<p>about ~5 kg for $7</p>", "about ~5 kg for $7"),
        ("<p>$$x$$</p>", "&#36;&#36;x&#36;&#36;"),
        ("<p>see http://x.example/~a_b?c=1&amp;d</p>", "see http://x.example/~a_b?c=1&d"),
        ("<p>see http://x.example/_a_/*</p>", "see http&#58;//x.example/\\_a\\_/\\*"),
        ("<h2>Learn C#</h2>", "## Learn C&#35;"),
        ("<h2>Title {#myid}</h2>", "## Title \\{#myid}"),
        ("<ul><li>[x] done</li><li>[y]</li></ul>", "-   \\[x] done\n-   [y]"),
        ("<p>Saviour<b><i>.</i></b></p>", "Saviour<strong><em>.</em></strong>"),
        ("<p><b>one</b><b>two</b><i>three</i></p>", "**onetwo**<em>three</em>"),
        ("<p>Home | About</p>", "Home \\| About"),
        ("<p><del>gone</del></p>", "<del>gone</del>"),
        ("<p><code>a</code><code>b</code></p>", "`a`<code>b</code>"),
        ("<p><code> ls </code>x</p>", "`ls` x"),
        ("<p><b>a<br><br>b</b></p>", "**a  \n<br />b**"),
        ("<ul><li>a<pre>x\n  y</pre></li></ul>", "-   a\n\n        x\n          y"),
        ("<ol><li><hr></li><li>b</li></ol>", "1.  * * *\n2.  b"),
        (
            "<table border='1'><tr><th>A</th></tr><tr><td>1<br><code>x|y</code></td></tr></table>",
            "| A |\n| --- |\n| 1<br /><code>x&#124;y</code> |",
        ),
        ("<p><a href='/x' title='say \"a\\b\"'>go</a></p>", '[go](/x "say &quot;a&#92;b&quot;")'),
        ("<p>: term</p><p>::: tip</p><p>!!! note</p>", "&#58; term\n\n&#58;:: tip\n\n\\!!! note"),
    ],
)
def test_conversion(html: str, text: str) -> None:
    made, notes = conversion.convert(html)
    assert made == text + "\n"
    assert not [n for n in notes if n.level == "loss"]


@pytest.mark.parametrize(
    ("html", "markdown", "difference"),
    [
        ("<p>a*</p>", "a", "marks missing: *"),
        ("<p>a</p>", "a\\*", "marks extra: *"),
        ("<p>a<br>b</p>", "a\nb", "line breaks differ: 'a'"),
        ("<p>H ~2~ O</p>", "H ~2~ O", "marks missing: ~"),
        ("<ol start='3'><li>c</li></ol>", "1. c", "start missing: 3"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n- b", "block missing: list"),
        ("<p>a</p><hr><p>b</p>", "a\n\nb", "block missing: rule"),
        ("<blockquote>a</blockquote>", "a", "block missing: quote"),
    ],
)
def test_the_proof_sees(html: str, markdown: str, difference: str) -> None:
    assert difference in proof.differences(html, markdown)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            "<table border='1'><tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            "spans",
        ),
        (
            "<table border='1'><tr><th>a</th></tr><tr><td><ul><li>b</li></ul></td></tr></table>",
            "blocks in its cells",
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "definition list"),
    ],
)
def test_what_markdown_cannot_say_stays_html(html: str, reason: str) -> None:
    made, notes = conversion.convert(html)
    assert made.startswith("<")
    assert "\n\n" not in made.strip()
    assert any(reason in n.message for n in notes)


def test_unknown_plugin_tags_stay_and_are_noted() -> None:
    made, notes = conversion.convert("<p>See {mystery x=1} here.</p>")
    assert "{mystery x=1}" in made
    assert any("unknown" in n.message for n in notes)


def test_a_rule_can_be_switched_off() -> None:
    html = "<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table>"
    assert (
        conversion.convert(html)[0]
        != conversion.convert(html, conversion.MarkdownOptions(frozenset({"layout-tables"})))[0]
    )


WORD = (
    '<p>Whales sing<a name="_ftnref1" href="#_ftn1"><span>[1]</span></a> and '
    'dive.<sup><a id="r2" href="#n2">2</a></sup></p><p>More.</p><hr>'
    '<div id="ftn1"><p><a name="_ftn1" href="#_ftnref1">[1]</a> See <em>Songs</em>, p. '
    '4.</p></div><ol><li id="n2">Deep. <a href="#r2">↩</a></li></ol>'
)


def test_footnotes_are_written_as_such_where_that_is_wanted() -> None:
    made, notes = conversion.convert(WORD, conversion.MarkdownOptions(footnotes=True))
    assert made == (
        "Whales sing[^1] and dive.[^2]\n\nMore.\n\n* * *\n\n[^1]: See *Songs*, p. 4.\n\n[^2]: Deep.\n"
    )
    assert not notes
    assert "[^" not in conversion.convert(WORD)[0]


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="#a">1</a>.</p><h2 id="a">Part one</h2>',
        '<p>Up <a href="#b">1</a></p><p id="b">No way back.</p>',
        (
            '<p id="x">Below <a href="#y">2</a></p><div id="y"><p>One.</p><p>Two. <a '
            'href="#x">back</a></p></div>'
        ),
    ],
)
def test_what_is_no_footnote_stays_a_link(html: str) -> None:
    made, notes = conversion.convert(html, conversion.MarkdownOptions(footnotes=True))
    assert "[^" not in made
    assert not [n for n in notes if n.level == "loss"]


WHOLE = (
    "<h2>Head</h2><p>One <strong>two</strong> <a href='/x'>three</a> <img src='i.png' "
    "alt='i'></p><ul><li>a<ul><li>b</li></ul></li></ul>"
    "<table border='1'><tr><th>A</th></tr><tr><td>cell</td></tr></table><pre>code</pre>"
)
GOOD = (
    "## Head\n\nOne **two** [three](/x) ![i](i.png)\n\n-   a\n    -   b\n\n| A |\n| --- |\n| "
    "cell |\n\n```\ncode\n```\n"
)


def test_the_proof_accepts_what_is_whole() -> None:
    assert proof.differences(WHOLE, GOOD) == ()


def test_the_proof_catches_places_that_are_gone() -> None:
    html = "<p><a href='#x'>to</a></p><p id='x'>here</p>"
    assert proof.differences(html, '[to](#x)\n\n<a id="x"></a>here') == ()
    assert proof.differences(html, "[to](#x)\n\nhere") == ("place missing: x",)


def test_a_loss_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "as_html", lambda block: "<dl></dl>")
    lost = [
        n.message
        for n in conversion.convert("<p>Before.</p><dl><dt>Oil</dt><dd>from whales</dd></dl>")[1]
        if n.level == "loss"
    ]
    assert lost == ["words missing: 'Oil from whales', at 'Oil from whales'"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("One ", ""),
        ("[three](/x)", "three"),
        ("(/x)", "(/y)"),
        ("![i](i.png)", ""),
        ("## Head", "### Head"),
        ("## Head", "Head"),
        ("    -   b", "-   b"),
        ("-   a\n    -   b", "a b"),
        ("| cell |", "|  |"),
        ("| A |\n| --- |\n| cell |", "A cell"),
        ("```\ncode\n```", "code"),
        ("**two**", "two"),
        ("**two**", "*two*"),
        ("One **two**", "**two** One"),
        ("code", "code more"),
    ],
)
def test_the_proof_catches(was: str, now: str) -> None:
    assert was in GOOD
    assert proof.differences(WHOLE, GOOD.replace(was, now, 1))


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")), min_size=0, max_size=12
) | st.sampled_from(
    [
        "*",
        "_",
        "**x**",
        "`",
        "[a](b)",
        "<b>",
        "&amp;",
        "1. ",
        "# ",
        "- ",
        "> ",
        "|",
        "\\",
        "~~",
        "![",
        "]:",
        "http://x.y/z_",
        "{% x %}",
        "a_b",
        "!",
        "](",
        "***",
    ]
)


def _escape(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


LEAF = TEXT.map(_escape) | st.just("<br>") | st.just("<img src='p.png' alt='a]b'>")
NAMES = st.sampled_from(
    [
        "p",
        "div",
        "strong",
        "em",
        "b",
        "i",
        "u",
        "a",
        "span",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h1",
        "h3",
        "pre",
        "code",
        "table",
        "tr",
        "td",
        "th",
        "del",
        "sup",
        "font",
        "center",
        "dl",
        "dd",
    ]
)


def _element(name: str, inner: list[str]) -> str:
    return (
        f"<a href='/t?a=1&amp;b=(2)'>{''.join(inner)}</a>"
        if name == "a"
        else f"<{name}>{''.join(inner)}</{name}>"
    )


HTML = st.recursive(
    LEAF, lambda inner: st.builds(_element, NAMES, st.lists(inner, max_size=4)), max_leaves=18
)


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_any_fragment_survives_or_says_what_did_not(html: str) -> None:
    clean = sanitise.sanitise(html)
    made, notes = conversion.convert(clean)
    want, have = proof.features(clean), proof.features(proof.render(made))
    assert not any(n.code == "markdown-failed" for n in notes)
    if sorted(want.words) != sorted(have.words):
        assert any(n.level == "loss" for n in notes)


def test_a_body_that_cannot_be_converted_stays_html(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(legacy, "clean", failing)
    made, notes = conversion.convert("<p>Words\n\nof it.</p><pre>a\n  b</pre>")
    assert made == "<p>Words of it.</p><pre>a&#10;  b</pre>\n"
    assert [n.code for n in notes] == ["markdown-failed"]
    assert "no such thing" in notes[0].message


def test_deep_and_large_input_ends() -> None:
    assert "bottom" in conversion.convert("<div>" * 5000 + "bottom" + "</div>" * 5000)[0]
    assert (
        "cell"
        in conversion.convert("<table><tr><td>" * 300 + "cell" + "</td></tr></table>" * 300)[0]
    )


def test_a_whole_body_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    html = pyromark.html

    def render(text: str, **options: Any) -> str:
        texts.append(text)
        return html(text, **options)

    monkeypatch.setattr(pyromark, "html", render)
    made = conversion.convert(
        "<p>a <b>b</b></p><ul><li>c</li></ul><table><tr><td>d</td></tr></table>"
    )
    assert texts == [made[0]]


@pytest.mark.parametrize("tag", ["font", "span", "b", "a name=x", "br", "img src=x", "li", "h2"])
def test_thousands_of_a_kind_end(tag: str) -> None:
    assert not [
        n
        for n in conversion.convert(f"<{tag}>a</{tag.split()[0]}> " * 5_000)[1]
        if n.level == "loss"
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<ol><li value="4">Shut the gate.</li><li value="7">No fires.</li></ol>',
        '<ol type="a"><li>First</li><li>Second</li></ol>',
        '<ol reversed=""><li>Last</li><li>First</li></ol>',
        '<ul><li>Rules<ol type="i"><li>One</li></ol></li></ul>',
    ],
)
def test_a_list_with_numbers_of_its_own_stays_html(html: str) -> None:
    text, notes = conversion.convert(html)
    assert text.strip() == html
    assert [note.code for note in notes] == ["markdown-html"]


def test_numbers_in_their_turn_are_those_of_markdown() -> None:
    text, notes = conversion.convert('<ol><li value="1">a</li><li value="2">b</li></ol>')
    assert (text, notes) == ("1.  a\n2.  b\n", ())


@pytest.mark.parametrize(
    ("inner", "written"),
    [
        ('<font color="red">http://a.example/x_y</font>', "<http://a.example/x_y>\n"),
        (" http://a.example/x_y\n", "<http://a.example/x_y>\n"),
        ("<b>http://a.example/</b>", "[**http://a.example/**](http://a.example/x_y)\n"),
        ("<code>http://a.example/x_y</code>", "[`http://a.example/x_y`](http://a.example/x_y)\n"),
    ],
)
def test_an_address_that_is_its_own_words_is_written_once(inner: str, written: str) -> None:
    html = f'<p><a href="http://a.example/x_y">{inner}</a></p>'
    assert conversion.convert(html)[0] == written


def test_elements_that_went_out_of_html_get_the_names_of_today() -> None:
    html = '<p>Press <tt>a_b</tt> for <acronym title="World Wide Web">WWW</acronym>.</p>'
    text = 'Press `a_b` for <abbr title="World Wide Web">WWW</abbr>.\n'
    assert conversion.convert(html) == (text, ())
