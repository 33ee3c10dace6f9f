"""Comments without the names of those who wrote them: each gets a pseudonym that stays the same
through the site.

A pseudonym is made with the run's key: who has only what was handed on cannot try a name and see
whether it fits."""

from __future__ import annotations

import hashlib
import html as entities
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, overload

from migrator.model import Comment, Gap, Site

Record = TypeVar("Record")

_QUOTED = re.compile(r'<blockquote title="([^"]*)"')


def redact(site: Site, key: bytes) -> Site:
    """`site` with pseudonyms in place of the names, and without websites, hashes of addresses and
    digests of pages, by which a guessed name could be confirmed."""
    return replace(
        site,
        pages=Each(site.pages, lambda page: replace(page, sha256=None)),
        articles=Each(
            site.articles,
            lambda a: replace(a, comments=tuple(_redacted(c, key) for c in a.comments)),
        ),
        threads=Each(
            site.threads, lambda t: replace(t, posts=tuple(_redacted(c, key) for c in t.posts))
        ),
        gaps=Each(site.gaps, _without_comments),
    )


class Each(Sequence[Record]):
    """`records` with a change made to each, one in memory at a time."""

    def __init__(self, records: Sequence[Record], change: Callable[[Record], Record]) -> None:
        self._records, self._change = records, change

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return map(self._change, self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return list(self)[index]


def _without_comments(gap: Gap) -> Gap:
    return replace(gap, told={k: v for k, v in gap.told.items() if k != "comments"})


def _redacted(comment: Comment, key: bytes) -> Comment:
    created = comment.created
    if created and comment.author and comment.author in created.raw:
        created = replace(created, raw=created.value)
    html = _QUOTED.sub(
        lambda m: f'<blockquote title="{pseudonym(entities.unescape(m[1]), key)}"', comment.html
    )
    return replace(
        comment,
        author=pseudonym(comment.author, key) if comment.author else None,
        website=None,
        email_hash=None,
        created=created,
        html=html,
    )


def pseudonym(name: str, key: bytes) -> str:
    """The same for the same name, whatever its case."""
    text = name.casefold().strip().encode()
    return f"Reader {hashlib.blake2b(text, digest_size=4, key=key).hexdigest()}"
