"""The one door to the network.

Threat: a page, a redirect or a name server sends the crawler to this machine or its neighbours; an
answer never ends, or unpacks to hundreds of megabytes; a crawl is rude. Promise: only http and
https on the usual ports; every address that a name has is judged before a connection is made, and
the connection goes to a judged one, again after each redirect; answers end at a number of bytes and
of seconds, headers too (`limits.ANSWER_BYTES`, `ANSWER_SECONDS`); one connection at a time to a
host, its requests `delay` apart; Retry-After is kept. Not promised: that a public host is
friendly."""

from __future__ import annotations

import email.utils
import ipaddress
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from migrator.errors import BlockedError, NetworkError
from migrator.guard import limits
from migrator.joomla import address, uri

_AGAIN = {429, 500, 502, 503, 504}
_REFUSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2002::/16",
            "2001::/32",
            "::/96",
            "fec0::/10",
            "5f00::/16",
            "100::/64",
            "3fff::/20",
        ),
    )
)

Resolve = Callable[[str, int], list[str]]


def is_public(ip_address: str) -> bool:
    """Whether an IP address is one that anybody may connect to: not this machine, a neighbour, a
    reserved range, nor one of those in the dress of IPv6."""
    try:
        ip = ipaddress.ip_address(ip_address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if any(ip in net for net in _REFUSED if net.version == ip.version):
        return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local
    )


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host name."""
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NetworkError(
            f"{host}: the name has no address ({error}); is it spelt right, and is there a network?"
        ) from error


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address asked for, status, the head (status line and headers) and the body as
    they came. `cut` says why the body is not whole."""

    url: str
    status: int
    head: bytes
    headers: Mapping[str, str]
    body: bytes
    cut: str | None = None


