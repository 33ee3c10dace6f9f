"""JA Comment 2 (Joomla 1.5 and 2.5): the page holds an empty box, a script fetches the list as a
page of its own.

Dates are relative: those are no dates. Replies are fetched one by one; a captured list names how
many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.document.document import Document, Element
from migrator.joomla import address
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text

_FETCHED = re.compile(
    r"[\"']([^\"'\s]*option=com_jacomment[^\"'\s]*contentid=\d+[^\"'\s]*?)&ran=[\"']"
)
_PAGE = re.compile(r"jac_ajaxPagination\('[^']*?limitstart=(\d+)")


class JAComment(CommentSystem):
    """`#jac-wrapper`, in the fetched list `li#jac-row-comment-ID`."""

    component = ("com_jacomment",)
    marks = (
        "#jac-wrapper",
        "[id^=jac-row-comment-]",
        "#jac-msg-succesfull",
        "#jac-post-new-comment",
    )
    block = (
        "#jac-wrapper",
        "#jac-container-comment",
        ".jac-add-button",
        "#jac-wrapper-form-add-new",
        "[class^=jacomment-]",
    )
    fetched_by = ("com_jacomment", "contentid", "contentoption")
    author = text(".comment-user")
    website = attr("a.comment-user", "href")
    body = html("[id^=jac-text-]", ".comment-text")
    votes = number("[id^=voted-of-]")
    stated = number(".jac-number-total-comment", "#jac-number-total-comment")

    def items(self, doc: Document) -> list[Element]:
        return [e for e in doc.find("[id^=jac-row-comment-]") if e.tag == "li"]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number((item.get("id") or "").removeprefix("jac-row-comment-"))

    def scripted(self, doc: Document) -> Iterator[str]:
        parsed = address.read(doc.url or "")
        if parsed.option == "com_jacomment" and doc.url:
            whole = re.sub(r"&(?:limitstart|ran)=[^&]*", "", doc.url)
            yield from (
                f"{whole}&limitstart={start}&ran=0.5"
                for start in dict.fromkeys(_PAGE.findall(doc.text))
            )
            return
        for link in _FETCHED.findall(doc.text):
            if url := doc.absolute(link):
                yield f"{url}&ran=0.5"
