"""A live Joomla site fetched into an archive, politely: one article once, its comment pages and its files.

Knows Joomla's traps: print, PDF and e-mail views, forms, other orders of a list, calendars, session ids, one page under many
`Itemid`s. robots.txt is kept (RFC 9309). What has been fetched is in the archive before it is looked at, so that a run that was
stopped goes on from there; a run after one that ended asks only for what has changed.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from protego import Protego

from migrator import address, comments, document, media
from migrator.archive import http
from migrator.archive.writer import Archive, Kept, now
from migrator.errors import BlockedError, NetworkError
from migrator.guard.net import Client, Fetched
from migrator.guard.paths import write_small
from migrator.model import Capture

#: So many addresses without an answer, one after the other, end a crawl: the host is gone.
_SILENT = 10
#: So many spellings of an address are kept, to be tried where the first leads nowhere.
_SPELLINGS = 5
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|rar|7z|tar|gz|mp3|ogg|wav|mp4|avi|wmv|mov|flv|swf|txt|rtf|csv|"
                   r"epub)$", re.I)
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)\b")
_FURNITURE = re.compile(r"/(?:templates|modules|plugins|administrator|media/system|media/jui|media/vendor)/|/components/[^/]+/(?:assets|images|tpl|css)/", re.I)
_CALENDARS = {"com_jevents", "com_events", "com_jcalpro", "com_eventlist", "com_extcalendar", "com_gcalendar", "com_jcal", "com_rseventspro"}


class State(msgspec.Struct):
    """How far a crawl has come: `began` when its present round did, `finished` when that ended."""

    start: str
    began: str
    finished: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a crawl tells while it goes on."""

    done: int
    waiting: int
    bytes: int


@dataclass(slots=True)
class Crawl:
    """One round over a site that begins at `start`. `limit` is how many answers are fetched at most."""

    start: str
    archive: Archive
    client: Client
    limit: int | None = None
    tell: Callable[[Told], None] | None = None
    pages: deque[str] = field(default_factory=deque)
    files: deque[str] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    others: dict[str, list[str]] = field(default_factory=dict)
    robots: dict[str, Protego | None] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    asked: int = 0
    size: int = 0

    def run(self) -> None:
        """Fetches until nothing is left.

        Raises NetworkError where the site does not answer, or its robots.txt allows nothing.
        """
        state = self._state()
        self.held = {url for url, line in self.archive.by_url.items() if line.date >= state.began}
        self._offer(self.start)
        if not self.pages:
            raise NetworkError(f"{self.start}: its robots.txt does not allow it to be fetched; ask whoever runs the site")
        site = _site(self.start)
        rules = self.robots[site]
        for url in (*(rules.sitemaps if rules else ()), f"{site}/sitemap.xml", f"{site}/index.php?format=feed&type=rss"):
            self._push(url, self.pages)
        silent = 0
        while (self.pages or self.files) and (self.limit is None or self.asked < self.limit):
            url = self.pages.popleft() if self.pages else self.files.popleft()
            if self._is_pdf_view(url):
                continue
            try:
                self._take(url)
                silent = 0
            except NetworkError as error:
                self.failures.append((url, str(error)))
                self._try_another(url)
                silent += not isinstance(error, BlockedError)
                if silent >= _SILENT or not self.archive.by_url:
                    raise NetworkError(f"{url}: no answer to {silent} addresses in a row; run the same command again when the site is back") from error
            if self.tell:
                self.tell(Told(len(self.held), len(self.pages) + len(self.files), self.size))
        if not self.pages and not self.files:
            self._keep_state(State(state.start, state.began, now()))

    def _state(self) -> State:
        """The state of this round: one that was stopped goes on, after one that ended another begins."""
        path = self._state_path
        found = msgspec.json.decode(path.read_bytes(), type=State) if path.exists() else None
        if found is None or found.finished:
            found = State(self.start, now())
            self._keep_state(found)
        return found

    def _keep_state(self, state: State) -> None:
        write_small(self._state_path, msgspec.json.encode(state))

    @property
    def _state_path(self) -> Path:
        return self.archive.folder / f"{self.archive.name}.crawl.json"

    def _take(self, url: str) -> None:
        """Fetches an address, or takes it from the archive where this round has it already, and offers what it links to."""
        line = self.archive.by_url.get(url)
        if url not in self.held:
            answer = self.client.get(url, _conditions(line.etag, line.modified) if line else None, self._delay(url))
            self.asked += 1
            self.size += len(answer.body)
            line = self.archive.add(_kept(answer))
            self.held.add(url)
        if line is None:
            return
        whole = self.archive.answer(line)
        if location := address.absolute(url, whole.headers.get("location", "")):
            self._offer(location)
        elif whole.status in (None, 200, 304):
            capture = Capture(url, whole.body, url, 200, whole.headers.get("content-type"))
            for found in links(capture):
                self._offer(found)
            for found in scripted(capture):
                self._push(found, self.pages)
        else:
            self._try_another(url)

    def _is_pdf_view(self, url: str) -> bool:
        """Whether an address is Joomla's PDF of a page: it is called like that."""
        return url.endswith(".pdf") and crawl_key(url.removesuffix(".pdf")) in self.seen

    def _delay(self, url: str) -> float:
        rules = self.robots.get(_site(url))
        asked = rules.crawl_delay(self.client.agent) if rules else None
        return max(self.client.delay, float(asked or 0.0))

    def _offer(self, url: str) -> None:
        """Puts an address into its queue, if it is one of the site's, no trap, and may be fetched."""
        if not is_wanted(url, self.start):
            return
        is_file = bool(_FILE.search(urlsplit(url).path))
        self._push(url, self.files if is_file else self.pages)

    def _push(self, url: str, queue: deque[str]) -> None:
        key = crawl_key(url)
        if key in self.seen:
            spare = self.others.setdefault(key, [])
            if url not in spare and len(spare) < _SPELLINGS:
                spare.append(url)
        elif self._may(url):
            self.seen.add(key)
            queue.append(url)

    def _try_another(self, url: str) -> None:
        """Where an address led nowhere, another spelling of it may lead to the page."""
        spare = [other for other in self.others.get(crawl_key(url), ()) if other != url and other not in self.held and self._may(other)]
        if spare:
            self.others[crawl_key(url)].remove(spare[0])
            self.pages.append(spare[0])

    def _may(self, url: str) -> bool:
        """Whether robots.txt of the address's host allows it."""
        site = _site(url)
        if site not in self.robots:
            self.robots[site] = self._rules(f"{site}/robots.txt")
        rules = self.robots[site]
        return rules is not None and rules.can_fetch(url, self.client.agent)

    def _rules(self, url: str) -> Protego | None:
        """The rules of a host; None where nothing may be fetched (RFC 9309: its server is in trouble)."""
        for _ in range(5):
            if url in self.held:
                answer = self.archive.answer(self.archive.by_url[url])
                status, body, location = answer.status or 200, answer.body, answer.headers.get("location")
            else:
                fetched = self.client.get(url)
                self.asked += 1
                self.archive.add(_kept(fetched))
                self.held.add(url)
                status, body, location = fetched.status, http.undo(fetched.body, dict(fetched.headers))[0], fetched.headers.get("location")
            if 300 <= status < 400 and location and (target := address.absolute(url, location)):
                url = target
                continue
            if status >= 500:
                return None
            return Protego.parse(body[:512_000].decode("utf-8", "replace") if status == 200 else "")
        return Protego.parse("")


