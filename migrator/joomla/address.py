"""What an address of a Joomla site says: component, view, id, page of an article, print view.

Raw addresses name it (`option=com_content&view=article&id=12:slug`, 1.0: `task=view&id=12`). SEF
addresses are read by the shapes that Joomla's routers write: `/content/view/12/34/` (1.0),
`/component/content/article/3-cat/12-slug` (1.5 to 3), `/menu/12-slug.html`, `/menu/item/12-slug`
(K2), `/menu/slug` (new router of 3.8 on)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from migrator.joomla import uri
from migrator.patterns import lazy_pattern

#: Parameters that never change which page it is: sessions, menu context, tracking.
_IDLE = {
    "itemid",
    "lang",
    "hitcount",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "phpsessid",
    "catid",
    "layout",
    "sectionid",
    "akengage_cid",
}
_SESSION = lazy_pattern(r"^[0-9a-f]{32}$")
#: Joomla's ids are 32 bits wide; a number of more digits than 64 bits hold is no id, and no
#: database can keep it.
_DIGITS = 18
_WHOLE_NUMBER = lazy_pattern(rf"\d{{1,{_DIGITS}}}")
_LEADING_DIGITS = lazy_pattern(r"\d+")
_ID_ALIAS = lazy_pattern(rf"^(\d{{1,{_DIGITS}}})(?:[:-](.*))?$")
#: The alias that Joomla makes of a title without a letter that it knows: the time.
_TIME_ALIAS = lazy_pattern(r"\d{4}(?:-\d\d){5}")
_SUFFIX = lazy_pattern(r"\.(?:html?|php|aspx?)$", re.I)
_INDEX = lazy_pattern(r"^/index$")
_PRINT = {"print", "pop"}


def whole_number(text: str) -> int | None:
    """The number that `text` is, None where it is none or has more digits than 64 bits hold."""
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else None


class Address(NamedTuple):
    """The parts of one address; `id` and `alias` are the article's (or category's) when `view` says
    so. `place` is the address without what never changes which article it is: one spelling for all
    its variants."""

    url: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    option: str | None = None
    view: str | None = None
    id: int | None = None
    alias: str | None = None
    start: int | None = None
    showall: bool = False
    printed: bool = False
    bare: bool = False
    format: str | None = None
    place: str = ""

    def get(self, name: str) -> str | None:
        """The value of query parameter `name`, or None."""
        return next((v for k, v in self.query if k == name), None)


_PAGING = {"start", "limitstart", "limit"}
_NOT_OF_PLACE = _IDLE | _PRINT | _PAGING | {"tmpl", "page", "showall"}


def _place(path: str, query: tuple[tuple[str, str], ...], option: object) -> str:
    parameters = [
        (k, v)
        for k, v in query
        if v and k not in _NOT_OF_PLACE and not _pages(k) and not _SESSION.match(k)
    ]
    short = _SUFFIX.sub("", path.rstrip("/")) or "/"
    short = _INDEX.sub("/", short.replace("/index.php/", "/")) if path != "/index.php" else "/"
    if parameters and short == "/" and option:
        parameters = [(k, v.partition(":")[0]) for k, v in parameters]
    words = "&".join(f"{k}={v}" for k, v in sorted(parameters))
    return f"{short}?{words}" if words else short


#: A query that was saved as part of a file's name: wget writes `?`, on Windows `@`, and warcit 0.4
#: escapes both.
_QUERY_IN_PATH = lazy_pattern(r"(.*?\.php)@(\w+=.*)|(.*?)\?(.*)", re.S)


@lru_cache(maxsize=65536)
def read(url: str) -> Address:
    """What `url` says. Never fails: what cannot be split is a path."""
    split = uri.parts(url)
    raw_path, raw_query = split.path, split.query
    if not raw_query and (match := _QUERY_IN_PATH.match(unquote(raw_path))):
        raw_path, raw_query = match.groups()[:2] if match[1] else match.groups()[2:]
    query = _query(raw_query)
    path = unquote(raw_path) or "/"
    host = split.host.removeprefix("www.")
    values = dict(query) or _comma_values(path)
    flags = _flags(values) if values else {}
    flags.setdefault("format", _suffix_format(path))
    if path.endswith("index2.php"):
        flags["bare"] = True
    meaning = (
        _raw(values)
        if "option" in values
        else _task(values)
        if "view" in values or "task" in values
        else _sef(path)
    )
    if meaning.get("id") is None and meaning.get("option") and meaning.get("view") == "article":
        meaning |= _numbered(values.get("id"))
    flags["place"] = _place(path, query, meaning.get("option"))
    return Address(url, host, path, query, **(flags | meaning))  # type: ignore[arg-type]


def _flags(values: dict[str, str]) -> dict[str, object]:
    """How the page is shown, as its parameters tell."""
    flags: dict[str, object] = {
        "printed": bool(_number(values.get("print")) or _number(values.get("pop"))),
        "bare": values.get("tmpl") in ("component", "raw"),
        "showall": bool(_number(values.get("showall"))),
        "start": _start(values),
    }
    if form := values.get("format"):
        flags["format"] = form
    return flags


def _query(raw: str) -> tuple[tuple[str, str], ...]:
    text = raw.replace("&amp;", "&").removesuffix(".html")
    if "%" not in text and "+" not in text:  # nothing to decode: a third of the time
        pairs = (piece.partition("=") for piece in text.split("&") if piece)
        return tuple((k.removeprefix("amp;").lower(), v) for k, _, v in pairs)
    return tuple(
        (k.removeprefix("amp;").lower(), v) for k, v in parse_qsl(text, keep_blank_values=True)
    )


def _comma_values(path: str) -> dict[str, str]:
    """The parameters of Joomla 1.0's `/component/option,com_x/task,view/id,12/`."""
    if "/option,com_" not in path:
        return {}
    pieces = (piece.partition(",") for piece in path.split("/"))
    return {name.lower(): value for name, comma, value in pieces if comma}


