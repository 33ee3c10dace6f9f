"""A folder of saved pages, of any depth: a crawl with its `urls.tsv`, a wget or HTTrack mirror, browser saves, web archive
files, MHTML, or a mix. What is packed in it is read where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources import mirror

if TYPE_CHECKING:
    from migrator.archive.records import Opened

TABLE = "urls.tsv"
#: HTTrack's log of what it fetched.
LOG = "hts-cache/new.txt"
_NO_PAGES = (".jpg", ".jpeg", ".png", ".gif", ".css", ".js", ".ico", ".pdf", ".zip", ".gz", ".mp3", ".mp4", ".svg", ".woff")

Row = tuple[str | None, int | None, str | None, str | None]


class Tables:
    """What tables beside mirrored files tell of them: `urls.tsv` (file, url, status, content-type, location; tab-separated,
    with a head), HTTrack's log; and the address of the mirror's root, where its pages state it."""

    def __init__(self, names: Sequence[str], load: Callable[[str], bytes]) -> None:
        self.names, self._load = names, load

    @staticmethod
    def is_table(name: str) -> bool:
        return name.rpartition("/")[2] == TABLE

    def capture(self, name: str, data: bytes) -> Capture:
        """The capture of a file."""
        if row := self._rows.get(name):
            return Capture(name, data, *row)
        url, place = mirror.addresses(name, data, self._root)
        if logged := self._log.get(name):
            return Capture(name, data, *logged, mirror=place)
        return Capture(name, data, url, mirror=place)

    @cached_property
    def _rows(self) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for name in filter(self.is_table, self.names):
            inside = name.removesuffix(TABLE)
            for line in read_table(self._load(name).decode("utf-8", "replace")):
                found[inside + line[0]] = line[1:]
        return found

    @cached_property
    def _log(self) -> dict[str, Row]:
        found: dict[str, Row] = {}
        held = set(self.names)
        for name in self.names:
            if name == LOG or name.endswith(f"/{LOG}"):
                inside = name.removesuffix(LOG)
                for path, row in mirror.read_log(self._load(name).decode("utf-8", "replace")):
                    parts = path.split("/")  # HTTrack wrote where the mirror lay when it was made
                    file = next((f for at in range(len(parts)) if (f := inside + "/".join(parts[at:])) in held), None)
                    if file:
                        found[file] = row
        return found

    @cached_property
    def _root(self) -> mirror.Root:
        if self._rows:
            return mirror.Root(None)
        pages = [n for n in self.names if not n.lower().endswith(_NO_PAGES)]
        return mirror.root_of(pages, self._load)


class Container(Protocol):
    """A file in the folder that holds captures."""

    def names(self) -> Iterator[str]: ...

    def load(self, name: str) -> Capture: ...

    def stamp(self, name: str) -> str: ...


class Folder:
    """Files are named by their path; captures in a packed file by its path, and behind `@` (a web archive) or `/` their own name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.label = str(root)
        if not self._files:
            raise SourceError(f"{root}: the folder holds no files; name the folder that the pages were saved in")

    def __getstate__(self) -> dict[str, object]:
        return {"root": self.root, "label": self.label, "_containers": self._containers, "_files": self._files}

    @cached_property
    def _files(self) -> list[str]:
        return [path.relative_to(self.root).as_posix() for path in sorted(self.root.rglob("*")) if path.is_file()]

    @cached_property
    def _containers(self) -> dict[str, Container]:
        """The packed files by their name, up to the mark behind which the names of their captures stand."""
        from migrator.sources import containers

        return containers.within(self.root, self._files)

    def names(self) -> Iterator[str]:
        for name in self._files:
            mark = next((m for m in ("@", "/") if name + m in self._containers), None)
            if mark:
                yield from (f"{name}{mark}{inner}" for inner in self._containers[name + mark].names())
            elif not self._tables.is_table(name):
                yield name

    def archives(self) -> tuple[list[Opened], list[str]]:
        """The web archive files in the folder, and the names of the captures that lie in none."""
        from migrator.sources.warc import Part, Warcs

        files: list[Opened] = []
        within = []
        for mark, held in self._containers.items():
            if isinstance(held, Warcs | Part):
                files += held.files
                within.append(mark)
        return files, [name for name in self.names() if not name.startswith(tuple(within))]

    def load(self, name: str) -> Capture:
        if found := self._within(name):
            held, inner = found
            capture = self._containers[held].load(inner)
            return Capture(name, capture.data, capture.url, capture.status, capture.content_type, capture.location, capture.captured,
                           capture.mirror, capture.faults)
        return self._tables.capture(name, self._read(name))

    def stamp(self, name: str) -> str:
        if found := self._within(name):
            return self._containers[found[0]].stamp(found[1])
        return file_stamp(self.root / name)

    def _within(self, name: str) -> tuple[str, str] | None:
        if not self._containers:
            return None
        for held in self._containers:
            if name.startswith(held):
                return held, name.removeprefix(held)
        return None

    def _read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    @cached_property
    def _tables(self) -> Tables:
        return Tables(self._files, self._read)


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
        rows.append((PurePosixPath(row["file"]).as_posix(), row.get("url") or None, int(status) if status.isdigit() else None,
                     row.get("content-type") or None, row.get("location") or None))
    return rows
