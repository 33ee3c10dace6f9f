"""Comments for Isso: `isso import -t wordpress comments.xml`.

Measured with Isso 0.14.0: HTML in comments is shown as its source, and references of characters
too, so the words are Markdown with neither (`comment_forms.ISSO`); a thread is found by the path
that the browser asks for, which is percent-encoded; an item without a title or
a comment without words or date stops or loses the import; times are read in the zone of the machine
(run it with TZ=UTC); replies to replies are shown on one level.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from migrator.model import Article
from migrator.writing import wxr
from migrator.writing.comment_forms import ISSO, CommentTexts
from migrator.writing.comment_threads import parents_first
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: Isso shows a comment, its answers, and nothing below.
_MAX_DEPTH = 1


class Isso(Target):
    """Comments for Isso, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        site = writer.site.structure
        link = writer.site_address()
        items = _items(writer, link)
        writer.folder.write_lines("comments.xml", wxr.document(site.title or "", link, items))


def _items(writer: TargetWriter, link: str) -> Iterator[str]:
    flattened = undated = empty = 0
    number = 1
    texts = CommentTexts(writer, ISSO)
    for article in writer.articles():
        if not article.comments:
            continue
        comments = []
        leads = writer.new.leads(article, {})
        parents_of_empty: dict[int, int] = {}
        for numbered in parents_first(article.comments, number):
            comment = numbered.comment
            text = texts.markdown(comment, leads)
            parent = parents_of_empty.get(numbered.parent, numbered.parent)
            flattened += numbered.depth > _MAX_DEPTH
            undated += comment.created is None
            if not text.strip():
                empty += 1
                parents_of_empty[numbered.number] = parent
                continue
            date = wxr.comment_time(comment, article)
            author = comment.author or "—"
            website = comment.website or ""
            comments.append(
                wxr.comment_item(numbered.number, parent, author, text, (date, date), website)
            )
        number += len(article.comments)
        yield _item(article, link + quote(writer.new.articles[article.id]), comments)
    texts.tell("isso")
    if flattened:
        writer.limit(f"isso: {flattened} answers to answers are shown one level higher")
    if undated:
        writer.limit(wxr.undated(undated, "isso"))
    if empty:
        writer.limit(f"isso: {empty} comments without words are left out")


def _item(article: Article, link: str, comments: list[str]) -> str:
    head = (
        "<item>",
        wxr.element("title", article.title or article.alias or article.id),
        wxr.plain("link", link),
        "<content:encoded></content:encoded>",
        wxr.plain("wp:post_id", article.id),
        "<wp:post_type>post</wp:post_type>",
        "<wp:status>publish</wp:status>",
    )
    return "\n".join((*head, *comments, "</item>"))
