"""Addresses as the web has them, whatever answers at them: their parts, links made whole, one
spelling of scheme and host (RFC 3986, WHATWG URL)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from migrator.patterns import lazy_pattern

#: What a folder of a mirror is called that holds a host, with its port as savers write it.
HOST = lazy_pattern(
    r"((?:[\w-]+\.)+[a-z]{2,}|(?:\d{1,3}\.){3}\d{1,3}|localhost)(?:[:+_](\d{2,5}))?", re.I
)
_FILE_SUFFIX = lazy_pattern(r"\.(?:html?|php|css|js|png|jpe?g|gif|txt|xml|zip|gz|warc|wacz)$", re.I)


class Parts(NamedTuple):
    """The parts of an address as RFC 3986 has them; `host` in lower case, without a port."""

    scheme: str
    netloc: str
    host: str
    port: int | None
    path: str
    query: str

    @property
    def site(self) -> str:
        """Scheme and host, `http://old.example:81`."""
        return f"{self.scheme}://{self.netloc}"


#: What nearly all addresses are: a name of a host, no port, nothing that needs a second look.
_PLAIN = lazy_pattern(r"(https?)://([a-z0-9.-]*[a-z0-9-])(/[!-\"$->@-~]*)?(?:\?([!-\"$-~]*))?")


@lru_cache(maxsize=65536)
def parts(url: str) -> Parts:
    """The parts of an address. Never fails: one that cannot be split (a port that is no number, an
    unclosed bracket, a character that no host may have) has no scheme and no host, all is path."""
    if plain := _PLAIN.fullmatch(url):  # a third of the time
        scheme, host, path, query = plain.groups("")
        return Parts(scheme, host, host, None, path, query)
    try:
        split = urlsplit(url.strip())
        return Parts(
            split.scheme, split.netloc, split.hostname or "", split.port, split.path, split.query
        )
    except ValueError:
        return Parts("", "", "", None, url, "")


def is_host(folder: str) -> bool:
    """Whether a folder is called like a host."""
    return bool(HOST.fullmatch(folder)) and not _FILE_SUFFIX.search(folder)


_LEADS_NOWHERE = ("#", "javascript:", "mailto:", "data:", "tel:", "about:")


def absolute(base: str | None, link: str) -> str | None:
    """`link` as a whole address without its fragment, or None where it leads to no page."""
    link = link.strip()
    return _joined(_ground(base or "", link), link) if link else None


def _ground(base: str, link: str) -> str:
    """As much of `base` as `link` needs: the pages of a site share it, so that what is joined once
    need not be again."""
    if "://" in link[:12] or not base:
        return ""
    if link.startswith("/"):
        return _origin(base)
    bare = base.partition("#")[0]
    return bare if link.startswith("?") else bare.partition("?")[0].rpartition("/")[0] + "/"


@lru_cache(maxsize=1024)
def _origin(base: str) -> str:
    scheme, mark, rest = base.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0]}/" if mark else "/"


#: A path that joining does not change: no step up, no doubled slash, nothing to escape.
_PLAIN_PATH = lazy_pattern(r"(?:/(?![./])[!-\"$-.0-:<->@-~]*)+(?:\?[!-\"$-:<-~]+)?")


@lru_cache(maxsize=65536)
def _joined(ground: str, link: str) -> str | None:
    if ground.endswith("/") and "\\" not in link and _PLAIN_PATH.fullmatch(link):
        return ground[:-1] + link
    if link.lower().startswith(_LEADS_NOWHERE):
        return None
    link = _slashed(link.partition("#")[0])
    other = _in_other_host(ground, link) if link.startswith("../") else None
    try:
        return (other or urljoin(ground, link)).replace(" ", "%20") or None
    except ValueError:
        return None


def _in_other_host(ground: str, link: str) -> str | None:
    """Where a link from file to file leads that leaves the folder of its host in a mirror
    (`../../images.old.example/a.png`, HTTrack, wget -H, warc2zim); None for others."""
    climbs = link.count("../")
    host, mark, rest = link.removeprefix("../" * climbs).partition("/")
    depth = parts(ground).path.count("/") - 1
    return f"http://{host}/{rest}" if mark and climbs > depth and is_host(host) else None


def _slashed(link: str) -> str:
    """`link` with slashes for the backslashes of its path, as browsers read it (WHATWG URL)."""
    if "\\" not in link:
        return link
    path, mark, query = link.partition("?")
    return path.replace("\\", "/") + mark + query


_ORIGIN = re.compile(r"(https?)://(?![^/?#]*@)([^/?#]*)", re.I)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def canonical(url: str) -> str:
    """An address as links spell it: scheme and host in lower case, no port that the scheme has by
    default (RFC 3986, 6.2), and no `&amp;` in the query, which crawlers took from the markup."""
    if match := _ORIGIN.match(url):
        scheme, host = match[1].lower(), match[2].lower()
        host = host.removesuffix(_DEFAULT_PORTS[scheme])
        url = f"{scheme}://{host}{url[match.end() :]}"
    path, mark, query = url.partition("?")
    return path + mark + query.replace("&amp;", "&")
