"""Sites that are fetched before they are read: a live one, and one out of the Wayback Machine. What was fetched lies in the
run's own archive; from there it is read like any web archive, now and by later runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from migrator.archive.writer import Archive, warc_files
from migrator.crawl import Crawl, Told
from migrator.errors import SourceError
from migrator.guard.net import Client
from migrator.guard.paths import slug
from migrator.model import Capture
from migrator.sources.warc import InFile, Warcs
from migrator.wayback import Wayback

#: The folder of a run in which its archive is.
FOLDER = "archive"
WAYBACK = "https://web.archive.org"


@dataclass(frozen=True, slots=True)
class Net:
    """How the network may be used: seconds between requests to a host, at most how many answers, whether hosts of this network
    may be asked, where the Wayback Machine is."""

    delay: float = 1.0
    limit: int | None = None
    allow_local: bool = False
    wayback: str = WAYBACK


class FetchedSource:
    """What lies in the archive of the run at `out`; `fetch` completes it first."""

    def __init__(self, label: str, out: Path, net: Net) -> None:
        self.label, self.out, self.net = label, out, net
        self.name = slug(re.sub(r"https?://", "", label))
        self.failures: list[tuple[str, str]] = []

    def __getstate__(self) -> dict[str, Any]:
        return {"label": self.label, "_warcs": self._warcs}

    def fetch(self, tell: Callable[[Told], None] | None = None) -> None:
        """Fetches what is not in the archive yet. Raises NetworkError where the site does not answer."""
        from migrator import __version__

        about = {"software": f"migrator {__version__}", "format": "WARC File Format 1.1", "isPartOf": self.label}
        archive = Archive(self.out / FOLDER, self.name, about)
        client = Client(delay=self.net.delay, allow_local=self.net.allow_local)
        work: Crawl | Wayback
        if self.label.startswith("wayback:"):
            work = Wayback(self.label.removeprefix("wayback:"), archive, client, self.net.wayback, self.net.limit, tell)
        else:
            work = Crawl(self.label, archive, client, self.net.limit, tell)
        try:
            work.run()
        finally:
            client.close()
            archive.close()
            self.failures = work.failures

    @cached_property
    def _warcs(self) -> Warcs:
        files = warc_files(self.out / FOLDER, self.name)
        if not files:
            raise SourceError(f"{self.label}: nothing of it has been fetched yet; `migrator run {self.label} -o {self.out}` does")
        return Warcs([InFile(path) for path in files], self.label)

    def names(self) -> Iterator[str]:
        yield from self._warcs.names()

    def load(self, name: str) -> Capture:
        return self._warcs.load(name)

    def stamp(self, name: str) -> str:
        return self._warcs.stamp(name)


def is_fetched(text: str) -> bool:
    """Whether a source is named by where it is to be fetched from."""
    return text.startswith(("http://", "https://", "wayback:"))
