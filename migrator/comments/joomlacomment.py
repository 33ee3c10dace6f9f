"""!JoomlaComment 3 and 4 (Joomla 1.0 and 1.5), later CComment: the templates that print the
comments in the page."""

from __future__ import annotations

import copy
import re

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, once, text, when


class JoomlaComment(CommentSystem):
    """`#Comments > .postcontainer#postID`; how far a box is indented is the only sign of
    threads."""

    text_sign = "powered by !joomlacomment|please input the anti-spam code"
    marks = (
        "#Comments [id^=post]",
        "#Comments .postcontainer",
        "#CommentMenu",
        "#JOSC_formpos",
        "form[name=joomlacommentform]",
        "[name^=JOSC_]",
    )
    shared_block = ("#comment",)
    block = (
        "#Comments",
        "#CommentMenu",
        "#CommentPageNav",
        "#CommentForm",
        "#JOSC_formpos",
        "form[name=joomlacommentform]",
        "#joscPageNav",
        ".josc_readmore",
        "#josc_readmore",
        ".mc_readon",
        "a[href*='JOSC_']",
        "[name^=JOSC_]",
        "#_JOOMLACOMMENT_MSG",
    )
    title = text(".posttitle")
    created = when(".createdate", ".postdate", ".small .date", ".small")
    website = attr(".postusername a", "href")
    drop = (
        ".postfooter",
        ".postheader",
        ".postavatar",
        ".posttitle",
        "div.small",
        ".postusername",
        ".createdate",
        ".postdate",
        ".postusertype",
        ".postnotify0",
        ".postnotify1",
        "a[href*='JOSC_']",
        ".voting_yes",
        ".voting_no",
    )

    def items(self, doc: Document) -> list[Element]:
        """The post boxes: `#post12`, whatever the element."""
        scope = doc.first("#Comments")
        if scope is None:
            scope = doc.first("#comment")
        if scope is None:
            return []
        posts = [
            e
            for e in scope.iter()
            if isinstance(e.tag, str) and re.fullmatch(r"post\d+", e.get("id") or "")
        ]
        return posts or doc.find(".postcontainer", scope)

    def author(self, doc: Document, item: Element) -> str | None:
        """The name; the template "akostyle" prints "Name (address) date" in one small line."""
        named = next(iter(doc.any((".postusername", ".username", ".author"), item)), None)
        if named is not None:
            return once(text_of(named)) or None
        line = doc.first(".small", item)
        match = (
            re.match(r"(.+?)\s*\((?:[\w.:]+\.xxx|[\d.x]+|[\w ]+)\)", text_of(line))
            if line is not None
            else None
        )
        return match[1] if match else None

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        """The cell of `.postbody`; it may hold an avatar's cell before it."""
        for selector in (
            "table.postbody td",
            ".postbody td",
            ".postbody",
            ".postcontent",
            ".posttext",
        ):
            cells = [
                e
                for e in doc.find(selector, item)
                if "avatar" not in (e.get("class") or "") and (text_of(e) or len(e))
            ]
            if cells:
                return cells[-1:]
        rules = list(item.iter("hr"))
        return [_between(rules[0], rules[1])] if len(rules) > 1 else [item]

    def id(self, doc: Document, item: Element) -> int | None:
        anchor = doc.first("a[name^=josc]", item)
        return first_number(item.get("id") or "") or (
            first_number(anchor.get("name")) if anchor is not None else None
        )

    def url(self, doc: Document, item: Element) -> str | None:
        number = self.id(doc, item)
        return f"#josc{number}" if number else None

    def depth(self, doc: Document, item: Element) -> int | None:
        match = re.search(r"(?:margin|padding)-left:\s*(\d+)", item.get("style") or "")
        return int(match[1]) if match else None

    def votes(self, doc: Document, item: Element) -> int | None:
        yes, no = doc.first("[id^=yes]", item), doc.first("[id^=no]", item)
        if yes is None or no is None:
            return None
        return (first_number(text_of(yes)) or 0) - (first_number(text_of(no)) or 0)


def _between(first: Element, second: Element) -> Element:
    """A box of what stands between two rules, as the template "akostyle" sets a text off."""
    box = lxml.etree.Element("div")
    box.text = first.tail
    for element in first.itersiblings():
        if element is second:
            break
        box.append(copy.deepcopy(element))
    return box
