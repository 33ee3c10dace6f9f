"""A folder served on this machine with ranges, as players ask for them: `ranged.py FOLDER PORT`."""

from __future__ import annotations

import re
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Ranged(SimpleHTTPRequestHandler):
    """Answers `Range: bytes=A-B`, `A-` and `-N`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not match or not path.is_file():
            super().do_GET()
            return
        size = path.stat().st_size
        start = int(match[1]) if match[1] else max(0, size - int(match[2]))
        end = min(int(match[2]), size - 1) if match[1] and match[2] else size - 1
        with path.open("rb") as file:
            file.seek(start)
            data = file.read(max(0, end - start + 1))
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


def serve(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` that is not started yet."""
    return ThreadingHTTPServer(
        ("127.0.0.1", port), lambda *args: Ranged(*args, directory=str(folder))
    )


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2])).serve_forever()
