"""A web archive with the two addresses of the Wayback Machine: one for listings (CDX), one for
captures as they came (`id_`). web.archive.org is a whole host; pywb's archives lie below the name
of a collection."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.errors import NetworkError
from migrator.guard.net import Client, Fetched
from migrator.joomla import uri
from migrator.warc import http
from migrator.warc.writer import CaptureToStore

#: Before the names of the headers that the archived answer had.
ORIGINAL = "x-archive-orig-"
#: A time that stands for the newest capture: the archive completes it to the end of its range.
NEWEST = "2"
_REDIRECTS = (301, 302, 303, 307, 308)


class NotArchivedError(NetworkError):
    """The archive answers, and has no capture of an address."""


@dataclass(frozen=True, slots=True)
class MementoArchive:
    """The archive at the address `base`."""

    base: str
    client: Client

    @property
    def is_whole_host(self) -> bool:
        return not uri.parts(self.base).path

    @property
    def captures(self) -> str:
        """Before the time and the address of a capture."""
        return f"{self.base}/web" if self.is_whole_host else self.base

    @property
    def listing(self) -> str:
        return f"{self.base}/cdx/search/cdx" if self.is_whole_host else f"{self.base}/cdx"

    def answer(self, stamp: str, url: str) -> Fetched:
        """The capture of `url` nearest to a time (digits, `20090301120000`). Raises NetworkError
        where the archive does not answer, NotArchivedError where it has none."""
        asked = f"{self.captures}/{stamp}id_/{url}"
        for _ in range(4):
            answer = self.client.get(asked)
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not self._leads_on(location):
                break
            asked = uri.absolute(asked, location) or location
        if answer.status >= 400 and not _is_archived(answer):
            fault = NotArchivedError if answer.status == 404 else NetworkError
            raise fault(f"{asked}: the archive answers {answer.status}")
        return answer

    def _leads_on(self, location: str) -> bool:
        """Whether a redirect is the archive's own, to the nearest capture."""
        return "/web/" in location or location.startswith(self.captures)


def _is_archived(answer: Fetched) -> bool:
    """Whether an answer is one that the archive has kept, and not its own word."""
    return f"{ORIGINAL}content-type" in answer.headers or "memento-datetime" in answer.headers


def capture_to_store(
    url: str, captured: str, status: int, mime: str, answer: Fetched
) -> CaptureToStore:
    """The capture of `url` as it was when the archive made it (`captured`, ISO): its own headers,
    where the archive tells them, else the type `mime`."""
    codings = {k: v for k, v in answer.headers.items() if k == "content-encoding"}
    body, _ = http.undo(answer.body, codings)
    headers = {
        k.removeprefix(ORIGINAL): v for k, v in answer.headers.items() if k.startswith(ORIGINAL)
    }
    for gone in ("transfer-encoding", "content-encoding", "content-length", "connection"):
        headers.pop(gone, None)
    headers.setdefault("content-type", answer.headers.get("content-type", mime))
    fields = "".join(f"{k}: {v}\r\n" for k, v in headers.items())
    head = f"HTTP/1.1 {status} OK\r\n{fields}Content-Length: {len(body)}\r\n\r\n"
    return CaptureToStore(
        url,
        body,
        captured,
        head.encode("latin-1", "replace"),
        headers["content-type"].partition(";")[0],
        status,
        cut=answer.cut,
    )
