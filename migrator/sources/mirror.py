"""Addresses of mirrored files: out of their places, as wget, HTTrack, browsers and downloaders of
the Wayback Machine lay them out, and out of what the pages say of themselves."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote, unquote

from migrator import filetypes
from migrator.document import own_address, saved_names, wayback_pages
from migrator.joomla import address, uri

_STAMP = re.compile(r"^((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6})(?:[a-z]{2}_)?$")
_PAGE = re.compile(r"\.(?:html?|php)(?:\.\d+)?$|[?@]|%3f", re.I)
_SUFFIX = re.compile(r"\.(?:html?|php)$")
_IN_PATH = "/:@!$&'()*+,;=~"


def origin_of(folder: str) -> str:
    """The origin that a folder called like a host stands for."""
    match = uri.HOST.fullmatch(folder)
    host, port = (match[1], match[2]) if match else (folder, None)
    return f"http://{host.lower()}" + (f":{port}" if port and port != "80" else "")


def below(name: str, folders: Collection[str]) -> str:
    """A name below the folder of its host (and of its time)."""
    parts = name.replace("\\", "/").split("/")
    index = next((index for index, part in enumerate(parts[:-1]) if part in folders), -1)
    rest = parts[index + 1 :]
    return "/".join(rest[1:] if len(rest) > 1 and index >= 0 and _STAMP.match(rest[0]) else rest)


def read_log(text: str) -> Iterator[tuple[str, tuple[str, int | None, str | None, str | None]]]:
    """Local file and (address, status, content type, None) of each line of HTTrack's
    `hts-cache/new.txt`."""
    for line in text.splitlines():
        cells = line.split("\t")
        status = address.whole_number(cells[3]) if len(cells) >= 9 else None
        if status is not None and cells[8].strip():
            url = cells[7] if "://" in cells[7] else f"http://{cells[7]}"
            yield cells[8].strip().removeprefix("./"), (url, status, cells[5] or None, None)


_SAVED = re.compile(
    rb"by HTTrack Website Copier/[^>]{0,60}, \w{3}, (?P<httrack>\d{1,2} \w{3} \d{4} [\d:]{8}) GMT"
    rb"|(?:saved date:\s*|savepage-date\" content=\")\w{3} "
    rb"(?P<script>\w{3} \d{1,2} \d{4} [\d:]{8} GMT[+-]\d{4})"
    rb"|<html\s[^>]*?data-scrapbook-create\s*=\s*[\"'](?P<scrapbook>\d{14})"
)
#: How each of them writes a time.
_TIMES = {
    "httrack": "%d %b %Y %H:%M:%S",
    "script": "%b %d %Y %H:%M:%S GMT%z",
    "scrapbook": "%Y%m%d%H%M%S",
}


def saved_at(data: bytes) -> str | None:
    """When a page was saved (ISO, UTC), as HTTrack, SingleFile, Save Page WE or WebScrapBook wrote
    it into the page."""
    match = _SAVED.search(data[:6000]) or _SAVED.search(data[-6000:])
    if not match or not match.lastgroup:
        return None
    try:
        time = datetime.strptime(match[match.lastgroup].decode(), _TIMES[match.lastgroup])
    except ValueError:
        return None
    return (time.astimezone(UTC) if time.tzinfo else time).strftime("%Y-%m-%dT%H:%M:%SZ")


_STUB = re.compile(
    rb"<meta\s+http-equiv=[\"']?refresh[\"']?\s+content=[\"']\d+;\s*url=([^\"'>]+)", re.I
)
#: What such a page has beside: HTTrack's comment, or its words where comments were off (`-%F ""`).
_STUB_WORDS = (
    (b"<!-- Created by HTTrack Website Copier",),
    (b"<TITLE>Page has moved</TITLE>", b"<h3>Click here...</h3>"),
)


def stub_target(data: bytes) -> str | None:
    """Where the page leads that HTTrack writes in place of a redirect, as the page gives it."""
    if len(data) >= 6000 or not any(all(w in data for w in words) for words in _STUB_WORDS):
        return None
    match = _STUB.search(data[:3000])
    return html.unescape(match[1].decode("utf-8", "replace")).strip() if match else None


_PROJECT = "hts-cache/"
_OF_PROJECT = re.compile(
    r"hts-cache/(?!new\.zip/).*|hts-log\.txt|hts-(?:stop|in_progress)\.lock|hts-nohup\.out|backblue\.gif|"
    r"fade\.gif|cookies\.txt"
)


def left_by_saver(names: Iterable[str]) -> set[str]:
    """Those of some files that a saver left for itself and that the site never had: HTTrack's logs,
    cache, cookies and pictures of its own index beside the folders of hosts (3.49)."""
    listed = list(names)
    projects = {name[:start] for name in listed if (start := f"/{name}".find(f"/{_PROJECT}")) >= 0}
    return {
        name
        for name in listed
        for project in projects
        if name.startswith(project) and _OF_PROJECT.fullmatch(name, len(project))
    }


_COOKIES = re.compile(rb"# (?:Netscape )?HTTP Cookie File")


def is_cookies(head: bytes) -> bool:
    """Whether a file that begins so is a jar of cookies (of HTTrack, wget or curl)."""
    return bool(_COOKIES.match(head))


def is_index_or_cookies(data: bytes) -> bool:
    """Whether a file is a jar of cookies (of HTTrack, wget or curl) or a page of HTTrack's own."""
    return is_cookies(data[:3000]) or filetypes.is_savers_page(data)


