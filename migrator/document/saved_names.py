"""Names that savers give to files, and the addresses that they stand for: as wget, HTTrack,
browsers and downloaders of the Wayback Machine write them, in file names and in links."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from migrator.joomla import uri
from migrator.patterns import lazy_pattern

#: Endings of files that are no addresses: what wget -K and HTTrack leave while they work, and a
#: second file of a name (`page.html.1` by wget, `page (1).html` by browsers).
_UNFINISHED = lazy_pattern(r"\.(?:delayed|tmp|part|crdownload)$", re.I)
_TWIN = lazy_pattern(
    r"(?:(?<=\.html)|(?<=\.htm)|(?<=\.php))\.\d{1,3}$| ?\(\d{1,3}\)(?=\.\w{2,5}$)", re.I
)
#: HTTrack's names of addresses with a query: four digits of its digest before the suffix.
HASHED = lazy_pattern(r"[0-9a-f]{4}(?:-\d+)?(?=\.(?:html?|php)$)")
#: A link to a file that HTTrack named so and gave the suffix of its type: it keeps the query
#: (`thumba638.png?src=x`, 3.49).
HASHED_FILE = lazy_pattern(r"[0-9a-f]{4}(?:-\d+)?\.\w{2,4}\?")
#: A query behind `@` (wget on Windows), `_` or `-` (browsers, and others that replace what a file
#: system refuses; samuelmeireles/aecb has `index_php_option_com_content`, cpaesmite.github.io
#: `index.php-option=com_content&view=article`, pandalove102/q-tek.vn `-Itemid=101-catid=66` too).
_AT = lazy_pattern(r"@(?=[^/@]*=)")
_UNDERSCORE = lazy_pattern(
    r"(?:(?<=\.php)|(?<=index_php))(?:_{1,2}|-(?=\w+=))"
    r"(?=(?:option|view|task|id|Itemid|catid|lang|format)[=_])|(?<=/)-(?=Itemid=)",
    re.I,
)
_HYPHEN = lazy_pattern(r"-(?=(?:option|view|task|layout|id|catid|Itemid|lang|format|type)=)")
_KEYS = "option|view|task|layout|id|catid|sectionid|Itemid|lang|limit|limitstart|start|tmpl|print"
#: A query as website-scraper writes it with `bySiteStructure`: alone as a file in the folder of its
#: page, or behind `_` before the suffix of the page, with another `.html` behind one of a script
#: (lib/filename-generator/by-site-structure.js of its 6.0.0).
_OWN_FILE = lazy_pattern(rf"(?:^|/)(?=(?:{_KEYS}|format|type)=)([^/]*?)(?:\.html)?$")
_BEFORE_SUFFIX = lazy_pattern(
    rf"(?<!\.php)_(?=(?:{_KEYS}|format)=)([^/]*?)(\.html?|\.php(?=\.html$))(?:\.html)?$"
)
_ALL_UNDERSCORES = lazy_pattern(rf"(?:^|_)({_KEYS})_(.*?)(?=_(?:{_KEYS})_|$)")
_NUMBER_ALIAS = lazy_pattern(r"^(\d+)_(?=\D)")
_ID_ALIAS = lazy_pattern(r"((?:^|&)(?:cat)?id=\d+)[_-](?=[a-z])")
_COLON = r"\1:"
#: What stands in paths as it is.
_SAFE = "/:%@!$&'()*+,;=~"
_INDEX = lazy_pattern(r"(?:^|(?<=/))index\.html?$")


def is_address(name: str) -> bool:
    """Whether a file name can be that of an address: no second file of a name, nothing unfinished,
    no digest of a query."""
    name = name.removesuffix(".orig")
    return not (_UNFINISHED.search(name) or _TWIN.search(name) or HASHED.search(name))


def plain(name: str) -> str:
    """A file name without what its saver put behind it to tell it from others."""
    return _TWIN.sub("", _UNFINISHED.sub("", name.replace("\\", "/").removesuffix(".orig")))


def by_site_structure(name: str) -> str | None:
    """The name that wget would give to what website-scraper calls `name` (`a/print=1.html` is
    `a?print=1`), None where it is none of its names with a query."""
    if match := _OWN_FILE.search(name):
        return f"{name[: match.start()]}?{_query(match[1])}"
    if match := _BEFORE_SUFFIX.search(name):
        return f"{name[: match.start()]}{match[2]}?{_query(match[1])}"
    return None


def path_of(name: str) -> str:
    """The path and query on the site that the file `name` (relative to the mirror's root) was saved
    from.

    wget writes a query into the name (`index.php?option=x`, on Windows `index.php@option=x`), `-E`
    puts `.html` behind it, and `index.html` into a folder where the address ends in a slash.
    Downloaders of the Wayback Machine on Windows write `%3f` for `?`; browsers write `_`;
    website-scraper writes files of their own."""
    name = plain(name)
    name = by_site_structure(name) or name
    if "?" not in name and re.search("%3f", name, re.I):
        name = unquote(name)
    path, mark, query = name.partition("?")
    if not mark and (match := _AT.search(name) or _UNDERSCORE.search(name)):
        path, mark, query = name[: match.start()], "?", _query(name[match.end() :])
        path = re.sub(r"(^|/)index_php$", r"\1index.php", path)
    if mark:
        query = re.sub(r"(?:/index\.html|\.html?)$", "", query)
        query = re.sub(r"(?:^|(?<=&))itemid=", "Itemid=", query)  # lower-cased names; Joomla's word
        path = _INDEX.sub("", path)
        return f"/{quote(unquote(path), safe=_SAFE)}?{query}"
    path = re.sub(r"(?:^|/)index\.html?$", "/", path)
    return f"/{quote(unquote(path), safe=_SAFE).lstrip('/')}"


def _query(text: str) -> str:
    """A query out of a name in which characters were replaced."""
    if "&" not in text:
        text = _HYPHEN.sub("&", re.sub(r"__(?=[A-Za-z]+=)", "&", text))
    if "=" in text:
        return _ID_ALIAS.sub(_COLON, re.sub("%3A", ":", text, flags=re.I))
    pairs = _ALL_UNDERSCORES.findall(re.sub(r"\.html?$", "", text))
    return "&".join(f"{key}={_NUMBER_ALIAS.sub(_COLON, value)}" for key, value in pairs)


_SAVED = lazy_pattern(
    r"(?:%40|@)[^/@]*=|%3d|%3f|\.php_|\.php-\w+=|index_php_"
    r"|[0-9a-f]{4}(?:-\d+)?\.(?:html?|php)\?",
    re.I,
)

_WHOLE = lazy_pattern(r"[a-z][a-z+.-]*:|/", re.I)


@lru_cache(maxsize=16384)  # menus repeat the links of a page on all others
def is_saved(link: str) -> bool:
    """Whether a link is one from file to file, by a name that stands for an address with a
    query."""
    return _WHOLE.match(link) is None and _SAVED.search(link) is not None


@lru_cache(maxsize=65536)
def link_of(url: str) -> str:
    """The address that a link from file to file means; `url` is the link joined to the address that
    its page's place stands for."""
    parts = uri.parts(url)
    if not parts.host:
        return url
    path = parts.path
    if parts.query and HASHED.search(path):
        return f"{parts.scheme}://{parts.netloc}{hashed_path(path.lstrip('/'), parts.query)}"
    name = unquote(path).lstrip("/")
    if parts.query or not (
        "?" in name
        or by_site_structure(name)
        or _AT.search(name)
        or _UNDERSCORE.search(name)
        or re.search("%3f", name, re.I)
    ):
        return url
    return f"{parts.scheme}://{parts.netloc}{path_of(name)}"


def hashed_path(name: str, query: str) -> str:
    """The path and query behind a name with a digest; HTTrack keeps the query in its links."""
    bare = HASHED.sub("", name)
    if re.search(r"(?:^|/)index\.html?$", bare):
        bare = re.sub(r"index\.html?$", "index.php" if "option=" in query else "", bare)
    return f"/{bare.lstrip('/')}?{query}"
