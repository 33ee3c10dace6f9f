"""Sites that are fetched before they are read: a live one, and one out of the Wayback Machine. What
was fetched lies in the run's own archive; from there it is read like any web archive, now and by
later runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migrator.errors import SourceError
from migrator.guard.file_names import slug
from migrator.model import Capture, Gap
from migrator.sources.source import Source
from migrator.sources.warc import InFile, Warcs
from migrator.version import __version__
from migrator.warc.index import warc_files
from migrator.warc.reader import Opened
from migrator.warc.writer import Archive

if TYPE_CHECKING:  # what goes to the network is loaded when something is fetched
    from migrator.fetch.crawl import Crawl, FetchProgress
    from migrator.fetch.wayback import Listing, Wayback
    from migrator.guard.net import Client

#: The folder of a run in which its archive is.
FOLDER = "archive"
#: What the archive of files that a capture lacked is called.
MISSING = "missing"
WAYBACK = "https://web.archive.org"

_HOST = re.compile(r"(?>(?:wayback:)?)(?>(?:https?://)?)[^/:?#\s]")


def _about(what: str) -> dict[str, str]:
    return {
        "software": f"migrator {__version__}",
        "format": "WARC File Format 1.1",
        "isPartOf": what,
    }


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How the network may be used: seconds between requests to a host, at most how many answers,
    whether hosts of this network may be asked, where the Wayback Machine is, whether what a live
    site's pages need to be shown is fetched too, and between which times (digits, `2009` or
    `20090301`) the Wayback Machine's captures were made."""

    delay: float = 1.0
    limit: int | None = None
    allow_local: bool = False
    wayback: str = WAYBACK
    requisites: bool = True
    since: str | None = None
    until: str | None = None


class FetchedSource:
    """What lies in the archive of the run at `out`; `fetch` completes it first. Raises SourceError
    where the address names no host."""

    def __init__(self, label: str, out: Path, net: FetchOptions) -> None:
        if not _HOST.match(label):
            raise SourceError(
                f"{label}: names no host; write https://HOST/ for a live site or wayback:HOST for "
                "one in the Wayback Machine"
            )
        self.label, self.out, self.net = label, out, net
        self.name = slug(re.sub(r"https?://", "", label))
        self.failures: list[tuple[str, str]] = []
        self.repairs: list[str] = []

    def __getstate__(self) -> dict[str, Any]:
        return {"label": self.label, "_warcs": self._warcs}

    def fetch(self, tell: Callable[[FetchProgress], None] | None = None) -> None:
        """Fetches what is not in the archive yet. Raises NetworkError where the site does not
        answer."""
        from migrator.fetch.crawl import Crawl
        from migrator.fetch.wayback import Wayback
        from migrator.guard.net import Client

        archive = Archive(self.out / FOLDER, self.name, _about(self.label))
        client = Client(delay=self.net.delay, allow_local=self.net.allow_local)
        work: Crawl | Wayback
        if self.label.startswith("wayback:"):
            work = Wayback(self._listing(client), archive, self.net.limit, tell)
        else:
            work = Crawl(self.label, archive, client, self.net.limit, tell, self.net.requisites)
        try:
            work.run()
        finally:
            client.close()
            archive.close()
            self.repairs = archive.repairs
            self.failures = [*work.failures, *((self.label, why) for why in archive.lost)]

    def listed(self) -> list[str]:
        """What would be fetched from the Wayback Machine, an address a line behind its time, then
        how many files the pages may show. Raises NetworkError where the listing cannot be had."""
        from migrator.guard.net import Client

        client = Client(delay=self.net.delay, allow_local=self.net.allow_local)
        try:
            pages, files = self._listing(client).pages_and_files()
        finally:
            client.close()
        rows = [f"{page.stamp}  {page.url}" for page in pages[: self.net.limit]]
        count = len({file.url for file in files})
        return [*rows, f"{len(rows)} captures of pages, and what they show of {count} files"]

    def _listing(self, client: Client) -> Listing:
        from migrator.fetch.memento import MementoArchive
        from migrator.fetch.wayback import Listing

        mementos = MementoArchive(self.net.wayback, client)
        place = self.label.removeprefix("wayback:")
        return Listing(place, mementos, self.net.since, self.net.until)

    @cached_property
    def _warcs(self) -> Warcs:
        files = warc_files(self.out / FOLDER, self.name)
        if not files:
            raise SourceError(
                f"{self.label}: nothing of it has been fetched yet; `migrator run "
                f"{self.label} -o {self.out}` does"
            )
        return Warcs([InFile(path) for path in files], self.label)

    @property
    def archives(self) -> list[Opened]:
        """The web archive files that it lies in."""
        return self._warcs.files

    def names(self) -> Iterator[str]:
        yield from self._warcs.names()

    def load(self, name: str) -> Capture:
        return self._warcs.load(name)

    def stamp(self, name: str) -> str:
        return self._warcs.stamp(name)


def fetch_missing(
    gaps: Iterable[Gap],
    out: Path,
    net: FetchOptions,
    tell: Callable[[FetchProgress], None] | None = None,
) -> list[tuple[str, str]]:
    """Fetches the files among `gaps` into the archive of the run at `out`, from the old host or the
    Wayback Machine; addresses that could not be asked for, and why."""
    from migrator.fetch.memento import MementoArchive
    from migrator.fetch.missing import MissingFiles
    from migrator.guard.net import Client

    archive = Archive(out / FOLDER, MISSING, _about("files that a capture lacked"))
    client = Client(delay=net.delay, allow_local=net.allow_local)
    work = MissingFiles(archive, client, MementoArchive(net.wayback, client), tell)
    try:
        work.fetch(gaps, net.limit)
        return work.failures
    finally:
        client.close()
        archive.close()


class Supplemented:
    """A source, and what was fetched because it lacked it: named by `archive/`, and the place in
    the run's archive."""

    def __init__(self, source: Source, out: Path) -> None:
        self.source, self.label = source, source.label
        self.more = Warcs(
            [InFile(path) for path in warc_files(out / FOLDER, MISSING)], f"{FOLDER}/"
        )

    def names(self) -> Iterator[str]:
        yield from self.source.names()
        yield from (f"{FOLDER}/{name}" for name in self.more.names())

    def load(self, name: str) -> Capture:
        inner = self._inner(name)
        return replace(self.more.load(inner), source=name) if inner else self.source.load(name)

    def stamp(self, name: str) -> str:
        inner = self._inner(name)
        return self.more.stamp(inner) if inner else self.source.stamp(name)

    def _inner(self, name: str) -> str:
        """The name in the archive of what was lacking; empty where it is the source's."""
        inner = name.removeprefix(f"{FOLDER}/")
        return inner if inner != name and inner.startswith(f"{MISSING}-") else ""
