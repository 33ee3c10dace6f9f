"""Comments for Artalk: an Artrans file, for `artalk import`.

Measured with Artalk's importer (`internal/artransfer`, source of 2026-07-25, on MariaDB): answers
find what they answer wherever it stands, dates are the moments that they name, a second import
doubles all. All people without an e-mail address get one and the same, so each name has an address
that nobody owns. A comment whose page_key or site_name is empty is skipped, and the parents of all
behind it are wrong then (source). Its browser half (2.9.1) asks for a page by `location.pathname`,
which is percent-encoded, and the server compares text; it takes some elements out of a text with
their words (`comment_forms.ARTALK`).
"""

from __future__ import annotations

from urllib.parse import quote

import msgspec

from migrator.writing import wxr
from migrator.writing.comment_forms import ARTALK, CommentTexts
from migrator.writing.comment_threads import parents_first
from migrator.writing.names import UNTITLED, nobodys_email
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter


class Artalk(Target):
    """Comments for Artalk, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        site = writer.site.structure
        address = writer.site_address()
        records: list[dict[str, str]] = []
        undated = 0
        texts = CommentTexts(writer, ARTALK)
        for article in writer.articles():
            title = article.title or article.alias or article.id
            leads = writer.new.leads(article, {})
            for numbered in parents_first(article.comments, len(records) + 1):
                comment = numbered.comment
                author = comment.author or "—"
                undated += comment.created is None
                date = wxr.comment_time(comment, article)
                records.append(
                    {
                        "id": str(numbered.number),
                        "rid": str(numbered.parent),
                        "content": texts.markdown(comment, leads),
                        "nick": author,
                        "email": nobodys_email(author),
                        "link": comment.website or "",
                        "created_at": f"{date} +0000",
                        "updated_at": f"{date} +0000",
                        "page_key": quote(writer.new.articles[article.id]),
                        "page_title": title,
                        "site_name": site.title or UNTITLED,
                        "site_urls": address,
                    }
                )
        texts.tell("artalk")
        if undated:
            writer.limit(wxr.undated(undated, "artalk"))
        writer.folder.write("site.artrans", msgspec.json.encode(records))
