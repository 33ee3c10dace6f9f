"""JomComment 3 (com_jomcomment, Joomla 1.0 and 1.5), in nine of its templates.

Read off JomComment 3.0.1 build 561: healthcommcore/lung_cancer_site at fd31280a,
components/com_jomcomment/templates (default, boxy, minimal, breeze, chatter, gore, khaki, liteshow,
pastel; "midnight" was not read)."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, byline, first_number, html, number, when
from migrator.model import When


class JomComment(CommentSystem):
    """`#jc_commentsDiv > #pc_ID`; of comments with too many bad votes only the title is printed."""

    component = ("com_jomcomment",)
    marks = (
        "#jc_commentsDiv",
        "#jc_commentFormDiv",
        "[id^=pc_] .comment-text",
        "[id^=comment-text-container-]",
    )
    block = (
        "#jc_commentsDiv",
        "#jc_commentFormDiv",
        "#written_comments_title",
        "#write_comment_title",
        "#comment_locked_notice",
        "#jc_allComments",
        ".jc_readmore",
        "#jc_comment",
        "#jcshareDiv",
        "#trackback_title",
        "#trackback_link",
        "#trackback_entries",
        # an older one with forms in their own box, kept at trebiano/trebiano.github.io
        "a[name=jc_writeComment]",
        "#jc_busyDiv",
        "img[src*='com_jomcomment/busy.gif']",
    )
    body = html("[id^=comment-text-container-]", ".bCommentText", ".comment-text")
    drop = (
        ".show-report",
        ".show-votedown",
        ".show-voteup",
        "[id^=comment-text-container-] div.small",
        "td[id^=comment-text-container-] > strong:first-child",
    )
    url = attr("a[href*='#comment-']", "href")
    votes = number("[id^=cvote-]")
    stated = number("#jc_numComment", "#written_comments_title")
    _author = byline(
        ".jcUser",
        ".jc_comment_author",
        "a[id^=author-]",
        ".top2 strong",
        ".small",
        ".comment-head",
        ".CommentTitle",
    )
    _created = when(
        ".jc_comment_date",
        ".formatDate",
        ".bCommentSmallPrint",
        ".commentInfo",
        ".CommentFooter",
        ".small",
        ".CommentTitle",
        ".comment-head",
    )

    def blocks(self, doc: Document) -> set[Element]:
        """Also the link to the feed of the comments, where the list is on the page."""
        elements = super().blocks(doc)
        return (
            elements | doc.all((".feed_link", "#feed_link"))
            if doc.find("#jc_commentsDiv")
            else elements
        )

    def items(self, doc: Document) -> list[Element]:
        """The boxes `#pc_ID`; in "breeze" that holds only title and text of an entry."""
        boxes = [e for e in doc.find("[id^=pc_]") if (e.get("id") or "")[3:].isdigit()]
        entries = (
            next((a for a in e.iterancestors() if "jcEntryInner" in (a.get("class") or "")), e)
            for e in boxes
        )
        return list(dict.fromkeys(entries))

    def id(self, doc: Document, item: Element) -> int | None:
        box = item if (item.get("id") or "").startswith("pc_") else doc.first("[id^=pc_]", item)
        return first_number((box.get("id") or "").removeprefix("pc_")) if box is not None else None

    def _khaki(self, doc: Document, item: Element) -> re.Match[str] | None:
        """The line "NAME: TITLE URL" of the template "khaki"."""
        line = doc.first(".bCommentTitle", item)
        if line is None:
            return None
        return re.match(r"(.+?)\s*:\s*(.*)", text_of(line, set(line.iter("a"))))

    def _right(self, doc: Document, item: Element) -> Element | None:
        """The cell at the right in "liteshow": "NAME | IP"."""
        return next(
            (
                e
                for e in item.iter("td", "div", "span")
                if re.search(r"text-align\s*:\s*right", e.get("style") or "") and "|" in text_of(e)
            ),
            None,
        )

    def author(self, doc: Document, item: Element) -> str | None:
        if match := self._khaki(doc, item):
            return match[1].strip()
        if (cell := self._right(doc, item)) is not None:
            return text_of(cell).partition("|")[0].strip() or None
        field = self._author.find(doc, item)
        return re.sub(r"\s+said$", "", str(field.value)).strip(" :") if field else None

    def created(self, doc: Document, item: Element) -> When | None:
        field = self._created.find(doc, item)
        return field.value if field else None

    def title(self, doc: Document, item: Element) -> str | None:
        """What is named a title, else what stands in bold before the text."""
        if match := self._khaki(doc, item):
            return match[2].strip() or None
        named = doc.first(".jc_comment_title", item)
        if named is None:
            named = doc.first("div.title", item)
        if named is None:
            named = doc.first(".CommentTitle .title", item)
        if named is not None:
            return re.sub(r"^Title\s*:\s*", "", text_of(named)) or None
        text = next(iter(doc.any(self.body.selectors, item)), None)
        for bold in item.iter("b", "strong"):
            inside = text is not None and text in bold.iterancestors()
            if inside and not _leads(text, bold):
                return None
            if doc.first(".top2", item) is None and text_of(bold):
                return text_of(bold)
        return None

    def website(self, doc: Document, item: Element) -> str | None:
        for selector in (
            ".small a[href^=http]",
            ".jc_comment_author_url a",
            ".formatURL a",
            ".bCommentTitle a[href^=http]",
            ".CommentFooter a[href^=http]",
        ):
            if (link := doc.first(selector, item)) is not None:
                return str(link.get("href"))
        return None


def _leads(text: Element, bold: Element) -> bool:
    """Whether a bold text is the first thing in its cell."""
    return text.tag == "td" and not (text.text or "").strip() and text[0] is bold
