"""Where things stand on the new site: the address of every article and category, as near to the old
one as a site of files allows.

An old address without a query is kept (`/news/12-lamps.html`; `/news/12-lamps` gets a slash, as a
folder has); one with a query, through `index.php`, or with what a file's name cannot hold becomes
`/category/alias/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from migrator.guard.file_names import is_safe, slug
from migrator.joomla import address
from migrator.model import Article, Link, ListPage, MenuItem, Site
from migrator.writing.names import short_name, unique

_PATH = re.compile(r"(?:/[\w.~!$&'()+,;=@-]+)+/?")
_PAGE = re.compile(r"\.html?$", re.I)
_INDEX = re.compile(r"/index\.html?$")
_SUFFIX = re.compile(r"\.[a-z0-9]{2,5}$", re.I)
#: First parts of addresses that a target uses itself.
_TAKEN = {
    "tags",
    "authors",
    "css",
    "js",
    "media",
    "archive",
    "index.xml",
    "sitemap.xml",
    "404.html",
    "feed.xml",
    "assets",
}


@dataclass(slots=True)
class NewSite:
    """New addresses by article id, by category path, by tag, and by the key of a list's old
    address; `pages` are the lists that are no category's or tag's, by their new address, `feed` is
    the address of the feed."""

    articles: dict[str, str] = field(default_factory=dict)
    categories: dict[tuple[str, ...], str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    pages: dict[str, ListPage] = field(default_factory=dict)
    feed: str | None = None

    def places(self) -> Iterator[str]:
        """The addresses of all pages."""
        yield "/"
        yield from self.articles.values()
        yield from self.categories.values()
        yield from self.tags.values()
        yield from self.pages

    def leads(self, article: Article, files: Mapping[str, str]) -> dict[str, str]:
        """Where the links of an article lead now: to articles, lists and `files` (old address ->
        new), and to "" what is not in the capture; others as they were."""
        leads = {link.url: "" for link in article.references if link.kind in ("missing", "file")}
        leads |= files
        leads |= {link.url: place for link in article.references if (place := self.lead(link))}
        return leads

    def lead(self, link: Link | MenuItem) -> str | None:
        """Where a link of the old site leads now; None where what it led to is not on the new
        site."""
        if link.kind == "article":
            return self.articles.get(link.to or "")
        if place := self.lists.get(address.key(link.url or "")):
            return place
        if link.kind == "listing" and self.tags and _last_word(link.url or "") == "tags":
            return "/tags/"
        return "/" if link.kind == "front" else None


def plan(
    site: Site,
    *,
    folders_only: bool = False,
    list_folders: bool = False,
    feed: str | None = None,
) -> NewSite:
    """The addresses of all categories and articles of `site`, no two the same whatever the case.

    `folders_only`: each ends with a slash, for builders that write `index.html` files alone; what
    was `/news/12-lamps.html` is `/news/12-lamps/`. `list_folders`: so do those of categories alone,
    for builders that put further pages of a list below its address.
    """
    new_site = NewSite(feed=feed)
    given: set[str] = {"/"}
    for category in site.structure.categories:
        above = new_site.categories.get(category.path[:-1], "/")
        place = new_site.categories[category.path] = _free(
            _formed(
                [*_kept(category.urls), f"{_folder(above)}{slug(category.path[-1])}/"],
                folders_only or list_folders,
            ),
            given,
        )
        new_site.lists.update((address.key(url), place) for url in category.urls)
    for article in site.articles:
        folder = _folder(new_site.categories.get(article.categories, "/"))
        wanted = [
            *_kept([article.url or "", *article.urls]),
            f"{folder}{slug(short_name(article))}/",
        ]
        place = new_site.articles[article.id] = _free(_formed(wanted, folders_only), given)
        if article.kind in ("thread", "mention"):  # no link of the old site names their ids
            new_site.lists.update((address.key(url), place) for url in article.urls)
    new_site.tags.update((tag, f"/tags/{name}/") for tag, name in tag_names(site).items())
    for page in site.structure.lists:
        _plan_list(page, new_site, given, folders=folders_only or list_folders)
    return new_site


def tag_names(site: Site) -> dict[str, str]:
    """For each tag a name that can stand in an address, no two the same whatever the case: Hugo
    takes `C#` and `c#` for one, and writes addresses with a bare `#`."""
    return unique({tag for article in site.articles for tag in article.tags}, _tag_slug, "tag")


def _tag_slug(tag: str) -> str:
    return slug(tag.replace("++", " plus plus").replace("#", " sharp"), "")


def _plan_list(page: ListPage, new_site: NewSite, given: set[str], *, folders: bool) -> None:
    """The address of a list: of the tag or category that it is the list of, else one of its
    own."""
    words = {slug(page.title), *(slug(_last_word(url)) for url in page.urls)}
    tags = [place for tag, place in new_site.tags.items() if slug(tag) in words]
    named = [new_site.categories[path] for path in new_site.categories if path[-1] == page.title]
    if tags and any("tag" in address.key(url).casefold() for url in page.urls):
        place = tags[0]
    elif len(named) == 1:  # another address of its list
        place = named[0]
    else:
        wanted = [*_kept(page.urls), f"/lists/{slug(page.title)}/"]
        place = _free(_formed(wanted, folders), given)
        new_site.pages[place] = page
    new_site.lists.update((address.key(url), place) for url in page.urls)


def _last_word(url: str) -> str:
    """The last part of an address's path without its suffix, or what its query calls the tag."""
    parts = address.read(url)
    return parts.get("tag") or _SUFFIX.sub("", parts.path.rstrip("/").rpartition("/")[2])


