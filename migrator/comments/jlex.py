"""JLex Comment (com_jlexcomment, Joomla 2.5 and 3).

Read off fyousefi/joomla-cms at d6f5eefc, components/com_jlexcomment/themes/default (its header says
1.0.0). What is shown as a date is relative; the machine's date stands beside it."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text, when


class JLexComment(CommentSystem):
    """`li.jcm-block[data-id][data-parent-id]`, replies in a list inside."""

    component = ("com_jlexcomment",)
    marks = ("#jlexcomment", "#jcm-comments", ".jcm-block")
    block = ("#jlexcomment", "#jcm-comments", "#jcm-emoji", "#jcm-form")
    shared_block = ("#comment",)
    item = "li.jcm-block"
    id = attr("li.jcm-block", "data-id")
    author = text(".jcm-author [itemprop=name]", ".jcm-author [data-itemprop=name]", ".jcm-author")
    website = attr(".jcm-author a[href^=http]", "href")
    created = when("meta[itemprop=dateCreated]", "meta[data-itemprop=dateCreated]", ".jcm-date")
    body = html(".jcm-post-body")
    drop = ("a.jcm-hl", ".jcm-map", ".jcm-post-body.locked")
    attached = (".jcm-files-attached",)
    stated = number("#jcm-header h3")

    def parent(self, doc: Document, item: Element) -> str | None:
        number_ = first_number(item.get("data-parent-id") or "")
        return str(number_) if number_ else None

    def votes(self, doc: Document, item: Element) -> int | None:
        """Those for less those against."""
        up = doc.first(".jcm-vote-up .jcm-count", item)
        down = doc.first(".jcm-vote-down .jcm-count", item)
        if up is None or down is None:
            return None
        return (first_number(text_of(up)) or 0) - (first_number(text_of(down)) or 0)
