"""A row of a database to a Reading: its text cleaned by the same rules as a page's, its dates and
names as they are stored."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from migrator.database.items import Item, RowComment, Thread
from migrator.document.nodes import inner_html, parse
from migrator.joomla import uri
from migrator.joomla.field_names import FieldName
from migrator.model import (
    Comment,
    CustomField,
    Fields,
    LabelledLink,
    Note,
    Reading,
    Value,
    Version,
    When,
)
from migrator.normalise import bbcode, plugin_tags, sanitise, word_digest

#: Titles in which entities were stored: "Q &amp; Co".
_ENTITY = re.compile(r"&(?:amp|quot|lt|gt|nbsp|#0?39);")
_TAG = re.compile(r"<[a-z/!][^>]*>", re.I)
_WRITTEN = ("published", "archived")


@dataclass(frozen=True, slots=True)
class RowContext:
    """What holds for all rows of one dump: its name in the source, the root of the site's addresses
    (`/` where no host is known), states that are asked for beside the public ones, rules that are
    off, Joomla's version."""

    source: str
    base: str = "/"
    include: frozenset[str] = frozenset()
    off: Collection[str] = ()
    joomla: str | None = None

    def url(self, path: str) -> str:
        """The whole address of a path of the site."""
        return uri.absolute(self.base, path or self.base) or self.base


def of_item(item: Item, context: RowContext) -> Reading:
    """The reading of an article's row; without its text where it is not to be written."""
    is_written = item.state in _WRITTEN or item.state in context.include
    source = f"{context.source}#{item.table}:{item.id}"
    urls = tuple(dict.fromkeys(context.url(path) for path in item.addresses))
    if not is_written:
        fields: Fields = {"title": Value(plain_words(item.title), f"database: {item.table}.title")}
        return Reading(
            source,
            urls[0] if urls else None,
            "article",
            f"{item.state}: {item.reason}; not written",
            status="skipped",
            key=item.key,
            origin="database",
            state=item.state,
            fields=fields,
            joomla=context.joomla,
        )
    text, notes = _body(item, context)
    body = clean_html(item.picture_html, context) + text + clean_html(_files(item), context)
    comments = tuple(_comment(c, context) for c in item.comments)
    return Reading(
        source,
        urls[0] if urls else None,
        "article",
        item.reason,
        key=item.key,
        origin="database",
        state=item.state,
        joomla=context.joomla,
        comment_system=item.comment_system,
        fields=_fields(item),
        custom_fields=_custom_fields(item, context),
        article_links=tuple(LabelledLink(context.url(url), words) for url, words in item.links),
        versions=_versions(item),
        body=body,
        text_mark=word_digest.mark(text) if text else None,
        comments=comments,
        comments_stated=None,
        addresses=urls[1:],
        notes=(*notes, *_notes(item)),
    )


def _fields(item: Item) -> Fields:
    """The fields of an item, with the table that tells each."""
    rule = f"database: {item.table}"
    values: dict[FieldName, Any] = {
        "title": plain_words(item.title) or None,
        "alias": item.alias,
        "author": plain_words(item.author or "") or None,
        "created": _when(item.created, item.utc),
        "modified": _when(item.modified, item.utc),
        "published": _when(item.published, item.utc),
        "category path": tuple(map(plain_words, item.categories)) or None,
        "tags": tuple(map(plain_words, item.tags)) or None,
        "hits": item.hits,
        "rating": item.rating,
        "language": item.language,
        "description": plain_words(item.description or "") or None,
        "keywords": plain_words(item.keywords or "") or None,
        "translations": item.translations or None,
        "body": "" if item.body.strip() else None,
    }
    return {name: Value(value, rule) for name, value in values.items() if value is not None}


def plain_words(text: str) -> str:
    """A name or title as a reader sees it."""
    text = entities.unescape(text) if _ENTITY.search(text) else text
    return " ".join(text.split())


def _when(stored: str | None, utc: bool) -> When | None:
    """A stored date; Joomla keeps UTC from 1.5 on, the server's own time before."""
    if stored is None:
        return None
    value = stored.replace(" ", "T")
    return (
        When(f"{value}+00:00", "second", stored, "stated")
        if utc
        else When(value, "second", stored, "unknown")
    )


