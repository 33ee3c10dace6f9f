"""CComment 5 (Joomla 2.5 to 3): the page holds templates and a count, a script fetches the comments
as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from migrator.document.document import Document
from migrator.joomla import uri
from migrator.layout.comment_system import CommentSystem, PageComments
from migrator.model import Comment, Note
from migrator.normalise import dates, sanitise

_COUNT = re.compile(r"compojoom\.ccomment\s*=.{0,4000}?\"count\"\s*:\s*\"?(\d+)", re.S)

_ITEM = re.compile(r"compojoom\.ccomment\s*=.{0,4000}?\bitem:\s*(\{[^{}]*\})", re.S)
_PER_PAGE = re.compile(r"\"comments_per_page\"\s*:\s*\"?(\d+)")


class CComment(CommentSystem):
    """`div#ccomment-content-ID` without content; `task=comments.getcomments&format=json` has the
    words."""

    component = ("com_comment",)
    marks = ("[id^=ccomment-content-]", "#ccomment-token", ".ccomment")
    block = (
        ".ccomment",
        "[id^=ccomment-]",
        "a.ccomment-readmore",
        ".ccomment-readmore",
        ".ccomment-preview",
    )
    fetched_by = ("com_comment", "contentid", "component")

    def read(self, doc: Document) -> PageComments:
        """No comments, but how many there are."""
        count = _COUNT.search(doc.text)
        stated = int(count[1]) if count else None
        notes = (
            (
                Note(
                    "ccomment-elsewhere",
                    f"{stated} comments come by script; the page does not hold them",
                    "warning",
                ),
            )
            if stated
            else ()
        )
        return PageComments(self.name, (), stated, notes)

    def answer(
        self, data: bytes, url: str | None, off: Collection[str] = ()
    ) -> PageComments | None:
        """The comments of one JSON answer."""
        try:
            answer = json.loads(data)
            models = answer["models"]
        except (ValueError, KeyError, TypeError):
            return None
        comments = [
            _comment(m, url, off) for m in models if isinstance(m, dict) and m.get("comment")
        ]
        total = str(answer.get("info", {}).get("total", ""))
        return PageComments(self.name, tuple(comments), int(total) if total.isdigit() else None)

    def scripted(self, doc: Document) -> Iterator[str]:
        match = _ITEM.search(doc.text)
        try:
            item = json.loads(match[1]) if match else {}
        except ValueError:
            return
        count, per_page = int(item.get("count") or 0), _PER_PAGE.search(doc.text)
        pages = -(-count // size) if per_page and (size := int(per_page[1])) else min(count, 1)
        base = doc.absolute("/index.php")
        for page in range(pages):
            yield (
                f"{base}?option=com_comment&task=comments.getcomments&format=json&component={item.get('component')}&contentid={item.get('contentid')}"
                f"&start={page}"
            )


def _comment(model: dict[str, object], url: str | None, off: Collection[str]) -> Comment:
    html = sanitise.clean_html(
        re.sub(r'class="ccomment-quote-text"', 'class="quote"', str(model["comment"])),
        url,
        comment=True,
        off=off,
    )
    parent = str(model.get("parentid", "-1"))
    ident = str(model.get("id", ""))
    site = uri.absolute(url, "/")
    return Comment(
        id=ident,
        author=str(model["name"]) if model.get("name") else None,
        html=html,
        text=sanitise.plain_text(html),
        parent=parent if parent not in ("-1", "0", "") else None,
        created=dates.parse(str(model.get("date", ""))),
        votes=int(str(model["votes"]))
        if str(model.get("votes", "")).lstrip("-").isdigit()
        else None,
        url=f"{site}#!/ccomment-comment={ident}" if site and ident else None,
    )