def _kept(answer: Fetched) -> Kept:
    """An answer as the archive keeps it."""
    mime = answer.headers.get("content-type", "").partition(";")[0].strip()
    return Kept(answer.url, answer.body, now(), answer.head, mime or "application/octet-stream", answer.status, answer.headers.get("etag", ""),
                answer.headers.get("last-modified", ""), answer.cut)


def _conditions(etag: str, modified: str) -> dict[str, str]:
    return {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def crawl_key(url: str) -> str:
    """One spelling for all addresses of one answer: like `address.key`, but each page of a list and each language is one of its
    own, and an article that Joomla puts below every menu item (`/news/12-slug`, `/home/12-slug`) is one."""
    said = address.read(url)
    page = f"{said.start or ''} {said.showall or ''} {said.format or ''} {said.get('lang') or ''}"
    if said.id is not None and said.alias and said.path.rstrip("/").endswith((said.alias, f"{said.alias}.html")) and said.view != "category":
        return f"{said.host} {said.view if said.view != 'article' else None} {said.id}-{said.alias} {page}"
    return f"{address.key(url)} {page}"


def is_wanted(url: str, start: str) -> bool:
    """Whether an address is one of the site that begins at `start`, and leads to content."""
    parts, home = urlsplit(url), urlsplit(start)
    if parts.scheme not in ("http", "https") or (parts.hostname or "").removeprefix("www.") != (home.hostname or "").removeprefix("www."):
        return False
    if (parts.port or 0) != (home.port or 0) and home.port:
        return False
    if not parts.path.startswith(home.path.rpartition("/")[0] + "/") and parts.path not in ("", home.path):
        return False
    if _FURNITURE.search(parts.path) or len(url) > 2000:
        return False
    if _FILE.search(parts.path):
        return True
    said = address.read(url)
    return is_feed(url) or (not address.is_trap(url) and said.option not in _CALENDARS)


def is_feed(url: str) -> bool:
    """Whether an address is a feed worth having: of a list's articles as RSS, or of an article's comments."""
    said = address.read(url)
    if said.option == "com_jcomments":
        return "/feed/" in said.path or said.get("task") == "rss"
    return said.format == "feed" and said.get("type") in (None, "rss") and not said.printed


def links(capture: Capture) -> Iterator[str]:
    """What a page leads to and shows: links, pictures, its RSS feed; the addresses in a sitemap."""
    kind = media.kind(capture)
    if kind == "data" and _SITEMAP.search(capture.data[:2000]):
        yield from (m.strip() for m in re.findall(r"<loc>\s*([^<]+?)\s*</loc>", capture.data.decode("utf-8", "replace")))
    if kind != "page":
        return
    doc = document.read(capture)
    yield from (url for _, url in doc.links)
    for element in doc.tree.iter("img", "source", "embed", "video", "audio"):
        if url := doc.absolute(element.get("src") or ""):
            yield url
    for element in doc.tree.iter("link"):
        if "alternate" in (element.get("rel") or "").lower() and "rss" in (element.get("type") or "") and (url := doc.absolute(element.get("href") or "")):
            yield url


def scripted(capture: Capture) -> Iterator[str]:
    """Where a page's script would fetch the comments from."""
    if media.kind(capture) != "page":
        return
    doc = document.read(capture)
    for system in comments.all_systems():
        if system.evidence(doc):
            yield from system.scripted(doc)
