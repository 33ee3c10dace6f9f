"""What comment services show of a comment's HTML, and how the rest is written for them.

Each service renders Markdown or cleans HTML in its own way. An element that it does not show is
written as words, lines and links that it does. What each shows was seen in the real program:
`tests/test_comment_forms.py` (the engine of Isso, GitHub's) and
`python -m tests.long.comment_texts` (Isso, Artalk, Remark42) give it one construct after another.
"""

from __future__ import annotations

import html as entities
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from migrator.document import nodes
from migrator.document.nodes import Tag, Text
from migrator.model import Comment
from migrator.normalise import allowed_html
from migrator.writing import code_regions, link_rewriting
from migrator.writing.writer import TargetWriter

#: What Markdown says in its own marks, so that every service of Markdown shows it.
# fmt: off
_MARKS = frozenset((
    "a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "li", "ol", "p", "pre", "s", "strike", "strong", "ul",
))
# fmt: on


@dataclass(frozen=True)
class CommentForm:
    """How a service reads the words of a comment: `engine` is its name, `shown` the elements that
    it shows (others go with their words, or are shown as their source), `has_starts` whether lists
    begin at other numbers than 1, `write` what its Markdown has otherwise than CommonMark."""

    engine: str
    shown: frozenset[str]
    has_starts: bool = False
    write: Callable[[str], str] = str

    def html(self, html: str) -> tuple[str, frozenset[str]]:
        """The HTML of a comment in elements that the service shows, no word less, and the names of
        those that were written otherwise."""
        if "<" not in html:
            return html, frozenset()
        body = nodes.parse(html)
        changed = set()
        has_blanks = False
        for element in nodes.all_in(body):
            if " " in (element.get("href") or ""):  # Remark42 drops such a link
                element.attrs["href"] = element.attrs["href"].strip().replace(" ", "%20")
                has_blanks = True
            if element.name == "ol" and element.get("start") and not self.has_starts:
                changed.add("ol start")
                _number(element)
            elif element.name not in self.shown:
                changed.add(element.name)
                _PLAIN.get(element.name, Tag.unwrap)(element)
        return (nodes.inner_html(body) if changed or has_blanks else html), frozenset(changed)


class CommentTexts:
    """The texts of comments for one service, and what of them it does not show as it was."""

    def __init__(self, writer: TargetWriter, form: CommentForm) -> None:
        self.writer = writer
        self.form = form
        self._changed: set[str] = set()
        self._comments = 0

    def html(self, comment: Comment, leads: Mapping[str, str]) -> str:
        """The words of a comment as HTML; `leads` are the new addresses of links in it."""
        html, changed = self.form.html(link_rewriting.in_html(comment.html, leads))
        self._comments += bool(changed - _UNSEEN)
        self._changed |= changed - _UNSEEN
        return html

    def markdown(self, comment: Comment, leads: Mapping[str, str]) -> str:
        """The words of a comment as the service's Markdown."""
        return self.form.write(self.writer.markdown(self.html(comment, leads))) or comment.text

    def tell(self, target: str) -> None:
        """Notes how many comments hold what the service does not show: a line of the account."""
        if self._comments:
            self.writer.limit(
                f"{target}: {self._comments} comments hold what {self.form.engine} does not show "
                f"({', '.join(sorted(self._changed))}): it stands in them as words, lines or links"
            )


def _number(numbered: Tag) -> None:
    """A list that begins at another number is lines that begin with theirs."""
    start = numbered.attrs.pop("start")
    first = int(start) if start.lstrip("-").isdecimal() else 1
    items = [child for child in numbered.children if isinstance(child, Tag)]
    for number, item in enumerate(items, first):
        item.name = "div"
        item.prepend(Text(f"{number}. "))
    numbered.name = "div"


def _name(picture: Tag) -> None:
    """A picture is a link to it; within a link, and without an address, its name."""
    address = picture.get("src") or ""
    name = Text(picture.get("alt") or unquote(posixpath.basename(urlsplit(address).path)))
    if address and next(nodes.above(picture, {"a"}), None) is None:
        link = Tag("a", {"href": address})
        link.append(name)
        picture.replace_with(link)
    else:
        picture.replace_with(name)


def _row(row: Tag) -> None:
    """A row of a table is a line with bars between its cells."""
    row.name = "div"
    for cell in [child for child in row.children if isinstance(child, Tag)][1:]:
        cell.prepend(Text(" | "))


def _line(element: Tag) -> None:
    element.attrs.clear()
    element.name = "div"


def _quote(element: Tag) -> None:
    element.prepend(Text("“"))
    element.append(Text("”"))
    element.unwrap()


_PLAIN: dict[str, Callable[[Tag], None]] = {
    "img": _name,
    "tr": _row,
    "q": _quote,
    **dict.fromkeys(("caption", "dt", "dd", "summary", "figcaption", "center", "address"), _line),
    **dict.fromkeys(("article", "section", "header", "footer", "figure", "details"), _line),
}

#: Elements whose loss no reader sees: they stand around others, or change a look alone.
# fmt: off
_UNSEEN = frozenset((
    "span", "font", "big", "small", "tbody", "thead", "tr", "td", "th", "col", "colgroup",
))
# fmt: on

#: A reference of a character, and a piece of HTML, in Markdown as `markdown/` writes it.
_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_TAG = re.compile(r"</?(?P<name>\w+)(?![\w+.-]*:)[^<>]*>|<!--.*?-->", re.S)
_CODE = re.compile(r"<code>(.*?)</code>", re.S)
_RAISED = re.compile(r"<(?P<name>sub|sup)>(?P<text>[^\s<]+)</(?P=name)>")
_AS_MARKS = {"del": "~~", "s": "~~", "strike": "~~", "br": " "}


def _for_isso(markdown: str) -> str:
    """Isso shows tags and references as their source. Characters stand behind a backslash, marks
    for tags that have one; others go: emphasis that CommonMark cannot mark stays words."""
    pieces = []
    for piece, is_code in code_regions.regions(markdown):
        if not is_code:
            piece = _CODE.sub(lambda match: _escaped(entities.unescape(match[1])), piece)
            piece = re.sub(r"(?<!\\)\^", r"\\^", piece)
            piece = _RAISED.sub(_raised, piece)
            piece = _TAG.sub(lambda match: _AS_MARKS.get(match["name"] or "", ""), piece)
            piece = _REFERENCE.sub(lambda match: _escaped(entities.unescape(match[0])), piece)
        pieces.append(piece)
    return "".join(pieces)


def _raised(match: re.Match[str]) -> str:
    mark = "~" if match["name"] == "sub" else "^"
    return f"{mark}{match['text']}{mark}"


def _escaped(text: str) -> str:
    return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", text)


#: Isso's default settings: mistune with `escape`, then bleach with a list of elements.
ISSO = CommentForm("Isso", _MARKS | {"sub", "sup"}, write=_for_isso)
#: What the browser half of Artalk 2.9.1 lets stand; other elements go with their words.
# fmt: off
_ARTALK = frozenset((
    "abbr", "caption", "details", "img", "ins", "kbd", "mark", "section", "span", "sub",
    "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
))
# fmt: on
ARTALK = CommentForm("Artalk", _MARKS | _ARTALK)
#: Remark42 (source of 2026-08-22): `restore` cleans HTML by bluemonday's list for users' texts.
REMARK42 = CommentForm("Remark42", frozenset(allowed_html.TAGS))
#: Services whose programs show HTML as it stands, or whatever the site's theme makes of Markdown.
ALL = CommentForm("", frozenset(allowed_html.TAGS), has_starts=True)
