"""Pages within one JSON document: the HAR file that a browser saves of what it loaded (HTTP Archive
1.2), and a list of records as crawlers write it (Scrapy's feeds in JSON). Lines of JSON are read by
`texts`."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import msgspec

from migrator.guard.limits import FILE_BYTES
from migrator.model import Capture
from migrator.sources.file_form import FileForm, begins
from migrator.sources.source import File, file_stamp
from migrator.sources.texts import capture_of, holds_text
from migrator.warc import cdx

_SUFFIXES = (".har", ".json")
_HAR = re.compile(rb"\s*\{\s*\"log\"\s*:\s*\{")
_LIST = re.compile(rb"\s*\[\s*\{")
#: A list of pages begins with one; the bytes in which its first tag must stand.
_LOOK = 1 << 16
_HAS_PAGE = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.I)


class JsonPages:
    """The answers or records of one file, each a capture under its own address."""

    def __init__(self, path: File) -> None:
        self.path, self.label = path, str(path)

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    def names(self) -> Iterator[str]:
        yield from self._entries

    def load(self, name: str) -> Capture:
        """A capture; OSError where the file does not hold its bytes."""
        entry = self._entries[name]
        return _of_har(entry, name) if "request" in entry else _of_record(entry, name)

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)

    @cached_property
    def _entries(self) -> dict[str, dict[str, Any]]:
        """The entries by name: their number. A file that cannot be read is one empty entry."""
        with self.path.open("rb") as file:
            data = file.read(FILE_BYTES)
        try:
            whole = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            whole = [{}]
        entries = whole["log"].get("entries") if isinstance(whole, dict) else whole
        listed = entries if isinstance(entries, list) else [{}]
        return {f"{n:06d}": e if isinstance(e, dict) else {} for n, e in enumerate(listed, 1)}


def _of_record(entry: dict[str, Any], name: str) -> Capture:
    if not holds_text(entry):
        raise OSError(f"{name} is no record with a page or a text")
    return capture_of(entry, name)


def _of_har(entry: dict[str, Any], name: str) -> Capture:
    """The answer of an entry; OSError where the file has not what the browser showed."""
    request, response = _object(entry, "request"), _object(entry, "response")
    content, url = _object(response, "content"), str(request.get("url") or "")
    text, status = content.get("text"), response.get("status")
    if text is None and status == 200:
        raise OSError(f"{url}: the HAR file has no content of it; save it with its content")
    try:
        is_packed = content.get("encoding") == "base64"
        body = base64.b64decode(text or "") if is_packed else str(text or "").encode("utf-8")
    except (binascii.Error, ValueError) as error:
        raise OSError(f"{url}: its content is damaged ({error})") from error
    mime = str(content.get("mimeType") or "").strip()
    if mime and not is_packed:  # JSON is text, whatever its charset was
        mime = f"{mime.partition(';')[0].strip()}; charset=utf-8"
    begun = entry.get("startedDateTime")
    return Capture(
        name,
        body,
        url if url.startswith(("http://", "https://")) else None,
        status if isinstance(status, int) else None,
        mime or None,
        str(response.get("redirectURL") or "") or None,
        captured=cdx.iso(begun) if isinstance(begun, str) and begun else None,
    )


def _object(entry: dict[str, Any], name: str) -> dict[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _opened(file: File, level: int) -> JsonPages | None:
    """By how it begins; a list must begin with a page."""
    if level and not file.name.lower().endswith(_SUFFIXES):
        return None
    head = begins(file, _LOOK)
    if _HAR.match(head) or (_LIST.match(head) and _HAS_PAGE.search(head)):
        return JsonPages(file)
    return None


FORM = FileForm(_SUFFIXES, _opened, order=62)
