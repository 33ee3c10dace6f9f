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
from migrator.fetch.scope import crawl_key, is_wanted, leads
from migrator.guard.net import Client, Fetched
from migrator.joomla import address
from migrator.model import Capture
from migrator.warc import http
from migrator.warc.writer import Archive, CaptureToStore

#: Seconds between two requests for listings: 24 a minute at most.
LISTING_DELAY = 2.6
_PER_LISTING = 5000
_PAGE = re.compile(r"text/html|application/xhtml|/(?:rss|atom)?\+?xml$|^unk|warc/revisit", re.I)
_ORIGINAL = "x-archive-orig-"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a listing: when, which address, of which type and status, the digest of its
    body."""

    stamp: str
    url: str
    mime: str
    status: str
    digest: str


@dataclass(slots=True)
class Wayback:
    """The captures of `place` (a host, with a path or without) fetched from the archive at
    `base`."""

    place: str
    archive: Archive
    client: Client
    base: str
    limit: int | None = None
    tell: Callable[[FetchProgress], None] | None = None
    failures: list[tuple[str, str]] = field(default_factory=list)
    done: int = 0
    size: int = 0

    def run(self) -> None:
        """Fetches what is not in the archive yet. Raises NetworkError where the listing cannot be
        had or is empty."""
        start = f"http://{self.place.removeprefix('http://').removeprefix('https://')}"
        start = start if "/" in start[7:] else f"{start}/"
        listed = [one for one in self.listing() if is_wanted(one.url, start)]
        if not listed:
            raise NetworkError(
                f"wayback:{self.place}: the archive lists no page of it; is the name "
                f"right? A path narrows the search"
            )
        chosen = choose([one for one in listed if _PAGE.search(one.mime)])
        files = {
            crawl_key(one.url): one
            for one in sorted(listed, key=lambda one: one.stamp)
            if not _PAGE.search(one.mime) and one.status in ("200", "-")
        }
        wanted: dict[str, Listed] = {}
        for at, one in enumerate(chosen):
            for url in self._links(one):
                if found := files.get(crawl_key(url)):
                    wanted.setdefault(found.url, found)
            self._told(len(chosen) - at - 1 + len(wanted))
        for at, one in enumerate(wanted.values()):
            self._fetch(one)
            self._told(len(wanted) - at - 1)

    def _told(self, waiting: int) -> None:
        if self.tell:
            self.tell(FetchProgress(self.done, waiting, self.size))

    def _links(self, one: Listed) -> list[str]:
        """What a captured page shows; fetches it where the archive does not have it."""
        line = self._fetch(one)
        answer = self.archive.answer(line) if line else None
        if line and answer is None:  # it cannot be read any more and does not count: once again
            line = self._fetch(one)
            answer = self.archive.answer(line) if line else None
        if answer is None:
            return []
        return list(
            leads(
                Capture(one.url, answer.body, one.url, 200, answer.headers.get("content-type"))
            ).links
        )

    def _fetch(self, one: Listed) -> Any:
        held = self.archive.captures.get((one.url, iso(one.stamp)))
        if held:
            self.done += 1
            return held
        if self.limit is not None and self.done >= self.limit:
            return None
        try:
            answer = self._answer(f"{self._memento}/{one.stamp}id_/{one.url}")
        except NetworkError as error:
            self.failures.append((one.url, str(error)))
            return None
        self.done += 1
        self.size += len(answer.body)
        return self.archive.add(_kept(one, answer))

    def _answer(self, url: str) -> Fetched:
        """The answer of the archive; it leads on to the nearest capture where it has none at that
        second."""
        for _ in range(4):
            answer = self.client.get(url)
            location = answer.headers.get("location", "")
            if answer.status not in (301, 302, 303, 307, 308) or (
                "/web/" not in location and not location.startswith(self._memento)
            ):
                break
            url = location if "://" in location else f"{self.base}{location}"
        if (
            answer.status >= 400
            and f"{_ORIGINAL}content-type" not in answer.headers
            and "memento-datetime" not in answer.headers
        ):
            raise NetworkError(f"{url}: the archive answers {answer.status}")
        return answer

    @property
    def _is_bare(self) -> bool:
        """Whether the archive is a whole host, as web.archive.org is; pywb's are below a
        collection's name."""
        return not address.parts(self.base).path

    @property
    def _memento(self) -> str:
        return f"{self.base}/web" if self._is_bare else self.base

    @property
    def _cdx(self) -> str:
        return f"{self.base}/cdx/search/cdx" if self._is_bare else f"{self.base}/cdx"

    def listing(self) -> Iterator[Listed]:
        """All captures of the place, page by page of the listing."""
        bare = re.sub(r"^https?://", "", self.place).rstrip("/")
        asked = {
            "url": f"{bare}/" if "/" not in bare else bare,
            "matchType": "prefix",
            "output": "json",
            "limit": str(_PER_LISTING),
        }
        key: str | None = None
        if self._is_bare:
            asked |= {
                "fl": "timestamp,original,mimetype,statuscode,digest",
                "showResumeKey": "true",
            }
        else:
            asked.pop("limit")
        while True:
            parameters = asked | ({"resumeKey": key} if key else {})
            answer = self.client.get(
                f"{self._cdx}?{urlencode(parameters, quote_via=quote)}",
                delay=LISTING_DELAY,
            )
            if answer.status != 200:
                raise NetworkError(
                    f"wayback:{self.place}: the listing answers {answer.status}; run "
                    f"the same command again later"
                )
            body, _ = http.undo(answer.body, dict(answer.headers))
            found, key = read_listing(body)
            yield from found
            if not key:
                return


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
    found = []
    for line in text.splitlines():
        row = msgspec.json.decode(line, type=dict[str, Any])
        found.append(
            Listed(
                str(row["timestamp"]),
                str(row["url"]),
                str(row.get("mime", "")),
                str(row.get("status", "-")),
                str(row.get("digest", "")),
            )
        )
    return found, None


def choose(listed: list[Listed]) -> list[Listed]:
    """Of each page the newest good capture and one of each year before it, as far as they differ;
    newest first."""
    by_page: dict[str, list[Listed]] = {}
    for one in sorted(listed, key=lambda one: one.stamp, reverse=True):
        if one.status in ("200", "-", ""):
            by_page.setdefault(crawl_key(one.url), []).append(one)
    chosen = []
    for captures in by_page.values():
        years: set[str] = set()
        digests: set[str] = set()
        for one in captures:
            if one.stamp[:4] not in years and one.digest not in digests:
                years.add(one.stamp[:4])
                digests.add(one.digest)
                chosen.append(one)
    return chosen


def _kept(one: Listed, answer: Fetched) -> CaptureToStore:
    """A capture as it was when the archive made it: its own headers, where the archive tells
    them."""
    body, _ = http.undo(
        answer.body, {k: v for k, v in answer.headers.items() if k == "content-encoding"}
    )
    headers = {
        k.removeprefix(_ORIGINAL): v for k, v in answer.headers.items() if k.startswith(_ORIGINAL)
    }
    for gone in ("transfer-encoding", "content-encoding", "content-length", "connection"):
        headers.pop(gone, None)
    headers.setdefault("content-type", answer.headers.get("content-type", one.mime))
    status = address.whole_number(one.status) or 200
    head = "".join(f"{k}: {v}\r\n" for k, v in headers.items())
    return CaptureToStore(
        one.url,
        body,
        iso(one.stamp),
        f"HTTP/1.1 {status} OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode(
            "latin-1", "replace"
        ),
        headers["content-type"].partition(";")[0],
        status,
        cut=answer.cut,
    )
