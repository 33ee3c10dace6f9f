"""What Akeeba's archives have in common: one file or several parts, members behind marks, and what
is known to be missing of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from migrator.model import Capture
from migrator.sources.packed import Packed
from migrator.sources.parts import Joined, missing_parts, parts_of

#: So much of a file is searched at once for the next member behind damage.
_STEP = 1 << 19


class AkeebaArchive(Packed):
    """An archive; `path` is its last or only part."""

    path: Path
    opens_containers = False
    opened = ("_file",)

    @cached_property
    def _file(self) -> Joined:
        return Joined([part.open("rb") for part in parts_of(self.path)])

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """What is known to be missing of the archive: its parts, else what else tells of it."""
        parts = missing_parts(parts_of(self.path))
        if parts:
            return tuple(f"part {part} is missing" for part in parts)
        fault = self._fault()
        return (fault,) if fault else ()

    def _fault(self) -> str | None:
        """What is missing of an archive that has all its parts."""
        raise NotImplementedError

    def load(self, name: str) -> Capture:
        """A member; the first one tells what is missing of the archive."""
        faults = self.faults if name == self.members()[0] else ()
        try:
            capture = super().load(name)
        except OSError as error:
            if not faults:
                raise
            raise OSError("; ".join([str(error), *faults])) from error
        return replace(capture, faults=(*capture.faults, *faults))


def next_mark(
    file: Joined, position: int, mark: bytes, is_member: Callable[[int], bool] = lambda _: True
) -> int:
    """Where from `position` on the next `mark` stands at which `is_member` holds; -1 where there is
    none."""
    while position < file.size:
        file.seek(position)
        block = file.read(_STEP)
        index = block.find(mark)
        while index >= 0:
            if is_member(position + index):
                return position + index
            index = block.find(mark, index + 1)
        if len(block) < len(mark):
            break
        position += len(block) - len(mark) + 1
    return -1


def counted(stated: int, there: int) -> str | None:
    """The fault of an archive that states more members than there are."""
    return f"it states {stated} members, {there} are there" if stated > there else None


def unread(size: int) -> str | None:
    """The fault of an archive in which so many bytes belong to no member."""
    return f"it is damaged: {size} bytes of it belong to no member" if size else None
