"""Links that lead elsewhere: the same text, other addresses."""

from __future__ import annotations

import html as entities
import re

from hypothesis import given
from hypothesis import strategies as st

from migrator.markdown import conversion, proof
from migrator.writing import link_rewriting as relink

OLD, NEW = "http://old.example/news?id=12&x=(1)", "/news/12-lamps/"
URLS = st.sampled_from(
    [
        OLD,
        "http://old.example/a|b",
        "http://old.example/c d",
        "/images/l.png",
        "http://far.example/",
    ]
)
WORDS = st.text(st.sampled_from("ab *_`[]()<&|\\"), min_size=1, max_size=8).map(
    lambda t: entities.escape(f"x{t}x")
)


def targets(html: str) -> list[str]:
    return [entities.unescape(t) for t in re.findall(r'(?:href|src)="([^"]*)"', html)]


@given(
    st.lists(st.tuples(WORDS, URLS, st.sampled_from(["a", "img", "td"])), min_size=1, max_size=5)
)
def test_every_address_is_changed_and_nothing_else(parts: list[tuple[str, str, str]]) -> None:
    made = {
        "a": '<p><a href="{1}">{0}</a></p>',
        "img": '<p><img src="{1}" alt="{0}"></p>',
        "td": '<table border="1"><tr><th>h</th></tr><tr><td><a href="{1}">{0}</a></td></tr></table>',
    }
    html = "".join(made[kind].format(words, entities.escape(url)) for words, url, kind in parts)
    text, _ = conversion.convert(html)
    leads = {url: f"/new/{at}/" for at, url in enumerate(dict.fromkeys(u for _, u, _ in parts))}
    rendered = proof.render(relink.in_markdown(text, leads))
    assert targets(rendered) == [leads[url] for _, url, _ in parts]
    assert relink.in_markdown(text, {}) == text
    back = {new: old for old, new in leads.items()}
    again = relink.in_markdown(relink.in_markdown(text, leads), back)
    assert [t.replace("%7C", "|") for t in targets(proof.render(again))] == [
        t.replace("%7C", "|") for t in targets(proof.render(text))
    ]


def test_code_keeps_what_it_says() -> None:
    text = f"`[x]({OLD})`\n\n```\n[x]({NEW})\n```\n"
    assert relink.in_markdown(text, {OLD: NEW, NEW: OLD}) == text


def test_places_within_a_page_stay() -> None:
    assert (
        relink.in_html('<a href="http://old.example/a#b">x</a>', {"http://old.example/a": "/a/"})
        == '<a href="/a/#b">x</a>'
    )
    assert (
        relink.in_markdown("[x](http://old.example/a#b)", {"http://old.example/a": "/a/"})
        == "[x](/a/#b)"
    )


def test_a_picture_that_is_missing_is_named_and_links_to_it_stay() -> None:
    gone = "http://old.example/images/old_lamp.png"
    html = (
        f'<p>a <img src="{gone}" alt="A *lamp*" /> <a href="{gone}">it</a></p>'
        f'<div><img src="{gone}" alt="" width="3" /></div><p><code>![x]({gone})</code></p>'
    )
    markdown = relink.in_markdown(conversion.convert(html)[0], {gone: ""})
    for text in (proof.render(markdown), relink.in_html(html, {gone: ""})):
        assert "<img" not in text
        assert text.count('class="missing-picture"') == 2
        words = re.sub("<[^>]+>", "", entities.unescape(text))
        assert "[A *lamp*]" in words
        assert "[old_lamp.png]" in words
        assert f"![x]({gone})" in words
        assert f'<a href="{gone}">it</a>' in text


def test_an_address_between_brackets_leads_to_the_new_one() -> None:
    text, _ = conversion.convert(
        '<p><a href="http://a.example/x_y_z">http://a.example/x_y_z</a></p>'
    )
    assert text == "<http://a.example/x_y_z>\n"
    assert relink.in_markdown(text, {"http://b.example/": "/b/"}) == text
    led = proof.render(relink.in_markdown(text, {"http://a.example/x_y_z": "/new/"}))
    assert led.strip() == '<p><a href="/new/">http://a.example/x_y_z</a></p>'