def _number(text: str | None) -> int | None:
    if not text:
        return None
    match = _LEADING_DIGITS.match(text)
    return whole_number(match[0]) if match else None


def _start(values: dict[str, str]) -> int | None:
    """Where a page of a list begins: Joomla's parameters, or a comment system's own
    (`akengage_limitstart`, `pageNumber`)."""
    if "limitstart" in values or "start" in values:
        return _number(values.get("limitstart", values.get("start")))
    return next((_number(v) for k, v in values.items() if _pages(k)), None)


def _pages(name: str) -> bool:
    return name.endswith("limitstart") or name in (
        "pagenumber",
        "commentpage",
        "cpage",
        "startpage",
    )


def _suffix_format(path: str) -> str | None:
    return "feed" if path.endswith((".feed", "/feed")) else "pdf" if path.endswith(".pdf") else None


def _raw(values: dict[str, str]) -> dict[str, object]:
    """`option=` addresses; the view of Joomla 1.0 is called task."""
    option = values["option"].lower()
    if option == "com_frontpage":
        return {"option": "com_content", "view": "frontpage"}
    return {"option": option, **_task(values)}


def _task(values: dict[str, str]) -> dict[str, object]:
    view = values.get("view") or values.get("task")
    item = values.get("id") or values.get("item_id") or values.get("cid")
    if (
        values.get("option", "com_content") == "com_content"
        and "view" not in values
        and view == "view"
    ):
        view = "article"
    meaning: dict[str, object] = {"view": view, "id": None, "alias": None} | _numbered(item)
    if view == "article" and "option" not in values:
        meaning["option"] = "com_content"
    return meaning


def _numbered(item: str | None) -> dict[str, object]:
    """Id and alias of `12:slug`, nothing where there is no number."""
    match = _ID_ALIAS.match(unquote(item)) if item else None
    return {"id": int(match[1]), "alias": match[2]} if match else {}


#: Joomla 1.0's own addresses: task, then numbers.
_CONTENT_10 = lazy_pattern(
    r"/content/(view|section|category|blogsection|blogcategory|archivesection|archivecategory)"
    r"((?:/\d{1,18})+)(?:/|$)"
)
_COMPONENT = lazy_pattern(r"/component/([a-z0-9_]+)(?:/(.*))?$", re.I)
_VIEWS = {
    "article",
    "category",
    "section",
    "item",
    "itemlist",
    "archive",
    "frontpage",
    "featured",
    "entry",
}


def _sef(path: str) -> dict[str, object]:
    if match := _CONTENT_10.search(path):
        return _of_1_0(match[1], [int(number) for number in match[2].split("/")[1:]])
    meaning: dict[str, object] = {}
    parts = [p for p in _SUFFIX.sub("", path).split("/") if p and p != "index.php"]
    if match := _COMPONENT.search(path):
        meaning["option"] = f"com_{match[1].lower().removeprefix('com_')}"
        parts = [p for p in _SUFFIX.sub("", match[2] or "").split("/") if p]
        if parts and parts[0] in _VIEWS:
            meaning["view"] = parts[0]
    if parts and parts[-1] == "index" and len(parts) > 1:
        parts.pop()
    if "view" not in meaning and len(parts) > 1 and parts[-2] in ("item", "entry"):
        meaning["view"] = parts[-2]
    last = parts[-1] if parts else ""
    match = None if _TIME_ALIAS.fullmatch(last) else _ID_ALIAS.match(last)
    if match and (match[2] or len(parts) > 1):
        meaning |= {"id": int(match[1]), "alias": match[2]}
    elif last and last != meaning.get("view"):
        meaning["alias"] = last
    return meaning


def _of_1_0(task: str, numbers: list[int]) -> dict[str, object]:
    """Joomla 1.0's address: `view/ID[/ITEMID][/LIMIT/START]`, the same for lists of a section or
    category; a `category` has its section before it (`category/SECTION/ID[/ITEMID]`). Three numbers
    of a `view` are id, limit and start. Source: includes/sef.php of 1.0."""
    meaning: dict[str, object] = {
        "option": "com_content",
        "view": "article" if task == "view" else task,
    }
    if task == "category" and len(numbers) > 1:
        numbers = numbers[1:]
    meaning["id"] = numbers[0]
    if len(numbers) > 3 or (task == "view" and len(numbers) == 3):
        meaning["start"] = numbers[-1]
    return meaning


@lru_cache(maxsize=65536)
def key(url: str) -> str:
    """One spelling for all addresses of one page: host and place."""
    parsed = read(url)
    return f"{parsed.host}{parsed.place}"


def article_key(url: str) -> str | None:
    """Component and number of the article that an address names (`com_content:12`); number and
    alias (`#12-slug`) where it names no component; None where it has no number."""
    parsed = read(url)
    if parsed.id is None or not (parsed.option or parsed.alias):
        return None
    return f"{parsed.option}:{parsed.id}" if parsed.option else numbered_alias(parsed)


def numbered_alias(parsed: Address) -> str | None:
    """`#12-slug`: number and alias, which SEF routers of 1.5 to 3 write behind any menu path."""
    return f"#{parsed.id}-{parsed.alias}" if parsed.id is not None and parsed.alias else None
