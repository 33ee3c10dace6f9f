"""MHTML: one page with what it shows, as browsers save it (`.mht`, `.mhtml`) and mail programs keep
it (`.eml`). RFC 2557; read with the standard library."""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from functools import cached_property

from migrator.errors import SourceError
from migrator.guard.limits import FILE_BYTES
from migrator.model import Capture
from migrator.sources.file_form import FileForm, begins
from migrator.sources.source import File, file_stamp

_SUFFIXES = (".mht", ".mhtml")
#: How each message of a mailbox begins (RFC 4155).
_MESSAGE = re.compile(rb"(?:\A|\n\r?\n)From \S+ [^\r\n]*\d{4}\r?\n")


class Mhtml:
    """The parts of one file, each a capture under its own address (`Content-Location`)."""

    def __init__(self, path: File) -> None:
        self.path = path
        self.label = str(path)

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "label": self.label}

    @cached_property
    def _parts(self) -> dict[str, email.message.Message]:
        message = email.message_from_bytes(self._data(), policy=email.policy.compat32)
        leaves = [part for part in message.walk() if not part.is_multipart()]
        parts: dict[str, email.message.Message] = {}
        for number, part in enumerate(leaves, 1):
            name = re.sub(
                r"[^\w.-]+",
                "-",
                str(part.get("Content-Location") or "").rstrip("/").rpartition("/")[2],
            )[-60:]
            parts[f"{number:03d}-{name or 'part'}"] = part
        address = message.get("Snapshot-Content-Location")
        if leaves and address and not leaves[0].get("Content-Location"):
            leaves[0]["Content-Location"] = address
        return parts

    def _data(self) -> bytes:
        with self.path.open("rb") as file:
            return file.read(FILE_BYTES)

    def names(self) -> Iterator[str]:
        yield from self._parts

    def load(self, name: str) -> Capture:
        part = self._parts.get(name) or self._by_id(name)
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            raise OSError(f"{name} cannot be decoded")
        location = re.sub(r"\s+", "", str(part.get("Content-Location") or ""))
        charset = part.get_content_charset()
        return Capture(
            name,
            data,
            location if "://" in location and not location.startswith("cid:") else None,
            content_type=part.get_content_type() + (f"; charset={charset}" if charset else ""),
        )

    def _by_id(self, name: str) -> email.message.Message:
        """The part that `cid:NAME` means (RFC 2392); OSError where there is none."""
        ident = name.removeprefix("cid:").strip()
        for part in self._parts.values():
            if str(part.get("Content-ID") or "").strip().strip("<>") == ident:
                return part
        raise OSError(f"{self.label} holds no part with the Content-ID {ident}")

    def stamp(self, name: str) -> str:
        return file_stamp(self.path)


def _opened(file: File, level: int) -> Mhtml | None:
    """By its name; a file that a user names also by how it begins. Raises SourceError for a mailbox
    of several messages, of which only the first would be read."""
    head = begins(file)
    if not file.name.lower().endswith(_SUFFIXES) and b"multipart/related" not in head.lower():
        return None
    if _MESSAGE.match(head):
        with file.open("rb") as opened_file:
            count = len(_MESSAGE.findall(opened_file.read(FILE_BYTES)))
        if count > 1:
            raise SourceError(
                f"{file}: is a mailbox of {count} messages; write each to a file of its own (git "
                f"mailsplit -oFOLDER FILE), call those with a saved page NAME.mht, and name the "
                f"folder"
            )
    return Mhtml(file)


FORM = FileForm(_SUFFIXES, _opened, order=70)