def plan_flat(site: Site, category_folder: str, feed: str) -> NewSite:
    """Addresses of platforms that give each post one name: `/alias/`, and `/FOLDER/name/` for
    categories; names are unique whatever the case."""
    flat = NewSite(feed=feed)
    given: set[str] = {"/", *(f"/{name}/" for name in _TAKEN), f"/{category_folder}/"}
    for category in site.structure.categories:
        place = _free([f"/{category_folder}/{slug(category.path[-1])}/"], given)
        flat.categories[category.path] = place
        flat.lists.update((address.key(url), place) for url in category.urls)
    for article in site.articles:
        name = slug(short_name(article))
        flat.articles[article.id] = _free([f"/{name}/"], given)
    return flat


def _formed(wanted: Sequence[str], folders_only: bool) -> list[str]:
    return [_folder(path) if folders_only else path for path in wanted]


def _folder(path: str) -> str:
    """The folder that goes with the address of a list (`/news.html`: `/news/`)."""
    return path if path.endswith("/") else f"{_PAGE.sub('', path)}/"


def _kept(urls: Iterable[str]) -> Iterator[str]:
    """Those of some old addresses that a site of files can have, as it would have them."""
    for url in urls:
        parsed = address.read(url)
        path = parsed.path.removeprefix("/index.php") or "/"
        if url and not _asks(parsed) and _is_file_path(path):
            yield path if _PAGE.search(path) or path.endswith("/") else f"{path}/"


def _asks(parsed: address.Address) -> bool:
    """Whether the query of an address says which page it is."""
    return (
        "?" in parsed.place
        or parsed.printed
        or parsed.bare
        or parsed.format is not None
        or parsed.start is not None
    )


def _is_file_path(path: str) -> bool:
    if path == "/" or not _PATH.fullmatch(path) or path.split("/")[1].casefold() in _TAKEN:
        return False
    if _SUFFIX.search(path) and not _PAGE.search(path):
        return False
    return all(is_safe(part) for part in path.strip("/").split("/"))


def _free(wanted: Iterable[str], given: set[str]) -> str:
    """The first of the `wanted` addresses that is not given yet, else the last one with a
    number."""
    path = "/"
    for path in wanted:
        if _file_key(path) not in given:
            break
    else:
        number = 2
        stem = path.rstrip("/")
        while _file_key(path := f"{stem}-{number}/") in given:
            number += 1
    given.add(_file_key(path))
    return path


def _file_key(path: str) -> str:
    """What two addresses share that would be one file: `/news/` and `/News/index.html`."""
    return _INDEX.sub("/", path.casefold())


def moved(site: Site, new: NewSite) -> Iterator[tuple[str, str]]:
    """The old addresses, as paths that a file can have, that lead elsewhere now, and where to; each
    once, and none that is the address of a page of the new site: two articles may have named one
    address as theirs, and a page that leads on would take the place of the other."""
    given = {_file_key(path).rstrip("/") for path in new.places()}
    for urls, place in _old_addresses(site, new):
        for path in _kept(urls):
            key = _file_key(path).rstrip("/")
            if place and key not in given:
                given.add(key)
                yield path, place


def moved_by_place(site: Site, new: NewSite) -> dict[str, list[str]]:
    """The same by new address."""
    paths: dict[str, list[str]] = {}
    for path, place in moved(site, new):
        paths.setdefault(place, []).append(path)
    return paths


def _old_addresses(site: Site, new: NewSite) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """All addresses of each article and list, and where it stands now."""
    for article in site.articles:
        yield article.urls, new.articles[article.id]
    for category in site.structure.categories:
        yield category.urls, new.categories[category.path]
    for page in site.structure.lists:
        yield page.urls, new.lists.get(address.key(page.urls[0]))
