"""Comments for Disqus: its import of "generic WXR".

The rules are those of Disqus' own help pages ("Custom XML Import Format"), held by a test; there is
no program to try it with. Every element must be there, dates have one form, and a comment of fewer
than three characters is not taken. Readers take the
version of the `wp:` names from the first such address of the file, so all are 1.0. Disqus takes
equal e-mail addresses for one person: each name has an address of its own that nobody owns. Links
are percent-encoded, as browsers send the address of a page that names no identifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from migrator.model import Article
from migrator.writing import link_rewriting, wxr
from migrator.writing.comment_threads import parents_first
from migrator.writing.names import nobodys_email
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: Characters that a comment must have.
_MIN_LENGTH = 3


class Disqus(Target):
    """Comments for Disqus, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        site = writer.site.structure
        link = writer.site_address()
        pieces = wxr.document(
            site.title or "",
            link,
            _items(writer, link),
            version="1.0",
            names=' xmlns:dsq="http://www.disqus.com/"',
        )
        writer.folder.write_lines("disqus.xml", pieces)


def _items(writer: TargetWriter, link: str) -> Iterator[str]:
    number = 1
    undated = short = 0
    for article in writer.articles():
        if not article.comments:
            continue
        leads = writer.new.leads(article, {})
        comments = []
        for numbered in parents_first(article.comments, number):
            comment = numbered.comment
            undated += comment.created is None
            short += len(comment.text.strip()) < _MIN_LENGTH
            date = wxr.comment_time(comment, article)
            html = link_rewriting.in_html(comment.html, leads)
            author = comment.author or "—"
            comments.append(
                wxr.comment_item(
                    numbered.number,
                    numbered.parent,
                    author,
                    html,
                    (date, date),
                    comment.website,
                    nobodys_email(author),
                )
            )
        number += len(article.comments)
        yield _item(article, link + quote(writer.new.articles[article.id]), comments)
    if undated:
        writer.limit(wxr.undated(undated, "disqus"))
    if short:
        writer.limit(
            f"disqus: {short} comments have fewer than {_MIN_LENGTH} characters; Disqus says that "
            "it does not take such"
        )


def _item(article: Article, link: str, comments: list[str]) -> str:
    when = article.created or article.published
    date = wxr.utc(when) or wxr.post_time(article)
    head = (
        "<item>",
        wxr.element("title", article.title or article.alias or article.id),
        wxr.plain("link", link),
        "<content:encoded></content:encoded>",
        wxr.plain("dsq:thread_identifier", article.id),
        wxr.plain("wp:post_date_gmt", date),
        "<wp:comment_status>open</wp:comment_status>",
    )
    return "\n".join((*head, *comments, "</item>"))