class Place(NamedTuple):
    """What the place of a file stands for: its path, its address (None: nothing tells the site's
    name), and the time at which it was captured, where a folder says it (`20090601120000`)."""

    path: str
    url: str | None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a mirror names what it holds.

    `root` is the address of its root (None: nothing tells it), `hosts` the origins of the folders
    that are called like hosts. `proven`: the pages' own words agree with their places (None: they
    say nothing). `added`: the saver put `.html` behind addresses (None: nothing tells); `bare` and
    `suffixed` are paths of which the mirror itself says so. `shared` are addresses that several
    pages give for their own, `queries` those of HTTrack's names. `by_site_structure`: each page is
    `index.html` in a folder called like its address (website-scraper). `adds_folders`: so does each
    address without a suffix, which the site had without a slash at its end
    (wayback_machine_downloader). `addresses` are those of files to which links keep them (Teleport
    Pro)."""

    root: str | None = None
    hosts: Mapping[str, str] = field(default_factory=dict)
    proven: bool | None = None
    added: bool | None = None
    bare: frozenset[str] = frozenset()
    suffixed: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    queries: Mapping[str, str] = field(default_factory=dict)
    by_site_structure: bool = False
    adds_folders: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str) -> Place:
        """What the place of the file `name` stands for."""
        origin, rest, captured = self._split(name.replace("\\", "/"))
        if query := self.queries.get(name):
            path = saved_names.hashed_path(rest, query)
        else:
            path = saved_names.path_of(self.unsuffixed(rest))
            if self.by_site_structure or self.adds_folders:
                path = path.rstrip("/") or "/"
        return Place(path, None if origin is None else f"{origin}{path}", captured)

    def saved_as(self, name: str) -> str | None:
        """The address that the name of a file itself spells, below the origin of its host: where
        links lead that the saver has rewritten (wget -k, HTTrack). Where the name has a digest of
        the query, HTTrack's links have the query too (`index2556.html?option=x`)."""
        origin, rest, _ = self._split(name.replace("\\", "/"))
        if origin is None:
            return None
        query = self.queries.get(name)
        url = f"{origin.rstrip('/')}/{quote(rest, safe=_IN_PATH)}"
        return f"{url}?{query.lstrip('?')}" if query else url

    def _split(self, name: str) -> tuple[str | None, str, str | None]:
        """The origin (or the root) of a name, what stands below it, and the time of a folder."""
        if not self.hosts:
            return self.root, name, None
        captured = None
        folders = name.split("/")
        for index, folder in enumerate(folders[:-1]):
            if match := _STAMP.match(folder):
                captured = wayback_pages.iso(match[1])
            if folder not in self.hosts:
                continue
            rest = folders[index + 1 :]
            if len(rest) > 1 and (match := _STAMP.match(rest[0])):
                captured, rest = wayback_pages.iso(match[1]), rest[1:]
            origin = self.hosts[folder]
            if index and folders[index - 1] in ("http", "https"):
                origin = f"{folders[index - 1]}://{origin.partition('://')[2]}"
            return origin, "/".join(rest), captured
        return None, name, captured

    def unsuffixed(self, rest: str) -> str:
        """A name below the root without the `.html` that its saver put behind the address."""
        bare = rest.removesuffix(".html")
        if (
            bare == rest
            or self.by_site_structure
            or "?" in rest
            or posixpath.basename(rest) == "index.html"
        ):
            return rest
        if bare in self.bare or (self.added and bare not in self.suffixed):
            return bare
        return rest

    def is_doubtful(self, rest: str) -> bool:
        """Whether nothing tells if the `.html` of a name stood in the address."""
        return (
            self.added is None
            and not self.by_site_structure
            and rest.endswith(".html")
            and rest[:-5] not in self.suffixed
        )


