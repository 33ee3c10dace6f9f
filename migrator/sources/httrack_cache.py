"""HTTrack's cache (`hts-cache/new.zip`). Where it is all that is left of a mirror, it is the pages
as they came, named by their addresses; beside the mirror it has what no file there tells: which
addresses the site answered with a redirect, and where they led. The local header of a member holds
the answer's head, which the directory of the zip lacks; `X-In-Cache: 0` marks answers whose bytes
lie in the mirror alone, pictures first of all (HTTrack 3.49)."""

from __future__ import annotations

import struct
from functools import cached_property

from migrator.joomla import address
from migrator.model import Capture
from migrator.sources.file_form import FileForm
from migrator.sources.packed import Zip, zip_members
from migrator.sources.source import File

#: The local header of a member (APPNOTE 4.3.7): its size, and where the lengths of name and extra
#: field stand in it.
_LOCAL, _LENGTHS = 30, struct.Struct("<26xHH")
_SCHEMES = ("http://", "https://")


class HttrackCache(Zip):
    """The answers whose bytes the cache holds."""

    def file_names(self) -> list[str]:
        return [name for name, head in self._heads.items() if head.get("x-in-cache") != "0"]

    def is_capture(self, name: str) -> bool:
        return True

    def load_file(self, name: str) -> Capture:
        head = self._heads[name]
        return Capture(
            name,
            self.read(name),
            name,
            address.whole_number(head.get("x-statuscode", "")),
            head.get("content-type"),
            head.get("location"),
            written=self.written(name),
        )

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return {info.filename: info.file_size for info in self._zip.infolist()}

    @cached_property
    def _heads(self) -> dict[str, dict[str, str]]:
        """The heads of the answers, fields in lower case, by address."""
        heads = {}
        with self.path.open("rb") as file:
            for info in self._zip.infolist():
                if not info.filename.startswith(_SCHEMES):
                    continue
                file.seek(info.header_offset)
                name_size, extra_size = _LENGTHS.unpack(file.read(_LOCAL))
                file.seek(name_size, 1)
                lines = file.read(extra_size).decode("latin-1").splitlines()
                fields = (line.partition(":") for line in lines)
                heads[info.filename] = {k.strip().lower(): v.strip() for k, _, v in fields}
        return heads


class HttrackRedirects(HttrackCache):
    """The redirects that the cache holds."""

    def file_names(self) -> list[str]:
        return [
            name
            for name, head in self._heads.items()
            if head.get("location") and head.get("x-statuscode", "").startswith("3")
        ]


def _opened(file: File, level: int) -> HttrackCache | None:
    return HttrackCache(file, level) if _is_cache(file) else None


def _opened_beside_mirror(file: File, level: int) -> HttrackRedirects | None:
    redirects = HttrackRedirects(file, level) if level and _is_cache(file) else None
    return redirects if redirects and redirects.file_names() else None


def _is_cache(file: File) -> bool:
    """By what is in it: members that are named by addresses, and no other, which would be lost."""
    names = zip_members(file) if file.name.lower().endswith(".zip") else []
    return any(name.startswith(_SCHEMES) for name in names) and all("://" in n for n in names)


FORMS = (
    FileForm((".zip",), _opened, order=15, beside_pages=False),
    FileForm(("new.zip",), _opened_beside_mirror, order=16),
)
