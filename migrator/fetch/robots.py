"""robots.txt (RFC 9309): whether an address may be fetched, and how long its host asks to wait
between two."""

from __future__ import annotations

from protego import Protego

from migrator.guard.net import Client, Fetched
from migrator.joomla import uri
from migrator.warc import http
from migrator.warc.writer import Archive, CaptureToStore, now


class Robots:
    """The rules of each host that was asked for; they are kept in the archive like all that is
    fetched. `held` are the addresses that need not be asked for again."""

    def __init__(self, archive: Archive, client: Client, answered: set[str]) -> None:
        self.archive, self.client, self.held = archive, client, answered
        self.rules: dict[str, Protego | None] = {}

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched. Raises NetworkError where its host does not answer."""
        rules = self._of(url)
        return rules is not None and bool(rules.can_fetch(url, self.client.agent))

    def delay(self, url: str) -> float:
        """Seconds between two requests to the host of an address."""
        rules = self._of(url)
        return max(
            self.client.delay,
            float((rules.crawl_delay(self.client.agent) if rules else None) or 0.0),
        )

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The site maps that the host of an address names."""
        rules = self._of(url)
        return tuple(rules.sitemaps) if rules else ()

    def _of(self, url: str) -> Protego | None:
        site = site_of(url)
        if site not in self.rules:
            self.rules[site] = self._read(f"{site}/robots.txt")
        return self.rules[site]

    def _read(self, url: str) -> Protego | None:
        """The rules at an address; None where nothing may be fetched, because the server is in
        trouble."""
        for _ in range(5):
            line = self.archive.by_url.get(url) if url in self.held else None
            answer = self.archive.answer(line) if line else None
            if answer:
                status, body, location = (
                    answer.status or 200,
                    answer.body,
                    answer.headers.get("location"),
                )
            else:
                fetched = self.client.get(url)
                self.archive.add(kept(fetched))
                self.held.add(url)
                status, body, location = (
                    fetched.status,
                    http.undo(fetched.body, dict(fetched.headers))[0],
                    fetched.headers.get("location"),
                )
            if 300 <= status < 400 and location and (target := uri.absolute(url, location)):
                url = target
                continue
            if status >= 500:
                return None
            return Protego.parse(body[:512_000].decode("utf-8", "replace") if status == 200 else "")
        return Protego.parse("")


def site_of(url: str) -> str:
    """Scheme and host of an address."""
    return uri.parts(url).site


def kept(answer: Fetched) -> CaptureToStore:
    """An answer as the archive keeps it."""
    mime = answer.headers.get("content-type", "").partition(";")[0].strip()
    return CaptureToStore(
        answer.url,
        answer.body,
        now(),
        answer.head,
        mime or "application/octet-stream",
        answer.status,
        answer.headers.get("etag", ""),
        answer.headers.get("last-modified", ""),
        answer.cut,
    )
