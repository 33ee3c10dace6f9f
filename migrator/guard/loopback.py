"""A web server for one person on this machine.

Threat: any page that is open in the same browser can send requests to a port of this machine, a
name of somebody else can be made to lead here, and other users of the machine can connect.
Promise: it listens on the loopback address only, and answers only what names that address as its
host and has this server's secret token in its path. Changes are made by POST only, which another
site's page cannot send unnoticed (its origin is refused). No answer may be framed elsewhere or
kept by the browser.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote

ADDRESS = "127.0.0.1"
#: Bytes of a form at most, and seconds that a connection may say nothing.
_FORM, _SECONDS = 1_000_000, 20
#: Digits of a length at most: Python refuses to read thousands of them.
_DIGITS = 12
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Request(NamedTuple):
    """`place` is the path behind the token, without a slash at its beginning; `values` are those of
    the query, or of the form of a POST."""

    is_post: bool
    place: str
    values: Mapping[str, str]


class Answer(NamedTuple):
    """What is sent; `location` (a place behind the token) leads on."""

    content: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    location: str | None = None


Respond = Callable[[Request], Answer]


class Server(ThreadingHTTPServer):
    """Answers requests with `respond`, one at a time, at `url` (`port` 0: any that is free). Raises
    OSError where the port is taken."""

    daemon_threads = True

    def __init__(self, respond: Respond, port: int = 0) -> None:
        self.token = secrets.token_urlsafe(24)
        super().__init__((ADDRESS, port), _Handler)
        self.respond = respond
        self.port: int = self.server_address[1]
        self.hosts = {f"{name}:{self.port}" for name in (ADDRESS, "localhost")}
        self.one_at_a_time = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.port}/{self.token}/"

    def serve(self) -> None:
        """Answers until `shutdown` is called or Ctrl-C is pressed."""
        try:
            self.serve_forever(poll_interval=0.2)
        finally:
            self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _SECONDS

    def do_GET(self) -> None:
        self._answer(is_post=False)

    def do_POST(self) -> None:
        self._answer(is_post=True)

    def _answer(self, is_post: bool) -> None:
        path, _, query = self.path.partition("?")
        _, _, rest = path.partition("/")
        token, _, place = rest.partition("/")
        if (why := _refusal(self.headers, self.server, token)) is not None:
            self._send(Answer(why.encode(), "text/plain; charset=utf-8", 403))
            return
        if is_post:
            length = self.headers.get("Content-Length") or ""
            if not length.isdecimal() or len(length) > _DIGITS or int(length) > _FORM:
                self._send(Answer(b"the form is too large", "text/plain", 413))
                return
            query = self.rfile.read(int(length)).decode("utf-8", "replace")
        values = {
            name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()
        }
        with self.server.one_at_a_time:
            answer = self.server.respond(Request(is_post, unquote(place), values))
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status if answer.location is None else 303)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if answer.location is not None:
            self.send_header("Location", f"/{self.server.token}/{answer.location}")
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base's name
        """Nothing: addresses hold the token."""


def _refusal(headers: Any, server: Server, token: str) -> str | None:
    """Why a request is not answered; None where it may be."""
    host = headers.get("Host") or ""
    if host not in server.hosts:
        return f"this server answers to {ADDRESS}:{server.port} only"
    if not hmac.compare_digest(token.encode(), server.token.encode()):
        return "the address lacks the token; open the one that `migrator review` printed"
    origin = headers.get("Origin")
    if origin is not None and origin.removeprefix("http://") != host:
        return "a page of another site sent this; nothing was changed"
    return None
