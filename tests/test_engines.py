"""What is written is read alike by the engines that people build with: one construct a case, and
each engine is the real one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

import pytest

from bench import engines
from migrator.markdown import conversion, proof
from tests.constructs import MORE

#: A construct -> HTML that has it.
CONSTRUCTS = {
    "line break": "<p>one<br>two</p>",
    "line break in marks": "<p><b>one<br>two<br><br>three</b></p>",
    "break before a link": "<p>one<br><a href='/x'>two</a></p>",
    "nested list": "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>",
    "paragraphs in an item": "<ol><li><p>a</p><p>b</p></li><li>c</li></ol>",
    "quote in an item": "<ul><li>a<blockquote><p>b</p></blockquote></li></ul>",
    "heading in an item": "<ul><li><h3>a</h3>b</li></ul>",
    "code in an item": "<ul><li>a<pre>x = 1\n  y</pre></li><li>b</li></ul>",
    "code in a quote": "<blockquote><p>a</p><pre>x = 1\n  y</pre></blockquote>",
    "rule in an item": "<ul><li><hr></li><li>b</li></ul>",
    "empty item": "<ol><li>a</li><li></li><li>c</li></ol>",
    "ten items": f"<ol>{'<li>a<ul><li>b</li></ul></li>' * 11}</ol>",
    "two lists": "<ul><li>a</li></ul><ul><li>b</li></ul>",
    "two kinds of lists": "<ol><li>a</li></ol><ul><li>b</li></ul>",
    "two lists in an item": "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li></ul>",
    "two quotes": "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
    "list that begins at 7": "<ol start='7'><li>a</li><li>b</li></ol>",
    "check boxes": "<ul><li>[x] done</li><li>[ ] open</li></ul>",
    "marks in HTML": "<p>a <u>b <b>c</b> *d* _e_ [f](g)</u> <mark>h <a href='/x'>i</a></mark></p>",
    "marks in raised text": "<p>a<sup><b>b</b></sup> c<sub><i>d</i></sub></p>",
    "tag as text": "<p>write &lt;b&gt; or &lt;script&gt; and 1 &lt; 2 &gt; 1</p>",
    "entity as text": "<p>&amp;copy; &amp;amp; AT&amp;T &amp;#65;</p>",
    "tildes": "<p>5~10 kg or 8~12 kg, H~2~O and ~~no~~</p>",
    "struck": "<p>a <s>b</s> <del>c</del></p>",
    "dollars": "<p>$5 and $6, 5$ and 6$, $$x$$ and $y$</p>",
    "bars": "<p>Home | About | Contact<br>a | b<br>| c |</p>",
    "bar in code": "<p>run <code>a | b</code></p>",
    "code in a cell": "<table border='1'><tr><th>a</th></tr><tr><td><code>x | y</code></td></tr></table>",
    "break in a cell": "<table border='1'><tr><th>a</th></tr><tr><td>b<br>c | d</td></tr></table>",
    "table without a head": "<table border='1'><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>",
    "hash at the start": "<p>#1 in the list<br>#tag<br># c</p>",
    "hash at the end": "<h2>Learn C#</h2><h3>F# #</h3>",
    "attributes": "<h2>Title {#myid}</h2><p>a {: .x}<br>{.y}</p><p><b>b</b>{x=1} {::nomarkdown}</p>",
    "tokens": "<p>{{ a }} {% b %} {{&lt; c &gt;}}</p>",
    "rule as text": "<p>a<br>===<br>b<br>---<br>c<br>***<br>___</p>",
    "starts of blocks": "<p>- a<br>+ b<br>* c<br>1. d<br>2) e<br>&gt; f<br>: g<br>^<br>```<br>~~~</p>",
    "containers": "<p>::: tip</p><p>!!! note</p><p>??? note</p><p>[TOC]</p><p>*[ab]: cd</p>",
    "reference as text": "<p>[a]: /b</p><p>[c][d] [e](f) [^1] [^1]: g</p>",
    "emphasis before a letter": "<p><b>bold:</b>next un<i>believ</i>able <i>(a)</i>b</p>",
    "three marks": "<p>a<b><i>.</i></b> <b><i>b</i></b> <i><b>c</b></i>d</p>",
    "marks that meet": "<p><b>a</b><i>b</i><b>c</b> <i>d <b>e</b></i><b>f <i>g</i></b></p>",
    "emphasis with a link": "<p><b>a <i><a href='/x'>l</a></i>,</b> z</p>",
    "emphasis in Chinese": "<p>中文<b>“重点”</b>中文<i>（注）</i>字</p>",
    "literal marks": "<p>2 * 3 * 4, *a*, _b_, snake_case, `c`, \\*d\\*, C:\\new</p>",
    "neighbouring code": "<p><code>a</code><code>b`c</code> <code> d </code></p>",
    "picture in a link": "<p><a href='/x' title='a &quot;b&quot; | c\\d'><img src='i.png' alt='a [b] *c*'></a></p>",
    "brackets in a link": "<p><a href='/a b(c)|d'>see [1] and *2*</a></p>",
    "bang before a link": "<p>Look!<a href='/x'>here</a></p>",
    "bare address": "<p>see http://x.example/~a_b?c=1&amp;d=2 or www.y.example/_a_/*b*</p>",
    "place": "<p><a href='#x'>to</a></p><h2 id='x'>here</h2><p id='y'>there <a href='#y'>y</a></p>",
    "quote with all": "<blockquote><h3>a</h3><ul><li>b</li></ul><p>c<br>d</p></blockquote>",
    "two rules": "<hr><hr><p>a</p>",
    "definition list": "<dl><dt>a *b*</dt><dd>c</dd></dl><p>d <b>e</b></p>",
    "table with spans": "<table border='1'><tr><td colspan='2'>a_b_</td></tr><tr><td>b</td><td>c</td></tr></table><p>d</p>",
    "heading of marks": "<h2><i>a</i> <code>b</code> <a href='/x'>c</a><br>d</h2>",
    "preformatted": "<pre>&lt;a&gt; *b*\n\n    c ``` d</pre>",
    **MORE,
}
#: What an engine cannot be brought to: engine and construct -> why.
UNREACHABLE: dict[tuple[str, str], str] = {}

ENGINES = dict(engines.engines(None))
ENGINES.pop("pandoc gfm", None)
ENGINES.pop("markdown2", None)
REQUIRED = (
    "Python-Markdown (Pelican, Nikola)",
    "Python-Markdown (MkDocs)",
    "markdown-it-py",
    "mistune",
    "cmark-gfm",
    "Hugo (target)",
    "Hugo (unsafe alone)",
)


def markdown() -> Sequence[str]:
    return [conversion.convert(html)[0] for html in CONSTRUCTS.values()]


def test_the_engines_are_at_hand() -> None:
    assert set(REQUIRED) <= set(ENGINES)


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_nothing_is_lost(construct: str) -> None:
    assert not [n for n in conversion.convert(CONSTRUCTS[construct])[1] if n.level == "loss"]


@pytest.mark.parametrize("engine", [*REQUIRED, "kramdown GFM"])
def test_an_engine_reads_it_as_commonmark_does(engine: str) -> None:
    if engine not in ENGINES and not shutil.which("ruby"):
        pytest.skip("ruby and kramdown are not installed: what kramdown reads was not tried")
    texts = markdown()
    found = {}
    given = [engines.in_dialect(engine, text) for text in texts]
    for name, text, html in zip(CONSTRUCTS, texts, ENGINES[engine](given), strict=True):
        if told := engines.differences(proof.features(proof.render(text)), html):
            found[name] = (text, told)
    unreachable = {name for known, name in UNREACHABLE if known == engine}
    assert {name: told for name, told in found.items() if name not in unreachable} == {}
    assert unreachable <= set(found), "an engine reads more than is known of it"
