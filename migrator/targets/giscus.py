"""Comments for giscus: the discussions that its pages look for, ready to be posted to GitHub.

giscus has no import and keeps nothing: comments are GitHub's discussions, and whoever posts them
through its API is their author, at the time of posting. So `discussions.jsonl` names the author and
the date in the words of each comment. One line a page: `title` is what giscus asks for with
`data-mapping="pathname"` (its `client.ts`: the path without its first slash and its suffix),
`comments` are the bodies in Markdown (`addDiscussionComment`), `replies` the answers, of which
GitHub has one level (`replyToId`). Nobody is called by an `@` in old words: an invisible space
stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from migrator.model import Comment
from migrator.writing.comment_forms import ALL, CommentTexts
from migrator.writing.comment_threads import parents_first
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

_SUFFIX = re.compile(r"\.\w+$")


class Giscus(Target):
    """Comments as GitHub discussions that giscus finds by the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        writer.folder.write_lines("discussions.jsonl", _lines(writer))


def _lines(writer: TargetWriter) -> Iterator[bytes]:
    comments = deep = 0
    texts = CommentTexts(writer, ALL)
    for article in writer.articles():
        if not article.comments:
            continue
        comments += len(article.comments)
        address = writer.new.articles[article.id]
        leads = writer.new.leads(article, {})
        threads: list[dict[str, Any]] = []
        for numbered in parents_first(article.comments):
            deep += numbered.depth > 1
            body = _body(numbered.comment, texts.markdown(numbered.comment, leads))
            if numbered.depth == 0:
                threads.append({"body": body, "replies": []})
            else:
                threads[-1]["replies"].append(body)
        discussion = {"title": _term(address), "body": address, "comments": threads}
        yield msgspec.json.encode(discussion) + b"\n"
    if comments:
        writer.limit(
            f"giscus: {comments} comments will have the name and the date of whoever posts them; "
            "their own stand in their words"
        )
    if deep:
        writer.limit(f"giscus: {deep} answers to answers are one level higher")


def _term(address: str) -> str:
    path = quote(address)
    return _SUFFIX.sub("", path[1:]) if len(path) > 1 else "index"


def _body(comment: Comment, words: str) -> str:
    head = f"**{comment.author or '—'}**"
    if comment.created:
        head += f" · {comment.created.value[:16].replace('T', ' ')}"
    return f"{head}\n\n{words.strip()}".replace("@", "@\u200b")
