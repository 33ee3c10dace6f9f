"""A crawl served on this machine as the site once answered: a proxy for tools that take one, and
under the address of this machine for those that do not.

A crawl of pages alone lacks what pages are shown with: pictures, style sheets and scripts are small
ones of this file's own. `moved` addresses, which answer 301, are linked at the beginning and at the
end of the front page."""

from __future__ import annotations

import re
import struct
import threading
import zlib
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, unquote, urlsplit

from migrator.sources.tables import read_table

_CHUNKS = (
    (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
    (b"IDAT", zlib.compress((b"\0" + b"\x30\x60\x90" * 8) * 8)),
    (b"IEND", b""),
)
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    for kind, data in _CHUNKS
)
_GIF = b"GIF89a\1\0\1\0\x80\0\0\x30\x60\x90\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>'
#: What is answered for an address that the crawl lacks, by the end of its path.
_MADE = {
    ".png": ("image/png", PNG),
    ".jpg": ("image/png", PNG),
    ".gif": ("image/gif", _GIF),
    ".svg": ("image/svg+xml", _SVG),
    ".css": ("text/css", b"body { background: #fefefe }\n"),
    ".js": ("text/javascript", b"void 0;\n"),
}


class _Quiet(ThreadingHTTPServer):
    """Tools hang up as they like."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class ServedCrawl(AbstractContextManager["ServedCrawl"]):
    """The crawl in `folder` (files and `urls.tsv`). `asked` are the addresses that were answered,
    with their host; `moved` leads from an address on the site to the one it answers with."""

    def __init__(self, folder: Path, moved: dict[str, str]) -> None:
        self.asked: set[str] = set()
        self._answers: dict[str, tuple[int, str, bytes]] = {}
        self._pages: dict[str, None] = {}
        rows = list(read_table((folder / "urls.tsv").read_text("utf-8")))
        first = urlsplit(rows[0][1] or "")
        self.host = first.netloc
        self.origin = f"http://{self.host}"
        self.moved = {f"{self.origin}{path}": target for path, target in moved.items()}
        self._locations = {spelling(url): target for url, target in self.moved.items()}
        for file, url, status, kind, _ in rows:
            if url and (folder / file).is_file():
                answer = (status or 200, kind or "text/html", (folder / file).read_bytes())
                self._answers.setdefault(spelling(url), answer)
                if answer[0] == 200 and answer[1].startswith("text/html"):
                    self._pages[url] = None
        self._link_moved()
        self._server = _Quiet(("127.0.0.1", 0), self._handler())
        self.local = f"http://127.0.0.1:{self._server.server_port}"

    def _link_moved(self) -> None:
        links = [f'<a href="{url}">before</a> ' for url in self.moved]
        first, last = "".join(links[::2]).encode(), "".join(links[1::2]).encode()
        front = spelling(f"{self.origin}/")
        status, kind, body = self._answers[front]
        body = re.sub(rb"(?i)(<body[^>]*>)", rb"\1<p>%b</p>" % first, body, count=1)
        body = re.sub(rb"(?i)</body>", b"<p>%b</p></body>" % last, body, count=1)
        self._answers[front] = (status, kind, body)

    def pages(self) -> list[str]:
        """The addresses of the pages, in the order of the crawl."""
        return list(self._pages)

    def answer(self, url: str) -> tuple[int, str, bytes, str | None]:
        """Status, media type, body and Location of what the site answers."""
        self.asked.add(spelling(url))
        if target := self._locations.get(spelling(url)):
            return 301, "text/html", b"<a href='%b'>moved</a>" % target.encode(), target
        if found := self._answers.get(spelling(url)):
            return *found, None
        path = urlsplit(url).path.lower()
        for end, (kind, body) in _MADE.items():
            if path.endswith(end):
                return 200, kind, body, None
        return 404, "text/html", b"<title>404</title><p>There is no such page.</p>", None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        crawl = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                here = f"http://{self.headers.get('Host', '')}" == crawl.local
                path = self.path.removeprefix(crawl.local) if here else self.path
                url = path if "://" in path[:8] else f"{crawl.origin}{path}"
                status, kind, body, target = crawl.answer(url)
                if here:
                    target = target and target.replace(crawl.origin, crawl.local)
                    if not kind.startswith("image/"):
                        body = body.replace(crawl.origin.encode(), crawl.local.encode())
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if target:
                    self.send_header("Location", target)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def do_HEAD(self) -> None:
                self.do_GET()

            def log_message(self, *args: object) -> None:
                pass

        return Handler

    def __enter__(self) -> ServedCrawl:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def spelling(url: str) -> str:
    """An address in one spelling, whatever a tool has escaped in it. Joomla takes `&amp;` in an
    address for `&` (JURI::parse of 1.5, AbstractUri of 3.4 on), and so does this server."""
    parts = urlsplit(url.replace("&amp;", "&"))
    query = f"?{unquote(parts.query)}" if parts.query else ""
    return f"{parts.netloc.lower()}{quote(unquote(parts.path)) or '/'}{query}"
