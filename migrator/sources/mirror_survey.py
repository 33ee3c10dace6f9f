"""How a mirror is laid out, learned from the names of its files and from what some of its pages say
of themselves and link to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from migrator import filetypes
from migrator.document import own_address, saved_names, teleport
from migrator.joomla import uri
from migrator.sources.mirror import Layout, below, is_idle, is_page, origin_of

_LINK = re.compile(rb"<(?:a|link|form)\s[^>]*?(?:href|action)\s*=\s*[\"']([^\"'#]+)", re.I)
_HASHED_LINK = re.compile(
    rb"href\s*=\s*[\"']([^\"'?#]*[0-9a-f]{4}(?:-\d+)?\.html?)\?([^\"'#]+)", re.I
)
_INDEX_OR_SUFFIX = re.compile(r"(?:^|/)index\.(?:html?|php)$|\.(?:html?|php)$")
_SUFFIX = re.compile(r"\.(?:html?|php)$")
#: ArchiveBox 0.7 keeps other forms of a page, and a page of its own about it, beside its mirror.
_BESIDE_MIRROR = re.compile(
    r"(?:^|/)archive/\d{9,}(?:\.\d+)?/"
    r"(?:[^/]+\.(?:html|json|txt)|warc/.*|(?:readability|mercury)/.*)$"
)
#: Pages that tell how a mirror is laid out: enough for a vote, and read once by each process.
SAMPLE = 60
#: Bytes of each of them that are looked at.
_LOOK = 200_000


@dataclass(slots=True)
class _Votes:
    """What the pages of a sample tell."""

    roots: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    linked: Counter[str] = field(default_factory=Counter)
    agree: int = 0
    differ: list[str] = field(default_factory=list)
    bare: int = 0
    suffixed: int = 0
    slashless: int = 0
    slashed: int = 0
    keeps_addresses: bool = False


def layout_of(names: Iterable[str], load: Callable[[str], bytes], folder: str = "") -> Layout:
    """The layout of a mirror, by its names and by what some of its pages (at most SAMPLE, spread
    over all) state of themselves and link to; `folder` is the name of the folder that it lies
    in."""
    listed = [
        name
        for name in names
        if not (filetypes.is_named_like_a_log(name) or _BESIDE_MIRROR.search(name))
    ]
    pages = [name for name in listed if is_page(name)] or listed
    step = max(len(pages) / SAMPLE, 1.0)
    sample = [pages[int(index * step)] for index in range(min(SAMPLE, len(pages)))]
    folders = _host_folders(pages)
    votes = _Votes()
    paths = _paths(listed, folders)
    for name, data in _loaded(sample, load):
        _look(name, data[:_LOOK], folders, paths, votes)
    hosts = _hosts(folders, votes)
    by_site_structure = _is_by_site_structure(listed)
    if by_site_structure:  # of a front page with a query the host loses its last part
        hosts |= {host.rpartition(".")[0]: origin for host, origin in hosts.items()}
    bare, suffixed = _queried(listed, folders)
    shared = frozenset(url for url, count in votes.stated.items() if count > 1)
    differ = sum(not is_idle(url, shared) for url in votes.differ)
    return Layout(
        root=_root(votes, folder) if not hosts else None,
        hosts=hosts,
        proven=votes.agree >= differ if votes.agree or differ else None,
        added=_added(votes, bare, suffixed),
        bare=bare,
        suffixed=suffixed,
        shared=shared,
        queries=_queries(pages, load) if any(map(_is_hashed, pages)) and not votes.agree else {},
        by_site_structure=by_site_structure,
        adds_folders=votes.slashless > votes.slashed,
        addresses=_addresses(pages, load) if votes.keeps_addresses else {},
    )


def _loaded(names: Iterable[str], load: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """The pages that can be read; the reading of the others says so."""
    for name in names:
        try:
            yield name, load(name)
        except OSError:
            continue


def _is_by_site_structure(names: Iterable[str]) -> bool:
    """Whether most of the names that stand for an address with a query are website-scraper's."""
    queried = [name for name in names if "?" in saved_names.path_of(name)]
    own = sum(saved_names.by_site_structure(name) is not None for name in queried)
    return bool(queried) and 2 * own > len(queried)


def _host_folders(pages: Sequence[str]) -> frozenset[str]:
    """The folders that are called like hosts, where most pages lie below such; empty where not."""
    hosts: Counter[str] = Counter()
    for name in pages:
        folders = name.replace("\\", "/").split("/")[:-1]
        hosts.update([host] if (host := next(filter(uri.is_host, folders), "")) else [])
    return frozenset(hosts) if 2 * sum(hosts.values()) >= len(pages) and pages else frozenset()


def _paths(names: Iterable[str], folders: frozenset[str]) -> frozenset[str]:
    return frozenset(below(name, folders) for name in names)


