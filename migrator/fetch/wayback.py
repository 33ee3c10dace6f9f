"""The captures of a site in the Wayback Machine (or another archive with its two addresses) fetched
into an archive.

The listing (CDX) tells what there is; of every page the newest good capture is fetched and one of
each year before, because older ones may hold comments that later ones lost; then the files that
these pages show. Raw bytes (`id_`) are asked for. At most 24 listing requests a minute are made.
Formats: the CDX server of web.archive.org, and pywb's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from migrator.document.wayback_pages import iso
from migrator.errors import NetworkError
from migrator.fetch.crawl import FetchProgress
from migrator.fetch.memento import MementoArchive, capture_to_store
from migrator.fetch.scope import crawl_key, is_wanted, leads
from migrator.joomla import address
from migrator.model import Capture
from migrator.warc import http
from migrator.warc.writer import Archive

#: Seconds between two requests for listings: 24 a minute at most.
LISTING_DELAY = 2.6
_PER_LISTING = 5000
_PAGE = re.compile(r"text/html|application/xhtml|/(?:rss|atom)?\+?xml$|^unk|warc/revisit", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a listing: when, which address, of which type and status, the digest of its
    body."""

    stamp: str
    url: str
    mime: str
    status: str
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What `mementos` has of `place` (a host, with a path or without), captured between the times
    `since` and `until` (digits, `2009` or `20090301`)."""

    place: str
    mementos: MementoArchive
    since: str | None = None
    until: str | None = None

    def pages_and_files(self) -> tuple[list[Listed], list[Listed]]:
        """The captures of pages that are to be fetched, newest first, and those of all files.

        Raises NetworkError where the listing cannot be had or is empty.
        """
        start = f"http://{self.place.removeprefix('http://').removeprefix('https://')}"
        start = start if "/" in start[7:] else f"{start}/"
        listed = [capture for capture in self.captures() if is_wanted(capture.url, start)]
        if not listed:
            raise NetworkError(
                f"wayback:{self.place}: the archive lists no page of it{self._between()}; is the "
                f"name right? A path narrows the search"
            )
        files = [capture for capture in listed if not _PAGE.search(capture.mime)]
        return choose([capture for capture in listed if _PAGE.search(capture.mime)]), files

    def _between(self) -> str:
        """The times between which captures are asked for, for a message."""
        times = [f"{word} {t}" for word, t in (("from", self.since), ("to", self.until)) if t]
        return f" {' '.join(times)}" if times else ""

    def captures(self) -> Iterator[Listed]:
        """All captures of the place, page by page of the listing."""
        bare = re.sub(r"^https?://", "", self.place).rstrip("/")
        asked = {
            "url": f"{bare}/" if "/" not in bare else bare,
            "matchType": "prefix",
            "output": "json",
            "limit": str(_PER_LISTING),
        }
        key: str | None = None
        if self.mementos.is_whole_host:
            asked |= {
                "fl": "timestamp,original,mimetype,statuscode,digest",
                "showResumeKey": "true",
            }
        else:
            asked.pop("limit")
        asked |= {name: t for name, t in (("from", self.since), ("to", self.until)) if t}
        while True:
            parameters = asked | ({"resumeKey": key} if key else {})
            answer = self.mementos.client.get(
                f"{self.mementos.listing}?{urlencode(parameters, quote_via=quote)}",
                delay=LISTING_DELAY,
            )
            if answer.status != 200:
                raise NetworkError(
                    f"wayback:{self.place}: the listing answers {answer.status}; run "
                    f"the same command again later"
                )
            body, _ = http.undo(answer.body, dict(answer.headers))
            listed, key = read_listing(body)
            yield from listed
            if not key:
                return


@dataclass(slots=True)
class Wayback:
    """The captures of a listing, fetched into `archive`, at most `limit` of them."""

    listing: Listing
    archive: Archive
    limit: int | None = None
    tell: Callable[[FetchProgress], None] | None = None
    failures: list[tuple[str, str]] = field(default_factory=list)
    done: int = 0
    size: int = 0

    def run(self) -> None:
        """Fetches what is not in the archive yet. Raises NetworkError where the listing cannot be
        had or is empty."""
        chosen, listed = self.listing.pages_and_files()
        files = {
            crawl_key(capture.url): capture
            for capture in sorted(listed, key=lambda capture: capture.stamp)
            if capture.status in ("200", "-")
        }
        wanted: dict[str, Listed] = {}
        for number, capture in enumerate(chosen, 1):
            for url in self._links(capture):
                if shown := files.get(crawl_key(url)):
                    wanted.setdefault(shown.url, shown)
            self._told(len(chosen) - number + len(wanted))
        for number, capture in enumerate(wanted.values(), 1):
            self._fetch(capture)
            self._told(len(wanted) - number)

    def _told(self, waiting: int) -> None:
        if self.tell:
            self.tell(FetchProgress(self.done, waiting, self.size))

    def _links(self, capture: Listed) -> list[str]:
        """What a captured page shows; fetches it where the archive does not have it."""
        line = self._fetch(capture)
        answer = self.archive.answer(line) if line else None
        if line and answer is None:  # it cannot be read any more and does not count: once again
            line = self._fetch(capture)
            answer = self.archive.answer(line) if line else None
        if answer is None:
            return []
        return list(
            leads(
                Capture(
                    capture.url, answer.body, capture.url, 200, answer.headers.get("content-type")
                )
            ).links
        )

    def _fetch(self, capture: Listed) -> Any:
        line = self.archive.captures.get((capture.url, iso(capture.stamp)))
        if line:
            self.done += 1
            return line
        if self.limit is not None and self.done >= self.limit:
            return None
        try:
            answer = self.listing.mementos.answer(capture.stamp, capture.url)
        except NetworkError as error:
            self.failures.append((capture.url, str(error)))
            return None
        self.done += 1
        self.size += len(answer.body)
        status = address.whole_number(capture.status) or 200
        return self.archive.add(
            capture_to_store(capture.url, iso(capture.stamp), status, capture.mime, answer)
        )


def read_listing(body: bytes) -> tuple[list[Listed], str | None]:
    """The lines of a listing and the key of the next one: a JSON table with a head
    (web.archive.org), or a JSON object a line (pywb)."""
    text = body.strip()
    if not text:
        return [], None
    if text.startswith(b"["):
        rows = msgspec.json.decode(text, type=list[list[str]])
        key = rows[-1][0] if len(rows) > 2 and not rows[-2] else None
        rows = [r for r in rows[1:] if len(r) == 5]
        return [Listed(*row) for row in rows], key
    listed = []
    for line in text.splitlines():
        row = msgspec.json.decode(line, type=dict[str, Any])
        listed.append(
            Listed(
                str(row["timestamp"]),
                str(row["url"]),
                str(row.get("mime", "")),
                str(row.get("status", "-")),
                str(row.get("digest", "")),
            )
        )
    return listed, None


def choose(listed: list[Listed]) -> list[Listed]:
    """Of each page the newest good capture and one of each year before it, as far as they differ;
    newest first."""
    by_page: dict[str, list[Listed]] = {}
    for capture in sorted(listed, key=lambda capture: capture.stamp, reverse=True):
        if capture.status in ("200", "-", ""):
            by_page.setdefault(crawl_key(capture.url), []).append(capture)
    chosen = []
    for captures in by_page.values():
        years: set[str] = set()
        digests: set[str] = set()
        for capture in captures:
            if capture.stamp[:4] not in years and capture.digest not in digests:
                years.add(capture.stamp[:4])
                digests.add(capture.digest)
                chosen.append(capture)
    return chosen
