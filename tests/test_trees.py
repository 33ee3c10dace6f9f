"""From a tree to text and to BeautifulSoup: no word is lost on the way, and both ways write the
same."""

from __future__ import annotations

from bs4.element import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.document import document, nodes, soup
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
    region = soup.region(tree)
    assert region.get_text() == said
    assert "".join(trees.fragment(trees.source(tree)).itertext()) == said
    assert "".join(trees.fragment(soup.inner_html(region)).itertext()) == said


@given(st.lists(PIECE, max_size=12).map("".join))
def test_nodes_are_linked_as_beautifulsoup_links_them(html: str) -> None:
    region = soup.region(trees.fragment(html))
    slow = Tag(name="div", parser=None)
    _append(slow, region)
    for one, other in zip(region.descendants, slow.descendants, strict=True):
        for link in (
            "parent",
            "next_element",
            "previous_element",
            "next_sibling",
            "previous_sibling",
        ):
            assert _shown(getattr(one, link)) == _shown(getattr(other, link))


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
    quick, slow = nodes.parse(html), soup.soup(html)
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
    for kept, other in ((quick, slow), (box.copy(), like)):  # which parts classes by white space
        assert nodes.outer_html(kept).split() == soup.outer_html(other).split()
    assert quick.get_text() == slow.get_text()
    for one in quick.descendants:
        assert one.parent is not None
        assert one.previous_sibling is None or one.previous_sibling.next_sibling is one


def _append(box: Tag, like: Tag) -> None:
    for child in like.contents:
        if isinstance(child, Tag):
            inner = Tag(name=child.name, attrs=child.attrs, parser=None)
            box.append(inner)
            _append(inner, child)
        else:
            box.append(NavigableString(str(child)))


def _shown(node: object) -> object:
    return node.name if isinstance(node, Tag) else node


def test_words_behind_a_wbr_stay() -> None:
    doc = document.read(
        Capture(
            "x",
            b"<html><body><p id=a>See http://one.<wbr>two.example/three</p></body></html>",
            "http://x.example/",
        )
    )
    assert sanitise.clean(doc, doc.first("#a")) == "See http://one.<wbr>two.example/three"
