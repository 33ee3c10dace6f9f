"""Comments for Comentario 3: an export of its own, for "Import comments" in the domain's settings.

The rules are read from Comentario's source (`internal/svc`, export version 3): the file is zipped
JSON; a comment whose author or page is not in the file ends the import; HTML is kept, an answer is
filed below what it answers at any depth; people are told apart by their e-mail address alone, so
each name has an address that nobody owns. Pages are found by the path that the browser asks for,
which is percent-encoded. There was no program to try it with.
"""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from migrator.model import Article, Comment
from migrator.writing import wxr
from migrator.writing.comment_forms import ALL, CommentTexts
from migrator.writing.comment_threads import parents_first
from migrator.writing.names import nobodys_email
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: Ids are made of names in this space, so that a second run writes the same file.
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "comentario.invalid")


class Comentario(Target):
    """Comments for Comentario, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        pages: list[dict[str, str]] = []
        comments: list[dict[str, Any]] = []
        people: dict[str, dict[str, str]] = {}
        undated = 0
        for article in writer.articles():
            if not article.comments:
                continue
            page = _id("page", article.id)
            path = quote(writer.new.articles[article.id])
            title = article.title or article.alias or article.id
            pages.append({"id": page, "path": path, "title": title})
            leads = writer.new.leads(article, {})
            comments += _comments(writer, article, page, leads)
            for comment in article.comments:
                undated += comment.created is None
                person = _person(comment, article)
                people.setdefault(person["id"], person)
        if undated:
            writer.limit(wxr.undated(undated, "comentario"))
        export = {
            "version": 3,
            "pages": pages,
            "comments": comments,
            "commenters": list(people.values()),
        }
        writer.folder.write(
            "comentario.json.gz", gzip.compress(msgspec.json.encode(export), mtime=0)
        )


def _id(kind: str, name: str) -> str:
    return str(uuid.uuid5(_SPACE, f"{kind} {name}"))


def _comments(
    writer: TargetWriter, article: Article, page: str, leads: dict[str, str]
) -> Iterator[dict[str, Any]]:
    texts = CommentTexts(writer, ALL)
    for numbered in parents_first(article.comments):
        comment = numbered.comment
        record: dict[str, Any] = {
            "id": _id("comment", f"{article.id} {numbered.number}"),
            "pageId": page,
            "markdown": texts.markdown(comment, leads),
            "html": texts.html(comment, leads),
            "score": comment.votes or 0,
            "isApproved": True,
            "createdTime": _moment(comment, article),
            "userCreated": _person(comment, article)["id"],
        }
        if numbered.parent:
            record["parentId"] = _id("comment", f"{article.id} {numbered.parent}")
        yield record


def _person(comment: Comment, article: Article) -> dict[str, str]:
    name = comment.author or "—"
    return {
        "id": _id("person", name),
        "email": nobodys_email(name),
        "name": name,
        "websiteUrl": comment.website or "",
        "createdTime": _moment(comment, article),
    }


def _moment(comment: Comment, article: Article) -> str:
    return f"{wxr.comment_time(comment, article).replace(' ', 'T')}Z"
