"""Ids of comments: every comment of an article has one of its own."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from migrator.model import Comment


def unique(comments: list[Comment]) -> list[Comment]:
    """Every comment with an id of its own: made of its words where the page gives none. A page may
    print one id for several comments, which are told apart by a number, and a feed one comment
    twice, which is taken once."""
    out: list[Comment] = []
    seen: dict[str, Comment] = {}
    for number, comment in enumerate(comments, 1):
        ident = comment.id or fingerprint(comment)
        if comment.id and ident in seen and fingerprint(seen[ident]) == fingerprint(comment):
            continue
        if ident in seen:
            ident = f"{ident}-{number}"
        seen[ident] = comment
        out.append(comment if comment.id == ident else replace(comment, id=ident))
    return out


def fingerprint(comment: Comment) -> str:
    """An id made of what a comment says, for systems that print none."""
    when = comment.created.value if comment.created else ""
    words = re.sub(r"\W+", "", comment.text)
    return (
        "c"
        + hashlib.blake2b(f"{comment.author}|{when}|{words}".encode(), digest_size=5).hexdigest()
    )
