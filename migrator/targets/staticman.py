"""Comments as the data files that Staticman commits, beside its `staticman.yml`.

The form is read from Staticman's source (`lib/Staticman.js` of version 3): a file a comment, at
`path/filename.yml`, with `_id` and the fields of the form; it has no import, and themes read the
files as the data of a site. `_parent` is the comment that is answered. `pages.csv` says which
folder belongs to which new address: it is what a page hands to the form as `options[slug]`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from collections.abc import Iterator
from typing import Any

from migrator.model import Article
from migrator.writing import front_matter, wxr
from migrator.writing.article_data import moment
from migrator.writing.comment_forms import ALL, CommentTexts
from migrator.writing.comment_threads import parents_first
from migrator.writing.names import nobodys_email
from migrator.writing.target import Target
from migrator.writing.writer import Document, TargetWriter

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "staticman.invalid")
_PLACE = "_data/comments"
_FIELDS = ("name", "email", "url", "message")
_CONFIG = {
    "comments": {
        "allowedFields": list(_FIELDS),
        "branch": "main",
        "format": "yaml",
        "path": f"{_PLACE}/{{options.slug}}",
        "filename": "comment-{@timestamp}",
        "generatedFields": {"date": {"type": "date", "options": {"format": "iso8601"}}},
        "moderation": True,
        "requiredFields": ["name", "message"],
        "transforms": {"email": "md5"},
    }
}


class Staticman(Target):
    """Comments as files that Staticman writes, keyed to the new addresses."""

    def write(self, writer: TargetWriter) -> None:
        root = writer.folder.inside(_PLACE)
        slugs: dict[str, str] = {}
        undated = 0

        def files(article: Article) -> Iterator[Document]:
            nonlocal undated
            if not article.comments:
                return
            address = writer.new.articles[article.id]
            slugs[address] = root.name(address.strip("/").replace("/", "-"), "", article.id)
            folder = root.inside(slugs[address])
            for name, record in _records(writer, article):
                undated += "date" not in record
                yield Document(folder, name, record)

        writer.write(writer.documents(files))
        writer.folder.write("staticman.yml", front_matter.dump(_CONFIG))
        writer.folder.write("pages.csv", _table(slugs))
        if undated:
            writer.limit(f"staticman: {undated} comments tell no date; their files have none")


def _records(writer: TargetWriter, article: Article) -> Iterator[tuple[str, dict[str, Any]]]:
    ids = {}
    leads = writer.new.leads(article, {})
    texts = CommentTexts(writer, ALL)
    for numbered in parents_first(article.comments):
        comment = numbered.comment
        ident = ids[numbered.number] = str(uuid.uuid5(_SPACE, f"{article.id} {numbered.number}"))
        author = comment.author or "—"
        record = {
            "_id": ident,
            "_parent": ids.get(numbered.parent),
            "name": author,
            "email": hashlib.md5(nobodys_email(author).encode(), usedforsecurity=False).hexdigest(),
            "url": comment.website,
            "message": texts.markdown(comment, leads),
            "date": moment(comment.created),
        }
        stamp = wxr.comment_time(comment, article).translate({ord(c): "" for c in " :-"})
        name = f"comment-{stamp}-{numbered.number}.yml"
        yield name, {key: value for key, value in record.items() if value}


def _table(slugs: dict[str, str]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("address", "slug"))
    table.writerows(sorted(slugs.items()))
    return out.getvalue()
