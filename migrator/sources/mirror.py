"""Addresses from the names of mirrored files, as wget, HTTrack and browsers write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from migrator import media

_HOST = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$", re.I)
_SAVER = re.compile(rb"<!--\s*(?:saved from url|Mirrored from|Page saved with SingleFile)", re.I)
_HASHED = re.compile(r"[0-9a-f]{4}(?:-\d+)?\.(?:html?|php)$")


def path_of(name: str) -> str:
    """The path and query on the site that the file `name` (relative to the mirror's root) was saved from.

    wget writes a query into the name (`index.php?option=x`, on Windows `index.php@option=x`), `-E` puts `.html` behind it,
    and `index.html` into a folder where the address ends in a slash.
    """
    name = name.replace("\\", "/")
    path, mark, query = name.partition("?")
    if not mark and "@" in name and "=" in name.partition("@")[2]:
        path, mark, query = name.partition("@")
    if mark:
        query = query.removesuffix("/index.html").removesuffix(".html")
        path = path.removesuffix("/index.html") if path.endswith("/index.html") and not path.startswith("index") else path
        return f"/{quote(unquote(path), safe='/:%')}?{query}"
    path = re.sub(r"(?:^|/)index\.html?$", "/", path)
    return f"/{quote(unquote(path), safe='/:%').lstrip('/')}"


def stated_by_saver(data: bytes) -> str | None:
    """The address that HTTrack, a browser or SingleFile wrote into the page."""
    return media.stated_address(data) if _SAVER.search(data[:6000]) else None


def root_of(names: Iterable[str], load: Callable[[str], bytes]) -> str | None:
    """The address of the mirror's root, by what its pages state of themselves (at most 60 are looked at)."""
    votes: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    for name in list(names)[:60]:
        stated = media.stated_address(load(name)[:30000])
        if not stated:
            continue
        parts = urlsplit(stated)
        hosts[f"{parts.scheme}://{parts.netloc}"] += 1
        said, path = parts.path.rstrip("/"), str(PurePosixPath("/", name.partition("?")[0]))
        bare = re.sub(r"(?:/index)?\.(?:html?|php)$", "", path)
        if bare.strip("/") and re.sub(r"\.(?:html?|php)$", "", said).endswith(bare):
            votes[f"{parts.scheme}://{parts.netloc}{re.sub(r'.(?:html?|php)$', '', said)[:-len(bare)]}"] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return hosts.most_common(1)[0][0] if hosts else None


def addresses(name: str, data: bytes, root: str | None) -> tuple[str | None, str]:
    """The address of one mirrored file, and the one that its place in the mirror stands for.

    The first is what its saver wrote into it, else the second; None where nothing tells the site's name.
    """
    place = _place(name, root)
    stated = stated_by_saver(data) or (media.stated_address(data) if _HASHED.search(name) else None)
    return stated or (place if root else None), place


def _place(name: str, root: str | None) -> str:
    first, _, rest = name.partition("/")
    if rest and _HOST.match(first) and root and urlsplit(root).hostname in (first, first.removeprefix("www."), f"www.{first}"):
        return f"{urlsplit(root).scheme}://{first}{path_of(rest)}"
    return (root or "") + path_of(name)
