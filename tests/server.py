"""A capture served on this machine, as the site once answered; keeps what was asked, when, and over
how many connections."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import unquote, urlsplit

from migrator.model import Capture


@dataclass
class Answer:
    """What is answered: `headers` beside Content-Length."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request: its address without the host, its headers, when it began, how many connections
    were open."""

    address: str
    headers: dict[str, str]
    at: float
    connections: int


class Server(AbstractContextManager["Server"]):
    """Answers by address (path and query, unquoted); anything else is 404. A function as an answer
    is called at each request."""

    def __init__(self, answers: dict[str, Answer | Callable[[], Answer]], port: int = 0) -> None:
        self.answers, self.asked, self.open = answers, list[Asked](), 0
        #: So many bytes more than there are stand in Content-Length.
        self.longer = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                server.open += 1

            def finish(self) -> None:
                server.open -= 1
                super().finish()

            def do_GET(self) -> None:
                server.asked.append(
                    Asked(self.path, dict(self.headers), time.monotonic(), server.open)
                )
                found = server.answers.get(
                    unquote(self.path),
                    Answer(
                        b"<html><title>404</title>Not found</html>",
                        404,
                        {"Content-Type": "text/html"},
                    ),
                )
                answer = found if isinstance(found, Answer) else found()
                etag = f'"{hashlib.md5(answer.body, usedforsecurity=False).hexdigest()}"'
                same = answer.status == 200 and self.headers.get("If-None-Match") == etag
                self.send_response(304 if same else answer.status)
                for name, value in {
                    **answer.headers,
                    "ETag": etag,
                    "Content-Length": "0" if same else str(len(answer.body) + server.longer),
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                if not same:
                    self.wfile.write(answer.body)
                if server.longer:
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def __enter__(self) -> Server:
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.http.shutdown()
        self.http.server_close()

    def paths(self) -> list[str]:
        return [asked.address for asked in self.asked]


def answers(
    captures: Iterable[Capture], host: str = "", address: str = ""
) -> dict[str, Answer | Callable[[], Answer]]:
    """The answers that captures stand for; `host` in them becomes `address`."""
    made: dict[str, Answer | Callable[[], Answer]] = {}
    for capture in captures:
        parts = urlsplit(capture.url or "")
        headers = {"Content-Type": capture.content_type or "text/html"} | (
            {"Location": capture.location.replace(host, address)} if capture.location else {}
        )
        body = capture.data.replace(host.encode(), address.encode()) if host else capture.data
        made[unquote(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}")] = Answer(
            body, capture.status or 200, headers
        )
    return made
