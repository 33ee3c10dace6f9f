"""Safari's web archives (`.webarchive`): a property list, binary or XML, with the page and what it
shows. Keys as WebKit's LegacyWebArchive writes them."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from xml.parsers.expat import ExpatError

from migrator.guard.limits import FILE_BYTES
from migrator.model import Capture
from migrator.sources.file_form import FileForm
from migrator.sources.source import File, file_stamp

_SUFFIX = ".webarchive"


class WebArchive:
    """The page, its frames and its resources, each a capture under its own address."""

    def __init__(self, path: File) -> None:
        self.path, self.label = path, str(path)

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    def names(self) -> Iterator[str]:
        yield from self._resources

    def load(self, name: str) -> Capture:
        """A resource; OSError where it has no data."""
        resource = self._resources[name]
        data, address = resource.get("WebResourceData"), resource.get("WebResourceURL")
        if not isinstance(data, bytes):
            raise OSError(f"{self.label}: is damaged, resource {name} has no data")
        charset = resource.get("WebResourceTextEncodingName")
        mime = str(resource.get("WebResourceMIMEType") or "")
        url = address if isinstance(address, str) and "://" in address else None
        kind = f"{mime}; charset={charset}" if charset and mime else mime or None
        return Capture(name, data, url, content_type=kind)

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)

    @cached_property
    def _resources(self) -> dict[str, dict[str, Any]]:
        """The resources by name: their number, from the page on."""
        with self.path.open("rb") as file:
            data = file.read(min(self.path.stat().st_size, FILE_BYTES))
        try:
            archive = plistlib.loads(data)
        except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError):
            archive = None  # its page fails when it is loaded
        return {f"{number:03d}": r for number, r in enumerate(_resources(archive), 1)}


def _resources(archive: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(archive, dict):
        yield {}
        return
    main = archive.get("WebMainResource")
    yield main if isinstance(main, dict) else {}
    for resource in archive.get("WebSubresources") or ():
        if isinstance(resource, dict):
            yield resource
    for frame in archive.get("WebSubframeArchives") or ():
        yield from _resources(frame)


def _opened(file: File, level: int) -> WebArchive | None:
    return WebArchive(file) if file.name.lower().endswith(_SUFFIX) else None


FORM = FileForm((_SUFFIX,), _opened, order=50)
