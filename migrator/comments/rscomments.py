"""RSComments! 1.x (Joomla 2.5 to 4).

1.13.21 read off stichtingjoomlanederland/joomlacommunity.nl at 2db1500d,
components/com_rscomments/views/rscomments/tmpl/default_item.php."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import attr, first_number, html, number, text, when


class RSComments(CommentSystem):
    """`.rscomment` with microdata; the machine date is local time, the depth is in a class."""

    marks = (".rscomment", "#rscomments-form", ".rscomments-comment-form", ".rscomments")
    block = (
        ".rscomment",
        ".rscomments",
        "#rscomments",
        ".rscomments-comment-form",
        "#rscomments-form",
        ".rscomment-top-options",
        ".rscomments-top",
        "[class^=rscomments-]",
        "[class^=rscomment-]",
        "[id^=rscomments]",
        "#rsc_global_pagination",
    )
    item = ".rscomment"
    author = text("[itemprop=name]", ".rscomm-big")
    website = attr("a[itemprop=url]", "href")
    created = when("time[itemprop=commentTime]", "time")
    title = text(".rscomm-heading")
    body = html(".rscomm-content", "[itemprop=commentText]")
    stated = number(".rscomments-count", "span.rsc_total")
    drop = (".rscomm-last-edited",)
    component = ("com_rscomments",)

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number(
            item.get("data-rsc-cid") or (item.get("id") or "").removeprefix("rscomment")
        )

    def depth(self, doc: Document, item: Element) -> int | None:
        match = re.search(r"rsc_comment_big_box(\d+)", item.get("class") or "")
        return int(match[1]) if match else None

    def votes(self, doc: Document, item: Element) -> int | None:
        for selector, sign in ((".rsc_green", 1), (".rsc_red", -1)):
            element = doc.first(selector, item)
            if (
                element is not None
                and (count := first_number("".join(element.itertext()))) is not None
            ):
                return sign * abs(count)
        return None