class Named(NamedTuple):
    """The address of a mirrored file, the one that its place stands for (where relative links lead
    from), when it was captured, and whether the site answered at its place."""

    url: str | None
    place: str | None
    captured: str | None = None
    answered: bool = False


def named(name: str, data: bytes, layout: Layout) -> Named:
    """What a mirrored file is called: its saver's word first, then its own (`<base>`, canonical,
    og:url, where it is not one that many pages share), then its place."""
    place = layout.place(name)
    statements = own_address.statements(data)
    saver = next((s.url for s in statements if s.by_saver), layout.addresses.get(name))
    captured = saved_at(data) or place.captured
    if saver:
        return Named(saver, place.url or saver, captured)
    is_address = saved_names.is_address(name) or name in layout.queries
    statement = next((s for s in statements if not is_idle(s.url, layout.shared)), None)
    # Where nothing tells the host, numbers, links and redirects work on the path.
    base = place.url or (statement.url if statement else place.path)
    if layout.by_site_structure:  # all links are from file to file, and files lie deeper than pages
        base = layout.saved_as(name) or f"/{name}"
    if statement is None:
        lost = not is_address or (layout.proven is False and is_page(name))
        url = None if lost else place.url
        other = _other_form(name, url, layout)
        return Named(url, other or base, captured, url == base and other is None)
    if place.url and is_address and _same_page(statement.url, place.url):
        return Named(_merged(statement.url, place.url), base, captured)
    answered = bool(place.url == base and is_address and layout.proven)
    if answered and statement.by != "base":
        return Named(place.url, base, captured)
    # wget gives the target of a redirect the name that it asked for.
    answered = answered and not layout.is_doubtful(below(name, layout.hosts))
    return Named(statement.url, base, captured, answered)


def is_page(name: str) -> bool:
    """Whether a file is called like a page."""
    return bool(_PAGE.search(posixpath.basename(name)))


def _other_form(name: str, url: str | None, layout: Layout) -> str | None:
    """The address without the `.html` of which nothing tells whether the saver added it."""
    if url and url.endswith(".html") and layout.is_doubtful(below(name, layout.hosts)):
        return url.removesuffix(".html")
    return None


def _same_page(stated: str, place: str) -> bool:
    """Whether two addresses have one path, but for a suffix and a query."""

    def path(url: str) -> str:
        return _SUFFIX.sub("", unquote(uri.parts(url).path).rstrip("/")).removesuffix("/index")

    return path(stated) == path(place)


def _merged(stated: str, place: str) -> str:
    """The page's own spelling of its address, with the query of its place."""
    parsed, there = uri.parts(stated), uri.parts(place)
    query = parsed.query or there.query
    return f"{parsed.scheme}://{parsed.netloc}{parsed.path}" + (f"?{query}" if query else "")


def is_idle(url: str, shared: frozenset[str]) -> bool:
    """Whether what a page calls its address is the site's: the front page's, or one that pages
    share."""
    parts = uri.parts(url)
    return not parts.query and (
        parts.path in ("", "/", "/index.php")
        or (url in shared and parts.path.endswith(("/", "index.php")))
    )
