"""Which addresses of a Joomla site lead to content of their own, which of them lead to the same,
and what a page leads to.

Knows Joomla's traps: print, PDF and e-mail views, forms, other orders of a list, calendars, session
ids, the assets of templates and extensions, one page under many `Itemid`s and menu paths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from migrator import filetypes as media
from migrator.comments import registry
from migrator.document import document
from migrator.document.document import Document
from migrator.fetch.requisites import lazy_pictures
from migrator.guard import limits
from migrator.joomla import address, traps, uri
from migrator.model import Capture

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|bmp|svg|pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|rar|7z|tar|gz|mp3|ogg|wav|mp4|avi|wmv|mov|flv|swf|txt|rtf|csv|"
    r"epub)$",
    re.I,
)
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)\b")
_FURNITURE = re.compile(
    r"/(?:templates|modules|plugins|administrator|media/system|media/jui|media/vendor)/|/components/[^/]+/(?:assets|images|tpl|css)/",
    re.I,
)
_CALENDARS = {
    "com_jevents",
    "com_events",
    "com_jcalpro",
    "com_eventlist",
    "com_extcalendar",
    "com_gcalendar",
    "com_jcal",
    "com_rseventspro",
}


@dataclass(frozen=True, slots=True)
class Leads:
    """What a page leads to: `links` (pages, pictures, files, its feed), and `scripted`, where its
    script fetches comments from."""

    links: tuple[str, ...] = ()
    scripted: tuple[str, ...] = ()


def is_file(url: str) -> bool:
    """Whether an address is that of a picture, a download, sound or video."""
    return bool(_FILE.search(uri.parts(url).path))


def crawl_key(url: str) -> str:
    """One spelling for all addresses of one answer: like `address.key`, but each page of a list and
    each language is one of its own, and an article that Joomla puts below every menu item
    (`/news/12-slug`, `/home/12-slug`) is one."""
    parsed = address.read(url)
    parts = (parsed.start, parsed.showall, parsed.format, parsed.get("lang"))
    page = " ".join(str(part or "") for part in parts)
    if (
        parsed.id is not None
        and parsed.alias
        and parsed.path.rstrip("/").endswith((parsed.alias, f"{parsed.alias}.html"))
        and parsed.view != "category"
    ):
        return (
            f"{parsed.host} {parsed.view if parsed.view != 'article' else None} "
            f"{parsed.id}-{parsed.alias} {page}"
        )
    return f"{address.key(url)} {page}"


def is_of_host(url: str, start: str) -> bool:
    """Whether an address lies on the host of the site that begins at `start`."""
    parts, home = uri.parts(url), uri.parts(start)
    return (
        parts.scheme in ("http", "https")
        and parts.host.removeprefix("www.") == home.host.removeprefix("www.")
        and (not home.port or (parts.port or 0) == home.port)
    )


def is_wanted(url: str, start: str) -> bool:
    """Whether an address is one of the site that begins at `start`, and leads to content."""
    if not is_of_host(url, start):
        return False
    parts, home = uri.parts(url), uri.parts(start)
    if not parts.path.startswith(home.path.rpartition("/")[0] + "/") and parts.path not in (
        "",
        home.path,
    ):
        return False
    if _FURNITURE.search(parts.path) or len(url) > 2000:
        return False
    if is_file(url):
        return True
    parsed = address.read(url)
    return is_feed(url) or (
        not traps.is_trap(url, registry.traps()) and parsed.option not in _CALENDARS
    )


def is_endless_path(url: str) -> bool:
    """Whether a path is deeper than any site's, or has one part again and again: so a relative link
    that leads into itself grows."""
    parts = [part for part in uri.parts(url).path.split("/") if part]
    most = Counter(parts).most_common(1)[0][1] if parts else 0
    return len(parts) > limits.PATH_PARTS or most > limits.PATH_REPEATS


def form_of(url: str) -> str:
    """The form of an address: its folder and the names of its parameters, numbers apart."""
    parsed = uri.parts(url)
    folder = re.sub(r"\d+", "#", parsed.path.rpartition("/")[0])
    names = sorted({pair.partition("=")[0] for pair in parsed.query.split("&")})
    return f"{parsed.netloc}{folder}/?{'&'.join(names)}"


def is_feed(url: str) -> bool:
    """Whether an address is a feed worth having: of a list's articles as RSS, or of an article's
    comments."""
    parsed = address.read(url)
    if registry.feed(url):
        return True
    return parsed.format == "feed" and parsed.get("type") in (None, "rss") and not parsed.printed


def leads(capture: Capture) -> Leads:
    """What a capture leads to: a page by its links and what it shows, a site map by its
    addresses."""
    kind = media.kind(capture)
    if kind == "data" and _SITEMAP.search(capture.data[:2000]):
        text = capture.data.decode("utf-8", "replace")
        return Leads(
            tuple(m.replace("&amp;", "&") for m in re.findall(r"<loc>\s*([^<]+?)\s*</loc>", text))
        )
    if kind != "page":
        return Leads()
    doc = document.read(capture)
    scripted = [
        url
        for system in registry.all_systems()
        if system.evidence(doc)
        for url in system.scripted(doc)
    ]
    return Leads(tuple(dict.fromkeys(_links(doc))), tuple(dict.fromkeys(scripted)))


def _links(doc: Document) -> Iterator[str]:
    yield from (url for _, url in doc.links)
    for element in doc.tagged("img", "source", "embed", "video", "audio"):
        if url := doc.absolute(element.get("src") or ""):
            yield url
    yield from lazy_pictures(doc)
    for element in doc.tagged("link"):
        if (
            "alternate" in (element.get("rel") or "").lower()
            and "rss" in (element.get("type") or "")
            and (url := doc.absolute(element.get("href") or ""))
        ):
            yield url