class _Transport(httpx.HTTPTransport):
    """Hides redirects from httpx, which refuses an answer whose redirect it cannot read; the
    headers as they came are in the answer's extensions."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        answer.extensions["headers"] = list(answer.headers.raw)
        answer.headers.pop("location", None)
        return answer


@dataclass(slots=True)
class Client:
    """Fetches one address at a time. `allow_local` lets it connect to this machine and its network;
    `ports` are allowed beside 80 and 443."""

    delay: float = 1.0
    allow_local: bool = False
    agent: str = "migrator (+https://example.org/migrator; archives a Joomla site for its owner)"
    resolve: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    last: dict[str, float] = field(default_factory=dict)
    client: httpx.Client | None = None
    connection: socket.socket | None = None

    def close(self) -> None:
        if self.client:
            self.client.close()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, delay: float | None = None
    ) -> Fetched:
        """The answer to a request for `url`; redirects are the caller's to follow. Asks again where
        the server is busy.

        Raises BlockedError where the address may not be asked, NetworkError where no answer comes.
        """
        best: Fetched | None = None
        attempt = -1
        while True:
            attempt += 1
            last = attempt + 1 == limits.ANSWER_TRIES
            self._wait(uri.parts(url).netloc, self.delay if delay is None else delay)
            try:
                answer = self._once(url, headers or {})
            except httpx.HTTPError as error:
                if last and best:
                    return best
                if last:
                    raise NetworkError(
                        f"{url}: no answer ({type(error).__name__}: {error})"
                    ) from error
                self.sleep(_back_off(attempt))
                continue
            except (httpx.InvalidURL, ValueError) as error:  # a host or path that no request holds
                raise BlockedError(f"{url}: is no address that can be asked ({error})") from error
            if answer.cut == "disconnect" and not last:
                if best and len(best.body) >= len(answer.body):
                    return best
                best = answer
                self.sleep(_back_off(attempt))
                continue
            pause = _retry_after(answer.headers)
            if answer.status not in _AGAIN or last or (pause or 0.0) > limits.RETRY_AFTER_SECONDS:
                return answer
            self.sleep(pause if pause is not None else _back_off(attempt))

    def _wait(self, host: str, delay: float) -> None:
        since = time.monotonic() - self.last.get(host, -1e9)
        if since < delay:
            self.sleep(delay - since)
        self.last[host] = time.monotonic()

    def judged(self, url: str) -> str:
        """The address to connect to for `url`, once all of its name's addresses have been
        judged."""
        parts = uri.parts(url)
        if parts.scheme not in ("http", "https") or not parts.host:
            raise BlockedError(f"{url}: only http and https addresses are fetched")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if port not in (80, 443) and not self.allow_local:
            raise BlockedError(f"{url}: port {port} is not asked")
        addresses = self.resolve(parts.host, port)
        if not self.allow_local and (not addresses or not all(map(is_public, addresses))):
            raise BlockedError(
                f"{url}: {parts.host} is at {', '.join(addresses)}, which is not "
                f"public; --allow-local lets that be asked"
            )
        return addresses[0]

    def _once(self, url: str, headers: Mapping[str, str]) -> Fetched:
        parts = uri.parts(url)
        judged = self.judged(url)
        host = f"[{judged}]" if ":" in judged else judged
        query = f"?{parts.query}" if parts.query else ""
        port = f":{parts.port}" if parts.port else ""
        target = f"{parts.scheme}://{host}{port}{parts.path or '/'}{query}"
        if self.client is None:
            self.client = httpx.Client(
                timeout=httpx.Timeout(30.0),
                transport=_Transport(limits=httpx.Limits(max_connections=1), trust_env=False),
                trust_env=False,
            )
        sent = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": self.agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            **headers,
        }
        raw, cut = bytearray(), None
        with (
            self._deadline(url) as overdue,
            self.client.stream(
                "GET",
                target,
                headers=sent,
                extensions={"sni_hostname": parts.host, "trace": self._trace},
            ) as answer,
        ):
            try:
                for chunk in answer.iter_raw():
                    raw += chunk
                    if len(raw) > limits.ANSWER_BYTES:
                        del raw[limits.ANSWER_BYTES :]
                        cut = "length"
                        break
            except httpx.HTTPError:
                cut = "disconnect"
            if overdue.is_set():
                cut = "time"
        fields = {k.lower(): v for k, v in httpx.Headers(answer.extensions["headers"]).items()}
        return Fetched(url, answer.status_code, _head(answer, len(raw)), fields, bytes(raw), cut)

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Learns which socket a connection has; httpcore tells it to whoever asks for a trace."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self.connection = info["return_value"].get_extra_info("socket")

    @contextmanager
    def _deadline(self, url: str) -> Iterator[threading.Event]:
        """Ends the connection when an answer takes too long, whatever it is waiting for, and sets
        the event. Raises NetworkError where not even the headers had come."""
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            if self.connection:
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(limits.ANSWER_SECONDS, end)
        timer.daemon = True
        timer.start()
        try:
            yield overdue
        except httpx.HTTPError as error:
            if overdue.is_set():
                raise NetworkError(
                    f"{url}: no whole head of an answer after {limits.ANSWER_SECONDS:.0f} s"
                ) from error
            raise
        finally:
            timer.cancel()


def _head(answer: httpx.Response, length: int) -> bytes:
    """Status line and headers; the length is that of what is kept, which has no chunks any more."""
    lines = [
        b"HTTP/1.1 %d %s" % (answer.status_code, answer.reason_phrase.encode("latin-1", "replace"))
    ]
    lines += [
        k + b": " + v
        for k, v in answer.extensions["headers"]
        if k.lower() not in (b"transfer-encoding", b"content-length", b"connection", b"keep-alive")
    ]
    return b"\r\n".join([*lines, b"Content-Length: %d" % length, b"", b""])


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks to wait."""
    stated = headers.get("retry-after", "").strip()
    if (seconds := address.whole_number(stated)) is not None:
        return float(seconds)
    try:
        return (
            max(
                0.0, (email.utils.parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds()
            )
            if stated
            else None
        )
    except (ValueError, TypeError):
        return None


def _back_off(attempt: int) -> float:
    return float(2**attempt + random.uniform(0, 1))
