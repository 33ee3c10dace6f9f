"""The rows of one capture, made by the process that read it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from migrator.joomla import address
from migrator.model import Reading
from migrator.store.packed_records import packed

_encode = msgspec.json.Encoder().encode


class Entry(NamedTuple):
    """One capture as the store keeps it; made by the process that read it."""

    number: int
    capture: tuple[Any, ...]
    mentions: list[tuple[Any, ...]]
    links: tuple[str, ...]


def keyed(reading: Reading, key: bytes) -> Reading:
    """`reading` with hashes of e-mail addresses that cannot be made, and so not confirmed, without
    the run's key."""
    if not key or not any(c.email_hash for c in reading.comments):
        return reading
    comments = (
        replace(
            c,
            email_hash=hashlib.blake2b(c.email_hash.encode(), digest_size=16, key=key).hexdigest(),
        )
        if c.email_hash
        else c
        for c in reading.comments
    )
    return replace(reading, comments=tuple(comments))


def is_unsure(reading: Reading) -> bool:
    """Whether `Store.pages_without_known_layout` will name the page of `reading`."""
    is_other = reading.kind == "other" and reading.status == "read" and reading.part != "fragment"
    return reading.origin != "text" and (reading.generic == "alone" or is_other)


def entry(number: int, reading: Reading, stamp: str | None, sha256: str, length: int) -> Entry:
    """The rows of a reading: `number` is the capture's in the store, `stamp` tells whether the
    source still holds the same (None: it is to be read again)."""
    r = reading
    blob = packed(replace(r, mentions=(), links=()))
    row = (
        r.url,
        r.kind,
        r.status,
        r.reason,
        r.part,
        r.generic,
        r.origin,
        r.joomla,
        r.template,
        r.comment_system,
        r.captured,
        stamp,
        sha256,
        length,
        blob,
        number,
    )
    category, section = (r.category, r.section) if r.kind == "listing" else (None, None)
    mentions = [
        (
            number,
            index,
            address.key(m.url),
            address.article_key(m.url),
            category,
            section,
            _encode(m),
        )
        for index, m in enumerate(r.mentions)
    ]
    return Entry(number, row, mentions, r.links)


def digest(data: bytes) -> str:
    """The sha256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
