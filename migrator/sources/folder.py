"""A folder of saved pages, of any depth: a crawl with its `urls.tsv`, a wget or HTTrack mirror, browser saves, or a mix."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources import mirror

TABLE = "urls.tsv"


class Folder:
    """`urls.tsv` (file, url, status, content-type, location; tab-separated, with a head) tells addresses where there is one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.label = str(root)
        if not any(self.names()):
            raise SourceError(f"{root}: the folder holds no files; name the folder that the pages were saved in")

    def names(self) -> Iterator[str]:
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.name != TABLE:
                yield path.relative_to(self.root).as_posix()

    def load(self, name: str) -> Capture:
        data = (self.root / name).read_bytes()
        row = self._table.get(name)
        if row:
            return Capture(name, data, *row)
        url, place = mirror.addresses(name, data, self._address)
        return Capture(name, data, url, mirror=place)

    def stamp(self, name: str) -> str:
        return file_stamp(self.root / name)

    @cached_property
    def _table(self) -> dict[str, tuple[str | None, int | None, str | None, str | None]]:
        table = {}
        for path in self.root.rglob(TABLE):
            inside = path.parent.relative_to(self.root).as_posix()
            for line in read_table(path.read_text("utf-8", "replace")):
                table[line[0] if inside == "." else f"{inside}/{line[0]}"] = line[1:]
        return table

    @cached_property
    def _address(self) -> str | None:
        if self._table:
            return None
        pages = [n for n in self.names() if not n.lower().endswith((".jpg", ".png", ".gif", ".css", ".js", ".ico", ".pdf"))]
        return mirror.root_of(pages, lambda n: (self.root / n).read_bytes())


def file_stamp(path: Path) -> str:
    """What changes when a file does: its size and when it was written."""
    try:
        found = path.stat()
    except OSError:
        return "unreadable"
    return f"{found.st_size}-{found.st_mtime_ns}"


def read_table(text: str) -> list[tuple[str, str | None, int | None, str | None, str | None]]:
    """The lines of a urls.tsv; its head names the columns."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    head = lines[0] if lines[0][0] == "file" else ["file", "url", "status", "content-type", "location"]
    rows = []
    for cells in lines[1:] if lines[0][0] == "file" else lines:
        row = dict(zip(head, cells, strict=False))
        status = row.get("status", "")
        rows.append((row["file"], row.get("url") or None, int(status) if status.isdigit() else None, row.get("content-type") or None,
                     row.get("location") or None))
    return rows
