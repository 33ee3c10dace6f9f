"""All comments of one article, from all its captures: each once, in order, with what any capture
tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from migrator.joomla import address
from migrator.model import Comment, Note, Reading


def union(readings: Sequence[Reading]) -> tuple[tuple[Comment, ...], int | None, tuple[Note, ...]]:
    """The comments, how many the pages say there are, and a note where fewer were found."""
    lists = [r for r in sorted(readings, key=_order) if r.comments]
    if any(r.origin == "database" for r in lists):
        return _stored(lists)
    merged: dict[str, Comment] = {}
    same: dict[tuple[str, str], str] = {}
    for reading in lists:
        for comment in reading.comments:
            ident = comment.id
            content = _author_and_words(comment)
            if ident not in merged and content in same and not _numbered(reading):
                ident = same[content]
            earlier = merged.get(ident)
            merged[ident] = _both(earlier, comment) if earlier else comment
            same.setdefault(content, ident)
    comments = _in_order(list(merged.values()), lists)
    present = {c.id for c in comments}
    comments = [c if c.parent in present else replace(c, parent=None) for c in comments]
    stated = max(
        (r.comments_stated for r in readings if r.comments_stated is not None), default=None
    )
    notes = _further_pages(lists, stated is not None and stated <= len(comments))
    if stated is not None and stated > len(comments):
        notes = (
            Note(
                "comments-missing",
                f"the page says {stated} comments, the capture holds {len(comments)}",
                "warning",
            ),
        )
    return tuple(comments), stated, notes


def _further_pages(lists: Sequence[Reading], all_read: bool) -> tuple[Note, ...]:
    """A note where a pager tells of more pages of comments than were captured; not where all that
    are stated were read, or a feed, a script's answer or a page of everything (`showall=1`) holds
    those of all pages."""
    pages = max((r.comment_pages for r in lists), default=1)
    addresses = [address.read(r.url or "") for r in lists]
    captured = len({a.start for a in addresses})
    has_all = any(r.part == "fragment" for r in lists) or any(a.showall for a in addresses)
    if not lists or pages <= captured or all_read or has_all:
        return ()
    message = f"the capture holds {captured} of {pages} pages of comments"
    return (Note("comments-pages", message, "warning"),)


def _stored(
    lists: Sequence[Reading],
) -> tuple[tuple[Comment, ...], int | None, tuple[Note, ...]]:
    """As `union`, where a database has the comments: those of its rows, with what only pages tell
    of them; then what pages show and no row has."""
    merged: dict[str, Comment] = {}
    for reading in (r for r in lists if r.origin == "database"):
        for comment in reading.comments:
            merged.setdefault(comment.id, comment)
    by_words: dict[str, list[str]] = {}
    for comment in merged.values():
        by_words.setdefault(_words(comment.text), []).append(comment.id)
    strangers: dict[str, Comment] = {}
    for reading in (r for r in lists if r.origin != "database"):
        for comment in reading.comments:
            if ident := _same_row(comment, merged, by_words):
                merged[ident] = _both(merged[ident], replace(comment, parent=None))
            else:
                strangers.setdefault(_words(comment.text), comment)
    notes: tuple[Note, ...] = ()
    if strangers:
        notes = (
            Note(
                "comments-not-in-database",
                f"{len(strangers)} comments are on pages and not in the database any more",
            ),
        )
    renamed = [replace(c, id=_free(c.id, merged), parent=None) for c in strangers.values()]
    return (*merged.values(), *renamed), None, notes


def _same_row(
    comment: Comment, rows: dict[str, Comment], by_words: dict[str, list[str]]
) -> str | None:
    """The id of the row that a page's comment is: by its number where the words agree, by its
    words, by the greater part of its words."""
    words = _words(comment.text)
    if comment.id in rows and _shared(words, _words(rows[comment.id].text)) >= _SHARE_NUMBERED:
        return comment.id
    named = by_words.get(words)
    if named:
        return next((i for i in named if rows[i].author == comment.author), named[0])
    likely = ((ident, row) for ident, row in rows.items() if _fits(comment, row))
    near = ((_shared(words, _words(row.text)), ident) for ident, row in likely)
    share, ident = max(near, default=(0.0, ""))
    return ident if share >= _SHARE else None


def _fits(comment: Comment, row: Comment) -> bool:
    """Whether names and dates, as far as both are known, are the same."""
    if comment.author and row.author and _words(comment.author) != _words(row.author):
        return False
    if not comment.created or not row.created:
        return True
    return comment.created.value[:7] == row.created.value[:7] or len(_words(comment.text)) > 40


#: How much of the shorter of two texts must stand in the longer, in pieces of four letters, for
#: both to be one comment: with the same number, and without. A page may show a smiley as a picture,
#: cut a long text, or put a quote before it.
_SHARE_NUMBERED, _SHARE = 0.5, 0.8


def _shared(first: str, other: str) -> float:
    """The share of the shorter text, its letters alone, that stands in the longer."""
    pieces = [{text[i : i + 4] for i in range(max(1, len(text) - 3))} for text in (first, other)]
    least = min(map(len, pieces))
    return len(pieces[0] & pieces[1]) / least if first and other else float(first == other)


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _free(ident: str, by_id: dict[str, Comment]) -> str:
    return ident if ident not in by_id else f"page-{ident}"


def _order(reading: Reading) -> tuple[bool, bool, bool, int, int, int, str]:
    """Rows of a database first; pages before what scripts and feeds brought, print views last of
    the pages; comment pages by where they start; of several alike the one with the plainest
    address."""
    parsed = address.read(reading.url or "")
    return (
        reading.origin != "database",
        reading.part == "fragment",
        reading.printed,
        parsed.start or 0,
        len(parsed.query),
        len(reading.url or ""),
        reading.url or "",
    )


def _numbered(reading: Reading) -> bool:
    """Whether the ids are the page's own and not made of the words."""
    return any(not re.fullmatch(r"c[0-9a-f]{10}(?:-\d+)?", c.id) for c in reading.comments)


def _author_and_words(comment: Comment) -> tuple[str, str]:
    return (comment.author or "", re.sub(r"\W+", "", comment.text))


def _both(first: Comment, other: Comment) -> Comment:
    """`one`, with what only `other` tells."""
    missing = {
        f.name: getattr(other, f.name)
        for f in fields(Comment)
        if getattr(first, f.name) in (None, "") and getattr(other, f.name)
    }
    return replace(first, **missing) if missing else first


def _in_order(comments: list[Comment], lists: Sequence[Reading]) -> list[Comment]:
    """Page order; where several captures were joined and all dates are known, the order of dates in
    the pages' direction."""
    if (
        len(lists) < 2
        or not all(c.created for c in comments)
        or len(comments) == len(lists[0].comments)
    ):
        return comments
    if any(c.parent for c in comments):
        return comments
    stamps = [c.created.value for c in lists[0].comments if c.created]
    newest_first = len(stamps) > 1 and stamps[0] > stamps[-1]
    return sorted(
        comments, key=lambda c: c.created.value if c.created else "", reverse=newest_first
    )
