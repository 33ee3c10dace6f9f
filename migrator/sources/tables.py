"""Tables beside saved files that tell their addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath

from migrator.errors import SourceError
from migrator.joomla import address, uri
from migrator.model import Capture
from migrator.sources import mirror, mirror_survey
from migrator.warc import saved_form

TABLE = "urls.tsv"


#: HTTrack's log of what it fetched.
LOG = "hts-cache/new.txt"
#: What ScrapBook, an add-on of Firefox, keeps of each saved page, in the page's folder.
SCRAPBOOK = "index.dat"


_NO_PAGES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".css",
    ".js",
    ".ico",
    ".pdf",
    ".zip",
    ".gz",
    ".mp3",
    ".mp4",
    ".svg",
    ".woff",
)


#: What who dumps pages as text puts behind their names.
_DUMP = ".txt"

Row = tuple[str | None, int | None, str | None, str | None]


def _page_of(name: str) -> str:
    """The name of the page that a text dump was made of."""
    place = name[: -len(_DUMP)]
    return f"{place}.html" if place.rpartition("/")[2] == "index" else place


def _is_dump(name: str, data: bytes) -> bool:
    """Whether a file is the text of a page, saved under the page's name."""
    if not name.lower().endswith(_DUMP):
        return False
    from migrator.textdump import reader as textdump  # most runs meet no text: 70 ms of CPU

    return textdump.looks_like(Capture(name, data))


class Tables:
    """What tables beside mirrored files tell of them: `urls.tsv` (file, url, status, content-type,
    location; tab-separated, with a head), HTTrack's log; and the address of the mirror's root,
    where its pages state it."""

    def __init__(
        self, names: Sequence[str], load: Callable[[str], bytes], folder: str = ""
    ) -> None:
        self.names, self._load, self._folder = names, load, folder

    @staticmethod
    def is_table(name: str) -> bool:
        return name.rpartition("/")[2] == TABLE

    def capture(self, name: str, data: bytes) -> Capture:
        """The capture of a file."""
        if row := self._rows.get(name):
            return Capture(name, data, *row)
        place = _page_of(name) if _is_dump(name, data) else name
        page = saved_form.unpacked(Capture(name, data)).data
        named = mirror.named(place, page, self._layout)
        if logged := self._log.get(name):
            capture = Capture(name, data, *logged, captured=named.captured, mirror=named.place)
        else:
            capture = Capture(name, data, named.url, captured=named.captured, mirror=named.place)
            capture = replace(capture, answered=named.answered)
        capture = replace(capture, saved_as=self._layout.saved_as(name))
        target = mirror.stub_target(page)
        return replace(capture, location=uri.absolute(named.place, target)) if target else capture

    @cached_property
    def _rows(self) -> dict[str, Row]:
        rows: dict[str, Row] = {}
        for name in filter(self.is_table, self.names):
            inside = name.removesuffix(TABLE)
            for line in read_table(self._text(name)):
                rows[inside + line[0]] = line[1:]
        return rows

    def _text(self, name: str) -> str:
        """What a table holds. Raises SourceError where it cannot be read: without it, all pages
        would be read under other addresses."""
        try:
            return self._load(name).decode("utf-8", "replace")
        except OSError as error:
            raise SourceError(
                f"{name}: cannot be read ({error.strerror or error}), and it tells the addresses "
                f"of the pages; make it readable, and run the same command again"
            ) from error

    @cached_property
    def _log(self) -> dict[str, Row]:
        rows: dict[str, Row] = {}
        names = set(self.names)
        for name in self.names:
            folder, _, file_name = name.rpartition("/")
            if file_name == SCRAPBOOK and f"{folder}/index.html" in names:
                url = _scrapbook_address(self._text(name))
                if url:
                    rows[f"{folder}/index.html"] = (url, None, None, None)
            if name == LOG or name.endswith(f"/{LOG}"):
                inside = name.removesuffix(LOG)
                for path, row in mirror.read_log(self._text(name)):
                    parts = path.split("/")  # HTTrack wrote where the mirror lay when it was made
                    file = next(
                        (
                            f
                            for depth in range(len(parts))
                            if (f := inside + "/".join(parts[depth:])) in names
                        ),
                        None,
                    )
                    if file:
                        rows[file] = row
        return rows

    @cached_property
    def _layout(self) -> mirror.Layout:
        if self._rows:
            return mirror.Layout()
        pages = [n for n in self.names if not n.lower().endswith(_NO_PAGES)]
        return mirror_survey.layout_of(pages, self._page, self._folder)

    def _page(self, name: str) -> bytes:
        """What a file holds, without a gzip that its saver never undid."""
        return saved_form.unpacked(Capture(name, self._load(name))).data


def _scrapbook_address(text: str) -> str | None:
    """The address of a page in ScrapBook's `index.dat` (lines of a key, a tab and a value); None
    where it tells none, or is another program's."""
    values = dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)
    url = values.get("source", "").partition("#")[0]
    return url if "id" in values and uri.parts(url).host else None


def read_table(text: str) -> list[tuple[str, str | None, int | None, str | None, str | None]]:
    """The lines of a urls.tsv; its head names the columns."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    head = (
        lines[0] if lines[0][0] == "file" else ["file", "url", "status", "content-type", "location"]
    )
    rows = []
    for cells in lines[1:] if lines[0][0] == "file" else lines:
        row = dict(zip(head, cells, strict=False))
        rows.append(
            (
                PurePosixPath(row["file"]).as_posix(),
                row.get("url") or None,
                address.whole_number(row.get("status", "")),
                row.get("content-type") or None,
                row.get("location") or None,
            )
        )
    return rows
