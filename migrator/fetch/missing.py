"""Pictures and files that articles need and a capture lacks, fetched from where they once were: the
old host, and where that does not have them any more, the Wayback Machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from migrator.document.wayback_pages import iso
from migrator.errors import NetworkError
from migrator.fetch.crawl import FetchProgress
from migrator.fetch.memento import NEWEST, MementoArchive, NotArchivedError, capture_to_store
from migrator.fetch.robots import Robots, kept
from migrator.guard.net import Client, Fetched
from migrator.joomla import uri
from migrator.model import Gap
from migrator.warc import cdx
from migrator.warc.writer import Archive


@dataclass(slots=True)
class MissingFiles:
    """Fetches images and files into `archive`; `failures` are addresses that could not be asked
    for, and why. What was asked for before is not asked for again."""

    archive: Archive
    client: Client
    mementos: MementoArchive
    tell: Callable[[FetchProgress], None] | None = None
    failures: list[tuple[str, str]] = field(default_factory=list)
    size: int = 0
    _silent_hosts: dict[str, str] = field(default_factory=dict)
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._robots = Robots(self.archive, self.client, set())

    def fetch(self, gaps: Iterable[Gap], limit: int | None = None) -> None:
        """Fetches those of `gaps` that are images and files, at most `limit` of them."""
        wanted = [
            gap.url
            for gap in gaps
            if gap.kind in ("image", "file")
            and gap.url
            and cdx.uri(gap.url) not in self.archive.by_url
        ][:limit]
        for number, url in enumerate(wanted, 1):
            self._fetch(url)
            if self.tell:
                self.tell(FetchProgress(number, len(wanted) - number, self.size))

    def _fetch(self, url: str) -> None:
        answer, why = self._from_host(url)
        if answer and _is_file(answer):
            self._keep(answer)
            return
        try:
            memento = self.mementos.answer(NEWEST, url)
            if not _is_file(memento):
                raise NotArchivedError(
                    f"{self.mementos.base} has no picture or file of this address"
                )
        except NetworkError as error:
            if answer:
                self._keep(answer)  # so that it is not asked for again
            if why or not isinstance(error, NotArchivedError):
                self.failures.append((url, "; ".join(filter(None, (why, str(error))))))
            return
        self.size += len(memento.body)
        stored = capture_to_store(url, _captured(memento), 200, "", memento)
        self.archive.add(stored)

    def _from_host(self, url: str) -> tuple[Fetched | None, str]:
        """The old host's answer, or why there is none. A host that did not answer once is not asked
        again."""
        host = uri.parts(url).host
        if host in self._silent_hosts:
            return None, self._silent_hosts[host]
        try:
            if not self._robots.allow(url):
                return None, f"{url}: its robots.txt does not allow it to be fetched"
            return self.client.get(url, delay=self._robots.delay(url)), ""
        except NetworkError as error:
            self._silent_hosts[host] = str(error)
            return None, str(error)

    def _keep(self, answer: Fetched) -> None:
        self.size += len(answer.body)
        self.archive.add(kept(answer))


def _is_file(answer: Fetched) -> bool:
    """Whether an answer is a picture or file: who bought the name of a dead site answers every
    address with a page."""
    mime = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return answer.status == 200 and mime not in ("text/html", "application/xhtml+xml")


def _captured(memento: Fetched) -> str:
    """When a memento was captured (ISO), which its address says."""
    return iso(memento.url.rpartition("id_/")[0].rpartition("/")[2])
