"""Names that a platform gives to authors, tags and categories: one for each, no two the same; and
what a site without a name or an address is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable

from migrator.model import Article

#: What a platform that must have them gets for the name and the address that nothing tells.
UNTITLED = "Archive"
NO_ADDRESS = "https://example.org"


#: A name that a program gave a file by its bytes (MD5, SHA-1, SHA-256 in hexadecimal).
_DIGEST = re.compile(r"[0-9a-f]{32,64}(?![a-z])")


def short_name(article: Article) -> str:
    """What an article is called in addresses and names of files: the alias of the old site, where
    that is a word; else its title."""
    alias = article.alias or ""
    if article.title and _DIGEST.match(alias):
        alias = ""
    return alias or article.title or article.id


def ascii_slug(text: str) -> str:
    """Letters a-z and digits with `-` between, "" where a text has none; accents are dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("++", " plus plus").replace("#", " sharp")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def unique(names: Iterable[str], slug: Callable[[str], str], kind: str) -> dict[str, str]:
    """A slug for each name, in the order of the names; where two would share one, or a name has no
    letter for it, a digest of the name is added."""
    slugs: dict[str, str] = {}
    given: set[str] = set()
    for name in sorted(names):
        wanted = slug(name)
        if not wanted or wanted.casefold() in given:
            digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=4).hexdigest()
            wanted = f"{wanted or kind}-{digest}"
        given.add(wanted.casefold())
        slugs[name] = wanted
    return slugs


def nobodys_email(name: str) -> str:
    """An address that is the same for the same name and that nobody has, for platforms that tell
    people apart by it."""
    digest = hashlib.blake2b(name.casefold().encode("utf-8", "replace"), digest_size=8)
    return f"{digest.hexdigest()}@comments.invalid"
