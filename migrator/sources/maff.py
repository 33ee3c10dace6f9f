"""Mozilla's Archive Format (`.maff`): a zip with a folder for each saved page, in which `index.rdf`
tells the page's file, its address and when it was saved (RFC 5322). As Mozilla's add-on and
WebScrapBook write it: the values are `RDF:resource` attributes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import NamedTuple

from migrator.model import Capture
from migrator.sources.file_form import FileForm
from migrator.sources.packed import Zip, zip_members
from migrator.sources.source import File

_SUFFIX = ".maff"
_TABLE = "index.rdf"
#: What the file of a page is called where the table does not say.
_PAGE = "index.html"
_MAF = "{http://maf.mozdev.org/metadata/rdf#}"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


class _Saved(NamedTuple):
    """Where a page was saved from, and when (ISO, UTC); None where its table does not tell. `fault`
    says why the table could not be read."""

    url: str | None
    captured: str | None
    fault: str | None = None


class Maff(Zip):
    """The files of all pages; a page has the address that its table tells."""

    def is_capture(self, name: str) -> bool:
        return name.rpartition("/")[2] != _TABLE

    def load_file(self, name: str) -> Capture:
        capture = super().load_file(name)
        saved = self._saved.get(name)
        if saved is None:
            return capture
        captured = saved.captured or capture.captured
        faults = (*capture.faults, *filter(None, (saved.fault,)))
        return replace(capture, url=saved.url or capture.url, captured=captured, faults=faults)

    @cached_property
    def _saved(self) -> dict[str, _Saved]:
        """What the tables tell, by the name of the page's file."""
        saved: dict[str, _Saved] = {}
        for name in self.members():
            if not self.is_capture(name):
                try:
                    values = _values(self.read(name))
                except (OSError, ET.ParseError) as error:
                    fault = f"{name}, which tells its address and time, cannot be read ({error})"
                    saved[name.removesuffix(_TABLE) + _PAGE] = _Saved(None, None, fault)
                    continue
                page = values.get("indexfilename") or _PAGE
                saved[name.removesuffix(_TABLE) + page] = _Saved(
                    _address(values.get("originalurl", "")), _time(values.get("archivetime", ""))
                )
        return saved


def _values(data: bytes) -> Mapping[str, str]:
    """The values of a table by their names. One with a document type, which no program writes, is
    refused: its entities may unpack to any size."""
    if b"<!DOCTYPE" in data:
        raise ET.ParseError("it has a document type")
    return {
        element.tag.removeprefix(_MAF): element.get(_RESOURCE, "")
        for element in ET.fromstring(data).iter()
        if element.tag.startswith(_MAF)
    }


def _address(text: str) -> str | None:
    return text if text.startswith(("http://", "https://")) else None


def _time(text: str) -> str | None:
    try:
        saved = parsedate_to_datetime(text)
        return saved.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if saved.tzinfo else None
    except (ValueError, OverflowError):  # no time, or one that is before or behind all years of UTC
        return None


def _opened(file: File, level: int) -> Maff | None:
    named = file.name.lower().endswith(_SUFFIX)
    return Maff(file, level) if named and zip_members(file) else None


FORM = FileForm((_SUFFIX,), _opened, order=35)
