"""Pictures and files that articles need and a capture lacks, fetched from where they once were."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from migrator.errors import NetworkError
from migrator.fetch.crawl import FetchProgress
from migrator.fetch.robots import Robots, kept
from migrator.guard.net import Client
from migrator.model import Gap
from migrator.warc.writer import Archive


def fetch(
    gaps: Iterable[Gap],
    archive: Archive,
    client: Client,
    limit: int | None = None,
    tell: Callable[[FetchProgress], None] | None = None,
) -> list[tuple[str, str]]:
    """Fetches the images and files among `gaps` that were not asked for before; addresses that gave
    no answer, and why."""
    wanted = [
        gap.url
        for gap in gaps
        if gap.kind in ("image", "file") and gap.url and gap.url not in archive.by_url
    ][:limit]
    robots = Robots(archive, client, set())
    failures = []
    size = 0
    for at, url in enumerate(wanted, 1):
        try:
            if robots.allow(url):
                answer = client.get(url, delay=robots.delay(url))
                size += len(answer.body)
                archive.add(kept(answer))
            else:
                failures.append((url, f"{url}: its robots.txt does not allow it to be fetched"))
        except NetworkError as error:
            failures.append((url, str(error)))
        if tell:
            tell(FetchProgress(at, len(wanted) - at, size))
    return failures
