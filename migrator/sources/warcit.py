"""WARC files that warcit made of a mirror: its records stand under the names of files, with `@`,
`=` and `.html` as the saver of the mirror wrote them. As warcit 0.4 writes them: all records are
resources, the first one names the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import unquote

from migrator.model import Capture
from migrator.sources import mirror, mirror_survey
from migrator.warc import reader as records
from migrator.warc.reader import Opened, Record


@dataclass(frozen=True, slots=True)
class PackedMirror:
    """How the mirror that warcit packed is laid out."""

    layout: mirror.Layout

    def capture(self, capture: Capture) -> Capture:
        """`capture` with the address that its file in the mirror stands for."""
        name = file_name(capture.url or "")
        named = mirror.named(name, capture.data, self.layout)
        return replace(
            capture,
            url=named.url or named.place,
            mirror=named.place,
            saved_as=capture.url,
            answered=named.answered,
        )


def packed_mirror(file: Opened) -> PackedMirror | None:
    """The mirror that a web archive file holds; None where warcit did not make it."""
    with file.open() as data:
        entries = records.read(data)
        first = next(entries, None)
        if not isinstance(first, Record) or b"software: warcit" not in first.block:
            return None
        offsets = {
            file_name(entry.uri or ""): entry.offset
            for entry in entries
            if isinstance(entry, Record) and entry.type == "resource"
        }

        def load(name: str) -> bytes:
            entry = next(records.read(data, offsets[name]), None)
            return entry.block if isinstance(entry, Record) else b""

        return PackedMirror(mirror_survey.layout_of(offsets, load))


def file_name(url: str) -> str:
    """The name of the file in the mirror, below the folder of its host."""
    return unquote(url.partition("://")[2])
