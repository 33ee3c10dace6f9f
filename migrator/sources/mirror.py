"""Addresses from the names of mirrored files, as wget, HTTrack and browsers write them."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from migrator import filetypes as media
from migrator.joomla import address

_HOST = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$", re.I)
_SAVER = re.compile(rb"<!--\s*(?:saved from url|Mirrored from|Page saved with SingleFile)", re.I)
_LINK = re.compile(rb"<a\s[^>]*?href=[\"']/([^\"'?#]+)", re.I)
_SUFFIX = re.compile(r"\.(?:html?|php)$")
#: A script's name, what a saver wrote for `?`, and a query of Joomla's.
_QUERY = re.compile(
    r"(?P<script>(?:^|(?<=/))index[23]?\.php)(?:_{1,2}|@|%3f)(?=(?:option|view|task|Itemid|id)=)",
    re.I,
)
_HASHED = re.compile(r"[0-9a-f]{4}(?:-\d+)?\.(?:html?|php)$")


def path_of(name: str) -> str:
    """The path and query on the site that the file `name` (relative to the mirror's root) was saved
    from.

    wget writes a query into the name (`index.php?option=x`, on Windows `index.php@option=x`), `-E`
    puts `.html` behind it, and `index.html` into a folder where the address ends in a slash."""
    name = name.replace("\\", "/").removesuffix(
        ".orig"
    )  # wget -K keeps what it changed under this name
    path, mark, query = name.partition("?")
    if not mark and (match := _QUERY.search(name)):
        path, mark, query = name[: match.end("script")], "?", _unescaped(name[match.end() :])
    elif not mark and "@" in name and "=" in name.partition("@")[2]:
        path, mark, query = name.partition("@")
    if mark:
        query = query.removesuffix("/index.html").removesuffix(".html")
        path = re.sub(r"(?:^|(?<=/))index\.html$", "", path)
        return f"/{quote(unquote(path), safe='/:%')}?{query}"
    path = re.sub(r"(?:^|/)index\.html?$", "/", path)
    return f"/{quote(unquote(path), safe='/:%').lstrip('/')}"


def _unescaped(query: str) -> str:
    """A query from a file's name in which `__` stands for `&` and `_` for the `:` of
    `id=12:slug`."""
    if "&" not in query:
        query = re.sub(r"__(?=[A-Za-z]+=)", "&", query)
    return re.sub(r"(?<=id=)(\d+)_", r"\1:", query)


def read_log(text: str) -> Iterator[tuple[str, tuple[str, int | None, str | None, str | None]]]:
    """Local file and (address, status, content type, None) of each line of HTTrack's
    `hts-cache/new.txt`."""
    for line in text.splitlines():
        cells = line.split("\t")
        status = address.whole_number(cells[3]) if len(cells) >= 9 else None
        if status is not None and cells[8].strip():
            url = cells[7] if "://" in cells[7] else f"http://{cells[7]}"
            yield cells[8].strip().removeprefix("./"), (url, status, cells[5] or None, None)


def stated_by_saver(data: bytes) -> str | None:
    """The address that HTTrack, a browser or SingleFile wrote into the page."""
    return media.stated_address(data) if _SAVER.search(data[:6000]) else None


_STAMP = re.compile(
    rb"by HTTrack Website Copier/[^>]{0,60}, \w{3}, (\d{1,2} \w{3} \d{4} [\d:]{8}) GMT"
    rb"|saved date:\s*\w{3} (\w{3} \d{1,2} \d{4} [\d:]{8} GMT[+-]\d{4})"
)


def saved_at(data: bytes) -> str | None:
    """When a page was saved (ISO, UTC), as HTTrack or SingleFile wrote it into the page."""
    match = _STAMP.search(data[:6000]) or _STAMP.search(data[-6000:])
    if not match:
        return None
    text = (match[1] or match[2]).decode()
    form = "%d %b %Y %H:%M:%S" if match[1] else "%b %d %Y %H:%M:%S GMT%z"
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        return None
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y-%m-%dT%H:%M:%SZ")


_STUB = re.compile(
    rb"<!-- Created by HTTrack Website Copier.*?<meta\s+http-equiv=[\"']?refresh[\"']?\s+"
    rb"content=[\"']\d+;\s*url=([^\"'>]+)",
    re.I | re.S,
)


def stub_target(data: bytes) -> str | None:
    """Where the page leads that HTTrack writes in place of a redirect, as the page gives it."""
    match = _STUB.search(data[:3000]) if len(data) < 6000 else None
    return html.unescape(match[1].decode("utf-8", "replace")).strip() if match else None


_PROJECT = "hts-cache/"
_OF_PROJECT = re.compile(
    r"hts-cache/.*|hts-log\.txt|hts-(?:stop|in_progress)\.lock|hts-nohup\.out|backblue\.gif|"
    r"fade\.gif|cookies\.txt"
)


def left_by_saver(names: Iterable[str]) -> set[str]:
    """Those of some files that a saver left for itself and that the site never had: HTTrack's logs,
    cache, cookies and pictures of its own index beside the folders of hosts (3.49)."""
    listed = list(names)
    projects = {name[:at] for name in listed if (at := f"/{name}".find(f"/{_PROJECT}")) >= 0}
    return {
        name
        for name in listed
        for project in projects
        if name.startswith(project) and _OF_PROJECT.fullmatch(name, len(project))
    }


_COOKIES = re.compile(rb"# (?:Netscape )?HTTP Cookie File")
_OWN_INDEX = b"<title>Local index - HTTrack"


def is_savers_own(data: bytes) -> bool:
    """Whether a file is a jar of cookies (of HTTrack, wget or curl) or HTTrack's own index of what
    it mirrored."""
    head = data[:3000]
    return bool(_COOKIES.match(head)) or _OWN_INDEX in head


@dataclass(frozen=True, slots=True)
class Root:
    """The address of a mirror's root (None: nothing tells it), and whether its saver put `.html`
    behind addresses without it."""

    url: str | None
    added_suffix: bool = False


def root_of(names: Iterable[str], load: Callable[[str], bytes]) -> Root:
    """The root of a mirror, by what its pages state of themselves (at most 60 are looked at)."""
    votes: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    added = kept = 0
    listed = list(names)
    below = {_below_host(name) for name in listed}
    for name in listed[:60]:
        try:
            data = load(name)[:200000]
        except OSError:  # the reading of that page says so
            continue
        for path in _LINK.findall(data):
            linked = unquote(path.decode("utf-8", "replace"))
            added += f"{linked}.html" in below
            kept += linked.endswith(".html") and linked in below
        stated = media.stated_address(data)
        if not stated:
            continue
        parts = address.parts(stated)
        if not parts.host:
            continue
        site = parts.site
        hosts[site] += 1
        said, path = parts.path.rstrip("/"), str(PurePosixPath("/", name.partition("?")[0]))
        bare = re.sub(r"(?:/index)?\.(?:html?|php)$", "", path)
        if bare.strip("/") and _SUFFIX.sub("", said).endswith(bare):
            votes[f"{site}{_SUFFIX.sub('', said)[: -len(bare)]}"] += 1
    root = (votes or hosts).most_common(1)[0][0] if hosts else _host_folder(listed)
    return Root(root, added > kept)


def _host_folder(names: Sequence[str]) -> str | None:
    """The site by the one folder that all files are in, where that is called like a host: so wget
    saves."""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    top = tops.pop() if len(tops) == 1 else ""
    return f"http://{top.lower()}" if _HOST.match(top) and not _SUFFIX.search(top) else None


def _below_host(name: str) -> str:
    first, _, rest = name.partition("/")
    return rest if rest and _HOST.match(first) else name


def addresses(name: str, data: bytes, root: Root) -> tuple[str | None, str]:
    """The address of one mirrored file, and the one that its place in the mirror stands for.

    The first is what its saver wrote into it, else the second; None where nothing tells the site's
    name."""
    place = _place(name, root)
    stated = stated_by_saver(data) or (media.stated_address(data) if _HASHED.search(name) else None)
    return stated or (place if root.url else None), place


def _place(name: str, root: Root) -> str:
    if (
        root.added_suffix
        and "?" not in name
        and name.endswith(".html")
        and not name.endswith("index.html")
    ):
        name = name.removesuffix(".html")
    first, _, rest = name.partition("/")
    if (
        rest
        and _HOST.match(first)
        and root.url
        and address.parts(root.url).host in (first, first.removeprefix("www."), f"www.{first}")
    ):
        return f"{address.parts(root.url).scheme}://{first}{path_of(rest)}"
    return (root.url or "") + path_of(name)
