"""Comments for Remark42: a native backup, for `remark42 import -p native`.

Measured with Remark42 (source of 2026-08-22): native backups keep HTML and any depth; a comment
whose user has no id is refused; one without a time is given today's; the address is compared as
text, and `&` in it never matches; pages ask for it percent-encoded (22 of 137 comments of a capture
were imported and never shown before).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

from migrator.model import Article
from migrator.writing import link_rewriting, wxr
from migrator.writing.comment_threads import Numbered, parents_first
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: The name of the site in Remark42's own settings, where nothing else is set.
_SITE = "remark"


class Remark42(Target):
    """Comments for Remark42, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        writer.folder.write_lines("backup.json", _lines(writer))


def _lines(writer: TargetWriter) -> Iterator[bytes]:
    yield msgspec.json.encode({"version": 1, "users": [], "posts": []}) + b"\n"
    link = writer.site_address()
    undated = 0
    for article in writer.articles():
        leads = writer.new.leads(article, {})
        url = link + quote(writer.new.articles[article.id])
        for numbered in parents_first(article.comments):
            undated += numbered.comment.created is None
            html = link_rewriting.in_html(numbered.comment.html, leads)
            yield msgspec.json.encode(_record(article, numbered, html, url)) + b"\n"
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
