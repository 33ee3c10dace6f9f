"""Comments without the names of those who wrote them: each gets a pseudonym that stays the same through the site."""

from __future__ import annotations

import hashlib
import html as entities
import re
from dataclasses import replace

from migrator.model import Comment, Site

_QUOTED = re.compile(r'<blockquote title="([^"]*)"')


def redact(site: Site) -> Site:
    """`site` with pseudonyms in place of the names, and without websites and hashes of addresses."""
    articles = tuple(replace(a, comments=tuple(_redacted(c) for c in a.comments)) for a in site.articles)
    threads = tuple(replace(t, posts=tuple(_redacted(c) for c in t.posts)) for t in site.threads)
    return replace(site, articles=articles, threads=threads)


def _redacted(comment: Comment) -> Comment:
    created = comment.created
    if created and comment.author and comment.author in created.raw:
        created = replace(created, raw=created.value)
    html = _QUOTED.sub(lambda m: f'<blockquote title="{pseudonym(entities.unescape(m[1]))}"', comment.html)
    return replace(comment, author=pseudonym(comment.author) if comment.author else None, website=None, email_hash=None, created=created, html=html)


def pseudonym(name: str) -> str:
    """The same for the same name, whatever its case."""
    return f"Reader {hashlib.blake2b(name.casefold().strip().encode(), digest_size=4, person=b'migrator').hexdigest()}"