def _look(
    name: str, data: bytes, folders: frozenset[str], paths: frozenset[str], votes: _Votes
) -> None:
    """Takes what one page says of itself and links to."""
    rest = below(name, folders)
    _take_links(data, paths, folders, votes)
    votes.keeps_addresses |= any(teleport.addresses(name, data))
    statements = own_address.statements(data)
    if not statements:
        return
    stated = statements[0].url
    parts = uri.parts(stated)
    site = f"{parts.scheme}://{parts.netloc}"
    votes.origins[site] += 1
    if not statements[0].by_saver:
        votes.stated[stated] += 1
    path = parts.path.rstrip("/")
    bare = _INDEX_OR_SUFFIX.sub("", saved_names.path_of(rest).partition("?")[0])
    if bare.strip("/") and _SUFFIX.sub("", path).endswith(bare):
        votes.roots[f"{site}{_SUFFIX.sub('', path)[: -len(bare)]}"] += 1
        votes.agree += 1
        if rest.endswith(".html"):
            votes.suffixed += path.endswith(".html")
            votes.bare += not path.endswith(".html")
    elif bare.strip("/") and not statements[0].by_saver:
        votes.differ.append(stated)


def _take_links(data: bytes, paths: frozenset[str], folders: frozenset[str], votes: _Votes) -> None:
    """What the links of a page tell: hosts, and whether addresses end in `.html` or `/`. Links from
    the root, and whole ones, are the site's own words; those from file to file are the saver's.
    wget -k and HTTrack leave whole those to pages that they did not fetch."""
    hosts = {_bare_host(uri.parts(origin_of(folder)).netloc) for folder in folders}
    for raw in _LINK.findall(data):
        link = unescape(raw.decode("utf-8", "replace")).strip()
        whole = "://" in link[:9]
        if not whole and (not link.startswith("/") or link.startswith("//")):
            continue
        parts = uri.parts(link)
        if whole:
            votes.linked[parts.netloc.lower()] += 1
        path = unquote(parts.path).lstrip("/")
        folder = path.rstrip("/")
        if folder and folder not in paths and f"{folder}/index.html" in paths and not parts.query:
            votes.slashless += path == folder
            votes.slashed += path != folder
        if f"{path}.html" in paths:
            votes.bare += 1
        elif path.endswith(".html") and path in paths:
            votes.suffixed += 1
        elif whole and _bare_host(parts.netloc) in hosts and not parts.query:
            last = path.rpartition("/")[2]
            votes.bare += bool(last) and "." not in last
            votes.suffixed += last.endswith(".html")


def _hosts(folders: frozenset[str], votes: _Votes) -> dict[str, str]:
    """The origins of folders called like hosts, where the pages do not name others."""
    if not folders:
        return {}
    origins = {folder: origin_of(folder) for folder in folders}
    named = {_bare_host(uri.parts(site).netloc): site for site in votes.origins}
    if named and not any(_bare_host(uri.parts(o).netloc) in named for o in origins.values()):
        return {}
    for folder, origin in origins.items():
        if site := named.get(_bare_host(uri.parts(origin).netloc)):
            origins[folder] = f"{uri.parts(site).scheme}://{uri.parts(origin).netloc}"
    return origins


def _bare_host(netloc: str) -> str:
    return netloc.lower().partition(":")[0].removeprefix("www.")


def _root(votes: _Votes, folder: str) -> str | None:
    for counted in (votes.roots, votes.origins):
        if counted:
            return counted.most_common(1)[0][0]
    origin = origin_of(folder)
    linked = {_bare_host(host) for host in votes.linked}
    return (
        origin if uri.is_host(folder) and _bare_host(uri.parts(origin).netloc) in linked else None
    )


def _queried(
    names: Iterable[str], folders: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The paths behind which a mirror has files with a query: those without `.html` and those with
    it (`12-lamps?print=1.html` beside `12-lamps.html`)."""
    paths = {
        saved_names.path_of(rest).partition("?")[0].lstrip("/")
        for name in names
        if "?" in saved_names.path_of(rest := below(name, folders))
    }
    return (
        frozenset(unquote(p) for p in paths if p and not _SUFFIX.search(p)),
        frozenset(unquote(p).removesuffix(".html") for p in paths if p.endswith(".html")),
    )


def _added(votes: _Votes, bare: frozenset[str], suffixed: frozenset[str]) -> bool | None:
    """Whether the saver put `.html` behind addresses: by paths with a query and by links."""
    with_, without = votes.suffixed + len(suffixed), votes.bare + len(bare)
    return without > with_ if with_ != without else None


def _is_hashed(name: str) -> bool:
    return bool(saved_names.HASHED.search(name))


def _addresses(pages: Sequence[str], load: Callable[[str], bytes]) -> dict[str, str]:
    """The addresses of the files to which links of Teleport Pro lead."""
    addresses: dict[str, str] = {}
    for name, data in _loaded(pages, load):
        for file, url in teleport.addresses(name, data):
            addresses.setdefault(file, url)
    return addresses


def _queries(pages: Sequence[str], load: Callable[[str], bytes]) -> dict[str, str]:
    """The queries behind HTTrack's names, from the links to them, which keep the query."""
    queries: dict[str, str] = {}
    names = set(pages)
    for name, data in _loaded(pages, load):
        for path, query in _HASHED_LINK.findall(data):
            file = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(path.decode("utf-8", "replace")))
            )
            if file in names:
                queries.setdefault(file, unescape(query.decode("utf-8", "replace")))
    return queries