def _body(item: Item, context: RowContext) -> tuple[str, list[Note]]:
    """The text of an item, cleaned; plugin tags that a page would have rendered are made what they
    mean, or go."""
    source, notes = item.body, []
    if "{" in source:
        root = parse(source)
        notes = list(plugin_tags.notes(root, True))
        if plugin_tags.mend(root):
            source = inner_html(root)
    return clean_html(source, context), notes


def _custom_fields(item: Item, context: RowContext) -> tuple[CustomField, ...]:
    """The custom fields of an item as a page shows them."""
    pairs = ((f, clean_html(f.html, context)) for f in item.fields)
    return tuple(
        CustomField(f.name or None, plain_words(f.label) or None, sanitise.plain_text(html), html)
        for f, html in pairs
        if html
    )


def _versions(item: Item) -> tuple[Version, ...]:
    """The stored versions of an item; a remark that holds an e-mail address is left out."""
    dated = ((v, _when(v.saved, item.utc)) for v in item.versions)
    return tuple(
        Version(saved, v.editor, v.remark if "@" not in (v.remark or "") else None)
        for v, saved in dated
        if saved
    )


def _files(item: Item) -> str:
    """The attached files that a page lists under an article."""
    entries = "".join(
        f'<li><a href="{entities.escape(url)}">{entities.escape(words)}</a></li>'
        for url, words in item.attachments
    )
    return f"\n<ul>{entries}</ul>" if entries else ""


def clean_html(source: str, context: RowContext) -> str:
    """Stored HTML by the rules of pages, its addresses whole."""
    text = sanitise.clean_html(source, context.base, off=context.off) if source else ""
    return sanitise.whole_addresses(text, context.base)


def _notes(item: Item) -> list[Note]:
    notes = [Note(f"database-{code}", message) for code, message in item.notes]
    if item.hidden_fields:
        labels = ", ".join(item.hidden_fields)
        notes.append(
            Note("database-fields", f"fields that its page did not show are left out: {labels}")
        )
    if item.author is None:
        notes.append(
            Note("database-author", "the user who wrote it is not in the database any more")
        )
    if item.withheld_comments:
        notes.append(
            Note(
                "database-comments",
                f"{item.withheld_comments} comments were not public and are left out",
            )
        )
    return notes


def _comment(comment: RowComment, context: RowContext) -> Comment:
    """A comment of a row, its markup made HTML and cleaned."""
    html = sanitise.clean_html(
        markup(comment.text, comment.coding), context.base, comment=True, off=context.off
    )
    return Comment(
        id=comment.id,
        author=plain_words(comment.name or "") or None,
        html=html,
        text=sanitise.plain_text(html),
        parent=comment.parent,
        website=comment.website,
        email_hash=comment.email_hash,
        created=_when(comment.date, True),
        title=plain_words(comment.title or "") or None,
        votes=comment.votes,
    )


def markup(text: str, coding: str) -> str:
    """The HTML of a stored comment: `html` as it is, `escaped` unescaped once, others with line
    ends for line breaks, BBCode made elements. BBCode comes before cleaning, so that nothing it
    makes stays unclean."""
    if coding == "escaped":
        text = entities.unescape(text)
    if coding == "plain" and not _TAG.search(text):
        text = text.replace("<", "&lt;")
    if coding != "plain":
        text = bbcode.to_html(text)
    if coding != "html" and "<br" not in text.lower() and "<p" not in text.lower():
        text = re.sub(r"\r\n?|\n", "<br />", text.strip())
    return text


def of_thread(thread: Thread, context: RowContext) -> Reading:
    """The reading of a forum thread; without its posts where it is not to be written."""
    source = f"{context.source}#{thread.source}"
    url = context.url(thread.addresses[0]) if thread.addresses else None
    fields: Fields = {
        "title": Value(plain_words(thread.title), "database: forum"),
        "category path": Value(tuple(map(plain_words, thread.categories)), "database: forum"),
    }
    if thread.state not in _WRITTEN and thread.state not in context.include:
        return Reading(
            source,
            url,
            "forum",
            f"{thread.state}: {thread.reason}; not written",
            status="skipped",
            key=thread.key,
            origin="database",
            state=thread.state,
            fields={"title": fields["title"]},
            joomla=context.joomla,
        )
    return Reading(
        source,
        url,
        "forum",
        thread.reason,
        key=thread.key,
        origin="database",
        joomla=context.joomla,
        comment_system=thread.system,
        fields=fields,
        comments=tuple(_comment(p, context) for p in thread.posts),
    )
