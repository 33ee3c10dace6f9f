"""From a tree to text and to nodes: no word is lost on the way, and both ways write the same. Nodes
are moved as BeautifulSoup moves its own."""

from __future__ import annotations

from bs4.element import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.document import document, nodes
from migrator.document import parsing as trees
from migrator.model import Capture
from migrator.normalise import sanitise

TAGS = (
    "p",
    "div",
    "b",
    "wbr",
    "br",
    "img",
    "embed",
    "source",
    "param",
    "track",
    "table",
    "li",
    "span class='a  b'",
    "a href='/x?a=1&amp;b=2' title='\"'",
)
PIECE = st.one_of(
    st.sampled_from(
        [f"<{tag}>" for tag in TAGS] + ["</p>", "</div>", "</b>", "</a>", "</span>", "<!-- no -->"]
    ),
    st.text("abc é<&>\"' ", max_size=6),
)


@settings(max_examples=300)
@given(st.lists(PIECE, max_size=12).map("".join))
def test_no_word_is_lost(html: str) -> None:
    tree = trees.fragment(html)
    said = "".join(piece for piece in tree.itertext(with_tail=True) if piece)
    comments = [c.text or "" for c in tree.iter() if not isinstance(c.tag, str)]
    for comment in comments:
        said = said.replace(comment, "", 1)
    region = nodes.region(tree)
    assert region.get_text() == said
    assert "".join(trees.fragment(trees.source(tree)).itertext()) == said
    assert "".join(trees.fragment(nodes.inner_html(region)).itertext()) == said


@settings(max_examples=300)
@given(
    st.lists(PIECE, max_size=14).map("".join),
    st.lists(
        st.tuples(st.sampled_from(["unwrap", "append", "before"]), st.integers(0, 30)), max_size=5
    ),
)
def test_nodes_are_moved_as_beautifulsoup_moves_them(
    html: str, acts: list[tuple[str, int]]
) -> None:
    quick = nodes.parse(html)
    slow = _beautiful(quick)
    box, like = nodes.Tag("p"), Tag(name="p", parser=None)
    for act, at in acts:
        ones, others = list(quick.descendants), list(slow.descendants)
        if not ones:
            break
        one, other = ones[at % len(ones)], others[at % len(ones)]
        if act == "unwrap" and isinstance(one, nodes.Tag) and isinstance(other, Tag):
            one.unwrap()
            other.unwrap()
        elif act == "before":
            one.insert_before(nodes.Text("x"))
            other.insert_before(NavigableString("x"))
        else:
            box.append(one)
            like.append(other.extract())
        assert [t.name for t in nodes.all_in(quick)] == [t.name for t in slow.find_all(True)]
    for kept, other in ((quick, slow), (box.copy(), like)):
        assert _plain(kept) == _plain(other)
    assert quick.get_text() == slow.get_text()
    for one in quick.descendants:
        assert one.parent is not None
        assert one.previous_sibling is None or one.previous_sibling.next_sibling is one


def _beautiful(tag: nodes.Tag) -> Tag:
    box = Tag(name=tag.name, attrs=dict(tag.attrs), parser=None)
    for child in tag.children:
        box.append(
            _beautiful(child) if isinstance(child, nodes.Tag) else NavigableString(str(child))
        )
    return box


def _plain(tag: nodes.Tag | Tag) -> list[object]:
    inside = tag.children if isinstance(tag, nodes.Tag) else tag.contents
    return [
        tag.name,
        tag.attrs,
        *(_plain(n) if isinstance(n, (nodes.Tag, Tag)) else str(n) for n in inside),
    ]


def test_words_behind_a_wbr_stay() -> None:
    doc = document.read(
        Capture(
            "x",
            b"<html><body><p id=a>See http://one.<wbr>two.example/three</p></body></html>",
            "http://x.example/",
        )
    )
    assert sanitise.clean(doc, doc.first("#a")) == "See http://one.<wbr>two.example/three"
