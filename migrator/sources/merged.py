"""Several sources read as one: what is left of a site often lies in more than one place."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from migrator.errors import SourceError
from migrator.model import Capture
from migrator.sources.open_files import close
from migrator.sources.source import Source, open_stream


class MergedSource:
    """A capture's name is its source's label, `/`, and its name there."""

    def __init__(self, parts: Sequence[Source]) -> None:
        self.parts = {f"{part.label}/": part for part in parts}
        if len(self.parts) < len(parts):
            raise SourceError("the same source is named twice; name each once")
        self.label = shlex.join(part.label for part in parts)

    def names(self) -> Iterator[str]:
        for label, part in self.parts.items():
            yield from (f"{label}{name}" for name in part.names())

    def load(self, name: str) -> Capture:
        part, inner = self._part(name)
        return replace(part.load(inner), source=name)

    def open(self, name: str) -> BinaryIO:
        part, inner = self._part(name)
        return open_stream(part, inner)

    def stamp(self, name: str) -> str:
        part, inner = self._part(name)
        return part.stamp(inner)

    def close(self) -> None:
        """Closes what the sources hold open."""
        for part in self.parts.values():
            close(part)

    def _part(self, name: str) -> tuple[Source, str]:
        label = max((label for label in self.parts if name.startswith(label)), key=len)
        return self.parts[label], name.removeprefix(label)
