"""Texts of pages without markup: JSON Lines as text corpora have them (`text`, and where known
`url` and `date`; `title` and `author` become a head above the text), plain or gzipped, and single
gzipped texts. Lines of crawlers hold the page itself (Scrapy's feeds): a record is then the page,
whatever the field with it is called.

Names of the fields are those of the corpora seen: trafilatura (`text`, `raw_text`, `source`), C4
and mC4 (`text`, `timestamp`, `url`), CCNet (`raw_content`, `url`, `date_download`).
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, TypeGuard, cast

import msgspec

from migrator.guard.limits import FILE_BYTES
from migrator.model import Capture
from migrator.sources.file_form import FileForm
from migrator.sources.source import File, file_stamp
from migrator.textdump import front_matter

_LINES = (".jsonl", ".jsonl.gz", ".jl", ".jl.gz", ".ndjson", ".ndjson.gz", ".json.gz")
_GZIPPED = ".txt.gz"
_TEXT = ("text", "raw_text", "raw_content", "content")
_ADDRESS = ("url", "source", "source-url", "warc-target-uri")
#: When a text was captured; a field `date` is that of the article in some corpora.
_CAPTURED = ("timestamp", "date_download", "warc-date", "crawl_date")
#: How a whole page begins, as against markup that a record holds.
_PAGE = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)


class JsonTexts:
    """A file of JSON objects, one a line; a capture is named by the place of its line, in bytes."""

    def __init__(self, path: File) -> None:
        self.path, self.label = path, str(path)

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    def names(self) -> Iterator[str]:
        """The places of all lines; the last is that of a damage, which fails when it is loaded."""
        with _opened(self.path) as file:
            place = 0
            try:
                while line := _line(file):
                    if line.strip():
                        yield str(place)
                    place += len(line)
            except OSError:
                yield str(place)

    @cached_property
    def _file(self) -> IO[bytes]:
        return _opened(self.path)

    def load(self, name: str) -> Capture:
        """The text of a line; OSError where it holds none."""
        self._file.seek(int(name))
        fields = _fields(_line(self._file))
        if fields is None:
            raise OSError(f"the line at byte {name} is no JSON object with a text")
        return capture_of(fields, name)

    def close(self) -> None:
        if "_file" in vars(self):
            vars(self).pop("_file").close()

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)


class GzipText:
    """One gzipped text; its capture is named as the text without the suffix."""

    def __init__(self, path: File) -> None:
        self.path, self.label = path, str(path)

    def names(self) -> Iterator[str]:
        yield self.path.name.removesuffix(".gz")

    def load(self, name: str) -> Capture:
        with _opened(self.path) as file:
            data = _whole(file)
        return Capture(name, data, content_type="text/plain")

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)


def capture_of(fields: dict[str, object], name: str) -> Capture:
    """The page of a record, else its text."""
    page = _page(fields)
    text = page or front_matter.head_of(fields) + (_first(fields, _TEXT) or "")
    status = fields.get("status")
    return Capture(
        name,
        text.encode("utf-8", "surrogatepass"),
        _address(_first(fields, _ADDRESS)),
        status if isinstance(status, int) and page is not None else None,
        content_type=f"text/{'plain' if page is None else 'html'}; charset=utf-8",
        captured=_first(fields, _CAPTURED),
    )


def holds_text(fields: object) -> TypeGuard[dict[str, object]]:
    """Whether something in JSON is an object with a text or a page."""
    if not isinstance(fields, dict):
        return False
    return _first(fields, _TEXT) is not None or _page(fields) is not None


def _page(fields: dict[str, object]) -> str | None:
    return next((v for v in fields.values() if isinstance(v, str) and _PAGE.match(v)), None)


def _json_texts(path: File, level: int) -> JsonTexts | None:
    """JSON Lines of texts: the first line is an object with one."""
    if not path.name.lower().endswith(_LINES):
        return None
    try:
        with _opened(path) as file:
            return JsonTexts(path) if _fields(_line(file)) is not None else None
    except OSError:
        return None


def _gzip_text(path: File, level: int) -> GzipText | None:
    return GzipText(path) if path.name.lower().endswith(_GZIPPED) else None


FORMS = (
    FileForm((_GZIPPED,), _gzip_text, order=60),
    FileForm(_LINES, _json_texts, order=61, mark="@"),
)


def _opened(path: File) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return cast(IO[bytes], gzip.open(path if isinstance(path, Path) else path.open("rb")))
    return path.open("rb")


def _line(file: IO[bytes]) -> bytes:
    try:
        line = file.readline(FILE_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise OSError(f"cannot be unpacked: {error}") from error
    if len(line) > FILE_BYTES:
        raise OSError(f"a line of more than {FILE_BYTES >> 20} MiB is no text of a page")
    return line


def _whole(file: IO[bytes]) -> bytes:
    try:
        data = file.read(FILE_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise OSError(f"cannot be unpacked: {error}") from error
    if len(data) > FILE_BYTES:
        raise OSError(f"more than {FILE_BYTES >> 20} MiB unpacked: no text of a page")
    return data


def _fields(line: bytes) -> dict[str, object] | None:
    """The object of a line that has a text or a page, None for any other line."""
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return fields if holds_text(fields) else None


def _first(fields: dict[str, object], names: tuple[str, ...]) -> str | None:
    return next((v for name in names if isinstance(v := fields.get(name), str)), None)


def _address(text: str | None) -> str | None:
    return text if text and text.startswith(("http://", "https://")) else None
