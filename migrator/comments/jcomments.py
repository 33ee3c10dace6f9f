"""JComments 2.1 to 4 (Joomla 1.0 to 5)."""

from __future__ import annotations

import re
from dataclasses import replace

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla.address import Address
from migrator.layout.comment_items import boxes_around
from migrator.layout.comment_system import CommentSystem, PageComments
from migrator.layout.fields import attr, first_number, html, read_when, text

_PAGES = re.compile(r"jcomments\.showPage\(\s*\d+\s*,\s*'com_\w+'\s*,\s*(\d+)\s*\)")


class JComments(CommentSystem):
    """`#comments-list`, flat, or boxes of `.comments-list` inside one another for threads; site
    owners edit its templates, the ids stay."""

    text_sign = r"\bjcomments\b|refresh comments list|rss feed for comments to this post"
    component = ("com_jcomments",)
    marks = (
        "[id^=comment-item-] .comment-body",
        "[id^=comment-body-]",
        "#comments-form",
        "#jc #comments",
    )
    block = (
        "#jc",
        "#comments-form",
        "#comments-footer",
        "#comments-report-form",
        ".jcomments-links",
        "a.comments-link",
        "#addcomments",
    )
    website = attr("a.author-homepage", "href")
    title = text(".comment-title")
    # RocketTheme's Dominion (1.5) draws a frame within the text's box, and the title in it
    body = html(
        "[id^=comment-body-] > .comment-body-middle",
        "[id^=comment-body-]",
        ".comment-body",
        ".comment-text",
    )
    drop = (".comments-buttons", ".comment-buttons", ".comments-vote", ".comment-title")
    url = attr("a.comment-anchor", "href")

    number_signs = (
        r"new JComments\(\s*(\d+)\s*,\s*'com_content'",
        r"jcomments\.showPage\(\s*(\d+)\s*,\s*'com_content'",
    )

    def feed(self, address: Address) -> str | None:
        """`/jcomments/feed/com_content/12`, or `option=com_jcomments&task=rss&object_id=12`."""
        if match := re.search(r"/jcomments/feed/(com_\w+)/(\d+)", address.path):
            return f"{match[1]}:{match[2]}"
        number = address.get("object_id") if address.option == "com_jcomments" else None
        return f"{address.get('object_group') or 'com_content'}:{number}" if number else None

    def items(self, doc: Document) -> list[Element]:
        """The boxes of the comments; a template without them still marks each text."""
        return doc.find("[id^=comment-item-]") or boxes_around(doc.find("[id^=comment-body-]"))

    def id(self, doc: Document, item: Element) -> int | None:
        """The number in the ids of box and text; the number that is printed only counts."""
        text = doc.first("[id^=comment-body-]", item)
        return first_number(item.get("id") or "") or (
            first_number(text.get("id")) if text is not None else None
        )

    def author(self, doc: Document, item: Element) -> str | None:
        """The name; 2.1 prints "(guest)" or the like behind a line break."""
        for selector in (
            ".comment-author",
            "a.author-homepage",
            ".createdby [itemprop=name]",
            "dd.createdby",
            ".author",
        ):
            element = doc.first(selector, item)
            if element is not None:
                return (
                    re.sub(
                        r"\s*\((?:guest|gast|гость|invité|invitado|ospite|gość)\)$",
                        "",
                        text_of(element),
                        flags=re.I,
                    )
                    or None
                )
        return None

    def created(self, doc: Document, item: Element):  # type: ignore[no-untyped-def]
        for selector in (".comment-date", "dd.published", "time[datetime]"):
            element = doc.first(selector, item)
            if element is not None and (date := read_when(element, doc)):
                return date
        return None

    def read(self, doc: Document) -> PageComments:
        """The comments, and how many pages of them a script can ask for."""
        harvest = super().read(doc)
        pages = max((int(n) for n in _PAGES.findall(doc.text)), default=1)
        return replace(harvest, pages=pages)

    def votes(self, doc: Document, item: Element) -> int | None:
        element = next(
            (
                e
                for _, elements in doc.each(
                    ("span.vote-good", "span.vote-poor", ".vote-value"), item
                )
                for e in elements
                if text_of(e)
            ),
            None,
        )
        return first_number(text_of(element).replace("+", "")) if element is not None else None

    def parent(self, doc: Document, item: Element) -> str | None:
        """The list box around the comment carries its parent's number; 4.x names it also in flat
        lists."""
        link = doc.first(".parent-comment a", item)
        if link is not None:
            number = first_number(link.get("href") or "")
            return str(abs(number)) if number else None
        box = next(
            (a for a in item.iterancestors() if (a.get("id") or "").startswith("comments-list-")),
            None,
        )
        number = (
            first_number((box.get("id") or "").removeprefix("comments-list-"))
            if box is not None
            else None
        )
        return str(number) if number else None
