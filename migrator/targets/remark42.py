"""Comments for Remark42: a native backup, for `remark42 restore -f backup.gz -p . -s remark`.

Measured with Remark42 (source of 2026-08-22): `restore` keeps any depth and cleans HTML (`import`
knows no native backups); a comment whose user has no id is refused; one without a time is given
today's; the address is compared as text, and `&` in it never matches; pages ask for it
percent-encoded (22 of 137 comments of a capture were imported and never shown before).
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

from migrator.model import Article
from migrator.writing import wxr
from migrator.writing.comment_forms import REMARK42, CommentTexts
from migrator.writing.comment_threads import Numbered, parents_first
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: The name of the site in Remark42's own settings, where nothing else is set.
_SITE = "remark"


class Remark42(Target):
    """Comments for Remark42, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        backup = gzip.compress(b"".join(_lines(writer)), mtime=0)
        writer.folder.write("backup.gz", backup)


def _lines(writer: TargetWriter) -> Iterator[bytes]:
    yield msgspec.json.encode({"version": 1, "users": [], "posts": []}) + b"\n"
    link = writer.site_address()
    undated = 0
    texts = CommentTexts(writer, REMARK42)
    for article in writer.articles():
        leads = writer.new.leads(article, {})
        url = link + quote(writer.new.articles[article.id])
        for numbered in parents_first(article.comments):
            undated += numbered.comment.created is None
            html = texts.html(numbered.comment, leads)
            yield msgspec.json.encode(_record(article, numbered, html, url)) + b"\n"
    texts.tell("remark42")
    if undated:
        writer.limit(wxr.undated(undated, "remark42"))


def _record(article: Article, numbered: Numbered, html: str, url: str) -> dict[str, object]:
    comment = numbered.comment
    author = comment.author or "—"
    person = hashlib.sha1(author.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    prefix = article.id.replace(":", "-")
    return {
        "id": f"{prefix}-{numbered.number}",
        "pid": f"{prefix}-{numbered.parent}" if numbered.parent else "",
        "text": html,
        "orig": comment.text,
        "user": {"name": author, "id": f"joomla_{person}", "picture": "", "admin": False},
        "locator": {"site": _SITE, "url": url},
        "score": comment.votes or 0,
        "votes": {},
        "time": f"{wxr.comment_time(comment, article).replace(' ', 'T')}Z",
        "title": article.title or article.alias or article.id,
    }
