"""A live Joomla site fetched into an archive, politely: one article once, its comment pages and its
files.

What has been fetched is in the archive before it is looked at, so that a run that was
stopped goes on from there; a run after one that ended asks only for what has changed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from migrator.errors import BlockedError, NetworkError
from migrator.fetch.requisites import requisites
from migrator.fetch.robots import Robots, kept, site_of
from migrator.fetch.scope import (
    crawl_key,
    form_of,
    is_endless_path,
    is_file,
    is_of_host,
    is_wanted,
    leads,
)
from migrator.guard import limits
from migrator.guard.net import Client
from migrator.guard.small_files import write_small
from migrator.joomla import uri
from migrator.model import Capture
from migrator.warc.http import Answer
from migrator.warc.writer import Archive, now

#: So many addresses without an answer, one after the other, end a crawl: the host is gone.
_SILENT = 10
#: So many spellings of an address are kept, to be tried where the first leads nowhere.
_SPELLINGS = 5
#: So many style sheets, scripts, template pictures and frames of a site are fetched at most.
_REQUISITES = 5000


class State(msgspec.Struct):
    """How far a crawl has come: `began` when its present round did, `finished` when that ended."""

    start: str
    began: str
    finished: str | None = None


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """What a crawl tells while it goes on."""

    done: int
    waiting: int
    bytes: int


@dataclass(slots=True)
class Crawl:
    """One round over a site that begins at `start`. `limit` is how many answers are fetched at
    most; `with_requisites` fetches what pages need to be shown, last of all."""

    start: str
    archive: Archive
    client: Client
    limit: int | None = None
    tell: Callable[[FetchProgress], None] | None = None
    with_requisites: bool = True
    needed: deque[str] = field(default_factory=deque)
    needed_before: set[str] = field(default_factory=set)
    pages: deque[str] = field(default_factory=deque)
    files: deque[str] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    others: dict[str, list[str]] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    endless: set[tuple[str, str]] = field(default_factory=set)
    robots: Robots = field(init=False)
    asked: int = 0
    size: int = 0

    def run(self) -> None:
        """Fetches until nothing is left.

        Raises NetworkError where the site does not answer, or its robots.txt allows nothing.
        """
        state = self._state()
        self.held = {url for url, line in self.archive.by_url.items() if line.date >= state.began}
        self.robots = Robots(self.archive, self.client, self.held)
        self._offer(self.start)
        if not self.pages:
            raise NetworkError(
                f"{self.start}: its robots.txt does not allow it to be fetched; ask "
                f"whoever runs the site"
            )
        site = site_of(self.start)
        for url in (
            *self.robots.sitemaps(self.start),
            f"{site}/sitemap.xml",
            f"{site}/index.php?format=feed&type=rss",
        ):
            if uri.parts(url).host:
                self._push(url, self.pages)
        silent = 0
        while (queue := self.pages or self.files or self.needed) and (
            self.limit is None or self.asked < self.limit
        ):
            url = queue.popleft()
            if self._is_pdf_view(url) or (queue is self.needed and url in self.taken):
                continue
            try:
                self._take(url)
                silent = 0
            except NetworkError as error:
                self.failures.append((url, str(error)))
                self._try_another(url)
                silent += not isinstance(error, BlockedError)
                if silent >= _SILENT or not self.archive.by_url:
                    raise NetworkError(
                        f"{url}: no answer to {silent} addresses in a row; run the "
                        f"same command again when the site is back"
                    ) from error
            if self.tell:
                self.tell(FetchProgress(len(self.held), self._waiting(), self.size))
        if not self._waiting():
            self._keep_state(State(state.start, state.began, now()))

    def _waiting(self) -> int:
        return len(self.pages) + len(self.files) + len(self.needed)

    def _state(self) -> State:
        """The state of this round: one that was stopped goes on, after one that ended another
        begins."""
        path = self._state_path
        state = None
        if path.exists():
            with suppress(msgspec.DecodeError):  # a damaged one is no more than a round begun anew
                state = msgspec.json.decode(path.read_bytes(), type=State)
        if state is None or state.finished:
            state = State(self.start, now())
            self._keep_state(state)
        return state

    def _keep_state(self, state: State) -> None:
        write_small(self._state_path, msgspec.json.encode(state))

    @property
    def _state_path(self) -> Path:
        return self.archive.folder / f"{self.archive.name}.crawl.json"

    def _take(self, url: str) -> None:
        """Fetches an address, or takes it from the archive where this round has it already, and
        offers what it links to."""
        self.taken.add(url)
        line = self.archive.by_url.get(url)
        whole = self.archive.answer(line) if line and url in self.held else None
        if whole is None:
            whole = self._fetched(url)
        if whole is None:
            return
        if location := uri.absolute(url, whole.headers.get("location", "")):
            self._offer(location)
        elif whole.status in (None, 200, 304):
            capture = Capture(url, whole.body, url, 200, whole.headers.get("content-type"))
            if self.with_requisites:
                self._need(capture)
            if url in self.needed_before and crawl_key(url) not in self.seen:
                return  # a frame is shown and not followed
            page = leads(capture)
            for link in page.links:
                self._offer(link)
            for link in page.scripted:
                if site_of(link) == site_of(url):
                    self._push(link, self.pages)
        else:
            self._try_another(url)

    def _need(self, capture: Capture) -> None:
        """Puts what a page or style sheet needs into its queue, if it lies on the site's host."""
        for url in requisites(capture):
            if (
                url not in self.needed_before
                and len(self.needed_before) < _REQUISITES
                and is_of_host(url, self.start)
                and self.robots.allow(url)
            ):
                self.needed_before.add(url)
                self.needed.append(url)

    def _fetched(self, url: str) -> Answer | None:
        """The answer to a request for an address, once it is in the archive."""
        line = self.archive.by_url.get(url)
        answer = self.client.get(
            url, _conditions(line.etag, line.modified) if line else None, self.robots.delay(url)
        )
        self.asked += 1
        self.size += len(answer.body)
        line = self.archive.add(kept(answer))
        self.held.add(url)
        return self.archive.answer(line)

    def _is_pdf_view(self, url: str) -> bool:
        """Whether an address is Joomla's PDF of a page: it is called like that."""
        return url.endswith(".pdf") and crawl_key(url.removesuffix(".pdf")) in self.seen

    def _offer(self, url: str) -> None:
        """Puts an address into its queue, if it is one of the site's, no trap, and may be
        fetched."""
        if is_wanted(url, self.start):
            self._push(url, self.files if is_file(url) else self.pages)

    def _push(self, url: str, queue: deque[str]) -> None:
        key = crawl_key(url)
        if key in self.seen:
            spare = self.others.setdefault(key, [])
            if url not in spare and len(spare) < _SPELLINGS:
                spare.append(url)
        elif self._is_endless(url):
            return
        elif self.robots.allow(url):
            self.seen.add(key)
            queue.append(url)

    def _is_endless(self, url: str) -> bool:
        """Whether an address is one of more than any site has: of a path that leads into itself, or
        of a form of which so many were asked for. The first of each form that is left out is a
        failure, so that it is told."""
        form = form_of(url)
        self.forms[form] += 1
        if is_endless_path(url):
            why = "its path leads into itself"
        elif self.forms[form] > limits.FORM_ADDRESSES:
            why = f"{limits.FORM_ADDRESSES} addresses of this form were asked for"
        else:
            return False
        if (form, why) not in self.endless:
            self.endless.add((form, why))
            self.failures.append((url, f"{url}: {why}; it and others like it were left out"))
        return True

    def _try_another(self, url: str) -> None:
        """Where an address led nowhere, another spelling of it may lead to the page."""
        for other in self.others.get(crawl_key(url), ()):
            if other not in self.taken and self.robots.allow(other):
                self.pages.append(other)
                return


def _conditions(etag: str, modified: str) -> dict[str, str]:
    return {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
